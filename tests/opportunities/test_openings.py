"""Openings: large enough, plausible, not controlled; what was left out says why."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from sinergi.errors import DataError, UnknownNameError, UsageError
from sinergi.evidence import evidence, explain
from sinergi.evidence.reporting import thin_years
from sinergi.evidence.worlds import world
from sinergi.opportunities import Openings, controls, openings, plausibility
from sinergi.opportunities.openings import rates
from sinergi.vocabulary.events import export_ban
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path

from .toy_world import numbers_of

DATASET = "baci-minerals"


def made(exporter: str, importer: str) -> Openings:
    return openings(exporter, importer, dataset=DATASET)


@pytest.fixture(scope="module")
def many() -> list[tuple[Openings, Openings]]:
    """Forty pairs drawn by lot, both ways."""
    held = world(DATASET, 2020, 2024)
    traded = [
        code
        for code, sold, bought in zip(
            held.countries, held.flows.exports.sum(1), held.flows.imports.sum(1), strict=True
        )
        if sold > 1e6 and bought > 1e6
    ]
    lot = np.random.default_rng(1)
    pairs = [lot.choice(traded, 2, replace=False).tolist() for _ in range(40)]
    return [(made(a, b), made(b, a)) for a, b in pairs]


def test_nothing_small_controlled_or_implausible_is_an_opening(
    many: list[tuple[Openings, Openings]],
) -> None:
    count = 0
    for found in (one for both in many for one in both):
        for item in found.items:
            count += 1
            product = item.opportunity.product
            assert (item.worth.value or 0) >= found.least >= 1e6
            assert not controls.controls(product, "HS92", found.exporter)
            assert (item.kind == "new") == (item.opportunity.status == "never")
            assert not (item.kind != "grow" and product.startswith(("7108", "7110")))
        worths = [item.worth.value or 0 for item in found.items]
        assert worths == sorted(worths, reverse=True)
        assert (found.finding is None) == bool(found.items)
        for out in found.left_out:
            assert out.reasons
            assert (out.worth.value or 0) >= found.least
    assert count > 10


def test_nothing_is_worth_more_than_the_importer_buys(
    many: list[tuple[Openings, Openings]],
) -> None:
    bound = 0
    for found in (one for both in many for one in both):
        period = f"{found.years[0]}-{found.years[1]}"
        named = {item.opportunity.product: item.worth for item in found.items}
        named |= {one.product: one.worth for one in found.careful}
        named |= {one.product: one.worth for one in found.left_out}
        for product, worth in named.items():
            bought, own = (
                evidence("trade-value", *way, product, period, dataset=DATASET).value or 0.0
                for way in (("WLD", found.importer), (found.exporter, found.importer))
            )
            assert (worth.value or 0) <= bought - own + 1, (found.exporter, found.importer, product)
            unrealised = (
                evidence(
                    "unrealised-potential",
                    found.exporter,
                    found.importer,
                    product,
                    period,
                    dataset=DATASET,
                ).value
                or 0.0
            )
            bound += unrealised > bought - own
        for item in found.beyond:
            assert (item.worth.value or 0) <= (item.imports.value or 0)
    assert bound, "no potential of the lot was larger than the imports: the test shows nothing"


def test_no_product_begins_in_both_directions(many: list[tuple[Openings, Openings]]) -> None:
    for out, back in many:
        new = [
            {item.opportunity.product for item in found.items if item.kind == "new"}
            for found in (out, back)
        ]
        assert not new[0] & new[1]


def test_every_number_computes_again(many: list[tuple[Openings, Openings]]) -> None:
    for found, _ in many[:8]:
        for one in numbers_of((*found.items, *found.careful, *found.left_out)):
            if one.evidence is not None and one.value is not None:
                assert explain(one.evidence).value == pytest.approx(one.value), one.evidence


def test_all_reasons_have_words(many: list[tuple[Openings, Openings]]) -> None:
    said = [
        reason
        for found in (one for both in many for one in both)
        for reason in (
            found.order,
            *((found.finding,) if found.finding else ()),
            *(why for out in found.left_out for why in out.reasons),
        )
    ]
    assert {"openings-none", "openings-order"} <= {reason.code for reason in said}
    for reason in said:
        assert all("{" not in reason.text(lang) for lang in LANGUAGES)


def test_the_model_pair() -> None:
    out, back = made("TJK", "IDN"), made("IDN", "TJK")
    assert [item.opportunity.product for item in out.items] == ["760110"]
    assert out.items[0].kind == "revive"
    assert out.items[0].worth.value == pytest.approx(7_591_703)
    assert not back.items
    assert back.finding is not None
    assert "Indonesia sells and Tajikistan buys no product" in back.finding
    assert back.pair_rate == rates()["strangers"]


@pytest.mark.parametrize(
    ("exporter", "importer", "product"),
    [("IRN", "ARE", "260112"), ("CZE", "JPN", "270112"), ("TJK", "IDN", "760110")],
)
def test_what_ever_went_is_not_called_new(exporter: str, importer: str, product: str) -> None:
    """Iran's ore went to the Emirates until 2019; who reported since is not known."""
    rows = pl.scan_parquet(data_path("trade", f"{DATASET}.parquet")).filter(
        (pl.col("exporter").cast(pl.String) == exporter)
        & (pl.col("importer").cast(pl.String) == importer)
        & (pl.col("product").cast(pl.String) == product)
        & (pl.col("value") > 0)
    )
    went = rows.collect().height > 0
    found = made(exporter, importer)
    (kind,) = [one.kind for one in found.items if one.opportunity.product == product]
    assert (kind == "new") == (not went)
    assert (kind == "unsure") == (exporter == "IRN")


