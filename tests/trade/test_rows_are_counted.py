"""No reader loses a row: read is stored, added up, left out or refused, counted in the files."""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sinergi.companies.register_store import PART
from sinergi.companies.registers.mapping_proposal import mapping_of
from sinergi.companies.registers.register_import import import_register
from sinergi.errors import InputError, SinergiError
from sinergi.tabular import open_table
from sinergi.trade.adding import add
from sinergi.trade.catalogue import Dataset
from sinergi.trade.loading import Load, Options

pytestmark = [
    pytest.mark.usefixtures("home"),
    pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning"),
]

COUNTRIES = ["IDN", "TJK", "360", "Таджикистан", "World", "XX", "QQQ", "", "W00"]
PRODUCTS = ["520100", "5201", "52", "TOTAL", "760110", "0101.21", "xx", ""]
NUMBERS = ["1", "2.5", "1e999", "-1", "1e300", "inf", "nan", "NA", "", "1 000", "0", "x", "1e16"]
YEARS = ["2020", "2021", "20", "", "0001", "9999", "year"]
JUNK = ["a,b", '"', "x" * 50, ",,,,,,,,,,,,,,,,,,,,", "", "\ufeff", "a;b;c"]


def _rows(*columns: list[str]) -> st.SearchStrategy[list[str]]:
    row = st.tuples(*map(st.sampled_from, columns)).map(",".join)
    return st.lists(row | st.sampled_from(JUNK), min_size=1, max_size=25)


KINDS: dict[str, tuple[str, st.SearchStrategy[list[str]], Options]] = {
    "comtrade": (
        "refYear,reporterISO,flowCode,partnerISO,cmdCode,primaryValue,netWgt",
        _rows(
            ["2020", "2021", "20"],
            ["IDN", "TJK", "World"],
            ["X", "M", "RX"],
            ["CHN", "KAZ", "XX"],
            ["520100", "760110", "52"],
            ["1", "2.5", "1e999"],
            ["1", "", "0"],
        ),
        Options(revision="HS17", convert_to="HS92"),
    ),
    "wits": (
        "Year,ReporterISO3,TradeFlowName,PartnerISO3,ProductCode,TradeValue in 1000 USD",
        _rows(
            ["2020", "2021"],
            ["IDN", "TJK"],
            ["Import", "Export"],
            ["CHN", "WLD"],
            ["520100", "52"],
            NUMBERS,
        ),
        Options(revision="HS17"),
    ),
    "customs": (
        "Date,Exporter,Importer,HS,Value USD,Net weight (kg)",
        _rows(
            ["2020", "2021"],
            ["IDN", "TJK", "QQQ"],
            ["IDN", "XX", "CHN"],
            ["520100", "5201"],
            ["1", "2.5", "1e999"],
            ["1", ""],
        ),
        Options(revision="HS17", years=(2020,)),
    ),
    "totals": (
        "country,product,year,value",
        _rows(COUNTRIES, ["520100", "760110", "x"], YEARS, NUMBERS),
        Options(revision="HS17", flow="exports"),
    ),
    "tariffs": (
        "importer,exporter,product,rate,year",
        _rows(COUNTRIES, COUNTRIES, PRODUCTS, NUMBERS, YEARS),
        Options(revision="HS17"),
    ),
    "distances": (
        "exporter,importer,dist",
        _rows(COUNTRIES, COUNTRIES, NUMBERS),
        Options(),
    ),
    "gdp": ("country,year,gdp", _rows(COUNTRIES, YEARS, NUMBERS), Options()),
    "minerals": (
        "country_iso3_code,country_trans,year,bgs_commodity_trans,bgs_sub_commodity_trans,"
        "bgs_statistic_type_trans,quantity,units",
        _rows(
            COUNTRIES,
            ["Tajikistan", "World"],
            YEARS,
            ["gold"],
            [""],
            ["Production"],
            NUMBERS,
            ["tonnes (metric)", "kilograms", "?"],
        ),
        Options(),
    ),
}
GOOD = {
    "customs": ["2020,IDN,CHN,520100,1,1", "2021,IDN,CHN,520100,1,1", "2020,QQQ,CHN,520100,1,1"]
}
"""Rows that load, of the kind whose drawn tables seldom do."""
SOME = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def _balanced(ds: Dataset, *, converted: bool) -> None:
    report = ds.coverage
    assert report is not None
    files = {str(path) for path in ds.folder.glob(ds.file)}
    stored = sum(pl.scan_parquet(f).select(pl.len()).collect().item() for f in files)
    assert stored == report.rows_kept
    if not converted:
        found = stored + report.rows_merged + report.rows_left_out + report.rows_refused
        assert found == report.rows_read
    for path in ds.folder.glob("*.parquet"):
        frame = pl.read_parquet(path)
        for column in frame.columns:
            if frame[column].dtype.is_float():
                assert all(math.isfinite(v) for v in frame[column].drop_nulls())


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_is_accounted_for(kind: str) -> None:
    header, rows, options = KINDS[kind]
    options = Options(**{**vars(options), "accept_rejects": True})
    loaded = 0

    @SOME
    @example(GOOD.get(kind, ["", ""]))
    @given(rows)
    def check(lines: list[str]) -> None:
        nonlocal loaded
        with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setenv("SINERGI_HOME", str(Path(folder) / "home"))
            path = Path(folder) / "table.csv"
            path.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
            try:
                ds = add(kind, path, options=options)
            except SinergiError as error:
                lost = "fault of the program" in str(error)
            else:
                _balanced(ds, converted=options.convert_to is not None)
                loaded += 1
                lost = False
            assert not lost

    check()
    assert loaded > 0


