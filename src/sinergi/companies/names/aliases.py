"""Other names in use: short names, acronyms, former names (``aliases.csv``)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from pydantic import BaseModel

from sinergi.companies.names.scripts import plain, romanise
from sinergi.vocabulary.tables import data_path, read_table


class _AliasRow(BaseModel):
    alias: str
    name: str
    country: str | None = None
    note: str | None = None


class Alias(NamedTuple):
    """A short name and what it stands for, as :func:`plain` words."""

    words: tuple[str, ...]
    name: tuple[str, ...]


@cache
def _aliases() -> dict[str, list[Alias]]:
    """Aliases by their first word in Latin letters, the longest first."""
    found: dict[str, list[Alias]] = {}
    for row in read_table(data_path("companies", "names", "aliases.csv"), _AliasRow):
        alias = Alias(_words(row.alias), _words(row.name))
        if alias.words != alias.name:
            found.setdefault(romanise(alias.words[0]), []).append(alias)
    for aliases in found.values():
        aliases.sort(key=lambda alias: -len(alias.words))
    return found


def _words(text: str) -> tuple[str, ...]:
    return tuple(plain(text.replace("-", " ")).split())


def expand(words: tuple[str, ...]) -> tuple[Alias, tuple[str, ...]] | None:
    """Spell out the first short name among ``words``: the alias, and all words with its name.

    Where the name holds what the short name stands for besides it ("Tajik Aluminium Company
    TALCO"), the short name is left out.
    """
    latin = tuple(romanise(word) for word in words)
    for start, first in enumerate(latin):
        for alias in _aliases().get(first, ()):
            size = len(alias.words)
            if latin[start : start + size] == tuple(romanise(word) for word in alias.words):
                rest = words[:start] + words[start + size :]
                if {romanise(word) for word in alias.name} <= set(latin):
                    spelled = {romanise(word) for word in alias.words} <= set(alias.name)
                    return None if spelled else (alias, rest)
                before = _without_repeat(words[:start], alias.name)
                after = _without_ending(words[start + size :], alias.name)
                return alias, before + alias.name + after
    return None


def _without_repeat(before: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    """The words before a short name, less those that its name begins with ("Bank BNI")."""
    for size in range(min(len(before), len(name) - 1), 0, -1):
        if before[-size:] == name[:size]:
            return before[:-size]
    return before


def _without_ending(after: tuple[str, ...], name: tuple[str, ...]) -> tuple[str, ...]:
    """The words after a short name, less those that its name ends with ("TALCO Aluminium")."""
    for size in range(min(len(after), len(name) - 1), 0, -1):
        if any(
            after[:size] == name[start : start + size] for start in range(1, len(name) - size + 1)
        ):
            return after[size:]
    return after
