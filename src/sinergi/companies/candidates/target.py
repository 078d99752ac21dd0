"""What is sought: a product, its place in a value chain, and how other goods relate to it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sinergi.vocabulary import products
from sinergi.vocabulary.sectors import Sector, sectors


class Relation(StrEnum):
    """How a good stands to the product sought; the values are kinds of evidence."""

    MAKES = "makes"
    NEXT_STAGE = "next_stage"
    EARLIER_STAGE = "earlier_stage"
    SAME_SECTOR = "same_sector"


@dataclass(frozen=True)
class Target:
    """The product sought: HS code of 2, 4 or 6 digits in ``nomenclature``, and its sectors."""

    nomenclature: str
    code: str
    sectors: tuple[Sector, ...]

    def relation(self, code: str) -> Relation | None:
        """How a good of the HS ``code`` stands to the product; None for one that has no tie."""
        if _same_heading(code, self.code):
            return Relation.MAKES
        if any(_covered(sector, code) for sector in self.sectors):
            return Relation.SAME_SECTOR
        return None


def target(product: str) -> Target:
    """The target of ``HS92:760110`` or a bare code.

    Raises:
        UnknownNameError: this is no product code.
    """
    nomenclature, code = products.parse(product)
    lengths = {s.code: _covered(s, code) for s in sectors().values()}
    # The narrowest sectors tell most: aluminium (7601) rather than metals (76).
    longest = max(lengths.values())
    narrow = tuple(s for s in sectors().values() if longest and lengths[s.code] == longest)
    return Target(nomenclature, code, narrow)


def _covered(sector: Sector, code: str) -> int:
    """How many digits of ``code`` the sector's list names (0: the sector does not cover it)."""
    return max((len(prefix) for prefix in sector.hs if code.startswith(prefix)), default=0)


def _same_heading(one: str, other: str) -> bool:
    """Whether two codes are of one heading (or are the same chapter, given as such)."""
    return one[:4] == other[:4] if min(len(one), len(other)) >= 4 else one == other
