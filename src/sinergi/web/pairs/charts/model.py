"""What a chart is, and the state of one that its address holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sinergi.facilities import kinds
from sinergi.trade import catalogue
from sinergi.vocabulary.dataset_texts import dataset_text
from sinergi.web.core.templating import lang
from sinergi.web.openings.queries import Choice

GOODS, PRODUCTS = "goods", "products"
"""All goods, by chapter or in sum; single products of the trade dataset."""


@dataclass(frozen=True)
class ChartView:
    """What a person chose to see of a chart; every part has a default that no address needs."""

    data: str = GOODS
    first: int = 0
    last: int = 0
    choice: Choice = field(default_factory=Choice)
    kind: str = ""
    """A kind of facilities; empty for all."""

    @classmethod
    def of(cls, given: Mapping[str, Any]) -> ChartView:
        """The state in an address; what is not known there is as if it were not there."""
        data = str(given.get("data", ""))
        return cls(
            data if data in (GOODS, PRODUCTS) else default_data(),
            _year(given.get("first")),
            _year(given.get("last")),
            Choice.of(given),
            kind if (kind := str(given.get("kind", ""))) in kinds() else "",
        )

    @property
    def query(self) -> str:
        """The state as an address holds it."""
        chosen: dict[str, Any] = {"first": self.first, "last": self.last, "kind": self.kind}
        if self.data != default_data():
            chosen["data"] = self.data
        told = urlencode({name: value for name, value in chosen.items() if value})
        return "&".join(filter(None, [told, self.choice.query]))


def default_data() -> str:
    """Single products where the user's own dataset has all goods, else all goods by chapter."""
    return PRODUCTS if catalogue.default_trade().complete else GOODS


def _year(text: Any) -> int:
    given = str(text or "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) == 4 else 0


@dataclass(frozen=True)
class Chart:
    """A chart: its specification without data, its rows, columns with titles, and words.

    ``controls`` names the parts of the state that change it; ``years`` are those it could show.
    A ``picture`` is drawn by the server; its specification is empty. A row's ``evidence`` holds the
    ids behind its numbers, by column.
    """

    title: str
    sentence: str = ""
    source: str = ""
    columns: list[tuple[str, str]] = field(default_factory=list)
    rows: list[dict[str, Any]] = field(default_factory=list)
    spec: dict[str, Any] = field(default_factory=dict)
    controls: tuple[str, ...] = ()
    years: tuple[int, int] | None = None
    picture: bool = False
    problem: str = ""


def source(dataset: catalogue.Dataset, years: str) -> str:
    """Where the rows come from, with their years."""
    producer = f"{dataset.origin.producer}: " if dataset.origin else ""
    text = f"{producer}{dataset_text(dataset.title, lang())}, {years}"
    return text if dataset.complete else text + ". " + _("Raw materials only, not all trade.")
