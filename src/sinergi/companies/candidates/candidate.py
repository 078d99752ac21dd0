"""The shape of candidates and pairs: what commands print and the brief shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateReason:
    """One addend of a score: what it says, how much it adds, where it is known from."""

    text: str
    contribution: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A company that may be right for a product, with the reasons for its place.

    ``score`` is the sum of the reasons' contributions; what is ``unknown`` adds nothing.
    ``register`` and ``record_id`` name the record that says most of it.
    """

    name: str
    country: str
    register: str
    record_id: str
    score: float
    reasons: tuple[CandidateReason, ...]
    unknown: tuple[str, ...]
    screening: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CompanyPair:
    """A seller and a buyer of a product; None where no register names a company of that side.

    ``score`` is half the sum of the two scores, and what ties the two to each other.
    """

    seller: Candidate | None
    buyer: Candidate | None
    product: str
    score: float
    reasons: tuple[CandidateReason, ...]
    unknown: tuple[str, ...]
