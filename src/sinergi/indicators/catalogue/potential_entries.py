"""Export potential of pairs, exporters, markets and the world, and the diversification rank."""

from __future__ import annotations

import numpy as np
import polars as pl

from sinergi.errors import UsageError
from sinergi.indicators import potential, relatedness
from sinergi.indicators.arrays import Array, Mask
from sinergi.indicators.catalogue.complexity_entries import COMPLEXITY, presence_of
from sinergi.indicators.catalogue.entry import Argument, Arguments, Indicator, Output
from sinergi.indicators.catalogue.pair_entries import EXPORTER, IMPORTER
from sinergi.indicators.diversification import diversification
from sinergi.indicators.gravity import gravity
from sinergi.indicators.inputs import Inputs, by_country, by_pair, tariffs
from sinergi.indicators.long_tables import long
from sinergi.indicators.panel import Panel, Trade
from sinergi.indicators.potential_scan import (
    exporter_potential,
    importer_potential,
    world_potential,
)
from sinergi.indicators.proximity import proximity

_COLUMNS = ("year", "exporter", "importer", "product", "potential", "actual", "unrealised")


def table_of_factors(
    panel: Panel, inputs: Inputs, ease: str, *, exclude: Mask | None = None
) -> potential.Factors:
    """The factors of a panel from the tables given.

    Args:
        panel: Trade, usually the mean of five years.
        inputs: ``distance``, and if given ``outlook``, ``tariffs`` and ``covariates``.
        ease: ``"observed"`` or ``"gravity"``.
        exclude: Supply that is re-exported and counts as none, ``(C, P)``.
    """
    distance = by_pair(inputs, "distance", panel, "distance")
    outlook = potential.Outlook()
    if inputs.outlook is not None:
        outlook = potential.Outlook(
            gdp=by_country(inputs, "outlook", panel, "gdp"),
            population=by_country(inputs, "outlook", panel, "population"),
        )
    return potential.factors(
        panel.flows,
        distance=distance,
        outlook=outlook,
        tariffs=tariffs(inputs, panel),
        ease=_predicted_ease(panel, inputs, distance) if ease == "gravity" else None,
        exclude=exclude,
    )


def _reexports(panel: Panel, exporters: str | None) -> Mask | None:
    """What the exporters named, ``HKG,SGP``, sell of products that they buy as well."""
    if exporters is None:
        return None
    named = np.zeros(panel.shape[0], dtype=np.bool_)
    for code in exporters.split(","):
        named[panel.country(code.strip())] = True
    return np.asarray(named[:, None] & (panel.imports > 0))


def _predicted_ease(panel: Panel, inputs: Inputs, distance: Array) -> tuple[Array, Mask]:
    """Ease with gravity's prediction for pairs without trade; by distance if nothing else."""
    if inputs.covariates is None:
        covariates = np.log(distance)[None]
    else:
        frame = inputs.frame("covariates", ("exporter", "importer"))
        names = [name for name in frame.columns if name not in ("exporter", "importer", "year")]
        covariates = np.stack([by_pair(inputs, "covariates", panel, name) for name in names])
    return potential.gravity_ease(panel.flows, gravity(panel.flows.pairs, covariates).fitted)


