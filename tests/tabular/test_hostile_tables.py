"""Small tables that were made to unfold: each is refused in one line, within its limits."""

from __future__ import annotations

import gzip
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from sinergi.confined import Limits
from sinergi.errors import InputError
from sinergi.tabular import Fault, Row, confined_table, open_table
from sinergi.tabular.text_tables import read_text_table

Write = Callable[..., Path]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<sheetData>{}</sheetData></worksheet>"
)
PARTS = {
    "[Content_Types].xml": (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    ),
    "_rels/.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/_rels/workbook.xml.rels": (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        'relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r='
        '"http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        '<sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>'
    ),
}
TEXTS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'


def workbook(
    path: Path, rows: str, texts: str = "<si><t>name</t></si><si><t>city</t></si>"
) -> Path:
    """A workbook of these rows and shared texts."""
    parts = PARTS | {
        "xl/worksheets/sheet1.xml": SHEET.format(rows),
        "xl/sharedStrings.xml": TEXTS.format(texts),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


HEADER = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
ROW = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c></row>'


def read(path: Path) -> int:
    """How many rows there are."""
    source = open_table(path)
    return sum(isinstance(row, Row) for row in source.rows(source.columns))


def refused(path: Path) -> str:
    """The one line in which the table is refused."""
    with pytest.raises(InputError) as caught:
        read(path)
    line = str(caught.value)
    assert "\n" not in line
    assert str(path) in line
    return line


def test_a_workbook_made_by_hand_is_read(tmp_path: Path) -> None:
    assert read(workbook(tmp_path / "a.xlsx", HEADER + ROW * 3)) == 3


def test_shared_texts_that_unfold_beyond_measure(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADER, "<si><t/></si>" * 8_000_000)
    assert path.stat().st_size < 500_000
    assert "unfolds to" in refused(path)


def test_shared_texts_of_many_names_have_a_limit_of_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADER, "<si><t>name</t></si><si><t>city</t></si>")
    small = Limits(seconds=30, memory=250_000_000, written=0)
    monkeypatch.setattr(confined_table, "limits_of", lambda _: small)
    assert read(path) == 0
    many = "<si><t>name</t></si>" + "".join(f"<si><t>{n:099}</t></si>" for n in range(500_000))
    line = refused(workbook(tmp_path / "a.xlsx", HEADER, many))
    assert "memory" in line or "unfolds to" in line


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ('<row r="1000000000"><c t="s"><v>0</v></c></row>', "rows beyond the 1,048,576"),
        ('<row r="2"><c r="ZZZZZZ2" t="s"><v>0</v></c></row>', ""),
        pytest.param("<row/>" * 1_100_000, "rows beyond the 1,048,576", marks=pytest.mark.slow),
        ('<row r="-5"><c t="s"><v>0</v></c></row>', None),
        ('<row r="1e9"><c t="s"><v>0</v></c></row>', ""),
        ('<row r="2"><c r="A2" t="s"><v>99999999</v></c></row>', ""),
        ('<row r="2"><c r="A2" t="n"><v>' + "9" * 5000 + "</v></c></row>", None),
    ],
    ids=["row 10^9", "column ZZZZZZ", "empty", "negative", "no number", "text", "long number"],
)
def test_rows_and_cells_at_odd_places(tmp_path: Path, rows: str, says: str | None) -> None:
    path = workbook(tmp_path / "a.xlsx", HEADER + rows)
    assert path.stat().st_size < 100_000
    begun = time.monotonic()
    if says is None:
        try:
            read(path)
        except InputError as error:
            assert "\n" not in str(error)  # noqa: PT017
    else:
        assert says in refused(path)
    # The limit is 30 seconds by the clock; a machine that is busy may add to it.
    assert time.monotonic() - begun < 120


def test_a_csv_file_of_50_000_columns(csv_file: Write) -> None:
    row = ",".join(f"c{n}" for n in range(50_000))
    assert "has 50,000 columns, more than the 2,000" in refused(csv_file(f"{row}\n{row}\n"))


