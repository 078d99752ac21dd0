"""Measures of trade on the embedded basket, against numbers read off BACI by hand."""

from __future__ import annotations

import pytest

from sinergi.cli.explain.view import show
from sinergi.errors import SinergiError, UnknownNameError, UsageError
from sinergi.evidence import evidence, explain, measures
from sinergi.evidence.identifiers import parse
from sinergi.evidence.measures import BACI, source_of

BASKET = "baci-minerals"


def value(name: str, *arguments: str | int, dataset: str = BASKET) -> float | None:
    return evidence(name, *arguments, dataset=dataset).value


def test_tajik_aluminium_went_to_indonesia_from_2009_to_2012() -> None:
    assert value("trade-value", "TJK", "IDN", "760110", 2008) == 0
    assert value("trade-value", "TJK", "IDN", "760110", 2009) == pytest.approx(626_309)
    assert value("trade-value", "TJK", "IDN", "760110", 2012) == pytest.approx(7_591_703)
    assert value("trade-value", "TJK", "IDN", "760110", 2013) == 0
    assert value("first-year", "TJK", "IDN", "760110") == 2009
    assert value("last-year", "TJK", "IDN", "760110") == 2012
    assert value("peak-year", "TJK", "IDN", "760110") == 2012
    assert value("trade-quantity", "TJK", "IDN", "760110", 2011) == pytest.approx(958.314)


def test_a_unit_value_is_value_over_quantity() -> None:
    expected = 2_011_601 / 958.314
    assert value("unit-value", "TJK", "IDN", "760110", 2011) == pytest.approx(expected)


def test_an_interval_gives_the_mean_of_its_years() -> None:
    years = [value("trade-value", "TJK", "IDN", "760110", y) or 0.0 for y in range(2008, 2013)]
    mean = value("trade-value", "TJK", "IDN", "760110", "2008-2012")
    assert mean == pytest.approx(sum(years) / 5)


def test_the_share_of_indonesian_nickel_ore_falls_with_the_ban() -> None:
    assert value("exporter-rank", "IDN", "260400", 2013) == 1
    assert (value("world-export-share", "IDN", "260400", 2013) or 0) > 0.3
    assert (value("world-export-share", "IDN", "260400", 2015) or 1) < 0.01


def test_shares_and_ranks_agree_with_values() -> None:
    part = value("trade-value", "TJK", "WLD", "760110", 2010) or 0.0
    whole = value("trade-value", "WLD", "WLD", "760110", 2010) or 0.0
    assert value("world-export-share", "TJK", "760110", 2010) == pytest.approx(part / whole)
    market = value("market-share", "TJK", "IDN", "760110", 2010) or 0.0
    imports = value("trade-value", "WLD", "IDN", "760110", 2010) or 0.0
    assert market * imports == pytest.approx(4_843_030, rel=1e-6)


def test_growth_is_compound_between_the_middles_of_intervals() -> None:
    growth = value("trade-growth", "TJK", "IDN", "760110", 2009, 2012)
    assert growth == pytest.approx((7_591_703 / 626_309) ** (1 / 3) - 1)
    means = [value("trade-value", "WLD", "IDN", "760110", y) for y in ("2005-2009", "2020-2024")]
    growth = value("trade-growth", "WLD", "IDN", "760110", "2005-2009", "2020-2024")
    assert growth == pytest.approx(((means[1] or 0) / (means[0] or 1)) ** (1 / 15) - 1)


def test_unknown_is_not_zero() -> None:
    other = evidence("trade-value", "TJK", "IDN", "520100", 2011, dataset=BASKET)
    assert other.value is None
    assert "not in dataset" in (other.unknown or "")
    later = evidence("trade-value", "TJK", "IDN", "760110", 2031, dataset=BASKET)
    assert later.value is None
    assert "1995 to 2024" in (later.unknown or "")
    never = evidence("exporter-rank", "TJK", "260400", 2013, dataset=BASKET)
    assert never.value is None


@pytest.mark.parametrize(
    ("identifier", "years"),
    [
        ("trade-value/MCO/WLD/all/2023@baci-minerals", "Monaco has no trade at all"),
        ("trade-value/WLD/LUX/all/1996@baci-minerals", "in 1996"),
        ("trade-value/ZAF/BWA/270112/1999@baci-minerals", "Botswana has no trade at all"),
        ("trade-value/SSD/SDN/270900/2005-2010@baci-minerals", "in 2005-2010"),
        ("trade-quantity/SSD/SDN/270900/2005@baci-minerals", "South Sudan has no trade at all"),
        ("market-share/ZAF/BWA/270112/1999@baci-minerals", "Botswana has no trade at all"),
        ("basket-share/LUX/exports/1996@baci-minerals", "Luxembourg has no trade at all"),
    ],
)
def test_a_country_that_the_dataset_does_not_know_is_not_zero(identifier: str, years: str) -> None:
    found = explain(identifier)
    assert found.value is None
    assert years in (found.unknown or "")


def test_no_trade_between_two_that_trade_with_others_is_zero() -> None:
    assert value("trade-value", "ZAF", "BWA", "270112", 2000) is not None
    assert value("trade-value", "TJK", "IDN", "all", 1995) == 0


