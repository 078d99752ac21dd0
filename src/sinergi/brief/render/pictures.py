"""The charts of one brief as SVG and PNG, each figure laid out once."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from io import BytesIO

from matplotlib import rc_context
from matplotlib.figure import Figure as Canvas

from sinergi.brief.model import Chart
from sinergi.brief.render.charts import bar, line, small_line
from sinergi.brief.render.maps import world_map
from sinergi.brief.render.plants_map import plants_map

_DRAW: dict[str, Callable[[Chart, str], Canvas]] = {
    "line": line,
    "bar": bar,
    "map": world_map,
    "plants": plants_map,
}
_DPI = 200
_FURTHER_DIGITS = re.compile(r"(?<=\d\.\d{2})\d+")
_ONLY_IN_FILES = (
    re.compile(r"<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL),
    re.compile(r"<metadata>.*?</metadata>", re.DOTALL),
    re.compile(r"font-family: [^;]*; "),
)
_IDENTIFIER = re.compile(r'(\bid="|url\(#|href="#)')


class Pictures:
    """Draws charts in one language and keeps the figures, so that two formats share the work."""

    def __init__(self, lang: str) -> None:
        self._lang = lang
        self._drawn: dict[tuple[int, bool], Canvas] = {}

    def svg(self, chart: Chart, *, small: bool = False) -> str:
        """An ``<svg>`` element for a page: text stays text, ids are the chart's own.

        A ``small`` one is for half the width.
        """
        return as_svg(self._figure(chart, small), chart.id)

    def png(self, chart: Chart, *, small: bool = False) -> bytes:
        """A PNG picture at 200 dots an inch; a ``small`` one is for half the width."""
        return as_png(self._figure(chart, small))

    def _figure(self, chart: Chart, small: bool) -> Canvas:
        key = id(chart), small
        if key not in self._drawn:
            draw = small_line if small and chart.kind == "line" else _DRAW[chart.kind]
            self._drawn[key] = draw(chart, self._lang)
        return self._drawn[key]


def as_svg(figure: Canvas, name: str) -> str:
    """A drawn figure as an ``<svg>`` element whose ids begin with ``name``."""
    buffer = BytesIO()
    with (
        rc_context({"svg.fonttype": "none", "svg.hashsalt": name}),
        warnings.catch_warnings(),
    ):
        _allow_missing_letters()
        figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None})
    return _inline(buffer.getvalue().decode(), name)


def as_png(figure: Canvas) -> bytes:
    """A drawn figure as a PNG picture at 200 dots an inch."""
    buffer = BytesIO()
    with warnings.catch_warnings():
        _allow_missing_letters()
        figure.savefig(buffer, format="png", dpi=_DPI, metadata={"Software": None})
    return buffer.getvalue()


def _allow_missing_letters() -> None:
    # Names in scripts that the font lacks are drawn as boxes in the picture; the caption and the
    # table beside it have them in full.
    warnings.filterwarnings("ignore", message="Glyph .* missing from font")


def _inline(document: str, chart_id: str) -> str:
    """Strip what only a file of its own needs, shorten numbers, make ids unique on the page."""
    element = document[document.index("<svg") :]
    for pattern in _ONLY_IN_FILES:
        element = pattern.sub("", element)
    element = _FURTHER_DIGITS.sub("", element)
    return _IDENTIFIER.sub(rf"\g<1>{chart_id}-", element)
