"""The brief as a workbook: numbers as numbers, the id of its evidence beside each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO

import xlsxwriter

from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Block, Grid, Heading, Line, Lines, Row
from sinergi.brief.layout.blocks import words as plain
from sinergi.brief.layout.text import capital, command, licences
from sinergi.brief.model import Brief, Figure
from sinergi.brief.render.workbook import Book, Cell
from sinergi.evidence.provenance import Evidence


def xlsx(brief: Brief) -> bytes:
    """The workbook as bytes."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        made = datetime.combine(brief.prepared, time())
        workbook.set_properties(
            {"title": brief.title, "comments": brief.subtitle, "author": "Sinergi", "created": made}
        )
        book = Book(workbook, brief)
        for sheet in (_summary, _as_laid_out, *SHEETS.values(), _series):
            sheet(book)
    return buffer.getvalue()


def _summary(book: Book) -> None:
    _, brief = book.translate, book.brief
    rows: list[list[Cell]] = [
        [_("Title"), brief.title, None],
        [_("Prepared"), brief.prepared, None],
        [_("Dataset"), brief.dataset.cite(brief.lang), None],
    ]
    met = brief.meeting
    if met is None:
        rows.append([_("The meeting"), _("This brief holds no record of a meeting."), None])
    else:
        place = ", ".join(p for p in (met.place, met.country and met.country.name) if p)
        rows.append([_("Date"), met.date_text, met.date_reason])
        rows.append([_("Place"), place or _("not known"), None])
        for person in met.people:
            side = person.country.name if person.country else _("not known")
            words = f"{person.name} ({person.role})" if person.role else person.name
            rows.append([_("Participant"), words, side])
    if brief.record_note:
        rows.append([_("Note"), brief.record_note, None])
    rows += [[_("Key message"), plain(one), _ids(one)] for one in brief.summary]
    rows += [[_("Limit"), plain(one), _ids(one)] for one in brief.limits]
    rows += [[_("Document"), s.name, f"SHA-256 {s.sha256}"] for s in brief.sources]
    book.sheet(_("Summary"), (_("What"), _("Text"), _("Source or evidence")), (18, 100, 52), rows)


def _ids(sentence: Line) -> str:
    return "\n".join(dict.fromkeys(p.evidence for p in sentence if isinstance(p, Figure)))


def _statements(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [
            said.number,
            said.kind_text,
            said.side_text,
            said.sectors_text,
            said.due_text,
            said.sentence,
            said.span,
            said.document,
            said.confidence_text,
            said.reason,
            plain(said.check_text) if said.check_text else None,
        ]
        for said in book.brief.statements
    ]
    titles = (
        _("No."),
        _("Kind"),
        _("Side"),
        _("Sectors"),
        _("When"),
        _("Sentence"),
        _("Words it rests on"),
        _("Document"),
        _("Confidence"),
        _("Why"),
        _("What the data say"),
    )
    book.sheet(_("Statements"), titles, (6, 16, 16, 22, 20, 60, 40, 20, 12, 30, 50), rows)


def _economies(book: Book) -> None:
    _ = book.translate
    for profile in book.brief.profiles:
        code = profile.country.code
        book.table(_("Exports {country}", country=code), profile.exports)
        book.table(_("Imports {country}", country=code), profile.imports)


def _opportunities(book: Book) -> None:
    _ = book.translate
    for way in book.brief.directions:
        name = _("Opportunities {way}", way=f"{way.exporter.code}-{way.importer.code}")
        if way.opportunities is None:
            reason = way.opportunities_reason or _("There is nothing to report.")
            book.sheet(name, (_("Note"),), (100,), [[reason]])
        else:
            book.table(name, way.opportunities)


def _sectors(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [sector.name, ", ".join(map(str, sector.statements)), plain(finding), _ids(finding)]
        for sector in book.brief.sectors
        for finding in sector.findings
    ]
    titles = (_("Sector"), _("Statements"), _("What the data say"), _("evidence"))
    book.sheet(_("Sectors"), titles, (24, 14, 100, 64), rows)


