"""Before a meeting companies of both sides stand behind the topics and openings of the brief."""

from __future__ import annotations

import pytest

from sinergi.brief import brief
from sinergi.brief.gather.companies import FLOOR, PAIRS
from sinergi.brief.gather.sought import BEFORE
from sinergi.brief.layout import companies, laid_out, trade
from sinergi.brief.layout.blocks import Lines, Pictures
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief

PAIRS_OF_COUNTRIES = ("VNM-EGY", "SRB-BRA", "PER-KOR", "KAZ-ITA", "NER-FRA", "TUV-NRU")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("pair", PAIRS_OF_COUNTRIES)
def test_every_list_is_of_a_topic_or_an_opening_and_both_sides_have_one(pair: str) -> None:
    made = brief(*pair.split("-"))
    shown = {topic.name for topic in made.topics}
    for way in made.directions:
        if way.opportunities:
            shown |= {str(row[0]) for row in way.opportunities.rows}
    names = {name.casefold() for name in shown}
    sought = {(one.subject, one.product) for one in made.companies}
    assert len(made.companies) == 2 * len(sought) <= 2 * BEFORE
    for subject, _product in sought:
        assert any(subject.casefold() in name for name in names), subject
        sides = {one.country.code for one in made.companies if one.subject == subject}
        assert sides == {made.a.code, made.b.code}
    assert all(float(c.score_text) >= FLOOR for one in made.companies for c in one.candidates)


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("pair", PAIRS_OF_COUNTRIES)
def test_who_sells_in_a_pair_is_of_the_country_that_sells_the_goods(pair: str) -> None:
    made = brief(*pair.split("-"))
    told: dict[tuple[str, str], int] = {}
    for one in made.company_pairs:
        assert {one.seller_country.code, one.buyer_country.code} == {made.a.code, made.b.code}
        sellers = [
            found
            for found in made.companies
            if (found.subject, found.country.code) == (one.topic, one.seller_country.code)
        ]
        assert any(one.seller in found.candidates for found in sellers)
        key = (one.topic, one.seller_country.code)
        told[key] = told.get(key, 0) + 1
    assert all(count <= PAIRS for count in told.values())


@pytest.mark.usefixtures("home")
def test_the_miners_of_the_stopped_trade_are_named_without_a_document() -> None:
    made = brief("EGY", "VNM")
    miners = [
        company.name
        for found in made.companies
        if found.country.code == "VNM" and "270111" in found.product
        for company in found.candidates
    ]
    assert "Vietnam National Coal and Mineral Industries Holding Corp Ltd" in miners
    assert "companies" in {laid.key for laid in laid_out(made)}


@pytest.mark.usefixtures("home")
def test_two_that_never_traded_raw_materials_get_no_chart_of_noughts() -> None:
    def pictures(made: Brief) -> list[str]:
        found = trade.blocks(made, translator(made.lang))
        return [c.id for one in found if isinstance(one, Pictures) for c in one.charts]

    assert pictures(brief("LAO", "UZB")) == []
    assert pictures(brief("VNM", "PER")) == ["pair"]


@pytest.mark.usefixtures("home")
def test_topics_without_companies_are_told_apart_by_more_than_commas() -> None:
    made = brief("VNM", "PER", lang="ru")
    empty = [one for one in made.companies if not one.candidates]
    (line,) = [
        text
        for block in companies.blocks(made, translator("ru"))
        if isinstance(block, Lines)
        for (text,) in block.lines
        if isinstance(text, str) and text.startswith(f"{made.a.name} – ")
    ]
    ours = [one.subject for one in empty if one.country.code == made.a.code]
    assert len(ours) > 1
    assert "; ".join(ours) in line
