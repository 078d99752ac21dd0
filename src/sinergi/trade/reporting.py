"""Years of which a country has hardly reported its trade: there no flow is not a zero.

BACI has a flow when at least one of its two sides reported it (Gaulier and Zignago 2010, *BACI:
International Trade Database at the Product-Level*, CEPII working paper 2010-23). Between two
countries that both did not report there is never a row, whatever was traded; and of a country that
did not report, only the trade with those that did is seen. BACI does not say who reported, so it is
inferred from the rows.

Where the dataset holds all goods, countries that did not report have no flow with one another: they
are an independent set of the graph of flows, while those that reported trade with nearly all. The
set is found greedily, the country of fewest partners first (:func:`silent`).

A basket of some goods is too thin for that. There a year counts as hardly reported when a country
has far fewer flows than it usually had (:func:`thin_years`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from statistics import median

import numpy as np
import polars as pl

from sinergi.trade import derived, queries
from sinergi.trade.catalogue import Dataset

THIN = 0.65
"""Part of its usual number of flows below which a country has hardly reported a year.

In the raw materials this finds Russia, Belarus, Iran, Ethiopia and 28 others in 2024, of which UN
Comtrade had no report, and two to seven countries in the years before.
"""
USUAL = 4
"""Years before, whose median is the usual number of flows; two of them must be held."""
ENOUGH = 30
"""Usual number of flows below which a fall tells nothing."""


def merges_reports(ds: Dataset) -> bool:
    """Whether a row of the dataset may come from either side's report, as those of BACI."""
    of_pairs = ds.kind == "trade" or ds.flow == "pairs"
    return of_pairs and (ds.embedded or ds.source_kind == "baci")


def holds_all_goods(ds: Dataset) -> bool:
    """Whether the dataset's flows of a pair are all that the two trade."""
    return ds.complete or ds.flow == "pairs"


def silent(ds: Dataset, year: int) -> frozenset[str]:
    """The countries that seem not to have reported the year: no two of them have a flow.

    Args:
        ds: A dataset of all goods (see :func:`holds_all_goods`).
        year: A year that it holds.

    Returns:
        ISO3 codes. A small country that reported and trades with few may be among them: of its
        trade with the others nothing is known then, where zero would have been true.
    """
    kept = derived.silent(ds, year)
    if kept is not None:
        return kept
    rows = (
        queries.flows(ds, years=[year])
        .filter((pl.col("value") > 0) & (pl.col("exporter") != pl.col("importer")))
        .select(pl.col("exporter", "importer").cast(pl.String))
        .unique()
        .collect()
    )
    labels = sorted({*rows["exporter"], *rows["importer"]})
    i, j = (
        rows[side].cast(pl.Enum(labels)).to_physical().to_numpy()
        for side in ("exporter", "importer")
    )
    trades = np.zeros((len(labels), len(labels)), dtype=np.bool_)
    trades[i, j] = trades[j, i] = True
    found: list[int] = []
    for one in np.argsort(trades.sum(axis=0), kind="stable"):
        if not trades[one, found].any():
            found.append(int(one))
    return frozenset(labels[one] for one in found)


def flow_counts(ds: Dataset, country: str, years: Iterable[int]) -> dict[int, int]:
    """Number of a country's recorded flows by year, as exporter and as importer.

    Args:
        ds: A dataset of trade or of the totals of pairs.
        country: ISO3 code.
        years: The years wanted.

    Returns:
        Each of these years that the dataset holds, 0 where there is none.
    """
    wanted = sorted(set(years) & set(ds.years_held))
    kept = derived.counts(ds, country, wanted)
    counted = _counted(ds, country, wanted) if kept is None else kept
    return {year: int(counted.get(year, 0)) for year in wanted}


def _counted(ds: Dataset, country: str, years: list[int]) -> dict[int, int]:
    # Flows are sorted by exporter: only those of importers must be looked through.
    sold = queries.flows(ds, exporter=country, years=years)
    bought = queries.flows(ds, importer=country, years=years)
    rows = (
        pl.concat([sold, bought.filter(pl.col("exporter") != country)])
        .filter(pl.col("value") > 0)
        .group_by("year")
        .len()
        .collect()
    )
    return dict(rows.iter_rows())


def count_flows(ds: Dataset, years: Iterable[int]) -> pl.DataFrame:
    """Number of recorded flows by country and year, for all countries: country, year, flows.

    What :func:`flow_counts` counts for one; a country without a flow in a year has no row.
    """
    parts = []
    for year in years:  # a year at a time, so that no more of a large dataset is held
        rows = queries.flows(ds, years=[year]).filter(pl.col("value") > 0)
        bought = rows.filter(pl.col("exporter") != pl.col("importer"))
        for part, side in ((rows, "exporter"), (bought, "importer")):
            parts.append(part.group_by(pl.col(side).alias("country"), "year").len("flows"))
    counted = pl.concat([part.collect(engine="streaming") for part in parts])
    return counted.group_by("country", "year").agg(pl.col("flows").sum()).sort("country", "year")


def usual_flows(counts: Mapping[int, int], year: int) -> float | None:
    """The median of the :data:`USUAL` years before; None where fewer than two are held."""
    before = [counts[one] for one in range(year - USUAL, year) if one in counts]
    return float(median(before)) if len(before) > 1 else None


def thin_years(counts: Mapping[int, int]) -> frozenset[int]:
    """The years with far fewer flows than the years before (:data:`THIN`, :data:`ENOUGH`).

    Args:
        counts: What :func:`flow_counts` gives.
    """
    usual = {year: usual_flows(counts, year) or 0.0 for year in counts}
    return frozenset(
        year
        for year, flows in counts.items()
        if usual[year] >= ENOUGH and flows < THIN * usual[year]
    )
