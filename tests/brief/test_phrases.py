"""Reasons of other stations have known forms, so that they can be said in every language."""

from __future__ import annotations

import json
from pathlib import Path

from sinergi.brief.gather.phrases import form_of, in_words_of
from sinergi.brief.messages import translator
from sinergi.reading import read_text

GOLD = Path(__file__).resolve().parents[1] / "reading" / "gold"


def known(text: str) -> bool:
    """Whether every part of a reason has a form, also inside its places."""
    for part in text.split("; "):
        found = form_of(part)
        if found is None or ("reason" in found[1] and not known(found[1]["reason"])):
            return False
    return True


def test_the_readers_reasons_have_forms() -> None:
    reasons: set[str] = set()
    for path in sorted(GOLD.glob("*.json")):
        record = read_text(json.loads(path.read_text("utf-8"))["text"], id=path.stem)
        reasons |= {statement.reason or "" for statement in record.statements}
        reasons |= {other.reason for other in record.meeting.date_alternatives}
        reasons |= {record.meeting.date_reason or "written in the text"}
        if not record.is_record:
            reasons.add(record.why or "")
    assert len(reasons) > 100
    assert [reason for reason in sorted(reasons) if not known(reason)] == []


def test_what_varies_is_kept() -> None:
    text = "offer: 'menawarkan'; side: says 'Tajikistan'"
    assert in_words_of(translator("en"), text) == text
    for lang in ("id", "ru", "tg"):
        said = in_words_of(translator(lang), text)
        assert said != text
        assert "menawarkan" in said
        assert "Tajikistan" in said


def test_what_has_no_form_stays() -> None:
    assert in_words_of(translator("ru"), "something else") == "something else"
