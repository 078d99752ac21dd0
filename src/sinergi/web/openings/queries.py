"""Openings of a pair, computed by the package below and kept until the datasets change."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.cache import cache

from sinergi.opportunities import Openings, Opportunities, Opportunity
from sinergi.opportunities import openings as compute_openings
from sinergi.opportunities import opportunities as compute_all
from sinergi.opportunities.by_chapter import ChapterOpening
from sinergi.opportunities.controls import Control
from sinergi.opportunities.openings import Opening
from sinergi.opportunities.opportunity import Number
from sinergi.store import stamp
from sinergi.trade import catalogue, queries
from sinergi.vocabulary.reasons import Reason
from sinergi.vocabulary.sectors import sectors

STATUSES = ("never", "stopped", "resumed", "small", "traded")
SIZES = (0, 100_000, 1_000_000, 10_000_000, 100_000_000)
"""US dollars a year a person can ask for at least."""
MOST = 20
"""Openings of a direction that are shown."""
SHOWN_SELLERS = 5

Found = TypeVar("Found")


@dataclass(frozen=True)
class Choice:
    """What a person chose to see: a sector, a state of trade, at least so many US dollars."""

    sector: str = ""
    status: str = ""
    least: int = 0

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> Choice:
        """The choice in an address; what is not known there chooses nothing."""
        sector, status = str(given.get("sector", "")), str(given.get("status", ""))
        least = str(given.get("least", ""))
        return cls(
            sector if sector in sectors() else "",
            status if status in STATUSES else "",
            int(least) if least in {str(size) for size in SIZES} else 0,
        )

    @property
    def query(self) -> str:
        """The choice as an address holds it."""
        chosen = {"sector": self.sector, "status": self.status, "least": self.least}
        return urlencode({name: value for name, value in chosen.items() if value})

    def takes(self, product: str, status: str, worth: float | None) -> bool:
        """Whether a product, its state and what is open fit."""
        if self.sector and not sectors()[self.sector].covers(product):
            return False
        if self.status and status != self.status:
            return False
        return not self.least or (worth or 0.0) >= self.least


def openings(exporter: str, importer: str) -> Openings:
    """What is worth naming of what ``exporter`` could sell to ``importer``.

    Raises:
        UnknownNameError: the dataset holds no trade of one of them.
    """
    return _kept("worth-naming", compute_openings, exporter, importer, limit=MOST)


def everything(exporter: str, importer: str) -> Opportunities:
    """All products that ``exporter`` sells and ``importer`` buys, ranked.

    Raises:
        UnknownNameError: the dataset holds no trade of one of them.
    """
    return _kept("compared", compute_all, exporter, importer)


def _kept(
    what: str, compute: Callable[..., Found], exporter: str, importer: str, **options: int
) -> Found:
    dataset = catalogue.default_trade().id
    key = f"{what}:{exporter}:{importer}:{dataset}:{stamp()[1]}"
    held = cache.get(key)
    if held is None:
        found = compute(exporter, importer, dataset=dataset, **options)
        cache.set(key, pickle.dumps(found))
        return found
    kept: Found = pickle.loads(held)  # noqa: S301 - written by ourselves
    return kept


def still_open(exporter: str, importer: str) -> dict[str, Number]:
    """What is open of each product, US dollars a year, as every page tells it.

    Of a product worth naming its worth, of any other the unrealised potential.

    Raises:
        UnknownNameError: the dataset holds no trade of one of them.
    """
    found = {
        item.product: item.potential.unrealised for item in everything(exporter, importer).items
    }
    return found | {
        one.opportunity.product: one.worth for one in openings(exporter, importer).items
    }


@dataclass(frozen=True)
class Product:
    """What is known of one product of a direction.

    ``item`` is None for goods outside the dataset, of which ``beyond`` has an estimate by chapter.
    ``opening`` is there where it is worth naming; else ``left_out`` or ``controls`` say why not.
    """

    code: str
    nomenclature: str
    item: Opportunity | None
    opening: Opening | None
    beyond: ChapterOpening | None
    left_out: tuple[Reason, ...]
    controls: tuple[Control, ...]
    all_of: Opportunities


def product(exporter: str, importer: str, code: str) -> Product | None:
    """One product, or None where the direction has no such.

    Raises:
        UnknownNameError: the dataset holds no trade of one of them.
    """
    every, found = everything(exporter, importer), openings(exporter, importer)
    item = _first(one for one in every.items if one.product == code)
    beyond = _first(o for o in (*found.beyond, *found.beyond_careful) if o.product == code)
    if item is None and beyond is None:
        return None
    careful = _first(one for one in found.careful if one.product == code)
    left = _first(one for one in found.left_out if one.product == code)
    nomenclature = every.nomenclature or "HS92"
    if item is None and beyond is not None:
        nomenclature = beyond.nomenclature
    return Product(
        code=code,
        nomenclature=nomenclature,
        item=item,
        opening=_first(o for o in found.items if o.opportunity.product == code),
        beyond=beyond if item is None else None,
        left_out=left.reasons if left else (),
        controls=careful.controls if careful else beyond.controls if beyond and not item else (),
        all_of=every,
    )


@dataclass(frozen=True)
class Trader:
    """A country's sales or purchases of a product in the last year, with the evidence."""

    country: str
    value: float
    share: float
    evidence: str
    share_evidence: str


def traders(code: str, year: int, dataset: str) -> tuple[list[Trader], list[Trader]]:
    """The largest sellers and buyers of a product in the world."""
    held = catalogue.dataset(dataset)
    found = []
    for side, rows in (
        ("exporter", queries.exporters_of(held, code, year)),
        ("importer", queries.importers_of(held, code, year)),
    ):
        found.append(
            [
                Trader(
                    row[side], row["value"], row["share"],
                    f"trade-value/{row[side]}/WLD/{code}/{year}@{dataset}"
                    if side == "exporter"
                    else f"trade-value/WLD/{row[side]}/{code}/{year}@{dataset}",
                    f"world-{side[:-2]}-share/{row[side]}/{code}/{year}@{dataset}",
                )
                for row in rows.head(SHOWN_SELLERS).to_dicts()
            ]
        )  # fmt: skip
    return found[0], found[1]


def _first(rows: Iterable[Found]) -> Found | None:
    return next(iter(rows), None)
