"""``partners(A)``: whom should A meet next? All countries ranked, every component visible."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict

from sinergi.errors import UsageError
from sinergi.evidence import ALL
from sinergi.evidence.identifiers import evidence_id
from sinergi.evidence.partner_measures import dependence_relieved, shared_chains
from sinergi.evidence.worlds import World, few_exporters, trade_dataset, unknown_ease, world
from sinergi.indicators.arrays import Array, Index, divide
from sinergi.indicators.chain_tables import NOMENCLATURE
from sinergi.indicators.complementarity import michaely
from sinergi.indicators.potential_scan import exporter_potential, importer_potential
from sinergi.opportunities.cells import exporter_flows
from sinergi.opportunities.opportunity import Number
from sinergi.opportunities.pair_numbers import number
from sinergi.trade.catalogue import Dataset
from sinergi.trade.windows import window
from sinergi.vocabulary import countries
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.tables import data_path, read_table

PartnerComponent = Literal[
    "trade", "breadth", "unrealised", "complementarity", "chains", "dependence"
]
_NO_TRADE = Reason("one-does-not-trade")


class Partner(BaseModel):
    """A country as a partner of another, in the window.

    ``unrealised_out`` is what is open from the country to the partner, ``unrealised_in`` the other
    way; ``exports`` and ``imports`` are the trade there is. ``percentiles`` are the places of the
    components among all countries, 0 to 1.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    rank: int
    country: str
    name: str
    score: float
    unrealised_out: Number
    unrealised_in: Number
    complementarity_out: Number
    complementarity_in: Number
    chains: Number
    dependence: Number
    exports: Number
    imports: Number
    products_out: int
    products_in: int
    distance: Number
    percentiles: dict[PartnerComponent, float]


