"""Cuts a long document at paragraphs into pieces that a model reads one at a time."""

from __future__ import annotations

import re
from dataclasses import dataclass

PIECE, CONTEXT = 6_000, 600
"""Characters of one question, and of the text before it that is shown beside it."""
_PARAGRAPH = re.compile(r"\n+")
_SENTENCE = re.compile(r"(?<=[.!?。！？])\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` to be read; ``context`` is what stands right before it."""

    start: int
    end: int
    context: str


def pieces(text: str) -> list[Piece]:
    """The pieces of ``text`` in order; together they are the whole text.

    A paragraph longer than a piece is cut after a sentence, a sentence longer than a piece where
    the piece ends.
    """
    found: list[Piece] = []
    start = 0
    while start < len(text):
        end = len(text) if len(text) - start <= PIECE else _cut(text, start)
        if text[start:end].strip():
            found.append(Piece(start, end, text[max(0, start - CONTEXT) : start]))
        start = end
    return found


def _cut(text: str, start: int) -> int:
    for ends in (_PARAGRAPH, _SENTENCE):
        places = [m.end() for m in ends.finditer(text, start + PIECE // 4, start + PIECE)]
        if places:
            return places[-1]
    return start + PIECE
