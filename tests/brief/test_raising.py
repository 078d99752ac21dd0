"""What to raise, expect and ask before a meeting: from what is known of this pair."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.gather.raising import _talks
from sinergi.brief.layout.blocks import words
from sinergi.brief.model import Figure

pytestmark = pytest.mark.usefixtures("home")
TODAY = date(2026, 11, 24)
GENERAL = {talk.text["en"] for talk in _talks() if talk.about == "any"}


@cache
def made(a: str, b: str, lang: str = "en") -> Brief:
    return brief(a, b, today=TODAY, lang=lang)


def lines(one: Brief) -> list[str]:
    return [words(line) for group in one.raising for line in group.sentences]


@pytest.mark.parametrize(
    ("a", "b"), [("DEU", "KEN"), ("VNM", "PER"), ("KAZ", "UZB"), ("ITA", "COL"), ("BOL", "CHL")]
)
def test_most_of_it_is_of_this_pair(a: str, b: str) -> None:
    found = lines(made(a, b))
    assert len(found) >= 9
    assert sum(line in GENERAL for line in found) <= 2


def test_sectors_are_raised_asked_and_expected() -> None:
    found = "\n".join(lines(made("DEU", "KEN")))
    assert "What we sell and Kenya buys: chemicals and fertilisers" in found
    assert "What Kenya sells and we buy: food and agriculture" in found
    assert "Whether we would ease what their goods meet here" in found


def test_an_opening_is_raised_with_what_is_open_and_one_way_only() -> None:
    one = made("KAZ", "UZB")
    told = [line for group in one.raising for line in group.sentences if "Opening" in words(line)]
    assert told
    for line in told:
        assert any(isinstance(part, Figure) and part.value for part in line)
    assert sum("Natural gas" in words(line) for line in told) <= 1


def test_nothing_of_goods_is_promoted_where_broad_measures_stand_between_the_two() -> None:
    for pair in (("RUS", "DEU"), ("PRK", "CHN"), ("USA", "CUB"), ("CUB", "USA")):
        one = made(*pair)
        found = "\n".join([*lines(one), *(words(line) for line in one.summary)])
        assert "Restrictive measures stand between the two" in found
        assert "strongest fit" not in found
        assert "Opening" not in found
        assert "What works" not in found
        assert "restart" not in found
        assert "Ask why it stopped" not in found
        assert not any(company.candidates for company in one.companies)
        assert not one.company_pairs
        assert {topic.rule for topic in one.topics} <= {"measures_trade"}
        assert "Restrictive measures" in words(one.careful[0])


def test_measures_that_bind_neither_are_not_told() -> None:
    """Kazakhstan and Russia: those of the European Union are no measures between the two."""
    assert not any("measures" in words(line) for line in made("KAZ", "RUS").careful)


def test_listed_persons_are_minded_and_trade_is_spoken_of() -> None:
    one = made("IRN", "ARM")
    assert "S/RES/2231" in words(one.careful[0])
    assert any(topic.rule == "trade_traded" for topic in one.topics)


@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_no_place_is_left_open_in_any_language(lang: str) -> None:
    for pair in (("DEU", "KEN"), ("RUS", "DEU"), ("UZB", "AGO"), ("PRK", "CHN")):
        one = made(*pair, lang)
        every = [*one.careful, *one.decisions, *(x for g in one.raising for x in g.sentences)]
        for line in every:
            assert "{" not in words(line)
            assert "  " not in words(line)


def test_decisions_are_a_ministers() -> None:
    for pair in (("DEU", "KEN"), ("UZB", "AGO"), ("GNB", "LBR")):
        found = [words(line) for line in made(*pair).decisions]
        assert 1 <= len(found) <= 3
        assert not any("reports by when" in line for line in found)
