"""A mapping proposed for an unknown file, from its columns' names and what they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from pydantic import BaseModel

from sinergi.companies.classification import lexicon
from sinergi.companies.names.legal_forms import strip_forms
from sinergi.companies.names.normalise import split_words
from sinergi.companies.registers.register_mapping import (
    COMPANY_FIELDS,
    FieldColumns,
    RegisterMapping,
)
from sinergi.companies.registers.row_conversion import clean
from sinergi.errors import InputError
from sinergi.tabular.proposal import Proposal
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.words import tokens

IDENTIFIER = "id:"
"""Begins the field of a number that the company carries: ``id:inn``."""

_BY_NAME = 0.9
_PART_OF_NAME = 0.6
_ENOUGH = 0.4
_SHARE = 0.6
"""This share of a column's values must look like a field for the field to be proposed."""


class _Names(BaseModel):
    field: str
    en: str = ""
    id: str = ""
    ru: str = ""
    tg: str = ""


@cache
def _column_names() -> dict[tuple[str, ...], str]:
    """Field by the words of a column's name, in any of the four languages."""
    path = data_path("companies", "registers", "column-names.csv")
    found: dict[tuple[str, ...], str] = {}
    for row in read_table(path, _Names, unique="field"):
        for terms in (row.en, row.id, row.ru, row.tg):
            for term in filter(None, (t.strip() for t in terms.split(";"))):
                found.setdefault(tuple(tokens(term)), row.field)
    return found


def known_fields() -> tuple[str, ...]:
    """All that a column can be mapped to."""
    return tuple(dict.fromkeys((*COMPANY_FIELDS, *_column_names().values())))


def _legal(value: str) -> bool:
    """Whether the value has a legal form besides other words, as names of companies have."""
    return bool(strip_forms(split_words(value)).forms)


def headless(columns: Sequence[str]) -> str | None:
    """The column whose name reads like a company's: the file may have no header. None: no such."""
    known = _column_names()
    return next((c for c in columns if tuple(tokens(c)) not in known and _legal(c)), None)


_CONTENTS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("id:lei", lambda v: bool(re.fullmatch(r"[A-Z0-9]{18}\d\d", v))),
    ("id:npwp", lambda v: bool(re.fullmatch(r"\d\d\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}", v))),
    ("website", lambda v: bool(re.fullmatch(r"(https?://|www\.)\S+", v, re.I))),
    ("email", lambda v: bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.\w+", v))),
    ("registered_on", lambda v: bool(re.fullmatch(r"\d{4}-\d\d-\d\d|\d\d[./]\d\d[./]\d{4}", v))),
    ("hs", lambda v: bool(re.fullmatch(r"(\d{4}|\d{6}|\d{8}|\d{10})([;,]\s*\d{4,10})*", v))),
    ("id:inn", lambda v: bool(re.fullmatch(r"\d{9}|\d{12}", v))),
    ("phone", lambda v: bool(re.fullmatch(r"\+?[\d\s()-]{7,20}", v))),
    ("name", _legal),
    ("products_text", lambda v: bool(lexicon().find(v))),
)
"""What values of a field look like, the surest first."""


def propose(columns: Sequence[str], sample: Sequence[Sequence[str | None]]) -> list[Proposal]:
    """A field for each column, in the order of the columns; no field is proposed twice.

    A column's name counts more than what it holds; a field goes to the column that is surest.
    """
    guesses = []
    for place, column in enumerate(columns):
        values = [v for row in sample if (v := clean(row[place])) is not None]
        guesses.append(_guess(column, values))
    best: dict[str, Proposal] = {}
    for guess in guesses:
        if guess.field is not None:
            rival = best.setdefault(guess.field, guess)
            best[guess.field] = max(rival, guess, key=lambda g: g.sure)
    return [g if g.field is None or best[g.field] is g else _unused(g) for g in guesses]


def _unused(guess: Proposal) -> Proposal:
    why = f"like {guess.field}, which another column is surer to be"
    return guess._replace(field=None, sure=0.0, why=why)


def _guess(column: str, values: Sequence[str]) -> Proposal:
    examples = tuple(dict.fromkeys(v[:40] for v in values))[:3]
    by_name, sure = _by_name(column)
    if by_name is not None:
        return Proposal(column, by_name, sure, "by the column's name", examples)
    if not values:
        return Proposal(column, None, 0.0, "is empty", examples)
    for field, fits in _CONTENTS:
        share = sum(map(fits, values)) / len(values)
        if share >= _SHARE:
            why = f"{share:.0%} of its values look like it"
            return Proposal(column, field, round(_ENOUGH + 0.4 * share, 2), why, examples)
    return Proposal(column, None, 0.0, "nothing tells what it is", examples)


def _by_name(column: str) -> tuple[str | None, float]:
    words = tuple(tokens(re.sub(r"([a-z])([A-Z])", r"\1 \2", column)))
    known = _column_names()
    if words in known:
        return known[words], _BY_NAME
    parts = [
        (len(term), field)
        for term, field in known.items()
        if len(term) < len(words) and (words[: len(term)] == term or words[-len(term) :] == term)
    ]
    return (max(parts)[1], _PART_OF_NAME) if parts else (None, 0.0)


def mapping_of(
    assigned: dict[str, str], *, title: str, country: str | None = None
) -> RegisterMapping:
    """The mapping that a person confirmed.

    Args:
        assigned: Field by column; several columns may share a field and are joined.
        title: What the register is.
        country: ISO3 code of all its companies, None where a column tells.

    Raises:
        InputError: no column is the name, or a field is not known.
    """
    fields: dict[str, list[str]] = {}
    identifiers: dict[str, str] = {}
    for column, field in assigned.items():
        if field.startswith(IDENTIFIER):
            identifiers[field.removeprefix(IDENTIFIER)] = column
        elif field in COMPANY_FIELDS:
            fields.setdefault(field, []).append(column)
        else:
            raise InputError(
                f"field '{field}' is not known", advice=f"Fields: {', '.join(known_fields())}"
            )
    if "name" not in fields:
        raise InputError(
            "no column holds the companies' names",
            advice="Say which one with --column 'COLUMN=name'",
        )
    return RegisterMapping(
        title=title,
        country=country,
        requires=tuple(assigned),
        fields={name: FieldColumns(columns=tuple(cols)) for name, cols in fields.items()},
        identifiers=identifiers,
    )
