import gzip
import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from sinergi.cli.main import run
from sinergi.errors import InputError, UsageError
from sinergi.evidence.indicator_tables import indicators
from sinergi.trade import mirror, queries
from sinergi.trade.adding import add
from sinergi.trade.loading import Options

pytestmark = pytest.mark.usefixtures("home")

HEADER = (
    "typeCode,refYear,period,reporterISO,flowCode,partnerISO,motCode,classificationCode,"
    "cmdCode,netWgt,primaryValue"
)
# Indonesia's export report and China's import report of the same ore; Tajikistan does not report.
ROWS = (
    'C,2020,2020,IDN,X,CHN,0,H5,260400,"1000000",50000',
    "C,2020,2020,CHN,M,IDN,0,H5,260400,1100000,60000",
    "C,2020,2020,IDN,M,TJK,0,H5,520100,0,700",
    "C,2020,2020,IDN,X,W00,0,H5,260400,1000000,50000",
    "C,2020,2020,IDN,X,CHN,0,H5,26,1000000,50000",
    "C,2020,2020,IDN,X,CHN,2100,H5,260400,1000000,50000",
    "C,2020,2020,IDN,RX,SGP,0,H5,260400,5,5",
    "C,2020,2020,IDN,M,IDN,0,H5,260400,5,5",
    "C,2020,2020,IDN,X,S19,0,H5,260400,,80",
)


