"""Trade of the two countries over time; years without a record stay gaps."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from sinergi.evidence import ALL
from sinergi.trade import catalogue, queries
from sinergi.web.core.templating import country, figure
from sinergi.web.pairs.charts.model import GOODS, Chart, ChartView, source
from sinergi.web.pairs.charts.specs import line


def trade(a: str, b: str, title: str, state: ChartView) -> Chart:
    """Both directions by year: all goods, or the products of the trade dataset."""
    held = catalogue.default_totals("pairs") if state.data == GOODS else None
    dataset = held or catalogue.default_trade()
    years = dataset.years or (0, -1)
    first, last = max(years[0], state.first), min(years[1], state.last or years[1])
    rows: list[dict[str, Any]] = []
    for one, other in ((a, b), (b, a)):
        series = queries.pair_series(dataset, one, other)
        values = dict(series.select("year", "value").iter_rows())
        flow = f"{country(one)} → {country(other)}"
        # A year without a row stays a gap: nothing is known to have been traded, or recorded.
        rows += [
            {"year": year, "flow": flow, "value": values.get(year),
             "evidence": {"value": f"trade-value/{one}/{other}/{ALL}/{year}@{dataset.id}"}}
            for year in range(first, last + 1)
        ]  # fmt: skip
    return Chart(
        title=title,
        sentence=_sentence(rows, a, b, last),
        source=source(dataset, f"{first}–{last}"),
        columns=[("year", _("Year")), ("flow", _("Direction")), ("value", "USD")],
        rows=rows,
        spec=line(_("Year")),
        controls=("data", "years"),
        years=years,
    )


def _sentence(rows: list[dict[str, Any]], a: str, b: str, last: int) -> str:
    known = [row for row in rows if row["value"] is not None]
    if not known:
        return _("No trade between the two countries is recorded in this dataset.")
    latest = max(row["year"] for row in known)
    there, back = (
        next((r["value"] for r in known if r["year"] == latest and r["flow"] == flow), None)
        for flow in (f"{country(a)} → {country(b)}", f"{country(b)} → {country(a)}")
    )
    text = _("In %(year)s %(a)s sold %(there)s to %(b)s, and %(b)s sold %(back)s to %(a)s.") % {
        "year": latest,
        "a": country(a),
        "b": country(b),
        "there": figure(there, "USD") if there is not None else _("nothing on record"),
        "back": figure(back, "USD") if back is not None else _("nothing on record"),
    }
    if latest < last:
        text += " " + _("No later year has trade on record.")
    gaps = len(rows) - len(known)
    return f"{text} " + _("Gaps are years without a record.") if gaps else text
