from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from sinergi.brief.model import Brief, Figure
from sinergi.brief.render.workbook import NUMBER_FORMATS, sheet_name
from sinergi.brief.render.xlsx import xlsx
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample
from .sample_words import FORMULA


def _open(brief: Brief) -> Workbook:
    return load_workbook(BytesIO(xlsx(brief)))


def _shown(value: float | None, text: str) -> object:
    """What a cell must hold: Excel keeps 15 digits."""
    return text if value is None else pytest.approx(value, rel=1e-15)


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request: pytest.FixtureRequest) -> tuple[Brief, Workbook]:
    brief = sample(request.param)
    return brief, _open(brief)


def test_sheets_in_english() -> None:
    names = _open(sample()).sheetnames
    assert names[0] == "Summary"
    assert {"Topic by topic", "What was promised", "Who is who", "Agreements"} <= set(names)
    assert names[-12:] == [
        "Statements",
        "Exports KEN",
        "Imports KEN",
        "Exports VNM",
        "Imports VNM",
        "Opportunities KEN-VNM",
        "Opportunities VNM-KEN",
        "Sectors",
        "Companies",
        "Plan",
        "Evidence",
        "Data series",
    ]


def test_sheets_keep_their_header_and_filter(book: tuple[Brief, Workbook]) -> None:
    _, workbook = book
    for sheet in workbook:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.column_dimensions["A"].width > 3


def test_numbers_are_raw_and_their_ids_stand_beside_them(book: tuple[Brief, Workbook]) -> None:
    brief, workbook = book
    table = brief.directions[0].opportunities
    assert table is not None
    sheet = workbook.worksheets[-7]
    for row, cells in zip(sheet.iter_rows(min_row=2), table.rows, strict=True):
        for place, figure in ((1, cells[1]), (3, cells[2])):
            assert isinstance(figure, Figure)
            assert row[place].value == _shown(figure.value, figure.text)
            assert row[place + 1].value == figure.evidence
            if figure.value is not None:
                assert row[place].number_format == NUMBER_FORMATS[figure.unit]


def test_no_cell_is_a_formula_or_a_link(book: tuple[Brief, Workbook]) -> None:
    _, workbook = book
    cells = [cell for sheet in workbook for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" and cell.hyperlink is None for cell in cells)
    words = [cell for cell in cells if isinstance(cell.value, str)]
    risky = [cell for cell in words if cell.value.startswith(("=", "+", "-", "@"))]
    assert FORMULA in {cell.value for cell in risky}
    assert all(cell.quotePrefix for cell in risky if cell.row > 1)


def test_evidence_has_everything(book: tuple[Brief, Workbook]) -> None:
    brief, workbook = book
    sheet = workbook.worksheets[-2]
    for noted, row in zip(
        brief.evidence, sheet.iter_rows(min_row=2, values_only=True), strict=True
    ):
        value = _shown(noted.evidence.value, noted.text)
        assert row[:4] == (noted.note, noted.label, value, noted.evidence.unit)
        assert row[6] == noted.evidence.id
        assert row[7] == f"sinergi explain '{noted.evidence.id}'"
        assert row[8] == noted.evidence.formula
        assert row[11] == "rows: year 2012, 3 rows"


def test_series_hold_every_point_of_every_chart(book: tuple[Brief, Workbook]) -> None:
    brief, workbook = book
    points = [p for c in brief.charts() for s in c.series for p in s.points]
    rows = list(workbook.worksheets[-1].iter_rows(min_row=2, values_only=True))
    assert [row[2] for row in rows] == [point.x for point in points]
    for row, point in zip(rows, points, strict=True):
        assert row[3] == _shown(point.figure.value, point.figure.text)
        assert row[5] == point.figure.evidence


def test_deadlines_are_dates(book: tuple[Brief, Workbook]) -> None:
    brief, workbook = book
    rows = workbook.worksheets[-3].iter_rows(min_row=2)
    for step, row in zip(brief.plan, rows, strict=True):
        if step.deadline is None:
            assert row[3].value == step.deadline_text
        else:
            assert row[3].value.date() == step.deadline


def test_a_brief_with_nothing_in_it() -> None:
    workbook = _open(bare())
    assert workbook["Evidence"].max_row == 1
    assert workbook["Opportunities VNM-KEN"]["A2"].value == "three weeks after the meeting"


def test_names_of_sheets_are_made_to_fit() -> None:
    assert sheet_name("a[b]:c*d?e/f\\g" + "x" * 40) == "a b  c d e f g" + "x" * 17