def _write(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return path


def test_comtrade_takes_the_importers_report_and_keeps_both(tmp_path: Path) -> None:
    ds = add("comtrade", _write(tmp_path / "c.csv", *ROWS))
    assert (ds.id, ds.nomenclature) == ("comtrade-hs17-2020", "HS17")
    assert ds.scan().collect().rows() == [
        (2020, "IDN", "CHN", "260400", 60000.0, 1100.0),
        (2020, "IDN", "TWN", "260400", 80.0, None),
        (2020, "TJK", "IDN", "520100", 700.0, None),
    ]
    assert ds.coverage is not None
    assert {c.code for c in ds.coverage.left_out} == {"W00", "flow", "inside", "level", "transport"}
    both = mirror.compare(ds)
    assert both.rows(named=True) == [
        {
            "year": 2020,
            "exporter": "IDN",
            "importer": "CHN",
            "product": "260400",
            "exporter_value": 50000.0,
            "importer_value": 60000.0,
            "exporter_quantity": 1000.0,
            "importer_quantity": 1100.0,
            "gap": 10000.0,
            "ratio": 1.2,
        }
    ]
    one_sided = mirror.compare(ds, importer="IDN", both=False)
    assert one_sided["exporter_value"].to_list() == [None]
    assert one_sided["gap"].to_list() == [None]


def test_the_exporters_report_on_request(tmp_path: Path) -> None:
    path = _write(tmp_path / "c.csv", *ROWS)
    ds = add("comtrade", path, options=Options(prefer="exporter"))
    assert ds.scan().filter(pl.col("importer") == "CHN").collect()["value"].to_list() == [50000.0]
    with pytest.raises(UsageError, match="exporter or importer"):
        add("comtrade", path, options=Options(prefer="both"))


def test_months_add_up_to_the_year(tmp_path: Path) -> None:
    rows = [f"C,2020,2020{m:02},IDN,X,CHN,0,H5,260400,1000,10" for m in range(1, 13)]
    ds = add("comtrade", _write(tmp_path / "c.csv", *rows))
    assert ds.scan().collect().rows() == [(2020, "IDN", "CHN", "260400", 120.0, 12.0)]


def test_several_revisions_need_a_target(tmp_path: Path) -> None:
    rows = (ROWS[0], "C,2020,2020,AUS,X,CHN,0,H6,260400,2000,20")
    path = _write(tmp_path / "c.csv", *rows)
    with pytest.raises(UsageError, match=r"several revisions \(HS17, HS22\).*--to HS92"):
        add("comtrade", path)
    ds = add("comtrade", path, options=Options(convert_to="HS92"))
    assert ds.nomenclature == "HS92"
    assert sorted(ds.scan().collect()["exporter"].to_list()) == ["AUS", "IDN"]


def test_a_file_that_does_not_say_its_revision(tmp_path: Path) -> None:
    header = "Year,Reporter ISO,Partner ISO,Trade Flow,Commodity Code,Trade Value (US$)"
    path = _write(tmp_path / "c.csv", "2012,IDN,TJK,Import,10121,5", header=header)
    with pytest.raises(UsageError, match="--revision HS17"):
        add("comtrade", path)
    ds = add("comtrade", path, options=Options(revision="HS12"))
    assert ds.scan().collect().rows() == [(2012, "TJK", "IDN", "010121", 5.0, None)]


LEVELS = (
    *(f"C,2020,2020,CHN,M,IDN,0,H5,{code},1000,10" for code in ("2604", "2605", "0101")),
    "C,2020,2020,CHN,M,IDN,0,H5,26,2000,20",
    "C,2020,2020,CHN,M,IDN,0,H5,TOTAL,3000,30",
    "C,2020,2020,CHN,M,IDN,0,H5,260400,1000,10",
)


def test_headings_are_loaded_as_they_are(tmp_path: Path) -> None:
    path = _write(tmp_path / "c.csv", *LEVELS)
    ds = add("comtrade", path, options=Options(digits=4))
    assert (ds.id, ds.digits, ds.complete) == ("comtrade-hs17-4digits-2020", 4, False)
    assert queries.products(ds) == ["0101", "2604", "2605"]
    assert ds.coverage is not None
    assert ds.coverage.products_unknown_count == 0
    assert {(c.code, c.note): c.rows for c in ds.coverage.left_out} == {
        ("level", "two-digit chapters, which --digits 2 loads"): 1,
        ("level", "six-digit products, which --digits 6 loads"): 1,
        ("code", "a total, or no HS code"): 1,
    }
    assert queries.pair_series(ds, "IDN", "CHN", "26")["value"].to_list() == [20.0]
    assert queries.pair_series(ds, "IDN", "CHN", "2604")["value"].to_list() == [10.0]
    asked: tuple[Callable[[], object], ...] = (
        lambda: queries.pair_series(ds, "IDN", "CHN", "260400"),
        lambda: queries.exporters_of(ds, "260400", 2020),
        lambda: mirror.compare(ds, products=["260400"]),
    )
    for ask in asked:
        with pytest.raises(
            UsageError, match=r"products of 4 digits: nothing about 260400. Ask for 2604"
        ):
            ask()
    whole = add("comtrade", path)
    with pytest.raises(UsageError, match="has products of 4 digits, 'comtrade-hs17-2020' of 6"):
        mirror.compare_datasets(ds, whole, exporter="IDN", importer="CHN")


def test_indicators_of_headings(tmp_path: Path) -> None:
    ds = add("comtrade", _write(tmp_path / "c.csv", *LEVELS[:3]), options=Options(digits=4))
    found = indicators("trade-balance", dataset=ds.id)
    assert found.origin["level"] == "4"
    assert set(found.table["product"]) == {"0101", "2604", "2605"}
    assert indicators("trade-balance", dataset=ds.id, digits=2).origin["level"] == "2"
    with pytest.raises(UsageError, match="has products of 4 digits, not of 6"):
        indicators("trade-balance", dataset=ds.id, digits=6)
    with pytest.raises(UsageError, match="does not cover all goods"):
        indicators("rca", dataset=ds.id)


def test_ninety_chapters_of_headings_are_not_all_goods(tmp_path: Path) -> None:
    rows = [f"C,2020,2020,CHN,M,IDN,0,H5,{chapter:02}01,1,1" for chapter in range(1, 97)]
    assert not add(
        "comtrade", _write(tmp_path / "c.csv", *rows), options=Options(digits=4)
    ).complete


def test_a_report_of_which_little_is_kept_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _write(tmp_path / "c.csv", *LEVELS)
    assert run(["data", "add", "comtrade", str(path)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    assert (
        "only 1 rows are of six-digit products; 3 of four-digit headings were left out: "
        "load those with --digits 4" in shown
    )
    assert "chapters were left out" not in shown
    bad = "C,x,x,CHN,M,IDN,0,H5,2604,1,1"
    nothing = _write(tmp_path / "n.csv", *LEVELS[:3], bad)
    with pytest.raises(InputError, match=r"not a year.*3 left out: four-digit.*--digits 4 loads"):
        add("comtrade", nothing)


def test_a_flow_that_the_user_says(tmp_path: Path) -> None:
    header = "ref_year,reporter_iso,partner_iso,cmd_code,primary_value"
    path = _write(tmp_path / "c.csv", "2020,CHN,IDN,260400,7", header=header)
    with pytest.raises(InputError, match=r"no column gives the flow.*--flow imports or exports"):
        add("comtrade", path, options=Options(revision="HS17"))
    for flow, expected in (("imports", ("IDN", "CHN")), ("exports", ("CHN", "IDN"))):
        ds = add("comtrade", path, identifier=flow, options=Options(revision="HS17", flow=flow))
        assert ds.scan().collect().row(0)[1:3] == expected
    with pytest.raises(UsageError, match=r"says the flow of each row.*Leave --flow out"):
        add("comtrade", _write(tmp_path / "f.csv", *ROWS), options=Options(flow="imports"))


@pytest.mark.parametrize(
    ("kind", "options", "message"),
    [
        ("comtrade", Options(digits=5), "--digits: 5 digits. Give 2, 4 or 6"),
        ("comtrade", Options(flow="both"), "--flow is imports or exports"),
        ("comtrade", Options(digits=4, convert_to="HS92"), "cannot be converted"),
        ("comtrade", Options(digits=4), "several revisions.*each revision alone"),
        ("baci", Options(digits=4), "--digits does not apply to baci"),
    ],
)
def test_levels_and_flows_that_cannot_be(
    tmp_path: Path, kind: str, options: Options, message: str
) -> None:
    rows = (LEVELS[0], "C,2021,2021,CHN,M,IDN,0,H6,2604,1,1")
    with pytest.raises(UsageError, match=message):
        add(kind, _write(tmp_path / "c.csv", *rows), options=options)


def test_real_headings(shared: Path) -> None:
    path = shared / "data/trade/eu27_imports_39hs4_bilateral_2018_2022.parquet"
    ds = add("comtrade", path, options=Options(revision="HS17", flow="imports", digits=4))
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_kept) == (173_358, 112_203)
    raw = pl.read_parquet(path).filter(
        (pl.col("reporter_iso") == "AUT") & (pl.col("cmd_code") == "4401")
    )
    raw = raw.filter((pl.col("partner_iso") == "BEL") & (pl.col("ref_year") == 2018))
    got = queries.pair_series(ds, "BEL", "AUT", "4401").filter(pl.col("year") == 2018)
    assert got["value"].to_list() == raw["primary_value"].to_list()


GOOD = [f"C,2020,2020,IDN,X,CHN,0,H5,{code},1000,10" for code in range(260400, 260600)]
BAD = {
    "C,20,20,IDN,X,CHN,0,H5,260400,1,1": "not a year (column 'refYear'): '20'",
    "C,2020,2020,QQQ,X,CHN,0,H5,260400,1,1": (
        "reporter is not a known country (column 'reporterISO'): 'QQQ'"
    ),
    "C,2020,2020,IDN,X,Q Q,0,H5,260400,1,1": (
        "partner is not a known country (column 'partnerISO'): 'Q Q'"
    ),
    "C,2020,2020,IDN,Z,CHN,0,H5,260400,1,1": "not a known trade flow (column 'flowCode'): 'Z'",
    "C,2020,2020,IDN,X,CHN,0,H5,,1,1": "no product code",
    "C,2020,2020,IDN,X,CHN,0,H5,260400,1,": "value is not a number (column 'primaryValue'): ''",
    "C,2020,2020,IDN,X,CHN,0,H5,260400,1,-4": "value is negative (column 'primaryValue'): '-4'",
    "C,2020,2020,IDN,X,CHN,0,H5,260400,x,4": "weight is not a number (column 'netWgt'): 'x'",
    "C,2020,2020,IDN,X,CHN,0,H5,260400,1000,10": "the same report stands before",
    "C,2020,2020,IDN,X,CHN,0,H5,260400,1,4,5,6": "13 cells where the header has 11",
}


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_row_is_kept_with_its_line_and_reason(tmp_path: Path, bad: str) -> None:
    ds = add("comtrade", _write(tmp_path / "c.csv", *GOOD, bad))
    rejects = pl.read_csv(ds.folder / "rejects.csv")
    assert rejects["line"].to_list() == [202]
    assert rejects["reason"].to_list() == [BAD[bad]]
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_kept) == (201, 200)


def test_lines_are_counted_over_line_ends_in_quoted_cells(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    note = '"two\nlines"'
    rows = [f"{row},{note}" for row in (*GOOD[:120], "C,x,x,IDN,X,CHN,0,H5,260400,1,1")]
    _write(path, *rows, header=HEADER + ",note")
    ds = add("comtrade", path)
    assert pl.read_csv(ds.folder / "rejects.csv")["line"].to_list() == [242]


def test_packed_and_in_other_encodings(tmp_path: Path) -> None:
    text = "\n".join([HEADER + ",reporterDesc", *(f"{row},Côte d’Ivoire" for row in GOOD)])
    packed = tmp_path / "c.csv.gz"
    packed.write_bytes(gzip.compress(text.encode("cp1252")))
    ds = add("comtrade", packed, identifier="packed")
    plain = tmp_path / "c.csv"
    plain.write_text(text.replace(",", ";"), encoding="utf-8-sig")
    again = add("comtrade", plain, identifier="plain")
    assert ds.scan().collect().equals(again.scan().collect())


def test_wits_counts_in_thousands(tmp_path: Path) -> None:
    header = (
        "Nomenclature,ReporterISO3,ProductCode,PartnerISO3,Year,TradeFlowName,TradeFlowCode,"
        "TradeValue in 1000 USD,NetWeight in KGM"
    )
    rows = (
        "H5,IDN,520100,TJK,2021,Gross Imp.,5,12.5,3000",
        "H5,IDN,520100,WLD,2021,Gross Imp.,5,99,3000",
        "H5,IDN,260400,OAS,2021,Gross Exp.,6,1,",
    )
    ds = add("wits", _write(tmp_path / "w.csv", *rows, header=header))
    assert ds.scan().collect().rows() == [
        (2021, "IDN", "TWN", "260400", 1000.0, None),
        (2021, "TJK", "IDN", "520100", 12500.0, 3.0),
    ]
    assert ds.origin.producer.startswith("World Bank")


def test_input_that_is_no_table(tmp_path: Path) -> None:
    binary = tmp_path / "b.csv"
    binary.write_bytes(b"\x00\x01\x02" * 100)
    empty = tmp_path / "e.csv"
    empty.write_bytes(b"")
    header_only = _write(tmp_path / "h.csv")
    other = _write(tmp_path / "o.csv", "1,2", header="a,b")
    twice = _write(tmp_path / "t.csv", "1,2", header="year,Year")
    parquet = tmp_path / "p.parquet"
    parquet.write_bytes(b"PAR1")
    headings = _write(tmp_path / "heads.csv", "C,2020,2020,IDN,X,CHN,0,H5,2604,1,1")
    for path, message in [
        (binary, "is a binary file"),
        (empty, "the file is empty"),
        (header_only, "the table has no rows"),
        (other, "no column gives the year.*Columns there: a, b"),
        (twice, "the columns 'year' and 'Year' have one name"),
        (parquet, "is not a whole Parquet file"),
        (headings, "no row can be loaded .1 left out: four-digit headings, which --digits 4 loads"),
        (tmp_path, "is a folder"),
    ]:
        with pytest.raises(InputError, match=message):
            add("comtrade", path)


def test_baci_has_nothing_to_mirror(baci_zip) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError, match="one figure a flow"):
        mirror.compare(add("baci", baci_zip()))


def test_two_datasets_side_by_side(tmp_path: Path) -> None:
    national = add("comtrade", _write(tmp_path / "a.csv", ROWS[0]), identifier="national")
    partner = add("comtrade", _write(tmp_path / "b.csv", ROWS[1]), identifier="partner")
    found = mirror.compare_datasets(national, partner, exporter="IDN", importer="CHN")
    assert found.select("exporter_value", "importer_value", "ratio").rows() == [
        (50000.0, 60000.0, 1.2)
    ]


def test_two_datasets_side_by_side_on_the_command_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add("comtrade", _write(tmp_path / "a.csv", ROWS[0]), identifier="national")
    add("comtrade", _write(tmp_path / "b.csv", ROWS[1]), identifier="partner")
    command = ["data", "mirror", "national", "--against", "partner"]
    assert run([*command, "--exporter", "IDN", "--importer", "CHN", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["exporter_value"], row["importer_value"], row["ratio"]) == (50000.0, 60000.0, 1.2)
    assert run([*command, "--exporter", "IDN", "--importer", "CHN", "--product", "01"]) == 0
    assert "0 flows" in capsys.readouterr().out
    assert run([*command, "--exporter", "IDN"]) == 2
    assert "Give --exporter and --importer" in capsys.readouterr().err


def test_real_reports_of_nickel(shared: Path) -> None:
    path = shared / "data/trade/nickel_260400_750110_bilateral_2000_2024.parquet"
    ds = add("comtrade", path, options=Options(revision="HS92"))
    assert ds.coverage is not None
    assert ds.coverage.rows_refused == 0
    raw = pl.read_parquet(path).filter(
        (pl.col("period") == 2012)
        & (pl.col("reporterISO") == "CHN")
        & (pl.col("partnerISO") == "IDN")
        & (pl.col("flowCode") == "M")
        & (pl.col("cmdCode") == 260400)
    )
    got = mirror.compare(ds, exporter="IDN", importer="CHN", products=["260400"])
    row = got.filter(pl.col("year") == 2012)
    assert row["importer_value"].to_list() == raw["primaryValue"].to_list()
    assert (row["importer_quantity"] * 1000).to_list() == pytest.approx(raw["netWgt"].to_list())
