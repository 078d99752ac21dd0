"""Materials in a state: raw, dried, tanned, concentrate … decide a good's heading.

Three tables in ``data/companies/classification``: words for materials, words for states, and the
heading of each material in each state. A state found beside a material outweighs all other
evidence: raw hides are no leather however near the words are.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, Field

from sinergi.companies.classification.trade_lexicon import (
    CompanyRole,
    Concept,
    ConceptMatch,
    Terms,
    TradeLexicon,
)
from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table

_NOT = frozenset({"not", "tidak", "bukan", "не"})
"""Words before a state that deny it ("not carded")."""


class StateGood(NamedTuple):
    """A material in a state found in a text: its HS code, the words and their places."""

    hs: str
    words: str
    places: frozenset[int]


class _Material(Terms):
    material: str


class _StateWords(Terms):
    state: str


class _GoodRow(BaseModel):
    material: str
    state: str | None = None
    hs: str = Field(pattern=r"^\d{4}(\d\d)?$")


class _Tables(NamedTuple):
    materials: TradeLexicon
    states: TradeLexicon
    rank: dict[str, int]
    goods: dict[tuple[str, str | None], str]


def _lexicon_of(rows: Mapping[str, Terms]) -> TradeLexicon:
    """The words of a table as a lexicon whose concepts are the table's keys."""
    return TradeLexicon(
        [
            Concept(
                concept=name,
                role=CompanyRole.MAKER,
                strength=1.0,
                en=row.en,
                id=row.id,
                ru=row.ru,
                tg=row.tg,
            )
            for name, row in rows.items()
        ]
    )


@cache
def _tables() -> _Tables:
    folder = ("companies", "classification")
    materials = {
        row.material: row
        for row in read_table(data_path(*folder, "materials.csv"), _Material, unique="material")
    }
    states = {
        row.state: row
        for row in read_table(data_path(*folder, "states.csv"), _StateWords, unique="state")
    }
    path = data_path(*folder, "state-goods.csv")
    goods: dict[tuple[str, str | None], str] = {}
    for row in read_table(path, _GoodRow):
        if row.material not in materials or row.state not in {None, *states}:
            raise DataError(
                f"'{row.material}' or '{row.state}' is not known",
                where=str(path),
                advice="Write names as in materials.csv and states.csv",
            )
        goods[row.material, row.state] = row.hs
    rank = {state: number for number, state in enumerate(states)}
    return _Tables(_lexicon_of(materials), _lexicon_of(states), rank, goods)


def state_goods(words: list[str], telling: set[int]) -> list[StateGood]:
    """The materials in a state among folded words.

    A material without a state counts where nothing else is said: ``telling`` are the places of
    the words that are no stop words.
    """
    tables = _tables()
    found_states = tables.states.find_words(words)
    states = [
        m for m in found_states if not _NOT.intersection(words[max(m.start - 1, 0) : m.start])
    ]
    found = []
    for material in tables.materials.find_words(words):
        places = set(range(material.start, material.end))
        beside = [state for state in states if places.isdisjoint(range(state.start, state.end))]
        good = _good(material, beside, tables)
        if good is not None:
            found.append(good)
        elif telling <= places and (hs := tables.goods.get((material.concept.concept, None))):
            found.append(StateGood(hs, material.words, frozenset(places)))
    return found


def shared_state(words: list[str], telling: set[int], parts: int) -> list[StateGood]:
    """The goods of a text whose one state belongs to the materials of all its ``parts``.

    "Lead and zinc concentrates" are two concentrates; empty where parts have states of their own
    or a part holds no material.
    """
    if len(_tables().states.find_words(words)) != 1:
        return []
    goods = state_goods(words, telling)
    return goods if len(goods) == parts else []


def _good(material: ConceptMatch, states: list[ConceptMatch], tables: _Tables) -> StateGood | None:
    for state in sorted(states, key=lambda match: tables.rank[match.concept.concept]):
        hs = tables.goods.get((material.concept.concept, state.concept.concept))
        if hs is not None:
            places = {*range(material.start, material.end), *range(state.start, state.end)}
            ordered = sorted((material, state), key=lambda match: match.start)
            words = " ".join(match.words for match in ordered)
            return StateGood(hs, words, frozenset(places))
    return None
