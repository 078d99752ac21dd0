"""Propose spellings of owners of facilities (``facilities/owner-spellings.csv``).

The trackers write one company in several ways. Names that have plants in one country are compared
by the product's own comparison of names; those it calls the same with 0.95 or more, or that are
equal without legal forms, are written as spellings of the one with most plants. A name in brackets
counts only as the other's short name: "Dart Energy (Muralim)" is another company than Dart Energy.
``python -m scripts.owner_spellings`` prints the rows that the file does not have: read them before
adding any.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations

import polars as pl

from sinergi.companies.names import CompanyName, compare, normalise
from sinergi.companies.names.legal_forms import forms_conflict
from sinergi.facilities.owners import spelled
from sinergi.vocabulary.tables import data_path
from sinergi.vocabulary.words import tokens

SAME = 0.95
COMMON = 12
"""A word in more names of a country than this joins no two of them for a comparison."""

_BRACKETS = re.compile(r"\(([^()]*)\)")


def names_by_country() -> dict[str, Counter[str]]:
    """How many facilities each name has in each country."""
    owners = (
        pl.read_parquet(data_path("facilities", "owners.parquet")).select("id", "name").unique()
    )
    plants = pl.read_parquet(data_path("facilities", "facilities.parquet")).select(
        "id", "countries"
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for name, countries in (
        owners.select("id", "name").unique().join(plants, on="id").select("name", "countries")
    ).iter_rows():
        for country in countries.split():
            found[country][name] += 1
    return found


def pairs(names: Counter[str], country: str) -> Iterator[tuple[str, str]]:
    """Names of one country that are one company."""
    read = {name: normalise(name, country=country) for name in names}
    equal: dict[tuple[str, frozenset[str]], list[str]] = defaultdict(list)
    words: dict[str, list[str]] = defaultdict(list)
    for name, one in read.items():
        if one.skeleton:
            equal[one.skeleton, one.readings[0].numbers].append(name)
            for word in set(one.skeleton.split()):
                words[word].append(name)
    for group in equal.values():
        yield from (pair for pair in combinations(sorted(group), 2) if _forms_agree(*pair, read))
    tried = {
        pair
        for group in words.values()
        if 1 < len(group) <= COMMON
        for pair in combinations(sorted(group), 2)
        if read[pair[0]].skeleton != read[pair[1]].skeleton
    }
    for first, second in sorted(tried):
        if _brackets_agree(first, second) and compare(first, second).probability >= SAME:
            yield first, second


def _forms_agree(one: str, other: str, read: dict[str, CompanyName]) -> bool:
    return not forms_conflict(read[one].forms, read[other].forms)


def _brackets_agree(one: str, other: str) -> bool:
    """Whether what only one name has in brackets is a short name of the other."""
    for name, against in ((one, other), (other, one)):
        for inner in _BRACKETS.findall(name):
            rest = _BRACKETS.sub(" ", name) if inner not in against else against
            if not (_is_short(inner, rest) or set(tokens(inner)) <= set(tokens(against))):
                return False
    return True


def _is_short(short: str, name: str) -> bool:
    """Whether the letters of a short name stand in a name in their order, from its first letter."""
    letters, words = "".join(tokens(short)), tokens(name)
    if not letters or not words or letters[0] not in {word[0] for word in words}:
        return False
    rest = iter("".join(words))
    in_order = all(letter in rest for letter in letters)
    initials = {word[0] for word in words}
    return in_order and sum(letter in initials for letter in letters) * 2 > len(letters)


def spellings() -> list[tuple[str, str]]:
    """Each spelling with the name of its company, that with most facilities in all countries."""
    by_country = names_by_country()
    total: Counter[str] = Counter()
    for names in by_country.values():
        total.update(names)
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.get(name, name) != name:
            name = parent[name]
        return name

    for country, names in sorted(by_country.items()):
        for one, other in pairs(names, country):
            first, second = sorted((root(one), root(other)), key=lambda n: (-total[n], -len(n), n))
            parent[second] = first
    return sorted((name, root(name)) for name in parent if root(name) != name)


def main() -> None:
    """Print the spellings that the table does not have."""
    held = set(spelled())
    csv.writer(sys.stdout, lineterminator="\n").writerows(
        row for row in spellings() if row[0] not in held
    )


if __name__ == "__main__":
    main()
