from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sinergi.errors import InputError, UsageError
from sinergi.trade import mineral_conflicts, reference
from sinergi.trade.adding import add
from sinergi.trade.loading import Options

pytestmark = pytest.mark.usefixtures("home")

HS22 = Options(revision="HS22", country="IDN", year=2022)
BOOK = """hs_code,description,import_duty
52.01,Cotton,
5201.00.00,Cotton lint,0
7601.10,Unwrought,
7601.10.00,Not alloyed,"7,5"
8517.13.00,Phones a,5
8517.13.90,Phones b,10
1006.30.30,Rice,"450,-/kg"
"""
USGS = (
    "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes\n"
    "A,World Mine Production and Reserves,Antimony,Tajikistan,Production,Mine production,"
    'metric tons,2024,"22,000",Estimated.\n'
    "A,World Mine Production and Reserves,Antimony,Burma,Production,Mine production,"
    "metric tons,2024,\x97,\n"
    "A,World Mine Production and Reserves,Antimony,World total,Production,"
    '"Mine production: rounded",thousand metric tons,2024,110,\n'
    "A,World Mine Production and Reserves,Antimony,Bolivia,Production,Mine production,"
    "metric tons,2024,W,\n"
    "A,World Mine Production and Reserves,Gold,Indonesia,Reserves,Reserves,"
    'metric tons,2025,">2,000",\n'
    "A,World Mine Production and Reserves,Stone,Indonesia,Reserves,Reserves,"
    "metric tons,2025,Large,\n"
    "A,Salient Statistics\x97United States,Antimony,United States,Price,Price,"
    "dollars per pound,2024,5,\n"
)
BGS = (
    "country_iso3_code,country_trans,year,erml_commodity,bgs_commodity_trans,"
    "bgs_sub_commodity_trans,bgs_statistic_type_trans,quantity,units\n"
    'TJK,Tajikistan,2023,x,"antimony, mine",,Production,31721.0,tonnes (metal content)\n'
    'MMR,Burma,2023,x,"antimony, mine",,Production,0,tonnes (metal content)\n'
)


def _write(tmp_path: Path, name: str, text: str, encoding: str = "utf-8") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_national_tariff_book(tmp_path: Path) -> None:
    ds = add("tariffs", _write(tmp_path, "book.csv", BOOK), options=HS22)
    assert (ds.id, ds.kind, ds.nomenclature) == ("tariffs-idn-hs22-2022", "tariffs", "HS22")
    rows = ds.scan().collect()
    assert rows.select("product", "rate", "lines", "specific_lines").rows() == [
        ("100630", None, 1, 1),
        ("520100", 0.0, 1, 0),
        ("760110", 0.075, 1, 0),
        ("851713", pytest.approx(0.075), 2, 0),
    ]
    assert rows["exporter"].null_count() == 4
    assert ds.coverage is not None
    assert {c.code: c.rows for c in ds.coverage.left_out} == {"heading": 2}
    assert any("by weight or piece" in note for note in ds.coverage.notes)


def test_a_preference_comes_before_the_mfn_rate(tmp_path: Path) -> None:
    text = (
        "importer,exporter,product,rate,year\n"
        "IDN,,760110,10,2022\nIDN,TJK,760110,0,2022\nIDN,,760110,5,2023\nTJK,,520100,15,2022\n"
    )
    add("tariffs", _write(tmp_path, "t.csv", text), options=Options(revision="HS22"))
    mfn = reference.tariffs("IDN", nomenclature="HS22")
    assert mfn.rows() == [("760110", 0.05, True)]
    assert reference.tariffs("IDN", exporter="CHN", nomenclature="HS22").rows() == mfn.rows()
    with_preference = reference.tariffs("IDN", exporter="TJK", nomenclature="HS92")
    assert with_preference.select("product", "rate").rows() == [("760110", 0.05)]
    assert reference.tariffs("BRA", nomenclature="HS22").is_empty()


def test_tariffs_without_data_are_unknown_not_zero() -> None:
    assert reference.tariffs("TJK", nomenclature="HS92").is_empty()
    assert reference.tariffs("IDN", nomenclature="HS92").height > 5000


