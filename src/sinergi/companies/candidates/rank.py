"""Companies ranked for a product: a sum of contributions, each with its reason and source."""

from __future__ import annotations

from sinergi.companies.candidates.findings import Finding, findings
from sinergi.companies.candidates.messages import say
from sinergi.companies.candidates.model import Candidate, Reason
from sinergi.companies.candidates.target import Relation, Target, target
from sinergi.companies.candidates.weights import Seek, sources, weights
from sinergi.companies.company import CompanyRecord
from sinergi.companies.registers import EMBEDDED, embedded, embedded_origin
from sinergi.errors import UsageError
from sinergi.vocabulary import products
from sinergi.vocabulary.languages import check_language

TRADER_PART = 0.5
"""Part of a contribution that is left when the name says the company trades or serves."""


def candidates(
    country: str,
    product: str,
    *,
    partner: str | None = None,
    seek: Seek | str = Seek.EITHER,
    limit: int | None = 20,
    lang: str = "en",
) -> list[Candidate]:
    """The companies of a country for a product and a partner country, best first.

    Args:
        country: ISO3 code of the companies' country.
        product: ``HS92:760110``, or a bare code of 2, 4 or 6 digits.
        partner: ISO3 code of the country they would deal with.
        seek: Whether they are sought as buyers (who can process the product), as suppliers (who
            make it) or as either.
        limit: How many at most; None for all that have a tie to the product.
        lang: The language of the reasons.

    Raises:
        UsageError: the partner is the country itself, or ``limit`` is below 1.
        UnknownNameError: the product is not a code.
    """
    if partner == country:
        raise UsageError("the partner is the country itself", where="--partner")
    if limit is not None and limit < 1:
        raise UsageError(f"{limit} is not a number of candidates", where="--limit")
    wanted = target(product)
    aim = Seek(seek)
    language = check_language(lang)
    found = [
        candidate
        for record in embedded(country)
        if (candidate := _judge(record, wanted, aim, language)) is not None
    ]
    found.sort(key=lambda c: (-c.score, c.name))
    return found[:limit]


def _judge(record: CompanyRecord, wanted: Target, seek: Seek, lang: str) -> Candidate | None:
    """The record as a candidate, None when nothing ties it to the product."""
    reasons = _goods(record, wanted, seek, lang)
    if not reasons:
        return None
    return Candidate(
        name=record.name,
        country=record.country,
        register=record.register,
        record_id=record.record_id,
        score=round(sum(r.contribution for r in reasons), 4),
        reasons=tuple(sorted(reasons, key=lambda r: -r.contribution)),
        unknown=tuple(_unknown(record, lang)),
        screening=say("not_screened", lang),
    )


def _goods(record: CompanyRecord, wanted: Target, seek: Seek, lang: str) -> list[Reason]:
    """The best reason of each relation; the sector counts only where nothing nearer is known."""
    best: dict[Relation, tuple[float, Finding]] = {}
    for finding in findings(record):
        relation = wanted.relation(finding.code)
        if relation is None:
            continue
        worth = finding.confidence * sources()[finding.field].trust
        worth *= TRADER_PART if finding.trader else 1.0
        if worth > best.get(relation, (0.0, finding))[0]:
            best[relation] = (worth, finding)
    if len(best) > 1:
        best.pop(Relation.SAME_SECTOR, None)
    return [
        Reason(
            text=_tell(relation, finding, wanted, lang),
            contribution=round(worth * weights()[relation.value].of(seek), 4),
            source=_source(record),
        )
        for relation, (worth, finding) in best.items()
    ]


def _tell(relation: Relation, finding: Finding, wanted: Target, lang: str) -> str:
    basis = say(f"basis_{finding.field}", lang, words=finding.words)
    if finding.trader:
        basis += say("basis_trader", lang, words=finding.trader)
    return say(
        relation.value,
        lang,
        product=products.name(wanted.code, lang, wanted.nomenclature),
        made=products.name(finding.code, lang),
        sector=", ".join(s.name(lang) for s in wanted.sectors),
        basis=basis,
    )


def _source(record: CompanyRecord) -> str:
    if record.register == EMBEDDED:
        return f"{embedded_origin().cite()}, LEI {record.record_id}"
    return f"{record.register} {record.record_id}"


def _unknown(record: CompanyRecord, lang: str) -> list[str]:
    missing = {
        "unknown_products": record.products_text or record.activity_text or record.hs,
        "unknown_exports": record.exporter,
        "unknown_size": record.size or record.employees,
        "unknown_listed": record.listed,
        "unknown_place": record.province or record.city,
        "unknown_contact": record.phone or record.website or record.address,
    }
    return [say(key, lang) for key, known in missing.items() if known is None]
