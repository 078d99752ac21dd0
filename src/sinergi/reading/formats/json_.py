"""A JSON object with ``text`` and, where known, ``id``, ``url``, ``published`` and ``lang``."""

from __future__ import annotations

import json
from datetime import date

from sinergi.errors import InputError
from sinergi.outside import KeyTwiceError, object_of
from sinergi.reading.formats.decode import decode
from sinergi.reading.formats.page import Page
from sinergi.vocabulary.languages import DOCUMENT_LANGUAGES


def read(data: bytes, where: str) -> Page:
    """Read the object; other fields are ignored.

    Raises:
        InputError: no JSON, no object, or ``text`` is missing.
    """
    text, _ = decode(data, where)
    try:
        content = json.loads(text, object_pairs_hook=object_of)
    except KeyTwiceError as error:
        raise InputError(str(error), where=where, advice="Leave one of the two") from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        at = f" (line {line})" if line else ""
        raise InputError(f"it is not JSON{at}", where=where) from None
    if not isinstance(content, dict) or not isinstance(content.get("text"), str):
        raise InputError(
            "it has no field 'text'", where=where, advice='Give an object like {"text": "..."}'
        )
    lang = content.get("lang")
    return Page(
        text=content["text"],
        published=_day(content.get("published"), where),
        url=_string(content.get("url")),
        id=_string(content.get("id")),
        lang=lang if lang in DOCUMENT_LANGUAGES else None,
    )


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _day(value: object, where: str) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise InputError(
            f"'published' is '{value}'", where=where, advice="Give a date like 2024-11-22"
        ) from None
