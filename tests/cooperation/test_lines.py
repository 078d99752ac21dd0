"""Lines to take: the first rule that fits, and always one."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.cooperation import lines as rules
from sinergi.cooperation.lines import Case, line_for, lines
from sinergi.cooperation.record import Kind
from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path


def test_every_topic_has_a_line() -> None:
    assert line_for(Case(frozenset({"any"}))).rule == lines()[-1].rule
    assert line_for(Case(frozenset({"any", "no such sector"}), Kind.OFFER, "them")).line["ru"]


def test_the_first_rule_that_fits_is_taken() -> None:
    for place, rule in enumerate(lines()):
        banned = frozenset({rule.ban}) if rule.ban else frozenset()
        case = Case(
            frozenset({rule.about, "any"}),
            rule.kind,
            rule.by,
            rule.state,
            banned,
            restricted=rule.measures is not None,
        )
        assert lines().index(line_for(case)) <= place


def test_a_table_that_leaves_topics_without_a_line_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = data_path("cooperation", "lines.csv").read_text(encoding="utf-8")
    short = tmp_path / "lines.csv"
    short.write_text("".join(whole.splitlines(keepends=True)[:-1]), encoding="utf-8")
    monkeypatch.setattr(rules, "data_path", lambda *_: short)
    lines.cache_clear()
    with pytest.raises(DataError, match="the last rule is not of 'any' topic"):
        lines()
    monkeypatch.undo()
    lines.cache_clear()
