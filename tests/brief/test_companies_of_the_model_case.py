"""The model case names companies of both sides with their plants where a reader looks first."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from sinergi.brief import brief
from sinergi.brief.layout import company_pairs
from sinergi.brief.layout.blocks import Lines, words
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief
from sinergi.brief.render.terminal import show
from sinergi.facilities import owners

SAMPLE = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"
TAJIK = ("Talco Resurs", "Barki Tojik")
INDONESIAN = ("Steel", "Nickel")


@pytest.fixture(scope="module")
def made() -> Brief:
    return brief("IDN", "TJK", documents=[SAMPLE], today=date(2024, 11, 25))


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("width", [80, 100])
def test_the_terminal_names_both_sides(made: Brief, width: int) -> None:
    stream = StringIO()
    show(made, [], Console(file=stream, width=width))
    text = " ".join(stream.getvalue().split())
    assert all(name in text for name in (*TAJIK, *INDONESIAN))
    assert all(one.candidates[0].name in text for one in made.companies if one.candidates)


@pytest.mark.usefixtures("home")
def test_the_second_page_names_a_plant_of_each(made: Brief) -> None:
    *_table, lines = company_pairs.blocks(made, translator("en"))
    assert isinstance(lines, Lines)
    told = "\n".join(words(line) for line in lines.lines)
    assert 'OSHC "Barki Tojik": Nurek hydroelectric plant (hydropower plant, 2,700 MW' in told
    assert "Green energy: Indonesia (goods that take much energy) – " in told
    assert "Nickel: Indonesia – PT Gunbuster Nickel Industry: Delong Nickel Phase III" in told
    assert "Tajikistan – PT" not in told


@pytest.mark.usefixtures("home")
def test_each_plant_is_one_that_the_company_stands_behind(made: Brief) -> None:
    shown = [one for each in made.companies for one in each.candidates if one.plant]
    assert {one.name for one in shown} > {"Talco Resurs LLC", 'OSHC "Barki Tojik"'}
    for one in shown:
        (owner,) = (o for o in owners(one.record_id[:3]) if o.record_id == one.record_id)
        assert any(words(one.plant).startswith(f"{s.facility.name} (") for s in owner.stakes)


@pytest.mark.usefixtures("home")
def test_a_holding_of_another_country_is_no_company_of_the_plants(made: Brief) -> None:
    names = [one.name for each in made.companies for one in each.candidates]
    assert not any("(Hong Kong)" in name for name in names)
