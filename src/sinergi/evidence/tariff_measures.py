"""The import duty on a product, from a tariffs dataset of the user."""

from __future__ import annotations

import polars as pl

from sinergi.errors import UnknownNameError
from sinergi.evidence.caching import store_cache
from sinergi.evidence.measures import Result, measure
from sinergi.evidence.provenance import Input
from sinergi.trade import catalogue
from sinergi.vocabulary import conversion
from sinergi.vocabulary.reasons import Reason

NO_TARIFF = Reason("no-duty")
SPECIFIC = Reason("duty-not-ad-valorem")


@store_cache(4)
def book(identifier: str, nomenclature: str) -> pl.DataFrame:
    """The newest duties of each importer: importer, exporter (null: MFN), product, rate.

    A product that is several in the nomenclature of the tariff has their mean, weighted as the
    conversion of trade is; a rate is null where no part of it is ad valorem.

    Raises:
        UnknownNameError: there is no such tariffs dataset, or a nomenclature is not known.
    """
    dataset = catalogue.dataset(identifier)
    if dataset.kind != "tariffs":
        raise UnknownNameError(f"dataset '{identifier}' holds no tariffs")
    rows = dataset.scan().collect()
    newest = pl.col("year").is_null() | (pl.col("year") == pl.col("year").max().over("importer"))
    weights = conversion.weights(nomenclature, dataset.nomenclature or nomenclature)
    known = pl.col("rate").is_not_null()
    weight = pl.col("weight").filter(known)
    return (
        rows.filter(newest)
        .select("importer", "exporter", pl.col("product").alias("code_to"), "rate")
        .join(weights, on="code_to")
        .group_by("importer", "exporter", pl.col("code_from").alias("product"))
        .agg(
            pl.when(known.any())
            .then((pl.col("rate").filter(known) * weight).sum() / weight.sum())
            .alias("rate")
        )
        .sort("importer", "exporter", "product", nulls_last=True)
    )


@store_cache(16)
def duties(
    identifier: str, exporter: str, importer: str, nomenclature: str
) -> dict[str, float | None]:
    """Ad-valorem rate of each product of a pair; None where it is not ad valorem.

    A preference of the exporter goes before MFN; products without a duty are left out.

    Raises:
        UnknownNameError: there is no such tariffs dataset, or a nomenclature is not known.
    """
    own = pl.col("exporter").is_null() | (pl.col("exporter") == exporter)
    rows = (
        book(identifier, nomenclature)
        .filter(pl.col("importer") == importer, own)
        .sort("exporter", nulls_last=True)
        .unique("product", keep="first", maintain_order=True)
    )
    return dict(rows.select("product", "rate").iter_rows())


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
