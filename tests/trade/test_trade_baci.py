import csv
import zipfile
from pathlib import Path

import polars as pl
import pytest

from sinergi import store
from sinergi.errors import InputError, UsageError
from sinergi.trade import catalogue, flows, queries
from sinergi.trade.adding import add
from sinergi.trade.loading import Options

from .conftest import HEADER, ROWS_2020, WriteZip

pytestmark = pytest.mark.usefixtures("home")

EVEN = tuple(f"2020,360,156,{code},1.000,1.000" for code in range(110100, 110400))
"""300 sound rows: two bad ones beside them stay below one per cent."""


def test_a_zip_as_cepii_publishes_it_becomes_flows(baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip())
    assert ds.id == "baci-hs92-202601-2020-2021"
    assert (ds.kind, ds.nomenclature, ds.years) == ("trade", "HS92", (2020, 2021))
    frame = ds.scan().collect()
    assert dict(frame.schema) == flows.SCHEMA
    rows = frame.filter(pl.col("year") == 2020).rows()
    assert rows == [
        (2020, "IDN", "CHN", "260400", 12345.0, 1000.5),
        (2020, "IDN", "TJK", "010111", 500.0, None),
        (2020, "TJK", "IDN", "760110", 100000.0, 50.25),
        (2020, "TWN", "IDN", "854211", 7000.0, 0.001),
    ]
    assert ds.origin.version == "HS92 V202601"
    assert "Other Asia" in " ".join(ds.origin.notes)
    assert not store.faults(ds.folder)


def test_a_folder_with_the_unpacked_files_gives_the_same(
    baci_zip: WriteZip, tmp_path: Path
) -> None:
    path = baci_zip()
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "unpacked")
    packed = add("baci", path, identifier="packed").scan().collect()
    unpacked = add("baci", tmp_path / "unpacked", identifier="unpacked").scan().collect()
    assert packed.equals(unpacked)
    assert sorted(p.name for p in (tmp_path / "unpacked").iterdir()) == [
        "BACI_HS92_Y2020_V202601.csv",
        "BACI_HS92_Y2021_V202601.csv",
        "country_codes_V202601.csv",
    ]


def test_only_the_years_asked_for(baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip(), options=Options(years=(2021,)))
    assert ds.years == (2021, 2021)
    with pytest.raises(UsageError, match="no file of 1999"):
        add("baci", baci_zip(), options=Options(years=(1999,)))


BAD = {
    "2020,360,156,12345678,1.0,1": "k is not a product code of six digits: '12345678'",
    "2020,360,156,abcdef,1.0,1": "k is not a product code of six digits: 'abcdef'",
    "2020,360,999,260400,1.0,1": "j is not a known country code: '999'",
    "2020,xx,156,260400,1.0,1": "i is not a known country code: 'xx'",
    "2019,360,156,260400,1.0,1": "t is not the year of the file: '2019'",
    "2020,360,156,260400,-5,1": "v is not an amount: '-5'",
    "2020,360,156,260400,,1": "v is not an amount: ''",
    "2020,360,156,260400,nan,1": "v is not an amount: 'nan'",
    "2020,360,156,260400,inf,1": "v is not an amount: 'inf'",
    "2020,360,156,260400,1.0,many": "q is not an amount or NA: 'many'",
    "2020,360,156,260400,1.0,-1": "q is not an amount or NA: '-1'",
    "2020,360,360,260400,1.0,1": "exporter and importer are the same: '360'",
    "2020,360,156,260400,1.0": "6 cells are expected: there are 5",
    "2020,360,156,260400,1.0,1,7": "6 cells are expected: there are 7",
    '2020,360,156,"260400",1.0,1': "k is not a product code of six digits: '\"260400\"'",
    "\x00\x01": "6 cells are expected: there are 1",
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_row_is_kept_with_its_line_and_reason(baci_zip: WriteZip, bad: str) -> None:
    path = baci_zip({2020: (*EVEN[:150], bad, *EVEN[150:])})
    ds = add("baci", path)
    with (ds.folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        rejects = list(csv.DictReader(line.replace("\0", "") for line in file))
    assert [(r["file"], r["line"], r["reason"]) for r in rejects] == [
        ("BACI_HS92_Y2020_V202601.csv", "152", BAD[bad])
    ]
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_refused) == (301, 1)
    assert ds.scan().collect().height == 300


def test_two_kinds_of_fault_at_once(baci_zip: WriteZip) -> None:
    rows = (EVEN[0], "2020,360,156,260400,1.0", *EVEN[1:], "2020,360,156,260400,x,1")
    ds = add("baci", baci_zip({2020: rows}))
    with (ds.folder / "rejects.csv").open(encoding="utf-8", newline="") as file:
        assert [r["line"] for r in csv.DictReader(file)] == ["3", "303"]


def test_a_short_and_a_long_line_do_not_make_up_for_each_other(baci_zip: WriteZip) -> None:
    rows = (*EVEN, "2020,360,156,260400,1.0", "2020,360,156,260500,1.0,1,7")
    ds = add("baci", baci_zip({2020: rows}))
    rejects = pl.read_csv(ds.folder / "rejects.csv")
    assert rejects["line"].to_list() == [302, 303]
    assert rejects["reason"].str.starts_with("6 cells are expected").all()


@pytest.mark.parametrize("ending", ["\n", "\r\n", ""])
def test_line_ends(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "BACI_HS92_Y2020_V202601.csv"
    text = (ending or "\n").join([HEADER, *ROWS_2020]) + ending
    path.write_bytes(text.encode())
    ds = add("baci", path)
    assert ds.scan().select(pl.col("value").sum()).collect().item() == 119_845.0
    assert ds.scan().select(pl.col("quantity").null_count()).collect().item() == 1


def test_a_code_only_the_edition_knows(tmp_path: Path) -> None:
    rows = "2020,833,156,260400,1.0,1\n2020,834,156,260400,1.0,1\n2020,899,156,260400,1.0,1\n"
    path = tmp_path / "baci.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BACI_HS92_Y2020_V202601.csv", f"{HEADER}\n{rows}")
        table = "country_code,country_name,country_iso2,country_iso3\n833,Isle of Man,IM,IMN\n"
        archive.writestr("country_codes_V202601.csv", table)
    ds = add("baci", path)
    assert sorted(ds.scan().collect()["exporter"]) == ["IMN", "TZA"]
    assert ds.coverage is not None
    assert "country codes taken from the edition's own table: 833 IMN" in ds.coverage.notes
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("899", 1)]


