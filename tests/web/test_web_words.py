"""Four languages, whole: catalogues without gaps, pages without English in the other three."""

from __future__ import annotations

import ast
import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace as World
from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

SCRIPT = Path(__file__).parents[2] / "scripts/update_web_messages.py"


def catalogues() -> Any:
    spec = importlib.util.spec_from_file_location("update_web_messages", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_every_message_has_its_translation_and_the_compiled_file_is_its_own(lang: str) -> None:
    script = catalogues()
    assert list(script.problems(lang, script.template())) == []


PAGES = ("desk", "steps", "step", "pairs", "pair", "timeline", "pair_sharing", "bring", "document",
         "meeting", "agreements", "agreement", "incentives", "companies", "company", "approach",
         "review", "briefs", "data", "people", "person_add", "me", "history", "change", "archive",
         "add_to", "pair_add", "table_in", "search", "account_change_password")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("lang", ["id", "ru", "tg"])
def test_no_english_is_left_on_pages_of_the_other_languages(
    lang: str, world: World, as_: Callable[[Any], Any]
) -> None:
    script = catalogues()
    catalogue = script.read(lang)
    english = {
        _plain(one)
        for message in catalogue
        if message.id
        for one in (message.id if isinstance(message.id, tuple) else (message.id,))
        if _plain(one) not in {_plain(s) for s in _strings(message)} and len(one) > 3
    }
    client = as_(world.administrator)
    client.post(reverse("language"), {"language": lang})
    found = []
    for name in PAGES:
        args = {"step": [world.step.pk], "pair": [world.pair.pk], "timeline": [world.pair.pk],
                "pair_sharing": [world.pair.pk], "bring": [world.pair.pk],
                "document": [world.document.pk], "meeting": [world.meeting.pk],
                "agreement": [world.agreement.pk], "company": [world.company.pk],
                "approach": [world.approach.pk], "briefs": [world.pair.pk],
                "history": ["step", world.step.pk], "change": ["statement", world.statement.pk],
                "archive": ["step", world.step.pk], "add_to": ["agreement", "pair", world.pair.pk],
                "table_in": ["step"]}.get(name, [])  # fmt: skip
        answer = client.get(reverse(name, args=args))
        assert answer.status_code == 200, name
        page = LexborHTMLParser(answer.content.decode())
        assert page.css_first("html").attributes["lang"] == lang
        for node in page.css("script, style, code, [lang=en], .languages"):
            node.decompose()
        texts = [n.text(deep=False).strip() for n in page.css("body *")]
        texts += [n.attributes.get(a) or "" for a in ("aria-label", "placeholder", "title", "alt")
                  for n in page.css(f"[{a}]")]  # fmt: skip
        found += [(name, text) for text in texts if _plain(text) in english]
    assert found == []


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().strip(":.").casefold()


def _strings(message: Any) -> tuple[str, ...]:
    held = message.string
    return held if isinstance(held, tuple) else (held,)


GUIDES = {"en": "docs/workbench-officers.md", "id": "docs/workbench-officers-id.md"}
NO_LABELS = {"confirmed", "internal", "shareable", "ditutup", "dikonfirmasi", "dapat dibagikan"}
"""What the guides set in bold or italics that is no word of a page."""


@pytest.mark.parametrize("lang", GUIDES)
def test_the_guide_calls_everything_as_the_pages_do(lang: str) -> None:
    script = catalogues()
    held = {
        form
        for message in script.read("id")
        if message.id
        for form in _forms(message.id if lang == "en" else message.string)
    }
    text = (script.ROOT / GUIDES[lang]).read_text(encoding="utf-8")
    named = [
        " ".join(part.split())
        for bold, italic in re.findall(
            r"\*\*(.+?)\*\*|(?<!\*)\*(?!\*)([^*\n]+?)\*(?!\*)", text, re.S
        )
        for part in (bold or italic).split(" → ")
    ]
    assert len(named) > 20
    assert [one for one in named if one not in held | NO_LABELS] == []


def _forms(text: str | tuple[str, ...] | list[str]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


TERMINAL = ("environment.py", "restoring.py", "backup.py", "backup_schema.py", "mail.py")
"""What whoever runs the server reads in a terminal, in English like all of its commands."""
UNSEEN = ("is not a kind of data", "no format was given")
"""What no form can send, only a program."""


def test_an_error_that_a_page_shows_is_worded_in_the_languages() -> None:
    web = Path(__file__).parents[2] / "src/sinergi/web"
    left = []
    for file in web.rglob("*.py"):
        if file.name in TERMINAL or "management" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            if node.func.id not in ("InputError", "UsageError", "ValidationError"):
                continue
            texts = [*node.args[:1], *(k.value for k in node.keywords if k.arg == "advice")]
            left += [
                f"{file.name}:{node.lineno}: {ast.unparse(text)}"
                for text in texts
                if isinstance(text, (ast.Constant, ast.JoinedStr))
                and not any(words in ast.unparse(text) for words in UNSEEN)
            ]
    assert left == []
