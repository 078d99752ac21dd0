"""The toy world's numbers, exact, through datasets and evidence."""

from __future__ import annotations

import numpy as np
import pytest

from sinergi.errors import UsageError
from sinergi.evidence import evidence, explain
from sinergi.opportunities import backtest, opportunities, partners
from sinergi.vocabulary import geography

from .toy_world import COUNTRIES, PRODUCTS, Write, numbers_of, toy_rows

A, B, C, D = COUNTRIES.values()
P1, P2, P3 = PRODUCTS


LARGE = 1e15
"""So much trade that the observed ease counts alone, to twelve digits."""


@pytest.fixture(scope="module")
def toy(write: Write) -> str:
    return write("toy", toy_rows(2020)).id


@pytest.fixture(scope="module")
def toy_known(write: Write) -> str:
    return write("toy-known", toy_rows(2020, LARGE)).id


@pytest.fixture(scope="module")
def partial(write: Write) -> str:
    return write("toy-basket", toy_rows(2020), complete=False).id


def value(name: str, *arguments: str | int, dataset: str) -> float | None:
    return evidence(name, *arguments, dataset=dataset).value


def test_advantage_and_complementarity(toy: str) -> None:
    assert value("rca", A, P1, 2020, dataset=toy) == pytest.approx(123 / 52)
    assert value("rca", B, P2, 2020, dataset=toy) == pytest.approx(1312 / 625)
    assert value("complementarity", A, B, "all", 2020, dataset=toy) == pytest.approx(65 / 84)
    assert value("complementarity", B, A, "all", 2020, dataset=toy) == pytest.approx(19 / 25)
    assert value("complementarity", A, B, P1, 2020, dataset=toy) == pytest.approx(110 / 210)


def test_the_potential_is_the_product_of_its_factors(toy_known: str) -> None:
    ease = 70525 / 57936
    assert value("potential-ease", A, B, 2020, dataset=toy_known) == pytest.approx(ease)
    assert value("potential-supply", A, P1, 2020, dataset=toy_known) == pytest.approx(120 / 260)
    # A sells 30 of the second product and buys 100: the rest of its share it needs itself.
    assert value("potential-supply", A, P2, 2020, dataset=toy_known) == pytest.approx(
        30 / 250 * 0.3
    )
    assert value("potential-demand", B, P1, 2020, dataset=toy_known) == 110 * LARGE
    suppliers = {A: 60, C: 20, D: 30}
    logs = {i: np.log(geography.distance(i, B) or np.nan) for i in suppliers}
    usual = sum(v * logs[i] for i, v in suppliers.items()) / 110
    near = float(np.exp(-abs(usual - logs[A])))
    assert value("potential-distance", A, B, P1, 2020, dataset=toy_known) == pytest.approx(near)
    potential = 120 / 260 * 110 * ease * near * LARGE
    assert value("export-potential", A, B, P1, 2020, dataset=toy_known) == pytest.approx(potential)
    unrealised = max(potential - 60 * LARGE, 0)
    assert value("unrealised-potential", A, B, P1, 2020, dataset=toy_known) == pytest.approx(
        unrealised
    )


def test_totals_are_sums_of_cells(toy: str) -> None:
    for name in ("export-potential", "unrealised-potential", "complementarity"):
        parts = [value(name, B, A, p, 2020, dataset=toy) or 0.0 for p in PRODUCTS]
        assert value(name, B, A, "all", 2020, dataset=toy) == pytest.approx(sum(parts))


def test_the_inputs_of_a_potential_multiply_to_it(toy: str) -> None:
    found = evidence("export-potential", A, C, P2, 2020, dataset=toy)
    assert [one.name for one in found.inputs] == ["supply", "demand", "ease", "distance"]
    assert np.prod([one.value for one in found.inputs]) == pytest.approx(found.value)


def test_dependence_that_a_partner_relieves(toy: str) -> None:
    # A depends on the second product, led by B with 70, and on the third, led by C with 90:
    # of the second C exports 50 and D 10, of the third B exports 70 and D nothing.
    assert value("dependence-relieved", A, B, 2020, dataset=toy) == 70
    assert value("dependence-relieved", A, C, 2020, dataset=toy) == 50
    assert value("dependence-relieved", A, D, 2020, dataset=toy) == 10


def test_a_chain_is_shared_from_a_million_a_year_and_stage(write: Write, toy: str) -> None:
    assert value("shared-chains", A, B, 2020, dataset=toy) == 0
    large = write("toy-large", toy_rows(2020, 1e6)).id
    # D sells stages 0 and 1, A all three: A's later stages after D's and D's after A's.
    assert value("shared-chains", A, D, 2020, dataset=large) == 2


def test_items_of_a_complete_dataset_know_advantage_and_chain(write: Write) -> None:
    large = write("toy-chain", toy_rows(2020, 1e6)).id
    found = opportunities(A, B, dataset=large)
    first = next(item for item in found.items if item.product == P1)
    assert first.rca.value == pytest.approx(123 / 52)
    assert first.density.value is not None
    kinds = {(link.kind, link.product) for link in first.chain.links}
    assert kinds == {("importer-processes", P2), ("importer-processes", P3)}
    assert "Structures" in (first.chain.unknown or "")
    for one in numbers_of(found):
        if one.evidence is not None and one.value is not None:
            assert explain(one.evidence).value == pytest.approx(one.value), one.evidence


