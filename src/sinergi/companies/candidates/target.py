"""What is sought: a product, its place in a value chain, and how other goods relate to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from sinergi.companies.candidates.uses import (
    buying_industries,
    industries_of,
    inputs_of,
    uses_of,
)
from sinergi.companies.candidates.wording import names_alike
from sinergi.companies.classification import Classifier, industry_of
from sinergi.errors import UnknownNameError
from sinergi.indicators.chain_tables import NOMENCLATURE, chains
from sinergi.vocabulary import conversion, products
from sinergi.vocabulary.sectors import Sector, sectors

FURTHER_STAGE = 0.5
"""Each stage beyond the next halves what a good in the chain counts."""

ONE_USE = 0.8
"""A use is one of several that a good has: it counts less than the next stage of a chain."""

HEADING_ALONE = 0.5
"""A good of which only the heading is known may be one of those in it that use the product."""

WHOLE_SHARE = 0.25
"""Share of a good that an industry must buy for its companies to count fully as its buyers."""

_MINED = ("25", "26", "2701", "2702", "2709", "2711")

KIN_LEAST = 0.9
"""How near another good of the heading is at least; all the way where its name is much alike."""

PART_OF_HEADING = 1 / 3
"""A heading belongs to a stage when at least this part of its subheadings does."""


class Relation(StrEnum):
    """How a good stands to the product sought; the values are kinds of evidence."""

    MAKES = "makes"
    KIN = "kin"
    WORDED = "worded"
    ALIKE = "alike"
    NEXT_STAGE = "next_stage"
    USING_INDUSTRY = "using_industry"
    EARLIER_STAGE = "earlier_stage"
    SAME_SECTOR = "same_sector"


Tie = tuple[Relation, float]


def is_mined(code: str) -> bool:
    """Whether a good of the HS ``code`` comes out of the ground."""
    return code.startswith(_MINED)


@dataclass(frozen=True)
class Target:
    """The product sought: HS code of 2, 4 or 6 digits, its sectors, its stage in chains.

    ``stages`` are the chains that hold the product, each as the stage by heading or subheading,
    with the product's own stage. ``uses`` are codes of what it is processed into and ``inputs``
    of what it is made from, with how near they are (``candidates/uses.csv``); ``buyers`` the
    industries that buy it, with their shares, where neither chain nor uses are known.
    """

    nomenclature: str
    code: str
    sectors: tuple[Sector, ...]
    stages: tuple[tuple[dict[str, int], int], ...]
    uses: dict[str, float] = field(default_factory=dict)
    inputs: dict[str, float] = field(default_factory=dict)
    buyers: dict[str, float] = field(default_factory=dict)

    @property
    def mined(self) -> bool:
        """Whether the product comes out of the ground: who digs it is no buyer of it."""
        return is_mined(self.code)

    def relation(self, code: str) -> Tie | None:
        """How a good of the HS ``code`` stands to the product and how near (0 to 1), or None."""
        if not code:
            return None
        if code.startswith(self.code):
            return Relation.MAKES, 1.0
        if self.code.startswith(code) and len(code) >= 4:
            return Relation.MAKES, 1.0
        if code[:4] == self.code[:4]:
            return self._in_heading(code)
        ahead = max(
            (tie for tie in (self._in_chain(code), self._in_uses(code)) if tie is not None),
            key=lambda tie: (tie[0] is Relation.NEXT_STAGE, tie[1]),
            default=None,
        )
        return ahead or self._in_industry(code) or self._in_sector(code)

    def _in_heading(self, code: str) -> Tie:
        """Another good of the heading; the same product for a chain that has both in one stage."""
        one_stage = any(_stage(stages, code) == own for stages, own in self.stages)
        if one_stage:
            return Relation.MAKES, 1.0
        return Relation.KIN, KIN_LEAST + (1 - KIN_LEAST) * names_alike(code, self.code)

    def _in_chain(self, code: str) -> Tie | None:
        for stages, own in self.stages:
            stage = _stage(stages, code)
            if stage == own:
                return Relation.KIN, 1.0
            if stage is not None:
                ahead = stage > own
                relation = Relation.NEXT_STAGE if ahead else Relation.EARLIER_STAGE
                return relation, FURTHER_STAGE ** (abs(stage - own) - 1)
        return None

    def _in_uses(self, code: str) -> Tie | None:
        for relation, linked in (
            (Relation.NEXT_STAGE, self.uses),
            (Relation.EARLIER_STAGE, self.inputs),
        ):
            near = max((_near(code, other, part) for other, part in linked.items()), default=0.0)
            if near:
                return relation, near
        return None

    def _in_industry(self, code: str) -> Tie | None:
        share = max((self.buyers.get(one, 0.0) for one in industries_of(code)), default=0.0)
        return (Relation.USING_INDUSTRY, min(1.0, share / WHOLE_SHARE)) if share else None

    def _in_sector(self, code: str) -> Tie | None:
        """A good of the product's sector that the same industry makes: coal is no zinc ore."""
        own, other = industry_of(self.code), industry_of(code)
        one_industry = own is not None and other is not None and own.isic == other.isic
        if not one_industry and code != self.code[:2]:
            return None
        if any(_covered(sector, code) or _holds(sector, code) for sector in self.sectors):
            return Relation.SAME_SECTOR, 1.0
        return None

    def makes_industry(self, isic: str) -> bool:
        """Whether an ISIC code is of the division that makes the product."""
        industry = industry_of(self.code)
        return industry is not None and isic[:2] == industry.isic


