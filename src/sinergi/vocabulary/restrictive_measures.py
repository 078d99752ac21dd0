"""Acts that restrict dealings between two countries; what they cover is not judged here."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.treaties import blocs

UN = "UN"
"""The issuer whose acts bind all."""


class Measure(BaseModel):
    """One act: whom it concerns, who issued it, how wide it is and how it is cited.

    ``target`` and ``by`` are ISO3 codes or blocs, ``by`` may be :data:`UN`; ``scope`` is ``trade``
    for broad measures on goods, finance or transport, ``listed`` for arms or named persons.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    target: str
    by: str
    scope: Literal["trade", "listed"]
    act: str = Field(min_length=3)
    source: str = Field(pattern=r"^https?://")

    @field_validator("target", "by")
    @classmethod
    def _known(cls, code: str) -> str:
        if code != UN and code not in blocs() and not countries.is_country(code):
            raise ValueError(f"'{code}' is no country, no bloc and not {UN}")
        return code


@cache
def _measures() -> list[Measure]:
    """The table.

    Raises:
        DataError: it breaks its rules; the error says in which line.
    """
    return read_table(data_path("vocabulary", "restrictive-measures.csv"), Measure)


def measures_between(a: str, b: str) -> tuple[Measure, ...]:
    """The acts that concern one of the two and bind the other, the broad ones first.

    Args:
        a: ISO3 code.
        b: ISO3 code.
    """
    found = [
        one
        for one in _measures()
        if any(
            _is(one.target, target) and (one.by == UN or _is(one.by, by))
            for target, by in ((a, b), (b, a))
        )
    ]
    return tuple(sorted(found, key=lambda one: one.scope != "trade"))


def _is(code: str, country: str) -> bool:
    return code == country or country in blocs().get(code, frozenset())
