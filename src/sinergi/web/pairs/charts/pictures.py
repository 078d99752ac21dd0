"""A drawn map as a file of its own."""

from __future__ import annotations

from matplotlib.figure import Figure

from sinergi.brief.render.pictures import as_png, as_svg
from sinergi.web.pairs.charts.specs import FONT


def as_file(drawn: Figure, name: str, kind: str) -> bytes:
    """The picture as ``svg`` (ids begin with ``name``) or ``png``."""
    if kind == "png":
        return as_png(drawn)
    text = as_svg(drawn, name)
    space = "" if "xmlns=" in text[:400] else ' xmlns="http://www.w3.org/2000/svg"'
    # Letters keep their distances at any size only where they are not fitted to pixels.
    look = f'font-family="{FONT}" text-rendering="geometricPrecision"'
    return text.replace("<svg", f"<svg{space} {look}", 1).encode()
