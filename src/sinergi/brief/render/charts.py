"""Line and bar charts as matplotlib figures, without the global state of pyplot.

Colours are those of Okabe and Ito (2008), which the colour-blind can tell apart. Lines and bars
carry their names and numbers themselves; values that are not known are gaps, never zeros.
"""

from __future__ import annotations

import math
import textwrap
from pathlib import Path

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure as Canvas
from matplotlib.font_manager import FontProperties
from matplotlib.ticker import FuncFormatter, MaxNLocator

from sinergi.brief.model import Chart, Point, Series
from sinergi.brief.numbers import decimal_text, figure_text

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#8F4A77", "#5B5B5B", "#B88A00")
INK, MUTED, RULE = "#1c2733", "#5a6672", "#d5dae0"
WIDTH = 6.7
"""Inches: the text width of the page."""
HEIGHT = 2.1
"""Inches of a line chart."""
HALF = 3.3
"""Inches: the width of a chart that stands beside another."""
FONTS = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
"""The fonts that come with matplotlib, which have the letters of all four languages."""

_SIZE = 8.5
_PLAIN = FontProperties(fname=FONTS / "DejaVuSans.ttf", size=_SIZE)
_BOLD = FontProperties(fname=FONTS / "DejaVuSans-Bold.ttf", size=_SIZE)
_WRAP = 22


def canvas(height: float, width: float = WIDTH) -> tuple[Canvas, FigureCanvasAgg]:
    """An empty figure, as wide as the page by default, and what measures text on it."""
    figure = Canvas(figsize=(width, height))
    return figure, FigureCanvasAgg(figure)


def _axes(figure: Canvas, *, left: float, bottom: float, right: float, top: float) -> Axes:
    """The axes within margins in inches."""
    width, height = figure.get_size_inches()
    return figure.add_axes(
        (
            left / width,
            bottom / height,
            (width - left - right) / width,
            (height - bottom - top) / height,
        )
    )


def font(*, bold: bool = False) -> FontProperties:
    """The charts' font."""
    return _BOLD if bold else _PLAIN


def colour(place: int) -> str:
    """The colour of the n-th series."""
    return COLOURS[place % len(COLOURS)]


def text_width(surface: FigureCanvasAgg, text: str, style: FontProperties) -> float:
    """Width in inches of the longest line of a text."""
    renderer = surface.get_renderer()  # type: ignore[no-untyped-call]
    widths = [renderer.get_text_width_height_descent(t, style, False)[0] for t in text.split("\n")]
    return float(max(widths, default=0.0)) / surface.figure.dpi


def line(chart: Chart, lang: str) -> Canvas:
    """Years against values, a name at the end of each line."""
    height = HEIGHT
    figure, surface = canvas(height)
    names = [textwrap.fill(one.name, _WRAP) for one in chart.series]
    single = len(chart.series) == 1
    right = (
        0.15 if single else max((text_width(surface, n, font()) for n in names), default=0) + 0.2
    )
    axes = _axes(figure, left=0.5, bottom=0.3, right=right, top=0.28)
    for place, series in enumerate(chart.series):
        _draw_line(axes, series, chart.scale, colour(place))
    _year_axis(axes, chart)
    _value_axis(axes, chart, lang)
    figure.text(0.02, 1 - 0.08 / height, chart.axis, fontproperties=font(), color=MUTED, va="top")
    if single:
        _name_peak(axes, chart.series[0], chart.scale)
    else:
        _name_ends(axes, chart, names)
    return figure


