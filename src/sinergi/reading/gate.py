"""Whether a document reports cooperation between governments at all."""

from __future__ import annotations

from dataclasses import dataclass

from sinergi.cooperation.record import Kind
from sinergi.reading.parties import Parties
from sinergi.reading.people import People
from sinergi.reading.scan import Scan
from sinergi.reading.statements import Found
from sinergi.vocabulary.reasons import Reason

_MUCH = 4


@dataclass(frozen=True, slots=True)
class GateVerdict:
    """The answer and its reason in one line."""

    is_record: bool
    reason: Reason


def reports_cooperation(
    scan: Scan, people: People, parties: Parties, found: list[Found]
) -> GateVerdict:
    """Two countries, their governments, words of cooperation, and something stated."""
    if len(parties.iso3) < 2:
        return GateVerdict(False, Reason("no-two-countries"))
    both = len(scan.words("both"))
    acting = len(people.persons) + len([o for o in people.unnamed if o.role])
    official = acting + both > 0 and bool(scan.words("gov"))
    if not official and not _delegations_meet(scan):
        return GateVerdict(False, Reason("no-government"))
    if not _both_take_part(scan, people, parties, found):
        return GateVerdict(False, Reason("one-government"))
    subject = _other_subject(scan, both, acting)
    if subject is not None:
        return GateVerdict(False, subject)
    coop = len({hit.start for hit in scan.words("coop")})
    met = len({p.country for p in people.persons} & set(parties.iso3))
    if coop + both + met + min(2, len(found)) < 2:
        return GateVerdict(False, Reason("no-cooperation"))
    if not found:
        return GateVerdict(False, Reason("nothing-stated"))
    if all(item.kind is Kind.FACT for item in found) and not scan.words("cooperate"):
        return GateVerdict(False, Reason("no-cooperation"))
    return GateVerdict(
        True, Reason("statements-found", parties=", ".join(parties.iso3), n=len(found))
    )


def _delegations_meet(scan: Scan) -> bool:
    """Whether agencies, provinces or state companies meet, without anybody's name or office.

    Much must then be said of cooperation, and nothing of a company's own business.
    """
    coop = len({hit.start for hit in scan.words("coop")})
    return bool(scan.words("meet")) and coop >= _MUCH and not scan.words("company")


def _both_take_part(scan: Scan, people: People, parties: Parties, found: list[Found]) -> bool:
    """Whether each country has somebody who acts, or the text speaks of both or to the other."""
    if scan.words("both"):
        return True
    acting = {p.country for p in people.persons} | {o.country for o in people.unnamed}
    silent = [c for c in parties.iso3 if c not in acting]
    if not silent:
        return True
    if not scan.words("cooperate"):
        return False
    named = {
        m.iso3 for item in found for m in scan.countries_in(item.clause.start, item.clause.end)
    }
    return all(country in named for country in silent)


def _other_subject(scan: Scan, both: int, acting: int) -> Reason | None:
    """What else the document is about; None when cooperation outweighs it."""
    coop = len({hit.start for hit in scan.words("coop")})
    sport, company, domestic = (
        len({hit.start for hit in scan.words(role)}) for role in ("sport", "company", "domestic")
    )
    gov = len({hit.start for hit in scan.words("gov")}) + acting
    if sport >= 2 and sport >= coop + both:
        return Reason("about-sport")
    if company > gov + both + coop / 2:
        return Reason("about-companies")
    if domestic > coop + both:
        return Reason("about-own-affairs")
    return None