def test_the_basket_covers_the_shares_that_are_stated() -> None:
    assert value("basket-share", "TJK", "exports", 2023) == pytest.approx(0.579, abs=0.002)
    assert value("basket-share", "IDN", "exports", 2023) == pytest.approx(0.284, abs=0.002)


@pytest.mark.parametrize(
    "identifier",
    [
        "trade-value/TJK/IDN/760110/2011@baci-minerals",
        "trade-value/TJK/WLD/7601+2604/2020-2024@baci-minerals",
        "basket-share/TJK/exports/2023@baci-minerals",
        "eci-rank/TJK/2024@eci",
        "gdp/IDN/2023@wdi",
        "distance/IDN/TJK@geodist",
    ],
)
def test_an_id_is_enough_to_compute_the_number_again(identifier: str) -> None:
    found = explain(identifier)
    assert found.id == identifier == str(parse(identifier))
    assert found.value is not None
    assert found.formula
    assert found.source
    assert found.inputs
    assert all(d.licence and d.version and len(d.sha256) == 64 for d in found.datasets)


def test_inputs_that_are_numbers_explain_themselves() -> None:
    share = explain("world-export-share/IDN/260400/2013@baci-minerals")
    part, whole = (explain(one.evidence or "").value for one in share.inputs)
    assert share.value == pytest.approx((part or 0) / (whole or 1))


@pytest.mark.parametrize(
    "identifier",
    [
        "export-potential/TJK/IDN/all/2020-2024@baci-minerals",
        "potential-demand/IDN/760110/2020-2024@baci-minerals",
        "potential-ease/TJK/IDN/2020-2024@baci-minerals",
        "complementarity/TJK/IDN/all/2020-2024@baci-minerals",
        "complementarity/TJK/IDN/760110/2020-2024@baci-minerals",
    ],
)
def test_a_measure_names_what_it_was_computed_from(
    identifier: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = explain(identifier)
    assert found.inputs
    assert any(one.evidence or one.filter for one in found.inputs)
    for one in found.inputs:
        if one.evidence:
            assert explain(one.evidence).value == one.value
        else:
            # Rows of a dataset, or a parameter or step of the computation.
            assert one.filter or one.value is not None
    show(found)
    shown = capsys.readouterr().out
    assert "inputs" in shown
    assert "not known" not in shown


def test_what_a_product_adds_to_complementarity_follows_from_its_inputs() -> None:
    found = explain("complementarity/TJK/IDN/760110/2020-2024@baci-minerals")
    part = {one.name: one.value or 0.0 for one in found.inputs}
    expected = min(
        part["exports of the product"] / part["exports"],
        part["imports of the product"] / part["imports"],
    )
    assert found.value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("identifier", "error"),
    [
        ("", UsageError),
        ("trade-value", UsageError),
        ("trade-value/TJK@baci-minerals", UsageError),
        ("nothing/TJK@baci-minerals", UnknownNameError),
        ("trade-value/TJK/IDN/760110/2011@nowhere", UnknownNameError),
        ("trade-value/XXX/IDN/760110/2011@baci-minerals", UnknownNameError),
        ("trade-value/TJK/IDN/aluminium/2011@baci-minerals", UsageError),
        ("trade-value/TJK/IDN/760110/2012-2009@baci-minerals", UsageError),
        ("trade-growth/TJK/IDN/760110/2012/2009@baci-minerals", UsageError),
        ("gdp/IDN/soon@wdi", UsageError),
        ("gdp/IDN/2023@eci", UsageError),
        ("basket-share/IDN/sideways/2023@baci-minerals", UsageError),
        ("a;rm -rf/b@c", UsageError),
    ],
)
def test_refuses_ids_that_are_none(identifier: str, error: type[SinergiError]) -> None:
    with pytest.raises(error):
        explain(identifier)


def test_every_measure_says_formula_source_and_label() -> None:
    for name, measure in measures().items():
        assert measure.name == name
        assert measure.formula
        assert measure.source
        measure.label.format(**dict.fromkeys(measure.arguments, "x"))
        assert measure.compute.__doc__


def test_the_source_of_other_trade_data_is_their_producer() -> None:
    own = evidence("trade-value", "TJK", "IDN", "760110", 2011, dataset=BASKET)
    assert own.source == BACI
    loaded = own.datasets[0].model_copy(
        update={"title": "Reported trade", "producer": "United Nations Statistics Division"}
    )
    measure = measures()["trade-value"]
    assert source_of(measure, loaded) == "United Nations Statistics Division: Reported trade"
    assert source_of(measures()["rca"], loaded) == measures()["rca"].source


@pytest.mark.parametrize(
    "flow", [("TJK", "IDN", "760110"), ("ZAF", "IND", "270119"), ("IDN", "SGP", "270119")]
)
def test_what_is_open_is_never_more_than_is_bought_from_others(flow: tuple[str, ...]) -> None:
    window = "2020-2024"
    found = value("open-potential", *flow, window)
    unrealised = value("unrealised-potential", *flow, window) or 0.0
    bought = value("trade-value", "WLD", *flow[1:], window) or 0.0
    sold = value("trade-value", *flow, window) or 0.0
    assert found == pytest.approx(min(unrealised, bought - sold))


def test_what_is_open_is_unknown_where_its_parts_are() -> None:
    found = evidence("open-potential", "TJK", "IDN", "870321", "2020-2024", dataset=BASKET)
    assert found.value is None
    assert found.unknown is not None
