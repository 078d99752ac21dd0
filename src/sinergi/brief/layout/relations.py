"""Who the two are to each other: total trade, sectors, travel, facilities, and the map."""

from __future__ import annotations

from sinergi.brief.layout.blocks import (
    Block,
    Column,
    Grid,
    Heading,
    Lines,
    Pictures,
    Row,
    cell,
    grid_of,
)
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Figure, Group, Part, Table

MATCHED = "sectors-"
"""How the ids of the two tables of sectors begin: what one sells and the other buys."""
SHOWN = 8
"""Sectors of the body's table."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """The groups, the two tables of sectors as one, then the map."""
    found: list[Block] = []
    for group in brief.relations:
        found.append(Heading(group.title))
        if group.sentences:
            found.append(Lines(group.sentences, "list"))
        matched = _matched(group)
        found += [grid_of(table) for table in group.tables if table not in matched]
        if matched and (sectors := _sectors(brief, matched, _)):
            found.append(sectors)
    if brief.map:
        found.append(Pictures([brief.map]))
    return found


def in_full(brief: Brief, _: Translator) -> list[Block]:
    """Every sector with all columns, one table a direction, for the annex."""
    return [grid_of(table, small=True) for group in brief.relations for table in _matched(group)]


def _matched(group: Group) -> list[Table]:
    return [table for table in group.tables if table.id.startswith(MATCHED)]


def _sectors(brief: Brief, tables: list[Table], _: Translator) -> Grid | None:
    """A row a sector: what each sells, its advantage, and what it buys; the largest matches.

    None where no sector is sold by one and bought by the other.
    """
    rows: dict[str, dict[str, list[Part | None]]] = {}
    for table in tables:
        exporter = table.id.removeprefix(MATCHED).partition("-")[0]
        for name, *cells in table.rows:
            rows.setdefault(str(name), {})[exporter] = cells
    both = (brief.a.code, brief.b.code)
    sizes = {
        name: max(_size(found.get(exporter)) for exporter in both) for name, found in rows.items()
    }
    chosen = sorted((name for name in rows if sizes[name]), key=lambda name: -sizes[name])[:SHOWN]
    columns = [Column(_("Sector"), 2.2)]
    for country in (brief.a, brief.b):
        columns += [
            Column(_("{country} sells a year", country=country.name), numeric=True),
            Column(_("RCA"), numeric=True),
            Column(_("{country} buys a year, at least", country=country.name), numeric=True),
        ]
    made = []
    for name in chosen:
        ours, theirs = (rows[name].get(code) or [None] * 5 for code in both)
        cells = [ours[0], ours[1], theirs[3], theirs[0], theirs[1], ours[3]]
        made.append(
            Row([cell(name), *(cell([part] if part is not None else None) for part in cells)])
        )
    if not made:
        return None
    notes = [table.note for table in tables if table.note][:1]
    return Grid("sectors", _("Sectors in which one sells and the other buys"), columns, made, notes)


def _size(cells: list[Part | None] | None) -> float:
    """The smaller of what the one sells and the other buys."""
    if cells is None:
        return 0.0
    sells, buys = cells[0], cells[3]
    values = [one.value or 0.0 for one in (sells, buys) if isinstance(one, Figure)]
    return min(values) if len(values) == len((sells, buys)) else 0.0
