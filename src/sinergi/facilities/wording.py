"""A facility in words: "Nurek hydroelectric plant (hydropower plant, 2,700 MW, operating)"."""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import format_decimal

from sinergi.facilities.categories import units
from sinergi.facilities.plants import Facility

MILLIONS = "Mt/y"
"""The unit in which a million tonnes a year and more are written."""


def plant_text(facility: Facility, lang: str, *more: str) -> str:
    """Its name, and in brackets its kind, capacity, state and what else is given."""
    before, capacity, after = plant_words(facility, lang, *more)
    return before + (capacity or "") + after


def plant_words(facility: Facility, lang: str, *more: str) -> tuple[str, str | None, str]:
    """The words of :func:`plant_text` before its capacity, the capacity, and those after it."""
    capacity = capacity_text(facility, lang)
    before = f"{facility.name} ({facility.kind_row.name[lang]}, "
    after = f"{', '.join([facility.status_row.name[lang], *more])})"
    return before, capacity, f", {after}" if capacity else after


def capacity_text(facility: Facility, lang: str) -> str | None:
    """Its capacity with the unit; None where it is not known."""
    unit = units().get(facility.kind_row.unit or "")
    if unit is None or facility.capacity is None:
        return None
    amount = facility.capacity * unit.shown
    millions = units()[MILLIONS]
    if unit.tonnes and facility.tonnes >= (millions.tonnes or 0.0):
        # Plants of one list are in one unit: 40 million t beside 32 million t, not 40,000,000 t.
        unit, amount = millions, facility.tonnes / (millions.tonnes or 1.0)
    shape = "#,##0" if amount >= 100 else "#,##0.##"
    return f"{format_decimal(amount, format=shape, locale=lang)} {unit.name[lang]}"


def power_text(megawatts: float, lang: str) -> str:
    """An amount of electric power, with the unit."""
    amount = format_decimal(megawatts, format="#,##0", locale=lang)
    return f"{amount} {units()['MW'].name[lang]}"


def largest(found: Iterable[Facility], count: int) -> list[Facility]:
    """The largest of each kind in turn, what operates first, each name once.

    Capacities of different kinds are in different units, and are not compared.
    """
    by_kind: dict[str, list[Facility]] = {}
    for one in sorted(found, key=lambda f: (f.status != "operating", -f.tonnes, f.name)):
        named = by_kind.setdefault(one.kind, [])
        if one.name not in {other.name for other in named}:
            named.append(one)
    turns = [
        (place, order, one)
        for order, named in enumerate(by_kind.values())
        for place, one in enumerate(named)
    ]
    return [one for _place, _order, one in sorted(turns, key=lambda t: t[:2])[:count]]
