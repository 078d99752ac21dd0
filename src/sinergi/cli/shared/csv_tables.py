"""Typed results as CSV: a row an item, a column a component."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from sinergi.opportunities import Number, Opportunities, Partners

_UNITS = {"USD": "usd", "USD/t": "usd_t", "km": "km"}
_COLUMNS = (
    "exports",
    "world_export_share",
    "imports",
    "import_growth",
    "world_import_share",
    "current",
    "market_share",
    "peak",
    "peak_year",
    "last_year",
    "complementarity",
    "export_unit_value",
    "import_unit_value",
    "pair_unit_value",
    "tariff",
    "rca",
    "density",
    "complexity",
)
_POTENTIAL = ("potential", "unrealised", "supply", "demand", "ease", "distance")
_PARTNER = (
    "unrealised_out",
    "unrealised_in",
    "complementarity_out",
    "complementarity_in",
    "chains",
    "dependence",
    "exports",
    "imports",
    "distance",
)


def opportunities_csv(found: Opportunities) -> str:
    """The ranked products; an empty cell is not known, and ``unknown`` says which and why."""
    rows = []
    for item in found.items:
        row: dict[str, object] = {
            "rank": item.rank,
            "exporter": found.exporter,
            "importer": found.importer,
            "product": item.product,
            "name": item.name,
            "status": item.status,
            "score": item.score,
        }
        row |= _numbers({name: getattr(item, name) for name in _COLUMNS})
        row |= _numbers({f"potential_{n}": getattr(item.potential, n) for n in _POTENTIAL})
        row["ease_predicted"] = item.potential.ease_predicted
        row["competitors"] = "; ".join(
            f"{one.country} {one.share.value:.3f}" if one.share.value is not None else one.country
            for one in item.competitors
        )
        row["chains"] = "; ".join(
            f"{link.chain} {link.kind} {link.product}" for link in item.chain.links
        )
        row["unknown"] = "; ".join(f"{name}: {why}" for name, why in item.unknown.items())
        rows.append(row)
    return _text(rows)


def partners_csv(found: Partners) -> str:
    """The ranked partners; an empty cell is not known."""
    rows = []
    for item in found.items:
        row: dict[str, object] = {
            "rank": item.rank,
            "country": found.country,
            "partner": item.country,
            "name": item.name,
            "score": item.score,
        }
        row |= _numbers({name: getattr(item, name) for name in _PARTNER})
        row |= {"products_out": item.products_out, "products_in": item.products_in}
        rows.append(row)
    return _text(rows)


def _numbers(numbers: Mapping[str, Number]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, number in numbers.items():
        unit = _UNITS.get(number.unit)
        column = name if unit is None else f"{name}_{unit}"
        whole = number.unit == "year" and number.value is not None
        found[column] = int(number.value or 0) if whole else number.value
    return found


def _text(rows: Iterable[Mapping[str, object]]) -> str:
    held = list(rows)
    if not held:
        return ""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(held[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(held)
    return out.getvalue()
