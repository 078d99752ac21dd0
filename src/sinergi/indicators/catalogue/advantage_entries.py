"""Comparative advantage and trade balances, by country and product."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import polars as pl

from sinergi.indicators import balance, rca
from sinergi.indicators.arrays import Array, Mask
from sinergi.indicators.catalogue.entry import Argument, Arguments, Indicator, each_year
from sinergi.indicators.inputs import Inputs, by_country
from sinergi.indicators.panel import Panel

_CELL = {"": ("year", "country", "product", "value")}


def _cells(number: Callable[[Panel], Array]) -> Callable[[Panel, Inputs, Arguments], pl.DataFrame]:
    def table(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
        return panel.of_cells(value=number(panel))

    return table


def _rpop(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    people = by_country(inputs, "population", panel)
    known = people > 0
    return panel.of_cells(
        value=_spread(rca.rpop(panel.exports[known], people[known]), known, panel.shape)
    )


def _lafay(panel: Panel, inputs: Inputs, arguments: Arguments) -> pl.DataFrame:
    if arguments["form"] == "trade":
        return panel.of_cells(value=balance.lafay(panel.exports, panel.imports))
    gdp = by_country(inputs, "gdp", panel)
    known = gdp > 0
    value = balance.lafay_gdp(panel.exports[known], panel.imports[known], gdp[known])
    return panel.of_cells(value=_spread(value, known, panel.shape))


def _spread(values: Array, known: Mask, shape: tuple[int, int]) -> Array:
    """Rows of the known countries at their places, NaN for the others."""
    full = np.full(shape, np.nan)
    full[known] = values
    return full


def _simple(
    name: str,
    title: str,
    formula: str,
    source: str,
    trade: str,
    number: Callable[[Panel], Array],
    unit: str = "ratio",
    *,
    all_goods: bool = True,
) -> Indicator:
    compute = each_year(_cells(number))
    return Indicator(name, title, formula, source, unit, trade, _CELL, compute, all_goods=all_goods)


INDICATORS = (
    _simple(
        "rca",
        "Revealed comparative advantage",
        "(x_ik / x_i) / (w_k / w)",
        "Balassa 1965",
        "exports",
        lambda panel: rca.rca(panel.exports),
    ),
    _simple(
        "rsca",
        "Symmetric revealed comparative advantage",
        "(RCA - 1) / (RCA + 1)",
        "Laursen 2015",
        "exports",
        lambda panel: rca.rsca(panel.exports),
    ),
    _simple(
        "lrca",
        "Logarithm of revealed comparative advantage",
        "ln RCA",
        "Vollrath 1991",
        "exports",
        lambda panel: rca.lrca(panel.exports),
    ),
    _simple(
        "nrca",
        "Normalised revealed comparative advantage",
        "x_ik / w - x_i w_k / w^2",
        "Yu, Cai and Leung 2009",
        "exports",
        lambda panel: rca.nrca(panel.exports),
        "share of world exports",
    ),
    _simple(
        "rma",
        "Revealed import advantage",
        "(m_jk / m_j) / (w_k / w)",
        "Balassa 1965, of imports",
        "exports and imports",
        lambda panel: rca.rma(panel.imports),
    ),
    _simple(
        "rta",
        "Relative trade advantage",
        "RCA - RMA",
        "Vollrath 1991",
        "exports and imports",
        lambda panel: rca.rta(panel.exports, panel.imports),
    ),
    _simple(
        "rc",
        "Revealed competitiveness",
        "ln RCA - ln RMA",
        "Vollrath 1991",
        "exports and imports",
        lambda panel: rca.rc(panel.exports, panel.imports),
    ),
    Indicator(
        "rpop",
        "Exports per head over the world's",
        "(x_ik / pop_i) / (w_k / pop)",
        "Atlas of Economic Complexity",
        "ratio",
        "exports",
        _CELL,
        each_year(_rpop),
        needs=("population",),
    ),
    _simple(
        "trade-balance",
        "Trade balance index",
        "(x - m) / (x + m)",
        "Lafay 1992",
        "exports and imports",
        lambda panel: balance.trade_balance_index(panel.exports, panel.imports),
        "ratio in [-1, 1]",
        all_goods=False,
    ),
    Indicator(
        "lafay",
        "Lafay index",
        "100 [(x-m)/(x+m) - (X-M)/(X+M)] (x+m)/(X+M); "
        "form gdp: 1000/GDP [(x-m) - (X-M) (x+m)/(X+M)]",
        "Lafay 1992; CEPII",
        "percentage points; form gdp: thousandths of GDP",
        "exports and imports",
        _CELL,
        each_year(_lafay),
        arguments=(
            Argument(
                "form",
                "trade",
                "weighted by trade, or CEPII's contribution to the balance over GDP: two numbers",
                choices=("trade", "gdp"),
            ),
        ),
        uses=("gdp",),
    ),
)
