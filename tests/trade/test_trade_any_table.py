"""Trade data in the tables people have: any encoding, delimiter, language of headings, format."""

import gzip
import json
from pathlib import Path

import polars as pl
import pytest
from openpyxl import Workbook

from sinergi.cli.main import run
from sinergi.errors import InputError, UsageError
from sinergi.trade.adding import add
from sinergi.trade.catalogue import Dataset
from sinergi.trade.loading import Options

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]

HEADINGS = (
    "Год",
    "Страна",
    "Партнёр",
    "Поток",
    "Код ТН ВЭД",
    "Стоимость, долл. США",
    "Вес нетто, кг",
)
REPORTS = (
    ("2023", "Таджикистан", "Индонезия", "Экспорт", "520100", "1500,50", "1000"),
    ("2023", "Таджикистан", "Казахстан", "Импорт", "100199", "250000", "900000"),
    ("2023", "Таджикистан", "Мир", "Импорт", "100199", "250000", "900000"),
)
FLOWS = [
    ("KAZ", "TJK", "100199", 250000.0, 900.0),
    ("TJK", "IDN", "520100", 1500.5, 1.0),
]
CUSTOMS = (
    (
        "Дата",
        "Страна отправления",
        "Страна назначения",
        "Код ТН ВЭД",
        "Стоимость, USD",
        "Вес нетто, кг",
    ),
    ("12.01.2024", "Таджикистан", "Индонезия", "5201000000", "1 500,50", "1 000"),
    ("19.02.2024", "Тоҷикистон", "Indonesia", "7601100000", "20,00", "5"),
)


def _text(rows: tuple[tuple[str, ...], ...], delimiter: str = ";") -> str:
    return "".join(delimiter.join(row) + "\n" for row in rows)


def _flows(ds: Dataset) -> list[tuple[object, ...]]:
    columns = ("exporter", "importer", "product", "value", "quantity")
    return ds.scan().select(columns).collect().rows()


def _workbook(path: Path, rows: tuple[tuple[str, ...], ...]) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Внешняя торговля, 2023"])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


def _written(tmp_path: Path, form: str, rows: tuple[tuple[str, ...], ...]) -> Path:
    path = tmp_path / f"table.{form}"
    frame = pl.DataFrame(rows[1:], schema=list(rows[0]), orient="row")
    if form == "xlsx":
        return _workbook(path, rows)
    if form == "parquet":
        frame.write_parquet(path)
    elif form == "jsonl":
        lines = (json.dumps(row, ensure_ascii=False) for row in frame.iter_rows(named=True))
        path.write_text("\n".join(lines), encoding="utf-8")
    elif form == "csv.gz":
        path.write_bytes(gzip.compress(_text(rows).encode()))
    else:
        text = _text(rows, "\t" if form == "tsv" else ";")
        if form == "title.csv":
            text = "Внешняя торговля Республики Таджикистан\n\n" + text
        path.write_bytes(
            text.encode({"cp1251.csv": "cp1251", "utf16.csv": "utf-16"}.get(form, "utf-8"))
        )
    return path


FORMS = (
    "csv", "cp1251.csv", "utf16.csv", "tsv", "title.csv", "csv.gz", "xlsx", "parquet", "jsonl",
)  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_reports_with_cyrillic_headings_and_names(tmp_path: Path, form: str) -> None:
    path = _written(tmp_path, form, (HEADINGS, *REPORTS))
    ds = add("comtrade", path, options=Options(revision="HS22"))
    assert _flows(ds) == FLOWS
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_left_out) == (3, 1)


@pytest.mark.parametrize("form", FORMS)
def test_customs_lines_whose_columns_are_known_need_no_mapping(tmp_path: Path, form: str) -> None:
    if form == "cp1251.csv":
        # The letters of Tajik are not in it.
        rows = (*CUSTOMS[:2], tuple(cell.replace("Тоҷикистон", "TJ") for cell in CUSTOMS[2]))
    else:
        rows = CUSTOMS
    ds = add("customs", _written(tmp_path, form, rows), options=Options(revision="HS22"))
    assert _flows(ds) == [
        ("TJK", "IDN", "520100", 1500.5, 1.0),
        ("TJK", "IDN", "760110", 20.0, 0.005),
    ]
    assert ds.coverage is not None
    assert any("year from 'Дата'" in note for note in ds.coverage.notes)