def test_a_repeated_flow_is_refused_not_added_up(baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip({2020: (*EVEN, EVEN[7])}))
    assert ds.coverage is not None
    assert [(c.code, c.rows) for c in ds.coverage.refused] == [
        ("the same flow stands in an earlier line", 1)
    ]
    assert queries.totals(ds, exporter="IDN", year=2020) == 300_000.0


def test_more_than_one_per_cent_of_bad_rows_is_refused(baci_zip: WriteZip, home: Path) -> None:
    bad = tuple(f"2020,360,999,{code},1.0,1" for code in range(110100, 110105))
    path = baci_zip({2020: (*EVEN, *bad)})
    with pytest.raises(InputError, match=r"5 of 305 rows \(1.6%\) are refused") as refused:
        add("baci", path)
    assert "line 302: j is not a known country code: '999' (5 rows)" in str(refused.value)
    assert catalogue.datasets() == [d for d in catalogue.datasets() if d.embedded]
    assert not list((home / "datasets").glob(".draft*"))
    kept = (home / "rejects" / "baci.csv").read_text(encoding="utf-8")
    assert kept.count("\n") == 6
    ds = add("baci", path, options=Options(accept_rejects=True))
    assert ds.coverage is not None
    assert ds.coverage.rows_refused == 5
    assert [(c.code, c.rows) for c in ds.coverage.countries_unknown] == [("999", 5)]


def test_areas_that_are_no_country_are_left_out_and_said(baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip({2020: (*EVEN, "2020,697,360,260400,1.0,1")}))
    assert ds.coverage is not None
    assert ds.coverage.rows_refused == 0
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("697", 1)]


def test_codes_that_are_one_country_today_are_added_up(baci_zip: WriteZip) -> None:
    rows = (
        "2020,276,360,260400,1.000,5.000",
        "2020,280,360,260400,2.000,7.000",
        "2020,276,360,750110,1.000,5.000",
        "2020,280,360,750110,2.000,NA",
        "2020,276,280,750110,2.000,NA",
    )
    ds = add("baci", baci_zip({2020: rows}))
    assert ds.scan().collect().rows() == [
        (2020, "DEU", "IDN", "260400", 3000.0, 12.0),
        (2020, "DEU", "IDN", "750110", 3000.0, None),
    ]
    assert ds.coverage is not None
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("inside", 1)]


def test_a_leading_zero_that_a_spreadsheet_ate_comes_back(baci_zip: WriteZip) -> None:
    ds = add("baci", baci_zip({2020: ("2020,360,156,10121,1.0,1",)}))
    assert ds.scan().collect()["product"].to_list() == ["010121"]


def test_the_revision_comes_from_the_file_name_and_is_converted_on_request(
    baci_zip: WriteZip,
) -> None:
    path = baci_zip({2020: ROWS_2020}, revision="HS17")
    assert add("baci", path, identifier="kept").nomenclature == "HS17"
    ds = add("baci", path, identifier="converted", options=Options(convert_to="HS92"))
    assert ds.nomenclature == "HS92"
    assert "HS17 to HS92" in ds.origin.extraction
    assert ds.coverage is not None
    assert any("converted" in note for note in ds.coverage.notes)
    # HS17 has no such codes: they cannot be converted, and that is said.
    assert [(c.code, c.rows) for c in ds.coverage.left_out] == [("010111", 1), ("854211", 1)]
    total = ds.scan().select(pl.col("value").sum()).collect().item()
    assert total == pytest.approx(112_345.0)