def test_what_a_tariff_book_must_say(tmp_path: Path) -> None:
    path = _write(tmp_path, "book.csv", BOOK)
    with pytest.raises(UsageError, match="--revision HS22"):
        add("tariffs", path, options=Options(country="IDN"))
    with pytest.raises(UsageError, match="--country IDN"):
        add("tariffs", path, options=Options(revision="HS22"))
    bad = _write(tmp_path, "bad.csv", BOOK + "8517.14.00,x,free?\nabc,x,5\n8517.15.00,x,-2\n")
    with pytest.raises(
        InputError, match=r"3 of 10 rows.*not a rate in per cent .column 'import_duty'.: 'free\?'"
    ):
        add("tariffs", bad, options=HS22)


def test_the_real_tariff_book_of_indonesia(shared: Path) -> None:
    ds = add("tariffs", shared / "data/labels/btki2022_id_en_mfn.csv.gz", options=HS22)
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_refused) == (14631, 0)
    table = ds.scan().collect()
    assert table["lines"].sum() == 11552
    assert table["specific_lines"].sum() == 30
    cotton = table.filter(pl.col("product") == "520100")
    assert cotton["rate"].to_list() == [0.0]


def test_minerals_keep_words_bounds_and_withheld_figures(tmp_path: Path) -> None:
    ds = add("minerals", _write(tmp_path, "mcs.csv", USGS, "latin-1"))
    table = ds.scan().collect()
    rows = table.select("country", "commodity", "value", "unit", "qualifier").rows()
    assert rows == [
        ("BOL", "antimony", None, "tonnes", "withheld"),
        ("MMR", "antimony", 0.0, "tonnes", None),
        ("TJK", "antimony", 22000.0, "tonnes", "estimated"),
        (None, "antimony", 110000.0, "tonnes", None),
        ("IDN", "gold", 2000.0, "tonnes", "more than"),
        ("IDN", "stone", None, "tonnes", "in words"),
    ]
    assert table.filter(pl.col("commodity") == "stone")["text"].to_list() == ["Large"]
    assert ds.coverage is not None
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("other tables", 1)]


def _between(left: str, right: str) -> list[dict[str, Any]]:
    """The conflicts of two datasets; the embedded statistics have their own with each."""
    return [
        row
        for row in mineral_conflicts.conflicts().rows(named=True)
        if (row["left"], row["right"]) == (left, right)
    ]


def test_sources_that_contradict_each_other_are_shown(tmp_path: Path) -> None:
    before = mineral_conflicts.conflicts(country="TJK", commodity="antimony")
    assert before.is_empty()
    add("minerals", _write(tmp_path, "mcs.csv", USGS, "latin-1"), identifier="usgs")
    add("minerals", _write(tmp_path, "bgs.csv", BGS), identifier="bgs")
    (conflict,) = _between("bgs", "usgs")
    assert (conflict["country"], conflict["commodity"]) == ("TJK", "antimony")
    assert (conflict["left"], conflict["left_year"], conflict["left_value"]) == (
        "bgs",
        2023,
        31721.0,
    )
    assert (conflict["right"], conflict["right_year"], conflict["right_value"]) == (
        "usgs",
        2024,
        22000.0,
    )
    assert conflict["gap"] == pytest.approx(1 - 22000 / 31721)
    assert not [one for one in _between("bgs", "usgs") if one["country"] == "MMR"]


def test_the_real_mineral_tables_disagree_on_tajik_antimony(shared: Path) -> None:
    folder = shared / "data/minerals"
    usgs = add("minerals", folder / "usgs_mcs2026.csv.gz")
    bgs = add("minerals", folder / "bgs_production_14_commodities.csv.gz")
    for ds in (usgs, bgs):
        assert ds.coverage is not None
        assert ds.coverage.rows_refused == 0
    (conflict,) = [
        one
        for one in _between(bgs.id, usgs.id)
        if (one["country"], one["commodity"]) == ("TJK", "antimony")
    ]
    assert (conflict["left_value"], conflict["right_value"]) == (31721.0, 22000.0)


def test_minerals_of_an_unknown_unit_or_source(tmp_path: Path) -> None:
    text = BGS.replace("tonnes (metal content)\nMMR", "bushels\nMMR")
    with pytest.raises(InputError, match=r"unit is not known .column 'units'.: 'bushels'"):
        add("minerals", _write(tmp_path, "b.csv", text))
    with pytest.raises(InputError, match="neither the USGS's nor the BGS's"):
        add("minerals", _write(tmp_path, "x.csv", "a,b\n1,2\n"))


