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

from .pair_rules import RULES

PAIRS, SEED = 200, 20261125
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
        if topic.rule.startswith("sector_"):
            assert sum(isinstance(part, Figure) for part in (*topic.they, *topic.we)) == 2
            continue
        figures = [part for part in topic.status if isinstance(part, Figure)]
        flow = figures[-1].evidence.partition("@")[0].split("/")
        exporter, importer, product = flow[1:4]
        history = pair_history(_DATASET, exporter, importer)
        state = history.state(product)
        flow_told = history.by_product[product]
        last = flow_told.last
        if states[topic.rule] == "traded":
            assert state in ("traded", "resumed"), (made.title, topic)
            # What is said to go has gone in the last year.
            assert last == history.until, (made.title, topic)
        if states[topic.rule] == "stopped":
            # What resumed, or peaked in its last year, is not told as ended.
            assert state != "resumed", (made.title, topic)
            assert flow_told.peak_year < history.until, (made.title, topic)
            assert flow_told.peak_year < last or state == "stopped", (made.title, topic)
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


def _one_state(made: Brief) -> None:
    """No product is told as ended and as going in one brief."""
    ended: set[tuple[str, str]] = set()
    going: set[tuple[str, str]] = set()
    for topic in made.topics:
        if topic.rule not in ("trade_stopped", "trade_traded"):
            continue
        figures = [part for part in topic.status if isinstance(part, Figure)]
        exporter = figures[-1].evidence.split("/")[1]
        (ended if topic.rule == "trade_stopped" else going).add((exporter, topic.name))
    assert not ended & going
    for way in made.directions:
        for line in way.findings:
            text = "".join(part if isinstance(part, str) else part.text for part in line)
            told: set[tuple[str, str]] = set()
            if "has not since" in text:
                told = going
            if "goes again since" in text:
                told = ended
            assert not any(
                exporter == way.exporter.code and text.startswith(name) for exporter, name in told
            ), (made.title, text)


def _lead(made: Brief) -> None:
    """Each number of the first sentences says what its words say."""
    for line in made.summary:
        for place, part in enumerate(line):
            if not isinstance(part, Figure) or part.unit != "share":
                continue
            assert part.evidence.startswith("market-share/"), (made.title, line)
            after = line[place + 1]
            assert isinstance(after, str)
            assert " imported of it" in after, (made.title, line)


@pytest.mark.slow
@pytest.mark.usefixtures("home")
def test_two_hundred_pairs() -> None:
    for a, b in _pairs():
        made = brief(a, b)
        assert made.purpose == "before"
        assert 1 <= len(made.summary) <= 5, made.title
        assert len(made.topics) <= 8
        assert made.raising or not made.topics
        _topics(made)
        _one_state(made)
        _lead(made)
        _openings(made)
        for rule in RULES:
            rule(made)
        for company in made.companies:
            assert company.candidates or "chamber of commerce" in company.note


def _spoiled(made: Brief) -> dict[str, Brief]:
    """Copies of a brief with one thing made false, by the rule that must see it."""
    copies = {rule.__name__: made.model_copy(deep=True) for rule in RULES}
    copies["summary"].summary.append(["Trade between the two is excellent."])
    copies["raised"].raising[0].sentences.append(["Ask {other} for more."])
    copies["decided"].decisions.append(made.decisions[0])
    copies["cared"].careful.append(["Coffee (HS 090111): a regime that does not hold it."])
    share = next(part for line in made.reach for part in line if isinstance(part, Figure))
    copies["reached"].reach.append([share.model_copy(update={"value": 0.9})])
    way = copies["findings"].directions[0]
    told = next(
        line
        for line in way.findings
        for part in line
        if isinstance(part, Figure) and "/all/" not in part.evidence and part.unit == "USD"
    )
    place = next(n for n, part in enumerate(told) if isinstance(part, Figure))
    told[place] = told[place].model_copy(update={"value": 1.0})
    return copies


@pytest.mark.usefixtures("home")
def test_each_rule_sees_what_is_false() -> None:
    made = brief("KAZ", "UZB")
    for rule in RULES:
        rule(made)
        with pytest.raises(AssertionError):
            rule(_spoiled(made)[rule.__name__])


@pytest.mark.usefixtures("home")
def test_a_wrong_number_in_short_is_seen() -> None:
    """Each figure of the first sentences, one after the other made larger by a tenth."""
    made = brief("KAZ", "UZB")
    seen = 0
    for n, line in enumerate(made.summary):
        for place, part in enumerate(line):
            if not isinstance(part, Figure) or part.value is None:
                continue
            if "@baci-imports" in part.evidence:
                continue
            wrong = made.model_copy(deep=True)
            wrong.summary[n][place] = part.model_copy(update={"value": part.value * 1.1})
            with pytest.raises(AssertionError):
                RULES[0](wrong)
            seen += 1
    assert seen >= 6
