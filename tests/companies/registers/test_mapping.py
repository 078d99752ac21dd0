from pathlib import Path

import pytest

from sinergi.companies.registers.mapping_proposal import mapping_of, propose
from sinergi.companies.registers.register_mapping import (
    RegisterMapping,
    find_mapping,
    read_mapping,
    recognise,
    shipped,
    write_mapping,
)
from sinergi.errors import InputError, UnknownNameError


def test_every_shipped_mapping_can_be_saved_and_read_again(tmp_path: Path) -> None:
    assert {"kemenperin-exporters", "idx-profiles", "tajik-register"} <= set(shipped())
    for name, mapping in shipped().items():
        path = tmp_path / f"{name}.toml"
        write_mapping(path, mapping)
        assert read_mapping(path) == mapping


def test_every_shipped_mapping_recognises_its_own_columns() -> None:
    for name, mapping in shipped().items():
        found = recognise({*mapping.columns, *mapping.requires})
        assert found is not None
        assert found[0] == name


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("title = 1", "title"),
        ("not toml at all", "not TOML"),
        ('title = "x"\n[fields]\ncolour = "c"', "colour"),
        ('title = "x"\n[fields]\nphone = "c"', "'name' has no column"),
        ('title = "x"\ncountry = "XX"\n[fields]\nname = "c"', "XX"),
        ('title = "x"\n[fields]\nname = { columns = ["a"], split = "(" }', "regular"),
    ],
)
def test_a_broken_mapping_is_named(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "m.toml"
    path.write_text(text)
    with pytest.raises(InputError, match=words):
        read_mapping(path)


def test_an_unknown_mapping() -> None:
    with pytest.raises(UnknownNameError, match="idx-profiles"):
        find_mapping("none")


COLUMNS = ("Nama Perusahaan", "Provinsi", "NPWP", "laman", "КОД ТН ВЭД", "намуди маҳсулот", "x")
SAMPLE = [
    [
        "PT Satu",
        "Jawa Barat",
        "01.334.427.0-054.000",
        "www.satu.co.id",
        "5205110000",
        "ресмони пахтагӣ",
        None,
    ],
    ["CV Dua", "Bali", None, None, "760110", "алюминий", ""],
]


def test_columns_are_proposed_from_names_in_four_languages() -> None:
    found = {p.column: p.field for p in propose(COLUMNS, SAMPLE)}
    assert found == {
        "Nama Perusahaan": "name",
        "Provinsi": "province",
        "NPWP": "id:npwp",
        "laman": "website",
        "КОД ТН ВЭД": "hs",
        "намуди маҳсулот": "products_text",
        "x": None,
    }


def test_columns_are_proposed_from_what_they_hold() -> None:
    columns = tuple(f"c{n}" for n in range(6))
    found = [p.field for p in propose(columns, SAMPLE_ONLY)]
    assert found == ["name", "id:lei", "website", "registered_on", "products_text", None]


SAMPLE_ONLY = [
    ["PT Satu", "984500DH0BDF460DB407", "http://a.id", "2020-01-31", "cotton yarn", "zzz"],
    ["CV Dua", "984500F103OC681NE092", "www.b.id", "2021-02-28", "aluminium foil", "qqq"],
]


def test_tajik_register_columns() -> None:
    columns = ("РЯМ", "РМА", "Номи ширкат", "Санаи бақайдгирӣ", "Ҳолат")
    sample = [["0110012345", "123456789", "ҶДММ Намуна", "12.03.2019", "амалкунанда"]]
    found = [p.field for p in propose(columns, sample)]
    assert found[1:] == ["id:inn", "name", "registered_on", "status"]


def test_no_field_is_proposed_twice() -> None:
    fields = [p.field for p in propose(("name", "company", "firm"), [["a", "b", "c"]])]
    assert fields.count("name") == 1


def test_a_confirmed_mapping_needs_a_name_and_known_fields() -> None:
    assert isinstance(mapping_of({"N": "name", "T": "id:inn"}, title="t"), RegisterMapping)
    with pytest.raises(InputError, match="names"):
        mapping_of({"P": "phone"}, title="t")
    with pytest.raises(InputError, match="colour"):
        mapping_of({"N": "name", "C": "colour"}, title="t")
