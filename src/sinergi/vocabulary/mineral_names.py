"""Names of the commodities of mineral statistics."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class _Name(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    commodity: str
    name: Translated


@cache
def _names() -> dict[str, Translated]:
    path = data_path("vocabulary", "mineral-names.csv")
    return {row.commodity: row.name for row in read_table(path, _Name, unique="commodity")}


def mineral_name(commodity: str, lang: str) -> str:
    """The commodity in ``lang``; as the source writes it where the table does not have it.

    Raises:
        DataError: the table of names breaks its rules.
    """
    named = _names().get(commodity)
    return commodity if named is None else named[lang]
