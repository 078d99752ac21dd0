"""The toy world of the indicators: countries A to D are real codes, the products a chain."""

from __future__ import annotations

from collections.abc import Callable

from sinergi.opportunities import Number
from sinergi.trade.catalogue import Dataset

COUNTRIES = {"A": "IDN", "B": "TJK", "C": "KAZ", "D": "UZB"}
PRODUCTS = ("260600", "281820", "760110")
"""Bauxite, alumina and aluminium: a chain of three stages."""

CUBE = {
    "AB": (60, 10, 0),
    "AC": (40, 20, 10),
    "AD": (20, 0, 0),
    "BA": (10, 70, 20),
    "BC": (0, 40, 40),
    "BD": (10, 50, 10),
    "CA": (0, 30, 90),
    "CB": (20, 20, 60),
    "CD": (0, 0, 80),
    "DA": (30, 0, 0),
    "DB": (30, 10, 0),
    "DC": (40, 0, 0),
}
Rows = list[tuple[int, str, str, str, float, float | None]]
Write = Callable[..., Dataset]


def toy_rows(year: int, factor: float = 1.0) -> Rows:
    """The toy world's flows of one year; a tenth of the value in tonnes."""
    return [
        (year, COUNTRIES[i], COUNTRIES[j], product, factor * value, factor * value / 10)
        for pair, values in CUBE.items()
        for i, j in [tuple(pair)]
        for product, value in zip(PRODUCTS, values, strict=True)
        if value
    ]


def numbers_of(part: object) -> list[Number]:
    """All numbers in a model, at any depth."""
    if isinstance(part, Number):
        return [part]
    if isinstance(part, tuple):
        return [one for item in part for one in numbers_of(item)]
    fields = getattr(type(part), "model_fields", {})
    return [one for name in fields for one in numbers_of(getattr(part, name))]