def small_line(chart: Chart, lang: str) -> Canvas:
    """Years against values on half the width, the names of the lines above."""
    rows = 0 if len(chart.series) == 1 else len(chart.series)
    top = 0.28 + 0.16 * rows
    height = 1.45 + 0.16 * rows
    figure, _surface = canvas(height, HALF)
    left = 0.5
    axes = _axes(figure, left=left, bottom=0.3, right=0.15, top=top)
    for place, series in enumerate(chart.series):
        _draw_line(axes, series, chart.scale, colour(place))
        if rows:
            figure.text(
                left / HALF,
                1 - (0.16 * place + 0.02) / height,
                series.name,
                fontproperties=font(bold=True),
                color=colour(place),
                va="top",
            )
    _year_axis(axes, chart, labels=5)
    _value_axis(axes, chart, lang, labels=4)
    beside = 1 - (0.16 * rows + 0.06) / height
    figure.text(0.02, beside, chart.axis, fontproperties=font(), color=MUTED, va="top")
    if not rows:
        _name_peak(axes, chart.series[0], chart.scale, left_from=0.4)
    return figure


def _draw_line(axes: Axes, series: Series, scale: float, ink: str) -> None:
    years = [int(point.x) for point in series.points]
    values = [_value(point, scale) for point in series.points]
    axes.plot(
        years, values, color=ink, linewidth=1.7, marker="o", markersize=2.6, clip_on=False, zorder=3
    )


def _value(point: Point, scale: float) -> float:
    """The value on the axis; not a number, which breaks the line, where it is not known."""
    return math.nan if point.figure.value is None else point.figure.value / scale


def _known(series: Series, scale: float) -> list[tuple[int, float, Point]]:
    return [
        (int(point.x), point.figure.value / scale, point)
        for point in series.points
        if point.figure.value is not None
    ]


def _year_axis(axes: Axes, chart: Chart, labels: int = 8) -> None:
    years = [int(point.x) for series in chart.series for point in series.points]
    if years:
        axes.set_xlim(min(years) - 0.4, max(years) + 0.4)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=labels, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda year, _: f"{year:.0f}"))
    axes.tick_params(axis="x", length=3, color=RULE, pad=3)
    _dress(axes)


def _value_axis(axes: Axes, chart: Chart, lang: str, labels: int = 5) -> None:
    values = [value for series in chart.series for _, value, _point in _known(series, chart.scale)]
    low, high = min([0.0, *values]), max([0.0, *values])
    room = (high - low) or 1.0
    axes.set_ylim(low - (0.06 * room if low < 0 else 0), high + 0.1 * room)
    axes.yaxis.set_major_locator(MaxNLocator(nbins=labels))
    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: decimal_text(value, lang)))
    axes.tick_params(axis="y", length=0, pad=4)
    axes.grid(axis="y", color=RULE, linewidth=0.6)
    axes.axhline(0, color=MUTED, linewidth=0.8, zorder=2)


def _dress(axes: Axes) -> None:
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for label in (*axes.get_xticklabels(), *axes.get_yticklabels()):
        label.set_fontproperties(font())
        label.set_color(MUTED)


def _name_peak(axes: Axes, series: Series, scale: float, left_from: float = 0.72) -> None:
    """The largest value of the only line, with its year; left of it where it stands late."""
    known = [one for one in _known(series, scale) if one[1]]
    if not known:
        return
    year, value, point = max(known, key=lambda one: one[1])
    first, last = axes.get_xlim()
    late = (year - first) / (last - first) > left_from
    axes.annotate(
        f"{year}: {point.figure.text}",
        (year, value),
        xytext=(-6 if late else 6, 3),
        textcoords="offset points",
        ha="right" if late else "left",
        fontproperties=font(),
        color=colour(0),
    )


def _name_ends(axes: Axes, chart: Chart, names: list[str]) -> None:
    """Each line's name right of its last value, moved apart where they would overlap."""
    low, high = axes.get_ylim()
    line_height = (high - low) * 1.3 * _SIZE / 72 / (axes.get_position().height * HEIGHT)
    ends: list[tuple[float, int]] = []
    for place, series in enumerate(chart.series):
        known = _known(series, chart.scale)
        ends.append((known[-1][1] if known else low, place))
    floor = -math.inf
    for height, place in sorted(ends):
        needed = line_height * (names[place].count("\n") + 1)
        middle = max(height, floor + needed / 2)
        floor = middle + needed / 2
        axes.annotate(
            names[place],
            (1.0, middle),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            va="center",
            fontproperties=font(),
            color=colour(place),
            annotation_clip=False,
        )


