"""Whether a document reports cooperation between governments at all."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.reading.parties import Parties
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.statements import Found


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and its reason in one line."""

    is_record: bool
    reason: str


def reports_cooperation(
    scan: Scan, people: People, parties: Parties, found: list[Found]
) -> Verdict:
    """Two countries, their governments, words of cooperation, and something stated."""
    if len(parties.iso3) < 2:
        return Verdict(False, "no two countries act in it")
    gov = len({hit.start for hit in scan.words("gov")}) + len(people.persons)
    acting = len(people.persons) + len([o for o in people.unnamed if o.role])
    coop = len({hit.start for hit in scan.words("coop")})
    if gov == 0 or acting + len(scan.words("both")) == 0:
        return Verdict(False, "no government or its officers are named")
    both = len(scan.words("both"))
    met = len({p.country for p in people.persons} & set(parties.iso3))
    if coop + both + met + min(2, len(found)) < 2:
        return Verdict(False, "nothing is said about cooperation")
    sport, company, domestic = (
        len({hit.start for hit in scan.words(role)}) for role in ("sport", "company", "domestic")
    )
    if sport > coop + both:
        return Verdict(False, "it is about sport")
    if company > gov + both + coop / 2:
        return Verdict(False, "it is about companies, not governments")
    if domestic > coop + both:
        return Verdict(False, "it is about one country's own affairs")
    if not found:
        return Verdict(False, "nothing is offered, asked, agreed or stated")
    return Verdict(True, f"{' and '.join(parties.iso3)}: {len(found)} statements")
