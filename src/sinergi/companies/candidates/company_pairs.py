"""Pairs of companies of two countries for a product: who could sell it to whom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product as combinations

from sinergi.companies.candidates.agreement_reasons import memorandum, naming
from sinergi.companies.candidates.candidate import Candidate, CandidateReason, CompanyPair
from sinergi.companies.candidates.question import Question
from sinergi.companies.candidates.rank import Search
from sinergi.companies.candidates.target import target
from sinergi.companies.candidates.weights import Seek
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
from sinergi.vocabulary import countries, products
from sinergi.vocabulary.languages import check_language

HALF = 0.5
"""What the score of each side adds to the pair's."""


def pairs(
    exporter: str,
    importer: str,
    product: str,
    *,
    limit: int = 20,
    lang: str = "en",
    agreements: Sequence[CooperationRecord] = (),
) -> list[CompanyPair]:
    """Sellers of ``exporter`` and buyers of ``importer`` for a product, best pairs first.

    When no register names a company of one side, the pairs hold the other side alone and say so.

    Args:
        exporter: ISO3 code of the sellers' country.
        importer: ISO3 code of the buyers' country.
        product: As for :func:`~sinergi.companies.candidates.candidates`.
        limit: How many pairs at most.
        lang: The language of the reasons.
        agreements: Cooperation records; an agreement that names both adds to the pair.

    Raises:
        UsageError: the countries are the same, or ``limit`` is below 1.
        UnknownNameError: the product is neither a code nor words that tell one.
    """
    if exporter == importer:
        raise UsageError("the two countries are the same")
    if limit < 1:
        raise UsageError(f"{limit} is not a number of pairs", where="--limit")
    search = Search.open()
    wanted = target(product, search.classifier)
    language = check_language(lang)
    between = [r for r in agreements if {exporter, importer} <= set(r.parties)]
    sides = [
        search.rank(country, Question(wanted, seek, language), between, limit=limit)
        for country, seek in ((exporter, Seek.SUPPLIERS), (importer, Seek.BUYERS))
    ]
    question = Question(wanted, Seek.EITHER, language)
    sellers: list[Candidate | None] = [*sides[0]] or [None]
    buyers: list[Candidate | None] = [*sides[1]] or [None]
    found = [
        _pair(seller, buyer, question, (exporter, importer), between)
        for seller, buyer in combinations(sellers, buyers)
        if seller is not None or buyer is not None
    ]
    found.sort(key=lambda p: (-p.score, _name(p.seller), _name(p.buyer)))
    return found[:limit]


def _pair(
    seller: Candidate | None,
    buyer: Candidate | None,
    question: Question,
    sides: tuple[str, str],
    agreements: Sequence[CooperationRecord],
) -> CompanyPair:
    reasons: list[CandidateReason] = []
    unknown: list[str] = []
    for key, side, country in (("seller", seller, sides[0]), ("buyer", buyer, sides[1])):
        if side is None:
            name = countries.name(country, question.lang)
            unknown.append(question.say(f"unknown_{key}", country=name, product=_label(question)))
        else:
            text = question.say(key, name=side.name, score=f"{side.score:.2f}")
            worth = round(HALF * side.score, 4)
            source = f"{side.register} {side.record_id}"
            reasons.append(CandidateReason(text=text, contribution=worth, source=source))
    if seller is not None and buyer is not None:
        named = [naming(c.name, c.country, agreements) for c in (seller, buyer)]
        both = next((s for s in named[0] if s in named[1]), None)
        if both is not None:
            reasons.append(memorandum(both, question))
    return CompanyPair(
        seller=seller,
        buyer=buyer,
        product=f"{question.target.nomenclature}:{question.target.code}",
        score=round(sum(reason.contribution for reason in reasons), 4),
        reasons=tuple(reasons),
        unknown=tuple(unknown),
    )


def _label(question: Question) -> str:
    wanted = question.target
    return products.name(wanted.code, question.lang, wanted.nomenclature)


def _name(candidate: Candidate | None) -> str:
    return "" if candidate is None else candidate.name
