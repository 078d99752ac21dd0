"""Companies ranked for a product: a sum of contributions, each with its reason and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain

from sinergi.companies import register_store
from sinergi.companies.candidates import evidence
from sinergi.companies.candidates.evidence import Question
from sinergi.companies.candidates.findings import Finding, findings
from sinergi.companies.candidates.model import Candidate, Reason
from sinergi.companies.candidates.profile import Links, Profile, gather
from sinergi.companies.candidates.target import Relation, target
from sinergi.companies.candidates.weights import Seek
from sinergi.companies.classification import Classifier
from sinergi.companies.company import CompanyRecord
from sinergi.companies.screening import Screener, stored_lists
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
from sinergi.vocabulary import products
from sinergi.vocabulary.languages import check_language


def candidates(
    country: str,
    product: str,
    *,
    partner: str | None = None,
    seek: Seek | str = Seek.EITHER,
    limit: int | None = 20,
    lang: str = "en",
    agreements: Sequence[CooperationRecord] = (),
) -> list[Candidate]:
    """The companies of a country for a product and a partner country, best first.

    All registers of the store are looked through, and the embedded one.

    Args:
        country: ISO3 code of the companies' country.
        product: ``HS92:760110``, a bare code of 2, 4 or 6 digits, or words for a good.
        partner: ISO3 code of the country they would deal with.
        seek: Whether they are sought as buyers (who can process the product), as suppliers (who
            make it) or as either.
        limit: How many at most; None for all that have a tie to the product.
        lang: The language of the reasons.
        agreements: Cooperation records; a company that an agreement between the two countries
            names stands higher.

    Raises:
        UsageError: the partner is the country itself, or ``limit`` is below 1.
        UnknownNameError: the product is neither a code nor words that tell one.
    """
    if partner == country:
        raise UsageError("the partner is the country itself", where="--partner")
    if limit is not None and limit < 1:
        raise UsageError(f"{limit} is not a number of candidates", where="--limit")
    search = Search.open()
    question = Question(target(product, search.classifier), Seek(seek), check_language(lang))
    concerned = [r for r in agreements if partner is None or {country, partner} <= set(r.parties)]
    return search.rank(country, question, concerned)[:limit]


@cache
def _classifier(_registers: tuple[tuple[str, datetime], ...]) -> Classifier:
    """The classifier with the labels of the store; kept as long as the registers are the same."""
    return Classifier((code, text) for _, code, text in register_store.labels())


@dataclass(frozen=True)
class Search:
    """What a ranking looks through besides the registers: labels, sanctions lists, links."""

    classifier: Classifier
    screener: Screener
    links: Links

    @classmethod
    def open(cls) -> Search:
        """The store as it is now."""
        held = tuple((one.id, one.imported) for one in register_store.registers("products"))
        return cls(_classifier(held), Screener(stored_lists()), Links.open())

    def rank(
        self, country: str, question: Question, agreements: Sequence[CooperationRecord] = ()
    ) -> list[Candidate]:
        """All companies of a country that have a tie to the product, best first."""
        tied: dict[tuple[str, str], list[Finding]] = {}
        with_tie: list[CompanyRecord] = []
        for record in register_store.records(country):
            found = [
                finding
                for finding in findings(record, self.classifier)
                if question.target.relation(finding.code)
            ]
            if found or any(map(question.target.makes_industry, record.isic or ())):
                tied[record.key] = found
                with_tie.append(record)
        # Records without a tie are read again, not kept: a register may be larger than memory.
        others = (r for r in register_store.records(country) if r.key not in tied)
        profiles = gather(with_tie, others, self.links)
        places = (evidence.place_of(profile) for profile in profiles)
        counts = Counter(place for place in places if place is not None)
        ranked = [self._judge(one, tied, question, counts, agreements) for one in profiles]
        return sorted(ranked, key=lambda c: (-c.score, c.name, c.record_id))

    def _judge(
        self,
        profile: Profile,
        tied: dict[tuple[str, str], list[Finding]],
        question: Question,
        counts: Counter[str],
        agreements: Sequence[CooperationRecord],
    ) -> Candidate:
        found = list(chain.from_iterable(tied.get(r.key, ()) for r in profile.records))
        names = list(dict.fromkeys(record.name for record in profile.records))
        hits, screening = evidence.screened(self.screener.screen(names), question)
        reasons: list[Reason] = [
            *(evidence.goods(found, question) or evidence.industry(profile, question)),
            *evidence.focus(profile, found, question),
            *evidence.standing(profile, question),
            *evidence.place(profile, question, counts),
            *evidence.completeness(profile, question),
            *evidence.memoranda(profile, question, agreements),
            *hits,
        ]
        return Candidate(
            name=profile.main.name,
            country=profile.main.country,
            register=profile.main.register,
            record_id=profile.main.record_id,
            score=round(sum(reason.contribution for reason in reasons), 4),
            reasons=tuple(sorted(reasons, key=lambda r: -abs(r.contribution))),
            unknown=_unknown(profile, found, question),
            screening=screening,
        )


def _unknown(profile: Profile, found: Sequence[Finding], question: Question) -> tuple[str, ...]:
    ties = [question.target.relation(finding.code) for finding in found]
    known = {
        "unknown_tie": any(tie is not None and tie[0] is not Relation.SAME_SECTOR for tie in ties),
        "unknown_products": profile.knows(lambda r: r.products_text or r.activity_text or r.hs),
        "unknown_exports": profile.knows(lambda r: r.exporter),
        "unknown_size": profile.knows(lambda r: r.size or r.employees),
        "unknown_listed": profile.knows(lambda r: r.listed),
        "unknown_place": profile.knows(lambda r: r.province or r.city),
        "unknown_contact": profile.knows(lambda r: r.phone or r.website or r.address),
    }
    named = products.name(question.target.code, question.lang, question.target.nomenclature)
    return tuple(question.say(key, product=named) for key, there in known.items() if not there)
