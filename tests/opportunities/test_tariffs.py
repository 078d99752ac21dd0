"""The importer's duty, from a table that a user added."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.errors import UnknownNameError
from sinergi.evidence import evidence
from sinergi.evidence.indicator_tables import indicators
from sinergi.opportunities import backtest, opportunities, partners
from sinergi.trade import adding
from sinergi.trade.loading import Options

BOOK = """importer,exporter,product,rate,year
IDN,,760110,5,2022
IDN,,76011000,7,2022
IDN,TJK,760110,2,2022
IDN,,760110,40,2019
IDN,,261710,450 Rp/kg,2022
IDN,,260700,0,2022
"""


@pytest.fixture(scope="module")
def duties(stored: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("book") / "book.csv"
    path.write_text(BOOK, encoding="utf-8")
    options = Options(revision="HS92")
    return adding.add("tariffs", path, identifier="duties", options=options).id


def test_without_tariffs_the_duty_is_unknown(home: Path) -> None:
    found = opportunities("TJK", "KAZ", dataset="baci-minerals", limit=1)
    assert found.items[0].tariff.evidence is None
    assert "data add tariffs" in (found.items[0].tariff.unknown or "")


def test_the_newest_duty_and_the_preference_count(duties: str) -> None:
    found = opportunities("TJK", "IDN", dataset="baci-minerals")
    by_product = {item.product: item.tariff for item in found.items}
    assert by_product["760110"].value == pytest.approx(0.02)
    assert by_product["760110"].evidence == "tariff/TJK/IDN/760110/HS92@duties"
    assert by_product["260700"].value == 0
    assert "by weight or piece" in (by_product["261710"].unknown or "")
    assert "no duty of this importer" in (by_product["710812"].unknown or "")
    others = opportunities("KAZ", "IDN", dataset="baci-minerals")
    mfn = next(item.tariff for item in others.items if item.product == "760110")
    assert mfn.value == pytest.approx(0.06)


def test_the_duty_computes_again_from_its_id(duties: str) -> None:
    found = evidence("tariff", "TJK", "IDN", "760110", "HS92", dataset=duties)
    assert found.value == pytest.approx(0.02)
    assert found.datasets[0].id == "duties"


def test_duties_are_no_trade(duties: str) -> None:
    for ask in (
        lambda: opportunities("TJK", "IDN", dataset=duties),
        lambda: partners("TJK", dataset=duties),
        lambda: backtest(duties),
        lambda: indicators("intensity", dataset=duties),
    ):
        with pytest.raises(UnknownNameError, match="holds tariffs, no trade flows"):
            ask()


def test_a_duty_of_another_revision_is_converted(stored: Path, tmp_path: Path) -> None:
    path = tmp_path / "book22.csv"
    path.write_text("product,rate\n750110,4\n", encoding="utf-8")
    options = Options(revision="HS22", country="IDN")
    held = adding.add("tariffs", path, identifier="duties-hs22", options=options)
    found = evidence("tariff", "TJK", "IDN", "750110", "HS92", dataset=held.id)
    assert found.value == pytest.approx(0.04)


def test_a_preference_raises_the_potential_where_duties_are_given(duties: str) -> None:
    asked = {"exporter": "TJK", "importer": "IDN", "ease": "gravity"}
    free = indicators("potential", dataset="baci-minerals", **asked)
    taxed = indicators("potential", dataset="baci-minerals", inputs={"tariffs": duties}, **asked)
    assert taxed.origin["inputs"]["tariffs"] == "duties"
    assert [one["id"] for one in taxed.origin["datasets"]] == ["baci-minerals", "geodist", "duties"]
    columns = ("product", "potential")
    before = dict(free.table.select(columns).iter_rows())
    after = dict(taxed.table.select(columns).iter_rows())
    # Those who sell now pay 6 per cent, Tajikistan would pay 2.
    assert after["760110"] / before["760110"] == pytest.approx(1.06 / 1.02)
    assert after["710812"] == pytest.approx(before["710812"])


def test_a_trade_dataset_holds_no_tariffs() -> None:
    with pytest.raises(UnknownNameError, match="holds no tariffs"):
        evidence("tariff", "TJK", "IDN", "760110", "HS92", dataset="baci-minerals")


def test_the_indonesian_tariff_book(shared: Path, stored: Path) -> None:
    path = shared / "data" / "labels" / "btki2022_id_en_mfn.csv.gz"
    options = Options(revision="HS22", country="IDN", year=2022)
    held = adding.add("tariffs", path, identifier="btki", options=options)
    found = evidence("tariff", "TJK", "IDN", "760110", "HS92", dataset=held.id)
    assert found.value is not None
    assert 0 <= found.value <= 0.1
