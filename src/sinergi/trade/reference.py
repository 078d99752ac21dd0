"""Distances, economies and tariffs: the user's own data before what ships with the package."""

from __future__ import annotations

import polars as pl

from sinergi.trade.catalogue import Dataset, datasets, newest
from sinergi.vocabulary import conversion, development, geography
from sinergi.vocabulary.shipped import whole

EMBEDDED = "embedded"
"""What the column ``dataset`` says of rows that ship with the package."""


def distances() -> pl.DataFrame:
    """One row a pair: exporter, importer (ISO3), GeoDist's ties and lengths in km, ``dataset``.

    The user's newest distances take the place of the pairs they hold.
    """
    shipped = pl.read_parquet(whole(geography.distances_path()))
    return _over(newest("distances"), shipped, ["exporter", "importer"])


def economies() -> pl.DataFrame:
    """One row a country and year: country, year, the series of the WDI extract, ``dataset``.

    The user's newest series take the place of the rows they hold.
    """
    return _over(newest("gdp"), pl.read_parquet(whole(development.wdi_path())), ["country", "year"])


def tariffs_dataset(importer: str) -> Dataset | None:
    """The user's newest tariffs that hold duties of the importer, else the embedded ones that do.

    None where no dataset does: its duties are unknown, not zero.
    """
    held = [one for one in datasets() if one.kind == "tariffs"]
    for one in (*(d for d in reversed(held) if not d.embedded), *(d for d in held if d.embedded)):
        rows = one.scan().filter(pl.col("importer") == importer).head(1).collect()
        if rows.height:
            return one
    return None


def tariffs(importer: str, *, exporter: str | None = None, nomenclature: str) -> pl.DataFrame:
    """The duties of ``importer`` on goods of ``exporter``, from the user's newest tariffs.

    A rate for the exporter comes before the MFN rate. In another revision than the data's, a
    product's rate is the mean of the rates of its parts, weighted as its trade is shared out.

    Returns:
        product, ``rate`` (a share: 0.05 is 5 %; null for duties by weight or piece), ``mfn``
        (whether it is the MFN rate); no rows where there are no data, which is not a rate of 0.
    """
    ds = tariffs_dataset(importer)
    if ds is None or ds.nomenclature is None:
        return pl.DataFrame(schema={"product": pl.String, "rate": pl.Float64, "mfn": pl.Boolean})
    rows = ds.scan().filter(pl.col("importer") == importer)
    wanted = pl.col("exporter").is_null()
    if exporter is not None:
        wanted = wanted | (pl.col("exporter") == exporter)
    own = (
        rows.filter(wanted)
        .sort("year", pl.col("exporter").is_not_null(), nulls_last=False)
        .unique("product", keep="last", maintain_order=True)
        .select("product", "rate", pl.col("exporter").is_null().alias("mfn"))
        .collect()
    )
    return _in_revision(own, ds.nomenclature, nomenclature)


def _in_revision(rates: pl.DataFrame, source: str, target: str) -> pl.DataFrame:
    if source == target:
        return rates.sort("product")
    parts = conversion.weights(target, source).join(
        rates, left_on="code_to", right_on="product", how="inner"
    )
    known = pl.col("rate").is_not_null()
    weighted = (pl.col("rate") * pl.col("weight")).sum() / pl.col("weight").filter(known).sum()
    return (
        parts.group_by(pl.col("code_from").alias("product"))
        .agg(pl.when(known.any()).then(weighted).alias("rate"), pl.col("mfn").all())
        .sort("product")
    )


def _over(own: Dataset | None, shipped: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    below = shipped.with_columns(pl.lit(EMBEDDED).alias("dataset"))
    if own is None:
        return below.sort(keys)
    above = own.scan().with_columns(pl.lit(own.id).alias("dataset")).collect()
    kept = below.join(above.select(keys), on=keys, how="anti")
    return pl.concat([above.select(kept.columns), kept], how="vertical_relaxed").sort(keys)
