"""What the treaties between two countries ask of them: a step proposed for each state."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated
from sinergi.vocabulary.treaties import Treaty


class TreatyStep(BaseModel):
    """A row of ``treaty-steps.csv``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    status: Literal["in-force", "signed", "terminated", "none"]
    type: Literal["investment", "provisions"] | None = None
    days: int
    action: Translated


@cache
def _rows() -> list[TreatyStep]:
    return read_table(data_path("cooperation", "treaty-steps.csv"), TreatyStep)


def treaty_step(found: Sequence[Treaty]) -> TreatyStep | None:
    """The step for the treaties of a pair, None where one in force needs none.

    Where none is in force, one that was signed and never ratified comes before one that ended.
    """
    if not found:
        return next(row for row in _rows() if row.status == "none")
    if any(one.status == "in-force" for one in found):
        return None
    pending = [one for one in found if one.pending]
    first = (pending or list(found))[0]
    for row in _rows():
        if row.status == first.status and row.type in (None, first.type):
            return row
    return None
