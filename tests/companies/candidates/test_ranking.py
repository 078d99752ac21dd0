"""The list as a whole: scored at once as it is explained, who stands below, who vanishes."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.companies import register_store
from sinergi.companies.candidates import candidates, company_index
from sinergi.companies.candidates.company_index import held_sources, opened
from sinergi.companies.candidates.facility_owners import _rows, owner_records
from sinergi.companies.candidates.question import Question
from sinergi.companies.candidates.rank import Search
from sinergi.companies.candidates.shortlist import scored
from sinergi.companies.candidates.target import Relation, target
from sinergi.companies.candidates.uses import buying_industries, uses_of
from sinergi.companies.candidates.weights import Seek
from sinergi.companies.candidates.wording import FLOOR, likeness
from sinergi.facilities import kinds
from tests.companies.candidates.conftest import take

ORES = """name;goods;activity
Seng Murni PT;Zinc not alloyed;
Oksida PT;Zinc oxide;
Ban Hitam PT;New pneumatic tyres;
Batubara PT;Steaming coal;
Tambang Seng PT;Zinc concentrate;
Tambang Raya PT;;Pertambangan
Aki PT;Lead-acid accumulators;
Niaga Seng PT;Zinc not alloyed;Perdagangan
"""


@pytest.fixture
def ores(home: Path, tmp_path: Path) -> Path:
    take(
        tmp_path,
        ORES,
        "ores",
        country="IDN",
        fields={"name": "name", "products_text": "goods", "activity_text": "activity"},
    )
    return home


@pytest.mark.parametrize("seek", list(Seek))
@pytest.mark.parametrize("product", ["520100", "520511", "610910", "940360", "500200", "5208"])
@pytest.mark.usefixtures("registers")
def test_all_at_once_is_what_the_reasons_add_up_to(product: str, seek: Seek) -> None:
    search = Search.open()
    question = Question(target(product), seek, "en")
    table = scored(search.pool("IDN"), question)
    found = search.rank("IDN", question, wide=True)
    assert len(found) == table.height
    assert [one.score for one in found] == pytest.approx(table["score"].to_list(), abs=2e-4)
    assert [one.name for one in found] == table["name"].to_list()


@pytest.mark.usefixtures("ores")
def test_users_of_an_ore_come_first_and_no_miner_is_a_buyer() -> None:
    names = [one.name for one in candidates("IDN", "260800", seek="buyers")]
    assert names[:2] == ["Oksida PT", "Seng Murni PT"]
    assert names.index("Niaga Seng PT") > 0
    assert "Ban Hitam PT" in names  # two links: zinc oxide goes into tyres
    assert "Tambang Seng PT" not in names
    assert "Batubara PT" not in names
    suppliers = [one.name for one in candidates("IDN", "260800", seek="suppliers")]
    assert suppliers[0] == "Tambang Seng PT"


@pytest.mark.usefixtures("ores")
def test_lead_ore_reaches_accumulators() -> None:
    found = next(c for c in candidates("IDN", "260700", seek="buyers") if c.name == "Aki PT")
    assert "accumulators" in found.reasons[0].text.lower()


@pytest.mark.usefixtures("ores")
def test_a_sector_alone_stands_below_goods_and_is_marked() -> None:
    found = candidates("IDN", "260800", limit=None, wide=True)
    alone = [any(text.startswith("whether it makes or") for text in one.unknown) for one in found]
    assert any("only its sector is known" in text for one in found for text in one.unknown)
    assert alone == sorted(alone)
    assert any(alone)
    few = candidates("IDN", "260800", limit=None)
    assert [one.name for one in few] == [one.name for one in found][: alone.index(True)]
    assert few.far == sum(alone)


@pytest.mark.usefixtures("home")
def test_a_good_that_no_code_tells_is_found_by_its_words(tmp_path: Path) -> None:
    take(
        tmp_path,
        "name;goods\nSatu PT;Zinc dross and ash blend\nDua PT;Wire netting\n",
        "words",
        country="IDN",
        fields={"name": "name", "products_text": "goods"},
    )
    found = candidates("IDN", "260800", seek="suppliers", limit=None)
    alike = [one.name for one in found if "worded like" in one.reasons[0].text]
    assert "Dua PT" not in alike
    assert likeness("zinc ores and concentrates", "260800") > 0.9
    assert likeness("пряжа хлопчатобумажная", "520511") > 0.9
    assert likeness("Wire netting", "260800") < FLOOR
    assert likeness("", "260800") == 0.0


@pytest.mark.usefixtures("home")
def test_words_weigh_more_where_they_tell_no_other_code(tmp_path: Path) -> None:
    """Unread words of the product come before those of another good that shares some of them."""
    text = (
        "name;goods\nSatu PT;Other Waters, Containing Added Sugar/ Oth Sweeteni\n"
        "Dua PT;Sugar confectionery, containing added sweetening\n"
    )
    fields = {"name": "name", "products_text": "goods"}
    take(tmp_path, text, "drinks", country="IDN", fields=fields)
    found = candidates("IDN", "220210", limit=None, wide=True)
    first = next(one for one in found if one.name == "Satu PT")
    assert first is found[0]
    assert first.score > 0.1


@pytest.mark.usefixtures("home")
def test_a_good_of_one_word_tells_as_much_as_in_a_name(tmp_path: Path) -> None:
    """The heading of "алюминий" is open, but who states it is no stranger to the metal."""
    fields = {"name": "name", "products_text": "goods"}
    take(tmp_path, "name;goods\nСатрап;алюминий\n", "tj", country="TJK", fields=fields)
    names = [one.name for one in candidates("TJK", "760110", limit=None)]
    assert "Сатрап" in names


def test_starch_of_another_plant_is_no_use_of_potatoes() -> None:
    sought = target("070190")
    assert sought.relation("110813") is not None
    assert sought.relation("110812") is None  # of maize
    assert target("710813").relation("711311") is None  # jewellery of silver
    assert target("100620").relation("110290") is not None  # flour of rice


@pytest.mark.usefixtures("ores")
def test_a_trader_is_marked_as_one() -> None:
    trader = next(c for c in candidates("IDN", "790111") if c.name == "Niaga Seng PT")
    assert "it may only trade" in trader.reasons[0].text


def test_links_are_followed_two_steps_and_industries_serve_where_there_are_none() -> None:
    assert uses_of("2607")["7801"] == 1.0
    assert uses_of("2607")["8507"] == 0.5
    assert (
        uses_of("0901")["2106"] < 0.5 < uses_of("0901")["210111"]
    )  # minor, and made of many goods
    assert (
        uses_of("0409")["1905"] < uses_of("1801")["1804"] == 1.0
    )  # biscuits are made of many goods


@pytest.mark.usefixtures("home")
def test_a_name_says_less_where_the_stated_goods_are_others(tmp_path: Path) -> None:
    text = "name;goods\nKopi Sutera PT;Roasted coffee\nSutera Murni PT;\n"
    fields = {"name": "name", "products_text": "goods"}
    take(tmp_path, text, "silk", country="IDN", fields=fields)
    names = [one.name for one in candidates("IDN", "500200", limit=None)]
    assert "Sutera Murni PT" in names
    wide = {one.name: one.score for one in candidates("IDN", "500200", limit=None, wide=True)}
    assert wide.get("Kopi Sutera PT", 0.0) < wide["Sutera Murni PT"]
    assert target("260700").buyers == {}
    buyers = buying_industries("8413")
    assert buyers
    assert all(0 < share <= 1 for share in buyers.values())
    wanted = target("841370")
    ties = {wanted.relation(code) for code in ("8701", "8429", "8430", "8703")}
    assert Relation.USING_INDUSTRY in {tie[0] for tie in ties if tie is not None}


def test_plastic_handbags_are_not_made_of_leather() -> None:
    leather = target("410711")
    assert leather.relation("420221") is not None
    plastic = leather.relation("420222")
    assert plastic is None or plastic[0] is Relation.SAME_SECTOR
    whole, exact = leather.relation("4202"), leather.relation("420221")
    assert whole is not None
    assert exact is not None
    assert whole[1] < exact[1]


LIST = '{"id": "s1", "schema": "Company", "caption": "Seng Murni", "properties": {"name": \
["Seng Murni PT"], "topics": ["sanction"]}}\n'


def test_who_a_sanctions_list_pushes_out_is_named_and_counted(
    ores: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ores / "sanctions").mkdir()
    (ores / "sanctions" / "made.ftm.json").write_text(LIST)
    few = candidates("IDN", "260800", seek="buyers", limit=2)
    assert [one.name for one in few.pushed] == ["Seng Murni PT"]
    assert "Seng Murni PT" not in [one.name for one in few]
    assert len(few) == 2
    command = ["companies", "candidates", "IDN", "--product", "260800", "--seek", "buyers"]
    assert run([*command, "--limit", "2"]) == 0
    shown = capsys.readouterr().out
    assert "Moved down by a hit on a sanctions list: 1" in shown
    assert "Seng Murni PT" in shown
    assert "out of the list" in shown
    assert run([*command, "--lang", "tg", "--limit", "300"]) == 0
    shown = capsys.readouterr().out
    assert "дар охири рӯйхат" in shown
    assert not {"company", "score", "why", "Screening"} & set(shown.split())


@pytest.mark.usefixtures("registers")
def test_an_index_is_made_once_and_again_for_new_labels(tmp_path: Path) -> None:
    search = Search.open()
    search.pool("IDN")
    folder = register_store.registers()[0].folder.parents[1] / "companies" / "index" / "exporters"
    made = (folder / "findings.parquet").stat().st_mtime_ns
    source = next(one for one in held_sources() if one.register == "exporters")
    opened(source, search.classifier)
    assert (folder / "findings.parquet").stat().st_mtime_ns == made
    take(
        tmp_path,
        "code;text\n940360;Rajut\n",
        "labels",
        kind="products",
        fields={"code": "code", "text": "text"},
    )
    opened(source, search.classifier)
    assert (folder / "findings.parquet").stat().st_mtime_ns > made


@pytest.mark.usefixtures("registers")
def test_an_index_of_an_older_format_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    source = next(one for one in held_sources() if one.register == "exporters")
    classifier = Search.classifier_of_store()
    opened(source, classifier)
    table = register_store.registers()[0].folder.parents[1] / "companies/index/exporters"
    made = (table / "records.parquet").stat().st_mtime_ns
    monkeypatch.setattr(company_index, "FORMAT", company_index.FORMAT + 1)
    opened(source, classifier)
    assert (table / "records.parquet").stat().st_mtime_ns > made


def test_old_tajik_letters_are_put_right_before_they_are_shown(home: Path, tmp_path: Path) -> None:
    text = "name;goods\nҶДММ Пахтаи Њисор;нахи пахта\n"
    take(
        tmp_path,
        text,
        "old",
        country="TJK",
        fields={"name": "name", "products_text": "goods"},
    )
    assert candidates("TJK", "520100")[0].name == "ҶДММ Пахтаи Ҳисор"


@pytest.mark.usefixtures("home")
def test_owners_of_facilities_are_candidates_with_their_plants() -> None:
    found = candidates("TJK", "270112", seek="suppliers", limit=None)
    mines = [one for one in found if "(coal mine, operating" in one.reasons[0].text]
    assert any("owns Kante Coal Mine" in one.reasons[0].text for one in mines)
    assert all("Global Energy Monitor" in one.reasons[0].source for one in mines)


@pytest.mark.usefixtures("home")
def test_a_captive_power_plant_says_no_product_of_its_owner() -> None:
    nickel = candidates("IDN", "750110", seek="suppliers", limit=30)
    fed = [r.text for one in nickel for r in one.reasons if "power plant feeds" in r.text]
    assert fed
    for text in fed:
        told, _, plant = text.partition("its power plant feeds ")
        assert plant.startswith("nickel smelting: ")
        assert not told or told.startswith("its name points to")
    cotton = candidates("IDN", "520812", limit=None)
    texts = [r.text for one in cotton if one.register == "gem" for r in one.reasons]
    assert not [text for text in texts if text.startswith("makes ") and "coal power" in text]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("country", "product", "name", "plant"),
    [
        ("TJK", "760110", "Tajik Aluminium Company OJSC", "Kante Coal Mine (coal mine"),
        ("TJK", "2716", 'OSHC "Barki Tojik"', "Nurek hydroelectric plant (hydropower plant, 2,700"),
        ("IDN", "260400", "PT Gunbuster Nickel Industry", "Delong Nickel Phase III power station"),
        pytest.param(
            "IDN",
            "7206",
            "PT Krakatau Steel (Persero) Tbk",
            "Krakatau Steel Cilegon plant (steel",
            marks=pytest.mark.slow,
        ),
        pytest.param(
            "KEN", "2716", "Kenya Electricity Generating Company", "Olkaria", marks=pytest.mark.slow
        ),
        pytest.param(
            "DEU",
            "7206",
            "ArcelorMittal Bremen GmbH",
            "Bremen steel plant (steel plant",
            marks=pytest.mark.slow,
        ),
        pytest.param("VNM", "7206", "Hoa Phat", "steel plant", marks=pytest.mark.slow),
        pytest.param(
            "UZB",
            "7206",
            "Uzbekskiy Metallurgicheskiy Kombinat",
            "steel plant",
            marks=pytest.mark.slow,
        ),
        pytest.param("BRA", "2601", "Vale SA", "Mine (iron ore mine", marks=pytest.mark.slow),
    ],
)
def test_who_stands_behind_plants_is_named_with_them(
    country: str, product: str, name: str, plant: str
) -> None:
    found = candidates(country, product, seek="suppliers", limit=None)
    named = [one for one in found if name.casefold() in one.name.casefold()]
    assert named, [one.name for one in found][:10]
    assert any(plant in reason.text for one in named for reason in one.reasons), named[0].reasons


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("lang", ["ru", "tg"])
def test_plants_are_told_in_every_language(lang: str) -> None:
    found = candidates("TJK", "2716", lang=lang, limit=None)
    (barki,) = (one for one in found if one.name == 'OSHC "Barki Tojik"')
    kind = kinds()["hydropower"].name[lang]
    assert any(f"({kind}, " in reason.text for reason in barki.reasons)


def test_every_kind_of_facility_makes_something_or_is_left_out() -> None:
    assert {row.kind for row in _rows()} <= set(kinds())


def test_governments_and_companies_of_other_countries_are_no_owners_to_name() -> None:
    names = {one.name for one in owner_records("UZB")} | {one.name for one in owner_records("IDN")}
    assert len(names) > 50
    assert not [one for one in names if one.startswith("Government of")]
    assert not [one for one in names if one.endswith((" Pte Ltd", " Bhd", " GmbH"))]
    assert [one for one in owner_records("TUR") if one.name.endswith(" AŞ")]


@pytest.mark.usefixtures("home")
def test_who_burns_coal_alone_is_no_company_of_green_energy() -> None:
    """Neither its plants nor a name such as "electricity" bring it there."""
    every = candidates("IDN", "2716", seek="suppliers", limit=None)
    green = candidates("IDN", "2716", seek="suppliers", limit=None, sector="green_energy")
    assert len(green) < len(every)
    for one in green:
        told = " ".join(reason.text for reason in one.reasons)
        assert "coal power" not in told
        assert "oil or gas power" not in told
    # Barki Tojik has both: only its hydropower is told.
    barki = candidates("TJK", "2716", seek="suppliers", sector="green_energy")[0]
    assert "Nurek" in barki.reasons[0].text
    assert "coal" not in barki.reasons[0].text


def test_alumina_is_told_from_aluminium() -> None:
    """The trackers call both industries aluminum: Bintan Alumina makes no metal."""
    told = {one.name: one.hs for one in owner_records("IDN")}
    assert told["PT Bintan Alumina Indonesia"] == ("2818",)
    assert told["PT Well Harvest Winning Alumina Refinery"] == ("2818",)
    assert told["PT Kaltara Power Indonesia"] == ("7601",)  # feeds a smelter


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("country", ["KEN", "BRA", "TJK"])
def test_water_burns_no_coal(country: str) -> None:
    """A buyer of coal burns it: owners of dams, wells and reactors alone are none."""
    for one in candidates(country, "270112", seek="buyers", limit=None):
        told = " ".join(reason.text for reason in one.reasons if "Electricity" in reason.text)
        assert "hydro" not in told
        assert "geothermal" not in told
        assert "nuclear" not in told
    assert not any("KenGen" in one.name for one in candidates("KEN", "270112", limit=None))
