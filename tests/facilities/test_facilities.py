"""Facilities and their owners: the model case, other countries, and bad data."""

# ruff: noqa: S608 (the queries are made of constants)

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from scripts.extract.facilities import _kept
from scripts.extract.facility_owners import Owner, nobody, person, split
from sinergi.errors import DataError
from sinergi.evidence import evidence, explain
from sinergi.facilities import (
    DATASET,
    capacity_text,
    categories,
    facilities,
    kinds,
    largest,
    owners,
    plant_text,
    plants,
    statuses,
)
from sinergi.facilities.owners import spelled
from sinergi.origin import origin_path
from sinergi.vocabulary.tables import data_path

TABLE = data_path("facilities", "facilities.parquet")


def names(country: str, sector: str) -> set[str]:
    return {one.name for one in owners(country, sector=sector)}


def test_the_model_case_shows_who_stands_behind_plants() -> None:
    assert 'OSHC "Barki Tojik"' in names("TJK", "green_energy")
    assert "Tajik Aluminium Company OJSC" in names("TJK", "mining")
    assert {"PT Gunbuster Nickel Industry", "PT Halmahera Persada Lygend"} <= names("IDN", "nickel")
    assert "PT Krakatau Steel (Persero) Tbk" in names("IDN", "metals")
    assert "PT PLN (Persero)" in names("IDN", "energy")
    (nurek,) = (one for one in facilities("TJK") if one.name.startswith("Nurek"))
    assert (nurek.kind, nurek.capacity, nurek.status) == ("hydropower", 2700.0, "operating")
    (barki,) = (one for one in owners("TJK") if one.name == 'OSHC "Barki Tojik"')
    shares = {stake.facility.name: stake.share for stake in barki.stakes}
    assert shares["Sangtuda-1 hydroelectric plant"] == 0.25
    assert not barki.foreign


@pytest.mark.parametrize("country", ["IDN", "TJK", "VNM", "PER", "KEN", "LAO", "UZB", "SRB", "BRA"])
def test_what_is_no_reason_is_not_there(country: str) -> None:
    found = facilities(country)
    assert found
    assert all(one.status_row.counts for one in found)
    everything = facilities(country, current=False)
    gone = {one.id for one in everything if one.status in ("cancelled", "retired", "shelved")}
    assert not gone & {s.facility.id for o in owners(country) for s in o.stakes}
    for one in everything:
        assert country in one.countries
        assert one.capacity is None or one.capacity > 0
        assert one.lat is None or -90 <= one.lat <= 90


@pytest.mark.parametrize("country", ["TJK", "IDN", "VNM", "KEN", "BRA"])
def test_capacities_are_what_the_table_says(country: str) -> None:
    where = f"from '{TABLE}' where contains(countries, '{country}') and status = 'operating'"
    mine = duckdb.sql(f"select sum(capacity) {where} and kind = 'hydropower'").fetchall()[0][0]
    found = evidence("facility-capacity", country, "hydropower", "operating", dataset=DATASET)
    assert found.value == pytest.approx(mine)
    assert explain(found.id) == found


def test_unknown_capacity_is_not_zero() -> None:
    for kind in ("coal-mine", "nuclear"):
        found = evidence("facility-capacity", "TJK", kind, "operating", dataset=DATASET)
        assert found.value is None
        assert found.unknown


def test_every_kind_and_state_has_names() -> None:
    for name in (one.name for table in (kinds(), statuses()) for one in table.values()):
        assert len({name[lang] for lang in ("en", "id", "ru", "tg")}) == 4


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A Co [60%]; B Ltd [40%]", [("A Co", 0.6), ("B Ltd", 0.4)]),
        ("A Co (55%);B Ltd (33.3%)", [("A Co", 0.55), ("B Ltd", 0.333)]),
        ("China Coal [51%] Shanxi Group", [("China Coal", 0.51), ("Shanxi Group", None)]),
        ("Bulga Coal [BCM]; Eni [unknown %]", [("Bulga Coal [BCM", None), ("Eni", None)]),
        ("Shaanxi Group 84%; Others 16%", [("Shaanxi Group", 0.84), ("Others", 0.16)]),
        ("中国公司,江苏集团 [40%]", [("中国公司", None), ("江苏集团", 0.4)]),
        ("Baoli，China Cinda Company", [("Baoli", None), ("China Cinda Company", None)]),
        ("Total, S.A.", [("Total, S.A.", None)]),
        (None, []),
    ],
)
def test_owners_are_split_with_their_shares(
    text: str | None, expected: list[tuple[str, float | None]]
) -> None:
    found = [(one.name, one.share) for one in split(text)]
    assert [name for name, _ in found] == [name for name, _ in expected]
    assert [share for _, share in found] == pytest.approx([share for _, share in expected])


