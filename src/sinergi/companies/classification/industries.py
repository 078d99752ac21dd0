"""From goods to industries: HS codes to divisions of ISIC Rev. 4."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.tables import data_path, read_table


class Industry(BaseModel):
    """The division that makes goods of an HS code, and how sure the good tells it (0 to 1)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    hs: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    isic: str = Field(pattern=r"^\d\d$")
    sure: float = Field(gt=0, le=1)


@cache
def _industries() -> dict[str, Industry]:
    path = data_path("companies", "classification", "hs-isic.csv")
    return {row.hs: row for row in read_table(path, Industry, unique="hs")}


def industry_of(code: str) -> Industry | None:
    """The industry of an HS code: the row of its heading, else of its chapter."""
    table = _industries()
    return next((table[code[:n]] for n in (6, 4, 2) if code[:n] in table), None)
