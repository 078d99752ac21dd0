"""Checks a model's answer: a schema, exact spans, countries the text names; the rest is dropped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator

from sinergi.cooperation.record import JOINT, Kind
from sinergi.reading.opinion.chunks import Piece
from sinergi.vocabulary.countries import is_country

_THOUGHT = re.compile(
    r"<(think|thinking|reasoning|thought)>.*?(?:</\1>|\Z)", re.DOTALL | re.IGNORECASE
)
_OPENS = re.compile(r"[{\[]")
_TRIES = 100
_MOST = 80
_LONGEST_SPAN = 700
_DUE = re.compile(r"\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?|P\d{1,3}[YM]")
_EDGES = " \t\r\n\u00a0.,;:!?\"'“”«»„"


class _Item(BaseModel):
    """One statement as the model words it; other fields are ignored."""

    model_config = ConfigDict(extra="ignore")

    span: str
    kind: Kind
    side: str | None = None
    due: str | None = None

    @field_validator("span")
    @classmethod
    def _short(cls, value: str) -> str:
        if not value.strip(_EDGES) or len(value) > _LONGEST_SPAN:
            raise ValueError("a span is a clause")
        return value.strip(_EDGES)

    @field_validator("due")
    @classmethod
    def _deadline(cls, value: str | None) -> str | None:
        return value if value and _DUE.fullmatch(value) else None


@dataclass(frozen=True, slots=True)
class ProposedStatement:
    """A statement the model sees: ``text[start:end]``; side an ISO3 code, JOINT or None."""

    start: int
    end: int
    kind: Kind
    side: str | None
    due: str | None


@dataclass
class ModelAnswer:
    """What is usable of one answer; ``dropped`` counts the items that are not."""

    is_record: bool | None = None
    parties: list[str] = field(default_factory=list)
    proposals: list[ProposedStatement] = field(default_factory=list)
    dropped: int = 0
    usable: bool = True


def checked(content: str, text: str, piece: Piece, parties: list[str]) -> ModelAnswer:
    """The usable part of an answer about ``piece``.

    Args:
        content: What the model wrote.
        text: The document.
        piece: Which part of it was asked about; spans count only there.
        parties: Whose statements count; empty to accept any country.
    """
    whole = _object(content)
    if whole is None:
        return ModelAnswer(usable=False)
    answer = ModelAnswer()
    if isinstance(whole.get("is_record"), bool):
        answer.is_record = whole["is_record"]
    named = whole.get("parties")
    answer.parties = [c for c in named if _is_code(c)] if isinstance(named, list) else []
    items = whole.get("statements")
    items = items if isinstance(items, list) else []
    answer.dropped = max(0, len(items) - _MOST)
    taken: list[ProposedStatement] = []
    for item in items[:_MOST]:
        proposal = _proposal(item, text, piece, parties, taken)
        if proposal is None:
            answer.dropped += 1
        else:
            taken.append(proposal)
    answer.proposals = sorted(taken, key=lambda p: p.start)
    return answer


def _object(content: str) -> dict[str, Any] | None:
    """The JSON object of an answer; None where there is none.

    What a model thinks aloud is no answer. Around the object may stand a fence of Markdown and
    sentences; a bare list is the list of statements.
    """
    answer = _THOUGHT.sub("", content)
    found = [value for value in _values(answer) if _is_answer(value)]
    if not found:
        return None
    value = found[0]
    return value if isinstance(value, dict) else {"statements": value}


def _values(text: str) -> Iterator[Any]:
    """The JSON objects and lists in ``text``, one after the other, of the outermost ones."""
    decoder = json.JSONDecoder()
    place = tries = 0
    while tries < _TRIES and (match := _OPENS.search(text, place)) is not None:
        tries += 1
        try:
            value, place = decoder.raw_decode(text, match.start())
        except (ValueError, RecursionError):
            place = match.end()
            continue
        yield value


def _is_answer(value: object) -> bool:
    """Whether a JSON value has a field of an answer, or is a list of statements."""
    if isinstance(value, dict):
        return not {"is_record", "parties", "statements"}.isdisjoint(value)
    return isinstance(value, list) and any(isinstance(v, dict) and "span" in v for v in value)


def _is_code(value: object) -> bool:
    return isinstance(value, str) and is_country(value)


def _proposal(
    item: object, text: str, piece: Piece, parties: list[str], taken: list[ProposedStatement]
) -> ProposedStatement | None:
    """An item with the place of its span; None when anything about it is not as it must be."""
    try:
        said = _Item.model_validate(item)
    except (ValidationError, RecursionError):
        return None
    side_known = said.side in (None, JOINT) or (
        said.side in parties if parties else _is_code(said.side)
    )
    if not side_known:
        return None
    start = piece.start
    while (start := text.find(said.span, start, piece.end)) >= 0:
        end = start + len(said.span)
        if "\n\n" in said.span:
            return None
        if not any(start < other.end and other.start < end for other in taken):
            return ProposedStatement(start, end, said.kind, said.side, said.due)
        start = end
    return None
