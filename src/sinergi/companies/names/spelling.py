"""Spellings: the skeleton that different spellings of one word share, and its sound."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal

from pydantic import BaseModel

from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table

_PATH = ("companies", "names", "spellings.csv")
_OTHER_READINGS = (
    "old-indonesian",
    "uzbek-latin",
    "german",
    "russian-adjective",
    "russian-place",
    "russian-yo",
)


class _Spelling(BaseModel):
    set: Literal[
        "old-indonesian",
        "old-indonesian-then",
        "uzbek-latin",
        "german",
        "russian-adjective",
        "russian-place",
        "russian-yo",
        "fold",
        "sound",
    ]
    pattern: str
    replacement: str = ""
    note: str | None = None


@cache
def _rules() -> dict[str, list[Callable[[str], str]]]:
    rules: dict[str, list[Callable[[str], str]]] = {}
    for row in read_table(data_path(*_PATH), _Spelling):
        try:
            pattern = re.compile(row.pattern)
        except re.error as error:
            raise DataError(
                f"'{row.pattern}' is no regular expression: {error}", where=str(data_path(*_PATH))
            ) from error
        rules.setdefault(row.set, []).append(_rule(pattern, row.replacement))
    return rules


def _rule(pattern: re.Pattern[str], replacement: str) -> Callable[[str], str]:
    return lambda text: pattern.sub(replacement, text)


def _apply(rule_set: str, text: str) -> str:
    for rule in _rules().get(rule_set, ()):
        text = rule(text)
    return text


def skeletons(latin: str) -> tuple[str, ...]:
    """The skeleton of a word in Latin letters, then those of other ways to read its spelling.

    >>> skeletons("soedirman")
    ('soedirman', 'sudirman', 'sodirman')
    """
    readings = [latin]
    for name in _OTHER_READINGS:
        reading = _apply(name, latin)
        if reading != latin:
            readings.append(_apply(f"{name}-then", reading))
    return tuple(dict.fromkeys(_apply("fold", reading).lower() for reading in readings))


def sound(skeleton: str) -> str:
    """A coarser form of a skeleton, the same for Tajik and Russian spellings of one name.

    >>> sound("zeravshon") == sound("zeravshan")
    True
    """
    return _apply("sound", skeleton)
