"""Totals of a user: which files are understood, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.errors import InputError, UsageError
from sinergi.evidence import evidence
from sinergi.trade import catalogue
from sinergi.trade.adding import add
from sinergi.trade.loading import Options

pytestmark = pytest.mark.usefixtures("home")

HS92 = Options(revision="HS92")
BOTH = """country,flow,chapter,year,value,quantity
IDN,exports,52,2019,100,10
IDN,exports,61,2019,300,
TJK,X,52,2019,50,5
IDN,imports,52,2019,7,1
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "sums.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_flow_of_a_file_with_both(tmp_path: Path) -> None:
    path = write(tmp_path, BOTH)
    with pytest.raises(UsageError, match="--flow exports or --flow imports"):
        add("totals", path, options=HS92)
    ds = add("totals", path, options=Options(revision="HS92", flow="exports"))
    assert (ds.kind, ds.flow, ds.digits, ds.years) == ("totals", "exports", 2, (2019, 2019))
    assert ds.coverage is not None
    assert (ds.coverage.rows_read, ds.coverage.rows_kept) == (4, 3)
    assert evidence("trade-value", "IDN", "WLD", "all", 2019, dataset=ds.id).value == 400
    assert evidence("trade-quantity", "IDN", "WLD", "61", 2019, dataset=ds.id).value is None
    assert evidence("world-export-share", "TJK", "52", 2019, dataset=ds.id).value == 50 / 150
    assert evidence("rca", "IDN", "52", 2019, dataset=ds.id).value is None, "two chapters"


def test_a_span_of_years_is_a_mean(tmp_path: Path) -> None:
    rows = "country,hs6,period,value\nIDN,520100,2021-2022,10\nTJK,520100,2021-2022,30\n"
    ds = add("totals", write(tmp_path, rows), options=Options(revision="HS22", flow="imports"))
    assert (ds.mean, ds.years, ds.digits) == (True, (2021, 2022), 6)
    found = evidence("trade-value", "WLD", "TJK", "520100", "2021-2022", dataset=ds.id)
    assert found.value == 30
    assert evidence("trade-value", "WLD", "TJK", "520100", 2022, dataset=ds.id).value is None


def test_pairs_need_no_products(tmp_path: Path) -> None:
    rows = "exporter,importer,year,value\nIDN,TJK,2021,10\nTJK,IDN,2021,3\nIDN,KAZ,2021,90\n"
    ds = add("totals", write(tmp_path, rows))
    assert (ds.flow, ds.complete, ds.nomenclature) == ("pairs", True, None)
    assert evidence("market-rank", "IDN", "TJK", "all", 2021, dataset=ds.id).value == 2
    # The user's newest whole totals stand before those that ship.
    found = catalogue.default_totals("pairs")
    assert found is not None
    assert found.id == ds.id


@pytest.mark.parametrize(
    ("text", "options", "why"),
    [
        ("country,chapter,year,value\nIDN,52,2019,1\n", Options(revision="HS92"), "--flow"),
        ("country,chapter,year,value\nIDN,52,2019,1\n", Options(flow="exports"), "--revision"),
        (
            "country,code,year,value\nIDN,52,2019,1\nIDN,5201,2019,1\n",
            Options(revision="HS92", flow="exports"),
            "2 and 4 digits are mixed",
        ),
        (
            "country,code,year,value\nIDN,52,2019,1\nIDN,52,2020-2021,1\n",
            Options(revision="HS92", flow="exports"),
            "spans",
        ),
        (
            "country,code,year,value\nIDN,52,2019,1\nIDN,52,2019,2\n",
            Options(revision="HS92", flow="exports"),
            "the same row stands before",
        ),
        (
            "country,code,year,value\nIDN,52,2019,-1\n",
            Options(revision="HS92", flow="exports"),
            "below 0",
        ),
        ("country,year,value\nIDN,2019,1\n", Options(revision="HS92"), "no column gives the prod"),
        ("exporter,importer,year,value\nIDN,XQZ,2019,1\n", Options(), "not a known country"),
        (
            "country,flow,code,year,value\nIDN,M,52,2019,1\n",
            Options(revision="HS92", flow="exports"),
            "no rows of exports",
        ),
    ],
)
def test_what_cannot_be_summed_is_refused(
    tmp_path: Path, text: str, options: Options, why: str
) -> None:
    with pytest.raises((InputError, UsageError), match=why):
        add("totals", write(tmp_path, text), options=options)
    assert all(d.embedded for d in catalogue.datasets())