def test_a_conversion_in_parts_gives_the_same(
    baci_zip: WriteZip, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ("844312", "844319", "844390", "854211", "260400", "760110")
    rows = tuple(
        f"2020,{exporter},{importer},{code},{exporter}.000,{importer}.0"
        for exporter in (4, 8, 12, 156, 360, 762)
        for importer in (24, 31, 36)
        for code in codes
    )
    path = baci_zip({2020: rows})
    whole = add("baci", path, identifier="whole", options=Options(convert_to="HS07"))
    monkeypatch.setattr("sinergi.trade.loading._PART", 25)
    parts = add("baci", path, identifier="parts", options=Options(convert_to="HS07"))
    assert parts.scan().collect().equals(whole.scan().collect())
    assert whole.scan().select(pl.col("value").sum()).collect().item() == pytest.approx(
        18_000.0 * (4 + 8 + 12 + 156 + 360 + 762)
    )


def test_the_coverage_says_what_is_there(baci_zip: WriteZip) -> None:
    rows = (*ROWS_2020, "2020,360,156,123456,1.000,1.000")
    ds = add("baci", baci_zip({2020: rows}))
    assert ds.coverage is not None
    (year,) = ds.coverage.years
    assert (year.year, year.rows, year.value) == (2020, 5, 120_845.0)
    assert year.quantity == pytest.approx(1051.751)
    assert (ds.coverage.exporters, ds.coverage.importers, ds.coverage.products) == (3, 3, 5)
    assert ds.coverage.rows_without_quantity == 1
    assert [c.code for c in ds.coverage.products_unknown] == ["123456"]
    assert any("only 3 exporters" in note for note in ds.coverage.notes)
    assert not ds.complete


def test_a_file_that_covers_all_chapters_is_complete(baci_zip: WriteZip) -> None:
    rows = tuple(f"2020,360,156,{chapter:02}0110,1.0,1" for chapter in range(1, 97))
    ds = add("baci", baci_zip({2020: rows}))
    assert ds.complete
    assert catalogue.default_trade().id == ds.id


def _zip_of(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return path


def test_input_that_is_not_baci(tmp_path: Path, baci_zip: WriteZip) -> None:
    empty = tmp_path / "empty.zip"
    empty.write_bytes(b"")
    other = _zip_of(tmp_path / "other.zip", readme__txt="hello")
    header = _zip_of(tmp_path / "header.zip", BACI_HS92_Y2020_V202601__csv="year,from,to\n")
    nothing = _zip_of(tmp_path / "nothing.zip", BACI_HS92_Y2020_V202601__csv=HEADER + "\n")
    binary = _zip_of(tmp_path / "binary.zip", BACI_HS92_Y2020_V202601__csv="\x00\x89PNG\n" * 50)
    mixed = _zip_of(
        tmp_path / "mixed.zip",
        BACI_HS92_Y2020_V202601__csv=HEADER,
        BACI_HS17_Y2020_V202601__csv=HEADER,
    )
    cut = tmp_path / "cut.zip"
    cut.write_bytes(baci_zip().read_bytes()[:200])
    for path, message in [
        (tmp_path / "absent.zip", "there is no such file"),
        (empty, "there is no BACI file in it"),
        (other, "there is no BACI file in it"),
        (cut, "there is no BACI file in it"),
        (header, "the first line is not 't,i,j,k,v,q' but 'year,from,to'"),
        (binary, "the first line is not"),
        (nothing, "no row can be loaded"),
        (mixed, r"several editions of BACI \(HS17 V202601, HS92 V202601\)"),
    ]:
        with pytest.raises(InputError, match=message):
            add("baci", path)
    assert all(d.embedded for d in catalogue.datasets())


def test_a_damaged_archive_is_refused(baci_zip: WriteZip) -> None:
    path = baci_zip()
    damaged = bytearray(path.read_bytes())
    at = damaged.index(b"260400")
    damaged[at : at + 6] = b"999999"
    path.write_bytes(damaged)
    with pytest.raises(InputError, match=r"archive is damaged or locked .*BACI_HS92_Y2020"):
        add("baci", path)


def test_options_of_other_kinds_are_refused(baci_zip: WriteZip) -> None:
    with pytest.raises(UsageError, match="--revision does not apply to baci"):
        add("baci", baci_zip(), options=Options(revision="HS92"))
    with pytest.raises(UsageError, match="'paci' is not a kind of data"):
        add("paci", baci_zip())


def test_real_rows_of_two_exporters(shared: Path, tmp_path: Path) -> None:
    real = pl.read_parquet(shared / "data/trade/baci_hs17_6_bilateral_afg_zaf_2020.parquet")
    path = tmp_path / "BACI_HS17_V202401.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("BACI_HS17_Y2020_V202401.csv", real.write_csv())
    ds = add("baci", path)
    assert ds.complete
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_refused) == (real.height, 0)
    assert ds.coverage.exporters == 2
    assert ds.scan().select(pl.col("value").sum()).collect().item() == pytest.approx(
        real["v"].sum() * 1000
    )
