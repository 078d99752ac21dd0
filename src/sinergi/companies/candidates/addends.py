"""The addends of a candidate's score: one function for each kind of evidence."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import NamedTuple

from sinergi.companies.candidates.candidate import CandidateReason
from sinergi.companies.candidates.company_index import CONTACTS, province_of, size_of
from sinergi.companies.candidates.company_profile import CompanyProfile
from sinergi.companies.candidates.facility_owners import power_of, stakes_of
from sinergi.companies.candidates.facility_words import industry_text, stakes_text
from sinergi.companies.candidates.findings import PLANTS, Finding
from sinergi.companies.candidates.plant_goods import at_work
from sinergi.companies.candidates.question import Question, source_of
from sinergi.companies.candidates.reason_texts import shortened
from sinergi.companies.candidates.target import Relation
from sinergi.companies.candidates.weights import sources, weights
from sinergi.companies.candidates.word_places import part_of
from sinergi.companies.company import CompanyRecord
from sinergi.companies.screening import Screening
from sinergi.facilities import power_text
from sinergi.facilities.owners import REGISTER as OWNERS
from sinergi.vocabulary import products

TRADER_PART = 0.5
"""Part of a contribution that is left when the words say that the company trades or serves."""

TRADER_OF_GOODS = 0.8
"""The same where a register states the good: it may make one thing and trade in others."""

BESIDE_OTHER_GOODS = 0.5
"""What is left of a name's hint when the company states goods and none of them fits."""

FOCUS = (Relation.MAKES, Relation.KIN, Relation.NEXT_STAGE)
"""Relations of goods that count as what the product is about."""

FAR = frozenset({Relation.EARLIER_STAGE, Relation.SAME_SECTOR})
"""Relations that alone make no candidate: nothing says the company makes or uses the product."""

LEAST = 0.26
"""How sure a nearer relation must be at least to make one: a common word of a name is not."""

YIELDS: dict[Relation, frozenset[Relation]] = {
    Relation.KIN: frozenset({Relation.MAKES}),
    Relation.EARLIER_STAGE: frozenset({Relation.MAKES}),
    Relation.SAME_SECTOR: frozenset(Relation) - {Relation.SAME_SECTOR},
}
"""Relations that say nothing more beside one of these nearer ones."""

STATED = ("products", "hs")
"""Fields in which a register states goods."""


def part_of_trader(field: str) -> float:
    """What is left of a finding in a field when the company says that it trades."""
    return TRADER_OF_GOODS if field in STATED else TRADER_PART


def goods(found: Sequence[Finding], question: Question) -> list[CandidateReason]:
    """One reason a relation; kin and sector count where nothing nearer is known.

    Each field of a record is a witness of its own: of each the surest finding is taken, and the
    witnesses together are as sure as that not all of them err, 1 - (1 - a)(1 - b)….
    """
    return [
        _together(relation, list(witnesses.values()), question)
        for relation, witnesses in _witnesses(found, question).items()
    ]


def is_far(found: Sequence[Finding], question: Question) -> bool:
    """Whether nothing says with any sureness that the company makes or uses the product."""
    return all(
        relation in FAR or _sure(witnesses.values()) < LEAST
        for relation, witnesses in _witnesses(found, question).items()
    )


def _witnesses(found: Sequence[Finding], question: Question) -> dict[Relation, dict[str, _Witness]]:
    """By relation the surest finding of each field, without relations that say no more."""
    best: dict[Relation, dict[str, _Witness]] = {}
    ties = [(finding, question.ties_of(finding)) for finding in found]
    stated = [tied for one, tied in ties if one.field in STATED and one.code]
    hint = BESIDE_OTHER_GOODS if stated and not any(stated) else 1.0
    for finding, (relation, near) in ((one, tie) for one, tied in ties for tie in tied):
        worth = near * finding.confidence * sources()[finding.field].trust
        worth *= hint if finding.field == "name" else 1.0
        worth *= part_of_trader(finding.field) if finding.trader else 1.0
        witnesses = best.setdefault(relation, {})
        if worth > witnesses.get(finding.field, _Witness(0.0, finding)).worth:
            witnesses[finding.field] = _Witness(worth, finding)
    for weaker, nearer in YIELDS.items():
        if not nearer.isdisjoint(best):
            best.pop(weaker, None)
    return best