@pytest.mark.parametrize("packer", ["zip", "gz"])
def test_an_archive_of_700_kilobytes_that_unfolds_to_288_megabytes(
    tmp_path: Path, packer: str
) -> None:
    line = b"PT Satu,Depok\n"
    content = b"name,city\n" + line * (288_000_000 // len(line))
    path = tmp_path / f"a.csv.{packer}"
    if packer == "gz":
        path.write_bytes(gzip.compress(content, 9))
    else:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("a.csv", content)
    assert path.stat().st_size < 1_000_000
    assert "unfolds to more than" in refused(path)


def test_a_parquet_file_that_unfolds_is_refused(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    frame = pl.DataFrame({"name": pl.Series(["x" * 10_000]).new_from_index(0, 60_000)})
    frame.write_parquet(path, compression="zstd")
    assert path.stat().st_size < 200_000
    line = refused(path)
    assert "more than" in line or "made to do harm" in line
    with pytest.raises(InputError, match=r"a\.parquet"):
        read_text_table(path, tmp_path)
    # What a library writes when it breaks down is no line of ours.
    assert capfd.readouterr() == ("", "")


def test_a_table_that_takes_too_long_says_the_limit(
    csv_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = Limits(seconds=1, answer=10**9)
    monkeypatch.setattr(confined_table, "limits_of", lambda _: small)
    path = csv_file("name,city\n" + '"PT ""Satu""",Depok\n' * 1_500_000)
    assert "takes more than 1 seconds to read" in refused(path)


def test_a_large_honest_table_is_read(csv_file: Write) -> None:
    path = csv_file("name,city\n" + "".join(f"PT {n},Depok\n" for n in range(200_000)))
    assert read(path) == 200_000


def test_the_temporary_folder_is_gone_with_the_table(tmp_path: Path) -> None:
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(b"name,city\nA,B\n"))
    source = open_table(path)
    unpacked = source.file
    assert unpacked.exists()
    del source
    assert not unpacked.parent.exists()


def test_paths_are_those_of_the_caller(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.csv").write_text("name,city\nA,B\n")
    monkeypatch.chdir(tmp_path)
    assert read(Path("a.csv")) == 1
    with pytest.raises(InputError, match=r"^b\.csv: there is no such file"):
        open_table(Path("b.csv"))


def test_half_characters_come_over_as_a_fault(csv_file: Write) -> None:
    source = open_table(csv_file('{"name": "\\ud800", "city": "B"}\n{"name": "ӯ"}\n', "a.jsonl"))
    fault, row = source.rows(source.columns)
    assert "half a character" in str(fault)
    assert isinstance(row, Row)
    assert row.cells[0] == "ӯ"


def test_a_key_that_stands_twice_is_said(tmp_path: Path) -> None:
    lines = tmp_path / "a.jsonl"
    lines.write_text('{"name": "A"}\n{"name": "B", "name": "C"}\n{"name": "D"}\n')
    found = list(open_table(lines).rows(("name",)))
    assert [row.cells for row in found if isinstance(row, Row)] == [["A"], ["D"]]
    (fault,) = (row for row in found if isinstance(row, Fault))
    assert "the key 'name' stands twice" in fault.reason
    document = tmp_path / "b.json"
    document.write_text('[{"name": "A", "name": "B"}]')
    with pytest.raises(InputError, match="stands twice"):
        open_table(document)


def test_a_million_defined_names_are_refused_at_once(tmp_path: Path) -> None:
    """They took 93 seconds of a file of 2.5 MB."""
    path = workbook(tmp_path / "names.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    names = "".join(f'<definedName name="n{n}">S!$A$1</definedName>' for n in range(1_000_000))
    _replace(path, "xl/workbook.xml", f"<definedNames>{names}</definedNames></workbook>")
    begun = time.process_time()
    with pytest.raises(InputError, match="names sheets and cells on"):
        open_table(path)
    assert time.process_time() - begun < 20


def test_the_sheets_left_unread_are_named_up_to_ten(tmp_path: Path) -> None:
    path = workbook(tmp_path / "sheets.xlsx", '<row r="1"><c r="A1"><v>1</v></c></row>')
    sheets = "".join(f'<sheet name="T{n}" sheetId="{n + 2}" r:id="r1"/>' for n in range(500))
    _replace(path, "xl/workbook.xml", sheets + "</sheets></workbook>", "</sheets></workbook>")
    (note, *_) = open_table(path).notes
    assert note.endswith("T8, T9 and 490 more")


def _replace(path: Path, name: str, new: str, old: str = "</workbook>") -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one).decode() for one in archive.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, text in parts.items():
            archive.writestr(one, text)