def test_shares_over_the_whole_are_noted_and_130_per_cent_is_no_share() -> None:
    assert _kept([Owner("A Co", 1.3)]) == [("A Co", None, True)]
    assert _kept([Owner("A Co", 0.7), Owner("B Co", 0.6)]) == [
        ("A Co", 0.7, True),
        ("B Co", 0.6, True),
    ]
    assert _kept([Owner("A Co", 0.5), Owner("B Co", 0.5)])[0] == ("A Co", 0.5, False)


@pytest.mark.parametrize(
    "name",
    [
        "Ruishun Ren",
        "Wei Zhang",
        "Greg Kessler",
        "Mr. Anton Braun",
        "Roe, Harold",
        "A. B. Reddy",
        "Private Individual - Ivan Roe",
        "Alasdair John Roe",
        "Thomas Roe Jr.",
        "Ivan Roe (Roe Group)",
        "王小明",
        "Akbar",
    ],
)
def test_persons_are_known(name: str) -> None:
    assert person(name)
    assert _kept([Owner(name, 0.5)]) == []


@pytest.mark.parametrize(
    "name",
    [
        "PT Gunbuster Nickel Industry",
        "Barki Tojik",
        "Bara Mahakam",
        "China Huadian",
        "John Hancock Life Insurance",
        "Budi Gema Gempita",
        "Talco Resurs LLC",
        "Victor Dua Tiga Mega",
        "Tajik Aluminium Company OJSC",
        "Inter RAO",
        "福建省财政厅",
        "华润燃气投资（中国）有限公司",
        "Samuel Roe Jr. & Assoc.",
        "Kinder Morgan",
        "Fonterra",
    ],
)
def test_companies_are_no_persons(name: str) -> None:
    assert not person(name)
    assert not nobody(name)


def test_no_person_and_no_nobody_ships() -> None:
    rows = duckdb.sql(
        f"select distinct name from '{data_path('facilities', 'owners.parquet')}'"
    ).fetchall()
    assert not [name for (name,) in rows if person(name) or nobody(name)]
    assert not [name for (name,) in rows if "DELETED" in name or not name.strip()]


def test_a_company_known_by_a_short_name_has_its_home_there() -> None:
    by_name = {one.name: one for one in owners("TJK")}
    assert by_name["Rosatom State Nuclear Energy CORP (ROSATOM)"].home == "RUS"
    assert by_name["Tajik Aluminium Company OJSC"].home == "TJK"


def test_a_capacity_that_no_unit_has_is_not_known() -> None:
    found = facilities("IDN", kind="bioenergy")
    (mill,) = (one for one in found if one.name == "PT Musim Mas power station")
    assert mill.capacity is None
    assert max(one.capacity or 0 for one in found) < 700


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "Nurek hydroelectric plant (hydropower plant, 2,700 MW, operating)"),
        ("id", "Nurek hydroelectric plant (pembangkit listrik tenaga air, 2.700 MW, beroperasi)"),
        ("ru", "Nurek hydroelectric plant (гидроэлектростанция, 2 700 МВт, действует)"),
    ],
)
def test_a_plant_in_words(lang: str, text: str) -> None:
    (nurek,) = (one for one in facilities("TJK") if one.name.startswith("Nurek"))
    assert plant_text(nurek, lang).replace("\xa0", " ") == text


@pytest.mark.parametrize("country", ["IDN", "TJK", "VNM", "PER", "DEU", "KEN", "BRA"])
@pytest.mark.parametrize("lang", ["en", "id", "ru", "tg"])
def test_every_plant_has_words(country: str, lang: str) -> None:
    for one in facilities(country):
        text = plant_text(one, lang)
        assert one.name in text
        assert "None" not in text
        assert (capacity_text(one, lang) is None) == (
            one.capacity is None or one.kind == "gas-transport"
        )


def test_the_largest_of_each_kind_come_in_turn() -> None:
    found = largest(facilities("IDN", sector="mining"), 3)
    assert [one.kind for one in found][:2] == ["coal-mine", "iron-mine"]
    tonnes = [
        one.tonnes for one in facilities("IDN", kind="coal-mine") if one.status == "operating"
    ]
    assert found[0].tonnes == max(tonnes) == 70e6
    assert len({one.name for one in largest(facilities("IDN"), 50)}) == 50


