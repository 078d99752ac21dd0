"""Text of slides: how high it is, and how it is written."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.util import Emu, Pt

from sinergi.brief.layout.blocks import Inline, Line, Span, words

LETTER = 0.55
"""How wide a letter is beside its size in points, with some to spare for a font not installed."""
_LEADING, _BETWEEN = 1.25, 0.4


def _colour(digits: str) -> RGBColor:
    made: RGBColor = RGBColor.from_string(digits)  # type: ignore[no-untyped-call]
    return made


NAVY, INK, MUTED = _colour("14304F"), _colour("1C2733"), _colour("55616D")


def height_of(lines: Sequence[Line], width: int, size: float) -> int:
    """About how high lines of text are in a box of ``width``, both in English Metric Units."""
    letters = max(int(width / Pt(size * LETTER)), 1)
    rows = sum(max(len(textwrap.wrap(words(line), letters)), 1) for line in lines)
    return int(Pt(size * _LEADING) * rows + Pt(size * _BETWEEN) * len(lines))


def write(
    frame: Any,
    lines: Sequence[Line],
    size: float,
    *,
    bold: bool = False,
    colour: RGBColor = INK,
    edge: int | None = None,
    right: bool = False,
) -> None:
    """Write lines into a frame; ``edge`` is what is left free at its sides."""
    frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
    frame.vertical_anchor = MSO_ANCHOR.TOP
    if edge is not None:
        frame.margin_left = frame.margin_right = Emu(edge)
        frame.margin_top = frame.margin_bottom = Emu(edge)
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
        paragraph.space_after = Pt(size * _BETWEEN)
        for part in line:
            run = paragraph.add_run()
            run.text = part if isinstance(part, str) else part.text
            run.font.size, run.font.bold = Pt(size), bold or _style(part) == "strong"
            run.font.color.rgb = MUTED if _style(part) in ("muted", "unknown") else colour


def _style(part: Inline) -> str:
    return part.style if isinstance(part, Span) else "plain"
