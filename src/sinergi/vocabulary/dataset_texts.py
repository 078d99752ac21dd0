"""Titles, editions and licences of the data inside, in the reader's language."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Translated


@cache
def _texts() -> dict[str, Translated]:
    path = data_path("vocabulary", "dataset-texts.csv")
    return {row.text["en"]: row.text for row in read_table(path, _Row)}


def dataset_text(text: str, lang: str) -> str:
    """A title, edition or licence of an origin record, in ``lang``.

    Args:
        text: As the record gives it, in English.
        lang: One of :data:`~sinergi.vocabulary.LANGUAGES`.

    Returns:
        The translation for the data inside; the text itself for data that a user loaded, which
        is in whatever language they wrote it.
    """
    known = _texts().get(text)
    return text if known is None else known[lang]
