"""What the model is told: one file a language, with the guide's definitions."""

from __future__ import annotations

import json
from functools import cache

from sinergi.cooperation.record import JOINT, Kind
from sinergi.errors import DataError
from sinergi.reading.opinion.chunks import Piece
from sinergi.vocabulary.languages import DOCUMENT_LANGUAGES
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path

Messages = list[dict[str, str]]
OTHER = "en"
"""The language of questions about documents in a language that is not read."""
_PLACES = ("{kinds}", "{sectors}", "{joint}", "{parties}", "{published}")


@cache
def prompt(lang: str) -> str:
    """The instructions for documents in ``lang``.

    Raises:
        DataError: the file is missing or does not hold every place that is filled in.
    """
    path = data_path("reading", "prompts", f"{lang}.txt")
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise DataError("the prompt is missing", where=str(path)) from error
    missing = [place for place in _PLACES if place not in text]
    if missing:
        raise DataError(f"the prompt lacks {', '.join(missing)}", where=str(path))
    return text


def question(
    lang: str | None, text: str, piece: Piece, parties: list[str], published: str | None
) -> Messages:
    """The messages that ask about one piece of a document.

    The report travels as a JSON string, so that nothing in it can end the string and stand
    outside.
    """
    values = {
        "{kinds}": ", ".join(kind.value for kind in Kind),
        "{sectors}": ", ".join(sectors()),
        "{joint}": JOINT,
        "{parties}": ", ".join(parties) or "?",
        "{published}": published or "?",
    }
    told = prompt(lang if lang in DOCUMENT_LANGUAGES else OTHER)
    for place, value in values.items():
        told = told.replace(place, value)
    report = {"context": piece.context, "report": text[piece.start : piece.end]}
    return [
        {"role": "system", "content": told},
        {"role": "user", "content": json.dumps(report, ensure_ascii=False)},
    ]
