"""Companies ranked for a product: a sum of contributions, each with its reason and source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import polars as pl

from sinergi.companies import register_store
from sinergi.companies.candidates import addends
from sinergi.companies.candidates.agreement_reasons import memoranda
from sinergi.companies.candidates.candidate import Candidate, CandidateReason
from sinergi.companies.candidates.company_index import held_sources, opened, size_of, sources
from sinergi.companies.candidates.company_profile import CompanyProfile, linked
from sinergi.companies.candidates.facility_owners import owner_records
from sinergi.companies.candidates.findings import Finding, repaired
from sinergi.companies.candidates.question import Question
from sinergi.companies.candidates.sector_plants import of_fuel, of_sector
from sinergi.companies.candidates.shortlist import Pool, pool, scored
from sinergi.companies.candidates.target import Relation, target
from sinergi.companies.candidates.weights import Seek
from sinergi.companies.classification import Classifier
from sinergi.companies.company import CompanyRecord
from sinergi.companies.linkage import results
from sinergi.companies.registers import EMBEDDED, embedded
from sinergi.companies.screening import Screener, stored_lists
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
from sinergi.facilities.owners import REGISTER as OWNERS
from sinergi.store import home
from sinergi.vocabulary import products
from sinergi.vocabulary.languages import check_language

BATCH = 40
"""Companies whose records are read and worded at a time."""


class Candidates(list[Candidate]):
    """Candidates, best first, and what stands beside the list.

    Attributes:
        pushed: Those that a hit on a sanctions list pushed down or out, best first.
        far: How many companies are not named, since only their sector or what comes before the
            product in its chain is known.
    """

    def __init__(
        self, found: Iterable[Candidate], pushed: Iterable[Candidate] = (), far: int = 0
    ) -> None:
        super().__init__(found)
        self.pushed = list(pushed)
        self.far = far


def candidates(
    country: str,
    product: str,
    *,
    partner: str | None = None,
    seek: Seek | str = Seek.EITHER,
    limit: int | None = 20,
    wide: bool = False,
    lang: str = "en",
    agreements: Sequence[CooperationRecord] = (),
    sector: str | None = None,
) -> Candidates:
    """The companies of a country for a product and a partner country, best first.

    All registers of the store are looked through, and the embedded one.

    Args:
        country: ISO3 code of the companies' country.
        product: ``HS92:760110``, a bare code of 2, 4 or 6 digits, or words for a good.
        partner: ISO3 code of the country they would deal with.
        seek: Whether they are sought as buyers (who can process the product), as suppliers (who
            make it) or as either.
        limit: How many at most; None for all that have a tie to the product.
        wide: Also those of which only the sector, or a stage before the product, is known.
        lang: The language of the reasons.
        agreements: Cooperation records; a company that an agreement between the two countries
            names stands higher.
        sector: Code of a sector whose facilities alone count, such as ``green_energy``: who owns
            facilities, but none of the sector, is left out.

    Raises:
        UsageError: the partner is the country itself, or ``limit`` is below 1.
        UnknownNameError: the product is neither a code nor words that tell one.
    """
    if partner == country:
        raise UsageError("the partner is the country itself", where="--partner")
    if limit is not None and limit < 1:
        raise UsageError(f"{limit} is not a number of candidates", where="--limit")
    search = Search.open()
    sought = target(product, search.classifier)
    question = Question(sought, Seek(seek), check_language(lang), sector)
    concerned = [r for r in agreements if partner is None or {country, partner} <= set(r.parties)]
    return search.rank(country, question, concerned, limit=limit, wide=wide)


def prepare_register(name: str) -> None:
    """Work out what the records of a register point to, so that questions need not.

    Raises:
        UnknownNameError: there is no such register.
    """
    register_store.register(name)
    classifier = Search.classifier_of_store()
    for source in held_sources():
        if source.register == name:
            opened(source, classifier)


@cache
def _classifier(_registers: tuple[tuple[str, datetime], ...]) -> Classifier:
    """The classifier with the labels of the store; kept as long as the registers are the same."""
    return Classifier((code, text) for _, code, text in register_store.labels())


@lru_cache(maxsize=4)
def _pool(
    country: str,
    stamp: tuple[object, ...],  # noqa: ARG001 (part of the key)
    store: Path,  # noqa: ARG001 (part of the key)
    classifier: Classifier,
) -> Pool:
    """A country's records and findings; kept as long as registers and links are the same."""
    return pool([opened(one, classifier) for one in sources(country)], country, linked())