def _potential(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    panel = trade.mean(year, arguments["window"])
    exclude = _reexports(panel, arguments["reexporters"])
    table = table_of_factors(panel, inputs, arguments["ease"], exclude=exclude)
    exporter, importer = arguments["exporter"], arguments["importer"]
    if exporter is not None and importer is not None:
        rows = _pair(panel, table, exporter, importer, arguments["components"])
    elif exporter is not None:
        i = panel.country(exporter)
        rows = _side(panel, exporter_potential(table, i), i, exports=True)
    elif importer is not None:
        j = panel.country(importer)
        rows = _side(panel, importer_potential(table, j), j, exports=False)
    else:
        world = world_potential(table)
        rows = panel.of_pairs(
            potential=world.potential,
            actual=world.actual,
            unrealised=world.unrealised,
            ease_predicted=world.ease_predicted,
        )
    said = _said(panel, table)
    if arguments["ease"] == "observed":
        said += _without_trade(panel, exporter, importer)
    return Output(rows, said)


def _without_trade(panel: Panel, exporter: str | None, importer: str | None) -> tuple[str, ...]:
    """That a potential of 0 says nothing of pairs without trade, if any was asked for."""
    none = panel.flows.pairs == 0
    np.fill_diagonal(none, False)
    i = slice(None) if exporter is None else panel.country(exporter)
    j = slice(None) if importer is None else panel.country(importer)
    if (count := int(none[i, j].sum())) == 0:
        return ()
    return (
        f"{panel.year}: the potential of {count} pairs is 0 because they did not trade then; "
        "ease=gravity predicts it",
    )


def _pair(
    panel: Panel, table: potential.Factors, exporter: str, importer: str, components: str
) -> pl.DataFrame:
    found = table.pair(panel.country(exporter), panel.country(importer))
    parts: dict[str, Array] = {}
    if components == "yes":
        ones = np.ones(panel.shape[1])
        parts = {
            "market_share": found.market_share,
            "own_use": found.own_use,
            "margin": found.margin,
            "demand": found.demand,
            "tariff": found.tariff,
            "ease": found.ease * ones,
            "distance": found.distance,
            "ease_predicted": np.full(panel.shape[1], found.ease_predicted),
        }
    keys = {
        "exporter": pl.repeat(exporter, panel.shape[1], eager=True),
        "importer": pl.repeat(importer, panel.shape[1], eager=True),
        "product": panel.products,
    }
    rows = long(
        panel.year,
        keys,
        potential=found.potential,
        actual=found.actual,
        unrealised=found.unrealised,
        **parts,
    )
    return rows.filter((pl.col("potential") > 0) | (pl.col("actual") > 0))


def _side(panel: Panel, cells: Array, country: int, *, exports: bool) -> pl.DataFrame:
    """Cells of one exporter or one importer that have potential or trade."""
    flows = panel.flows
    own, others = (flows.exporter, flows.importer) if exports else (flows.importer, flows.exporter)
    actual = np.zeros(panel.shape)
    rows = own == country
    actual[others[rows], flows.product[rows]] = flows.value[rows]
    partner, k = np.nonzero((cells > 0) | (actual > 0))
    labels = panel.countries
    mine = labels.gather(np.full(partner.size, country))
    theirs = labels.gather(partner)
    keys = {
        "exporter": mine if exports else theirs,
        "importer": theirs if exports else mine,
        "product": panel.products.gather(k),
    }
    worth, sold = cells[partner, k], actual[partner, k]
    return long(
        panel.year, keys, potential=worth, actual=sold, unrealised=np.maximum(worth - sold, 0)
    )


def _said(panel: Panel, table: potential.Factors) -> tuple[str, ...]:
    """What was not known and taken as neutral, and what was predicted."""
    said = [
        f"{panel.year}: {name} not known and taken as neutral in {count} cases"
        for name, count in table.assumed.items()
    ]
    if (predicted := int(table.ease_predicted.sum())) > 0:
        said.append(
            f"{panel.year}: ease is a gravity prediction for {predicted} pairs that did not trade "
            "then"
        )
    return tuple(said)


def _diversification(trade: Trade, year: int, inputs: Inputs, arguments: Arguments) -> Output:
    exporter, importer = arguments["exporter"], arguments["importer"]
    if exporter is None or importer is None:
        raise UsageError("the rank is of one pair: give exporter and importer")
    panel = trade.mean(year, arguments["window"])
    i, j = panel.country(exporter), panel.country(importer)
    index, m, large = presence_of(panel, inputs, arguments)
    near = relatedness.density(m, proximity(m[large], diagonal=arguments["diagonal"]))
    table = table_of_factors(panel, inputs, "observed")
    access = table.tariff(i, j, np.arange(panel.shape[1]))
    found = diversification(index[i], near[i], table.demand[j], access)
    rows = panel.of_products(
        rank=found.rank,
        score=found.score,
        supply=found.supply,
        demand=found.demand,
        tariff=found.tariff,
    )
    rows = rows.filter(pl.col("rank") > 0).sort("rank")
    rows = rows.select(
        "year",
        pl.lit(exporter).alias("exporter"),
        pl.lit(importer).alias("importer"),
        pl.exclude("year"),
    )
    return Output(rows, _said(panel, table))


_WINDOW = Argument("window", 5, "years averaged, up to the year asked for", peer="ITC", kind=int)

INDICATORS = (
    Indicator(
        "potential",
        "Export potential, its realised and unrealised parts",
        "supply_ik demand_jk tariff_ijk ease_ij distance_ijk; unrealised = max(EPI - actual, 0)",
        "Decreux and Spies 2016 (ITC); our data and treatment, not the ITC's numbers",
        "unit of the trade, a year",
        "flows",
        {
            "pair": _COLUMNS,
            "exporter": _COLUMNS,
            "importer": _COLUMNS,
            "world": (
                "year",
                "exporter",
                "importer",
                "potential",
                "actual",
                "unrealised",
                "ease_predicted",
            ),
        },
        _potential,
        arguments=(
            EXPORTER,
            IMPORTER,
            _WINDOW,
            Argument(
                "ease",
                "observed",
                "0 for pairs that did not trade, or predicted by gravity for these",
                choices=("observed", "gravity"),
                peer="ITC",
            ),
            Argument(
                "reexporters",
                None,
                "codes such as HKG,SGP: what these countries sell of products that they also buy "
                "counts as re-exports, no supply of theirs; BACI does not remove them",
                peer="none of them: the ITC removes re-exports from its data",
            ),
            Argument(
                "components",
                "no",
                "of a pair: a column for each factor",
                choices=("no", "yes"),
            ),
        ),
        needs=("distance",),
        uses=("outlook", "tariffs", "covariates"),
        all_goods=False,
    ),
    Indicator(
        "diversification",
        "Rank of products that an exporter could begin to sell in a market",
        "geometric mean of the percentile ranks of density, demand and tariff factor among "
        "products with RCA < 1",
        "Our own; not the ITC's Product Diversification Indicator, whose formula is not public",
        "rank; percentiles in (0, 1]",
        "flows",
        {
            "": (
                "year",
                "exporter",
                "importer",
                "product",
                "rank",
                "score",
                "supply",
                "demand",
                "tariff",
            )
        },
        _diversification,
        arguments=(EXPORTER, IMPORTER, _WINDOW, *COMPLEXITY),
        needs=("distance",),
        uses=("outlook", "tariffs", "population"),
    ),
)
