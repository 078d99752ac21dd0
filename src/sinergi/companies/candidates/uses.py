"""Who uses what: the links of ``uses.csv`` in two steps, and the industries that buy a good."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.tables import data_path, read_table

MOST_STEPS = 2
"""Links that are followed: what is made of the good, and what is made of that."""


class Use(BaseModel):
    """A row of ``uses.csv``: goods, what they are processed into, where that is described."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    product: Spaced[str]
    uses: Spaced[str]
    source: str = Field(min_length=1)
    note: str

    @field_validator("product", "uses")
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
def uses_of(code: str) -> dict[str, int]:
    """What a good is processed into: HS codes with the number of links to them (1 or 2)."""
    return _follow(code, [(row.product, row.uses) for row in use_rows()], MOST_STEPS)


@cache
def inputs_of(code: str) -> dict[str, int]:
    """What a good is made from: HS codes with the number of links to them (1)."""
    return _follow(code, [(row.uses, row.product) for row in use_rows()], 1)


def _follow(
    code: str, links: Iterable[tuple[tuple[str, ...], tuple[str, ...]]], most: int
) -> dict[str, int]:
    found: dict[str, int] = {}
    front = {code}
    for step in range(1, most + 1):
        reached = {
            made
            for goods, others in links
            if any(_is(one, good) for one in front for good in goods)
            for made in others
        }
        front = {made for made in reached if made not in found and not code.startswith(made)}
        found.update(dict.fromkeys(front, step))
    return found


def _is(code: str, good: str) -> bool:
    """Whether a link that starts at ``good`` starts at ``code``: it, a part of it, or all of it."""
    return code.startswith(good) or (len(code) < 6 and good.startswith(code))


@cache
def _industry_by_product() -> dict[str, frozenset[str]]:
    """Industries by subheading and by heading (HS 2017)."""
    path = data_path("companies", "candidates", "product-industries.parquet")
    found: dict[str, set[str]] = {}
    for product, industry in pl.read_parquet(path).iter_rows():
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
    rows = pl.scan_parquet(path).filter(pl.col("commodity").is_in(list(own))).collect()
    shares: dict[str, float] = {}
    for _, industry, share in rows.iter_rows():
        if industry not in own:
            shares[industry] = shares.get(industry, 0.0) + share / len(own)
    return shares
