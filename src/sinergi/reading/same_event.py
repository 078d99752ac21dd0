"""Which documents report the same meeting."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from rapidfuzz import fuzz

from sinergi.cooperation.record import CooperationRecord, Participant

_ENOUGH = 2.0
_FIGURE = re.compile(r"\d+[.,]\d+|\d{3,}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SAME_DAYS = 2
_SAME_ISSUE = 14
_UNDATED = 1.5
_SAME_NAME = 82
_CYRILLIC = dict(
    zip(
        "абвгдезийклмнопрстуфхцчшщъыьэюяёҳқғӣӯҷўіїє",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "kh",
            "ts",
            "ch",
            "sh",
            "shch",
            "_",
            "y",
            "_",
            "e",
            "yu",
            "ya",
            "yo",
            "h",
            "q",
            "gh",
            "i",
            "u",
            "j",
            "o",
            "i",
            "yi",
            "ye",
        ],
        strict=True,
    )
) | {"ж": "zh"}


_SOUNDS = (
    ("dzh", "j"),
    ("ph", "f"),
    ("w", "v"),
    ("kh", "h"),
    ("ck", "k"),
    ("q", "k"),
    ("iy", "i"),
    ("yy", "i"),
    ("ee", "i"),
    ("oo", "u"),
    ("dj", "j"),
)
"""Spellings of one sound in Latin letters: Joseph, Dzhozef; Wanderi, Vanderi."""


def latin(name: str) -> str:
    """A name in plain Latin letters, so that Шерали and Sherali can be compared."""
    lower = unicodedata.normalize("NFC", name).lower()
    letters = "".join(_CYRILLIC.get(c, c) for c in lower).replace("_", "")
    plain = unicodedata.normalize("NFKD", letters)
    for spelling, sound in _SOUNDS:
        plain = plain.replace(spelling, sound)
    return re.sub(r"[^a-z\u4e00-\u9fff ]", "", plain.replace("-", " "))


def same_name(one: str, other: str) -> bool:
    """Whether two spellings, also in two scripts, are likely one person's name."""
    a, b = latin(one), latin(other)
    if not a or not b:
        return False
    return fuzz.token_set_ratio(a, b) >= _SAME_NAME or fuzz.ratio(a, b) >= _SAME_NAME


def assign_events(records: list[CooperationRecord]) -> list[CooperationRecord]:
    """The records with ``event_cluster`` set; documents that are no record stay alone."""
    group = list(range(len(records)))
    for i, one in enumerate(records):
        for j in range(i):
            if group[i] != group[j] and same_event(one, records[j]):
                old, new = group[i], group[j]
                group = [new if g == old else g for g in group]
    names = {g: f"event-{n + 1}" for n, g in enumerate(dict.fromkeys(group))}
    return [
        record.model_copy(update={"event_cluster": names[g]})
        for record, g in zip(records, group, strict=True)
    ]


def same_event(one: CooperationRecord, other: CooperationRecord) -> bool:
    """Whether two records report one meeting: parties, day, people, sectors, place."""
    if not (one.is_record and other.is_record):
        return False
    if len(set(one.parties) & set(other.parties)) < 2:
        return False
    days = _days_apart(one.meeting.date, other.meeting.date)
    if days is not None and days > _SAME_DAYS:
        return False
    if days is None and (_days_apart(one.published, other.published) or 0) > _SAME_ISSUE:
        return False
    score = 0.0 if days is None else 2.0
    people = _people(one.participants, other.participants)
    # The same two meet more than once: without a day that alone does not make one meeting.
    score += people if days is not None else min(people, _UNDATED)
    shared = set(one.sectors) & set(other.sectors)
    either = set(one.sectors) | set(other.sectors)
    if either and len(shared) / len(either) >= 0.4:
        score += 0.5
    score += min(2, len(_figures(one) & _figures(other))) * 0.6
    if one.meeting.country and one.meeting.country == other.meeting.country:
        score += 0.25
    return score >= _ENOUGH


def _figures(record: CooperationRecord) -> set[str]:
    """The figures of its statements that hardly occur by chance: decimals, three digits and more.

    Years do not count.
    """
    found = {
        figure.replace(",", ".")
        for statement in record.statements
        for figure in _FIGURE.findall(statement.span)
    }
    return {figure for figure in found if not _YEAR.fullmatch(figure)}


def _days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates; months and years are compared as far as they go."""
    if not one or not other:
        return None
    length = min(len(one), len(other))
    if length < 10:
        return 0 if one[:length] == other[:length] else 99
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _people(one: list[Participant], other: list[Participant]) -> float:
    """People in common from both sides say the same meeting; from one side hardly anything."""
    if not one or not other:
        return 0.0
    sides = {a.country for a in one for b in other if same_name(a.name, b.name)}
    if len(sides) >= 2:
        return 2.0
    if sides:
        return 1.0
    comparable = any(is_han(a.name) == is_han(b.name) for a in one for b in other)
    return -1.5 if comparable else 0.0


def is_han(name: str) -> bool:
    """Whether a name is written in Chinese characters."""
    first = next((c for c in name if c.isalpha()), "a")
    return "\u4e00" <= first <= "\u9fff"
