"""The brief as one HTML page: style and charts inside, no script, nothing loaded from elsewhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from sinergi import __version__
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.sections import (
    capital,
    chart_sources,
    command,
    has_own_unknown,
    in_common,
    licences,
    quote_language,
    sections,
)

_FOLDER = Path(__file__).parent / "templates"


def html(brief: Brief, pictures: Pictures, *, paper_style: str | None = None) -> str:
    """The page as text.

    Args:
        brief: What to show.
        pictures: Draws its charts.
        paper_style: For paper: CSS after that of the page; what only unfolds on a screen is left
            out.
    """
    _ = translator(brief.lang)

    def svg(chart: Chart) -> Markup:
        # Drawn by matplotlib, which escapes all text.
        return Markup(pictures.svg(chart))  # noqa: S704

    def language_of(document: str) -> str | None:
        return quote_language(brief, document)

    def sources(chart: Chart) -> list[str]:
        return chart_sources(brief, chart)

    return (
        _environment()
        .get_template("brief.html.j2")
        .render(
            _=_,
            plural=_.plural,
            brief=brief,
            command=command,
            has_own_unknown=has_own_unknown,
            in_common=in_common,
            on_paper=paper_style is not None,
            paper_style=Markup(paper_style or ""),  # noqa: S704 (the package's own CSS)
            highlighted=highlighted,
            language_of=language_of,
            licences=licences,
            rows=chart_rows,
            sections=sections(_),
            sources=sources,
            style=Markup((_FOLDER / "style.css").read_text(encoding="utf-8")),  # noqa: S704
            svg=svg,
            version=__version__,
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


def highlighted(sentence: str, span: str) -> Markup:
    """The sentence, escaped, with the span marked where it stands in it."""
    before, found, after = sentence.partition(span) if span else (sentence, "", "")
    marked = Markup("<mark>{}</mark>").format(found) if found else Markup("")
    return escape(before) + marked + escape(after)


def chart_rows(chart: Chart) -> list[tuple[str, list[object]]]:
    """The chart's data as rows: a label, and one figure a series (None where it has no point)."""
    labels = list(dict.fromkeys(str(p.x) for series in chart.series for p in series.points))
    columns = [{str(p.x): p.figure for p in series.points} for series in chart.series]
    return [(label, [column.get(label) for column in columns]) for label in labels]
