"""The two economies beside one another."""

from __future__ import annotations

from itertools import zip_longest

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Line, Row, Span, grid_of
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Country, Part, Table


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Key figures side by side, then what each sells and buys in one table."""
    found: list[Block] = [grid_of(brief.side_by_side)] if brief.side_by_side else []
    if brief.profiles:
        found.append(_trade(brief, _))
    return found


def _trade(brief: Brief, _: Translator) -> Grid:
    """A row a place: the first products that each sells and buys, the sum of all last."""
    tables: list[tuple[str, Country, Table]] = []
    for one in brief.profiles:
        tables.append((_("{country} sells", country=one.country.name), one.country, one.exports))
    for one in brief.profiles:
        tables.append((_("{country} buys", country=one.country.name), one.country, one.imports))
    products = zip_longest(*(table.rows[:-1] for _title, _country, table in tables))
    rows = [Row([_product(row, _) for row in line]) for line in products]
    sums = [[_("all"), *table.rows[-1][1:]] for _title, _country, table in tables]
    rows.append(Row([_product(row, _) for row in sums]))
    columns = [Column(title) for title, _country, _table in tables]
    note = tables[0][2].columns[1].title
    notes = [note[:1].upper() + note[1:] + ". " + _("In brackets: share of the world's, place.")]
    return Grid(
        "economies",
        _("What each sells to the world and buys from it"),
        columns,
        rows,
        notes,
        headed=False,
    )


def _product(row: list[Part | None] | None, _: Translator) -> Cell:
    """A product, and below it value, share and place."""
    if row is None:
        return []
    name, value, share, rank = row
    numbers: list[Part | Span] = [value] if value is not None else []
    beside = [part for part in (share, rank) if part is not None]
    if beside:
        numbers += [" (", *_listed(beside), ")"]
    lines: list[Line] = [[str(name)], numbers]
    return [line for line in lines if line]


def _listed(parts: list[Part]) -> list[Part]:
    found: list[Part] = []
    for part in parts:
        found += [", ", part] if found else [part]
    return found