@dataclass(frozen=True)
class Search:
    """What a ranking looks through besides the registers: labels and sanctions lists."""

    classifier: Classifier
    screener: Screener

    @classmethod
    def open(cls) -> Search:
        """The store as it is now."""
        return cls(cls.classifier_of_store(), Screener(stored_lists()))

    @staticmethod
    def classifier_of_store() -> Classifier:
        """The classifier with the labels of the store."""
        held = tuple((one.id, one.imported) for one in register_store.registers("products"))
        return _classifier(held)

    def pool(self, country: str) -> Pool:
        """All records of a country with what they point to."""
        links = results.folder() / results.RECORDS
        changed = links.stat().st_mtime_ns if links.exists() else None
        stamps = tuple((one.register, one.stamp) for one in sources(country))
        return _pool(country, (stamps, changed), home(), self.classifier)

    def rank(
        self,
        country: str,
        question: Question,
        agreements: Sequence[CooperationRecord] = (),
        *,
        limit: int | None = None,
        wide: bool = False,
    ) -> Candidates:
        """The companies of a country that have a tie to the product, best first.

        Those that a sanctions list names give their place to the next ones; without a limit they
        stand where their score puts them.
        """
        known = self.pool(country)
        if question.sector is not None:
            known = of_sector(known, country, question.sector)
        if question.fuel is not None:
            known = of_fuel(known, country, question.fuel)
        table = scored(known, question, agreements)
        far = 0 if wide else table["far"].to_list().count(True)
        table = table if wide else table.filter(~pl.col("far"))
        counts = _counts(table)
        clean: list[_Judged] = []
        pushed: list[_Judged] = []
        for judged in self._judge_all(known, table, country, question, counts, agreements):
            (pushed if judged.hit else clean).append(judged)
            if limit is not None and len(clean) == limit:
                break
        ranked = sorted(clean + pushed, key=_order)[:limit]
        return Candidates(
            [one.candidate for one in ranked],
            [one.candidate for one in sorted(pushed, key=_order)],
            far,
        )

    def _judge_all(
        self,
        known: Pool,
        table: pl.DataFrame,
        country: str,
        question: Question,
        counts: Mapping[str, int],
        agreements: Sequence[CooperationRecord],
    ) -> Iterator[_Judged]:
        """The companies of a scored table, in its order, judged one by one."""
        for start in range(0, table.height, BATCH):
            part = table.slice(start, BATCH).select("company", "place", "alone")
            profiles = _profiles(known, part["company"].to_list(), country)
            for (profile, found), (_, place, alone) in zip(profiles, part.iter_rows(), strict=True):
                by_words = _ByWords(place, bool(alone))
                yield self._judge(profile, found, by_words, question, counts, agreements)

    def _judge(
        self,
        profile: CompanyProfile,
        found: Sequence[Finding],
        by_words: _ByWords,
        question: Question,
        counts: Mapping[str, int],
        agreements: Sequence[CooperationRecord],
    ) -> _Judged:
        names = list(dict.fromkeys(record.name for record in profile.records))
        hits, screening = addends.screened(self.screener.screen(names), question)
        relations = {relation for one in found for relation, _ in question.ties_of(one)}
        far = not by_words.alone and addends.is_far(found, question)
        reasons: list[CandidateReason] = [
            *(addends.goods(found, question) or addends.industry(profile, question)),
            *memoranda(profile, question, agreements),
            *hits,
        ]
        if not far:
            reasons += chain(
                addends.focus(profile, found, question),
                addends.plants(profile, found, question),
                addends.prominence(profile, question),
                addends.place(profile, question, counts),
                addends.completeness(profile, question),
            )
        reasons.sort(key=lambda reason: -abs(reason.contribution))
        if not far:
            # What a company makes is told first; a place by words says less to a reader.
            at = 0 if by_words.alone else 1
            reasons[at:at] = addends.words(profile, question, by_words.place)
        if far:
            reasons += addends.other_goods(found, question)
        candidate = Candidate(
            name=profile.main.name,
            country=profile.main.country,
            register=profile.main.register,
            record_id=profile.main.record_id,
            score=round(sum(reason.contribution for reason in reasons), 4),
            reasons=tuple(reasons),
            unknown=_unknown(profile, question, relations, far, by_words.alone),
            screening=screening,
        )
        return _Judged(candidate, far, bool(hits))


