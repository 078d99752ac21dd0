"""What indicators take: tables of many forms; and what they refuse."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from sinergi.errors import InputError, UnknownNameError, UsageError
from sinergi.indicators import Inputs, compute

from .conftest import LENGTHS
from .toy_world import CODES, INPUTS, NAMES, countries, flows, pairs, value


def test_years_rows_and_levels() -> None:
    trade = pl.concat([flows(2019), flows(2020, 2.0)])
    both = compute("rca", trade)
    assert both.years == (2019, 2020)
    assert both.table.height == 24
    assert both.level == "6"
    headings = compute("rca", trade, years=[2020], digits=2)
    assert headings.level == "2"
    assert headings.table["product"].unique().sort().to_list() == ["01", "02", "03"]


def test_a_file_of_many_years_is_taken_a_year_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "flows.parquet"
    pl.concat([flows(2018), flows(2019, 3.0), flows(2020, 2.0)]).write_parquet(path)
    lazy = pl.scan_parquet(path)
    assert compute("rca", lazy, years=[2019]).table.equals(compute("rca", flows(2019)).table)
    table = compute(
        "potential", lazy, inputs=INPUTS, years=[2019], exporter="A", importer="B"
    ).table
    assert value(table, "actual", product=CODES[0]) == 120
    assert compute("rca", lazy).years == (2018, 2019, 2020)
    with pytest.raises(InputError, match="It has 2018, 2019, 2020"):
        compute("rca", lazy, years=[2017])


def test_the_order_of_rows_and_rows_of_one_cell_do_not_matter() -> None:
    halves = flows(factor=0.5)
    mixed = pl.concat([halves, halves]).sample(fraction=1, shuffle=True, seed=3)
    for name in ("rca", "dependency", "potential"):
        one = compute(name, flows(), inputs=INPUTS).table
        other = compute(name, mixed, inputs=INPUTS).table
        assert_frame_equal(one, other, abs_tol=1e-4)


def test_rows_that_cannot_count_are_left_out_and_said() -> None:
    bad = pl.DataFrame(
        {
            "year": [2020] * 3,
            "exporter": ["A", "A", "B"],
            "importer": ["A", "B", "A"],
            "product": [CODES[0]] * 3,
            "value": [5.0, None, float("nan")],
        }
    )
    result = compute("rca", pl.concat([flows(), bad]))
    assert result.warnings == (
        "2020: 1 rows of a country with itself were left out",
        "2020: 2 rows without a value were left out",
    )
    assert result.table.equals(compute("rca", flows()).table)


def test_trade_by_country() -> None:
    x = (
        flows()
        .group_by("year", pl.col("exporter").alias("country"), "product")
        .agg(pl.sum("value"))
    )
    exports = compute("rca", x).table
    assert value(exports, country="A", product=CODES[0]) == pytest.approx(123 / 52)
    with pytest.raises(InputError, match="exports only"):
        compute("rma", x)
    with pytest.raises(InputError, match="no partners"):
        compute("intensity", x)
    m = (
        flows()
        .group_by(pl.col("importer").alias("country"), "product")
        .agg(imports=pl.sum("value"))
    )
    both = x.join(m, on=["country", "product"], how="full", coalesce=True).with_columns(
        pl.col("value").fill_null(0), pl.col("year").fill_null(2020)
    )
    assert value(compute("intra-industry", both).table, country="A") == pytest.approx(16 / 41)


def test_codes_may_be_numbers() -> None:
    numbers = flows().with_columns(
        pl.col("exporter").replace_strict(list(NAMES), [10, 20, 30, 40]),
        pl.col("importer").replace_strict(list(NAMES), [10, 20, 30, 40]),
        pl.col("product").cast(pl.Int32),
    )
    table = compute("complementarity", numbers).table
    assert value(table, exporter=10, importer=20) == pytest.approx(65 / 84)


@pytest.mark.parametrize(
    ("name", "arguments", "error", "message"),
    [
        ("rcaa", {}, UnknownNameError, "Did you mean rca"),
        ("zzzzzz", {}, UnknownNameError, "Choose: rca"),
        ("rca", {"of": "x"}, UsageError, "'rca' has no argument 'of'. It has none"),
        ("fitness", {"iterations": "many"}, UsageError, "'many' is no int"),
        ("complexity", {"of": "people"}, UsageError, "countries, products, cells, all"),
        ("complementarity", {"of": "products"}, UsageError, "give exporter and importer"),
        ("diversification", {}, UsageError, "give exporter and importer"),
        ("potential", {"exporter": "X"}, InputError, "'X' is not in the table"),
        ("rca", {"years": [1999]}, InputError, "the year 1999 is not in the table. It has 2020"),
        ("potential", {"years": [1999]}, InputError, "the year 1999 is not in the table"),
        ("rca", {"years": []}, UsageError, "no year"),
        ("potential", {"window": 0}, UsageError, "a mean of 0 years"),
        ("rca", {"workers": 0}, UsageError, "Take at least one"),
        ("rca", {"to": "excel"}, UsageError, "polars, pandas, arrow"),
    ],
)
def test_bad_arguments(
    name: str, arguments: dict[str, Any], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        compute(name, flows(), inputs=INPUTS, **arguments)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda t: t.drop("product"), "column 'product' is missing"),
        (lambda t: t.drop("value"), "column 'value' is missing"),
        (lambda t: t.with_columns(value=pl.lit("x")), "column 'value' holds no numbers"),
        (lambda t: t.clear(), "there are no rows"),
        (
            lambda t: t.with_columns(value=pl.lit(-1.0)),
            "exports, 2020, country A, product 010111: the number is -3.0. Flows are finite",
        ),
        (
            lambda t: t.with_columns(importer=pl.when(pl.col("importer") != "D").then("importer")),
            "column 'importer' is empty in",
        ),
        (lambda t: [1, 2], "a list is no table"),
    ],
)
def test_bad_trade(change: Any, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compute("complementarity", change(flows()))


@pytest.mark.parametrize(
    ("name", "inputs", "message"),
    [
        ("potential", Inputs(), "distance: this indicator needs a table"),
        ("potential", Inputs(distance=pairs(km=LENGTHS)), "distance: column 'distance' is missing"),
        ("prody", Inputs(income=pl.DataFrame({"value": [1]})), "column 'country' is missing"),
        ("prody", Inputs(income=countries(value=["a", "b", "c", "d"])), "holds text"),  # type: ignore[list-item]
        (
            "upstreamness",
            Inputs(
                table=INPUTS.table,
                industries=pl.DataFrame({"industry": ["a"], "output": [1.0]}),
            ),
            "rows are of industries",
        ),
        (
            "prody",
            Inputs(income=pl.DataFrame({"country": [1, 2], "value": [1.0, 2.0]})),
            "labels of type",
        ),
    ],
)
def test_bad_inputs(name: str, inputs: Inputs, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compute(name, flows(), inputs=inputs)


def test_inputs_of_a_year() -> None:
    income = pl.concat(
        [countries(value=[1.0, 2, 3, 4]), countries(value=[10.0, 20, 30, 40])]
    ).with_columns(year=pl.Series([2019] * 4 + [2020] * 4))
    trade = pl.concat([flows(2019), flows(2020)])
    table = compute("prody", trade, inputs=Inputs(income=income), of="countries").table
    old, new = (table.filter(pl.col("year") == year)["value"] for year in (2019, 2020))
    assert (new / old).to_list() == pytest.approx([10.0] * 4)


def test_pandas_and_arrow_in_and_out() -> None:
    pandas = pytest.importorskip("pandas", reason="needs the extra 'frames'")
    arrow = pytest.importorskip("pyarrow", reason="needs the extra 'frames'")
    expected = compute("rca", flows()).table
    for table in (flows().to_pandas(), flows().to_arrow(), flows().lazy(), flows().to_dict()):
        assert compute("rca", table).table.equals(expected)
    assert isinstance(compute("rca", flows(), to="pandas").table, pandas.DataFrame)
    assert isinstance(compute("rca", flows(), to="arrow").table, arrow.Table)
    hole = flows().to_pandas()
    hole.loc[3, "exporter"] = None
    with pytest.raises(InputError, match="'exporter' is empty in 1 rows"):
        compute("rca", hole)


@pytest.mark.parametrize(
    ("column", "kind"),
    [
        ("exporter", pl.Enum(sorted({*flows()["exporter"], *flows()["importer"]}))),
        ("importer", pl.Categorical),
    ],
)
def test_text_is_text_however_it_is_stored(column: str, kind: pl.DataType) -> None:
    plain = compute("intensity", flows()).table
    stored = compute("intensity", flows().with_columns(pl.col(column).cast(kind))).table
    assert stored.equals(plain)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (pl.col("year").cast(pl.String), "'year' holds no whole numbers but String"),
        (pl.col("year").cast(pl.Float64), "'year' holds no whole numbers but Float64"),
        (pl.lit(4).alias("importer"), "exporters are String, importers Int32"),
    ],
)
def test_columns_of_another_type_are_refused(change: pl.Expr, message: str) -> None:
    with pytest.raises(InputError, match=message):
        compute("rca", flows().with_columns(change))


def test_a_bad_flow_is_said_with_its_country_and_product() -> None:
    bought = flows().with_columns(
        value=pl.when((pl.col("exporter") == "C") & (pl.col("product") == CODES[1]))
        .then(float("inf"))
        .otherwise("value")
    )
    for name, message in (
        ("rca", f"exports, 2020, country C, product {CODES[1]}: the number is inf"),
        ("intensity", f"value, 2020, C to A, product {CODES[1]}: the number is inf"),
        ("proximity", f"exports, 2020, country C, product {CODES[1]}: the number is inf"),
    ):
        with pytest.raises(InputError, match=message):
            compute(name, bought)


def test_a_square_table_keeps_the_place_of_a_bad_cell() -> None:
    square = pl.DataFrame(
        [(2020, c, p, float("inf")) for c in "AB" for p in "12"],
        schema=["year", "country", "product", "value"],
        orient="row",
    )
    with pytest.raises(InputError, match=r"exports: the cell \(0, 0\) is inf"):
        compute("rca", square)


def test_the_name_of_a_dataset_is_sent_where_it_is_understood() -> None:
    with pytest.raises(InputError, match=r"sinergi.indicators\('rca', dataset='world'\)"):
        compute("rca", "world")


def test_exports_or_imports_alone_are_kept() -> None:
    rows = [
        (2020, "A", "1", 1.0, None),
        (2020, "A", "2", None, 4.0),
        (2020, "B", "1", 3.0, 1.0),
        (2020, "B", "2", 2.0, float("nan")),
        (2020, "B", "3", None, None),
    ]
    names = ["year", "country", "product", "value", "imports"]
    found = compute("trade-balance", pl.DataFrame(rows, schema=names, orient="row"))
    assert found.table.drop_nulls()["value"].to_list() == [1.0, -1.0, 0.5, 1.0]
    assert found.warnings == ("2020: 1 rows without a value were left out",)
