"""Economic complexity, the product space, fitness and the income of products."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl

from sinergi.errors import InputError
from sinergi.indicators import fitness, prody, proximity, relatedness
from sinergi.indicators.arrays import Array
from sinergi.indicators.catalogue.entry import (
    Argument,
    Arguments,
    Indicator,
    Output,
    each_year,
    of,
)
from sinergi.indicators.complexity import COMPONENTS, PCI_SCALES, Complexity, complexity
from sinergi.indicators.inputs import Inputs, by_country
from sinergi.indicators.long_tables import long
from sinergi.indicators.panel import Panel
from sinergi.indicators.presence import KINDS, countries_above, presence
from sinergi.indicators.rca import rca, rma, rpop

PRESENCE = (
    Argument(
        "presence",
        "binary",
        "M: RCA at least the threshold, or RCA / (1 + RCA), the Atlas since 2026",
        choices=KINDS,
        peer="ecomplexity, econcomplex, R, economic-complexity",
    ),
    Argument("threshold", 1.0, "of RCA or RPOP for a binary M", peer="all", kind=float),
    Argument(
        "test",
        "rca",
        "M from RCA, from exports per head, or from the larger of the two",
        choices=("rca", "rpop", "either"),
        peer="all",
    ),
    Argument("min_share", 0.0, "least share of world exports of a country measured", kind=float),
    Argument("min_exports", 0.0, "least exports of a country measured", kind=float),
    Argument("min_population", 0.0, "least population of a country measured", kind=float),
)

_DIAGONAL = Argument(
    "diagonal",
    "natural",
    "nearness of a product to itself: as the formula gives it, or taken out",
    choices=proximity.DIAGONALS,
    peer="ecomplexity, Stata, R; zero is economic-complexity's and econcomplex's",
)

COMPLEXITY = (
    *PRESENCE,
    Argument(
        "pci_scale",
        "eci",
        "PCI by the mean and deviation of ECI, or by its own",
        choices=PCI_SCALES,
        peer="ecomplexity, Stata; own is econcomplex's, economic-complexity's and R's",
    ),
    Argument(
        "ddof",
        0,
        "of standard deviations",
        peer="ecomplexity, econcomplex; 1 is economic-complexity's and R's",
        kind=int,
    ),
    Argument(
        "components",
        "largest",
        "if some countries share no product with the others: leave them out, or refuse",
        choices=COMPONENTS,
    ),
    _DIAGONAL,
    Argument(
        "coi_scale",
        "z",
        "COI standardised over countries, or as a sum",
        choices=relatedness.OUTLOOK_SCALES,
        peer="ecomplexity",
    ),
    Argument(
        "cog_normaliser",
        "other",
        "COG over the proximities of the product opened, or of the product begun",
        choices=relatedness.NORMALISERS,
        peer="ecomplexity, R, Atlas; target is econcomplex's",
    ),
)


def presence_of(
    panel: Panel, inputs: Inputs, arguments: Arguments
) -> tuple[Array, Array, np.ndarray[Any, np.dtype[np.bool_]]]:
    """RCA, M, and the countries that are measured.

    World totals are those of the countries measured, so that the small ones do not count in them.
    """
    x = panel.exports
    people = None
    if arguments["min_population"] > 0 or arguments["test"] != "rca":
        people = by_country(inputs, "population", panel)
    large = countries_above(
        x,
        min_exports=arguments["min_exports"],
        min_share=arguments["min_share"],
        population=people,
        min_population=arguments["min_population"],
    )
    if not large.any():
        raise InputError("no country is large enough", where=f"{panel.year}")
    index = rca(x, world=None if large.all() else x[large].sum(axis=0))
    tested = index
    if arguments["test"] != "rca":
        assert people is not None  # noqa: S101 - read above
        known = people > 0
        per_head = np.full(panel.shape, np.nan)
        per_head[known] = rpop(x[known], people[known])
        tested = per_head if arguments["test"] == "rpop" else np.fmax(index, per_head)
    m = presence(tested, kind=arguments["presence"], threshold=arguments["threshold"])
    return index, m, large


def _measured(m: Array, large: Any, arguments: Arguments) -> Complexity:
    return complexity(
        m,
        countries=large,
        pci_scale=arguments["pci_scale"],
        ddof=arguments["ddof"],
        components=arguments["components"],
    )


def _complexity(panel: Panel, inputs: Inputs, arguments: Arguments) -> Output:
    index, m, large = presence_of(panel, inputs, arguments)
    found = _measured(m, large, arguments)
    if arguments["of"] == "products":
        table = panel.of_products(ubiquity=found.ubiquity, pci=found.pci)
    else:
        phi = proximity.proximity(m[large], diagonal=arguments["diagonal"])
        near = relatedness.density(m, phi)
        if arguments["of"] == "countries":
            coi = relatedness.opportunity_outlook(m, near, found, scale=arguments["coi_scale"])
            table = panel.of_countries(diversity=found.diversity, eci=found.eci, coi=coi)
        else:
            cog = relatedness.opportunity_gain(
                m, phi, found, normaliser=arguments["cog_normaliser"]
            )
            shown = near
            if arguments["density"] == "relative":
                shown = relatedness.relative_density(m, near)
            table = panel.of_cells(rca=index, mcp=m, density=shown, cog=cog)
            if arguments["of"] == "all":
                coi = relatedness.opportunity_outlook(m, near, found, scale=arguments["coi_scale"])
                table = _with_margins(panel, table, found, coi)
    facts = {
        "countries_measured": float(found.measured.sum()),
        "lambda2": found.lambda2,
        "lambda3": found.lambda3,
        "eci_diversity_correlation": found.diversity_correlation,
    }
    if found.lambda3 > 0:
        facts["spectral_gap"] = found.gap
    said = tuple(f"{panel.year}: {warning}" for warning in found.warnings)
    return Output(table, said, {panel.year: facts})


def _with_margins(panel: Panel, cells: pl.DataFrame, found: Complexity, coi: Array) -> pl.DataFrame:
    """Cells with the numbers of their country and product beside them, as ecomplexity's table."""
    numbers = {
        "diversity": (found.diversity, 1),
        "ubiquity": (found.ubiquity, 0),
        "eci": (found.eci, 1),
        "pci": (found.pci, 0),
        "coi": (coi, 1),
    }
    wide = {
        name: np.repeat(values, panel.shape[1]) if by_row else np.tile(values, panel.shape[0])
        for name, (values, by_row) in numbers.items()
    }
    margins = pl.DataFrame(wide).with_columns(pl.all().fill_nan(None))
    return cells.hstack(margins)


