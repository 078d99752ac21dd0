"""Indicators of pairs of countries."""

from __future__ import annotations

import numpy as np
import polars as pl

from sinergi.errors import UsageError
from sinergi.indicators import complementarity, gravity, intensity, similarity
from sinergi.indicators.catalogue.entry import (
    Argument,
    Arguments,
    Indicator,
    Output,
    When,
    each_year,
    of,
    of_no_pair,
)
from sinergi.indicators.inputs import Inputs, by_pair
from sinergi.indicators.panel import Panel

_PAIR = ("year", "exporter", "importer", "value")
EXPORTER = Argument("exporter", None, "the exporter's code; all if not given")
IMPORTER = Argument("importer", None, "the importer's code; all if not given")


def only(panel: Panel, table: pl.DataFrame, arguments: Arguments) -> pl.DataFrame:
    """The rows of the exporter and importer asked for.

    Raises:
        InputError: one has no trade in this year.
    """
    for side in ("exporter", "importer"):
        if arguments[side] is not None:
            panel.country(arguments[side])
            table = table.filter(pl.col(side).cast(pl.String) == arguments[side])
    return table


def _complementarity(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    x, m = panel.exports, panel.imports
    if arguments["of"] == "products":
        return _contributions(panel, arguments)
    if arguments["method"] == "michaely":
        value = complementarity.michaely(x, m)
    else:
        value = complementarity.drysdale_garnaut(x, m, reference=arguments["reference"])
    return only(panel, panel.of_pairs(value=value), arguments)


def _contributions(panel: Panel, arguments: Arguments) -> pl.DataFrame:
    exporter, importer = arguments["exporter"], arguments["importer"]
    if exporter is None or importer is None:
        raise UsageError("contributions of products are of one pair: give exporter and importer")
    i, j = panel.country(exporter), panel.country(importer)
    x, m = panel.exports, panel.imports
    if arguments["method"] == "michaely":
        value = complementarity.michaely_contributions(x, m, i, j)
    else:
        value = complementarity.drysdale_garnaut_contributions(
            x, m, i, j, reference=arguments["reference"]
        )
    table = panel.of_products(value=value)
    return table.select(
        "year",
        pl.lit(exporter).alias("exporter"),
        pl.lit(importer).alias("importer"),
        "product",
        "value",
    )


def _intensity(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    value = intensity.intensity(panel.flows.pairs, denominator=arguments["denominator"])
    if arguments["form"] == "symmetric":
        value = intensity.symmetric(value)
    return only(panel, panel.of_pairs(value=value), arguments)


def _similarity(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    x = panel.exports
    if (market := arguments["market"]) is not None:
        flows = panel.flows
        to_market = np.where(flows.importer == panel.country(market), flows.value, 0.0)
        x = flows.by_exporter(to_market)
    if arguments["method"] == "finger-kreinin":
        value = similarity.finger_kreinin(x)
    else:
        value = similarity.bahar(x, epsilon=arguments["epsilon"])
    return only(panel, panel.of_pairs(value=value), arguments)


def _gravity(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    names = [
        column
        for column in inputs.frame("covariates", ("exporter", "importer")).columns
        if column not in ("exporter", "importer", "year")
    ]
    z = np.stack([by_pair(inputs, "covariates", panel, name) for name in names])
    fit = gravity.gravity(panel.flows.pairs, z, standard_errors=arguments["standard_errors"])
    if arguments["of"] == "coefficients":
        of_no_pair(arguments)
        table = pl.DataFrame(
            {
                "year": np.full(len(names), panel.year, dtype=np.int32),
                "covariate": names,
                "coefficient": fit.coefficients,
                "standard_error": fit.standard_errors,
            }
        )
        return Output(table)
    actual = panel.flows.pairs
    ratio = np.divide(actual, fit.fitted, out=np.full_like(actual, np.nan), where=fit.fitted > 0)
    table = only(panel, panel.of_pairs(actual=actual, expected=fit.fitted, ratio=ratio), arguments)
    lacking = int(np.isnan(fit.fitted).sum()) - panel.shape[0]
    said = (f"{lacking} pairs have a covariate that is not known",) if lacking else ()
    return Output(table, said)


_METHOD = Argument(
    "method",
    "michaely",
    "Michaely's index (WITS prints it times 100) or Drysdale and Garnaut's",
    choices=("michaely", "drysdale-garnaut"),
    peer="WITS",
)

INDICATORS = (
    Indicator(
        "complementarity",
        "Trade complementarity of what one exports and the other imports",
        "michaely: sum_k min(x_ik/x_i, m_jk/m_j); "
        "drysdale-garnaut: sum_k (x_ik/x_i) (w/w_k) (m_jk/m_j)",
        "Michaely 1996; Drysdale and Garnaut 1982",
        "michaely: share in [0, 1]; drysdale-garnaut: ratio, 1 is neutral",
        "exports and imports",
        {"pairs": _PAIR, "products": ("year", "exporter", "importer", "product", "value")},
        each_year(_complementarity),
        lower_bounds=True,
        arguments=(
            of("pairs", "products"),
            _METHOD,
            Argument(
                "reference",
                "world",
                "drysdale-garnaut: compare with all exports, or with those of the others",
                choices=complementarity.REFERENCES,
            ),
            EXPORTER,
            IMPORTER,
        ),
        all_goods=False,
        coarse="baskets fit better by chapter than by product",
    ),
    Indicator(
        "intensity",
        "Trade intensity",
        "(v_ij / x_i) / (m_j / w)",
        "Kojima 1964; Drysdale and Garnaut 1982; WITS",
        "ratio, 1 is as expected",
        "flows",
        {"": _PAIR},
        each_year(_intensity),
        arguments=(
            Argument(
                "denominator",
                "world",
                "m_j / w, or rest: (m_j - v_ij) / (w - x_i), or kojima: m_j / (w - m_i)",
                choices=intensity.DENOMINATORS,
                peer="WITS",
            ),
            Argument(
                "form", "ratio", "the ratio T, or (T-1)/(T+1)", choices=("ratio", "symmetric")
            ),
            EXPORTER,
            IMPORTER,
        ),
        all_goods=False,
        pair_totals=True,
    ),
    Indicator(
        "similarity",
        "Similarity of two exporters, named exporter and importer in the table",
        "finger-kreinin: sum_k min(s_ak, s_bk); bahar: corr(ln(RCA_a + e), ln(RCA_b + e))",
        "Finger and Kreinin 1979; Bahar, Hausmann and Hidalgo 2014",
        "share in [0, 1]; bahar: correlation",
        "exports",
        {"": _PAIR},
        each_year(_similarity),
        arguments=(
            Argument(
                "method",
                "finger-kreinin",
                "overlap of shares, or correlation of logarithms of RCA",
                choices=("finger-kreinin", "bahar"),
            ),
            Argument("market", None, "compare exports to this country only"),
            Argument(
                "epsilon",
                0.1,
                "bahar: added before the logarithm",
                peer="ecomplexity, econcomplex",
                kind=float,
            ),
            EXPORTER,
            IMPORTER,
        ),
        all_goods=When("method", ("bahar",)),
        partners=When("market"),
        coarse="baskets look more alike by chapter than by product",
    ),
    Indicator(
        "gravity",
        "Expected trade by a gravity model with exporter and importer effects (PPML)",
        "E[v_ij] = exp(a_i + b_j + beta' z_ij)",
        "Santos Silva and Tenreyro 2006; Arvis and Shepherd 2013",
        "unit of the trade; ratio: actual over expected",
        "flows",
        {
            "pairs": ("year", "exporter", "importer", "actual", "expected", "ratio"),
            "coefficients": ("year", "covariate", "coefficient", "standard_error"),
        },
        each_year(_gravity),
        arguments=(
            of("pairs", "coefficients"),
            Argument(
                "standard_errors",
                "HC0",
                "robust, without or with a factor for the number of parameters",
                choices=gravity.STANDARD_ERRORS,
                peer="gme; HC1 is pyfixest's and Stata's",
            ),
            EXPORTER,
            IMPORTER,
        ),
        needs=("covariates",),
        all_goods=False,
    ),
)
