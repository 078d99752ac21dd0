from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from sinergi.errors import UnknownNameError
from sinergi.trade import queries
from sinergi.trade.adding import add
from sinergi.trade.catalogue import Dataset, Units

from .conftest import WriteZip


@pytest.fixture
def world(home: Path, baci_zip: WriteZip) -> Dataset:
    return add("baci", baci_zip())


@pytest.fixture(params=["stored sums", "one compact file"])
def either(world: Dataset, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Dataset]:
    """The same world as a load writes it, and as the embedded basket is kept: compact, no sums."""
    if request.param == "stored sums":
        yield world
        return
    compact = world.scan().with_columns(
        pl.col("exporter", "importer").cast(pl.Categorical),
        pl.col("value").cast(pl.Int64),
        (pl.col("quantity") * 1000).round().cast(pl.Int64),
    )
    compact.collect().write_parquet(tmp_path / "compact.parquet")
    yield world.model_copy(
        update={
            "folder": tmp_path,
            "file": "compact.parquet",
            "units": Units(quantity_scale=0.001),
        }
    )


def test_both_forms_scan_alike(world: Dataset, either: Dataset) -> None:
    left, right = (ds.scan().sort(pl.all()).collect() for ds in (world, either))
    assert left.schema == right.schema
    assert left.drop("quantity").equals(right.drop("quantity"))
    assert left["quantity"].to_list() == pytest.approx(right["quantity"].to_list())


def test_flows_are_filtered(either: Dataset) -> None:
    def count(**given: object) -> int:
        return queries.flows(either, **given).collect().height

    assert count() == 6
    assert count(exporter="TJK") == 2
    assert count(exporter="TJK", years=[2020]) == 1
    assert count(importer="IDN", products=["76"]) == 2
    assert count(products=["7601", "854211"]) == 3
    assert count(products=[]) == 0


def test_sums_by_product(either: Dataset) -> None:
    exports = queries.exports_by_product(either, "IDN", [2020])
    assert exports.rows() == [
        (2020, "IDN", "010111", 500.0, None, 0.0),
        (2020, "IDN", "260400", 12345.0, 1000.5, 12345.0),
    ]
    imports = queries.imports_by_product(either, "IDN")
    assert imports["value"].to_list() == [100_000.0, 7_000.0, 10_000.0]
    world = queries.world_by_product(either, [2021])
    assert world.select("product", "value").rows() == [("610910", 3000.0), ("760110", 10000.0)]
    assert queries.exports_by_product(either)["value"].sum() == pytest.approx(
        queries.imports_by_product(either)["value"].sum()
    )


def test_a_partly_known_quantity_says_what_it_covers(home: Path, baci_zip: WriteZip) -> None:
    rows = ("2020,360,156,260400,10.0,5", "2020,360,762,260400,30.0,NA")
    ds = add("baci", baci_zip({2020: rows}))
    (row,) = queries.exports_by_product(ds).rows(named=True)
    assert (row["value"], row["quantity"], row["value_quantified"]) == (40_000.0, 5.0, 10_000.0)


def test_the_series_of_a_pair(either: Dataset) -> None:
    series = queries.pair_series(either, "TJK", "IDN", "7601")
    assert series.select("year", "value").rows() == [(2020, 100_000.0), (2021, 10_000.0)]
    assert queries.pair_series(either, "IDN", "TJK", "760110").is_empty()


def test_ranked_exporters_and_importers(either: Dataset) -> None:
    sellers = queries.exporters_of(either, "7601", 2020)
    assert sellers.select("rank", "exporter", "share").rows() == [(1, "TJK", 1.0)]
    buyers = queries.importers_of(either, "26", 2020)
    assert buyers["importer"].to_list() == ["CHN"]
    assert queries.exporters_of(either, "99", 2020).is_empty()


def test_totals_of_what_is_not_there_are_unknown_not_zero(either: Dataset) -> None:
    assert queries.totals(either, exporter="TJK", year=2020) == 100_000.0
    assert queries.totals(either, importer="IDN", year=2020) == 107_000.0
    assert queries.totals(either, exporter="TJK", importer="IDN", year=2021) == 10_000.0
    assert queries.totals(either, year=2021) == 13_000.0
    assert queries.totals(either, exporter="BRA", year=2020) is None
    assert queries.totals(either, exporter="IDN", importer="BRA", year=2020) is None


def test_what_there_is(either: Dataset) -> None:
    assert queries.countries(either) == ["CHN", "IDN", "TJK", "TWN"]
    assert queries.products(either) == ["010111", "260400", "610910", "760110", "854211"]
    assert queries.latest_year(either) == 2021
    assert queries.latest_year(either, country="TWN") == 2020
    with pytest.raises(UnknownNameError, match="BRA has no trade in dataset"):
        queries.latest_year(either, country="BRA")


def test_the_package_offers_what_the_command_does(home: Path, baci_zip: WriteZip) -> None:
    from sinergi import trade

    assert all(getattr(trade, name) is not None for name in trade.__all__)
    ds = trade.add("baci", baci_zip(), identifier="mine", options=trade.Options(years=(2020,)))
    assert trade.dataset("mine") == ds
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        trade.nothing  # noqa: B018