def test_a_mapping_is_used_on_a_cp1251_file(tmp_path: Path) -> None:
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        'decimal = ","\ndate = "%d.%m.%Y"\nnomenclature = "HS22"\n[columns]\nyear = "ДАТА"\n'
        'exporter = "Страна отправления"\nimporter = "Страна назначения"\n'
        'product = "Код ТН ВЭД"\nvalue = "Стоимость, USD"\n',
        encoding="utf-8",
    )
    path = _written(tmp_path, "cp1251.csv", CUSTOMS[:2])
    ds = add("customs", path, options=Options(mapping=mapping))
    assert _flows(ds) == [("TJK", "IDN", "520100", 1500.5, None)]


def test_a_column_of_another_name_is_said(tmp_path: Path) -> None:
    rows = (("Год", "Кто", *HEADINGS[2:]), *REPORTS)
    path = _written(tmp_path, "cp1251.csv", rows)
    with pytest.raises(InputError, match=r"no column gives the reporter.*--column.*Год, Кто"):
        add("comtrade", path, options=Options(revision="HS22"))
    said = Options(revision="HS22", columns=(("Кто", "reporter"),))
    assert _flows(add("comtrade", path, options=said)) == FLOWS
    with pytest.raises(UsageError, match="no column 'Кого'"):
        add("comtrade", path, options=Options(revision="HS22", columns=(("Кого", "reporter"),)))
    with pytest.raises(UsageError, match="'who' is no field"):
        add("comtrade", path, options=Options(revision="HS22", columns=(("Кто", "who"),)))


def test_a_fault_names_file_row_and_column(tmp_path: Path) -> None:
    bad = ("2023", "Атлантида", "Индонезия", "Экспорт", "520100", "1", "1")
    path = _written(tmp_path, "xlsx", (HEADINGS, *REPORTS, bad))
    with pytest.raises(
        InputError, match=r"table.xlsx, line 6: reporter is not a known country .column 'Страна'."
    ):
        add("comtrade", path, options=Options(revision="HS22"))


def test_what_separates_is_unclear_is_not_guessed(tmp_path: Path) -> None:
    rows = (CUSTOMS[0], ("2024", "TJ", "ID", "520100", "1,500", "1,000"))
    with pytest.raises(InputError, match="whether a comma separates"):
        add("customs", _written(tmp_path, "csv", rows), options=Options(revision="HS22"))


@pytest.mark.parametrize("quoted", [False, True])
def test_a_row_that_breaks_off_is_refused(tmp_path: Path, quoted: bool) -> None:
    good = "".join(f"2023;TJK;IDN;x;{code};1;\n" for code in range(520100, 520300))
    if quoted:
        good = good.replace("TJK", '"TJK"')
    path = tmp_path / "cut.csv"
    path.write_text(_text((HEADINGS,)) + good + "2023;TJK;IDN;x;520300", encoding="utf-8")
    ds = add(
        "comtrade", path, options=Options(revision="HS22", columns=(("Поток", ""),), flow="exports")
    )
    assert ds.coverage is not None
    assert ds.coverage.rows_refused == 1
    assert "5 cells where the header has 7" in (ds.folder / "rejects.csv").read_text()
    assert "202," in (ds.folder / "rejects.csv").read_text()


def test_what_the_columns_seem_to_be_is_shown(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    path = _written(tmp_path, "cp1251.csv", (HEADINGS, *REPORTS))
    assert run(["data", "add", "comtrade", str(path), "--show"]) == 0
    shown = capfd.readouterr().err
    assert "Код ТН ВЭД" in shown
    assert "520100" in shown
    assert "partner2" in shown
    said = ["--column", "Партнёр=", "--column", "Страна=partner"]
    assert run(["data", "add", "comtrade", str(path), "--show", *said]) == 0
    assert "as you said" in capfd.readouterr().err
    assert run(["data", "add", "baci", str(path), "--show"]) == 2
    assert run(["data", "list"]) == 0
    assert "comtrade" not in capfd.readouterr().out
