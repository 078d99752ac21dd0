"""Who needs a visa where: rules for ordinary passports, with the day they were collected."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

DATASET = "passport-index"
"""The id under which the rules are cited."""

COLLECTED = date(2025, 1, 12)
"""The day of the data; rules change, so it is always shown with them."""


class _Rule(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    text: Translated


@dataclass(frozen=True, slots=True)
class VisaRule:
    """The rule for holders of ``passport`` who travel to ``destination`` (ISO3).

    ``code`` is one of ``visa-rules.csv``; ``days`` is set where a stay without a visa is counted.
    """

    passport: str
    destination: str
    code: str
    days: int | None
    collected: date = COLLECTED

    def text(self, lang: str) -> str:
        """The rule in words of ``lang``."""
        return _rules()[self.code].text.format(lang, days="" if self.days is None else self.days)


def visas_path() -> Path:
    """The shipped rules (their origin record stands beside them)."""
    return data_path("vocabulary", "visa-rules.parquet")


@cache
def _rules() -> dict[str, _Rule]:
    path = data_path("vocabulary", "visa-rules.csv")
    return {row.code: row for row in read_table(path, _Rule, unique="code")}


@lru_cache(maxsize=64)
def visa_rule(passport: str, destination: str) -> VisaRule | None:
    """The rule, or None where the data do not have the pair: unknown, not free.

    Raises:
        DataError: the shipped rules are missing or damaged.
    """
    rows = (
        pl.scan_parquet(whole(visas_path()))
        .filter(pl.col("passport") == passport, pl.col("destination") == destination)
        .select("rule", "days")
        .collect()
    )
    if not rows.height:
        return None
    code, days = rows.row(0)
    return VisaRule(passport, destination, code, days)
