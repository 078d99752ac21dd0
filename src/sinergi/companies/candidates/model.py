"""The shape of a candidate: what commands print and the brief shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One addend of a score: what it says, how much it adds, where it is known from."""

    text: str
    contribution: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A company that may be right for a product, with the reasons for its place.

    ``score`` is the sum of the reasons' contributions; what is ``unknown`` adds nothing.
    """

    name: str
    country: str
    register: str
    record_id: str
    score: float
    reasons: tuple[Reason, ...]
    unknown: tuple[str, ...]
    screening: str
