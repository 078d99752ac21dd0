"""What origin records say is there in every language, for the data inside."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from sinergi.origin import read_origin
from sinergi.trade import catalogue
from sinergi.vocabulary.dataset_texts import dataset_text
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path

RECORDS = sorted(data_path().rglob("*.origin.json"))


# Names that are the same in every language.
NAMES = {
    *("Etalab Open Licence 2.0", "CC BY 4.0", "CC0 1.0", "Apache-2.0", "MIT"),
    *("atlas-common-data 1.1.1", "world-atlas 2.0.2", "BTKI 2022; TN VED EAEU 2022"),
    *("BACI HS22 V202601", "2026"),
}


@pytest.mark.parametrize("path", RECORDS, ids=lambda path: path.name)
def test_what_a_record_says_has_words_in_every_language(path: Path) -> None:
    origin = read_origin(path.with_name(path.name.removesuffix(".origin.json")))
    for text in {origin.title, origin.version, origin.licence.name} - NAMES:
        words = {dataset_text(text, lang) for lang in LANGUAGES}
        assert dataset_text(text, "en") == text
        assert len(words) == len(LANGUAGES), text


def test_no_row_is_left_over() -> None:
    origins = [read_origin(p.with_name(p.name.removesuffix(".origin.json"))) for p in RECORDS]
    said = {text for one in origins for text in (one.title, one.version, one.licence.name)}
    said |= {dataset.title for dataset in catalogue.datasets()}
    path = data_path("vocabulary", "dataset-texts.csv")
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    assert {row["text_en"] for row in rows} <= said


@pytest.mark.usefixtures("home")
def test_datasets_have_short_titles_in_every_language() -> None:
    for dataset in catalogue.datasets():
        texts = {dataset_text(dataset.title, lang) for lang in LANGUAGES}
        assert len(texts) == len(LANGUAGES), dataset.title


def test_what_a_user_loaded_is_shown_as_it_was_given() -> None:
    assert dataset_text("Our own register", "ru") == "Our own register"
