"""The sectors that statements name, with their names in four languages and their HS codes."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.errors import UnknownNameError
from sinergi.vocabulary.cells import HsCodes, Spaced
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class Sector(BaseModel):
    """One sector.

    ``hs`` are chapters, headings or subheadings, empty for services and skills; ``chains`` marks
    a sector that is about moving along value chains, such as downstreaming; ``minerals`` are its
    commodities in mineral statistics.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    name: Translated
    hs: HsCodes = ()
    chains: bool = False
    minerals: Spaced[str] = ()

    def covers(self, product: str) -> bool:
        """Whether the six-digit ``product`` belongs to the sector."""
        return product.startswith(self.hs) if self.hs else False


@cache
def sectors() -> dict[str, Sector]:
    """All sectors by code, in the order of the file."""
    path = data_path("vocabulary", "sectors.csv")
    return {sector.code: sector for sector in read_table(path, Sector, unique="code")}


def sector(code: str) -> Sector:
    """The sector of this code.

    Raises:
        UnknownNameError: there is none; the message lists the codes.
    """
    try:
        return sectors()[code]
    except KeyError:
        raise UnknownNameError(
            f"sector '{code}' is not known", advice=f"Sectors: {', '.join(sectors())}"
        ) from None
