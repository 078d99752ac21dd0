"""The brief as a workbook: numbers as numbers, the id of its evidence beside each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import Any

import xlsxwriter

from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Block, Grid, Heading, Line, Lines, Row
from sinergi.brief.layout.blocks import words as plain
from sinergi.brief.layout.text import capital, command, licences
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Figure, Table
from sinergi.evidence.provenance import Evidence, Unit

Cell = str | int | float | date | Figure | None

NUMBER_FORMATS: dict[Unit, str] = {
    "USD": "#,##0",
    "t": "#,##0",
    "USD/t": "#,##0",
    "share": "0.0%",
    "change": "+0.0%;-0.0%;0.0%",
    "rank": "0",
    "index": "0.00",
    "km": "#,##0",
    "MW": "#,##0",
    "year": "0",
    "count": "#,##0",
    "ratio": "0.00",
}
_SHEET_NAME = 31
"""Characters that Excel allows in the name of a sheet."""
_LINE, _TALLEST = 15.0, 400.0
"""Points of a line, and of a row at most."""
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def xlsx(brief: Brief) -> bytes:
    """The workbook as bytes."""
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        made = datetime.combine(brief.prepared, time())
        workbook.set_properties(
            {"title": brief.title, "comments": brief.subtitle, "author": "Sinergi", "created": made}
        )
        book = _Book(workbook, brief)
        for sheet in dict.fromkeys((*SHEETS.values(), _series)):
            sheet(book)
    return buffer.getvalue()


class _Book:
    """A workbook with the formats its sheets share."""

    def __init__(self, workbook: Any, brief: Brief) -> None:
        self.workbook = workbook
        self.brief = brief
        self.translate = translator(brief.lang)
        top = {"valign": "top"}
        self.head = workbook.add_format(
            {"bold": True, "font_color": "#14304F", "bottom": 2, "text_wrap": True, "valign": "top"}
        )
        self.text = workbook.add_format({"text_wrap": True, **top})
        # The mark of a leading apostrophe: the text stays text when it is edited or exported.
        self.quoted = workbook.add_format({"text_wrap": True, "quote_prefix": True, **top})
        self.unknown = workbook.add_format({"italic": True, "font_color": "#55616D", **top})
        self.day = workbook.add_format({"num_format": "yyyy-mm-dd", "align": "left", **top})
        self.plain = workbook.add_format(top)
        self.numbers = {
            unit: workbook.add_format({"num_format": pattern, **top})
            for unit, pattern in NUMBER_FORMATS.items()
        }

    def sheet(
        self, name: str, titles: Sequence[str], widths: Sequence[float], rows: list[list[Cell]]
    ) -> None:
        """A sheet with a header row that stays in sight and filters the columns."""
        sheet = self.workbook.add_worksheet(_sheet_name(name))
        for column, (title, width) in enumerate(zip(titles, widths, strict=True)):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, capital(title), self.head)
        sheet.set_row(0, _height(titles, widths))
        for number, row in enumerate(rows, start=1):
            sheet.set_row(number, _height(row, widths))
            for column, cell in enumerate(row):
                self._write(sheet, number, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(titles) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if isinstance(cell, Figure):
            self._write_figure(sheet, row, column, cell)
        elif isinstance(cell, str):
            words = self.text if set(" \n") & set(cell) else self.plain
            risky = cell.startswith(_FORMULA_STARTS)
            sheet.write_string(row, column, cell, self.quoted if risky else words)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, cell, self.day)
        elif cell is not None:
            sheet.write_number(row, column, cell, self.plain)

    def _write_figure(self, sheet: Any, row: int, column: int, figure: Figure) -> None:
        if figure.value is None:
            sheet.write_string(row, column, figure.text, self.unknown)
        else:
            sheet.write_number(row, column, figure.value, self.numbers[figure.unit])

    def table(self, name: str, table: Table) -> None:
        """A sheet with a table of the brief; each column of figures is followed by their ids."""
        _ = self.translate
        titles: list[str] = []
        widths: list[float] = []
        for column in table.columns:
            titles += [column.title, _("evidence")] if column.numeric else [column.title]
            widths += [20, 52] if column.numeric else [48]
        rows: list[list[Cell]] = []
        for cells in table.rows:
            row: list[Cell] = []
            for column, cell in zip(table.columns, cells, strict=True):
                row.append(cell)
                if column.numeric:
                    row.append(cell.evidence if isinstance(cell, Figure) else None)
            rows.append(row)
        self.sheet(name, titles, widths, rows)


def _height(cells: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for the lines that the longest text breaks into; not every program finds them out."""
    lines = 1
    for cell, width in zip(cells, widths, strict=False):
        if isinstance(cell, str):
            wraps = " " in cell
            parts = [ceil(len(part) / width) if wraps else 1 for part in cell.split("\n")]
            lines = max(lines, sum(max(part, 1) for part in parts))
    return min(_LINE * lines, _TALLEST)


