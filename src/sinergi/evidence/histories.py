"""The yearly history of flows in a dataset: which products went when, and in which state they are.

The meaning of the states is that of :mod:`sinergi.indicators.trade_states`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import polars as pl

from sinergi.evidence.caching import store_cache
from sinergi.evidence.datasets import trade
from sinergi.evidence.reporting import unreported_years
from sinergi.indicators.trade_states import STATES, FlowState, quiet_years, spells, states
from sinergi.trade import queries
from sinergi.trade.catalogue import Dataset


@dataclass(frozen=True)
class FlowHistory:
    """One product that went from one country to another at least once.

    Attributes:
        product: Its code.
        state: ``traded``, ``resumed``, ``stopped`` or ``unknown``.
        years: The years with a flow, ascending.
        resumed: First year of the latest spell that began after a pause, if there was one.
        quiet: Years in a row up to the end that are known to be without a flow.
        total: All years together, US dollars: for ordering, not a mean.
        values: US dollars in each of these years.
        peak: Value of the largest year, US dollars.
        peak_year: The largest year, the earlier of equals.
    """

    product: str
    state: FlowState
    years: tuple[int, ...]
    resumed: int | None
    quiet: int
    total: float
    values: tuple[float, ...]
    peak: float
    peak_year: int

    @property
    def last(self) -> int:
        """The last year with a flow."""
        return self.years[-1]

    @property
    def goes(self) -> bool:
        """Whether it is traded or traded again."""
        return self.state in ("traded", "resumed")


@dataclass(frozen=True)
class PairHistory:
    """All products that ever went from one country to another, the largest total first.

    ``held`` are the years that the dataset holds and that one of the two reported. ``absent`` is
    the state of every other product: ``never``, or ``unknown`` where years are lacking.
    """

    until: int
    held: tuple[int, ...]
    flows: tuple[FlowHistory, ...]
    absent: FlowState

    def state(self, product: str) -> FlowState:
        """The state of a product."""
        return self.by_product[product].state if product in self.by_product else self.absent

    @cached_property
    def by_product(self) -> dict[str, FlowHistory]:
        """The flows by product."""
        return {flow.product: flow for flow in self.flows}


def years_held(dataset: Dataset, until: int | None = None) -> tuple[int, ...]:
    """The years that a trade dataset holds up to ``until``, ascending."""
    held = dataset.years_held or (queries.latest_year(dataset),)
    return tuple(year for year in held if until is None or year <= until)


@store_cache(64)
def pair_history(
    identifier: str, exporter: str, importer: str, until: int | None = None
) -> PairHistory:
    """The history of all products from ``exporter`` to ``importer``.

    Args:
        identifier: Id of a trade dataset.
        exporter: ISO3 code.
        importer: ISO3 code.
        until: The year at whose end states are judged; the default is the dataset's last.

    Raises:
        UnknownNameError: there is no such trade dataset.
    """
    dataset = trade(identifier)
    known = years_held(dataset, until)
    end = known[-1] if until is None else until
    silent = unreported_years(identifier, exporter, importer)
    held = tuple(year for year in known if year not in silent)
    rows = (
        queries.flows(dataset, exporter, importer)
        .filter((pl.col("value") > 0) & (pl.col("year") <= end))
        .group_by("product", "year")
        .agg(pl.col("value").sum())
        .sort("product", "year")
        .collect()
    )
    flows = sorted(_flows(rows, end, held), key=lambda flow: (-flow.total, flow.product))
    nothing = states(np.nan, until=end, held=held)
    return PairHistory(end, held, tuple(flows), STATES[int(nothing)])


def _flows(rows: pl.DataFrame, until: int, held: tuple[int, ...]) -> list[FlowHistory]:
    if not rows.height:
        return []
    by_product = rows.group_by("product", maintain_order=True).agg(
        pl.col("year").cast(pl.Int64), pl.col("value")
    )
    span = range(min(*held, until, int(rows["year"].min())), until + 1)  # type: ignore[arg-type]
    traded = np.zeros((len(span), by_product.height), dtype=np.bool_)
    for cell, years in enumerate(by_product["year"]):
        traded[years.to_numpy() - span[0], cell] = True
    found = spells(traded, span, held)
    codes = states(found.last, until=until, held=held, resumed=found.resumed)
    return [
        FlowHistory(
            product=product,
            state=STATES[int(code)],
            years=tuple(years),
            resumed=None if np.isnan(resumed) else int(resumed),
            quiet=quiet_years(years[-1], until=until, held=held),
            total=float(sum(values)),
            values=tuple(values),
            peak=max(values),
            peak_year=years[values.index(max(values))],
        )
        for (product, years, values), code, resumed in zip(
            by_product.iter_rows(), codes, found.resumed, strict=True
        )
    ]
