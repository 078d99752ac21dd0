"""Every product a brief can name by default has a name in all four languages."""

import csv
import re
from pathlib import Path

import polars as pl
import pytest

from sinergi.vocabulary import products
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.sectors import sectors
from sinergi.vocabulary.tables import data_path


def _rows(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


LABELS = _rows(data_path("vocabulary", "product-labels.csv"))


def _basket() -> set[str]:
    flows = pl.scan_parquet(data_path("trade", "baci-minerals.parquet"))
    return set(flows.select(pl.col("product").unique()).collect()["product"])


def _chains() -> set[str]:
    codes: set[str] = set()
    for path in data_path("chains").glob("*.csv"):
        codes |= {row["product"] for row in _rows(path) if row.get("product")}
    return codes


def _sectors() -> set[str]:
    return {code for sector in sectors().values() for code in sector.hs}


def test_the_basket_the_chains_and_the_sectors_are_named() -> None:
    wanted = {"basket": _basket(), "chains": _chains(), "sectors": _sectors()}
    assert all(len(codes) > 50 for codes in wanted.values())
    missing = {k: sorted(c for c in v if not products.has_label(c)) for k, v in wanted.items()}
    assert missing == {"basket": [], "chains": [], "sectors": []}


def test_what_the_world_buys_most_is_named() -> None:
    """The first hundred products of imports: their names in tariff books are long or another's."""
    imports = pl.scan_parquet(data_path("trade", "baci-imports.parquet"))
    value = pl.col("value").sum()
    bought = imports.group_by("product").agg(value).sort("value", "product", descending=True)
    first = bought.head(100).collect()["product"]
    assert [code for code in first if not products.has_label(code)] == []


def test_codes_are_sorted_and_names_filled() -> None:
    codes = [row["code"] for row in LABELS]
    assert codes == sorted(set(codes))
    assert all(
        row[f"name_{lang}"].strip() == row[f"name_{lang}"] != ""
        for row in LABELS
        for lang in LANGUAGES
    )


@pytest.mark.parametrize("lang", ["ru", "tg"])
def test_cyrillic_names_hold_no_latin_letters(lang: str) -> None:
    mixed = [row[f"name_{lang}"] for row in LABELS if re.search("[A-Za-z]", row[f"name_{lang}"])]
    assert mixed == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_two_products_of_one_length_are_told_apart(lang: str) -> None:
    names = [(len(row["code"]), row[f"name_{lang}"]) for row in LABELS]
    twice = {name for name in names if names.count(name) > 1}
    assert twice == set()
