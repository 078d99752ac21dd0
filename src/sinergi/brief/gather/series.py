"""Charts over years: one figure a year, and the axis that suits the values."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Chart, Point, Series

SCALES = (
    (1e9, N_("billion USD")),
    (1e6, N_("million USD")),
    (1e3, N_("thousand USD")),
    (1.0, N_("USD")),
)


def value_series(context: Context, name: str, exporter: str, importer: str, product: str) -> Series:
    """Values in US dollars of one flow, every year of the dataset."""
    years = range(context.first, context.last + 1)
    point = context.ledger.point
    return Series(
        name=name,
        points=[
            Point(x=year, figure=point("trade-value", exporter, importer, product, year))
            for year in years
        ],
    )


def line_chart(
    context: Context, chart_id: str, title: str, series: list[Series], *, note: str | None = None
) -> Chart:
    """A line chart of US dollars; the words for those who do not see it name ends and peaks."""
    _ = context.translator
    largest = max((p.figure.value or 0.0 for s in series for p in s.points), default=0.0)
    scale, axis = next(((n, a) for n, a in SCALES if largest >= n), SCALES[-1])
    return Chart(
        id=chart_id,
        kind="line",
        title=title,
        unit="USD",
        axis=_(axis),
        scale=scale,
        series=series,
        alt=" ".join([f"{title}.", *(_in_words(context, one) for one in series)]),
        note=note,
    )


def _in_words(context: Context, series: Series) -> str:
    known = [p for p in series.points if p.figure.value]
    if not known:
        return context.translator("{name}: no trade recorded.", name=series.name)
    peak = max(known, key=lambda p: p.figure.value or 0.0)
    return context.translator(
        "{name}: most in {peak} ({most}), {latest} in {last}.",
        name=series.name,
        peak=peak.x,
        most=peak.figure.text,
        last=series.points[-1].x,
        latest=series.points[-1].figure.text,
    )
