"""Typed opportunities: each component is a number with its evidence, or unknown and why."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.evidence import Unit
from sinergi.vocabulary.reasons import Reason

SMALL = 100_000.0
"""US dollars a year below which a flow counts as small; the backtest uses the same threshold."""

OpeningStatus = Literal["traded", "small", "resumed", "stopped", "never", "unknown"]
"""The state of :mod:`sinergi.indicators.trade_states` at the window's end; a flow that is traded
and whose mean of the window is below the small-flow threshold is ``small``."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Number(_Part):
    """A component: the value and the id of its evidence, or None and why it is not known.

    ``evidence`` is None for a value that a user's own table gives without a measure for it.
    """

    value: float | None
    unit: Unit
    evidence: str | None = None
    unknown: Reason | None = None


class Competitor(_Part):
    """Another supplier of the product to the importer, in the window."""

    country: str
    value: Number
    share: Number
    unit_value: Number


class ChainLink(_Part):
    """A value chain that the two countries share through this product.

    ``importer-processes``: the importer sells products of a later stage to the world, so it may
    work on what the exporter sells. ``importer-feeds``: it sells products of an earlier stage, so
    inputs could flow to the exporter in return. ``product`` is the importer's largest product of
    that stage and ``value`` its exports of it. Stages count from 0, the raw material.
    """

    chain: str
    kind: Literal["importer-processes", "importer-feeds"]
    stage: int
    stage_name: str
    other_stage: int
    other_stage_name: str
    product: str
    value: Number


class ChainPosition(_Part):
    """The chains a product belongs to; ``unknown`` names stages that the dataset does not hold."""

    links: tuple[ChainLink, ...] = ()
    unknown: Reason | None = None


class Range(_Part):
    """Two ends that a number lies between."""

    low: Number
    high: Number


class Potential(_Part):
    """The export potential of the cell and what it is made of.

    ``unrealised_range`` has the unrealised potential at the observed ease and at gravity's, the
    smaller first; None where the observed one counts for nearly all (``range-below`` of
    ``opportunities/potential.csv``). ``ease_predicted``: no trade of the pair was seen.
    """

    potential: Number
    unrealised: Number
    supply: Number
    demand: Number
    ease: Number
    distance: Number
    ease_predicted: bool
    unrealised_range: Range | None = None


class Contribution(_Part):
    """What a component adds to the score: the component, its weight, weight x ln(component).

    ``against_mean`` is the contribution less its mean over the items of the list: what lifts the
    product above the others, or pulls it down.
    """

    component: str
    value: float
    weight: float
    contribution: float
    against_mean: float


class Opportunity(_Part):
    """One product that the exporter sells to the world and the importer could buy from it."""

    rank: int
    score: float
    product: str
    name: str
    status: OpeningStatus
    exports: Number
    world_export_share: Number
    imports: Number
    import_growth: Number
    world_import_share: Number
    current: Number
    market_share: Number
    peak: Number
    peak_year: Number
    last_year: Number
    potential: Potential
    complementarity: Number
    export_unit_value: Number
    import_unit_value: Number
    pair_unit_value: Number
    competitors: tuple[Competitor, ...]
    tariff: Number
    rca: Number
    density: Number
    complexity: Number
    chain: ChainPosition
    contributions: tuple[Contribution, ...]

    @property
    def unknown(self) -> dict[str, Reason]:
        """Components that are not known, with the reason."""
        found: dict[str, Reason] = {}
        for name in type(self).model_fields:
            value = getattr(self, name)
            if isinstance(value, Number) and value.unknown:
                found[name] = value.unknown
        if self.potential.potential.unknown:
            found["potential"] = self.potential.potential.unknown
        if self.chain.unknown:
            found["chain"] = self.chain.unknown
        return found


class Opportunities(_Part):
    """The opportunities of one direction of a pair, best first.

    ``years`` are the first and the last of the window that flows are averaged over. ``small`` is
    the threshold of the status, US dollars a year. ``considered`` counts the products that were
    ranked before ``limit`` cut the list.
    """

    exporter: str
    importer: str
    dataset: str
    nomenclature: str | None
    years: tuple[int, int]
    ranking: str
    small: float
    distance: Number
    ease: Number
    complementarity: Number
    potential: Number
    unrealised: Number
    conventions: tuple[str, ...]
    warnings: tuple[str, ...]
    considered: int
    items: tuple[Opportunity, ...]