def test_distances_take_the_place_of_the_embedded_ones(tmp_path: Path) -> None:
    before = reference.distances()
    assert set(before["dataset"]) == {"embedded"}
    # GeoDist calls Romania ROM: under its code of today it is found.
    assert before.filter(pl.col("exporter") == "ROU", pl.col("importer") == "IDN").height == 1
    text = "iso_o,iso_d,dist\nTJK,IDN,1234.5\nIDN,TJK,1234.5\n"
    ds = add("distances", _write(tmp_path, "d.csv", text))
    after = reference.distances()
    assert after.height == before.height
    own = after.filter(pl.col("dataset") == ds.id)
    assert own.select("exporter", "importer", "dist", "contig").rows() == [
        ("IDN", "TJK", 1234.5, None),
        ("TJK", "IDN", 1234.5, None),
    ]


def test_distances_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column gives a distance"):
        add("distances", _write(tmp_path, "d.csv", "origin,destination\nTJK,IDN\n"))
    text = "exporter,importer,dist\nTJK,IDN,far\nTJK,Q1,5\nTJK,CHN,1\nTJK,CHN,1\n"
    with pytest.raises(InputError) as refused:
        add("distances", _write(tmp_path, "e.csv", text))
    for reason in (
        "dist is not a length (column 'dist'): 'far'",
        "importer is not a known",
        "the same pair",
    ):
        assert reason in str(refused.value)


def test_gdp_in_long_form(tmp_path: Path) -> None:
    text = "country,year,gdp,population\nTJK,2024,1000,\nTJK,2023,..,10\nIDN,2024,5,6\n"
    ds = add("gdp", _write(tmp_path, "g.csv", text))
    assert ds.years == (2023, 2024)
    assert ds.scan().select("country", "year", "gdp", "population").collect().rows() == [
        ("IDN", 2024, 5.0, 6.0),
        ("TJK", 2023, None, 10.0),
        ("TJK", 2024, 1000.0, None),
    ]
    economies = reference.economies()
    own = economies.filter(pl.col("dataset") == ds.id)
    assert own.height == 3
    assert economies.filter(pl.col("country") == "CHN")["dataset"].unique().to_list() == [
        "embedded"
    ]


def test_gdp_as_the_world_bank_gives_it(tmp_path: Path) -> None:
    text = (
        '"Country Name","Country Code","Indicator Name","Indicator Code","2022","2023"\n'
        '"Tajikistan","TJK","GDP (current US$)","NY.GDP.MKTP.CD","10","12"\n'
        '"Tajikistan","TJK","Population, total","SP.POP.TOTL","9","9.5"\n'
        '"World","WLD","Population, total","SP.POP.TOTL","9","9.5"\n'
    )
    ds = add("gdp", _write(tmp_path, "wb.csv", text))
    assert ds.scan().select("country", "year", "gdp", "population").collect().rows() == [
        ("TJK", 2022, 10.0, 9.0),
        ("TJK", 2023, 12.0, 9.5),
    ]
    assert ds.coverage is not None
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("areas", 2)]


def test_gdp_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column gives GDP"):
        add("gdp", _write(tmp_path, "g.csv", "country,year,x\nTJK,2020,1\n"))
    with pytest.raises(InputError, match=r"gdp is no number .column 'gdp'.: 'much'"):
        add("gdp", _write(tmp_path, "h.csv", "country,year,gdp\nTJK,2020,much\n"))
    with pytest.raises(InputError, match=r"gdp is below 0 .column 'gdp'.: '-5'"):
        add("gdp", _write(tmp_path, "i.csv", "country,year,gdp\nTJK,2020,-5\n"))


def test_texts_of_the_user_go_into_the_origin(tmp_path: Path) -> None:
    path = _write(tmp_path, "g.csv", "country,year,gdp\nTJK,2020,1\n")
    options = Options(title="GDP", producer="Agency", version="v1", licence="CC BY 4.0")
    ds = add("gdp", path, options=options)
    assert ds.title == "GDP"
    assert ds.origin.cite() == "Agency: GDP, v1 (CC BY 4.0)"
