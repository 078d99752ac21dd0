"""Registers into the store: what is taken, refused and left out, and that nothing is lost."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sinergi import store as shelves
from sinergi.companies import register_store
from sinergi.companies.register_store import Register
from sinergi.companies.registers import register_import
from sinergi.companies.registers.register_import import import_register
from sinergi.companies.registers.register_mapping import RegisterMapping, find_mapping
from sinergi.errors import InputError, UsageError
from sinergi.tabular import open_table

Write = Callable[..., Path]

PLAIN = RegisterMapping.model_validate(
    {
        "title": "Plain",
        "country": "IDN",
        "fields": {
            "record_id": "id",
            "name": "name",
            "city": "city",
            "registered_on": "date",
            "employees": "workers",
        },
    }
)
HEAD = "id,name,city,date,workers\n"


def take(path: Path, mapping: RegisterMapping = PLAIN, name: str = "r", **more: bool) -> Register:
    return import_register(open_table(path), mapping, name, **more)


def refused_rows(register: Register) -> list[dict[str, str]]:
    with (register.folder / register_store.REFUSED).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.usefixtures("home")
def test_a_phone_has_digits(csv_file: Write) -> None:
    mapping = RegisterMapping.model_validate(
        {"title": "P", "country": "TJK", "fields": {"name": "name", "phone": "phone"}}
    )
    phones = ("+992 37 221-00-00", "по договорённости", "none, ask us", "51234", "٠٣٧٢٢١")
    rows = "".join(f"Firm {n};{phone}\n" for n, phone in enumerate(phones))
    register = take(csv_file("name;phone\n" + rows), mapping)
    found = [record.phone for record in register_store.stored(register)]
    assert found == [phones[0], None, None, phones[3], phones[4]]
    assert register.report.doubts == {"phone": 2}


@pytest.mark.usefixtures("home")
def test_rows_are_taken_refused_and_understood(csv_file: Write) -> None:
    path = csv_file(
        HEAD
        + '1,PT Satu,Depok,31.12.2020,"1,200"\n'
        + "2,,Depok,,\n"
        + "3,PT Tiga,-,never,many\n"
        + "1,PT Lagi,Bogor,,\n"
        + "4,"
        + "x" * 10_000
        + ",Bogor,,\n"
        + "5,???,Bogor,,\n"
        + "too,few\n"
    )
    register = take(path)
    report = register.report
    assert (report.rows, report.taken) == (7, 2)
    assert sum(report.refused.values()) == 5
    assert report.doubts == {"registered_on": 1, "employees": 1}
    assert report.doubtful["registered_on"] == "never"
    first, third = register_store.stored(register)
    assert (first.name, first.employees, str(first.registered_on)) == (
        "PT Satu",
        1200,
        "2020-12-31",
    )
    assert (third.city, third.registered_on, third.employees) == (None, None, None)
    refused = refused_rows(register)
    assert [int(row["line"]) for row in refused] == [3, 5, 6, 7, 8]
    assert "line 2" in refused[1]["reason"]


@pytest.mark.usefixtures("home")
def test_unknown_is_none_never_empty_or_zero(csv_file: Write) -> None:
    register = take(csv_file(HEAD + "1,PT Satu,,,\n2,PT Dua,n/a,—,null\n"))
    for record in register_store.stored(register):
        assert record.city is None
        assert record.employees is None
        assert record.products_text is None
        assert record.exporter is None


@pytest.mark.usefixtures("home")
def test_rows_without_an_id_get_a_lasting_one_and_none_is_lost(csv_file: Write) -> None:
    mapping = RegisterMapping.model_validate(
        {"title": "t", "country": "IDN", "fields": {"name": "name", "products_text": "goods"}}
    )
    text = "name,goods\nPT Satu,yarn\nPT Satu,foil\nPT Satu,foil\n"
    first = list(register_store.stored(take(csv_file(text), mapping)))
    again = list(register_store.stored(take(csv_file(text), mapping, "other")))
    assert [r.products_text for r in first] == [("yarn",), ("foil",)]
    assert [r.record_id for r in first] == [r.record_id for r in again]
    assert len({r.record_id for r in first}) == 2


@pytest.mark.usefixtures("home")
def test_natural_persons_are_left_out_unless_wanted(csv_file: Write) -> None:
    path = csv_file(
        "lei,name,country,category\n1,PT Satu,ID,GENERAL\n2,Jane,ID,SOLE_PROPRIETOR\n"
        "3,ИП Иванова,TJ,GENERAL\n4,Иипром,TJ,GENERAL\n"
    )
    mapping = find_mapping("gleif-names")
    assert take(path, mapping).report.left_out == {"natural person": 2}
    assert take(path, mapping, "all", with_persons=True).report.taken == 4


@pytest.mark.usefixtures("home")
def test_follow_the_money_keeps_companies_only(csv_file: Write) -> None:
    entities = [
        {
            "id": "1",
            "schema": "Company",
            "properties": {"name": ["Acme", "ACME"], "country": ["kz"]},
        },
        {"id": "2", "schema": "Person", "properties": {"name": ["Jane"], "country": ["kz"]}},
        {"id": "3", "schema": "Address", "properties": {"name": ["Street"], "country": ["kz"]}},
    ]
    path = csv_file("".join(json.dumps(e) + "\n" for e in entities))
    register = take(path, find_mapping("followthemoney"))
    assert register.report.left_out == {"natural person": 1, "schema Address": 1}
    (record,) = register_store.stored(register)
    assert (record.name, record.name_variants, record.country) == ("Acme", ("ACME",), "KAZ")


@pytest.mark.usefixtures("home")
def test_country_comes_from_column_mapping_or_argument(csv_file: Write) -> None:
    mapping = RegisterMapping.model_validate(
        {"title": "t", "fields": {"name": "name", "country": "c"}}
    )
    path = csv_file("name,c\nA,Tajikistan\nB,ID\nC,Atlantis\nD,\n")
    register = import_register(open_table(path), mapping, "r", country="UZB")
    assert [r.country for r in register_store.stored(register)] == ["TJK", "IDN", "UZB", "UZB"]
    assert register.report.doubts == {"country": 1}
    with pytest.raises(InputError, match="country is not known"):
        import_register(open_table(csv_file("name,c\nD,\n")), mapping, "other")


@pytest.mark.usefixtures("home")
def test_the_exporters_goods_are_cut_at_commas_before_capitals(csv_file: Write) -> None:
    path = csv_file(
        "name,address,phone,website,commodity_en,province\n"
        '"Satu, PT","Jl. A",021,,"Cashew Nuts, Shelled, Fresh,Seat Of Rattan,with Frames",bali\n'
    )
    (record,) = register_store.stored(take(path, find_mapping("kemenperin-exporters")))
    assert record.products_text == ("Cashew Nuts, Shelled, Fresh", "Seat Of Rattan,with Frames")
    assert record.exporter is True


@pytest.mark.usefixtures("home")
def test_a_list_of_products_becomes_labels(csv_file: Write) -> None:
    path = csv_file("hs10,name\n5205110000;5205220000,Ресмони пахтагӣ\n,no code\n7601,Алюминий\n")
    register = take(path, find_mapping("tajik-export-products"), "goods")
    assert register.kind == "products"
    assert list(register_store.labels()) == [
        ("goods", "520511", "Ресмони пахтагӣ"),
        ("goods", "520522", "Ресмони пахтагӣ"),
        ("goods", "7601", "Алюминий"),
    ]
    assert sum(register.report.refused.values()) == 1


@pytest.mark.usefixtures("home")
def test_a_name_is_taken_once_unless_replaced(csv_file: Write) -> None:
    take(csv_file(HEAD + "1,PT Satu,,,\n"))
    with pytest.raises(UsageError, match="already there"):
        take(csv_file(HEAD + "2,PT Dua,,,\n"))
    take(csv_file(HEAD + "2,PT Dua,,,\n"), replace=True)
    assert [r.name for r in register_store.stored(register_store.register("r"))] == ["PT Dua"]


@pytest.mark.usefixtures("home")
def test_nothing_is_half_written(csv_file: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    take(csv_file(HEAD + "1,PT Satu,,,\n"))
    path = csv_file(HEAD + "2,PT Dua,,,\n", "two.csv")

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(register_import, "_write_part", killed)
    with pytest.raises(KeyboardInterrupt):
        take(path, replace=True)
    folder = shelves.root(register_store.SHELF)
    assert [f.name for f in folder.iterdir() if f.is_dir()] == ["r"]
    assert [r.name for r in register_store.stored(register_store.register("r"))] == ["PT Satu"]


@pytest.mark.usefixtures("home")
def test_a_file_without_a_usable_row_is_refused_whole(csv_file: Write) -> None:
    with pytest.raises(InputError, match="no row could be taken"):
        take(csv_file(HEAD + "1,,,,\n"))
    assert register_store.registers() == []


@pytest.mark.usefixtures("home")
def test_memory_does_not_grow_with_the_file(
    csv_file: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_import, "BATCH", 10)
    sizes: list[int] = []
    write = register_import._write_part

    def watched(batch: list[object], *rest: object) -> None:
        sizes.append(len(batch))
        write(batch, *rest)

    monkeypatch.setattr(register_import, "_write_part", watched)
    register = take(csv_file(HEAD + "".join(f"{n},PT {n},,,\n" for n in range(95))))
    assert register.report.taken == 95
    assert max(sizes) == 10
    assert [r.record_id for r in register_store.stored(register)] == [str(n) for n in range(95)]


@pytest.mark.usefixtures("home")
def test_refused_rows_cannot_run_in_a_spreadsheet(csv_file: Write) -> None:
    register = take(csv_file(HEAD + "=cmd(),,,,\n1,PT Satu,,,\n"))
    (row,) = refused_rows(register)
    assert row["row"].startswith("'=")


@pytest.mark.usefixtures("home")
def test_the_embedded_record_gives_way_to_an_imported_one(csv_file: Write) -> None:
    before = list(register_store.records("TJK"))
    lei = before[0].record_id
    take(
        csv_file(f"lei,name,country,category\n{lei},New Name,TJ,GENERAL\n"),
        find_mapping("gleif-names"),
    )
    after = list(register_store.records("TJK"))
    assert len(after) == len(before)
    assert [r.name for r in after if r.identifiers == {"lei": lei}] == ["New Name"]


@pytest.mark.usefixtures("home")
def test_columns_are_found_when_only_case_and_signs_differ(csv_file: Write) -> None:
    path = csv_file(
        "ein;inn;NAME TJ;Registration Date;STATUS\n7;123456789;ҶДММ Намуна;12.03.2019;x\n"
    )
    (record,) = register_store.stored(take(path, find_mapping("tajik-register")))
    assert (record.record_id, record.name, record.country) == ("7", "ҶДММ Намуна", "TJK")
    assert record.identifiers == {"ein": "7", "inn": "123456789"}
    assert str(record.registered_on) == "2019-03-12"


@pytest.mark.usefixtures("home")
def test_a_mapping_for_another_file_is_refused_at_once(csv_file: Write) -> None:
    with pytest.raises(InputError, match=r"'name'.*Its columns are a, b"):
        take(csv_file("a,b\n1,2\n"), find_mapping("tajik-register"))
