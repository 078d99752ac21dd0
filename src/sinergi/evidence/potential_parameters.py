"""Parameters of the export potential (``opportunities/potential.csv``)."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from sinergi.vocabulary.tables import data_path, read_parameters

_Parameter = Literal["credibility", "range-below", "chapter-part"]


@cache
def potential_parameters() -> dict[_Parameter, float]:
    """The parameters by name.

    ``credibility``: US dollars a year that gravity expects at which observed ease and gravity's
    count the same. ``range-below``: weight of the observed ease below which the range is shown.
    ``chapter-part``: part of a potential estimated by chapter that counts beside those by product.

    Raises:
        DataError: the file breaks its rules or lacks a parameter; it says where.
    """
    return read_parameters(data_path("opportunities", "potential.csv"), get_args(_Parameter))