def _companies(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = []
    for found in book.brief.companies:
        rows += [
            [
                found.country.name,
                found.subject,
                found.product,
                company.rank,
                company.name,
                company.register_name,
                company.record_id,
                company.score_text,
                "; ".join(company.reasons),
                "; ".join(company.unknown),
                company.screening,
            ]
            for company in found.candidates
        ]
        if not found.candidates:
            rows.append([found.country.name, found.subject, found.product, None, found.note])
    titles = (
        _("Country"),
        _("Sector"),
        _("Product"),
        _("No."),
        _("Company"),
        _("Register"),
        _("Record"),
        _("Score"),
        _("Why"),
        _("Not known"),
        _("Sanctions"),
    )
    book.sheet(_("Companies"), titles, (16, 20, 30, 6, 40, 18, 24, 8, 50, 30, 24), rows)


def _plan(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [
            step.number,
            step.action,
            step.owner_text,
            step.deadline or step.deadline_text,
            step.deadline_reason,
            step.closes_with,
            ", ".join(map(str, step.statements)),
            step.status_text,
            step.uid,
        ]
        for step in book.brief.plan
    ]
    titles = (
        _("No."),
        _("Step"),
        _("Who"),
        _("By when"),
        _("Why then"),
        _("Closed by"),
        _("From statement"),
        _("Status"),
        _("Id"),
    )
    book.sheet(_("Plan"), titles, (6, 60, 18, 14, 34, 36, 14, 18, 30), rows)


def _evidence(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [
            noted.note,
            noted.label,
            Figure(
                value=noted.evidence.value,
                unit=noted.evidence.unit,
                text=noted.text,
                evidence=noted.evidence.id,
                note=noted.note,
            ),
            noted.evidence.unit,
            noted.text,
            noted.unknown,
            noted.evidence.id,
            command(noted.evidence.id),
            noted.formula,
            noted.evidence.source,
            licences(noted.evidence, book.brief.lang),
            _inputs(noted.evidence),
        ]
        for noted in book.brief.evidence
    ]
    titles = (
        _("No."),
        _("Number"),
        _("Value"),
        _("Unit"),
        _("As written"),
        _("Why not known"),
        _("Id"),
        _("Command"),
        _("Formula"),
        _("Source"),
        _("Dataset and licence"),
        _("Inputs"),
    )
    book.sheet(_("Evidence"), titles, (6, 60, 18, 8, 20, 24, 44, 52, 50, 40, 40, 50), rows)


def _inputs(evidence: Evidence) -> str:
    """Each input on a line: a number by its evidence, or rows by their filter."""
    lines = []
    for one in evidence.inputs:
        parts = [one.evidence or one.filter, f"{one.rows} rows" if one.rows is not None else None]
        if one.value is not None:
            parts.insert(0, f"{one.value:.10g}")
        lines.append(f"{one.name}: " + ", ".join(part for part in parts if part))
    return "\n".join(lines)


def _series(book: Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [chart.title, series.name, point.x, point.figure, point.figure.unit, point.figure.evidence]
        for chart in book.brief.charts()
        for series in chart.series
        for point in series.points
    ]
    titles = (
        _("Chart"),
        _("Series"),
        _("Year or label"),
        _("Value"),
        _("Unit"),
        _("evidence"),
    )
    book.sheet(_("Data series"), titles, (44, 34, 22, 20, 8, 50), rows)


def _rows(block: Block) -> list[list[Cell]]:
    """A block as rows of words, with the ids of the evidence in the last cell of each."""
    if isinstance(block, Heading):
        return [[block.text]]
    if isinstance(block, Lines):
        return [[plain(line), *[None] * 4, _ids(line)] for line in block.lines]
    if isinstance(block, Grid):
        heads: list[list[Cell]] = [[block.title], [capital(c.title) for c in block.columns]]
        return heads + [_grid_row(row) for row in block.rows]
    return [[chart.title, chart.alt] for chart in block.charts]


def _grid_row(row: Row) -> list[Cell]:
    cells: list[Cell] = ["\n".join(plain(line) for line in cell) for cell in row.cells]
    ids = "\n".join(dict.fromkeys(_ids(line) for cell in row.cells for line in cell))
    return [*cells, *[None] * (5 - len(cells)), ids.strip()]


def _as_laid_out(book: Book) -> None:
    """A sheet for each section that has none of its own kind, as it is laid out."""
    _ = book.translate
    for laid in laid_out(book.brief, "xlsx"):
        if laid.key == "summary" or laid.key in SHEETS:
            continue
        rows = [row for block in laid.blocks for row in _rows(block)]
        titles = [laid.title, "", "", "", "", _("evidence")]
        book.sheet(laid.title, titles, (44, 36, 36, 36, 44, 52), rows)


SHEETS: dict[str, Callable[[Book], None]] = {
    "statements": _statements,
    "economies": _economies,
    "trade": _opportunities,
    "sectors": _sectors,
    "companies": _companies,
    "plan": _plan,
    "evidence": _evidence,
}
"""What makes the sheets of the sections that have columns of their own."""
