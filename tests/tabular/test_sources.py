"""Every format as rows, and what is wrong in a file said with its line."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from sinergi.errors import InputError
from sinergi.tabular import Fault, Row, open_table

Write = Callable[..., Path]


def rows(path: Path, *wanted: str) -> list[list[str | None]]:
    source = open_table(path)
    found = source.rows(wanted or source.columns)
    return [row.cells for row in found if isinstance(row, Row)]


def faults(path: Path) -> list[Fault]:
    source = open_table(path)
    return [row for row in source.rows(source.columns) if isinstance(row, Fault)]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(csv_file: Write, delimiter: str) -> None:
    lines = [["name", "city"], ["PT Satu, Tbk" if delimiter != "," else "PT Satu", "Depok"]]
    path = csv_file("\n".join(delimiter.join(cells) for cells in lines) + "\n")
    assert rows(path, "city", "name") == [["Depok", lines[1][0]]]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("cp1251", "cp1251"),
        ("utf-16", "UTF-16"),
        ("koi8_r", "koi8_r"),
    ],
)
def test_the_encoding_is_found(csv_file: Write, encoding: str, said: str) -> None:
    text = "название;город\n" + "ООО «Хлопковая прядильная фабрика»;Душанбе\n" * 20
    path = csv_file(text.replace("«", '"').replace("»", '"').replace('"', "").encode(encoding))
    source = open_table(path)
    found = [row.cells for row in source.rows(source.columns) if isinstance(row, Row)]
    assert found[0] == ["ООО Хлопковая прядильная фабрика", "Душанбе"]
    assert said in source.format


def test_mixed_encodings_are_read_line_by_line_and_noted(csv_file: Write) -> None:
    path = csv_file(
        "name,city\nООО Пахта,Душанбе\n".encode()
        + "ООО Алюминиевый завод,Турсунзаде\n".encode("cp1251")
    )
    source = open_table(path)
    assert [row.cells[1] for row in source.rows(source.columns) if isinstance(row, Row)] == [
        "Душанбе",
        "Турсунзаде",
    ]
    assert any("mixed encodings" in note for note in source.notes)


def test_rows_of_another_width_are_faults_with_their_lines(csv_file: Write) -> None:
    path = csv_file("name,city\nA,B\nonly one\nC,D,E\nF,G,\n")
    assert [fault.line for fault in faults(path)] == [3, 4]
    assert rows(path) == [["A", "B"], ["F", "G"]]


def test_a_quotation_mark_never_closed_does_not_swallow_the_file_in_silence(
    csv_file: Write,
) -> None:
    body = "".join(f"Company {n},City\n" for n in range(1000))
    path = csv_file('name,city\nGood,City\n"Broken,City\n' + body)
    assert [(fault.line, fault.reason) for fault in faults(path)] == [
        (3, "a quotation mark is not closed")
    ]
    assert len(rows(path)) == 1001


@pytest.mark.parametrize("companies", [3, 20_000])
def test_a_quotation_mark_closed_far_below_swallows_no_row(csv_file: Write, companies: int) -> None:
    body = "".join(f"Company {n},City,tea\n" for n in range(companies))
    path = csv_file('name,city,goods\n"Broken,City,tea\n' + body + '"Quoted, PT",City,tea\n')
    assert [fault.line for fault in faults(path)] == [2]
    names = [row[0] for row in rows(path)]
    assert names == [*(f"Company {n}" for n in range(companies)), "Quoted, PT"]


def test_a_cell_of_several_lines_is_one_cell(csv_file: Write) -> None:
    path = csv_file('name,address,city\nPT Satu,"Jl. Raya 1\nGedung B, lantai 2",Depok\n')
    assert rows(path) == [["PT Satu", "Jl. Raya 1\nGedung B, lantai 2", "Depok"]]


def test_lines_above_the_header_and_double_column_names(csv_file: Write) -> None:
    path = csv_file("List of exporters,,\n,,\nname,name,\nA,B,C\n")
    source = open_table(path)
    assert source.columns == ("name", "name (2)", "column 3")
    assert any("above the header" in note for note in source.notes)


def test_a_cell_too_large_is_a_fault(csv_file: Write) -> None:
    path = csv_file("name,city\n" + "A" * 200_000 + ",b\nPT Satu,c\n")
    assert rows(path) == [["PT Satu", "c"]]
    assert [fault.line for fault in faults(path)] == [2]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"x" * 200_000, "not a table"),
        (b"", "empty"),
        (b"  \n \n", "empty"),
        (b"\x00\x01\x02binary\x00" * 50, "binary"),
        (b"PK\x03\x04 broken archive", "XLSX"),
        (b"<html><body>no records</body></html>", "LEIRecord"),
        (b"<broken", "XML"),
        (b'{"a": [', "JSON"),
    ],
)
def test_files_that_are_no_register(csv_file: Write, content: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words):
        open_table(csv_file(content))


def test_no_file_and_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        open_table(tmp_path / "none.csv")
    with pytest.raises(InputError, match="folder"):
        open_table(tmp_path)


def test_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Register of companies", None, None])
    sheet.merge_cells("A1:C1")
    sheet.append(["name", "date", "workers"])
    sheet.append(["PT Satu", date(2020, 5, 17), 12.0])
    sheet.append([None, None, None])
    sheet.append(["PT Dua", "=TODAY()", 7])
    path = tmp_path / "register.xlsx"
    book.save(path)
    source = open_table(path)
    assert source.columns == ("name", "date", "workers")
    found = [row for row in source.rows(source.columns) if isinstance(row, Row)]
    assert found[0] == Row(3, ["PT Satu", "2020-05-17", "12"])
    assert found[1].line == 5
    assert any("merged cells (A1:C1)" in note for note in source.notes)
    assert any("1 formulas" in note for note in source.notes)


@pytest.mark.parametrize("cut", ["half", "zeros"])
def test_a_broken_workbook(tmp_path: Path, cut: str) -> None:
    book = Workbook()
    for number in range(500):
        book.worksheets[0].append([f"PT {number}", number])
    path = tmp_path / "register.xlsx"
    book.save(path)
    whole = path.read_bytes()
    half = len(whole) // 2
    broken = whole[:half] if cut == "half" else whole[:half] + b"\0" * 99 + whole[half + 99 :]
    path.write_bytes(broken)
    with pytest.raises(InputError, match="whole XLSX"):
        list(open_table(path).rows(["PT 0"]))


def test_json_lines_with_a_broken_line(csv_file: Write) -> None:
    path = csv_file('{"name": "A", "address": {"city": "Depok"}}\nnot json\n[1]\n{"name": "B"}\n')
    assert rows(path, "name", "address.city") == [["A", "Depok"], ["B", None]]
    assert [fault.line for fault in faults(path)] == [2, 3]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_document_is_read_as_a_stream(
    csv_file: Write, monkeypatch: pytest.MonkeyPatch, indent: int | None
) -> None:
    monkeypatch.setattr("sinergi.tabular.json_records._CHUNK", 64)
    records = [
        {"LEI": {"$": f"L{n}"}, "Entity": {"LegalName": {"$": f"Name {n}"}}} for n in range(9)
    ]
    path = csv_file(json.dumps({"meta": 1, "records": records}, indent=indent))
    assert rows(path, "LEI", "Entity.LegalName")[8] == ["L8", "Name 8"]


def test_a_json_document_that_breaks_off(csv_file: Write) -> None:
    path = csv_file('{"data": [{"name": "A"}, {"name": "B"')
    source_columns = open_table

    def read() -> None:
        source = source_columns(path)
        list(source.rows(source.columns))

    with pytest.raises(InputError, match="whole JSON"):
        read()


def test_follow_the_money_entities(csv_file: Write) -> None:
    entity = {
        "id": "x1",
        "schema": "Company",
        "caption": "Acme",
        "properties": {"name": ["Acme", "Acme Ltd"], "country": ["id"]},
    }
    path = csv_file(json.dumps(entity) + "\n")
    assert rows(path, "id", "schema", "name", "country") == [
        ["x1", "Company", "Acme; Acme Ltd", "id"]
    ]


GLEIF_XML = """<?xml version="1.0" encoding="UTF-8"?>
<lei:LEIData xmlns:lei="http://www.gleif.org/data/schema/leidata/2016">
 <lei:LEIRecords>
  <lei:LEIRecord>
   <lei:LEI>5493000000000000AB12</lei:LEI>
   <lei:Entity>
    <lei:LegalName xml:lang="id">PT Contoh Nikel</lei:LegalName>
    <lei:OtherEntityNames>
     <lei:OtherEntityName>Contoh Nickel</lei:OtherEntityName>
     <lei:OtherEntityName>CN</lei:OtherEntityName>
    </lei:OtherEntityNames>
    <lei:LegalAddress><lei:City>Kendari</lei:City><lei:Country>ID</lei:Country></lei:LegalAddress>
    <lei:EntityStatus>ACTIVE</lei:EntityStatus>
   </lei:Entity>
   <lei:Registration><lei:RegistrationStatus>ISSUED</lei:RegistrationStatus></lei:Registration>
  </lei:LEIRecord>
 </lei:LEIRecords>
</lei:LEIData>
"""


def test_gleif_xml(csv_file: Write) -> None:
    path = csv_file(GLEIF_XML, "gleif.xml")
    assert rows(path, "LEI", "Entity.LegalName", "Entity.LegalAddress.Country") == [
        ["5493000000000000AB12", "PT Contoh Nikel", "ID"]
    ]
    assert "Entity.OtherEntityNames.OtherEntityName.2" in open_table(path).columns


def test_the_table_may_stand_on_another_sheet(tmp_path: Path) -> None:
    book = Workbook()
    notes = book.active
    assert notes is not None
    notes.append(["Read me first"])
    table = book.create_sheet("Data")
    table.append(["name", "city"])
    table.append(["PT Satu", "Depok"])
    table.append(["PT Dua", "=1+1"])
    path = tmp_path / "two.xlsx"
    book.save(path)
    source = open_table(path)
    assert rows(path) == [["PT Satu", "Depok"], ["PT Dua", None]]
    assert source.notes[0] == "sheet 'Data' was read, not Sheet"
    assert any("1 formulas" in note for note in source.notes)
