"""What each rule for the trade of page one is worth: what it leaves out against what it keeps.

Flows of all pairs of the embedded raw materials as they stood at the end of 2014 and of 2019, held
against the five years that followed. What stopped came again when it reached 100,000 dollars in a
year; what has faded recovered when it reached a tenth of its largest year; what never went came
when it reached 100,000 dollars. A rule is worth having where what it leaves out came less often.

    python -m benchmarks.backtest_standing [--write | --check]
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import polars as pl

from benchmarks import pages
from sinergi.brief.gather.thresholds import thresholds
from sinergi.indicators.trade_states import PAUSE
from sinergi.opportunities.plausibility import hub_good
from sinergi.trade import catalogue, queries

YEARS, HORIZON, WINDOW = (2014, 2019), 5, 5
AGAIN, RECOVERED = 100_000.0, 0.1
RANK = pl.min_horizontal("peak", "could")
"""What stopped is told in this order (``Standing.weight``)."""
PAIR, WAY = ["exporter", "importer"], ["exporter", "importer", "product"]


def flows(year: int) -> pl.DataFrame:
    """The flows up to a year, one row each: how they stood, and what became of them."""
    rows = queries.flows(catalogue.dataset(catalogue.EMBEDDED_TRADE)).filter(pl.col("value") > 0)
    past = rows.filter(pl.col("year") <= year)
    inside = past.filter(pl.col("year") > year - WINDOW)
    later = rows.filter((pl.col("year") > year) & (pl.col("year") <= year + HORIZON))
    each = past.group_by(WAY).agg(
        total=pl.col("value").sum(),
        peak=pl.col("value").max(),
        last=pl.col("year").max(),
        years=pl.col("year").n_unique(),
        latest=pl.col("value").sort_by("year").last(),
        peak_year=pl.col("year").sort_by("value").last(),
    )
    sold, bought = (
        inside.group_by(side, "product").agg(pl.col("value").sum() / WINDOW)
        for side in ("exporter", "importer")
    )
    hubs = {code: hub_good(code) for code in rows.select("product").unique().collect()["product"]}
    return (
        each.join(sold.rename({"value": "sold"}), ["exporter", "product"], "left")
        .join(bought.rename({"value": "bought"}), ["importer", "product"], "left")
        .join(
            sold.rename({"value": "own", "exporter": "importer"}), ["importer", "product"], "left"
        )
        .join(_trade(year), PAIR, "left")
        .join(later.group_by(WAY).agg(best=pl.col("value").max()), WAY, "left")
        .join(inside.group_by(WAY).agg(mean=pl.col("value").sum() / WINDOW), WAY, "left")
        .with_columns(pl.col("sold", "bought", "own", "way", "pair", "best", "mean").fill_null(0.0))
        .with_columns(
            could=pl.min_horizontal("sold", "bought"),
            year=pl.lit(year),
            hub=pl.col("product").cast(pl.String).replace_strict(hubs, return_dtype=pl.Boolean),
        )
        .collect()
    )


def _trade(year: int) -> pl.LazyFrame:
    """All goods of a year one way, and both ways."""
    held = catalogue.dataset("baci-pairs")
    way = queries.flows(held, years=[year]).group_by(PAIR).agg(way=pl.col("value").sum())
    back = way.rename({"exporter": "importer", "importer": "exporter", "way": "back"})
    return way.join(back, PAIR, "left").with_columns(
        pair=pl.col("way") + pl.col("back").fill_null(0.0)
    )


def _stopped_rules() -> dict[str, tuple[str, pl.Expr]]:
    """For what stopped: each rule with the values it is tried with, as what it keeps."""
    given = thresholds()

    def worth(scale: float, *, way: float) -> pl.Expr:
        least = pl.min_horizontal(
            pl.lit(scale * given["worth"]), scale * given["worth-pair"] * pl.col("pair")
        )
        return pl.col("peak") >= pl.max_horizontal(least, way * pl.col("way"))

    return {
        "notable": ("all years together", pl.col("total") >= given["notable"]),
        "material": ("sells and buys", pl.col("could") >= given["material"] / 100),
        "part": ("part of the pair", pl.col("peak") >= given["part"] * pl.col("pair")),
        "worth, worth-pair": ("largest year", worth(1.0, way=0.0)),
        "worth-way": ("part of that way", pl.col("peak") >= given["worth-way"] * pl.col("way")),
        "recent": ("years since", pl.col("last") >= pl.col("year") - given["recent"]),
        "tried": ("years it went", pl.col("years") >= given["tried"]),
        "sells": ("importer sells", pl.col("own") <= given["sells"] * pl.col("bought")),
        "hub goods": ("trading places", ~pl.col("hub")),
    }


def _came(rows: pl.DataFrame) -> str:
    if rows.is_empty():
        return ""
    return f"{len(rows.filter(pl.col('best') >= AGAIN)) / len(rows):.3f}"


def _firsts(rows: pl.DataFrame, rank: pl.Expr = RANK) -> pl.DataFrame:
    """What page one tells first of each pair."""
    both = rows.with_columns(
        rank=rank,
        one=pl.min_horizontal("exporter", "importer"),
        other=pl.max_horizontal("exporter", "importer"),
    )
    ranked = both.sort("rank", "product", "exporter", descending=True)
    return ranked.unique(["year", "one", "other"], keep="first", maintain_order=True)


def orders_table(every: pl.DataFrame) -> list[str]:
    """Which of several that stopped between two countries came again, by what is told first."""
    told = every.filter(*(rule for _, rule in _stopped_rules().values())).with_columns(
        one=pl.min_horizontal("exporter", "importer"),
        other=pl.max_horizontal("exporter", "importer"),
    )
    pair = ["year", "one", "other"]
    several = told.filter(pl.len().over(pair) > 1, (pl.col("best") >= AGAIN).any().over(pair))
    orders = {
        "largest year or what both could, the smaller": RANK,
        "what the importer buys": pl.col("bought"),
        "what the exporter sells": pl.col("sold"),
        "largest year": pl.col("peak"),
        "last year it went": pl.col("last"),
        "years it went": pl.col("years"),
    }
    text = ["| told first by | pairs | the first came again |", "| --- | ---: | ---: |"]
    for name, rank in orders.items():
        first = _firsts(several, rank.cast(pl.Float64))
        text.append(f"| {name} | {len(first):,} | {_came(first)} |")
    return text


def stopped_table(every: pl.DataFrame) -> list[str]:
    """What stopped: all rules, and each one left out."""
    rules = _stopped_rules()
    text = [
        "| rule left out | flows told | came again | first of a pair | came again | "
        "only this rule leaves out | came again |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    whole = every.filter(*(rule for _, rule in rules.values()))
    for name in ("none", *rules):
        rest = [rule for key, (_, rule) in rules.items() if key != name]
        told = every.filter(*rest)
        first, out = (
            _firsts(told),
            told.filter(~rules[name][1]) if name != "none" else whole.clear(),
        )
        text.append(
            f"| {name} | {len(told):,} | {_came(told)} | {len(first):,} | {_came(first)} | "
            f"{len(out):,} | {_came(out)} |"
        )
    return text


def cuts_table(rows: pl.DataFrame, column: str, breaks: Sequence[float], head: str) -> list[str]:
    """How often what stopped came again, by the size of one thing."""
    text = [f"| {head} | flows | came again |", "| --- | ---: | ---: |"]
    edges = (-math.inf, *breaks, math.inf)
    for low, high in pairwise(edges):
        part = rows.filter(pl.col(column) > low, pl.col(column) <= high)
        label = f"above {low:g}" if high == math.inf else f"up to {high:g}"
        text.append(f"| {label} | {len(part):,} | {_came(part)} |")
    return text


def faded_table(every: pl.DataFrame) -> list[str]:
    """What still went: whether it recovered, by what is left of its largest year."""
    goes = every.filter(
        pl.col("last") == pl.col("year"),
        pl.col("peak") >= 10 * AGAIN,
        pl.col("peak_year") < pl.col("year"),
    )
    text = [
        "| of its largest year there went | flows | mean of five years: recovered | flows | "
        "last year: recovered |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    edges = (0.0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5)
    for low, high in pairwise(edges):
        cells = []
        for column in ("mean", "latest"):
            part = goes.filter(
                pl.col(column) >= low * pl.col("peak"), pl.col(column) < high * pl.col("peak")
            )
            again = part.filter(pl.col("best") >= RECOVERED * pl.col("peak"))
            cells += [f"{len(part):,}", f"{len(again) / len(part):.3f}"]
        text.append(f"| {low:g}-{high:g} | " + " | ".join(cells) + " |")
    return text


def lines() -> Sequence[str]:
    """The page."""
    every = pl.concat([flows(year) for year in YEARS])
    stopped = every.filter(pl.col("last") <= pl.col("year") - PAUSE)
    base = stopped.filter(
        pl.col("total") >= thresholds()["notable"],
        pl.col("could") >= thresholds()["material"] / 100,
    ).with_columns(
        since=(pl.col("year") - pl.col("last")).cast(pl.Float64),
        years=pl.col("years").cast(pl.Float64),
        ratio=pl.col("own") / pl.col("bought"),
    )
    return [
        f"Flows that had stopped by the end of {' and of '.join(map(str, YEARS))}; the rules of "
        "`data/brief/standing.csv`, and each of them left out.",
        "",
        *stopped_table(stopped),
        "",
        "Where several stopped and any came again:",
        "",
        *orders_table(stopped),
        "",
        f"By one thing at a time, of {len(base):,} that are notable and that one sells and the "
        "other buys:",
        "",
        *cuts_table(base, "since", (4, 6, 9, 12, 15, 18), "years since the last"),
        "",
        *cuts_table(base, "years", (1, 2, 3, 5, 8), "years in which it went"),
        "",
        *cuts_table(base, "ratio", (0.1, 1, 2, 5, 20, 100), "importer sells over buys"),
        "",
        "What still went in the last year, its largest year a million or more and earlier:",
        "",
        *faded_table(every),
    ]


if __name__ == "__main__":
    pages.main("standing", lines, "python -m benchmarks.backtest_standing")