class Partners(BaseModel):
    """All countries of the dataset ranked as partners of one."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str
    dataset: str
    years: tuple[int, int]
    weights: dict[PartnerComponent, float]
    conventions: tuple[str, ...]
    warnings: tuple[str, ...]
    considered: int
    items: tuple[Partner, ...]


class _Weight(BaseModel):
    model_config = ConfigDict(extra="forbid")

    component: PartnerComponent
    weight: float


@cache
def partner_weights() -> dict[PartnerComponent, float]:
    """Weights of the components (``opportunities/partners.csv``)."""
    path = data_path("opportunities", "partners.csv")
    return {row.component: row.weight for row in read_table(path, _Weight, unique="component")}


@dataclass(frozen=True)
class _Columns:
    """Numbers of all countries beside one, each ``(C,)``; NaN where not known."""

    exports: Array
    imports: Array
    products_out: Array
    products_in: Array
    unrealised_out: Array
    unrealised_in: Array
    complementarity_out: Array
    complementarity_in: Array
    chains: Array
    dependence: Array
    reasons_out: list[Reason | None]
    reasons_in: list[Reason | None]

    def directions(self, name: PartnerComponent) -> tuple[Array, ...]:
        """A component as it is known: out and in, or one number of the pair."""
        if name == "trade":
            return self.exports, self.imports
        if name == "breadth":
            return self.products_out, self.products_in
        if name == "unrealised":
            return self.unrealised_out, self.unrealised_in
        if name == "complementarity":
            return self.complementarity_out, self.complementarity_in
        return (self.chains if name == "chains" else self.dependence,)


def partners(
    country: str,
    *,
    dataset: str | None = None,
    year: int | None = None,
    limit: int | None = None,
) -> Partners:
    """Rank all countries as partners of one.

    Args:
        country: ISO3 code.
        dataset: Id of a trade dataset; the default is the newest complete one of the user, else
            the embedded raw materials.
        year: Last year of the window of five years; the default is the dataset's last.
        limit: Number of items, all if None.

    Raises:
        UsageError: the dataset does not cover the year, or the limit is not positive.
        UnknownNameError: the dataset is not known, or the country has no trade in it.
    """
    if limit is not None and limit < 1:
        raise UsageError(f"a limit of {limit} items", where="limit", advice="Give 1 or more")
    held = trade_dataset(dataset)
    years = window(held, year)
    found = world(held.id, years[0], years[-1])
    i = found.country(country)
    columns = _columns(found, i, held.nomenclature or NOMENCLATURE)
    traded = (found.flows.exports.sum(axis=1) + found.flows.imports.sum(axis=1)) > 0
    traded[i] = False
    others = np.flatnonzero(traded)
    places = {name: _places(columns.directions(name), others) for name in partner_weights()}
    scores = _scores(places)
    order = others[np.argsort(-scores[others], kind="stable")]
    return Partners(
        country=country,
        dataset=held.id,
        years=(years[0], years[-1]),
        weights=partner_weights(),
        conventions=_conventions(held, found),
        warnings=_warnings(held, found, columns, others),
        considered=int(order.size),
        items=tuple(
            _partner(found, i, int(j), rank, float(scores[j]), columns, places)
            for rank, j in enumerate(order[:limit], start=1)
        ),
    )


def _columns(found: World, i: int, nomenclature: str) -> _Columns:
    flows = found.flows
    out, into = exporter_potential(found.potential, i), importer_potential(found.potential, i)
    bought = np.zeros_like(into)
    rows = flows.importer == i
    bought[flows.exporter[rows], flows.product[rows]] = flows.value[rows]
    sold = exporter_flows(found, i)
    index = michaely(flows.exports, flows.imports)
    size = len(found.countries)
    reasons_out = [unknown_ease(found, i, j) for j in range(size)]
    reasons_in = [unknown_ease(found, j, i) for j in range(size)]
    return _Columns(
        exports=flows.pairs[i],
        imports=flows.pairs[:, i],
        products_out=found.ties[i].astype(np.float64),
        products_in=found.ties[:, i].astype(np.float64),
        unrealised_out=_where_known(np.maximum(out - sold, 0.0).sum(axis=1), reasons_out),
        unrealised_in=_where_known(np.maximum(into - bought, 0.0).sum(axis=1), reasons_in),
        complementarity_out=index[i],
        complementarity_in=index[:, i],
        chains=shared_chains(found, i, nomenclature),
        dependence=dependence_relieved(found, i)[0],
        reasons_out=reasons_out,
        reasons_in=reasons_in,
    )


def _where_known(values: Array, reasons: list[Reason | None]) -> Array:
    return np.where([reason is None for reason in reasons], values, np.nan)


def _places(directions: tuple[Array, ...], others: Index) -> Array:
    """Percentiles of both directions together; of the known one where the other is not known."""
    places = _percentiles(np.sum(directions, axis=0), others)
    for one in directions:
        places = np.where(np.isnan(places), _percentiles(one, others), places)
    return places


def _percentiles(values: Array, others: Index) -> Array:
    """Places among ``others`` from 0 to 1; equal values share the mean; NaN stays."""
    places = np.full(values.shape, np.nan)
    known = others[~np.isnan(values[others])]
    if known.size < 2:
        return places
    ordered = np.sort(values[known])
    low = np.searchsorted(ordered, values[known], side="left")
    high = np.searchsorted(ordered, values[known], side="right")
    places[known] = (low + high - 1) / 2 / (known.size - 1)
    return places


def _scores(places: dict[PartnerComponent, Array]) -> Array:
    """Weighted mean of the known percentiles; 0 where none is."""
    values = np.stack([places[name] for name in partner_weights()])
    shares = np.array(list(partner_weights().values()))[:, None] * ~np.isnan(values)
    return divide((shares * np.nan_to_num(values)).sum(axis=0), shares.sum(axis=0), otherwise=0.0)


def _partner(
    found: World,
    i: int,
    j: int,
    rank: int,
    score: float,
    columns: _Columns,
    places: dict[PartnerComponent, Array],
) -> Partner:
    own, other = found.countries[i], found.countries[j]

    def at(measure: str, *arguments: str) -> str:
        return evidence_id(measure, *arguments, found.period, dataset=found.dataset)

    def pair(
        measure: str,
        unit: Literal["USD", "index"],
        way: tuple[str, str],
        value: float,
        why: Reason | None,
    ) -> Number:
        return number(value, unit, at(measure, *way, ALL), why)

    out, into = (own, other), (other, own)
    return Partner(
        rank=rank,
        country=other,
        name=countries.name(other),
        score=score,
        unrealised_out=pair(
            "unrealised-potential",
            "USD",
            out,
            columns.unrealised_out[j],
            columns.reasons_out[j],
        ),
        unrealised_in=pair(
            "unrealised-potential",
            "USD",
            into,
            columns.unrealised_in[j],
            columns.reasons_in[j],
        ),
        complementarity_out=pair(
            "complementarity", "index", out, columns.complementarity_out[j], _NO_TRADE
        ),
        complementarity_in=pair(
            "complementarity", "index", into, columns.complementarity_in[j], _NO_TRADE
        ),
        chains=number(columns.chains[j], "count", at("shared-chains", *out)),
        dependence=number(columns.dependence[j], "USD", at("dependence-relieved", *out)),
        exports=pair("trade-value", "USD", out, found.flows.pairs[i, j], None),
        imports=pair("trade-value", "USD", into, found.flows.pairs[j, i], None),
        products_out=int(found.ties[i, j]),
        products_in=int(found.ties[j, i]),
        distance=number(
            found.distance[i, j],
            "km",
            evidence_id("distance", *out, dataset="geodist"),
            Reason("no-distance"),
        ),
        percentiles={
            name: float(values[j]) for name, values in places.items() if not math.isnan(values[j])
        },
    )


def _conventions(dataset: Dataset, found: World) -> tuple[str, ...]:
    weights = ", ".join(f"{name} {weight:g}" for name, weight in partner_weights().items())
    lines = [
        f"values are annual means of {found.period}, current US dollars",
        f"score: weighted mean of percentiles among all countries ({weights}); trade, its breadth "
        "in products, unrealised and complementarity are those of both directions together, of the "
        "known one where the other is not known",
        "dependence: products that the country gets from few, and that the partner could supply in "
        "place of the leading supplier (criteria of CEPII GeoDep, on the mean of the window)",
    ]
    if not dataset.complete:
        lines.append("all components are computed within the products of the dataset")
    return tuple(lines)


def _warnings(dataset: Dataset, found: World, columns: _Columns, others: Index) -> tuple[str, ...]:
    lines = []
    if not dataset.complete:
        lines.append(
            f"dataset {dataset.id} does not cover all goods: the ranking is one of partners in "
            "these goods; load all goods with 'sinergi data add baci PATH'"
        )
    few = few_exporters(found)
    if few is not None:
        lines.append(few)
    out, into = (np.isnan(one[others]) for one in columns.directions("unrealised"))
    if (one := int((out != into).sum())) > 0:
        lines.append(
            f"the potential with {one} of {others.size} countries is known in one direction only; "
            "their place in it is that of this direction"
        )
    if (both := int((out & into).sum())) > 0:
        lines.append(
            f"the potential with {both} of {others.size} countries is not known; their score rests "
            "on the other components"
        )
    return tuple(lines)
