"""Who uses what: the links of ``uses.csv`` in two steps, and the industries that buy a good."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table

MOST_STEPS = 2
"""Links that are followed: what is made of the good, and what is made of that."""

FURTHER_LINK = 0.5
"""Part of a link's nearness that the next link has."""

MANY = 10
"""A use that more goods than so many go into tells the less of each."""

MINOR = 0.5
"""How near a minor use is; a main use is 1."""


class Use(BaseModel):
    """A row of ``uses.csv``: goods, what they are processed into, where that is described.

    Of ``minor`` uses only some companies, or each with a little, use the good.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: Spaced[str]
    uses: Spaced[str]
    minor: Spaced[str] = ()
    source: str = Field(min_length=1)
    note: str

    @field_validator("product", "uses", "minor")
    @classmethod
    def _digits(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for code in value:
            if not (code.isdigit() and len(code) in (4, 6)):
                raise ValueError(f"'{code}' is not an HS code of 4 or 6 digits")
        return value


@cache
def use_rows() -> tuple[Use, ...]:
    """The links, in the order of the file."""
    return tuple(read_table(data_path("companies", "candidates", "uses.csv"), Use))


@cache
def uses_of(code: str) -> dict[str, float]:
    """What a good is processed into: HS codes with how near they are (1: directly, mainly)."""
    main = [(row.product, row.uses, 1.0) for row in use_rows()]
    links = main + [(row.product, row.minor, MINOR) for row in use_rows()]
    found = _follow(code, links, MOST_STEPS)
    return {made: near * _tells(made) for made, near in found.items()}


def _tells(made: str) -> float:
    """How much a use tells of one of the goods it is made of: biscuits are made of many."""
    return min(1.0, math.sqrt(MANY / max(1, len(_made_of().get(made[:4], ())))))


@cache
def _made_of() -> dict[str, frozenset[str]]:
    """By heading of a use, the headings that the table says go into it."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in use_rows():
        for made in (*row.uses, *row.minor):
            found[made[:4]].update(good[:4] for good in row.product)
    return {made: frozenset(goods) for made, goods in found.items()}


@cache
def inputs_of(code: str) -> dict[str, float]:
    """What a good is made from: HS codes with how near they are (1, or less for a minor use)."""
    main = [(row.uses, row.product, 1.0) for row in use_rows()]
    return _follow(code, main + [(row.minor, row.product, MINOR) for row in use_rows()], 1)


_Link = tuple[tuple[str, ...], tuple[str, ...], float]


def _follow(code: str, links: list[_Link], most: int) -> dict[str, float]:
    found: dict[str, float] = {}
    front = {code: 1.0}
    for _ in range(most):
        reached: dict[str, float] = {}
        for goods, others, part in links:
            near = max((front[o] for o in front for good in goods if _is(o, good)), default=0.0)
            if near:
                reached.update({made: max(reached.get(made, 0.0), near * part) for made in others})
        front = {m: n for m, n in reached.items() if m not in found and not code.startswith(m)}
        found.update(front)
        front = {made: near * FURTHER_LINK for made, near in front.items()}
    return found


def _is(code: str, good: str) -> bool:
    """Whether a link that starts at ``good`` starts at ``code``: it, a part of it, or all of it."""
    return code.startswith(good) or (len(code) < 6 and good.startswith(code))


@cache
def _industry_by_product() -> dict[str, frozenset[str]]:
    """Industries by subheading and by heading (HS 2017)."""
    path = data_path("companies", "candidates", "product-industries.parquet")
    found: dict[str, set[str]] = {}
    for product, industry in pl.read_parquet(whole(path)).iter_rows():
        found.setdefault(product, set()).add(industry)
        found.setdefault(product[:4], set()).add(industry)
    return {code: frozenset(industries) for code, industries in found.items()}


@cache
def industries_of(code: str) -> frozenset[str]:
    """The industries whose product an HS code is; those of its heading where HS 2017 lacks it."""
    table = _industry_by_product()
    return table.get(code) or table.get(code[:4]) or frozenset()


@cache
def buying_industries(code: str) -> dict[str, float]:
    """Industries that buy a good, with their share of what goods-making industries buy of it.

    Shares are those of the good's commodity in the input-output tables of the United States; a
    heading that holds goods of several industries has the mean. Its own industries are left out.
    """
    own = industries_of(code)
    if not own:
        return {}
    path = data_path("companies", "candidates", "industry-uses.parquet")
    rows = pl.scan_parquet(whole(path)).filter(pl.col("commodity").is_in(list(own))).collect()
    shares: dict[str, float] = {}
    for _, industry, share in rows.iter_rows():
        if industry not in own:
            shares[industry] = shares.get(industry, 0.0) + share / len(own)
    return shares