@pytest.mark.parametrize(("exporter", "importer"), [("IRN", "CHN"), ("ETH", "TUR"), ("BLR", "KAZ")])
def test_a_year_that_was_not_reported_is_no_end_of_exports(exporter: str, importer: str) -> None:
    """Iran, Ethiopia and Belarus have no report of 2024: that says nothing of what they sell."""
    assert 2024 in thin_years(DATASET, exporter)
    for out in made(exporter, importer).left_out:
        for reason in out.reasons:
            if reason.code == "opening-faded":
                assert int(str(reason.values["year"])) < 2024
                since = range(int(str(reason.values["year"])), 2025)
                mean, *years = (
                    evidence("trade-value", exporter, "WLD", out.product, when, dataset=DATASET)
                    for when in ("2020-2024", *since)
                )
                # What its partners reported since shows that it still sells.
                assert all((one.value or 0.0) < 0.1 * (mean.value or 0.0) for one in years)


def test_one_shipment_does_not_make_a_source() -> None:
    """India sold crude oil to Nigeria once, and buys a thousand times what it sells."""
    found = openings("IND", "NGA", dataset=DATASET)
    assert "270900" not in {item.opportunity.product for item in found.items}
    out = next(one for one in found.left_out if one.product == "270900")
    assert "opening-reexport" in {reason.code for reason in out.reasons}


def test_what_goes_in_all_goods_raises_the_least() -> None:
    found = openings("NGA", "IND", dataset=DATASET)
    total = evidence("trade-value", "NGA", "IND", "all", "2016-2020", dataset="baci-pairs").value
    assert total is not None
    assert found.least >= 0.0005 * total > 1e6


def test_controlled_goods_are_named_apart() -> None:
    found = made("KAZ", "UZB")
    asbestos = next(one for one in found.careful if one.product == "252400")
    assert asbestos.controls[0].title("ru").startswith("Роттердамская")
    assert "Annex III" in asbestos.controls[0].place("en")
    assert "Приложение III: асбест" in asbestos.controls[0].place("ru")
    assert all(item.opportunity.product != "252400" for item in found.items)


@pytest.mark.parametrize(
    ("product", "nomenclature", "exporter", "regimes"),
    [
        ("280540", "HS92", "KGZ", ["minamata"]),
        ("290362", "HS92", "DEU", ["stockholm"]),
        ("290362", "HS22", "DEU", []),
        ("930100", "HS17", "DEU", ["arms"]),
        ("261210", None, "KAZ", ["dual-use"]),
        ("760110", "HS92", "TJK", []),
        ("260400", "HS92", "PHL", []),
        ("260400", "HS92", "IDN", [None]),
    ],
)
def test_which_goods_are_controlled(
    product: str, nomenclature: str | None, exporter: str, regimes: list[str | None]
) -> None:
    found = controls.controls(product, nomenclature, exporter)
    assert [one.regime.regime if one.regime else None for one in found] == regimes
    for one in found:
        assert one.source
        assert all(one.title(lang) for lang in LANGUAGES)


