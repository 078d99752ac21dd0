"""The weights of a candidate's score: tables that a user can read and change."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.tables import data_path, read_table


class Seek(StrEnum):
    """What the companies are sought for."""

    BUYERS = "buyers"
    SUPPLIERS = "suppliers"
    EITHER = "either"


class Weight(BaseModel):
    """What one kind of evidence can add, by what is sought."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    evidence: str
    buyers: float = Field(ge=-1, le=1)
    suppliers: float = Field(ge=-1, le=1)
    either: float = Field(ge=-1, le=1)
    meaning: str

    def of(self, seek: Seek) -> float:
        """The weight when ``seek`` is sought."""
        return float(getattr(self, seek.value))


class FieldTrust(BaseModel):
    """How far one field of a record is trusted for what the company makes (0 to 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    trust: float = Field(gt=0, le=1)
    label: str


@cache
def weights() -> dict[str, Weight]:
    """The weights by kind of evidence (``candidates/weights.csv``)."""
    path = data_path("companies", "candidates", "weights.csv")
    return {row.evidence: row for row in read_table(path, Weight, unique="evidence")}


@cache
def sources() -> dict[str, FieldTrust]:
    """The trust by field (``candidates/sources.csv``)."""
    path = data_path("companies", "candidates", "sources.csv")
    return {row.field: row for row in read_table(path, FieldTrust, unique="field")}
