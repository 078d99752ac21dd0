"""What a reader sees in each language: no doubled punctuation, empty quotes, English words."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sinergi.brief import Brief, brief
from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Grid, Heading, Line, Lines, Span, lines_of
from sinergi.brief.numbers import date_text
from sinergi.vocabulary.languages import LANGUAGES

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "jakarta-2024-11-22.txt"
FORBIDDEN = {
    "doubled punctuation": r"[,;:]\s*[.,;:]|\.\s*[,;:]|\.\.(?!\.)",
    "space before punctuation": r" [.,;](?!\d)",
    "empty quotes or brackets": r"«»|“”|\"\"|\(\s*\)",
    "a placeholder": r"\{\w*(:\w+)?\}",
    "an interval with equal ends": r"\b(\d{1,2} \w+ \d{4})\s?(?:–|-|sampai)\s?\1\b",
    "two spaces": r"\S  +\S",
}
ABBREVIATIONS = re.compile(r"\b(?:Tbk|г|гг|No|Dr|Co|Ltd|долл|млн|млрд|трлн|тыс)\.")
CITED = re.compile(
    r"CEPII|UNCTAD|Global Energy Monitor"
    r"|\b(?:BIT|TIP|FTA|C?P?TPP|Agreement|Partnership)\b"
    r"|\((?:английский|англисӣ|Inggris|bahasa Inggris)\)"
)
"""Sources and treaties, cited under the titles they were published with; and names of products
that the brief marks as being in English."""
ACTS = "hs rca pt tbk uu no permen esdm pp"
SOURCES = (
    "baci cepii itc ics plan explain sinergi sha id pdf usd gleif decreux and spies mou "
    "geological survey"
)
KNOWN = frozenset([*ACTS.split(), *SOURCES.split()])
"""Words in Latin letters that are names: of acts, registers, programmes."""


def said(made: Brief) -> list[str]:
    """What the brief itself says: not names of companies, quotations and the annex."""
    found: list[str] = []
    for laid in laid_out(made):
        if laid.place == "annex":
            continue
        found.append(laid.title)
        for block in laid.blocks:
            if isinstance(block, Heading):
                found.append(block.text)
            if isinstance(block, Grid):
                found += [block.title, *(c.title for c in block.columns), *block.notes]
            if laid.key in ("companies", "pairs") and not isinstance(block, Lines):
                continue
            own = [_own(line) for line in lines_of(block)]
            # Names of plants, their owners and companies follow the colon.
            named = laid.key in ("sectors", "pairs", "companies")
            found += [one.partition(":")[0] for one in own] if named else own
    found = [text for text in found if not CITED.search(text)]
    return [*found, made.title, made.subtitle, *made.occasion]


def _own(line: Line) -> str:
    return "".join(
        part
        if isinstance(part, str)
        else ""
        if isinstance(part, Span) and (part.lang or part.text.startswith("("))
        else part.text
        for part in line
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def briefs(request: pytest.FixtureRequest) -> list[Brief]:
    """After a meeting, and before one of two pairs: with trade and with next to none."""
    lang = request.param
    return [
        brief("IDN", "TJK", documents=[SAMPLE], lang=lang, today=date(2026, 1, 15)),
        brief("VNM", "PER", lang=lang),
        brief("TLS", "LSO", lang=lang),
    ]


@pytest.mark.usefixtures("home")
def test_nothing_is_written_badly(briefs: list[Brief]) -> None:
    wrong = []
    for made in briefs:
        for text in said(made):
            plain = ABBREVIATIONS.sub("x", text)
            wrong += [
                f"{name}: {text}"
                for name, pattern in FORBIDDEN.items()
                if re.search(pattern, plain)
            ]
    assert wrong == []


@pytest.mark.usefixtures("home")
def test_cyrillic_readers_meet_no_english(briefs: list[Brief]) -> None:
    for made in briefs:
        if made.lang not in ("ru", "tg"):
            continue
        names = {word.casefold() for s in made.sources for word in re.findall(r"\w+", s.name)}
        for text in said(made):
            words = {word.casefold() for word in re.findall(r"[A-Za-z]{2,}", text)}
            acts = "Permen" in text or "UU No" in text
            assert words <= KNOWN | names or acts, text


@pytest.mark.usefixtures("home")
def test_indonesian_readers_meet_no_english(briefs: list[Brief]) -> None:
    english = re.compile(r"\b(?:the|and|of|with|from|which|exports?|imports?|year|not)\b")
    for made in briefs:
        if made.lang == "id":
            assert [text for text in said(made) if english.search(text)] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_interval_of_one_day_is_a_day(lang: str) -> None:
    assert date_text("2021-06-01/2021-06-01", lang) == date_text("2021-06-01", lang)
    assert date_text("2021-06/2021-06", lang) == date_text("2021-06", lang)
