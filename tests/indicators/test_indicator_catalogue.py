"""Every indicator by name, from a table to a long table."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from sinergi.errors import InputError, UnknownNameError, UsageError
from sinergi.indicators import CATALOGUE, Inputs, compute, indicator, intra_industry
from sinergi.indicators.panel import Trade

from .conftest import CUBE
from .toy_world import CODES, INPUTS, NAMES, flows, value

EXTRA: dict[str, dict[str, Any]] = {
    "diversification": {"exporter": "A", "importer": "B"},
    "complexity": {"threshold": 0.5},  # with 1 no two products of the toy world are linked
    "proximity": {"threshold": 0.5},
}


@pytest.mark.parametrize("name", CATALOGUE)
def test_every_indicator_gives_the_columns_it_promises(name: str) -> None:
    entry = indicator(name)
    chain_flows = flows().with_columns(
        product=pl.col("product").replace_strict(CODES, ("260400", "720260", "750210")),
        quantity=pl.col("value") / 3,
    )
    last = chain_flows.with_columns(year=pl.col("year") - 1)
    trade = pl.concat([last, chain_flows]) if name == "downstreaming" else flows()
    for of, columns in entry.columns.items():
        arguments = dict(EXTRA.get(name, {}))
        if "of" in {argument.name for argument in entry.arguments}:
            arguments["of"] = of
        if (name, of) in {
            ("complementarity", "products"),
            ("potential", "pair"),
            ("value-chains", "meetings"),
        }:
            arguments |= {"exporter": "A", "importer": "B"}
        if name == "potential" and of in {"exporter", "importer"}:
            arguments[of] = "A"
        result = compute(name, trade, years=[2020], inputs=INPUTS, **arguments)
        assert tuple(result.table.columns) == columns
        assert result.table.height > 0
        assert result.table["year"].to_list() == [2020] * result.table.height
        assert result.conventions()["formula"] == entry.formula
        nan = result.table.select(pl.col(pl.Float64).is_nan().any())
        assert not any(nan.row(0)) if nan.width else True


SIDES = ("exporter", "importer")
OF_SIDES = [
    (name, of, side)
    for name, entry in CATALOGUE.items()
    if {*SIDES} <= {argument.name for argument in entry.arguments}
    for of in entry.columns
    for side in SIDES
]


def asked(name: str, of: str, side: str, country: str) -> pl.DataFrame:
    """An indicator of one side, the other B."""
    by_of = any(argument.name == "of" for argument in CATALOGUE[name].arguments)
    arguments = {**dict.fromkeys(SIDES, "B"), side: country, **({"of": of} if by_of else {})}
    found: pl.DataFrame = compute(name, flows(), years=[2020], inputs=INPUTS, **arguments).table
    return found


@pytest.mark.parametrize(("name", "of", "side"), OF_SIDES)
def test_an_exporter_or_importer_is_never_passed_over(name: str, of: str, side: str) -> None:
    """Rows are theirs alone; where there are none, or rows have no such, it is an error."""
    with pytest.raises((InputError, UsageError), match=r"ATA|rows of"):
        asked(name, of, side, "ATA")
    if {*SIDES} <= {*CATALOGUE[name].columns[of]} or name in ("potential", "diversification"):
        found = asked(name, of, side, "A")
        assert set(found[side].cast(pl.String)) == {"A"}
    elif name != "dependency":  # Its rows are of an importer and of a supplier that leads.
        with pytest.raises(UsageError, match="rows of"):
            asked(name, of, side, "A")


def test_worked_examples_by_name() -> None:
    trade = Trade(flows())
    assert value(compute("rca", trade).table, country="A", product=CODES[0]) == pytest.approx(
        123 / 52
    )
    table = compute("complementarity", trade).table
    assert value(table, exporter="A", importer="B") == pytest.approx(65 / 84)
    table = compute("complementarity", trade, method="drysdale-garnaut").table
    assert value(table, exporter="A", importer="B") == pytest.approx(98974 / 70525)
    table = compute("intensity", trade).table
    assert value(table, exporter="A", importer="B") == pytest.approx(41 / 24)
    table = compute("similarity", trade).table
    assert value(table, exporter="A", importer="B") == pytest.approx(33 / 100)
    assert value(compute("intra-industry", trade).table, country="A") == pytest.approx(16 / 41)
    table = compute("concentration", trade).table
    assert value(table, "hhi", country="A") == pytest.approx(77 / 128)
    assert value(table, "theil", country="A") == pytest.approx(0.3956933578945993)
    table = compute("dependency", trade).table
    assert value(table, "dependent", country="A", product=CODES[1])
    assert not value(table, "dependent", country="B", product=CODES[0])
    assert value(table, "leader", country="A", product=CODES[1]) == "B"
    table = compute("upstreamness", trade, inputs=INPUTS).table
    assert value(table, industry="b") == pytest.approx(1.6349656)


def test_potential_by_name_in_all_four_forms() -> None:
    trade = Trade(flows())
    one = compute("potential", trade, inputs=INPUTS, exporter="A", importer="B", components="yes")
    row = one.table.row(0, named=True)
    assert row["potential"] == pytest.approx(56.326246151, abs=5e-10)
    assert (row["actual"], row["unrealised"]) == (60, 0)
    assert row["market_share"] == pytest.approx(44 / 93)
    assert row["ease"] == pytest.approx(70525 / 57936)
    assert "2020: mean of 1 years, not 5: the table has no 2019" in one.warnings
    total = one.table["potential"].sum()
    for asked in ({"exporter": "A"}, {"importer": "B"}, {}):
        table = compute("potential", trade, inputs=INPUTS, **asked).table
        found = table.filter(pl.col("exporter") == "A", pl.col("importer") == "B")
        assert found["potential"].sum() == pytest.approx(total, rel=1e-6)
        assert found["unrealised"].sum() == pytest.approx(one.table["unrealised"].sum(), abs=1e-4)


def test_potential_is_of_the_mean_of_the_years() -> None:
    trade = pl.concat([flows(2019, 1.0), flows(2020, 3.0)])
    table = compute("potential", trade, inputs=INPUTS, years=[2020], exporter="A", importer="B")
    assert value(table.table, "actual", product=CODES[0]) == 120
    assert value(table.table, "potential", product=CODES[0]) == pytest.approx(2 * 56.326246151)
    table = compute(
        "potential", trade, inputs=INPUTS, years=[2020], exporter="A", importer="B", window=1
    )
    assert value(table.table, "actual", product=CODES[0]) == 180


def test_a_year_that_is_lacking_ends_the_years_that_are_averaged() -> None:
    trade = pl.concat([flows(2017, 9.0), flows(2019, 1.0), flows(2020, 3.0)])
    found = compute("potential", trade, inputs=INPUTS, years=[2020], exporter="A", importer="B")
    assert value(found.table, "actual", product=CODES[0]) == 120
    assert "2020: mean of 2 years, not 5: the table has no 2018" in found.warnings


def test_gravity_ease_is_said() -> None:
    trade = flows().filter(~((pl.col("exporter") == "C") & (pl.col("importer") == "A")))
    seen = compute("potential", trade, inputs=INPUTS, exporter="C", importer="A")
    assert seen.table.is_empty()
    predicted = compute(
        "potential", trade, inputs=INPUTS, exporter="C", importer="A", ease="gravity"
    )
    assert predicted.table["potential"].sum() > 0
    said = "2020: ease is a gravity prediction for 1 pairs that did not trade then"
    assert said in predicted.warnings
    world = compute("potential", trade, inputs=INPUTS, ease="gravity").table
    assert world.filter("ease_predicted").select("exporter", "importer").rows() == [("C", "A")]


def test_intra_industry_of_pairs_is_that_of_the_cube() -> None:
    table = compute("intra-industry", flows().sample(fraction=1, shuffle=True, seed=1), of="pairs")
    expected = intra_industry.aggregate(CUBE, CUBE.swapaxes(0, 1))
    for i, a in enumerate(NAMES):
        for j, b in enumerate(NAMES):
            if i != j:
                found = value(table.table, exporter=a, importer=b)
                assert found == pytest.approx(expected[i, j])


def test_persistence_over_three_years() -> None:
    swapped = flows(2019).with_columns(
        value=pl.when(pl.col("exporter") == "B").then(1.0).otherwise(pl.col("value"))
    )
    trade = pl.concat([flows(2018), swapped, flows(2020)])
    result = compute("dependency", trade, years=[2020])
    assert value(result.table, "persistent", country="A", product=CODES[1])
    few = compute("dependency", trade, years=[2018])
    assert few.table["persistent"].is_null().all()
    assert "persistence needs three years up to 2018, there are 1" in few.warnings


def test_chain_measures_by_hand() -> None:
    trade = pl.DataFrame(
        [
            ("A", "B", "260400", 100.0, 1000.0),
            ("A", "B", "750210", 300.0, 20.0),
            ("B", "A", "750210", 10.0, None),
            ("C", "A", "010111", 10.0, 1.0),
            ("D", "A", "720260", 10.0, 1.0),
            ("D", "A", "721810", 10.0, 1.0),
            ("D", "A", "850780", 20.0, 1.0),
        ],
        schema=["exporter", "importer", "product", "value", "quantity"],
        orient="row",
    ).with_columns(year=2020)
    result = compute("downstreaming", trade)
    assert value(result.table, "stage_index", country="A") == pytest.approx(2 / 4 * 300 / 400)
    assert value(result.table, "processed_share", country="A") == pytest.approx(3 / 4)
    metal = 20 * 0.998
    assert value(result.table, "capture", country="A") == pytest.approx(metal / (metal + 17))
    assert value(result.table, "processed_share", country="B") == 1
    assert value(result.table, "capture", country="B") is None
    assert "C" not in result.table["country"]
    assert any("contents of the others are not known" in said for said in result.warnings)
    assert value(result.table, "stage_index", country="D") == pytest.approx((1 + 3 + 8) / 16)
    lacking = compute("downstreaming", trade.filter(pl.col("product") != "850780"))
    assert lacking.table["stage_index"].is_null().all()
    assert any("nobody trades stages 4 of the chain nickel" in said for said in lacking.warnings)
    stages = compute("downstreaming", trade, of="stages").table
    assert value(stages, "tonnes", country="A", stage=0) == 1000
    assert value(stages, "unit_value", country="A", stage=0) is None  # fewer than three flows
    with pytest.raises(InputError, match="quantity"):
        compute("downstreaming", trade.drop("quantity"))
    with pytest.raises(UnknownNameError, match="copper"):
        compute("downstreaming", trade, chain="copper")


def test_links_from_a_list_and_from_a_table() -> None:
    listed = compute(
        "value-chains",
        flows(),
        inputs=Inputs(
            links=pl.DataFrame({"input": [CODES[0], "x"], "output": [CODES[1], CODES[2]]})
        ),
    )
    assert listed.table.select("input", "output", "weight").rows() == [(CODES[0], CODES[1], 1.0)]
    assert listed.table["lift"].null_count() == 1
    assert "2020: fewer than 30 countries: strength not known" in listed.warnings
    table = compute("value-chains", flows(), inputs=INPUTS, least=0.15).table
    assert (CODES[0], CODES[1], 0.2) in table.select("input", "output", "weight").rows()


def test_complexity_reports_its_gap() -> None:
    result = compute("complexity", flows(), threshold=0.5)
    facts = result.facts[2020]
    assert facts["spectral_gap"] == pytest.approx(facts["lambda2"] / facts["lambda3"])
    assert facts["countries_measured"] == 4


def test_filter_of_countries_and_exports_per_head() -> None:
    by_people = compute("complexity", flows(), inputs=INPUTS, min_population=2, threshold=0.2)
    assert by_people.facts[2020]["countries_measured"] == 3
    assert by_people.table["eci"].null_count() == 0
    per_head = compute("complexity", flows(), inputs=INPUTS, test="rpop", of="cells").table
    assert value(per_head, "mcp", country="A", product=CODES[0]) == 1
    with pytest.raises(InputError, match="population: this indicator needs a table"):
        compute("complexity", flows(), test="rpop")
    with pytest.raises(InputError, match="no country is large enough"):
        compute("complexity", flows(), min_exports=1e9)


def test_the_page_lists_every_indicator_as_the_catalogue_has_it() -> None:
    root = Path(__file__).resolve().parents[2]
    check = [sys.executable, str(root / "scripts" / "indicators_page.py"), "--check"]
    done = subprocess.run(check, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_cross_proximity_by_hand() -> None:
    table = compute("cross-proximity", flows()).table
    rows = table.select("exported", "imported", "value").rows()
    x, m = CUBE.sum(axis=1), CUBE.sum(axis=0)
    total = x.sum(axis=0) / x.sum()
    sold = (x / x.sum(axis=1, keepdims=True) / total >= 1).astype(float)
    bought = (m / m.sum(axis=1, keepdims=True) / total >= 1).astype(float)
    expected = {}
    for p in range(3):
        for q in range(3):
            chance = (sold[:, p] @ bought[:, q]) / max(sold[:, p].sum(), bought[:, q].sum())
            if chance > 0:
                expected[CODES[p], CODES[q]] = chance
    assert {(p, q): number for p, q, number in rows} == pytest.approx(expected)


def test_upgrading_is_the_change_of_the_unit_value() -> None:
    codes = ("260400", "720260", "750210")
    trade = flows().with_columns(
        product=pl.col("product").replace_strict(CODES, codes), quantity=pl.col("value") / 3
    )
    part = pl.concat([trade, trade.with_columns(year=pl.lit(2021, trade["year"].dtype))])
    lacking = compute("downstreaming", part, years=[2021], of="upgrading")
    assert lacking.table["shift"].null_count() == len(NAMES)
    assert "2021: nobody trades stages 3, 4 of the chain nickel" in lacking.warnings[1]
    steel = trade.filter(product=codes[0]).with_columns(product=pl.lit("721810"))
    trade = pl.concat([trade, steel, steel.with_columns(product=pl.lit("850730"))])
    dearer = trade.with_columns(year=pl.lit(2021), value=pl.col("value") * 2)
    both = pl.concat([trade, dearer.with_columns(pl.col("year").cast(trade["year"].dtype))])
    found = compute("downstreaming", both, years=[2021], of="upgrading").table
    assert found["country"].to_list() == list(NAMES)
    assert found["unit_value_before"].to_list() == pytest.approx([3.0] * 4)
    assert found["price"].to_list() == pytest.approx([3.0] * 4)
    assert found["shift"].to_list() == pytest.approx([0.0] * 4)
    moved = both.with_columns(
        quantity=pl.when((pl.col("year") == 2021) & (pl.col("product") == codes[0]))
        .then(pl.col("quantity") / 4)
        .otherwise("quantity")
    )
    shifted = compute("downstreaming", moved, years=[2021], of="upgrading", since=2020).table
    for row in shifted.iter_rows(named=True):
        change = row["unit_value"] - row["unit_value_before"]
        assert row["change"] == pytest.approx(change) == pytest.approx(row["price"] + row["shift"])
    with pytest.raises(UsageError, match="since: 2021 is not before 2021"):
        compute("downstreaming", both, years=[2021], of="upgrading", since=2021)
    with pytest.raises(InputError, match="the year 2019 is not in the table"):
        compute("downstreaming", both, years=[2020], of="upgrading")


def test_meetings_of_a_pair() -> None:
    links = pl.DataFrame({"input": [CODES[0], CODES[2]], "output": [CODES[1], CODES[0]]})
    given = Inputs(links=links)
    found = compute(
        "value-chains", flows(), inputs=given, of="meetings", exporter="A", importer="B"
    )
    assert found.table.rows() == [
        (2020, "A", "B", CODES[0], CODES[1], 1.0, 120.0, 110.0, 160.0),
        (2020, "A", "B", CODES[2], CODES[0], 1.0, 10.0, 60.0, 20.0),
    ]
    with pytest.raises(UsageError, match="give exporter and importer"):
        compute("value-chains", flows(), inputs=given, of="meetings")


def test_what_the_potential_does_not_know_is_said() -> None:
    trade = flows()
    gone = (pl.col("exporter") == "C") & (pl.col("importer") == "A")
    rates = pl.DataFrame({"importer": ["A"], "product": [CODES[0]], "rate": [0.1]})
    given = Inputs(distance=INPUTS.distance, tariffs=rates)
    found = compute("potential", trade.filter(~gone), inputs=given, exporter="C")
    assert any("potential of 1 pairs is 0 because they did not" in said for said in found.warnings)
    taken = ((trade["importer"] == "A") & (trade["product"] == CODES[0])).sum()
    unknown = trade.filter(~gone).height - taken
    assert any(f"tariff not known and taken as neutral in {unknown} c" in s for s in found.warnings)
    predicted = compute(
        "potential", trade.filter(~gone), inputs=INPUTS, exporter="C", importer="A", ease="gravity"
    )
    assert not any("because they never" in said for said in predicted.warnings)
    traded = compute("potential", trade, inputs=INPUTS, exporter="C", importer="A")
    assert not any("because they never" in said for said in traded.warnings)


def test_exposure_to_one_supplier() -> None:
    exposed = compute("dependency", flows(), exporter="B").table
    assert ("A", CODES[1]) in exposed.select("country", "product").rows()
    assert exposed["dependent"].all()
    assert exposed["leader"].unique().to_list() == ["B"]
    own = compute("dependency", flows(), importer="A").table
    assert own.height == len(CODES)
    assert value(own, "others_exports", country="A", product=CODES[1]) == 60
    assert value(own, "selling_exports", country="A", product=CODES[1]) == 50


def test_supply_of_reexporters_counts_as_none() -> None:
    plain = compute("potential", flows(), inputs=INPUTS, exporter="B").table
    without = compute("potential", flows(), inputs=INPUTS, exporter="B", reexporters="C, B").table
    assert plain["potential"].sum() > 0
    assert without["potential"].sum() == 0
    assert without["actual"].sum() == plain["actual"].sum()
    with pytest.raises(InputError, match="'X' is not in the table"):
        compute("potential", flows(), inputs=INPUTS, reexporters="X")


def test_relative_density_is_a_score_among_what_is_not_made() -> None:
    arguments = {"of": "cells", "presence": "binary", "threshold": 1.2}
    plain = compute("complexity", flows(), **arguments).table
    relative = compute("complexity", flows(), **arguments, density="relative").table
    assert relative.drop("density").equals(plain.drop("density"))
    absent = relative.filter((pl.col("mcp") == 0) & pl.col("density").is_not_null())
    means = absent.group_by("country").agg(pl.col("density").mean())["density"]
    assert means.to_list() == pytest.approx([0.0] * len(means), abs=1e-6)
    assert not relative["density"].equals(plain["density"])