def _sheet_name(name: str) -> str:
    kept = "".join(" " if letter in "[]:*?/\\" else letter for letter in name).strip("' ")
    return kept[:_SHEET_NAME]


def _summary(book: _Book) -> None:
    _, brief = book.translate, book.brief
    rows: list[list[Cell]] = [
        [_("Title"), brief.title, None],
        [_("Prepared"), brief.prepared, None],
        [_("Dataset"), brief.dataset.cite(), None],
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


def _statements(book: _Book) -> None:
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


def _economies(book: _Book) -> None:
    _ = book.translate
    for profile in book.brief.profiles:
        code = profile.country.code
        book.table(_("Exports {country}", country=code), profile.exports)
        book.table(_("Imports {country}", country=code), profile.imports)


def _opportunities(book: _Book) -> None:
    _ = book.translate
    for way in book.brief.directions:
        name = _("Opportunities {way}", way=f"{way.exporter.code}-{way.importer.code}")
        if way.opportunities is None:
            reason = way.opportunities_reason or _("There is nothing to report.")
            book.sheet(name, (_("Note"),), (100,), [[reason]])
        else:
            book.table(name, way.opportunities)


def _sectors(book: _Book) -> None:
    _ = book.translate
    rows: list[list[Cell]] = [
        [sector.name, ", ".join(map(str, sector.statements)), plain(finding), _ids(finding)]
        for sector in book.brief.sectors
        for finding in sector.findings
    ]
    titles = (_("Sector"), _("Statements"), _("What the data say"), _("evidence"))
    book.sheet(_("Sectors"), titles, (24, 14, 100, 64), rows)


def _companies(book: _Book) -> None:
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


def _plan(book: _Book) -> None:
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


def _evidence(book: _Book) -> None:
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
            licences(noted.evidence),
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


def _series(book: _Book) -> None:
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


def _front_pages(book: _Book) -> None:
    """The first pages and what is said of the two, section by section."""
    _ = book.translate
    for laid in laid_out(book.brief, "xlsx"):
        if SHEETS[laid.key] is not _front_pages or laid.key == "summary":
            continue
        rows = [row for block in laid.blocks for row in _rows(block)]
        titles = [laid.title, "", "", "", "", _("evidence")]
        book.sheet(laid.title, titles, (44, 36, 36, 36, 44, 52), rows)


SHEETS: dict[str, Callable[[_Book], None]] = {
    "summary": _summary,
    "topics": _front_pages,
    "decisions": _front_pages,
    "promises": _front_pages,
    "steps": _front_pages,
    "pairs": _front_pages,
    "meeting": _front_pages,
    "careful": _front_pages,
    "raising": _front_pages,
    "relations": _front_pages,
    "incentives": _front_pages,
    "agreements": _front_pages,
    "preparer": _front_pages,
    "documents": _front_pages,
    "limits": _front_pages,
    "statements": _statements,
    "economies": _economies,
    "trade": _opportunities,
    "sectors": _sectors,
    "companies": _companies,
    "plan": _plan,
    "evidence": _evidence,
}
"""What makes the sheet of each section."""
