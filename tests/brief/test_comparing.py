"""What two briefs of one pair differ in, told in sentences."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

import sinergi
from sinergi.brief import Brief
from sinergi.brief.comparing import ChangedPart, Comparison, compare
from sinergi.brief.saved import load_brief
from sinergi.cli.main import run
from sinergi.errors import InputError, UsageError

SAMPLE = Path(__file__).parents[2] / "samples" / "jakarta-2024-11-22.txt"


@pytest.fixture(scope="module")
def made() -> Brief:
    return sinergi.brief("IDN", "TJK", documents=[SAMPLE], today=date(2024, 11, 25))


@pytest.fixture
def other(made: Brief) -> Brief:
    return made.model_copy(deep=True)


def _told(comparison: Comparison, part: ChangedPart) -> list[str]:
    return [change.sentence for change in comparison.changes if change.part == part]


def test_a_brief_does_not_differ_from_itself(made: Brief) -> None:
    assert compare(made, made).changes == []


def test_statements_steps_and_companies(made: Brief, other: Brief) -> None:
    gone = other.statements.pop()
    other.statements[0].kind_text = "other kind"
    step = other.plan[0]
    step.deadline_text = "some later day"
    new = other.plan.pop()
    proposed = next(one for one in other.companies if one.candidates)
    company = proposed.candidates.pop(0)
    forth, back = compare(made, other), compare(other, made)
    assert [s.startswith("Gone:") for s in _told(forth, ChangedPart.STATEMENTS)] == [False, True]
    assert gone.kind_text in _told(forth, ChangedPart.STATEMENTS)[1]
    assert "other kind (before: " in _told(forth, ChangedPart.STATEMENTS)[0]
    assert f"{step.action}: some later day (before: " in _told(forth, ChangedPart.PLAN)[0]
    assert _told(forth, ChangedPart.PLAN)[1].startswith(f"No longer a step: {new.action}")
    assert any(f"New step: {new.action}" in sentence for sentence in _told(back, ChangedPart.PLAN))
    assert _told(forth, ChangedPart.COMPANIES) == [
        f"No longer proposed for {proposed.country.name}, {proposed.product}: {company.name}."
    ]
    assert _told(back, ChangedPart.COMPANIES)[0].startswith("New for ")


def test_what_is_said_in_other_words_is_neither_new_nor_gone(made: Brief, other: Brief) -> None:
    said = other.statements[0]
    said.sentence, said.span = f"Again: {said.sentence}", said.span.upper()
    what = said.gloss or f"“{said.span}”"
    assert _told(compare(made, other), ChangedPart.STATEMENTS) == [
        f"In other words now: {what} ({said.kind_text})."
    ]


def test_a_state_that_many_steps_took_is_told_once(made: Brief, other: Brief) -> None:
    for step in other.plan:
        step.status_text = "ask first"
    before = made.plan[0].status_text
    n = len(other.plan)
    assert n > 2
    assert _told(compare(made, other), ChangedPart.PLAN) == [
        f"{n} steps: now “ask first”, before “{before}”."
    ]


def test_a_sanctions_check_names_all_its_companies_in_a_sentence(made: Brief, other: Brief) -> None:
    names = dict.fromkeys(one.name for found in other.companies for one in found.candidates)
    before = {one.screening for found in made.companies for one in found.candidates}
    for found in other.companies:
        for one in found.candidates:
            one.screening = "no hit"
    assert _told(compare(made, other), ChangedPart.COMPANIES) == [
        f"Sanctions check, now “no hit”, before “{before.pop()}”: {'; '.join(names)}."
    ]


def test_a_figure_of_a_later_year_is_compared_with_the_earlier_one(
    made: Brief, other: Brief
) -> None:
    noted = next(
        one
        for one in other.evidence
        if one.evidence.arguments.get("year", "").count("-") and one.evidence.value
    )
    arguments = noted.evidence.arguments | {"year": "2021-2025"}
    identifier = noted.evidence.id.replace(noted.evidence.arguments["year"], "2021-2025")
    noted.evidence = noted.evidence.model_copy(
        update={"arguments": arguments, "id": identifier, "value": 1.5}
    )
    noted.text, earlier = "USD 1.50", noted.text
    assert _told(compare(made, other), ChangedPart.FIGURES) == [
        f"{noted.label}: USD 1.50, before {earlier} (2020-2024)."
    ]


def test_the_record_of_a_meeting(made: Brief, other: Brief) -> None:
    other.meeting = None
    assert _told(compare(other, made), ChangedPart.MEETING)[0].startswith("There is now a record")
    assert _told(compare(made, other), ChangedPart.MEETING) == [
        "There is no longer a record of a meeting."
    ]


def test_two_pairs_or_two_languages_are_refused(made: Brief, other: Brief) -> None:
    with pytest.raises(UsageError, match="two languages: en, ru"):
        compare(made, other.model_copy(update={"lang": "ru"}))
    with pytest.raises(UsageError, match="two pairs"):
        compare(made, other.model_copy(update={"a": made.b, "b": made.a}))


@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_no_english_in_other_languages(made: Brief, other: Brief, lang: str) -> None:
    made = made.model_copy(update={"lang": lang})
    other.lang = lang
    other.statements.pop()
    other.plan.pop()
    next(one for one in other.companies if one.candidates).candidates.pop()
    other.meeting = None
    changes = compare(made, other).changes
    assert {change.part for change in changes} >= {
        ChangedPart.STATEMENTS,
        ChangedPart.PLAN,
        ChangedPart.COMPANIES,
    }
    for change in changes:
        assert not change.sentence.startswith(("Gone", "No longer", "New", "There"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is not JSON"),
        ("[]", "is not a brief"),
        ('{"schema_name": "sinergi-brief-1"}', "of the version 'sinergi-brief-1'"),
        ('{"schema_name": "sinergi-brief-2"}', "field 'lang'"),
        ("[" * 100_000, "is not JSON"),
    ],
)
def test_a_file_that_is_no_brief(content: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_text(content)
    with pytest.raises(InputError, match=words):
        load_brief(tmp_path)


def test_the_command(made: Brief, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(made.model_dump_json())
    later = made.model_copy(deep=True, update={"prepared": date(2025, 1, 9)})
    later.plan.pop()
    new.write_text(later.model_dump_json())
    assert run(["diff", str(old), str(new)]) == 0
    shown = capsys.readouterr().out
    assert "25 November 2024 to 9 January 2025" in shown
    assert "No longer a step" in shown
    assert run(["diff", str(old), str(new), "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)["changes"]) == 1
    assert run(["diff", str(old), str(tmp_path / "none.json")]) == 1
