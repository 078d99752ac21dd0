"""The map of facilities: what operates and where, told in words and drawn for any country."""

from __future__ import annotations

import pytest

from sinergi.brief.gather.facility_group import facility_map
from sinergi.brief.messages import translator
from sinergi.brief.render.pictures import Pictures
from sinergi.facilities import facilities, kinds
from sinergi.vocabulary.languages import LANGUAGES

PAIRS = [("IDN", "TJK"), ("DEU", "KEN"), ("LAO", "UZB"), ("SGP", "MLT"), ("FJI", "NRU")]


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_each_mark_is_an_operating_facility_of_its_country(pair: tuple[str, str]) -> None:
    chart = facility_map(pair, translator("en"))
    for place in chart.places:
        assert place.country in pair
        assert any(
            one.kind == place.kind
            and one.status == "operating"
            and one.lat is not None
            and one.lon is not None
            and abs(one.lat - place.lat) < 0.01
            and abs(one.lon - place.lon) < 0.01
            for one in facilities(place.country)
        )
    held = {
        (code, one.kind)
        for code in pair
        for one in facilities(code)
        if one.status == "operating" and one.lat is not None
    }
    assert {(place.country, place.kind) for place in chart.places} == held


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("pair", PAIRS[::2], ids="-".join)
def test_it_is_drawn_and_told_in_every_language(pair: tuple[str, str], lang: str) -> None:
    chart = facility_map(pair, translator(lang))
    picture = Pictures(lang).svg(chart)
    shown = {place.kind for place in chart.places}
    for kind in kinds().values():
        assert (kind.names[lang] in picture) == (kind.code in shown)
    assert picture.count("<use ") >= len(chart.places) * 0.5


def test_the_words_hold_the_numbers() -> None:
    alt = facility_map(("IDN", "TJK"), translator("en")).alt
    hydro = {one.name for one in facilities("TJK", kind="hydropower") if one.status == "operating"}
    assert f"hydropower plants {len(hydro)}" in alt.split("Tajikistan")[1]


def test_a_country_without_facilities_says_so() -> None:
    chart = facility_map(("NRU", "TJK"), translator("en"))
    assert "Nauru: –" in chart.alt
    assert Pictures("en").png(chart)
