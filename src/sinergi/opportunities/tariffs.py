"""The importer's tariff on a product, from the newest tariffs dataset of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.opportunities.model import Number

NOT_LOADED = "no tariffs are loaded; add a table with 'sinergi data add tariffs PATH'"


def tariff_rates(
    exporter: str, importer: str, products: Iterable[str], nomenclature: str | None
) -> dict[str, Number]:
    """Ad-valorem rate (0.05 is 5 %) of each product."""
    return {code: Number(value=None, unit="share", unknown=NOT_LOADED) for code in products}