def test_a_row_that_vanishes_is_noticed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The test of the test: a reader that forgets to count what it leaves out is caught."""
    path = tmp_path / "gdp.csv"
    path.write_text("country,year,gdp\nTJK,2020,1\nWorld,2020,2\n", encoding="utf-8")
    monkeypatch.setattr(Load, "leave_out", lambda *_: None)
    with pytest.raises(InputError, match="2 rows were read, but 1 are stored"):
        add("gdp", path)


@SOME
@given(_rows(["A", "", "B"], ["Depok", ""], ["TJ", "??"]))
def test_every_row_of_a_register_is_accounted_for(lines: list[str]) -> None:
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("SINERGI_HOME", str(Path(folder) / "home"))
        path = Path(folder) / "register.csv"
        path.write_text("\n".join(["name,city,country", *lines]) + "\n", encoding="utf-8")
        mapping = mapping_of({"name": "name", "city": "city", "country": "country"}, title="x")
        try:
            register = import_register(open_table(path), mapping, "x", country="IDN")
        except SinergiError as error:
            register, lost = None, "fault of the program" in str(error)
        else:
            lost = False
        assert not lost
        if register is None:
            return
        report = register.report
        stored = pl.read_parquet(register.folder / PART.format(0)).height
        assert report.rows == stored + report.refused.total() + report.left_out.total()


def _zip(path: Path, members: list[tuple[str, str]]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, row in members:
            archive.writestr(name, f"t,i,j,k,v,q\n{row}\n")
    return path


def test_a_year_that_stands_twice_in_an_archive_is_refused(tmp_path: Path) -> None:
    name = "BACI_HS92_Y2020_V202601.csv"
    path = _zip(
        tmp_path / "baci.zip",
        [(f"one/{name}", "2020,360,156,260400,1,1"), (f"two/{name}", "2020,762,360,760110,9,1")],
    )
    with pytest.raises(InputError, match="holds the year 2020 more than once"):
        add("baci", path)


@pytest.mark.parametrize("value", ["1e999", "1e308", "inf", "nan"])
@pytest.mark.parametrize("kind", ["baci", "customs", "comtrade"])
def test_a_value_beyond_all_trade_is_refused(
    tmp_path: Path, kind: str, value: str, write: Callable[[str, str], Path]
) -> None:
    revision = None if kind == "baci" else "HS17"
    options = Options(revision=revision, accept_rejects=True)
    ds = add(kind, write(kind, value), options=options)
    assert ds.scan().collect()["value"].to_list() == [1000.0]
    assert ds.coverage is not None
    assert ds.coverage.rows_refused == 1


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """A function that writes a good row and one of another value."""

    def make(kind: str, value: str) -> Path:
        if kind == "baci":
            path = tmp_path / "BACI_HS92_Y2020_V202601.csv"
            text = f"t,i,j,k,v,q\n2020,360,156,260400,1,1\n2020,360,762,760110,{value},1\n"
        elif kind == "customs":
            path = tmp_path / "lines.csv"
            text = f"{KINDS[kind][0]}\n2020,TJK,IDN,520100,1000,1\n2020,TJK,IDN,760110,{value},1\n"
        else:
            path = tmp_path / "reports.csv"
            good = "2020,TJK,X,IDN,520100,1000,1"
            text = f"{KINDS[kind][0]}\n{good}\n2020,TJK,X,IDN,760110,{value},1\n"
        path.write_text(text, encoding="utf-8")
        return path

    return make
