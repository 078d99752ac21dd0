"""Offices in the reader's language: every row of the table, with and without what it is for."""

import pytest

from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.offices import Office, _rows, office

HEADS = [row.code for row in _rows().values() if row.kind == "head"]
PORTFOLIOS = [row.code for row in _rows().values() if row.kind == "portfolio"]


def takes_portfolio(code: str, lang: str) -> bool:
    return "{p}" in _rows()[code].alternatives(lang)[0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", [row.code for row in _rows().values() if row.kind != "portfolio"])
def test_every_office_is_written_in_every_language(code: str, lang: str) -> None:
    for count in range(3) if takes_portfolio(code, lang) else (0,):
        found = Office(code, tuple(PORTFOLIOS[:count]))
        text = found.text(lang)
        assert text.strip()
        assert count == 0 or "{" not in text
        if _rows()[code].kind == "head":
            body = found.body(lang)
            assert body is None or body.strip()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", HEADS)
def test_what_is_written_is_found_again(code: str, lang: str) -> None:
    portfolios = tuple(PORTFOLIOS[:1]) if takes_portfolio(code, lang) else ()
    text = Office(code, portfolios).text(lang)
    found = office(text)
    assert found is not None, text
    assert "{" not in found.text(lang)


def test_two_portfolios_are_joined_as_the_language_joins() -> None:
    minister = office("Minister of Industry and Trade")
    assert minister is not None
    assert "{" not in minister.text("id")


@pytest.mark.parametrize("text", ["President", "Prime Minister", "Ambassador", "Governor"])
def test_an_office_without_portfolio_is_written(text: str) -> None:
    found = office(text)
    assert found is not None
    for lang in LANGUAGES:
        assert found.text(lang)
        found.body(lang)
