"""The place of a company by the words of its goods and line of business."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from sinergi.companies.candidates import candidates
from sinergi.companies.candidates.word_places import HALF, PLACES, part_of, word_places
from tests.companies.candidates.conftest import take

SAID = {"register": pl.String, "record_id": pl.String, "beginning": pl.String, "times": pl.Int64}


def _places(said: list[tuple[str, str]], code: str = "070190") -> list[tuple[str, int, bool]]:
    rows = [("r", company, word, 1) for company, word in said]
    companies = list(dict.fromkeys(company for company, _ in said))
    records = pl.DataFrame(
        {
            "register": "r",
            "record_id": companies,
            "company": companies,
            "said": [sum(one == company for one, _ in said) for company in companies],
        }
    )
    frame = pl.LazyFrame(rows, schema=SAID, orient="row")
    return list(word_places(frame, records, code).iter_rows())


def test_who_shares_more_and_rarer_words_stands_first() -> None:
    found = _places([("one", "potat"), ("one", "seed"), ("two", "fresh"), ("three", "nail")])
    assert [company for company, *_ in found] == ["one", "two"]
    assert [place for _, place, _ in found] == [1, 2]


def test_one_word_or_common_words_alone_name_nobody() -> None:
    assert _places([("one", "potat"), ("one", "seed")])[0][2]
    assert not _places([("one", "potat"), ("one", "nail")])[0][2]
    assert not _places([("one", "fresh"), ("one", "chill")])[0][2]


def test_a_chapter_has_no_words_of_its_own() -> None:
    assert _places([("one", "potat")], code="07") == []


def test_no_more_than_the_first_places_count() -> None:
    found = _places([(f"c{number:03}", "potat") for number in range(PLACES + 5)])
    assert len(found) == PLACES
    assert [place for _, place, _ in found] == list(range(1, PLACES + 1))


def test_the_first_place_counts_fully_and_a_later_one_half() -> None:
    assert part_of(1) == 1.0
    assert part_of(HALF + 1) == 0.5
    assert part_of(2) > part_of(3)


@pytest.mark.usefixtures("home")
def test_who_words_alone_name_is_said_to_be_no_more(tmp_path: Path) -> None:
    """A good that its code puts elsewhere is found by its words, and what is unknown is said."""
    fields = {"name": "name", "products_text": "goods"}
    text = "name;goods\nSatu PT;Cotton seeds, oil cake of kapok seeds\nDua PT;Nails of iron\n"
    take(tmp_path, text, "words", country="IDN", fields=fields)
    found = [one for one in candidates("IDN", "120720", seek="suppliers") if one.name == "Satu PT"]
    assert found
    assert any("no. 1 of its country" in reason.text for reason in found[0].reasons)
    assert "Dua PT" not in [one.name for one in candidates("IDN", "120720", seek="suppliers")]


@pytest.mark.usefixtures("home")
def test_words_find_no_buyer_of_an_ore(tmp_path: Path) -> None:
    fields = {"name": "name", "products_text": "goods"}
    text = "name;goods\nSatu PT;Zinc ores and concentrates\n"
    take(tmp_path, text, "mine", country="IDN", fields=fields)
    assert "Satu PT" in [one.name for one in candidates("IDN", "260800", seek="suppliers")]
    assert "Satu PT" not in [one.name for one in candidates("IDN", "260800", seek="buyers")]