def test_a_captive_power_plant_is_no_works_of_its_industry() -> None:
    nickel = facilities("IDN", sector="nickel")
    assert nickel
    assert all(one.only_feeds("nickel") for one in nickel)
    assert all(one.feeds and one.feeds.name["en"] == "nickel smelting" for one in nickel)
    metals = facilities("IDN", sector="metals")
    works = {one.kind for one in metals if not one.only_feeds("metals")}
    assert works == {"steel-plant"}
    assert not any(one.only_feeds("energy") for one in facilities("IDN", sector="energy"))


def test_every_industry_fed_is_known_or_no_sector_of_goods() -> None:
    fed = duckdb.sql(
        f"select distinct product from '{TABLE}' where kind = 'coal-power' and product is not null"
    ).fetchall()
    unknown = {text for (text,) in fed if categories.industry_of(text) is None}
    assert unknown <= {"industrial park", "rubber", "electronics"}


def test_a_missing_table_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plants._of_country.cache_clear()
    monkeypatch.setattr(plants, "facilities_path", lambda: tmp_path / "facilities.parquet")
    with pytest.raises(DataError, match="missing"):
        facilities("TJK")
    (tmp_path / "facilities.parquet").write_bytes(b"PAR1 damaged")
    shutil.copy(origin_path(TABLE), origin_path(tmp_path / "facilities.parquet"))
    with pytest.raises(DataError, match="damaged"):
        facilities("TJK")
    plants._of_country.cache_clear()


def test_a_sector_that_there_is_not_is_said_with_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "sectors.csv"
    path.write_text("sector,kind,feeds,product\nnosuch,coal-mine,,\n", encoding="utf-8")
    monkeypatch.setattr("sinergi.facilities.categories.data_path", lambda *_: path)
    rows = categories.memberships
    rows.cache_clear()
    with pytest.raises(DataError, match=r"nosuch"):
        rows()
    rows.cache_clear()


def test_an_owner_in_several_spellings_is_one() -> None:
    """Each plant once, under the name of most plants; no spelling leads to another spelling."""
    table = spelled()
    assert not set(table) & set(table.values())
    names = {one.name: one for one in owners("TJK")}
    barki = [name for name in names if "Bar" in name and "Tojik" in name and "Sangob" not in name]
    assert len(barki) == 1
    held = {stake.facility.name for stake in names[barki[0]].stakes}
    assert {"Nurek hydroelectric plant", "Dushanbe-2 power station"} <= held
    kengen = [one.name for one in owners("KEN") if "Kenya Electricity Generating" in one.name]
    assert len(kengen) == 1
    (generator,) = [one for one in owners("KEN") if "Kenya Electricity Generating" in one.name]
    assert generator.stakes[0].facility.status == "operating"  # not High Grand Falls, planned
    assert len([one for one in owners("IDN") if one.name in ("PT PLN (Persero)", "PLN")]) == 1
    assert "Dart Energy (Muralim) Pte Ltd" in {one.name for one in owners("IDN")}


def test_a_state_that_other_sources_contradict_is_corrected() -> None:
    for one in categories.corrections():
        found = [
            plant for plant in facilities(one.country, kind=one.kind) if plant.name == one.name
        ]
        assert [plant.status for plant in found] == [one.status], one.name
        assert all(source.startswith("http") for source in one.sources)


def test_what_is_being_built_is_not_at_work() -> None:
    # Rogun's 3,600 MW are those of its design; two of six units ran when it was looked up.
    hydropower = facilities("TJK", kind="hydropower")
    working = sum(one.capacity or 0.0 for one in hydropower if one.status == "operating")
    assert 4_000 < working < 5_000
    assert "Rogun hydroelectric plant" in {one.name for one in hydropower}


def test_large_masses_are_in_one_unit_and_others_as_before() -> None:
    def of(kind: str) -> set[str]:
        return {text for one in facilities("IDN", kind=kind) if (text := capacity_text(one, "en"))}

    steel = of("steel-plant")
    assert {"4 million t a year", "900,000 t a year"} <= steel
    assert not [text for text in (*steel, *of("iron-mine")) if text.count(",") > 1]
    assert "3,400 MW" in of("coal-power")
