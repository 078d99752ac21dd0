"""Reasons: codes and values that every module gives, worded in every language."""

from __future__ import annotations

import ast
import copy
import pickle
import re
from pathlib import Path

import pytest
from pydantic import BaseModel, ValidationError

from sinergi.vocabulary import countries
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.reasons import OTHER, Reason, joined, wordings

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sinergi"
KINDS = ("offer", "ask", "interest", "commitment", "existing-agreement", "fact")


class Holder(BaseModel):
    reason: Reason | None = None


def _codes(node: ast.expr) -> list[str]:
    """The codes that the first argument of a call can be."""
    if isinstance(node, ast.Constant):
        return [str(node.value)]
    if isinstance(node, ast.IfExp):
        return _codes(node.body) + _codes(node.orelse)
    if isinstance(node, ast.JoinedStr):
        return [f"read-{kind}" for kind in KINDS]
    return []


def _made() -> list[tuple[str, str, set[str]]]:
    """Every reason that the source makes: place, code, names of its values."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "vocabulary.reasons import" not in text and path.name != "reasons.py":
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Reason":
                where = f"{path.relative_to(SOURCE)}:{node.lineno}"
                names = {str(keyword.arg) for keyword in node.keywords}
                codes = _codes(node.args[0])
                assert codes or path.name == "reasons.py", f"{where}: a code that is not written"
                found += [(where, code, names) for code in codes]
    return found


def test_every_reason_of_every_module_appears_in_every_language() -> None:
    made = _made()
    assert len(made) > 100
    for where, code, names in made:
        assert code in wordings(), f"{where}: '{code}' is not in reasons.csv"
        said = {}
        for lang in LANGUAGES:
            places = set(re.findall(r"\{(\w+)\}", wordings()[code][lang]))
            assert places == names, f"{where}: '{code}' in {lang}"
            said[lang] = Reason(code, **dict.fromkeys(names, "7")).text(lang)
        if re.sub(r"\W|7", "", said["en"]):
            foreign = [said[lang] for lang in LANGUAGES if lang != "en"]
            assert said["en"] not in foreign, f"'{code}' is not translated: {said}"
            assert all(re.search("[а-яҳқӣӯғҷ]", said[lang], re.I) for lang in ("ru", "tg")), said


def test_no_wording_is_without_use() -> None:
    assert set(wordings()) == {code for _, code, _ in _made()} | {OTHER}


def test_a_country_is_worded_as_its_name() -> None:
    reason = Reason("series-no-value", country="TJK", year=2031)
    for lang in LANGUAGES:
        assert countries.name("TJK", lang) in reason.text(lang)
        assert "2031" in reason.text(lang)
    assert str(reason) == reason.text("en") == "the series has no value for Tajikistan in 2031"


def test_reasons_nest_and_join() -> None:
    inner = Reason("subject-says", words="Tajikistan")
    both = joined(Reason("read-offer", words="menawarkan"), Reason("side", reason=inner))
    assert both == "offer: 'menawarkan'; side: says 'Tajikistan'"
    assert joined(both, None, Reason("not-sure")).parts[-1].code == "not-sure"
    for lang in ("id", "ru", "tg"):
        said = both.text(lang)
        assert "menawarkan" in said
        assert not re.search("offer|side|says", said)
    with pytest.raises(ValueError, match="no reason"):
        joined(None)


def test_a_reason_survives_json_copies_and_pickles() -> None:
    one = Reason("words-reason", words="22/11", reason=Reason("date-written"))
    for reason in (
        one,
        joined(one, Reason("no-trade")),
        Reason(
            "stages-not-held",
            chain=dict.fromkeys(LANGUAGES, "x"),
            stages={lang: lang for lang in LANGUAGES},
        ),
    ):
        for again in (
            Holder.model_validate_json(Holder(reason=reason).model_dump_json()).reason,
            pickle.loads(pickle.dumps(reason)),  # noqa: S301 (our own)
            copy.deepcopy(reason),
        ):
            assert again is not None
            assert again == reason
            assert [again.text(lang) for lang in LANGUAGES] == [
                reason.text(lang) for lang in LANGUAGES
            ]
    assert Holder.model_json_schema()["properties"]["reason"]


def test_text_of_an_earlier_version_is_kept_as_it_is() -> None:
    kept = Holder.model_validate({"reason": "said by hand"}).reason
    assert kept is not None
    assert (kept.code, kept.text("ru")) == ("text", "said by hand")


@pytest.mark.parametrize("bad", [{"code": "none-such"}, {"code": "side"}, {"values": {}}, 7])
def test_what_is_no_reason_is_refused(bad: object) -> None:
    with pytest.raises(ValidationError):
        Holder.model_validate({"reason": bad})
