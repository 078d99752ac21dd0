"""Equal names: records that are one company unless a person, a number or a form says otherwise.

Two names are equal when their words are, in order, after legal forms, spelling and script are
evened out, with the same numbers. Linking and the ranking of companies share this rule, so that
linking never takes apart what stood together before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from sinergi.companies.names import CompanyName
from sinergi.companies.names.legal_forms import forms_conflict
from sinergi.companies.names.scripts import romanise

PLACES_ALIKE = 0.5
"""Likeness by letters from which two places may be spellings of one (Ҳисор, Гиссар)."""

MOST_COMPARED = 200
"""Records of one name beyond this are told apart by their signatures only."""


class Signature(NamedTuple):
    """What tells two companies of one name apart; empty or None where it is not known.

    Attributes:
        forms: Legal forms as in ``legal-forms.csv``.
        numbers: Registration numbers, kind and number.
        place: Province or city.
    """

    forms: tuple[str, ...]
    numbers: tuple[tuple[str, str], ...]
    place: str | None


class Member(NamedTuple):
    """A record: its id, its :func:`name_key`, its signature and the words of its goods."""

    identifier: str
    key: str | None
    signature: Signature
    goods: frozenset[str]


def name_key(name: CompanyName, country: str) -> str | None:
    """The key that records of equal names in one country share; None for a name without words.

    A name that is a known short or former one as a whole (TALCO) has the key of its full name.
    """
    if not name.skeleton:
        return None
    numbers = " ".join(sorted(name.readings[0].numbers))
    written = " ".join(word.latin for word in name.readings[0].words)
    whole = (one for one in name.readings if one.alias and romanise(one.alias) == written)
    reading = next(whole, name.readings[0])
    return f"{country} {' '.join(word.skeletons[0] for word in reading.words)} {numbers}"


def groups(members: Iterable[Member]) -> Iterator[list[str]]:
    """The ids of records that are one company by their names, in groups of two or more.

    Where records of a name conflict they fall apart into companies when that can be done in one
    way; otherwise only records with the same signature stay together, for which of two companies
    a third record is, nobody can know from the name. Two conflict when their
    legal forms cannot be one company's, when they have two numbers of one kind, or when both
    place and goods are others (a company has works in several provinces, but of one trade).
    """
    by_key: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        if member.key is not None:
            by_key[member.key].append(member)
    for group in by_key.values():
        if len(group) > 1:
            yield from _companies(group)


def _companies(group: Sequence[Member]) -> Iterator[list[str]]:
    """The companies of two or more records among records of one name."""
    if not _conflicting(group):
        yield [member.identifier for member in group]
    elif len(group) <= MOST_COMPARED and (parts := _apart(group)) is not None:
        yield from parts
    else:
        same: dict[Signature, list[str]] = defaultdict(list)
        for member in group:
            same[member.signature].append(member.identifier)
        yield from (ids for ids in same.values() if len(ids) > 1)


def _apart(group: Sequence[Member]) -> list[list[str]] | None:
    """Parts within which nothing conflicts and between which all does; None when there are none."""
    parts: list[list[Member]] = []
    for member in group:
        fitting = [part for part in parts if not all(_conflicting((member, one)) for one in part)]
        if not fitting:
            parts.append([member])
        elif len(fitting) == 1 and not _conflicting((*fitting[0], member)):
            fitting[0].append(member)
        else:
            return None
    return [[member.identifier for member in part] for part in parts if len(part) > 1]


def merges(found: Iterable[Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Pairs of ids, left before right, that join each group."""
    for group in found:
        first, *rest = sorted(group)
        yield from ((first, other) for other in rest)


def _conflicting(group: Sequence[Member]) -> bool:
    numbers: dict[str, set[str]] = defaultdict(set)
    for member in group:
        for kind, number in member.signature.numbers:
            numbers[kind].add(number)
    if any(len(values) > 1 for values in numbers.values()):
        return True
    forms = {member.signature.forms for member in group}
    if any(forms_conflict(one, other) for one, other in combinations(sorted(forms), 2)):
        return True
    trades = {(m.signature.place, m.goods) for m in group if m.signature.place and m.goods}
    return any(
        one[1].isdisjoint(other[1]) and _elsewhere(one[0], other[0])
        for one, other in combinations(trades, 2)
    )


def _elsewhere(one: str, other: str) -> bool:
    return one != other and Indel.normalized_similarity(one, other) < PLACES_ALIKE
