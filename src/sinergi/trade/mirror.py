"""Mirror statistics: what the exporter and the importer say of the same trade, side by side.

They differ by freight and insurance (imports CIF, exports FOB), by re-exports, by when a
shipment is counted, and by mistakes; a country that does not report is seen only through its
partners.
"""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from sinergi.errors import UsageError
from sinergi.trade.catalogue import Dataset
from sinergi.trade.queries import check_level, flows, product_filter

_CELL = ["year", "exporter", "importer", "product"]


def compare(
    ds: Dataset,
    *,
    exporter: str | None = None,
    importer: str | None = None,
    products: Iterable[str] | None = None,
    both: bool = True,
) -> pl.DataFrame:
    """Both sides' reports of each flow of a dataset of reported trade.

    Args:
        ds: A dataset from Comtrade or WITS.
        exporter: ISO3 code.
        importer: ISO3 code.
        products: Codes of 2, 4 or 6 digits.
        both: Only flows that both sides reported; otherwise the other side is null.

    Returns:
        year, exporter, importer, product; ``exporter_value`` and ``importer_value`` (US dollars),
        ``exporter_quantity`` and ``importer_quantity`` (tonnes); ``gap`` = importer's value less
        the exporter's; ``ratio`` = importer's value over the exporter's (about 1.05 to 1.1 for
        freight and insurance alone).

    Raises:
        UsageError: the dataset keeps one figure a flow (BACI, for example).
    """
    if not ds.has_table("reports"):
        raise UsageError(
            f"dataset '{ds.id}' keeps one figure a flow: there is nothing to compare",
            advice="Take a dataset of reported trade: sinergi data add comtrade FILE",
        )
    rows = ds.scan_table("reports")
    if exporter is not None:
        rows = rows.filter(pl.col("exporter") == exporter)
    if importer is not None:
        rows = rows.filter(pl.col("importer") == importer)
    if products is not None:
        rows = rows.filter(product_filter(check_level(ds, products)))
    sides = [
        rows.filter(pl.col("side") == side)
        .drop("side")
        .rename({"value": f"{side}_value", "quantity": f"{side}_quantity"})
        for side in ("exporter", "importer")
    ]
    return _beside(sides[0], sides[1], both=both)


def compare_datasets(
    national: Dataset,
    partner: Dataset,
    *,
    exporter: str,
    importer: str,
    products: Iterable[str] | None = None,
    both: bool = True,
) -> pl.DataFrame:
    """The flows of a pair in two datasets side by side, as :func:`compare` gives them.

    Args:
        national: The exporter's figures, for example its customs lines.
        partner: The importer's, or reconciled ones.
        exporter: ISO3 code.
        importer: ISO3 code.
        products: Codes of 2, 4 or 6 digits.
        both: Only flows that both hold.

    Raises:
        UsageError: the datasets are in different nomenclatures, or of different levels.
    """
    if national.nomenclature != partner.nomenclature:
        raise UsageError(
            f"'{national.id}' is in {national.nomenclature}, '{partner.id}' in "
            f"{partner.nomenclature}",
            advice="Add one of them again with --to",
        )
    if national.digits != partner.digits:
        raise UsageError(
            f"'{national.id}' has products of {national.digits} digits, '{partner.id}' of "
            f"{partner.digits}",
            advice="Add one of them again with --digits",
        )
    sides = [
        flows(ds, exporter, importer, products).rename(
            {"value": f"{side}_value", "quantity": f"{side}_quantity"}
        )
        for side, ds in (("exporter", national), ("importer", partner))
    ]
    return _beside(sides[0], sides[1], both=both)


def _beside(exports: pl.LazyFrame, imports: pl.LazyFrame, *, both: bool) -> pl.DataFrame:
    joined = exports.join(imports, on=_CELL, how="inner" if both else "full", coalesce=True)
    sold, bought = pl.col("exporter_value"), pl.col("importer_value")
    return (
        joined.select(
            *_CELL, "exporter_value", "importer_value", "exporter_quantity", "importer_quantity"
        )
        .with_columns(
            (bought - sold).alias("gap"),
            pl.when(sold > 0).then(bought / sold).alias("ratio"),
        )
        .sort(_CELL)
        .collect()
    )
