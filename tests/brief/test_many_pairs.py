"""What two hundred pairs nobody prepared are told, held against the data by rule."""

from __future__ import annotations

import random

import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.model import Figure
from sinergi.cooperation.lines import lines
from sinergi.evidence.histories import pair_history
from sinergi.indicators.trade_states import PAUSE
from sinergi.opportunities.controls import controls
from sinergi.trade import catalogue, queries
from sinergi.vocabulary import countries

PAIRS, SEED = 200, 20261124
_DATASET = "baci-minerals"


def _pairs() -> list[tuple[str, str]]:
    held = queries.countries(catalogue.dataset(_DATASET))
    known = [code for code in held if countries.is_country(code)]
    picker = random.Random(SEED)  # noqa: S311 (a sample, not a secret)
    return [tuple(picker.sample(known, 2)) for _ in range(PAIRS)]  # type: ignore[misc]


def _ways(made: Brief) -> list[tuple[str, str]]:
    return [(made.a.code, made.b.code), (made.b.code, made.a.code)]


def _topics(made: Brief) -> None:
    """The state that a topic's line speaks of is the state of the data."""
    states = {rule.rule: rule.state for rule in lines() if rule.about == "trade"}
    for topic in made.topics:
        figures = [part for part in topic.status if isinstance(part, Figure)]
        flow = figures[-1].evidence.partition("@")[0].split("/")
        exporter, importer, product = flow[1:4]
        history = pair_history(_DATASET, exporter, importer)
        state = history.state(product)
        last = history.by_product[product].last
        if states[topic.rule] == "traded":
            assert state in ("traded", "resumed"), (made.title, topic)
        if "not since" in str(topic.status[-1]):
            assert state == "stopped", (made.title, topic)
            assert history.until - last >= PAUSE
        assert not controls(product, "HS92", exporter), (made.title, topic)


def _openings(made: Brief) -> None:
    """An opening is open, of a size worth naming, and nothing that is controlled."""
    for way in made.directions:
        if way.opportunities is None:
            assert way.opportunities_reason
            continue
        keys = [column.key for column in way.opportunities.columns]
        place = keys.index("worth")
        values = []
        for row in way.opportunities.rows:
            worth = row[place]
            assert isinstance(worth, Figure)
            assert worth.value
            values.append(worth.value)
            code = str(row[0]).rpartition("HS ")[2].strip(")")
            by_chapter = row[keys.index("kind")] == "estimated by chapter"
            nomenclature = "HS22" if by_chapter else "HS92"
            assert not controls(code, nomenclature, way.exporter.code), (made.title, row[0])
        assert values == sorted(values, reverse=True), made.title
        assert min(values) >= 50_000, made.title


@pytest.mark.slow
@pytest.mark.usefixtures("home")
def test_two_hundred_pairs() -> None:
    for a, b in _pairs():
        made = brief(a, b)
        assert made.purpose == "before"
        assert 1 <= len(made.summary) <= 5, made.title
        assert len(made.topics) <= 8
        assert made.raising or not made.topics
        assert len(made.decisions) <= 3
        _topics(made)
        _openings(made)
        for company in made.companies:
            assert company.candidates or "chamber of commerce" in company.note
