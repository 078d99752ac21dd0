"""Openings as the ranking finds them, and charts whose state is in their address."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace as World
from typing import Any

import numpy as np
import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from sinergi.evidence import explain
from sinergi.opportunities import openings as found_by_the_ranking
from sinergi.web.core.messages import STATES, label
from sinergi.web.core.templating import estimate
from sinergi.web.openings.queries import STATUSES, Choice, product
from sinergi.web.pairs.charts import NAMES, ChartView, chart
from sinergi.web.pairs.charts.route import great_circle

pytestmark = pytest.mark.django_db


def rows_of(answer: Any, section: str) -> list[str]:
    page = LexborHTMLParser(answer.content.decode())
    return [row.text() for row in page.css(f"section[aria-labelledby={section}] tbody tr")]


def test_the_page_names_what_the_ranking_finds_and_no_more(
    world: World, as_: Callable[[Any], Any]
) -> None:
    found = found_by_the_ranking("TJK", "IDN", limit=20)
    where = reverse("openings", args=[world.pair.pk])
    client = as_(world.officer)
    shown = rows_of(client.get(f"{where}?exporter=TJK"), "worth")
    assert len(shown) == len(found.items)
    for row, one in zip(shown, found.items, strict=True):
        assert one.opportunity.product in row
    nothing = client.get(f"{where}?exporter=IDN").content.decode()
    other = found_by_the_ranking("IDN", "TJK", limit=20)
    assert (other.finding is None) == (str(other.finding)[1:60] not in nothing)


@pytest.mark.parametrize("query", ["sector=aluminium", "status=never", "least=1000000", "sector=x"])
def test_a_choice_keeps_only_what_fits(query: str, world: World, as_: Callable[[Any], Any]) -> None:
    where = reverse("openings", args=[world.pair.pk])
    client = as_(world.officer)
    every = rows_of(client.get(f"{where}?exporter=TJK"), "all")
    chosen = rows_of(client.get(f"{where}?exporter=TJK&{query}"), "all")
    assert set(chosen) <= set(every)
    assert len(chosen) < len(every) or query == "sector=x"


def test_a_choice_survives_its_address() -> None:
    for given in (
        {"sector": "aluminium", "status": "never", "least": "1000000"},
        {"least": "7"},
        {},
    ):
        choice = Choice.of(given)
        again = dict(part.split("=") for part in choice.query.split("&") if part)
        assert Choice.of(again) == choice
    assert Choice.of({"sector": "\0", "status": "x", "least": "1e9"}) == Choice()


def test_a_product_says_whether_it_is_an_opening_and_why() -> None:
    held = product("TJK", "IDN", "760110")
    assert held is not None
    assert held.item is not None
    named = {one.opportunity.product for one in found_by_the_ranking("TJK", "IDN", limit=20).items}
    assert (held.opening is not None) == ("760110" in named)
    assert product("TJK", "IDN", "000000") is None


def test_goods_known_by_chapter_only_have_a_page_that_says_so(
    world: World, as_: Callable[[Any], Any]
) -> None:
    from sinergi.web.pairs.actions import take_up

    beyond = found_by_the_ranking("DEU", "KEN", limit=20).beyond
    pair = take_up(world.officer, "DEU", "KEN")
    client = as_(world.officer)
    for one in beyond:
        where = reverse("opening", args=[pair.pk, "DEU", one.product])
        assert "estimated by chapter" in client.get(where).content.decode()
    assert beyond


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_no_estimate_is_said_to_a_part_of_a_dollar(lang: str) -> None:
    from django.utils import translation

    with translation.override(lang):
        for value in (0.0, 0.001, 12.0, 999.9):
            assert "0.001" not in estimate(value, "USD").replace(",", ".")
            assert estimate(value, "USD") == estimate(1.0, "USD")
        assert estimate(None, "USD") != estimate(1.0, "USD")
        assert estimate(5000.0, "USD") != estimate(1.0, "USD")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_every_chart_says_what_is_seen_from_where_and_when(
    name: str, lang: str, world: World
) -> None:
    from django.utils import translation

    with translation.override(lang):
        drawn = chart(world.pair, name)
    assert drawn.sentence
    assert drawn.source
    assert drawn.rows
    assert all(set(dict(drawn.columns)) <= set(row) for row in drawn.rows)
    assert any(char.isdigit() for char in drawn.sentence)


def test_the_state_of_a_chart_is_its_address(world: World, as_: Callable[[Any], Any]) -> None:
    client = as_(world.officer)
    where = reverse("chart", args=[world.pair.pk, "trade"])
    every, some = client.get(where).json(), client.get(f"{where}?first=2010&last=2012").json()
    assert {row["year"] for row in some["rows"]} == {2010, 2011, 2012}
    assert len(every["rows"]) > len(some["rows"])
    assert ChartView.of({"first": "2010", "last": "20x2", "data": "x"}) == ChartView.of(
        {"first": "2010"}
    )
    table = client.get(
        reverse("chart_csv", args=[world.pair.pk, "trade"]) + "?first=2010&last=2012"
    )
    assert len(table.content.decode().strip().splitlines()) == 1 + 6
    page = client.get(
        reverse("chart_page", args=[world.pair.pk, "trade"]) + "?first=2010&last=2012"
    )
    assert "?first=2010&amp;last=2012" in page.content.decode()


@pytest.mark.parametrize("name", NAMES)
def test_every_number_of_a_chart_is_the_one_its_evidence_explains(
    name: str, world: World, as_: Callable[[Any], Any]
) -> None:
    rows = chart(world.pair, name).rows
    noted = [
        (one, row[key]) for row in rows for key, one in row["evidence"].items() if row[key] != ""
    ]
    assert noted
    for identifier, value in noted[:: max(len(noted) // 8, 1)]:
        found = explain(identifier)
        assert value is None or found.value == pytest.approx(value), identifier
    page = as_(world.officer).get(reverse("chart_page", args=[world.pair.pk, name]))
    links = LexborHTMLParser(page.content.decode()).css("td a.figure")
    assert len(links) == len([1 for _one, value in noted if value is not None])


def test_what_is_open_is_one_number_on_every_page(world: World, as_: Callable[[Any], Any]) -> None:
    worth = {o.opportunity.product: o.worth.value for o in found_by_the_ranking("TJK", "IDN").items}
    rows = {row["product"]: row["open"] for row in chart(world.pair, "openings-b").rows}
    assert worth
    assert worth.items() <= rows.items()
    page = as_(world.officer).get(reverse("openings", args=[world.pair.pk]) + "?exporter=TJK")
    tables = [rows_of(page, section) for section in ("worth", "all")]
    for code, value in worth.items():
        told = estimate(value, "USD")
        for table in tables:
            assert told in next(row for row in table if code in row)


def test_a_state_has_the_same_colour_in_every_language_and_direction(world: World) -> None:
    from django.utils import translation

    held: dict[str, set[tuple[str, str]]] = {}
    for lang in ("en", "ru", "tg"):
        with translation.override(lang):
            for name in ("openings-a", "openings-b"):
                drawn = chart(world.pair, name)
                marks = drawn.spec["encoding"]
                domain = marks["color"]["scale"]["domain"]
                assert {row["status"] for row in drawn.rows} == set(domain)
                for code in STATUSES:
                    if (word := label(STATES, code)) in domain:
                        at = domain.index(word)
                        pair = (marks[k]["scale"]["range"][at] for k in ("color", "shape"))
                        held.setdefault(code, set()).add((next(pair), next(pair)))
    assert len(held) > 1
    assert all(len(marks) == 1 for marks in held.values())
    assert len(set.union(*held.values())) == len(held)


def test_the_facilities_are_shown_by_kind_on_page_picture_and_table(
    world: World, as_: Callable[[Any], Any]
) -> None:
    client = as_(world.officer)
    where = reverse("chart_page", args=[world.pair.pk, "facilities"])
    every, some = (client.get(where + end).content.decode() for end in ("", "?kind=hydropower"))
    assert "Coal mines" in LexborHTMLParser(every).css_first("tbody").text()
    table = LexborHTMLParser(some).css_first("tbody").text()
    assert "Hydropower plants" in table
    assert "Coal mines" not in table
    for kind, begins in (("svg", b"<svg"), ("png", b"\x89PNG")):
        picture = reverse("pair_map", args=[world.pair.pk, "facilities", kind])
        whole, part = client.get(picture), client.get(f"{picture}?kind=hydropower")
        assert whole.content.startswith(begins)
        assert len(part.content) < len(whole.content)
    assert client.get(picture.replace("facilities", "trade")).status_code == 404
    shown = client.get(reverse("pair", args=[world.pair.pk])).content.decode()
    assert where in shown


def test_a_country_without_facilities_is_said_to_have_none(world: World) -> None:
    from sinergi.web.pairs.actions import take_up

    assert "coal mines, hydropower plants (6)" in chart(world.pair, "facilities").sentence
    drawn = chart(take_up(world.officer, "MCO", "TJK"), "facilities")
    assert "Monaco: none in operation is on record." in drawn.sentence
    assert {row["country"] for row in drawn.rows} == {"Tajikistan"}


def test_a_year_without_a_record_is_a_gap_and_no_zero(world: World) -> None:
    rows = chart(world.pair, "trade", ChartView.of({"data": "products"})).rows
    assert any(row["value"] is None for row in rows)
    assert all(row["value"] is None or row["value"] > 0 for row in rows)


@pytest.mark.parametrize(
    ("one", "other"), [((106.8, -6.2), (68.8, 38.6)), ((170.0, 10.0), (-170.0, 20.0))]
)
def test_the_route_is_the_shortest_way_and_is_cut_at_the_date_line(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    pieces = great_circle(one, other)
    x, y = (np.concatenate([piece[k] for piece in pieces]) for k in (0, 1))
    assert (x[0], y[0]) == pytest.approx(one)
    assert (x[-1], y[-1]) == pytest.approx(other)
    for piece in pieces:
        assert np.abs(np.diff(piece[0])).max(initial=0) < 180
    a, b = (np.radians(place) for place in (one, other))
    haversine = (
        np.sin((b[1] - a[1]) / 2) ** 2
        + np.cos(a[1]) * np.cos(b[1]) * np.sin((b[0] - a[0]) / 2) ** 2
    )
    steps = (
        np.sin(np.radians(np.diff(y)) / 2) ** 2
        + np.cos(np.radians(y[:-1]))
        * np.cos(np.radians(y[1:]))
        * np.sin(np.radians(np.diff(x)) / 2) ** 2
    )
    length = 2 * np.arcsin(np.sqrt(steps)).sum()
    assert length == pytest.approx(2 * np.arcsin(np.sqrt(haversine)), rel=1e-3)
