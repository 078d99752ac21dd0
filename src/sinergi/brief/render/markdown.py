"""The brief as Markdown, for mail and notes: no pictures, no notes, numbers as written."""

from __future__ import annotations

import re
from collections.abc import Collection

from sinergi.brief.layout import laid_out
from sinergi.brief.layout.blocks import Block, Cell, Grid, Heading, Inline, Line, Lines, Span
from sinergi.brief.layout.text import capital
from sinergi.brief.model import Brief, Chart

_SPECIAL = re.compile(r"([\\`*_\[\]<>|#])")


def markdown(brief: Brief, *, parts: Collection[str] = ()) -> str:
    """The text. Charts are the words that describe them."""
    pieces = [f"# {_safe(brief.title)}"]
    pieces += [_safe(line) for line in (*brief.occasion, brief.subtitle)]
    for section in laid_out(brief, "md", parts):
        pieces.append(f"## {section.number}. {_safe(section.title)}")
        pieces += [piece for block in section.blocks for piece in _block(block)]
    return "\n\n".join(pieces) + "\n"


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"### {_safe(block.text)}"]
    if isinstance(block, Lines):
        return _lines(block)
    if isinstance(block, Grid):
        return _grid(block)
    return [_chart(chart) for chart in block.charts]


def _lines(block: Lines) -> list[str]:
    texts = [_line(line) for line in block.lines]
    if block.style == "numbered":
        return ["\n".join(f"{n}. {text}" for n, text in enumerate(texts, start=1))]
    if block.style == "list":
        return ["\n".join(f"- {text}" for text in texts)]
    return texts


def _grid(grid: Grid) -> list[str]:
    head = [_safe(capital(column.title)) for column in grid.columns]
    rule = ["---:" if column.numeric else "---" for column in grid.columns]
    rows = [[_cell(cell) for cell in row.cells] for row in grid.rows]
    table = "\n".join("| " + " | ".join(cells) + " |" for cells in (head, rule, *rows))
    return [f"**{_safe(grid.title)}**", table, *(_safe(note) for note in grid.notes)]


def _chart(chart: Chart) -> str:
    return f"*{_safe(chart.alt)}*"


def _cell(cell: Cell) -> str:
    return "<br>".join(_line(line) for line in cell)


def _line(line: Line) -> str:
    return "".join(_inline(part) for part in line)


def _inline(part: Inline) -> str:
    if isinstance(part, str):
        return _safe(part)
    text = _safe(part.text)
    if isinstance(part, Span) and part.style in ("strong", "mark") and text.strip():
        return f"**{text}**" if text == text.strip() else text
    return text


def _safe(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")
