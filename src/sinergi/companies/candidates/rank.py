"""Companies ranked for a product: a sum of contributions, each with its reason and source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain

from sinergi.companies import store
from sinergi.companies.candidates import evidence
from sinergi.companies.candidates.evidence import Question
from sinergi.companies.candidates.findings import Finding, findings
from sinergi.companies.candidates.model import Candidate, Reason
from sinergi.companies.candidates.profile import Profile, gather
from sinergi.companies.candidates.target import target
from sinergi.companies.candidates.weights import Seek
from sinergi.companies.classification import Classifier
from sinergi.companies.company import CompanyRecord
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
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
    classifier = Classifier((code, text) for _, code, text in store.labels())
    question = Question(target(product, classifier), Seek(seek), check_language(lang))
    concerned = [r for r in agreements if partner is None or {country, partner} <= set(r.parties)]
    return rank(store.records(country), question, classifier, concerned)[:limit]


def rank(
    records: Iterable[CompanyRecord],
    question: Question,
    classifier: Classifier,
    agreements: Sequence[CooperationRecord] = (),
) -> list[Candidate]:
    """Rank the companies that ``records`` are of; those without a tie to the product fall out."""
    tied: dict[tuple[str, str], list[Finding]] = {}
    with_tie: list[CompanyRecord] = []
    others: list[CompanyRecord] = []
    for record in records:
        found = [f for f in findings(record, classifier) if question.target.relation(f.code)]
        by_class = any(map(question.target.makes_industry, record.isic or ()))
        if found or by_class:
            tied[record.key] = found
            with_tie.append(record)
        else:
            others.append(record)
    profiles = gather(with_tie, others)
    counts = Counter(p for profile in profiles if (p := evidence.place_of(profile)) is not None)
    ranked = [_judge(profile, tied, question, counts, agreements) for profile in profiles]
    return sorted(ranked, key=lambda c: (-c.score, c.name, c.record_id))


def _judge(
    profile: Profile,
    tied: dict[tuple[str, str], list[Finding]],
    question: Question,
    counts: Counter[str],
    agreements: Sequence[CooperationRecord],
) -> Candidate:
    found = list(chain.from_iterable(tied.get(record.key, ()) for record in profile.records))
    reasons: list[Reason] = [
        *(evidence.goods(found, question) or evidence.industry(profile, question)),
        *evidence.focus(profile, found, question),
        *evidence.standing(profile, question),
        *evidence.place(profile, question, counts),
        *evidence.completeness(profile, question),
        *evidence.memoranda(profile, question, agreements),
    ]
    return Candidate(
        name=profile.main.name,
        country=profile.main.country,
        register=profile.main.register,
        record_id=profile.main.record_id,
        score=round(sum(reason.contribution for reason in reasons), 4),
        reasons=tuple(sorted(reasons, key=lambda r: -r.contribution)),
        unknown=_unknown(profile, question),
        screening=question.say("not_screened"),
    )


def _unknown(profile: Profile, question: Question) -> tuple[str, ...]:
    known = {
        "unknown_products": profile.knows(lambda r: r.products_text or r.activity_text or r.hs),
        "unknown_exports": profile.knows(lambda r: r.exporter),
        "unknown_size": profile.knows(lambda r: r.size or r.employees),
        "unknown_listed": profile.knows(lambda r: r.listed),
        "unknown_place": profile.knows(lambda r: r.province or r.city),
        "unknown_contact": profile.knows(lambda r: r.phone or r.website or r.address),
    }
    return tuple(question.say(key) for key, there in known.items() if not there)
