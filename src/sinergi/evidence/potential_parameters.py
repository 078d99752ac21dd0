"""Parameters of the export potential (``opportunities/potential.csv``)."""

from __future__ import annotations

from functools import cache
from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from sinergi.errors import DataError
from sinergi.vocabulary.tables import data_path, read_table

_Parameter = Literal["credibility", "range-below", "chapter-part"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid")

    parameter: _Parameter
    value: float = Field(gt=0)
    origin: str


@cache
def potential_parameters() -> dict[_Parameter, float]:
    """The parameters by name.

    ``credibility``: US dollars a year that gravity expects at which observed ease and gravity's
    count the same. ``range-below``: weight of the observed ease below which the range is shown.
    ``chapter-part``: part of a potential estimated by chapter that counts beside those by product.

    Raises:
        DataError: the file breaks its rules or lacks a parameter; it says where.
    """
    path = data_path("opportunities", "potential.csv")
    found = {row.parameter: row.value for row in read_table(path, _Row, unique="parameter")}
    for name in get_args(_Parameter):
        if name not in found:
            raise DataError(f"the parameter '{name}' is missing", where=str(path))
    return found
