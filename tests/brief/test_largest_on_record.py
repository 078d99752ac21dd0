"""What is called hardly any trade, the largest, or trade that goes again, by the files alone."""

from __future__ import annotations

import re
from datetime import date

import polars as pl
import pytest

from sinergi.brief.gather.context import Context
from sinergi.brief.gather.direction import direction
from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.gather.openings import OpeningsTable
from sinergi.brief.gather.summary import _trade
from sinergi.brief.gather.thresholds import thresholds
from sinergi.brief.layout.blocks import words
from sinergi.brief.messages import translator
from sinergi.trade import catalogue
from sinergi.vocabulary import products
from sinergi.vocabulary.tables import data_path

DATASET = "baci-minerals"
pytestmark = pytest.mark.usefixtures("home")


def context(a: str, b: str, lang: str = "en") -> Context:
    held, _ = catalogue.dataset(DATASET), translator(lang)
    return Context(a, b, _, held, Ledger(_, held.id, "HS92"), None, date(2026, 11, 24))


def rows(a: str, b: str) -> pl.DataFrame:
    """All flows between two countries, both ways."""
    one, other = pl.col("exporter").cast(pl.String), pl.col("importer").cast(pl.String)
    between = ((one == a) & (other == b)) | ((one == b) & (other == a))
    table = pl.scan_parquet(data_path("trade", f"{DATASET}.parquet"))
    return table.filter(between & (pl.col("value") > 0)).collect()


def pairs(count: int) -> list[tuple[str, str]]:
    """Pairs by lot, of which some product came to the notable amount."""
    table = pl.scan_parquet(data_path("trade", f"{DATASET}.parquet")).with_columns(
        pl.col("exporter", "importer").cast(pl.String)
    )
    sums = table.group_by("exporter", "importer", "product").agg(pl.col("value").sum())
    found = (
        sums.filter(pl.col("value") >= thresholds()["notable"])
        .select("exporter", "importer")
        .unique()
    )
    chosen = found.sort("exporter", "importer").collect().sample(count, seed=9)
    return [(str(a), str(b)) for a, b in chosen.iter_rows()]


@pytest.mark.parametrize(("a", "b"), [*pairs(40), ("ARE", "ERI"), ("BRA", "SLV"), ("KAZ", "UZB")])
def test_what_is_said_of_the_largest_trade_is_true(a: str, b: str) -> None:
    table = rows(a, b)
    told = [words(one) for one in _trade(context(a, b), [], met=True)]
    sums = table.group_by("exporter", "product").agg(pl.col("value").sum(), pl.col("year").max())
    if any("Hardly any" in one for one in told):
        assert sums.is_empty() or sums["value"].max() < thresholds()["notable"]
    for sentence in told:
        if "the largest trade in raw materials between the two, " in sentence:
            (year,) = map(int, re.findall(r" in (\d{4});", sentence))
            largest = table.filter(pl.col("year") == year).sort("value", descending=True)
            name = products.name(str(largest["product"][0]))
            assert sentence.startswith(name), (sentence, name)
        if "on record" in sentence:
            best = sums.sort("value", descending=True).row(0, named=True)
            assert sentence.startswith(products.name(str(best["product"])))
            assert f"the last in {best['year']}." in sentence


def test_what_goes_again_is_told_with_its_last_year() -> None:
    """Qatar sold Pakistan gold in 2022, after years without, and none in 2023 and 2024."""
    found = direction(context("QAT", "PAK"), "QAT", "PAK", OpeningsTable(None))
    (gold,) = [words(one) for one in found.findings if "710812" in words(one)]
    assert "goes again since 2022" in gold
    assert gold.endswith("The last year on record is 2022.")
    (gas,) = [words(one) for one in found.findings if "271111" in words(one)]
    assert "The last year" not in gas


@pytest.mark.parametrize("lang", ["en", "id", "ru", "tg"])
def test_a_large_trade_of_the_past_is_not_hardly_any(lang: str) -> None:
    """Eritrea sold the Emirates gold and silver for more than a billion dollars."""
    told = [words(one) for one in _trade(context("ARE", "ERI", lang), [], met=True)]
    table = rows("ARE", "ERI").group_by("product").agg(pl.col("value").sum(), pl.col("year").max())
    product, _, last = table.sort("value", descending=True).row(0)
    (said,) = [one for one in told if one.startswith(products.name(str(product), lang))]
    assert str(last) in said
