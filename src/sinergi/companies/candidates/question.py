"""What is asked of the registers: the product, what companies are sought for, the language."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sinergi.companies.candidates.candidate import CandidateReason
from sinergi.companies.candidates.facility_owners import (
    ELECTRICITY,
    burns,
    facilities_origin,
    is_fuel,
    stakes_of,
)
from sinergi.companies.candidates.findings import UNTOLD, Finding
from sinergi.companies.candidates.reason_texts import say
from sinergi.companies.candidates.target import Relation, Target, Tie, is_mined
from sinergi.companies.candidates.weights import Seek, weights
from sinergi.companies.candidates.wording import FLOOR, FLOOR_IN_CHAPTER, likeness
from sinergi.companies.company import CompanyRecord
from sinergi.companies.registers import EMBEDDED, embedded_origin
from sinergi.facilities import Stake
from sinergi.facilities.owners import REGISTER as OWNERS


def relation_of_words(code: str) -> Relation:
    """The relation of a good that is worded like the product, by the code its words tell."""
    return Relation.WORDED if code == UNTOLD else Relation.ALIKE


@dataclass(frozen=True)
class Question:
    """What is asked: the product, what the companies are sought for, in which language.

    With a ``sector`` an owner of facilities counts by those of the sector alone.
    """

    target: Target
    seek: Seek
    lang: str
    sector: str | None = None

    def reason(self, kind: str, part: float, text: str, record: CompanyRecord) -> CandidateReason:
        """A reason of ``kind`` that holds to the ``part`` (0 to 1)."""
        worth = round(part * weights()[kind].of(self.seek), 4)
        return CandidateReason(text=text, contribution=worth, source=source_of(record))

    @property
    def fuel(self) -> str | None:
        """The product where power plants burn it."""
        return self.target.code if is_fuel(self.target.code) else None

    def stakes(self, record: CompanyRecord, code: str, field: str) -> list[Stake]:
        """The plants of an owner that tell of a good; of a fuel's users those that burn it."""
        found = stakes_of(record, code, field, self.sector)
        if self.fuel is None or code != ELECTRICITY:
            return found
        return [stake for stake in found if burns(stake.facility, self.fuel)]

    def tie(self, code: str) -> Tie | None:
        """How a good stands to the product; who digs it is no buyer of what is dug."""
        tie = self.target.relation(code)
        digs = tie is not None and tie[0] in (Relation.MAKES, Relation.KIN)
        return None if digs and self.seek is Seek.BUYERS and self.target.mined else tie

    def ties_of(self, finding: Finding) -> list[Tie]:
        """How a finding stands to the product: by its code, and by the words of a stated good."""
        tie = self.tie(finding.code)
        ties = [tie] if tie is not None else []
        if finding.field == "products":
            near = likeness(finding.words, self.target.code)
            if near >= self.floor(finding.code):
                ties.append((relation_of_words(finding.code), near))
        return ties

    @property
    def reads_words(self) -> bool:
        """Whether places by words count: who digs a good is no buyer, whatever its words are."""
        return not (self.seek is Seek.BUYERS and self.target.mined)

    def floor(self, code: str) -> float:
        """How alike the words of a good of this code must be to count.

        Never enough where who digs it is no buyer; less for a good of the product's chapter.
        """
        if self.seek is Seek.BUYERS and self.target.mined and is_mined(code):
            return math.inf
        return FLOOR_IN_CHAPTER if code[:2] == self.target.code[:2] else FLOOR

    def say(self, key: str, **values: object) -> str:
        """A message in the language of the question."""
        return say(key, self.lang, **values)


def source_of(record: CompanyRecord) -> str:
    """Where a record is from, for a reader: register and id, with the embedded one's licence."""
    if record.register == EMBEDDED:
        return f"{embedded_origin().cite()}, LEI {record.record_id}"
    if record.register == OWNERS:
        return f"{facilities_origin().cite()}, {record.record_id}"
    return f"{record.register} {record.record_id}"