def _sure(witnesses: Iterable[_Witness]) -> float:
    return 1 - math.prod(1 - witness.worth for witness in witnesses)


class _Witness(NamedTuple):
    worth: float
    finding: Finding


def _together(relation: Relation, witnesses: list[_Witness], question: Question) -> CandidateReason:
    """The reason that the witnesses of one relation give; the surest one names the good.

    A name alone is a hint, not a statement of what the company does, and is worded so.
    """
    ranked = sorted(witnesses, key=lambda w: -w.worth)
    worth = _sure(ranked)
    told = [witness for witness in ranked if witness.finding.field != "captive"]
    texts = [_told(relation, told, question)] if told else []
    texts += [_fed(one.finding, question) for one in ranked if one.finding.field == "captive"]
    text = "; ".join(texts)
    origins = dict.fromkeys(source_of(witness.finding.record) for witness in ranked)
    contribution = round(worth * weights()[relation.value].of(question.seek), 4)
    return CandidateReason(text=text, contribution=contribution, source="; ".join(origins))


def _told(relation: Relation, witnesses: list[_Witness], question: Question) -> str:
    """What the fields of the company say of its goods."""
    target = question.target
    name_alone = all(witness.finding.field == "name" for witness in witnesses)
    made = witnesses[0].finding.code
    key = relation.value
    if name_alone:
        key += "_by_name"
    elif _idle(witnesses, question):
        key += "_not_now"
    return question.say(
        key,
        product=products.name(target.code, question.lang, target.nomenclature),
        made=products.name(made, question.lang) if made else "",
        sector=", ".join(sector.name[question.lang] for sector in target.sectors),
        basis="; ".join(_basis(witness.finding, question, name_alone) for witness in witnesses),
    )


def _idle(witnesses: list[_Witness], question: Question) -> bool:
    """Whether plants say so, none of them at work, and but its name nothing else does."""
    fields = {witness.finding.field for witness in witnesses}
    if not fields <= {"facility", "name"}:
        return False
    return not any(
        at_work(question.stakes(one.record, one.code, one.field))
        for one in (witness.finding for witness in witnesses)
        if one.field == "facility"
    )


def _fed(finding: Finding, question: Question) -> str:
    """That its power plant feeds an industry: what exactly is made there is not known."""
    stakes = question.stakes(finding.record, finding.code, finding.field)
    return question.say(
        "captive",
        industry=industry_text(stakes, question.lang),
        basis=stakes_text(stakes, question.lang),
    )


def plants(
    profile: CompanyProfile, found: Sequence[Finding], question: Question
) -> Iterator[CandidateReason]:
    """The plants of a company of which none tells of the product."""
    if any(one.field in PLANTS and question.tie(one.code) is not None for one in found):
        return
    for record in profile.records:
        if record.register == OWNERS:
            text = stakes_text(stakes_of(record, sector=question.sector), question.lang)
            yield question.reason("plants", 1.0, text, record)
            return


def _basis(finding: Finding, question: Question, name_alone: bool) -> str:
    if finding.field == "facility":
        return stakes_text(
            question.stakes(finding.record, finding.code, finding.field), question.lang
        )
    key = "basis_name_alone" if name_alone else f"basis_{finding.field}"
    basis = question.say(key, words=shortened(finding.words))
    if finding.trader:
        basis += " " + question.say("basis_trader", words=finding.trader)
    return basis


def industry(profile: CompanyProfile, question: Question) -> list[CandidateReason]:
    """The register's own activity class, where the goods say nothing."""
    for record in profile.records:
        for code in record.isic or ():
            if question.target.makes_industry(code):
                basis = question.say("basis_isic", words=code)
                names = ", ".join(s.name[question.lang] for s in question.target.sectors)
                text = question.say("same_sector", sector=names or code, basis=basis)
                return [question.reason("same_sector", sources()["isic"].trust, text, record)]
    return []