def test_a_rule_does_not_depend_on_the_unit_of_money(write: Write) -> None:
    # The default counts some flows in thousands of dollars, the rules count shares.
    small, large = (
        opportunities(
            B, C, dataset=write(f"toy-{n}", toy_rows(2020, float(n))).id, ranking="uniform"
        )
        for n in (1, 1000)
    )
    assert [i.product for i in small.items] == [i.product for i in large.items]
    for one, other in zip(small.items, large.items, strict=True):
        assert one.score == pytest.approx(other.score)


def test_a_potential_that_is_not_known_cannot_rank(write: Write) -> None:
    rows = [*toy_rows(2020), (2020, "XKK", A, P1, 5.0, None)]
    lonely = write("toy-lonely", rows).id
    found = opportunities("XKK", B, dataset=lonely)
    assert found.potential.value is None
    assert "distance" in (found.potential.unknown or "")
    assert any("not known" in warning for warning in found.warnings)
    with pytest.raises(UsageError, match="potential is not known"):
        opportunities("XKK", B, dataset=lonely, ranking="unrealised")


def test_a_quantity_that_is_not_known_gives_no_unit_value(write: Write) -> None:
    rows = [*toy_rows(2020), (2020, D, A, P3, 5.0, None)]
    found = opportunities(D, A, dataset=write("toy-no-quantity", rows).id)
    third = next(item for item in found.items if item.product == P3)
    assert third.pair_unit_value.unknown == "no quantity is known"
    first = next(item for item in found.items if item.product == P1)
    assert first.pair_unit_value.value == pytest.approx(10)


def test_partners_of_the_toy_world(toy: str) -> None:
    found = partners(A, dataset=toy)
    assert {item.country for item in found.items} == {B, C, D}
    assert [item.rank for item in found.items] == [1, 2, 3]
    scores = [item.score for item in found.items]
    assert scores == sorted(scores, reverse=True)
    by_country = {item.country: item for item in found.items}
    assert by_country[C].dependence.value == 50
    assert by_country[B].percentiles["dependence"] == 1.0
    assert by_country[D].percentiles["dependence"] == 0.0
    assert (by_country[B].exports.value, by_country[B].imports.value) == (70, 100)
    assert (by_country[B].products_out, by_country[B].products_in) == (2, 3)
    for one in numbers_of(tuple(found.items)):
        assert explain(one.evidence or "").value == pytest.approx(one.value), one.evidence


def test_a_partner_known_in_one_direction_is_ranked_by_it(write: Write) -> None:
    other = "MYS"  # as far from the markets as A, so that distance leaves the potential as it is
    flows = {
        (A, B): (10, 90),
        (A, C): (90, 5),
        (A, D): (5, 1),
        (other, B): (80, 0),
        (other, C): (3, 40),
    }
    rows = [
        (2020, i, j, product, float(value), None)
        for (i, j), values in flows.items()
        for product, value in zip((P1, P2), values, strict=True)
        if value
    ]
    found = partners(A, dataset=write("toy-who-only-sells", rows).id)
    assert any("3 of 4 countries is known in one direction" in one for one in found.warnings)
    assert any("1 of 4 countries is not known" in one for one in found.warnings)
    assert all(item.unrealised_in.value is None for item in found.items)
    by_open = sorted(
        (item for item in found.items if item.unrealised_out.value is not None),
        key=lambda item: item.unrealised_out.value or 0.0,
    )
    assert [item.percentiles["unrealised"] for item in by_open] == [0.0, 0.5, 1.0]
    unknown = next(item for item in found.items if item.country == other)
    assert "unrealised" not in unknown.percentiles


def test_a_year_that_is_not_there_is_no_year_without_trade(write: Write) -> None:
    held = write("toy-gap", [*toy_rows(2017), *toy_rows(2019), *toy_rows(2020)])
    assert held.years_held == (2017, 2019, 2020)
    found = opportunities(A, B, dataset=held.id)
    assert found.years == (2019, 2020)
    alone = opportunities(A, B, dataset=held.id, year=2019)
    assert [i.imports.value for i in found.items] == [i.imports.value for i in alone.items]
    assert found.items[0].import_growth.value is None
    with pytest.raises(UsageError, match=r"has no data of 2018\. It has 2017, 2019, 2020"):
        opportunities(A, B, dataset=held.id, year=2018)
    with pytest.raises(UsageError, match="has no data of 2018"):
        backtest(dataset=held.id, years=[2017], horizon=1)
    gap = evidence("trade-value", A, B, P1, "2017-2020", dataset=held.id)
    assert (gap.value, gap.unknown) == (None, "dataset toy-gap has no data of 2018")


def test_partners_on_a_basket_say_so(partial: str) -> None:
    found = partners(A, dataset=partial)
    assert any("does not cover all goods" in warning for warning in found.warnings)