def test_a_ban_that_was_lifted_is_none() -> None:
    ban = export_ban("IDN", "260400")
    assert ban is not None
    assert ban.date.year == 2020
    assert export_ban("IDN", "760110") is None
    assert export_ban("ZWE", "253090") is not None


def test_a_landlocked_country_is_far_by_sea_unless_land_is_near() -> None:
    held = world(DATASET, 2020, 2024)
    apart = plausibility.effective_distance(held)
    tjk, idn, uzb, sgp = (held.country(code) for code in ("TJK", "IDN", "UZB", "SGP"))
    factor, land = plausibility.parameters()["land-factor"], plausibility.to_port()
    plain = held.distance
    assert apart[idn, sgp] == plain[idn, sgp]
    assert apart[tjk, idn] == plain[tjk, idn] + factor * land["TJK"]
    assert apart[tjk, uzb] == pytest.approx(1.3 * factor * plain[tjk, uzb])
    np.testing.assert_array_equal(apart, apart.T)


def test_lignite_does_not_cross_an_ocean_and_gold_does() -> None:
    held = world(DATASET, 2020, 2024)
    found = plausibility.judge(held, held.country("SRB"), held.country("PER"))
    lignite, gold, gas = (held.product_index[code] for code in ("270210", "710812", "271121"))
    assert found.broken["route"][lignite]
    assert not found.broken["route"][gold]
    assert found.broken["line"][gas]
    assert found.broken["hub"][gold]
    assert not found.broken["hub"][lignite]
    assert found.reach[lignite] < 0.02 < found.reach[gold]


def test_the_rates_are_those_of_the_backtest() -> None:
    found = rates()
    assert list(found) == ["all", "now", "before", "never", "strangers"]
    for rate in found.values():
        assert 0 < rate.low <= rate.first_pick <= rate.high < 1
        assert rate.first_pick <= rate.any_pick
    assert found["strangers"].first_pick < found["never"].first_pick < found["now"].first_pick


@pytest.mark.parametrize(
    ("file", "line", "message"),
    [
        ("controlled-goods.csv", "2604,,luck,whole,a,a,a,a", "regime 'luck' of 2604 is not in"),
        ("controlled-goods.csv", "26a,,arms,whole,a,a,a,a", "line 2: column 'code'"),
        ("controls.csv", "arms,http://x,a,a,a,a,a,a,a,a", "line 2: column 'source'"),
    ],
)
def test_a_broken_table_says_where(
    file: str, line: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("controls.csv", "controlled-goods.csv"):
        text = data_path("opportunities", name).read_text(encoding="utf-8")
        rows = [row for row in text.splitlines() if not row.startswith("#")]
        if name == file:
            rows = [rows[0], line]
        (tmp_path / name).write_text("\n".join(rows), encoding="utf-8")
    monkeypatch.setattr(controls, "data_path", lambda *parts: tmp_path / parts[-1])
    controls._goods.cache_clear()
    with pytest.raises(DataError, match=message):
        controls.controls("260400", "HS92", "IDN")
    controls._goods.cache_clear()


@pytest.mark.parametrize(
    ("arguments", "keywords", "error", "message"),
    [
        (("TJK", "TJK"), {}, UsageError, "the same country"),
        (("TJK", "XXX"), {}, UnknownNameError, "XXX has no trade"),
        (("TJK", "IDN"), {"limit": 0}, UsageError, "limit of 0"),
        (("TJK", "IDN"), {"year": 1950}, UsageError, "covers 1995 to 2024"),
    ],
)
def test_bad_arguments_are_named(
    arguments: tuple[str, str], keywords: dict[str, object], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        openings(*arguments, **{"dataset": DATASET} | keywords)
