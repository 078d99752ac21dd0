"""What is a key message of a pair, and what is too small or too old to be one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import Brief, brief

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jakarta-2024-11-22.txt"


def messages(made: Brief) -> list[str]:
    return ["".join(p if isinstance(p, str) else p.text for p in s) for s in made.summary]


@pytest.mark.usefixtures("home")
def test_trade_of_a_few_dollars_is_no_key_message() -> None:
    # Timor-Leste sold Indonesia bentonite for 15 dollars once, and has no opening of any size.
    made = brief("TLS", "IDN")
    found = messages(made)
    assert not any("entonite" in one or "Timor-Leste to Indonesia in" in one for one in found)
    # Indonesia sold it manganese ore for 3.6 million until 2018: hardly any trade would be untrue.
    (told,) = [one for one in found if one.startswith("Manganese ore: the largest trade")]
    assert told.endswith("the last in 2018.")
    assert not any(one.startswith("Best opening Timor-Leste") for one in found)
    findings = ["".join(p for p in s if isinstance(p, str)) for s in made.directions[0].findings]
    assert any("only in" in one for one in findings), findings


@pytest.mark.usefixtures("home")
def test_a_flow_that_cannot_go_again_is_no_key_message() -> None:
    # Sudan sells no liquefied gas today; Botswana buys tin ore for 80 dollars a year.
    sudan = messages(brief("SSD", "SDN"))
    assert not any("271111" in one for one in sudan)
    assert any(one.startswith("Hardly any raw materials") for one in sudan)
    assert not any("260900" in one for one in messages(brief("BWA", "ZAF")))


@pytest.mark.usefixtures("home")
def test_dates_that_have_passed_are_said_to_have() -> None:
    before = brief("IDN", "TJK", documents=[SAMPLE], today=date(2024, 11, 25))
    assert messages(before)[-1] == "Promises: 3; the next is due January–March 2025."
    assert {one.state for one in before.promises} == {"coming", "unknown"}
    assert all(step.passed is None for step in before.plan)
    after = brief("IDN", "TJK", documents=[SAMPLE], today=date(2025, 4, 1))
    assert "the date of 1 has passed" in messages(after)[-1]
    assert all(step.deadline > date(2025, 4, 1) for step in after.plan if step.deadline)


@pytest.mark.usefixtures("home")
def test_the_chart_of_a_country_the_data_lacked_has_a_gap() -> None:
    points = {p.x: p.figure for p in brief("BWA", "ZAF").pair_charts[0].series[0].points}
    assert points[1996].value is None
    assert points[1996].text == "not known"
    assert points[2001].value


@pytest.mark.usefixtures("home")
def test_what_a_ban_ended_is_no_opening() -> None:
    # Indonesia ended the export of bauxite in 2023; the mean of the window still shows it.
    made = brief("IDN", "CHN")
    table = made.directions[0].opportunities
    assert table is None or not any("260600" in str(row[0]) for row in table.rows)
    assert not any("260600" in topic.name for topic in made.topics)


@pytest.mark.usefixtures("home")
def test_controlled_goods_are_never_promoted() -> None:
    for a, b in (("DEU", "KEN"), ("TJK", "IDN")):
        made = brief(a, b)
        text = " ".join([*messages(made), *(topic.name for topic in made.topics)])
        assert "Mercury" not in text
        assert "sbestos" not in text
        for way in made.directions:
            rows = way.opportunities.rows if way.opportunities else []
            assert not any("280540" in str(row[0]) or "252400" in str(row[0]) for row in rows)
