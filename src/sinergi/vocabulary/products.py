"""Products of the Harmonised System: codes, names, and what a user may type for one."""

from __future__ import annotations

from functools import cache

import polars as pl
from pydantic import BaseModel, ConfigDict, Field

from sinergi.errors import UnknownNameError
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

REVISIONS = ("HS92", "HS96", "HS02", "HS07", "HS12", "HS17", "HS22")
"""Revisions of the Harmonised System, oldest first."""


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    name: Translated


@cache
def _labels() -> dict[str, _Label]:
    path = data_path("vocabulary", "product-labels.csv")
    return {label.code: label for label in read_table(path, _Label, unique="code")}


@cache
def _names(nomenclature: str) -> dict[str, tuple[str, str]]:
    table = pl.scan_parquet(data_path("vocabulary", "hs-names.parquet"))
    rows = table.filter(pl.col("nomenclature") == nomenclature).select("code", "name", "short")
    return {code: (name, short) for code, name, short in rows.collect().iter_rows()}


def name(code: str, lang: str = "en", nomenclature: str = "HS92") -> str:
    """The product's short name in ``lang``.

    Names in Indonesian, Russian and Tajik exist for the products of the embedded basket and the
    chains (``vocabulary/product-labels.csv``); for others the English name is given, from the
    nearest revision that has the code, for not all revisions come with names; else the code
    itself. :func:`has_label` tells.
    """
    label = _labels().get(code)
    if label is not None:
        return label.name[lang]
    for revision in _nearest(nomenclature):
        known = _names(revision)
        if code in known:
            return known[code][1] or known[code][0]
    return code


@cache
def _nearest(nomenclature: str) -> tuple[str, ...]:
    """All revisions, the nearest first; of two as near the newer."""
    place = REVISIONS.index(nomenclature) if nomenclature in REVISIONS else 0
    far = {revision: (abs(n - place), -n) for n, revision in enumerate(REVISIONS)}
    return tuple(sorted(REVISIONS, key=lambda revision: far[revision]))


def has_label(code: str) -> bool:
    """Whether there is a name of the product in all four languages."""
    return code in _labels()


def codes(nomenclature: str = "HS92", digits: int = 6) -> list[str]:
    """All codes of this length, sorted."""
    return sorted(code for code in _names(nomenclature) if len(code) == digits)


def parse(text: str, nomenclature: str = "HS92") -> tuple[str, str]:
    """Split ``HS92:760110`` (or a bare code) into nomenclature and code.

    Raises:
        UnknownNameError: no such nomenclature, or not 2, 4 or 6 digits.
    """
    head, _, tail = text.strip().rpartition(":")
    revision = head.upper() or nomenclature
    code = tail.replace(".", "").replace(" ", "")
    if revision not in REVISIONS:
        raise UnknownNameError(
            f"nomenclature '{head}' is not known", advice=f"Known: {', '.join(REVISIONS)}"
        )
    if not (code.isdigit() and len(code) in (2, 4, 6)):
        raise UnknownNameError(
            f"product '{text}' is not a code of 2, 4 or 6 digits",
            advice="Give a code such as HS92:760110 or 760110",
        )
    return revision, code
