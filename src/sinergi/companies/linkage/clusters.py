"""Clusters: which records are one company, when people's decisions bind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Refusal(NamedTuple):
    """A merge that was not made: it would have joined two records that a person told apart."""

    left: str
    right: str
    apart: tuple[str, str]


class Clusters(NamedTuple):
    """The company of every record (the first of its records by name), and merges refused."""

    company: dict[str, str]
    refused: tuple[Refusal, ...]


def cluster(
    records: Iterable[str],
    merges: Iterable[tuple[str, str]],
    apart: Iterable[tuple[str, str]],
) -> Clusters:
    """Join records along ``merges``, in their order, without ever joining a pair of ``apart``.

    Every record is in the result exactly once, joined or alone. A merge is refused when it would
    bring together, directly or through others, two records that were decided to be different.
    """
    groups: dict[str, set[str]] = {record: {record} for record in records}
    enemies: dict[str, set[str]] = {}
    for one, other in apart:
        enemies.setdefault(one, set()).add(other)
        enemies.setdefault(other, set()).add(one)
    refused: list[Refusal] = []
    for one, other in merges:
        if one not in groups or other not in groups or groups[one] is groups[other]:
            continue
        conflict = _conflict(groups[one], groups[other], enemies)
        if conflict is not None:
            refused.append(Refusal(one, other, conflict))
            continue
        small, large = sorted((groups[one], groups[other]), key=len)
        large |= small
        for record in small:
            groups[record] = large
    names = {id(group): min(group) for group in groups.values()}
    company = {record: names[id(group)] for record, group in groups.items()}
    return Clusters(company, tuple(refused))


def _conflict(
    one: set[str], other: set[str], enemies: dict[str, set[str]]
) -> tuple[str, str] | None:
    small, large = sorted((one, other), key=len)
    for record in sorted(small):
        found = enemies.get(record, set()) & large
        if found:
            return record, min(found)
    return None
