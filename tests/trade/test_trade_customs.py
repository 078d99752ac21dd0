import csv
from pathlib import Path

import pytest

from sinergi.errors import InputError, MissingDependencyError, UsageError
from sinergi.trade import catalogue
from sinergi.trade.adding import add
from sinergi.trade.catalogue import Dataset
from sinergi.trade.loading import Options

# Ibis 12 calls a method that DuckDB 2 has renamed.
pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]

MAPPING = """
separator = ";"
decimal = ","
date = "%d/%m/%Y"
nomenclature = "HS22"
[columns]
year = "tanggal"
exporter = "negara asal"
product = "pos tarif"
value = "nilai"
quantity = "berat kg"
[fixed]
importer = "IDN"
[factors]
quantity = 0.001
"""
HEADER = "tanggal;negara asal;pos tarif;nilai;berat kg;catatan"
SOUND = (
    "01/02/2023;TJ;5201.00.00;1.000,50;2.500;a",
    "05/02/2023;Tajikistan;52010000;2.000;1.500;b",
    "08/02/2023;762;520100;1;500;c",
    "31/12/2024;CHN;7601.10.00;10;;d",
    "31/12/2024;CHN;7601.10.00;10;5;e",
    "01/03/2023;ID;26040000;10;1;a country's own",
    "01/03/2023;XX;26040000;10;1;no country",
)
FLOWS = [
    (2024, "CHN", "IDN", "760110", 20.0, None),
    (2023, "TJK", "IDN", "520100", 3001.5, 4.5),
]
BAD = {
    "06/02/2023;ZZZ;52010000;2.000;1.500;c": (
        "exporter is not a known country (column 'negara asal'): 'ZZZ'"
    ),
    "06/02/2023;;52010000;2.000;1.500;c": (
        "exporter is not a known country (column 'negara asal'): ''"
    ),
    "07/13/23;CN;52010000;2.000;1.500;d": (
        "not a date of the declared format (column 'tanggal'): '07/13/23'"
    ),
    "08/02/2023;CN;5201;2.000;1.500;e": (
        "not a product code of six digits or more (column 'pos tarif'): '5201'"
    ),
    "08/02/2023;CN;76011000;dua;1.500;f": "value is not a number (column 'nilai'): 'dua'",
    "08/02/2023;CN;76011000;-10;5;h": "value is negative (column 'nilai'): '-10'",
    "08/02/2023;CN;76011000;10;x;h": "quantity is not a number (column 'berat kg'): 'x'",
    "08/02/2023;CN;76011000;10;-1;h": "quantity is negative (column 'berat kg'): '-1'",
    "08/02/2023;CN;76011000;10;5;h;too;long": "8 cells where the header has 6",
    "08/02/2023;CN;76011000": "3 cells where the header has 6",
}


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    path = tmp_path / "mapping.toml"
    path.write_text(MAPPING, encoding="utf-8")
    return path


