"""Reads the owners of a facility: names with shares, who is nobody, who is a person."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.tables import data_path, read_table

_SHARE = re.compile(
    r"\s*(?:[\[(（]\s*)?(\d+(?:\.\d+)?|unknown|nan)\s*%\s*(?:[\])）]|(?=;|$))\s*,?", re.I
)
_BETWEEN = re.compile(r";|[,，](?=[\u4e00-\u9fff])|，")
"""Between owners: a semicolon, or a comma between names in Chinese characters."""
_HAN = re.compile(r"[\u4e00-\u9fff·]{2,6}")
_HAN_BODY = re.compile(r"公司|集团|局|厅|中心|政府|委员会|合作社|银行|大学|部")
_PRIVATE = re.compile(r"private individual|natural person", re.I)
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxzcsryw]|zh|ch|sh)?"
    r"(?:iang|iong|uang|ang|eng|ing|ong|iao|ian|uai|uan|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|"
    r"ue|ve|er|a|o|e|i|u|v))",
    re.I,
)
_KINDS = ("given", "alone", "surname", "korean", "family", "title")
_NAME = re.compile(r"^[^\W\d_][^\W\d_.'’\-]*[.'’\-]?[^\W\d_]*\.?$")


class Owner(NamedTuple):
    """A name and its share (0 to 1, None where it is not said)."""

    name: str
    share: float | None


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid")

    kind: str = ""
    name: str = ""
    names: str = ""
    words: str = ""


def split(text: str | None) -> list[Owner]:
    """Owners of ``A [60%]; B [40%]``; a share stands behind its name."""
    found: list[Owner] = []
    for part in _BETWEEN.split(text or ""):
        start = 0
        for mark in _SHARE.finditer(part):
            name = _clean(part[start : mark.start()])
            if name:
                known = mark[1][0].isdigit()
                found.append(Owner(name, float(mark[1]) / 100 if known else None))
            start = mark.end()
        rest = _clean(part[start:])
        if rest:
            found.append(Owner(rest, None))
    return found


def _clean(text: str) -> str:
    plain = text.replace("[TO BE DELETED]", "").replace("TO BE DELETED", "")
    return re.sub(r"\s+", " ", plain).strip(" ,;[]（）")


def nobody(name: str) -> bool:
    """Whether the name stands for no one in particular."""
    return name.lower() in _nobodies()


def person(name: str) -> bool:
    """Whether the name is that of a person, as far as its words tell."""
    name = re.sub(r"\s*\([^)]*\)$", "", name)
    if _PRIVATE.search(name):
        return True
    if _HAN.fullmatch(name):
        return not _HAN_BODY.search(name)
    family, comma, given = name.partition(", ")
    if comma and " " not in family and given.lower() in _names()["given"]:
        return True
    words = name.replace(".", ". ").split()
    plain = [word.strip(".,'’").lower() for word in words]
    listed = _names()
    if any(word in listed["title"] for word in plain):
        return not any(word in _company_words() for word in plain)
    if len(words) == 1:
        return plain[0] in _names()["alone"]
    if not 2 <= len(words) <= 4 or not all(_NAME.match(word) for word in words):
        return False
    if any(word in _company_words() for word in plain):
        return False
    # In capitals it is an abbreviation: Inter RAO.
    if plain[0] in listed["given"] or (plain[-1] in listed["family"] and not words[-1].isupper()):
        return True
    if len(plain) == 3 and plain[0] in listed["korean"]:
        return all(len(word) <= 6 for word in plain)
    ends = plain[0] in listed["surname"] or plain[-1] in listed["surname"]
    return ends and len(plain) <= 3 and all(_syllables(word) in (1, 2) for word in plain)


def _syllables(word: str) -> int:
    """Number of pinyin syllables of a word; 0 where it is not made of such."""

    @cache
    def count(rest: str) -> int:
        if not rest:
            return 0
        best = 99
        for length in range(1, min(6, len(rest)) + 1):
            if _PINYIN.fullmatch(rest[:length]):
                more = count(rest[length:])
                if more < 99:
                    best = min(best, 1 + more)
        return best

    found = count(word.replace("-", ""))
    return 0 if found >= 99 else found


@cache
def _nobodies() -> frozenset[str]:
    rows = read_table(data_path("facilities", "not-owners.csv"), _Words)
    return frozenset(row.name for row in rows)


@cache
def _names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in _KINDS}
    for row in read_table(data_path("facilities", "given-names.csv"), _Words):
        found[row.kind] |= {name.lower() for name in row.names.split()}
    return {kind: frozenset(names) for kind, names in found.items()}


@cache
def _company_words() -> frozenset[str]:
    rows = read_table(data_path("facilities", "company-words.csv"), _Words)
    return frozenset(word for row in rows for word in row.words.split())
