"""What one sells against what the other buys, and what is open between them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sinergi.trade import catalogue
from sinergi.web.core.messages import STATES, label
from sinergi.web.core.templating import country, figure, number, product
from sinergi.web.openings import queries
from sinergi.web.pairs.charts.model import Chart, ChartView, source
from sinergi.web.pairs.charts.specs import scatter

OPEN = ("never", "small", "stopped", "resumed")


def fits(pk: int, one: str, other: str, title: str, state: ChartView) -> Chart:
    """The products of a direction that the state of the address chooses."""
    every, left = queries.everything(one, other), queries.still_open(one, other)
    named = [o.opportunity.product for o in queries.openings(one, other).items]
    rows: list[dict[str, Any]] = [
        {"product": item.product, "name": product(item.product, every.nomenclature),
         "sells": item.exports.value, "buys": item.imports.value,
         "open": left[item.product].value, "status": label(STATES, item.status),
         "rank": item.rank, "where": f"/pairs/{pk}/openings/{one}/{item.product}/",
         "evidence": {"sells": item.exports.evidence, "buys": item.imports.evidence,
                      "open": left[item.product].evidence}}
        for item in every.items
        if state.choice.takes(item.product, item.status, left[item.product].value)
    ]  # fmt: skip
    statuses = {item.product: item.status for item in every.items}
    still_open = [row for row in rows if statuses[row["product"]] in OPEN]
    seen = {statuses[row["product"]] for row in rows}
    columns = [("rank", _("Rank")), ("product", "HS"), ("name", _("Product")),
               ("sells", _("Seller sells, USD a year")), ("buys", _("Buyer buys, USD a year")),
               ("open", _("Open, USD a year")), ("status", _("State"))]  # fmt: skip
    return Chart(
        title=title,
        sentence=_sentence(one, other, rows, len(still_open), named),
        source=source(catalogue.dataset(every.dataset), f"{every.years[0]}–{every.years[1]}"),
        columns=columns,
        rows=rows,
        spec=scatter(
            _("Seller sells, USD a year"), _("Buyer buys, USD a year"), _("Open, USD a year"),
            _("State"),
            {label(STATES, code): code in seen for code in queries.STATUSES},
        ),
        controls=("sector", "status", "least"),
    )  # fmt: skip


def _sentence(
    one: str, other: str, rows: list[dict[str, Any]], still_open: int, named: list[str]
) -> str:
    if not rows:
        return _("No product fits.")
    text = _(
        "%(total)s products that %(one)s sells and %(other)s buys; %(open)s of them are not or "
        "hardly traded between the two. The larger a point, the more is open."
    ) % {
        "total": number(len(rows)),
        "one": country(one),
        "other": country(other),
        "open": number(still_open),
    }
    worth = [row for row in rows if row["product"] in named and row["open"]]
    if not worth:
        return f"{text} " + _("None of them is worth naming.")
    largest = max(worth, key=lambda row: row["open"])
    return f"{text} " + _("Most is open in %(name)s: %(open)s a year.") % {
        "name": largest["name"],
        "open": figure(largest["open"], "USD"),
    }