def _lines(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "lines.csv"
    path.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    return path


def _rejects(ds: Dataset) -> list[tuple[str, str]]:
    with (ds.folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        return [(row["line"], row["reason"]) for row in csv.DictReader(file)]


def check_flows(tmp_path: Path, mapping: Path, engine: str) -> Dataset:
    """What every engine must give; the test on Spark calls it too."""
    path = _lines(tmp_path, *SOUND, *BAD)
    ds = add("customs", path, options=Options(mapping=mapping, engine=engine, accept_rejects=True))
    assert ds.scan().collect().sort("exporter").rows() == FLOWS
    assert ds.nomenclature == "HS22"
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_refused) == (17, 10)
    assert {c.code: c.rows for c in ds.coverage.left_out} == {"areas": 1, "inside": 1}
    # Spark tells only that a line is torn, not how.
    torn = "not as many cells as the header"
    told = (
        BAD.values() if engine == "duckdb" else (torn if "cells" in r else r for r in BAD.values())
    )
    assert sorted(reason for _, reason in _rejects(ds)) == sorted(told)
    return ds


def test_lines_become_flows(tmp_path: Path, mapping: Path) -> None:
    ds = check_flows(tmp_path, mapping, "duckdb")
    # SOUND stands in the lines 2 to 8.
    expected = {reason: str(line) for line, reason in enumerate(BAD.values(), start=9)}
    assert {reason: line for line, reason in _rejects(ds)} == expected


def test_line_numbers_hold_below_a_torn_line(tmp_path: Path, mapping: Path) -> None:
    bad = list(BAD)
    path = _lines(tmp_path, SOUND[0], bad[8], SOUND[1], bad[4], bad[9], bad[5])
    ds = add("customs", path, options=Options(mapping=mapping, accept_rejects=True))
    assert sorted(_rejects(ds)) == [
        ("3", BAD[bad[8]]),
        ("5", BAD[bad[4]]),
        ("6", BAD[bad[9]]),
        ("7", BAD[bad[5]]),
    ]


def test_a_mapping_may_be_a_table(tmp_path: Path) -> None:
    table = tmp_path / "mapping.csv"
    table.write_text(
        "field,column,fixed,factor,format\n"
        "year,tanggal,,,%d/%m/%Y\nexporter,negara asal,,,\nimporter,,IDN,,\n"
        "product,pos tarif,,,\nvalue,nilai,,,\nquantity,berat kg,,0.001,\n"
        'decimal,,",",,\nseparator,,;,,\nnomenclature,,HS22,,\n',
        encoding="utf-8",
    )
    ds = add("customs", _lines(tmp_path, *SOUND), options=Options(mapping=table))
    assert ds.scan().collect().sort("exporter").rows() == FLOWS


def test_more_than_one_per_cent_is_refused(tmp_path: Path, mapping: Path) -> None:
    path = _lines(tmp_path, *SOUND, *BAD)
    with pytest.raises(InputError, match=r"10 of 17 rows .58\.8%. are refused"):
        add("customs", path, options=Options(mapping=mapping))


def test_years_and_revision(tmp_path: Path, mapping: Path) -> None:
    path = _lines(tmp_path, *SOUND)
    ds = add("customs", path, options=Options(mapping=mapping, years=(2024,), convert_to="HS92"))
    assert (ds.years, ds.nomenclature) == ((2024, 2024), "HS92")
    assert ds.coverage is not None
    assert {c.code for c in ds.coverage.left_out} == {"areas", "inside", "years"}


def test_customs_lines_are_never_the_default(tmp_path: Path, mapping: Path) -> None:
    rows = [f"01/02/2023;TJ;{chapter:02}010000;1;1;x" for chapter in range(1, 98)]
    ds = add("customs", _lines(tmp_path, *rows), options=Options(mapping=mapping))
    assert ds.complete
    assert catalogue.default_trade().id == "baci-minerals"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("", "[nothing"), "is not TOML"),
        (("[columns]", '[columns]\nprice = "x"'), "'price' is no field"),
        (('value = "nilai"', ""), "field 'value' has neither a column nor a fixed value"),
        (('importer = "IDN"', 'importer = "IDN"\nvalue = "1"'), "both a column and a fixed"),
        (("%d/%m/%Y", "%d/%m"), "has no year"),
        (('decimal = ","', 'decimal = ";"'), "is neither '.' nor ','"),
        (('"nilai"', '"harga"'), "names a column 'harga' that is not there"),
        (("decimal", "desimal"), "field 'desimal': Extra inputs"),
        (('importer = "IDN"', 'importer = "Atlantis"'), "importer is not a known country"),
    ],
)
def test_a_mapping_that_does_not_fit(
    tmp_path: Path, mapping: Path, change: tuple[str, str], message: str
) -> None:
    mapping.write_text(mapping.read_text(encoding="utf-8").replace(*change), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        add("customs", _lines(tmp_path, *SOUND), options=Options(mapping=mapping))


def test_what_has_to_be_said(tmp_path: Path, mapping: Path) -> None:
    path = _lines(tmp_path, *SOUND)
    with pytest.raises(InputError, match=r"no column gives the importer.*--map"):
        add("customs", path, options=Options(revision="HS22"))
    with pytest.raises(UsageError, match="engine 'flink' is not known"):
        add("customs", path, options=Options(mapping=mapping, engine="flink"))
    mapping.write_text(MAPPING.replace('nomenclature = "HS22"', ""), encoding="utf-8")
    with pytest.raises(UsageError, match="--revision HS22"):
        add("customs", path, options=Options(mapping=mapping))


def test_without_ibis_it_says_what_to_install(
    tmp_path: Path, mapping: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "ibis", None)
    with pytest.raises(MissingDependencyError, match=r"pip install 'sinergi\[customs\]'"):
        add("customs", _lines(tmp_path, *SOUND), options=Options(mapping=mapping))


# PySpark 4.3 and Ibis 12 warn of pandas 3 in many places; their warnings are not ours to mend.
@pytest.mark.spark
@pytest.mark.filterwarnings("ignore")
def test_the_same_expression_on_spark(tmp_path: Path, mapping: Path) -> None:
    pytest.importorskip("pyspark")
    ds = check_flows(tmp_path, mapping, "spark://local")
    assert {line for line, _ in _rejects(ds)} == {""}
