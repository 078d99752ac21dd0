r"""Whether goods would travel between two countries at all: rules on cells that do not trade.

A route is measured in kilometres at sea: those over land, from a landlocked country to its port,
count ``land-factor`` times, unless going straight over land is shorter,

.. math:: D^{eff}_{ij} = \min(D_{ij} + f (L_i + L_j),\; 1.3 f D_{ij}).

What travels so far is read off the trade there is: the part of world trade in the product that
goes at least :math:`D^{eff}_{ij}`. It is small for lignite and large for gold, without a table of
values per tonne; a perishable that nobody ships far has none. An exporter that ships the product
that far already is evidence enough against the rule. The definition is ours; the factor follows
Arvis, Raballand and Marteau (2010), The Cost of Being Landlocked.

That goods can travel needs no rule where they once went: somebody did it. A trading place or a
re-export then does not make the exporter a source of them now.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, get_args

import numpy as np
from pydantic import BaseModel, ConfigDict, Field

from sinergi.evidence.worlds import DUMMIES, World
from sinergi.indicators.arrays import Array, Mask, divide, totals
from sinergi.vocabulary.tables import data_path, read_parameters, read_table

_Parameter = Literal[
    "least",
    "least-of-exports",
    "least-of-pair",
    "land-factor",
    "reach",
    "own-reach",
    "reexport",
    "importer-sells",
    "freight",
    "freight-part",
    "perishable-reach",
    "per-chapter",
]
Rule = Literal["line", "hub", "route", "reexport", "importer-sells"]
DETOUR = 1.3
"""Kilometres by road for one as the crow flies."""
NEARLY = 0.9
"""Part of the way that counts as having gone it."""


class _Landlocked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    country: str = Field(pattern=r"^[A-Z]{3}$")
    kilometres: float = Field(gt=0)


class _Good(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    link: str | None = None
    goods: str | None = None


@cache
def parameters() -> dict[_Parameter, float]:
    """The parameters of ``opportunities/openings.csv``.

    Raises:
        DataError: the file breaks its rules or lacks one; it says where.
    """
    return read_parameters(data_path("opportunities", "openings.csv"), get_args(_Parameter))


@cache
def to_port() -> dict[str, float]:
    """Kilometres over land from each landlocked country to its port."""
    path = data_path("opportunities", "landlocked.csv")
    return {row.country: row.kilometres for row in read_table(path, _Landlocked, unique="country")}


@cache
def _codes(file: str) -> tuple[str, ...]:
    """The codes of ``fixed-links.csv`` or ``hub-goods.csv``; all that begin with one are meant."""
    path = data_path("opportunities", file)
    return tuple(row.code for row in read_table(path, _Good, unique="code"))


def fixed_link(code: str) -> bool:
    """Whether a product or heading goes only where a line is laid, as electricity does."""
    return any(code.startswith(link) or link.startswith(code) for link in _codes("fixed-links.csv"))


def hub_good(code: str) -> bool:
    """Whether a product goes through a few trading places, whoever makes or needs it."""
    return code.startswith(_codes("hub-goods.csv"))


def effective_distance(world: World) -> Array:
    """Kilometres at sea that each pair is apart, ``(C, C)``; NaN where it is not known."""
    factor = parameters()["land-factor"]
    land = np.array([to_port().get(code, 0.0) for code in world.countries])
    by_port = world.distance + factor * (land[:, None] + land[None, :])
    overland: Array = DETOUR * factor * world.distance
    inland = land[:, None] + land[None, :] > 0
    return np.asarray(np.where(inland, np.minimum(by_port, overland), by_port))


@dataclass(frozen=True)
class Judgement:
    """The rules that speak against products of one pair, each ``(P,)``, and what they saw.

    ``reach`` is the part of world trade that travels as far, NaN where nothing is known;
    ``distance`` the effective one in km.
    """

    broken: dict[Rule, Mask]
    reach: Array
    distance: float


def judge(world: World, i: int, j: int) -> Judgement:
    """Judge all products of a pair as if it had traded none.

    Args:
        world: The window.
        i: Place of the exporter.
        j: Place of the importer.
    """
    apart = effective_distance(world)
    given = parameters()
    flows = world.flows
    far = apart[i, j]
    reach, own = _travelled(world, apart, far, i)
    exports, imports = flows.exports, flows.imports
    contiguous = world.dummies[DUMMIES.index("contig"), i, j] == 1
    lines = _codes("fixed-links.csv")
    fixed = np.array([code.startswith(lines) for code in world.products], dtype=np.bool_)
    hubs = np.array([hub_good(code) for code in world.products], dtype=np.bool_)
    return Judgement(
        broken={
            "line": fixed & ~contiguous,
            "hub": hubs,
            "route": (reach < given["reach"]) & ~(own >= given["own-reach"]) & ~contiguous,
            "reexport": np.asarray(exports[i] < given["reexport"] * imports[i]),
            "importer-sells": exports[j] > given["importer-sells"] * imports[j],
        },
        reach=reach,
        distance=float(far),
    )


def _travelled(world: World, apart: Array, far: float, i: int) -> tuple[Array, Array]:
    """Parts of world trade, and of the exporter's, that go as far, ``(P,)``; NaN unknown."""
    flows = world.flows
    if np.isnan(far):
        unknown = np.full(flows.products, np.nan)
        return unknown, unknown
    found = []
    for rows, least in ((slice(None), far), (flows.sold_by(i), NEARLY * far)):
        pair = flows.pair_key[rows]
        # Of a pair it is known once, not of each of its flows; an unknown distance is not as far.
        value = flows.value[rows] * np.take(~np.isnan(apart), pair)
        going = totals(flows.product[rows], value * np.take(apart >= least, pair), flows.products)
        found.append(divide(going, totals(flows.product[rows], value, flows.products)))
    return found[0], found[1]
