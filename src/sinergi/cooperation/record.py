"""What two governments said to each other: the cooperation record of one document or event."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.reasons import Reason

JOINT = "JOINT"
"""The side of a statement that both sides make or agree on."""


RULES = "rules"
"""Who proposes a statement when no model is asked."""


class Kind(StrEnum):
    """What a statement does (the labels of the annotation guide)."""

    OFFER = "offer"
    ASK = "ask"
    INTEREST = "interest"
    COMMITMENT = "commitment"
    EXISTING_AGREEMENT = "existing_agreement"
    FACT = "fact"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Alternative(_Part):
    """Another value a reader found for the same thing, and why it was not preferred."""

    value: str | None
    reason: Reason
    source: str | None = None


class Meeting(_Part):
    """When and where; ``date`` is ISO 8601, as exact as the text allows (day, month or year).

    ``country`` is ISO 3166-1 alpha-3; ``date_span`` and ``place_span`` are the texts they were
    read from; ``date_alternatives`` are dates another reading or another document gives.
    """

    date: str | None = None
    place: str | None = None
    country: str | None = None
    date_span: str | None = None
    date_reason: Reason | None = None
    place_span: str | None = None
    date_alternatives: list[Alternative] = Field(default_factory=list)


class Participant(_Part):
    """A person who was present or signed, with office and the country represented (ISO3)."""

    name: str
    role: str | None = None
    country: str | None = None
    span: str | None = None
    start: int | None = None
    end: int | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    reason: Reason | None = None
    variants: list[Alternative] = Field(default_factory=list)


class OfficeNamed(_Part):
    """An office that was named without a person, and the country it is of (ISO3)."""

    role: str
    country: str


class Check(_Part):
    """What the data say about a number or rank in a statement."""

    verdict: str
    """``supported``, ``contradicted`` or ``not_checkable``."""
    reason: Reason
    evidence: list[str] = Field(default_factory=list)
    """Ids of the evidence compared with."""


class Statement(_Part):
    """One clause of a document: who (side) does what (kind), about which sectors, by when.

    ``span`` is an exact substring of the document's text, ``text[start:end]``; ``sentence`` is
    the whole sentence around it. ``side`` is ISO3 or ``JOINT``, or None where the reader is not
    sure. ``due`` is an ISO date, month, year, interval ``A/B`` or a period such as ``P5Y``.
    ``proposed_by`` is ``rules`` or the name of a model, ``confirmed_by`` who else sees it so.
    ``objects`` are codes of what it is about (``data/reading/gloss/objects.csv``), in order.
    ``denied``: what they name is refused, lacking or not done yet.
    """

    side: str | None
    kind: Kind
    sector: str | None = None
    sectors_all: list[str] = Field(default_factory=list)
    objects: list[str] = Field(default_factory=list)
    denied: bool = False
    due: str | None = None
    due_reason: Reason | None = None
    span: str
    start: int
    end: int
    sentence: str | None = None
    document: str | None = None
    confidence: float | None = Field(default=None, ge=0, le=1)
    reason: Reason | None = None
    proposed_by: str = RULES
    confirmed_by: list[str] = Field(default_factory=list)
    check: Check | None = None


class CooperationRecord(_Part):
    """What a reader proposes for one document (or one event made of several documents).

    ``is_record`` is False for a document that reports no cooperation between two governments;
    ``why`` then says what was missing. ``parties`` and ``sectors`` are in order of appearance.
    """

    id: str
    url: str | None = None
    lang: str | None = None
    published: str | None = None
    is_record: bool
    why: Reason | None = None
    event_cluster: str | None = None
    documents: list[str] = Field(default_factory=list)
    parties: list[str] = Field(default_factory=list)
    meeting: Meeting = Field(default_factory=Meeting)
    participants: list[Participant] = Field(default_factory=list)
    offices: list[OfficeNamed] = Field(default_factory=list)
    """Of the parties, named without a person, in order of appearance."""
    sectors: list[str] = Field(default_factory=list)
    statements: list[Statement] = Field(default_factory=list)
    notes: list[Reason] = Field(default_factory=list)
    """What the reader was not sure of, for a person to decide."""
