"""Rows of a register become fields of companies, or are refused with the reason."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel

from sinergi.companies.registers.register_mapping import FieldColumns, RegisterMapping
from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.words import tokens

MAX_NAME = 500
"""Characters of the longest name that is taken; the longest legal names are about 300."""

FEWEST_DIGITS = 3
"""Digits of the shortest number that can be dialled."""

_EMPTY = frozenset({"", "-", "--", "—", "–", ".", "n/a", "#n/a", "null", "none", "nan", "nil"})
_DATES = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%d %B %Y", "%d %b %Y")
_TRUE = frozenset({"true", "yes", "1", "y", "ya", "да", "ҳа"})
_FALSE = frozenset({"false", "no", "0", "n", "tidak", "нет", "не"})
_LISTS = {"name_variants": r"\s*;\s*", "products_text": r"\s*;\s*"}
_CODES = {"hs": (2, 10), "isic": (1, 5)}
_CODE_SPLIT = re.compile(r"[;,|\s]+")


class Refused(Exception):  # noqa: N818 - not an error of the program: an answer about a row
    """The row cannot become a record; the text says why, ``kind`` the same without the details."""

    def __init__(self, reason: str, *, kind: str | None = None) -> None:
        super().__init__(reason)
        self.kind = kind or reason


class LeftOutRow(Exception):  # noqa: N818 - as above
    """The row is well formed but not wanted (a natural person, an address, …)."""


class _Marker(BaseModel):
    marker: str
    language: str


@cache
def _person_markers() -> tuple[tuple[str, ...], ...]:
    path = data_path("companies", "registers", "natural-persons.csv")
    return tuple(tuple(tokens(row.marker)) for row in read_table(path, _Marker, unique="marker"))


class Converter:
    """Turns the cells of a row into the fields of a record.

    Args:
        mapping: Which column is which field; of kind ``companies``.
        country: ISO3 code where neither a column nor the mapping gives one.
        with_persons: Take natural persons too.

    ``doubts`` counts the values that were not understood, by field: they stay unknown.
    """

    def __init__(
        self, mapping: RegisterMapping, *, country: str | None = None, with_persons: bool = False
    ) -> None:
        self.mapping = mapping
        self.wanted = mapping.columns
        self.doubts: Counter[str] = Counter()
        self.doubtful: dict[str, str] = {}
        self._country = country or mapping.country
        self._with_persons = with_persons
        places = {name: place for place, name in enumerate(self.wanted)}
        self._fields = [
            (name, _reader(field, places), _parser(name, field))
            for name, field in mapping.fields.items()
        ]
        self._identifiers = [(kind, places[col]) for kind, col in mapping.identifiers.items()]
        self._persons = [(places[c], frozenset(v)) for c, v in mapping.persons.items()]
        self._keep = [(places[c], frozenset(v)) for c, v in mapping.keep.items()]

    def convert(self, cells: Sequence[str | None]) -> dict[str, Any]:
        """The fields that the row gives, without those that are unknown (the id among them).

        Raises:
            Refused: there is no name, the name is too long, or the country is not known.
            LeftOutRow: the row is a natural person or no company.
        """
        self._sift(cells)
        record: dict[str, Any] = dict(self.mapping.constants)
        for name, read, parse in self._fields:
            text = read(cells)
            if text is None:
                continue
            value = parse(text)
            if value is None:
                self._doubt(name, text)
            else:
                record[name] = value
        self._check_name(record)
        self._set_country(record)
        numbers = {k: v for k, place in self._identifiers if (v := clean(cells[place])) is not None}
        if numbers:
            record["identifiers"] = numbers
        _drop_own_name(record)
        return record

    def _sift(self, cells: Sequence[str | None]) -> None:
        for place, values in self._keep:
            if cells[place] not in values:
                raise LeftOutRow(f"{self.wanted[place]} {cells[place] or 'empty'}")
        for place, values in self._persons:
            if not self._with_persons and cells[place] in values:
                raise LeftOutRow("natural person")

    def _check_name(self, record: dict[str, Any]) -> None:
        name = record.get("name")
        if name is None:
            raise Refused("the name is empty")
        if len(name) > MAX_NAME:
            raise Refused(f"the name is longer than {MAX_NAME} characters")
        if not any(c.isalnum() for c in name):
            raise Refused("the name has no letter")
        if not self._with_persons and _is_person(name):
            raise LeftOutRow("natural person")

    def _set_country(self, record: dict[str, Any]) -> None:
        record.setdefault("country", self._country)
        if record["country"] is None:
            raise Refused("the country is not known (give --country)")

    def _doubt(self, field: str, text: str) -> None:
        self.doubts[field] += 1
        self.doubtful.setdefault(field, text[:60])


def _drop_own_name(record: dict[str, Any]) -> None:
    """Leave among the variants only names that differ from the name itself."""
    variants = [v for v in record.pop("name_variants", ()) if v != record["name"]]
    if variants:
        record["name_variants"] = tuple(variants)


def clean(text: str | None) -> str | None:
    """The text with single blanks; None for what registers write where they know nothing."""
    if text is None:
        return None
    plain = " ".join(text.split())
    return None if plain.casefold() in _EMPTY else plain


def _reader(
    field: FieldColumns, places: dict[str, int]
) -> Callable[[Sequence[str | None]], str | None]:
    if len(field.columns) == 1:
        place = places[field.columns[0]]
        return lambda cells: clean(cells[place])
    where = [places[name] for name in field.columns]
    join = field.join

    def read(cells: Sequence[str | None]) -> str | None:
        parts = [part for p in where if (part := clean(cells[p])) is not None]
        return join.join(dict.fromkeys(parts)) or None

    return read


def _parser(name: str, field: FieldColumns) -> Callable[[str], Any]:
    """What makes a value of the field from its text; gives None for what it cannot read."""
    simple: dict[str, Callable[[str], Any]] = {
        "country": _country,
        "registered_on": _date,
        "listed_on": _date,
        "listed": _truth,
        "exporter": _truth,
        "employees": _count,
        "phone": _phone,
    }
    if name in _CODES:
        return lambda text: _codes(text, *_CODES[name])
    if name in _LISTS:
        cut = re.compile(field.split or _LISTS[name])
        return lambda text: _pieces(cut, text)
    parse = simple.get(name, str)
    first = re.compile(field.split) if field.split else None
    words = field.values or {}

    def single(text: str) -> Any:
        value = first.split(text)[0] if first else text
        return parse(words.get(value, value))

    return single if first or words else parse


def _pieces(cut: re.Pattern[str], text: str) -> tuple[str, ...] | None:
    found = (clean(piece.strip(" ,;")) for piece in cut.split(text))
    return tuple(dict.fromkeys(piece for piece in found if piece is not None)) or None


def _codes(text: str, least: int, most: int) -> tuple[str, ...] | None:
    digits = ("".join(c for c in part if c.isdigit()) for part in _CODE_SPLIT.split(text))
    return tuple(dict.fromkeys(d for d in digits if least <= len(d) <= most)) or None


@lru_cache(maxsize=4096)
def _country(text: str) -> str | None:
    return countries.find(text)


@lru_cache(maxsize=65536)
def _date(text: str) -> date | None:
    for form in _DATES:
        try:
            return datetime.strptime(text if form.count(" ") else text[:10], form).date()
        except ValueError:
            continue
    return None


def _truth(text: str) -> bool | None:
    folded = text.casefold()
    return True if folded in _TRUE else False if folded in _FALSE else None


def _count(text: str) -> int | None:
    digits = re.sub(r"[\s.,]", "", text)
    return int(digits) if digits.isdecimal() else None


def _phone(text: str) -> str | None:
    """The text where it holds a number to dial; "ask at the office" is none."""
    return text if sum(c.isdecimal() for c in text) >= FEWEST_DIGITS else None


def _is_person(name: str) -> bool:
    words = tokens(name)
    return any(
        tuple(words[: len(m)]) == m or tuple(words[-len(m) :]) == m for m in _person_markers()
    )


def made_id(record: dict[str, Any]) -> str:
    """An id for a record without one: it stays the same as long as name and place do."""
    text = "\n".join(str(record.get(key, "")) for key in ("name", "country", "address", "city"))
    return hashlib.sha256(text.casefold().encode()).hexdigest()[:16]
