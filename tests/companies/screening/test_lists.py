"""Sanctions lists in their shapes: what is read, what is left out, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.companies.screening import read_list, stored_lists
from sinergi.errors import InputError


def test_followthemoney(lists: dict[str, Path]) -> None:
    read = read_list(lists["ftm"])
    assert read.name == "made_list"
    assert (read.dated, read.persons) == (date(2024, 5, 3), 1)
    bank, works = read.entities
    assert [(n.text, n.kind) for n in bank.names] == [
        ("Gazvorbank", "name"),
        ("ГАЗВОРБАНК", "alias"),
        ("Gazvor Bank JSC", "alias"),
        ("GVB", "weak alias"),
    ]
    assert (bank.reason, bank.listed_on, bank.countries) == ("sanction", None, ("ru",))
    assert (works.reason, works.listed_on) == ("MADE-1", date(2023, 2, 1))
    assert works.names[1].kind == "former name"
    assert read.notes == ("entry NK-3 has no name and cannot be found",)


def test_opensanctions_csv(lists: dict[str, Path]) -> None:
    read = read_list(lists["simple"])
    (entity,) = read.entities
    assert [name.text for name in entity.names] == ["Vostokmira Shipping", "Востокмира", "VMS"]
    assert (entity.reason, entity.listed_on) == ("MADE-2 - 2022", date(2022, 4, 1))
    assert (read.persons, read.dated) == (1, date(2024, 6, 1))


@pytest.mark.parametrize("shape", ["eu", "eu-csv"])
def test_eu(lists: dict[str, Path], shape: str) -> None:
    read = read_list(lists[shape])
    (entity,) = read.entities
    assert [name.text for name in entity.names][:2] == ["Kavkazneft Trading", "Кавказнефть"]
    assert entity.entity_id == "EU.1.1"
    assert entity.reason is not None
    assert entity.reason.startswith("MADE 2024/1")
    assert (entity.listed_on, entity.countries) == (date(2024, 1, 2), ("RU",))
    assert (read.persons, read.dated) == (1, date(2024, 5, 7))


def test_un(lists: dict[str, Path]) -> None:
    read = read_list(lists["un"])
    (entity,) = read.entities
    assert [name.kind for name in entity.names] == ["name", "alias", "alias", "former name"]
    assert (entity.reason, entity.listed_on) == ("Made MDe.001", date(2011, 6, 29))
    assert (read.persons, read.dated, entity.countries) == (1, date(2024, 5, 9), ("Nowhere",))


def test_ofac_xml(lists: dict[str, Path]) -> None:
    read = read_list(lists["ofac"])
    (entity,) = read.entities
    assert [name.kind for name in entity.names] == ["name", "alias", "former name", "weak alias"]
    assert (entity.reason, entity.entity_id) == ("MADE-EO1; MADE-EO2", "36")
    assert (read.persons, read.dated) == (1, date(2024, 5, 10))


def test_ofac_csv_reads_the_aliases_beside_it(lists: dict[str, Path]) -> None:
    (entity,) = read_list(lists["ofac-csv"]).entities
    assert [name.text for name in entity.names] == ["BALTOKHIM", "BALTO CHEM", "OSTKHIM"]
    (lists["ofac-csv"].parent / "ALT.CSV").unlink()
    read = read_list(lists["ofac-csv"])
    assert len(read.entities[0].names) == 1
    assert "aliases are not known" in read.notes[0]


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.json", b"", "is empty"),
        ("text.txt", b"hello", "no sanctions list in a known shape"),
        ("other.xml", b"<rss></rss>", "no sanctions list in a known shape"),
        ("half.xml", b"<CONSOLIDATED_LIST><ENTITIES>", "not whole XML"),
        ("cut.json", b'{"id": "1", "schema": "Company", "properties": {"na', "line 1"),
        (
            "persons.json",
            b'{"id":"1","schema":"Person","properties":{"name":["X"]}}',
            "names no organisation",
        ),
        ("binary.bin", bytes(range(256)), "known shape"),
    ],
)
def test_what_is_no_list_is_refused(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(InputError, match=says):
        read_list(file)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read_list(tmp_path / "nowhere.xml")
    with pytest.raises(InputError, match="cannot be read"):
        read_list(tmp_path)


def test_entities_that_grow_are_refused(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE CONSOLIDATED_LIST [<!ENTITY a "ha">'
    for here, there in zip("bcdefghijklmn", "abcdefghijklm", strict=True):
        bomb += f'<!ENTITY {here} "{f"&{there};" * 30}">'
    file = tmp_path / "bomb.xml"
    file.write_text(f"{bomb}]><CONSOLIDATED_LIST>&n;</CONSOLIDATED_LIST>")
    with pytest.raises(InputError, match="not whole XML"):
        read_list(file)


def test_lists_of_the_store(home: Path, lists: dict[str, Path]) -> None:
    assert stored_lists() == []
    folder = home / "sanctions"
    folder.mkdir(parents=True)
    for name in ("un.xml", "SDN.CSV", "ALT.CSV"):
        (folder / name).write_bytes((lists["un"].parent / name).read_bytes())
    assert [read.name for read in stored_lists()] == ["OFAC", "UN Security Council"]


CSV_SHAPES = ("simple", "eu-csv", "ofac-csv")


@pytest.mark.parametrize("shape", CSV_SHAPES)
def test_a_list_cut_in_the_middle_is_not_screened_against(
    lists: dict[str, Path], shape: str
) -> None:
    """Wherever a file is cut within a row: never fewer entities in silence."""
    path = lists[shape]
    whole = path.read_bytes()
    entities = len(read_list(path).entities)
    for end in range(len(whole) - 1, len(whole) // 2, -7):
        path.write_bytes(whole[:end])
        try:
            read = read_list(path)
        except InputError:
            continue
        at_an_end = whole[end - 1 : end] == b"\n"
        noted = any("may have been cut" in note for note in read.notes)
        assert len(read.entities) == entities or at_an_end or noted


@pytest.mark.parametrize("shape", CSV_SHAPES)
@pytest.mark.parametrize(
    "tail", [b'"never closed\n', b"a\rb,c\n", b"one cell\n", b'"' + b"x" * 200_000 + b'"\n']
)
def test_a_damaged_row_of_a_list_is_one_line(
    lists: dict[str, Path], shape: str, tail: bytes
) -> None:
    path = lists[shape]
    path.write_bytes(path.read_bytes() + tail)
    with pytest.raises(InputError, match=r"line .*nothing was screened"):
        read_list(path)


def test_the_end_of_file_character_of_ofac_is_no_row(lists: dict[str, Path]) -> None:
    path = lists["ofac-csv"]
    path.write_bytes(path.read_bytes() + b"\x1a\n")
    assert len(read_list(path).entities) == 1


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0" encoding="no-such-code"?><sdnList/>',
        b"<sdnList>" + b"<a>" * 3000 + b"</a>" * 3000 + b"</sdnList>",
        b"<sdnList><sdnEntry>",
        b'<?xml version="1.0" encoding="utf-32"?><sdnList/>',
    ],
)
def test_damaged_xml_is_one_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "list.xml"
    path.write_bytes(content)
    with pytest.raises(InputError):
        read_list(path)
