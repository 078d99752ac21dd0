"""The words of reasons in four languages (``candidates/messages.csv``)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

_LONG = 120


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    key: str
    text: Translated


@cache
def _messages() -> dict[str, _Message]:
    path = data_path("companies", "candidates", "messages.csv")
    return {row.key: row for row in read_table(path, _Message, unique="key")}


def say(key: str, lang: str, **values: object) -> str:
    """The message ``key`` in ``lang`` (en, id, ru, tg) with its braces filled in."""
    return _messages()[key].text.format(lang, **values)


def shortened(text: str) -> str:
    """Words of a document or a register, cut where they are too long for a reason."""
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
