"""Rules for the sentences of page one and of what to raise: each kind, held against the files.

Numbers are computed here from the shipped files with Polars, not asked of the measures. A sentence
that no rule knows is an error: whoever adds a kind adds its rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import polars as pl

from sinergi.brief import Brief
from sinergi.brief.layout.blocks import words
from sinergi.brief.model import Figure, Sentence
from sinergi.opportunities.controls import controls
from sinergi.opportunities.plausibility import hub_good, to_port
from sinergi.trade import catalogue
from sinergi.trade.queries import flows
from sinergi.vocabulary.events import export_ban
from sinergi.vocabulary.restrictive_measures import measures_between
from sinergi.vocabulary.tables import data_path
from sinergi.vocabulary.treaties import treaties_between
from sinergi.vocabulary.visas import visa_rule

LAST, FIRST_OF_WINDOW = 2024, 2020
LEAST = 100_000.0
YEARS = re.compile(r"(\d{4})(?:–(\d{4}))?")
NEAR = 1e-6


@cache
def _minerals() -> pl.DataFrame:
    return (
        flows(catalogue.dataset("baci-minerals"))
        .group_by("exporter", "importer", "product", "year")
        .agg(pl.col("value").sum())
        .filter(pl.col("value") > 0)
        .with_columns(pl.col("exporter", "importer", "product").cast(pl.String))
        .collect()
    )


@cache
def _between(a: str, b: str) -> pl.DataFrame:
    """All flows of two countries, both ways."""
    return _minerals().filter(
        ((pl.col("exporter") == a) & (pl.col("importer") == b))
        | ((pl.col("exporter") == b) & (pl.col("importer") == a))
    )


@cache
def _all_goods(a: str, b: str) -> float | None:
    rows = flows(catalogue.dataset("baci-pairs"), a, b, years=[2020]).collect()
    return float(rows["value"].sum()) if len(rows) else None


@cache
def _window(side: str, country: str, product: str) -> float:
    """What a country sold or bought of a product, mean of the window."""
    rows = _minerals().filter(
        pl.col(side) == country,
        pl.col("product") == product,
        pl.col("year").is_between(FIRST_OF_WINDOW, LAST),
    )
    return float(rows["value"].sum()) / (LAST - FIRST_OF_WINDOW + 1)


@cache
def _chapters() -> pl.DataFrame:
    """Exports by country and chapter, mean of 2018 to 2020."""
    return (
        pl.scan_parquet(data_path("trade", "baci-exports.parquet"))
        .filter(pl.col("year") >= 2018)
        .group_by(exporter=pl.col("country").cast(pl.String), product=pl.col("product"))
        .agg(pl.col("value").sum() / 3)
        .with_columns(pl.col("product").cast(pl.String))
        .collect()
    )


def figures(line: Sentence) -> list[Figure]:
    return [part for part in line if isinstance(part, Figure)]


def _flow_of(one: Figure) -> tuple[str, str, str, str]:
    """Exporter, importer, product and years of a value."""
    _measure, exporter, importer, product, years = one.evidence.partition("@")[0].split("/")[:5]
    return exporter, importer, product, years


def _value(one: Figure) -> float:
    assert one.value is not None
    return one.value


def _same(one: Figure, value: float) -> None:
    assert abs(_value(one) - value) <= NEAR * max(abs(value), 1.0), (one, value)


def _year_of(exporter: str, importer: str, product: str, year: int) -> float:
    rows = _between(exporter, importer).filter(
        pl.col("exporter") == exporter, pl.col("product") == product, pl.col("year") == year
    )
    return float(rows["value"].sum())


def _history(exporter: str, importer: str, product: str) -> pl.DataFrame:
    return _between(exporter, importer).filter(
        pl.col("exporter") == exporter, pl.col("product") == product
    )


def all_goods(made: Brief, line: Sentence) -> None:
    for one in figures(line):
        exporter, importer, product, years = _flow_of(one)
        assert (product, years) == ("all", "2020")
        _same(one, _all_goods(exporter, importer) or -1.0)


def fit(made: Brief, line: Sentence) -> None:
    """Two numbers a fit, the seller strong in it, and no gold, ships or arms in the sum."""
    assert not any(one.scope == "trade" for one in measures_between(made.a.code, made.b.code))
    told = figures(line)
    assert len(told) in (2, 4)
    for sells, buys in zip(told[::2], told[1::2], strict=True):
        seller, _world, codes, years = _flow_of(sells)
        assert years == "2018-2020"
        chapters = codes.split("+")
        assert not {"71", "89", "93"} & set(chapters)
        own = _chapters().filter(pl.col("exporter") == seller)
        among = pl.col("product").is_in(chapters)
        value = float(own.filter(among)["value"].sum())
        _same(sells, value)
        share = value / float(own["value"].sum())
        world = float(_chapters().filter(among)["value"].sum() / _chapters()["value"].sum())
        assert share >= world * (1 - NEAR)
        assert {seller, _flow_of(buys)[1]} == {made.a.code, made.b.code}
        assert _value(buys) > 0


def goes(made: Brief, line: Sentence) -> None:
    value, share = figures(line)
    exporter, importer, product, year = _flow_of(value)
    assert int(year) == LAST
    _same(value, _year_of(exporter, importer, product, LAST))
    assert _value(value) >= LEAST
    history = _history(exporter, importer, product)
    mean = float(history.filter(pl.col("year") >= FIRST_OF_WINDOW)["value"].sum()) / 5
    _same(share, mean / _window("importer", importer, product))
    if "the largest trade" in words(line):
        largest = _between(exporter, importer).filter(pl.col("year") == LAST)["value"].max()
        _same(value, float(largest))


def stopped(made: Brief, line: Sentence) -> None:
    most, sold, bought = figures(line)
    exporter, importer, product, peak = _flow_of(most)
    history = _history(exporter, importer, product)
    text = words(line).partition(" in ")[2].partition(" (most")[0]
    told = {
        year
        for first, last in YEARS.findall(text)
        for year in range(int(first), int(last or first) + 1)
    }
    assert told == set(history["year"].to_list())
    _same(most, float(history["value"].max()))
    assert int(peak) in history.filter(pl.col("value") == history["value"].max())["year"]
    assert max(told) <= LAST - 3
    assert len(told) >= 3
    assert not hub_good(product)
    assert not controls(product, "HS92", exporter)
    _same(sold, _window("exporter", exporter, product))
    _same(bought, _window("importer", importer, product))
    if "the one trade that has been tested" in words(line):
        totals = _between(exporter, importer).group_by("exporter", "product")
        assert totals.agg(pl.col("value").sum()).filter(pl.col("value") >= LEAST).height == 1


def once(made: Brief, line: Sentence) -> None:
    (most,) = figures(line)
    exporter, importer, product, _peak = _flow_of(most)
    sums = _between(exporter, importer).group_by("exporter", "product").agg(pl.col("value").sum())
    top = sums.sort("value", descending=True).row(0)
    assert top[:2] == (exporter, product)
    history = _history(exporter, importer, product)
    assert words(line).rstrip(".").endswith(str(history["year"].max()))
    _same(most, float(history["value"].max()))


def hardly(made: Brief, line: Sentence) -> None:
    sums = _between(made.a.code, made.b.code).group_by("exporter", "product")
    largest = sums.agg(pl.col("value").sum())["value"].max()
    assert (largest or 0.0) < LEAST
    if "no opening in them" in words(line):
        no_opening(made, line)


def no_opening(made: Brief, line: Sentence) -> None:
    without = [way for way in made.directions if way.opportunities_reason is not None]
    assert without
    if " between " in words(line):
        assert len(without) == 2
    for way in without:
        # What is known by chapter may be open all the same: it is no raw material.
        rows = way.opportunities.rows if way.opportunities else []
        assert all("estimated by chapter" in row for row in rows)


def no_sector(made: Brief, line: Sentence) -> None:
    assert not any(one.rule.startswith("sector_") for one in made.topics)
    assert all(way.opportunities_reason is not None for way in made.directions)


def no_trade(made: Brief, line: Sentence) -> None:
    known = set(_minerals()["exporter"]) | set(_minerals()["importer"])
    assert {made.a.code, made.b.code} - known


SUMMARY: dict[str, Callable[[Brief, Sentence], None]] = {
    r"^In 2020 goods of all kinds went from .* and from ": all_goods,
    r"^In the data of 2020 there is trade one way only": all_goods,
    r"^The strongest fits? by chapter: ": fit,
    r" in 2024; in 2020–2024 that was .* imported of it\.$": goes,
    r" and not since[,.] ": stopped,
    r" between the two on record, from .*, the last in \d{4}\.$": once,
    r"^Hardly any raw materials have gone between": hardly,
    r"^No opening for raw materials .* is worth a minister's time\.$": no_opening,
    r"^No sector in which one of the two is strong": no_sector,
    r"^The data at hand hold no trade of": no_trade,
}


def summary(made: Brief) -> None:
    """Each sentence in short has a rule, and keeps it."""
    for line in made.summary:
        text = words(line)
        found = [rule for pattern, rule in SUMMARY.items() if re.search(pattern, text)]
        assert len(found) == 1, (made.title, text)
        found[0](made, line)


def _raised(made: Brief) -> Iterator[tuple[str, Sentence]]:
    for group in made.raising:
        for line in group.sentences:
            yield words(line), line


def raised(made: Brief) -> None:
    """What is raised, expected and asked is of this pair, and true of it."""
    restricted = any(one.scope == "trade" for one in measures_between(made.a.code, made.b.code))
    every = "\n".join(text for text, _line in _raised(made))
    assert "{" not in every
    assert len(set(every.split("\n"))) == len(every.split("\n"))
    assert (restricted) == ("Restrictive measures stand between the two" in every)
    openings: set[str] = set()
    for text, line in _raised(made):
        if text.startswith("Opening from "):
            assert not restricted
            (worth,) = figures(line)
            tables = [way.opportunities for way in made.directions if way.opportunities]
            firsts = [table.rows[0] for table in tables]
            assert any(worth in row and str(row[0]) in text for row in firsts)
            product = text.partition(": ")[2].rpartition("; ")[0]
            assert product not in openings, (made.title, product)
            openings.add(product)
    found = treaties_between(made.a.code, made.b.code)
    assert ("is on UNCTAD's list: say" not in every) or not found
    for text, _line in _raised(made):
        if "is not in force" in text:
            title = text.partition(": it was signed")[0]
            assert any(one.title == title and one.pending for one in found)
        if text.startswith("Who has used "):
            title = text.removeprefix("Who has used ").removesuffix(" so far?")
            assert any(one.title == title and one.status == "in-force" for one in found)
    theirs = visa_rule(made.b.code, made.a.code)
    needed = theirs is not None and theirs.code == "required"
    assert ("Whether we would ease visas" not in every) or needed
    ours = visa_rule(made.a.code, made.b.code)
    needed = ours is not None and ours.code == "required"
    assert ("Could our people on business get a visa" not in every) or needed
    assert ("a country without a coast" not in every) or made.b.code in to_port()


def decided(made: Brief) -> None:
    """At most three decisions, each once, none that an office could take."""
    texts = [words(line) for line in made.decisions]
    assert 1 <= len(texts) <= 3
    assert len(set(texts)) == len(texts)
    assert texts[-1].startswith("Which result of the meeting is enough")
    for text in texts:
        assert text.startswith(("Whether ", "Which ", "What ")), text
        assert "{" not in text


def cared(made: Brief) -> None:
    """Acts are those between the two, bans are in force, and what is controlled is."""
    acts = [one.act for one in measures_between(made.a.code, made.b.code)]
    told = [words(line) for line in made.careful]
    assert sum(text.startswith("Restrictive measures of") for text in told) == min(len(acts), 6)
    for text in told:
        if text.startswith("Restrictive measures of"):
            assert any(f": {act}. " in text for act in acts)
        elif code := re.search(r"\(HS(?:92)? (\d{6})\): ", text):
            sides = (made.a.code, made.b.code)
            held = [
                controls(code[1], nomenclature, side)
                for nomenclature in ("HS92", "HS22")
                for side in sides
            ]
            assert any(held), text
        elif "Act: " in text:
            assert any(
                (act := export_ban(topic_country, product)) is not None and act.source in text
                for topic_country in (made.a.code, made.b.code)
                for product in _told_products(made)
            ), text


def _told_products(made: Brief) -> set[str]:
    return {
        _flow_of(one)[2]
        for topic in made.topics
        for one in figures(topic.status)
        if one.evidence.startswith("trade-value/")
    }


def reached(made: Brief) -> None:
    """A share of page one is below the part from which nothing is said, and never nought."""
    for line in made.reach:
        for one in figures(line):
            if one.unit == "share":
                assert 0 < _value(one) < 0.8


def findings(made: Brief) -> None:
    """Means, shares and years of the sentences one way, by the files."""
    for way in made.directions:
        i, j = way.exporter.code, way.importer.code
        for line in way.findings:
            text = words(line)
            for one in figures(line):
                if not one.evidence.startswith("trade-value/") or one.value is None:
                    continue
                exporter, importer, product, years = _flow_of(one)
                if (
                    (exporter, importer) != (i, j)
                    or product == "all"
                    or "@baci-m" not in one.evidence
                ):
                    continue
                first, _, last = years.partition("-")
                span = range(int(first), int(last or first) + 1)
                total = sum(_year_of(i, j, product, year) for year in span)
                _same(one, total / len(span))
            if "has not since" in text:
                product = _flow_of(figures(line)[1])[2]
                assert max(_history(i, j, product)["year"]) <= LAST - 3
            if "the dataset records no trade at all" in text:
                assert _between(i, j).filter(pl.col("exporter") == i).is_empty()


RULES = (summary, raised, decided, cared, reached, findings)
"""Every rule, each asked of every brief."""
