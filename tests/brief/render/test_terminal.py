from io import StringIO
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console

from sinergi.brief.layout.blocks import words as plain
from sinergi.brief.model import Brief
from sinergi.brief.render.terminal import show
from sinergi.vocabulary.languages import LANGUAGES

from .sample import bare, sample

FILES = [Path("/briefs/brief.html"), Path("/briefs/plan.ics")]


def _shown(brief: Brief, width: int = 100, **options: bool) -> str:
    stream = StringIO()
    show(brief, FILES, Console(file=stream, width=width, **options))
    return stream.getvalue()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_one_screen_holds_it(lang: str) -> None:
    brief = sample(lang)
    long = [*brief.summary, [brief.plan[2].action * 3]] * 3
    crowded = brief.model_copy(
        update={
            "summary": long,
            "companies": [brief.companies[0]] * 9,
            "plan": brief.plan * 4,
            "directions": [brief.directions[0]] * 2,
        }
    )
    for one in (brief, crowded):
        lines = _shown(one).splitlines()
        assert len(lines) <= 40
        assert max(map(cell_len, lines)) <= 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_matters(lang: str) -> None:
    brief = sample(lang)
    text = " ".join(_shown(brief).split())
    opening = brief.directions[0].opportunities
    assert opening is not None
    assert opening.rows[0][1].text in text
    for words in (
        brief.title,
        brief.meeting.date_text,
        "".join(brief.summary[1]),
        brief.companies[0].candidates[0].name,
        brief.plan[0].deadline_text,
        brief.plan[0].action,
        "brief.html, plan.ics",
    ):
        assert words in text


def test_nothing_steers_the_terminal_when_piped() -> None:
    brief = sample()
    evil = brief.companies[0].candidates[0].model_copy(update={"name": "a\x1b[31mb\x07\x9bc"})
    brief.companies[0].candidates[0] = evil
    shown = _shown(brief)
    assert not set(shown) & {"\x1b", "\x07", "\x9b"}
    assert "a [31mb" in shown


def test_colours_on_a_terminal() -> None:
    assert "\x1b[" in _shown(sample(), force_terminal=True)


def test_a_narrow_terminal() -> None:
    lines = _shown(sample("ru"), width=50).splitlines()
    assert max(map(cell_len, lines)) <= 50


def test_a_brief_with_nothing_in_it() -> None:
    shown = _shown(bare())
    assert "three weeks after the meeting" in shown
    assert "  /briefs" in shown
    assert "  brief.html, plan.ics" in shown


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [80, 120])
def test_no_word_of_a_message_or_step_is_cut(lang: str, width: int) -> None:
    brief = sample(lang)
    text = " ".join(_shown(brief, width).split())
    whole = [" ".join(plain(line).split()) for line in brief.summary]
    shown = [line for line in whole if " ".join(line.split()[:3]) in text]
    assert shown
    folded = text.replace(" ", "")
    assert all(line.replace(" ", "") in folded for line in shown)
    assert all(step.action.split()[-1] in text for step in brief.plan[:3] if step.deadline)