def bar(chart: Chart, lang: str) -> Canvas:
    """Horizontal bars from zero, label on the left, number at the end of the bar."""
    labels = list(dict.fromkeys(str(p.x) for series in chart.series for p in series.points))
    wrapped = [textwrap.fill(label, 34) for label in labels]
    many = len(chart.series) > 1
    thick = 0.2 if many else 0.26
    step = max(thick * len(chart.series) + 0.1, 0.17 * _lines(wrapped) + 0.1)
    top = 0.32 if many else 0.08
    height = step * max(len(labels), 1) + top + 0.08
    figure, surface = canvas(height)
    left = max((text_width(surface, label, font()) for label in wrapped), default=0) + 0.2
    axes = _axes(figure, left=left, bottom=0.08, right=0.0, top=top)
    for place, series in enumerate(chart.series):
        offset = (place - (len(chart.series) - 1) / 2) * thick / step
        _draw_bars(axes, series, labels, offset, thick / step, chart, lang, place)
    _bar_axes(axes, surface, chart, wrapped, WIDTH - left)
    if many:
        _legend(figure, surface, chart, height)
    return figure


def _lines(labels: list[str]) -> int:
    return max((label.count("\n") + 1 for label in labels), default=1)


def _draw_bars(
    axes: Axes,
    series: Series,
    labels: list[str],
    offset: float,
    thick: float,
    chart: Chart,
    lang: str,
    place: int,
) -> None:
    for point in series.points:
        at = labels.index(str(point.x)) + offset
        value = point.figure.value
        if value is not None:
            axes.barh(at, value / chart.scale, height=thick * 0.82, color=colour(place))
        negative = value is not None and value < 0
        axes.annotate(
            figure_text(None, chart.unit, lang) if value is None else point.figure.text,
            ((value or 0.0) / chart.scale, at),
            xytext=(-4 if negative else 4, 0),
            textcoords="offset points",
            ha="right" if negative else "left",
            va="center",
            fontproperties=font(),
            color=MUTED if value is None else INK,
        )


def _bar_axes(
    axes: Axes, surface: FigureCanvasAgg, chart: Chart, labels: list[str], width: float
) -> None:
    """Limits that leave room for the numbers at the ends of the bars."""
    ends: dict[bool, list[tuple[float, float]]] = {True: [(0.0, 0.0)], False: [(0.0, 0.2)]}
    for point in (point for series in chart.series for point in series.points):
        value = (point.figure.value or 0.0) / chart.scale
        ends[value < 0].append((value, text_width(surface, point.figure.text, font()) + 0.12))
    low, left = min(v for v, _ in ends[True]), max(room for _, room in ends[True])
    high, right = max(v for v, _ in ends[False]), max(room for _, room in ends[False])
    inch = ((high - low) or 1.0) / max(width - left - right, 0.5)
    axes.set_xlim(low - left * inch, high + right * inch)
    axes.set_ylim(max(len(labels), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(labels)), labels)
    axes.set_xticks([])
    axes.tick_params(axis="y", length=0, pad=6)
    axes.axvline(0, color=MUTED, linewidth=0.8)
    _dress(axes)
    for label in axes.get_yticklabels():
        label.set_color(INK)


def _legend(figure: Canvas, surface: FigureCanvasAgg, chart: Chart, height: float) -> None:
    """The series' names in their colours, in a row above the bars."""
    x = 0.1
    for place, series in enumerate(chart.series):
        figure.text(
            x / WIDTH,
            1 - 0.06 / height,
            series.name,
            fontproperties=font(bold=True),
            color=colour(place),
            va="top",
        )
        x += text_width(surface, series.name, font(bold=True)) + 0.25
