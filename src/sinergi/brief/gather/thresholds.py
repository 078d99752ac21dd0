"""From which size, age and share on page one tells a trade: ``data/brief/standing.csv``."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from sinergi.vocabulary.tables import data_path, read_parameters

Threshold = Literal[
    "notable",
    "material",
    "goes",
    "part",
    "faded",
    "faded-last",
    "worth",
    "worth-pair",
    "worth-way",
    "recent",
    "tried",
    "sells",
    "strong",
    "strong-part",
    "sector-sells",
]


@cache
def thresholds() -> dict[Threshold, float]:
    """The thresholds by name; the file says what each means and in which unit.

    Raises:
        DataError: the file breaks its rules or lacks one; it says where.
    """
    return read_parameters(data_path("brief", "standing.csv"), get_args(Threshold))