def target(product: str, classifier: Classifier | None = None) -> Target:
    """The target of ``HS92:760110``, a bare code, or words for a good in one of four languages.

    Raises:
        UnknownNameError: no revision of the Harmonised System has the code, or the words do not
            tell a heading.
    """
    nomenclature, code = _code(product, classifier)
    lengths = {s.code: _covered(s, code) for s in sectors().values()}
    # The narrowest sectors tell most: aluminium (7601) rather than metals (76).
    longest = max(lengths.values())
    narrow = tuple(s for s in sectors().values() if longest and lengths[s.code] == longest)
    held = ((stages, stages.get(code, stages.get(code[:4]))) for stages in _chain_stages())
    stages = tuple((stages, own) for stages, own in held if own is not None)
    uses = uses_of(code)
    # Industries are wide: they serve where nobody has written down what the product is made into.
    buyers = {} if uses or stages else buying_industries(code)
    return Target(nomenclature, code, narrow, stages, uses, inputs_of(code), buyers)


def _code(product: str, classifier: Classifier | None) -> tuple[str, str]:
    digits = "".join(c for c in product.rpartition(":")[2] if c not in ". ")
    if digits.isdigit() or classifier is None:
        nomenclature, code = products.parse(product)
        if code not in _every_code():
            raise UnknownNameError(
                f"no revision of the Harmonised System has the product code '{code}'",
                advice="Give words for the good instead ('cotton yarn'), or a code that"
                " sinergi opportunities EXPORTER IMPORTER lists",
            )
        return nomenclature, code
    answer = classifier.heading(product)
    if answer is None:
        raise UnknownNameError(
            f"'{product}' is not a product code, and its words do not tell one",
            advice="Give an HS code such as 760110, or plainer words",
        )
    return NOMENCLATURE, answer.code


@cache
def _every_code() -> frozenset[str]:
    """Chapters, headings and subheadings of all revisions."""
    full = frozenset().union(*(conversion.codes(revision) for revision in conversion.REVISIONS))
    return frozenset(code[:digits] for code in full for digits in (2, 4, 6))


def _near(code: str, other: str, part: float) -> float:
    """How near a good is when links reach ``other`` with that part; 0 for another good."""
    if code.startswith(other):
        return ONE_USE * part
    if len(code) == 4 and other.startswith(code):
        return HEADING_ALONE * ONE_USE * part
    return 0.0


@cache
def _chain_stages() -> tuple[dict[str, int], ...]:
    """For each chain the stage of its subheadings, and of the headings that are mostly in one."""
    found = []
    every = products.codes(NOMENCLATURE)
    size = dict.fromkeys((code[:4] for code in every), 0)
    for code in every:
        size[code[:4]] += 1
    for chain in chains().values():
        stages = dict(chain.stage)
        for number in range(len(chain.stages)):
            codes = chain.products(number)
            for heading in {code[:4] for code in codes}:
                held = sum(code.startswith(heading) for code in codes)
                if held >= PART_OF_HEADING * size.get(heading, held):
                    stages.setdefault(heading, number)
        found.append(stages)
    return tuple(found)


def _stage(stages: dict[str, int], code: str) -> int | None:
    """The stage of a code; of its heading where the chain's revision does not have the code."""
    if len(code) == 6 and code in _subheadings():
        return stages.get(code)
    return stages.get(code[:6], stages.get(code[:4]))


@cache
def _subheadings() -> frozenset[str]:
    return frozenset(products.codes(NOMENCLATURE))


def _covered(sector: Sector, code: str) -> int:
    """How many digits of ``code`` the sector's list names (0: the sector does not cover it)."""
    return max((len(prefix) for prefix in sector.hs if code.startswith(prefix)), default=0)


def _holds(sector: Sector, chapter: str) -> bool:
    """Whether the sector names several headings of a chapter: one says too little of the rest."""
    headings = sum(len(code) == 4 and code.startswith(chapter) for code in sector.hs)
    return len(chapter) == 2 and headings > 1
