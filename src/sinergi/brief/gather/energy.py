"""Energy that a side offers: what it has of it, and who could use it there."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sinergi.brief.gather.context import Context
from sinergi.brief.model import Sentence
from sinergi.companies import Candidate, Seek, candidates
from sinergi.facilities import DATASET, facilities, kinds
from sinergi.vocabulary.tables import data_path, read_table

GREEN = "green_energy"
SECTORS = frozenset({"energy", GREEN})
"""Sectors whose offer to investors calls for users of energy, not for makers of it."""


class _User(BaseModel):
    """A line of ``energy-users.csv``: a product whose making takes much electricity."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    product: str = Field(pattern=r"^\d{4}$")
    source: str
    note: str


@cache
def _users() -> tuple[str, ...]:
    path = data_path("cooperation", "energy-users.csv")
    return tuple(row.product for row in read_table(path, _User, unique="product"))


def users(context: Context, country: str, partner: str, limit: int) -> list[Candidate]:
    """Companies of a country that make goods which take much energy, the likeliest first."""
    found: dict[str, Candidate] = {}
    for product in _users():
        for one in candidates(
            country,
            product,
            partner=partner,
            seek=Seek.SUPPLIERS,
            limit=limit,
            lang=context.lang,
        ):
            before = found.get(one.name)
            if before is None or one.score > before.score:
                found[one.name] = one
    return sorted(found.values(), key=lambda one: (-one.score, one.name))[:limit]


def supply(context: Context, country: str) -> Sentence:
    """The largest kind of green power plants at work in a country; empty where none is known."""
    capacities: dict[str, float] = {}
    for one in facilities(country, sector=GREEN):
        if one.status == "operating" and one.kind_row.unit == "MW":
            capacities[one.kind] = capacities.get(one.kind, 0.0) + (one.capacity or 0.0)
    if not capacities:
        return []
    kind = max(capacities, key=lambda code: capacities[code])
    figure = context.ledger.figure("facility-capacity", country, kind, "operating", dataset=DATASET)
    if not figure.value:
        return []
    return context.translator.sentence(
        "{kind}, {value} at work", kind=kinds()[kind].names[context.lang], value=figure
    )
