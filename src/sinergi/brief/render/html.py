"""The brief as one HTML page: style and charts inside, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from sinergi import __version__
from sinergi.brief.layout import Laid, laid_out
from sinergi.brief.layout.blocks import Grid, anchors_of, marks, row_marks
from sinergi.brief.layout.text import capital, chart_sources, column_widths, command
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart, Figure
from sinergi.brief.render.pictures import Pictures
from sinergi.printable import printable

_FOLDER = Path(__file__).parent / "templates"
_STYLED = frozenset({"topics", "statements", "folded", "evidence", "datasets", "measures"})
"""Grids whose class the style sheet knows."""


def html(
    brief: Brief,
    pictures: Pictures,
    *,
    parts: Collection[str] = (),
    paper_style: str | None = None,
) -> str:
    """The page as text.

    Args:
        brief: What to show.
        pictures: Draws its charts.
        parts: Places or sections to show; all by default.
        paper_style: For paper: CSS after that of the page; what only unfolds on a screen is left
            out, and the contents follow the summary.
    """
    _ = translator(brief.lang)
    sections = laid_out(brief, "html" if paper_style is None else "pdf", parts)

    anchors = anchors_of(block for laid in sections for block in laid.blocks)

    def svg(chart: Chart, small: bool) -> Markup:
        # Drawn by matplotlib, which escapes all text.
        return Markup(pictures.svg(chart, small=small))  # noqa: S704

    def sources(chart: Chart) -> list[str]:
        return chart_sources(brief, chart)

    return printable(
        _environment()
        .get_template("brief.html.j2")
        .render(
            _=_,
            anchors=anchors,
            brief=brief,
            command=command,
            is_figure=_is_figure,
            kind_of=_kind_of,
            marks=marks,
            on_paper=paper_style is not None,
            paper_style=Markup(paper_style or ""),  # noqa: S704 (the package's own CSS)
            places=_by_place(sections),
            row_marks=row_marks,
            rows=chart_rows,
            sections=sections,
            sources=sources,
            style=Markup((_FOLDER / "style.css").read_text(encoding="utf-8")),  # noqa: S704
            styled=_STYLED,
            svg=svg,
            version=__version__,
            widths=column_shares,
        )
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["capital"] = capital
    return environment


def _is_figure(part: object) -> bool:
    return isinstance(part, Figure)


def _kind_of(block: object) -> str:
    return type(block).__name__


def _by_place(sections: Sequence[Laid]) -> list[tuple[str, list[Laid]]]:
    return [(str(place), list(laid)) for place, laid in groupby(sections, key=lambda s: s.place)]


def column_shares(grid: Grid) -> list[float]:
    """Widths of the columns in per cent of the table's."""
    widths = column_widths(grid)
    return [round(100 * width / sum(widths), 1) for width in widths]


def chart_rows(chart: Chart) -> list[tuple[str, list[Figure | None]]]:
    """The chart's data as rows: a label, and one figure a series (None where it has no point)."""
    labels = list(dict.fromkeys(str(p.x) for series in chart.series for p in series.points))
    columns = [{str(p.x): p.figure for p in series.points} for series in chart.series]
    return [(label, [column.get(label) for column in columns]) for label in labels]
