"""Candidates from the embedded register, which knows names only."""

from pathlib import Path

import polars as pl
import pytest

from sinergi.brief.gather.companies import FLOOR
from sinergi.companies import candidates
from sinergi.companies.classification import lexicon
from sinergi.companies.registers import EMBEDDED
from sinergi.errors import UnknownNameError, UsageError
from sinergi.vocabulary.tables import data_path
from tests.companies.candidates.conftest import take

# Whoever runs the tests may have registers of their own.
pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("product", "word"), [("760110", "alumin"), ("HS92:260400", "nickel"), ("7502", "nickel")]
)
def test_the_named_producers_come_first(product: str, word: str) -> None:
    found = candidates("IDN", product, partner="TJK")
    assert len(found) >= 2
    assert word in found[0].name.casefold() or "alumindo" in found[0].name.casefold()
    assert all(c.country == "IDN" for c in found)
    assert [c.score for c in found] == sorted((c.score for c in found), reverse=True)


def test_at_least_eight_aluminium_and_nickel_companies() -> None:
    names = {c.record_id for p in ("760110", "260400") for c in candidates("IDN", p)}
    assert len(names) >= 8


def test_the_score_is_the_sum_of_its_reasons_and_each_has_a_source() -> None:
    for found in candidates("IDN", "260400"):
        assert found.score == pytest.approx(sum(r.contribution for r in found.reasons))
        assert all(r.source and r.text for r in found.reasons)


def test_unknown_is_said_and_adds_nothing() -> None:
    found = candidates("IDN", "760110", limit=None)
    first = next(one for one in found if one.register == EMBEDDED)
    assert any(text.startswith("products: unknown") for text in first.unknown)
    assert "size: unknown" in first.unknown
    assert first.screening.startswith("not screened")
    assert all(reason.contribution != 0 for reason in first.reasons)


def test_a_name_alone_is_a_hint_and_not_a_statement() -> None:
    named = [c for c in candidates("IDN", "260400", limit=60) if c.register == EMBEDDED]
    texts = [r.text for c in named for r in c.reasons if c.name and "power plant" not in r.text]
    assert texts
    assert all(text.startswith("its name points to ") for text in texts)


@pytest.mark.parametrize(
    ("lang", "hint"),
    [("id", "namanya menunjuk pada "), ("ru", "название указывает на "), ("tg", "номаш ба ")],
)
def test_reasons_in_the_language_asked_for(lang: str, hint: str) -> None:
    first = candidates("IDN", "760110", lang=lang)[0]
    assert first.reasons[0].text.startswith(hint)


def test_a_country_without_a_fitting_company_has_no_candidates() -> None:
    assert candidates("TJK", "010121") == []


def test_a_country_of_which_nothing_is_known_has_no_candidates() -> None:
    assert candidates("TUV", "270900", partner="FJI") == []


def test_bad_arguments() -> None:
    with pytest.raises(UsageError):
        candidates("IDN", "760110", partner="IDN")
    with pytest.raises(UsageError):
        candidates("IDN", "760110", limit=0)
    with pytest.raises(UnknownNameError):
        candidates("IDN", "7")


@pytest.mark.parametrize(
    ("name", "product"),
    [
        ("Mobil Indonesia", "870323"),
        ("Apple Computer", "847130"),
        ("Apple Computer", "080810"),
        ("Computer Leasing", "847130"),
        ("Computer Sciences", "847130"),
        ("Golden Pearl Holding", "710110"),
    ],
)
def test_one_word_that_is_a_brand_in_names_names_nobody(
    tmp_path: Path, name: str, product: str
) -> None:
    take(tmp_path, f"name\n{name}\n", "names", country="TUV", fields={"name": "name"})
    assert candidates("TUV", product) == []
    wide = candidates("TUV", product, wide=True)
    assert [one.name for one in wide] == [name]
    assert wide[0].score < FLOOR


def test_a_good_that_is_stated_counts_though_its_word_is_a_brand_in_names(tmp_path: Path) -> None:
    text = "name;line\nAcme;manufacture of computers\n"
    fields = {"name": "name", "activity_text": "line"}
    take(tmp_path, text, "lines", country="TUV", fields=fields)
    assert [one.name for one in candidates("TUV", "847130")] == ["Acme"]


def test_words_of_names_are_words_of_the_lexicon() -> None:
    """A word that the lexicon no longer has would stand in the table for nothing."""
    path = data_path("companies", "candidates", "name-words.csv")
    rows = pl.read_csv(path, comment_prefix="#")
    assert rows.height
    for word, strength in rows.select("word", "strength").iter_rows():
        (match,) = lexicon().find(word)
        assert match.concept.hs
        assert strength < match.concept.strength
