"""What the data say about each topic that was named: one table of both sides, one of products."""

from __future__ import annotations

from collections.abc import Sequence

from sinergi.brief.layout.blocks import (
    Block,
    Column,
    Grid,
    Inline,
    Lines,
    Pictures,
    Row,
    Span,
    cell,
    grid_of,
)
from sinergi.brief.layout.text import capital
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, Part, SectorEvidence, Table

TOTALS, PRODUCTS, LARGEST = "sector-totals-", "sector-", "sector-products-"
"""How the ids of a topic's tables begin: both sides in all, product by product, what is bought."""
CHARTS = 6
"""Small charts at most."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """The topics in one table a kind, sentences a topic, small charts; the rest in one sentence."""
    covered = [sector for sector in brief.sectors if sector.covered]
    found: list[Block] = []
    if totals := _tables(covered, TOTALS):
        found.append(_both_sides(totals, _))
    if products := _products(covered):
        found.append(_by_product(brief, products, _))
    for sector in covered:
        others = [one for one in sector.tables if not one.id.startswith(PRODUCTS)]
        found += [grid_of(table) for table in others if table.rows]
    charts = [chart for sector in covered for chart in sector.charts]
    if charts:
        found.append(Pictures(charts[:CHARTS]))
    lines = [line for sector in covered for line in _findings(sector)]
    if lines:
        found.append(Lines(lines, "list"))
    return [*found, *_uncovered(brief, _)]


def largest(brief: Brief, _: Translator) -> list[Block]:
    """The products of each topic that the two buy most, for the annex."""
    tables = _tables([one for one in brief.sectors if one.covered], LARGEST)
    return [grid_of(table, small=True) for _sector, table in tables]


def _tables(sectors: Sequence[SectorEvidence], begin: str) -> list[tuple[SectorEvidence, Table]]:
    return [
        (sector, table)
        for sector in sectors
        for table in sector.tables
        if table.id.startswith(begin)
    ]


def _products(sectors: Sequence[SectorEvidence]) -> list[tuple[SectorEvidence, Table]]:
    apart = (TOTALS, LARGEST)
    return [
        (sector, table)
        for sector, table in _tables(sectors, PRODUCTS)
        if not table.id.startswith(apart)
    ]


def _both_sides(found: Sequence[tuple[SectorEvidence, Table]], _: Translator) -> Grid:
    """Two rows a topic, one a country; a row in which nothing is known is left out."""
    first = found[0][1]
    columns = [Column(_("Topic"), 2.2)]
    columns += [Column(one.title, 1.4, numeric=one.numeric) for one in first.columns]
    rows = [
        Row([cell(capital(sector.name)), *(_cell(part) for part in row)])
        for sector, table in found
        for row in table.rows
        if _tells(row)
    ]
    notes = list(dict.fromkeys(table.note for _sector, table in found if table.note))
    return Grid("topics-totals", _("What each sells and buys, by topic"), columns, rows, notes[:1])


def _by_product(brief: Brief, found: Sequence[tuple[SectorEvidence, Table]], _: Translator) -> Grid:
    """One row a product: what each side sells, its place, and what it buys."""
    columns = [Column(_("Product"), 2.6)]
    for country in (brief.a, brief.b):
        columns += [
            Column(_("{country} sells a year", country=country.name), numeric=True),
            Column(_("place"), numeric=True),
            Column(_("{country} buys a year", country=country.name), numeric=True),
        ]
    rows: dict[str, list[list[Part | None]]] = {}
    for _sector, table in found:
        places = [_place(table, key) for key in ("product", "exports", "rank", "imports")]
        for row in table.rows:
            product, *numbers = (row[place] for place in places)
            rows.setdefault(str(product), []).append(numbers)
    made = [
        Row([cell(product), *(_cell(part) for side in sides for part in side)])
        for product, sides in rows.items()
        if len(sides) == len((brief.a, brief.b))
    ]
    note = found[0][1].note
    title = _("What each sells to the world and buys from it, by product")
    return Grid("topics-products", title, columns, made, [note] if note else [])


def _place(table: Table, key: str) -> int:
    return [column.key for column in table.columns].index(key)


def _cell(part: Part | None) -> Sequence[Sequence[Inline]]:
    return [] if part is None else [[part]]


def _tells(row: Sequence[Part | None]) -> bool:
    """Whether a row says more than its country: a number that is known and not nothing."""
    return any(not isinstance(part, str) and part is not None and part.value for part in row)


def _findings(sector: SectorEvidence) -> list[list[Inline]]:
    """The sentences of a topic, its name before the first."""
    found: list[list[Inline]] = []
    for number, finding in enumerate(sector.findings):
        named: list[Inline] = []
        if number == 0:
            named = [Span(capital(sector.name) + ". ", "strong")]
        found.append([*named, *finding])
    return found


def _uncovered(brief: Brief, _: Translator) -> list[Block]:
    """Topics on which the data say nothing, those with the same reason together."""
    reasons: dict[str, list[str]] = {}
    for sector in brief.sectors:
        if not sector.covered:
            for finding in sector.findings:
                text = "".join(p if isinstance(p, str) else p.text for p in finding)
                reasons.setdefault(text, []).append(sector.name)
    lines: list[list[Inline]] = [
        [Span(capital(", ".join(names)) + ". ", "strong"), reason]
        for reason, names in reasons.items()
    ]
    return [Lines(lines, "list")] if lines else []