def _proximity(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    _, m, large = presence_of(panel, inputs, arguments)
    phi = proximity.proximity(m[large], diagonal=arguments["diagonal"])
    p, q = np.nonzero(np.triu(phi > arguments["above"], k=1))
    keys = {"product": panel.products.gather(p), "other": panel.products.gather(q)}
    return long(panel.year, keys, value=phi[p, q].astype(np.float64))


def _cross_proximity(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    kind, threshold = arguments["presence"], arguments["threshold"]
    sold = presence(rca(panel.exports), kind=kind, threshold=threshold)
    bought = presence(rma(panel.imports), kind=kind, threshold=threshold)
    phi = proximity.cross_proximity(sold, bought)
    p, q = np.nonzero(phi > arguments["above"])
    keys = {"exported": panel.products.gather(p), "imported": panel.products.gather(q)}
    return long(panel.year, keys, value=phi[p, q])


def _fitness(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    _, m, _ = presence_of(panel, inputs, arguments)
    found = fitness.fitness(m, iterations=arguments["iterations"])
    if arguments["of"] == "countries":
        return panel.of_countries(value=found.fitness)
    return panel.of_products(value=found.complexity)


def _prody(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    found = prody.prody(panel.exports, by_country(inputs, "income", panel))
    if arguments["of"] == "products":
        return panel.of_products(value=found.prody)
    return panel.of_countries(value=found.expy)


INDICATORS = (
    Indicator(
        "complexity",
        "Economic complexity: ECI, PCI, density, outlook and gain",
        "ECI, PCI: second eigenvectors of Dc^-1 M Dp^-1 M^T and Dp^-1 M^T Dc^-1 M; "
        "density = sum_q M phi / sum_q phi; COI = sum density (1-M) PCI; "
        "COG = (1-M) sum_q phi/sum phi (1-M) PCI",
        "Hidalgo and Hausmann 2009; Hausmann, Hidalgo et al. 2014",
        "eci, pci: standard scores of the year; density: share in [0, 1]",
        "exports",
        {
            "countries": ("year", "country", "diversity", "eci", "coi"),
            "products": ("year", "product", "ubiquity", "pci"),
            "cells": ("year", "country", "product", "rca", "mcp", "density", "cog"),
            "all": (
                *("year", "country", "product", "rca", "mcp", "density", "cog"),
                *("diversity", "ubiquity", "eci", "pci", "coi"),
            ),
        },
        each_year(_complexity),
        arguments=(
            of("countries", "products", "cells", "all"),
            *COMPLEXITY,
            Argument(
                "density",
                "share",
                "of cells: a share, or its standard score among what the country does not make",
                choices=("share", "relative"),
                peer="ecomplexity, econcomplex, R, economic-complexity",
            ),
        ),
        uses=("population",),
        coarse="on chapters the index is coarse: its places differ from those published",
    ),
    Indicator(
        "proximity",
        "Proximity of products in the product space",
        "sum_c M_cp M_cq / max(k_p, k_q)",
        "Hidalgo, Klinger, Barabasi and Hausmann 2007",
        "probability in [0, 1]",
        "exports",
        {"": ("year", "product", "other", "value")},
        each_year(_proximity),
        arguments=(
            *PRESENCE,
            _DIAGONAL,
            Argument("above", 0.0, "only pairs of products nearer than this", kind=float),
        ),
        uses=("population",),
        coarse="chapters are baskets of many goods: that two are near says little of products",
    ),
    Indicator(
        "cross-proximity",
        "Nearness of what countries export to what they import: the cross-space of both",
        "sum_c M_cp N_cq / max(k_p, k_q), M from RCA, N from RMA",
        "Catalan et al. 2020, for exports and imports",
        "probability in [0, 1]",
        "exports and imports",
        {"": ("year", "exported", "imported", "value")},
        each_year(_cross_proximity),
        arguments=(
            Argument("presence", "binary", "M and N, as of proximity", choices=KINDS),
            Argument("threshold", 1.0, "of RCA and RMA for binary M and N", kind=float),
            Argument("above", 0.0, "only pairs of products nearer than this", kind=float),
        ),
    ),
    Indicator(
        "fitness",
        "Fitness of countries and complexity of products",
        "F = M Q / mean, Q = 1 / (M^T 1/F) / mean, both from the step before",
        "Tacchella, Cristelli, Caldarelli, Gabrielli and Pietronero 2012",
        "mean 1",
        "exports",
        {
            "countries": ("year", "country", "value"),
            "products": ("year", "product", "value"),
        },
        each_year(_fitness),
        arguments=(
            of("countries", "products"),
            Argument("iterations", 20, "number of steps", peer="R economiccomplexity", kind=int),
            *PRESENCE,
        ),
        uses=("population",),
        coarse="on chapters the index is coarse: its places differ from those published",
    ),
    Indicator(
        "prody",
        "Income of products (PRODY) and of export baskets (EXPY)",
        "PRODY_p = sum_c s_cp y_c / sum_c s_cp; EXPY_c = sum_p s_cp PRODY_p",
        "Hausmann, Hwang and Rodrik 2007",
        "that of the table income; by default GDP per head in current US dollars (WDI), where the "
        "source has it at purchasing power (PPP)",
        "exports",
        {
            "products": ("year", "product", "value"),
            "countries": ("year", "country", "value"),
        },
        each_year(_prody),
        arguments=(of("products", "countries"),),
        needs=("income",),
    ),
)
