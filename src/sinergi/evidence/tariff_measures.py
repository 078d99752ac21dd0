"""The import duty on a product, from a tariffs dataset of the user."""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from sinergi.errors import UnknownNameError
from sinergi.evidence.measures import Result, measure
from sinergi.evidence.model import Input
from sinergi.trade import catalogue
from sinergi.vocabulary import conversion

NO_TARIFF = "the tariffs dataset has no duty of this importer on this product"
SPECIFIC = "the duty is by weight or piece, which is no ad-valorem rate"


@lru_cache(maxsize=16)
def duties(
    identifier: str, exporter: str, importer: str, nomenclature: str
) -> dict[str, float | None]:
    """Ad-valorem rate of each product of ``nomenclature``; None where it is not ad valorem.

    The rate of a product that is several in the nomenclature of the tariff is their mean, weighted
    as the conversion of trade is. A preference of the exporter goes before MFN; the newest year of
    the importer's table counts. Products without a duty are left out.

    Raises:
        UnknownNameError: there is no such tariffs dataset, or a nomenclature is not known.
    """
    dataset = catalogue.dataset(identifier)
    if dataset.kind != "tariffs":
        raise UnknownNameError(f"dataset '{identifier}' holds no tariffs")
    book = dataset.scan().filter(pl.col("importer") == importer).collect()
    newest = pl.col("year").is_null() | (pl.col("year") == book["year"].max())
    rows = (
        book.filter(newest & (pl.col("exporter").is_null() | (pl.col("exporter") == exporter)))
        .sort("exporter", nulls_last=True)
        .unique("product", keep="first", maintain_order=True)
        .select("product", "rate")
    )
    table = conversion.weights(nomenclature, dataset.nomenclature or nomenclature)
    known = pl.col("rate").is_not_null()
    mean = (
        table.join(rows.rename({"product": "code_to"}), on="code_to")
        .group_by("code_from")
        .agg(
            (pl.col("rate") * pl.col("weight")).filter(known).sum().alias("sum"),
            pl.col("weight").filter(known).sum(),
        )
        .sort("code_from")
    )
    return {
        product: total / weight if weight else None for product, total, weight in mean.iter_rows()
    }


@measure(
    "tariff",
    "exporter importer product nomenclature",
    unit="share",
    label="Import duty of {importer} on {product} ({nomenclature}) from {exporter}",
    formula="simple mean of the ad-valorem rates of the national lines; over several products of "
    "the tariff's nomenclature, the mean weighted as trade is converted",
    source="The importer's customs tariff, as loaded",
)
def tariff(dataset: str, exporter: str, importer: str, product: str, nomenclature: str) -> Result:
    """Fraction of the value: 0.05 is 5 per cent."""
    found = duties(dataset, exporter, importer, nomenclature)
    inputs = (Input(name="duties", rows=len(found), filter=f"importer {importer}"),)
    if product not in found:
        return Result(None, inputs, NO_TARIFF)
    rate = found[product]
    return Result(rate, inputs, SPECIFIC if rate is None else None)