def other_goods(found: Sequence[Finding], question: Question) -> list[CandidateReason]:
    """What it takes away that the stated goods of a company of the sector are others."""
    stated = [one for one in found if one.field in STATED]
    if not stated:
        return []
    names = dict.fromkeys(_good(one, question) for one in stated)
    text = question.say("other_goods", goods=shortened("; ".join(names)))
    return [question.reason("other_goods", 1.0, text, stated[0].record)]


def _good(finding: Finding, question: Question) -> str:
    """What a stated good is called; its own words where they tell no code."""
    return products.name(finding.code, question.lang) if finding.code else finding.words


def focus(
    profile: CompanyProfile, found: Sequence[Finding], question: Question
) -> Iterator[CandidateReason]:
    """The share of the stated goods that are the product, its kin or made of it."""
    stated = profile.first(lambda r: r.products_text)
    if stated is None:
        return
    texts, record = stated
    mine = {
        f.words
        for f in found
        if f.field == "products"
        and f.record is record
        and any(relation in FOCUS for relation, _ in question.ties_of(f))
    }
    if mine:
        share = len(mine) / len(texts)
        text = question.say("focus", share=f"{share:.0%}")
        yield question.reason("focus", share, text, record)


def prominence(profile: CompanyProfile, question: Question) -> Iterator[CandidateReason]:
    """Exports already; listed on an exchange; large by its register."""
    for kind, known in (
        ("exporter", profile.first(lambda r: r.exporter)),
        ("listed", profile.first(lambda r: r.listed)),
    ):
        if known is not None and known[0]:
            text = question.say(kind, register=known[1].register)
            yield question.reason(kind, 1.0, text, known[1])
    size = profile.first(size_of)
    if size is not None:
        part, record = size
        if record.register == OWNERS:
            shown = power_text(power_of(record) or 0.0, question.lang)
        else:
            shown = record.size or f"{record.employees:,}"
        yield question.reason("size", part, question.say("size", size=shown), record)


def completeness(profile: CompanyProfile, question: Question) -> Iterator[CandidateReason]:
    """How much is known to reach the company."""
    known = [field for field in CONTACTS if profile.knows(attrgetter(field))]
    if known:
        names = ", ".join(question.say(f"field_{field}") for field in known)
        text = question.say("completeness", fields=names)
        part = len(known) / len(CONTACTS)
        yield question.reason("completeness", part, text, profile.main)


def words(
    profile: CompanyProfile, question: Question, place: int | None
) -> Iterator[CandidateReason]:
    """Its place among all companies of the country by the words of its goods and business."""
    if place is not None:
        target = question.target
        named = products.name(target.code, question.lang, target.nomenclature)
        text = question.say("words", product=named, place=place)
        yield question.reason("words", part_of(place), text, _speaker(profile))


def _speaker(profile: CompanyProfile) -> CompanyRecord:
    """The record that says most of the company's goods or business."""
    known = profile.first(lambda r: r.products_text or r.activity_text)
    return known[1] if known is not None else profile.main


def place_of(profile: CompanyProfile) -> str | None:
    """The company's province, folded."""
    known = profile.first(province_of)
    return known[0] if known is not None else None


def place(
    profile: CompanyProfile, question: Question, counts: Mapping[str, int]
) -> Iterator[CandidateReason]:
    """How many other companies of the chain are in the same province."""
    where = place_of(profile)
    others = counts.get(where, 0) - 1 if where is not None else 0
    if where is None or others < 1:
        return
    text = question.say("place", place=where.title(), count=others)
    yield question.reason("place", others / max(counts.values()), text, profile.main)


def screened(result: Screening, question: Question) -> tuple[list[CandidateReason], str]:
    """What screening takes away, and the line that says what came of it."""
    if result.status == "not screened":
        return [], question.say("not_screened")
    if not result.hits:
        return [], question.say("screened", lists=", ".join(result.lists))
    worst = result.hits[0]
    text = question.say("screening_hit", hit=f"{worst.listed_name} ({worst.score:.2f})")
    worth = round(worst.score * weights()["screening_hit"].of(question.seek), 4)
    return [CandidateReason(text=text, contribution=worth, source=worst.list_name)], text
