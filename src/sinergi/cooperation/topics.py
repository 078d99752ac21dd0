"""What a statement is about beyond its sector: topics, found by the words of a data file."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.tables import data_path, read_table


class _Cue(BaseModel):
    model_config = ConfigDict(extra="forbid")

    topic: str
    lang: str
    cue: str = Field(min_length=2)


@cache
def _cues() -> list[tuple[str, tuple[str, ...]]]:
    rows = read_table(data_path("cooperation", "topics.csv"), _Cue)
    return [(row.topic, tuple(row.cue.casefold().split("+"))) for row in rows]


def topics() -> list[str]:
    """All topics, in the order of the file."""
    return list(dict.fromkeys(topic for topic, _ in _cues()))


def topics_of(text: str) -> list[str]:
    """The topics whose words stand in ``text``, in the order of the file."""
    folded = text.casefold()
    found = (topic for topic, words in _cues() if all(word in folded for word in words))
    return list(dict.fromkeys(found))