class _ByWords(NamedTuple):
    """The place of a company by its words, and whether nothing nearer names it."""

    place: int | None
    alone: bool


class _Judged(NamedTuple):
    candidate: Candidate
    far: bool
    hit: bool


def _order(judged: _Judged) -> tuple[bool, bool, float, str, str]:
    one = judged.candidate
    return judged.hit, judged.far, -one.score, one.name, one.record_id


def _counts(table: pl.DataFrame) -> dict[str, int]:
    """How many companies with a near tie are in each province."""
    counted = table.filter(~pl.col("far")).drop_nulls("province")
    return dict(counted.group_by("province").len().iter_rows())


def _profiles(
    known: Pool, companies: list[str], country: str
) -> list[tuple[CompanyProfile, list[Finding]]]:
    """The companies with their records read from the registers, and their findings."""
    rows = known.records.filter(pl.col("company").is_in(companies)).sort("unsaid", "row")
    ids: dict[str, list[str]] = defaultdict(list)
    for register, record_id in rows.select("register", "record_id").iter_rows():
        ids[register].append(record_id)
    records = {
        record.key: repaired(record)
        for register, wanted in ids.items()
        for record in _read(register, wanted, country)
    }
    members: dict[str, list[CompanyRecord]] = defaultdict(list)
    for company, *key in rows.select("company", "register", "record_id").iter_rows():
        members[company].append(records[key[0], key[1]])
    found: dict[str, list[Finding]] = defaultdict(list)
    columns = ("company", "register", "record_id", "code", "confidence", "field", "words", "trader")
    table = known.findings.filter(pl.col("company").is_in(companies)).select(columns)
    for company, register, record_id, code, sure, name, words, trader in table.iter_rows():
        record = records[register, record_id]
        found[company].append(Finding(code, sure, name, words, record, trader))
    return [(CompanyProfile(tuple(members[one])), found[one]) for one in companies]


def _read(register: str, record_ids: list[str], country: str) -> list[CompanyRecord]:
    if register not in (EMBEDDED, OWNERS):
        return register_store.chosen(register_store.register(register), record_ids, country)
    given = _shipped(register, country)
    return [given[record_id] for record_id in record_ids]


@lru_cache(maxsize=8)
def _shipped(register: str, country: str) -> dict[str, CompanyRecord]:
    """The records of a register that ships with the program, by id."""
    given = owner_records(country) if register == OWNERS else embedded(country)
    return {record.record_id: record for record in given}


def _unknown(
    profile: CompanyProfile, question: Question, ties: set[Relation], far: bool, alone: bool
) -> tuple[str, ...]:
    known = {
        "unknown_tie_words": not alone,
        "unknown_tie": alone or not ties <= {Relation.SAME_SECTOR},
        "unknown_tie_before": alone
        or Relation.EARLIER_STAGE not in ties
        or not ties <= addends.FAR,
        "unknown_tie_name": not far or ties <= addends.FAR,
        "unknown_products": profile.knows(lambda r: r.products_text or r.activity_text or r.hs),
        "unknown_exports": profile.knows(lambda r: r.exporter),
        "unknown_size": profile.knows(size_of),
        "unknown_listed": profile.knows(lambda r: r.listed),
        "unknown_place": profile.knows(lambda r: r.province or r.city),
        "unknown_contact": profile.knows(lambda r: r.phone or r.website or r.address),
    }
    named = products.name(question.target.code, question.lang, question.target.nomenclature)
    return tuple(question.say(key, product=named) for key, there in known.items() if not there)
