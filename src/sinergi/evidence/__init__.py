"""Numbers that know where they come from and can be computed again."""

from sinergi.evidence.measures import (
    ALL,
    WORLD,
    Measure,
    Result,
    as_input,
    evidence,
    explain,
    measure,
    measures,
)
from sinergi.evidence.provenance import Evidence, Input, Reference, Unit

__all__ = [
    "ALL",
    "WORLD",
    "Evidence",
    "Input",
    "Measure",
    "Reference",
    "Result",
    "Unit",
    "as_input",
    "evidence",
    "explain",
    "measure",
    "measures",
]
