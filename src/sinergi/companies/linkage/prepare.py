"""Records made ready for linkage: what two records are compared by, one column each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any

import polars as pl

from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage.equal import Member, Signature, groups, name_key
from sinergi.companies.linkage.names import normalised
from sinergi.companies.names import CompanyName
from sinergi.companies.names.name_words import make_word
from sinergi.companies.names.normalise import split_words
from sinergi.companies.names.scripts import repair_glyphs, writes_tajik

_TEXTS = pl.List(pl.String)

SCHEMA = pl.Schema(
    [
        ("unique_id", pl.String()),
        ("register", pl.String()),
        ("record_id", pl.String()),
        ("name", pl.String()),
        ("country", pl.String()),
        ("skeleton", pl.String()),
        ("sound", pl.String()),
        ("telling", pl.Float64()),
        ("equal", pl.String()),
        ("phone", pl.String()),
        ("domain", pl.String()),
        ("place", pl.String()),
        ("address", _TEXTS),
        ("identifiers", _TEXTS),
        ("identifier_kinds", _TEXTS),
        ("products", _TEXTS),
        ("keys", _TEXTS),
    ]
)
"""Columns of the prepared table.

``unique_id`` is ``register:record_id``; ``name`` is the name with its glyphs repaired;
``skeleton`` are its words in order, ``sound`` their coarser form without spaces, ``telling``
the sum of their weights (a name of common words says little). ``equal`` groups records that are
one company by their names (:mod:`~sinergi.companies.linkage.equal`). ``place`` is the city or
province, ``address`` the telling words of the address; ``identifiers`` are numbers as
``kind:number``; ``keys`` are what candidates must share one of. Unknown is null.
"""

COMMONEST = 20
"""A key that more records share than this finds no candidates: it would find all of them."""

_PHONE_DIGITS = 7
_ADDRESS_WORD = 4
_MOST_WORDS = 5
_HOST = re.compile(r"^(?:https?://)?(?:www\.)?([^/\s:?#]+)", re.IGNORECASE)
_NO_NUMBER = re.compile(r"[^0-9A-Za-z]")
# Mail and web hosts that many companies share say nothing of one company.
_MOST_SHARED = 8


def prepare(records: Iterable[CompanyRecord]) -> pl.DataFrame:
    """The prepared table of records: one row a record, in order, none left out.

    Records without a name that can be compared keep their row and get no keys from it.
    """
    members: list[Member] = []
    rows = [_row(record, members) for record in records]
    equal = {one: group[0] for group in groups(members) for one in group}
    for row in rows:
        row["equal"] = equal.get(row["unique_id"])
    _drop_common(rows, "keys", COMMONEST)
    for field in ("phone", "domain"):
        _forget_shared(rows, field)
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def member(record: CompanyRecord) -> Member:
    """The record as the rule of equal names sees it."""
    name = normalised(repair_glyphs(record.name, tajik=writes_tajik(record.country)))
    return _member(record, name, _numbers(record), _product_words(record.products_text))


def _member(
    record: CompanyRecord, name: CompanyName, numbers: Iterable[str], goods: Iterable[str]
) -> Member:
    kinds = tuple((number.partition(":")[0], number) for number in numbers)
    return Member(
        f"{record.register}:{record.record_id}",
        name_key(name, record.country),
        Signature(name.forms, kinds, _place(record)),
        frozenset(goods),
    )


def _place(record: CompanyRecord) -> str | None:
    return _place_key(record.province) or _place_key(record.city)


def _numbers(record: CompanyRecord) -> list[str]:
    return [
        f"{kind}:{_NO_NUMBER.sub('', number).upper()}"
        for kind, number in sorted((record.identifiers or {}).items())
    ]


def _row(record: CompanyRecord, members: list[Member]) -> dict[str, Any]:
    """The columns of a record but ``equal``; the record is added to the ``members``."""
    name = normalised(repair_glyphs(record.name, tajik=writes_tajik(record.country)))
    numbers = _numbers(record)
    goods = _product_words(record.products_text)
    members.append(_member(record, name, numbers, goods))
    phone = phone_key(record.phone)
    domain = domain_key(record.website)
    return {
        "unique_id": members[-1].identifier,
        "register": record.register,
        "record_id": record.record_id,
        "name": name.text,
        "country": record.country,
        "skeleton": name.skeleton or None,
        "sound": name.readings[0].joined_sound if name else None,
        "telling": sum(word.weight for word in name.readings[0].words) if name else None,
        "phone": phone,
        "domain": domain,
        "place": _place_key(record.city) or _place_key(record.province),
        "address": _address_words(record.address) or None,
        "identifiers": numbers or None,
        "identifier_kinds": [number.split(":")[0] for number in numbers] or None,
        "products": goods or None,
        "keys": sorted(set(_keys(name, phone, domain, numbers))),
    }


def _keys(
    name: CompanyName, phone: str | None, domain: str | None, numbers: list[str]
) -> Iterator[str]:
    for reading in name.readings:
        skeletons = list(dict.fromkeys(word.skeletons[0] for word in reading.words))
        yield f"j {reading.joined}"
        yield f"s {reading.joined_sound}"
        yield from (f"w {skeleton}" for skeleton in skeletons)
        pairs = combinations(sorted(skeletons[:_MOST_WORDS]), 2)
        yield from (f"p {one} {other}" for one, other in pairs)
    if phone:
        yield f"t {phone}"
    if domain:
        yield f"d {domain}"
    yield from (f"n {number}" for number in numbers)


def phone_key(phone: str | None) -> str | None:
    """The last digits of the first number in a text; None for fewer digits than a number has."""
    first = re.split(r"[,;/]|\s{2,}", phone or "")[0]
    digits = re.sub(r"\D", "", first)
    return digits[-_PHONE_DIGITS:] if len(digits) >= _PHONE_DIGITS else None


def domain_key(website: str | None) -> str | None:
    """The host of a web address without ``www.``; None where it is none."""
    match = _HOST.match((website or "").strip())
    host = match[1].lower().rstrip(".") if match else ""
    return host if "." in host else None


def _place_key(text: str | None) -> str | None:
    """A place so that its spellings in two languages are one or nearly so (Хуҷанд, Худжанд)."""
    words = [make_word(word, first=True) for word in split_words(text or "")]
    return " ".join(word.concept or word.sound for word in words) or None


def _address_words(address: str | None) -> list[str]:
    words = split_words(address or "")
    return sorted({word for word in words if len(word) >= _ADDRESS_WORD or word.isdecimal()})


def _product_words(products: tuple[str, ...] | None) -> list[str]:
    words = {word for text in products or () for word in split_words(text)}
    return sorted(word for word in words if len(word) >= _ADDRESS_WORD)


def _drop_common(rows: list[dict[str, Any]], field: str, most: int) -> None:
    counts = Counter(value for row in rows for value in row[field])
    for row in rows:
        row[field] = [value for value in row[field] if 1 < counts[value] <= most]


def _forget_shared(rows: list[dict[str, Any]], field: str) -> None:
    counts = Counter(row[field] for row in rows)
    for row in rows:
        if row[field] is not None and counts[row[field]] > _MOST_SHARED:
            row[field] = None
