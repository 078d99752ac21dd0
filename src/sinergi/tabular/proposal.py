"""What a column of a table seems to be: shown to a person, who confirms or corrects it."""

from __future__ import annotations

from typing import NamedTuple


class Proposal(NamedTuple):
    """What a column seems to be: field (None: not used), how sure (0 to 1), why, and examples."""

    column: str
    field: str | None
    sure: float
    why: str
    examples: tuple[str, ...]
