"""The brief as PDF: the same page, set for paper by WeasyPrint."""

from __future__ import annotations

import logging
from collections.abc import Collection

from sinergi.brief.model import Brief
from sinergi.brief.render.charts import FONTS
from sinergi.brief.render.html import html
from sinergi.brief.render.pictures import Pictures
from sinergi.errors import MissingDependencyError

PACKAGES = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""The Debian packages that WeasyPrint needs."""

_FACES = {
    ("Brief Sans", "normal", "normal"): "DejaVuSans.ttf",
    ("Brief Sans", "bold", "normal"): "DejaVuSans-Bold.ttf",
    ("Brief Sans", "normal", "italic"): "DejaVuSans-Oblique.ttf",
    ("Brief Serif", "normal", "normal"): "DejaVuSerif.ttf",
    ("Brief Serif", "bold", "normal"): "DejaVuSerif-Bold.ttf",
    ("Brief Mono", "normal", "normal"): "DejaVuSansMono.ttf",
}


def pdf(brief: Brief, pictures: Pictures, *, parts: Collection[str] = ()) -> bytes:
    """The document as bytes, tagged, with a bookmark for each heading.

    ``parts`` are the places or sections to show; all by default.

    Raises:
        MissingDependencyError: Pango is not installed.
    """
    try:
        from weasyprint import HTML
    except OSError as error:
        raise MissingDependencyError(
            "PDF output needs the library Pango, which was not found",
            advice=f"On Debian: apt-get install {PACKAGES}",
        ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    page = html(brief, pictures, parts=parts, paper_style=_fonts())
    made: bytes = HTML(string=page, base_url=None).write_pdf(pdf_tags=True)
    return made


def _fonts() -> str:
    """The fonts that come with matplotlib: the same letters on every machine."""
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; font-style: {slant}; '
        f'src: url("{(FONTS / name).as_uri()}"); }}\n'
        for (family, weight, slant), name in _FACES.items()
    )
    names = '--sans: "Brief Sans"; --serif: "Brief Serif"; --mono: "Brief Mono";'
    return f"{faces}:root {{ {names} }}\nsvg text {{ font-family: 'Brief Sans'; }}\n"
