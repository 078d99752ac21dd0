"""Agreements that name a company: which they are, and the reason that one gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from sinergi.companies.candidates.candidate import CandidateReason
from sinergi.companies.candidates.company_profile import CompanyProfile
from sinergi.companies.candidates.question import Question
from sinergi.companies.candidates.reason_texts import shortened
from sinergi.companies.candidates.weights import weights
from sinergi.companies.names import normalise
from sinergi.companies.names.legal_forms import legal_forms
from sinergi.cooperation.record import CooperationRecord, Kind, Statement
from sinergi.vocabulary.words import tokens


def memoranda(
    profile: CompanyProfile, question: Question, records: Sequence[CooperationRecord]
) -> Iterator[CandidateReason]:
    """The first agreement in the cooperation records that names the company."""
    for record in profile.records:
        for statement in naming(record.name, record.country, records):
            yield memorandum(statement, question)
            return


def agreement_names(
    companies: Iterable[tuple[str, str, str]], records: Sequence[CooperationRecord]
) -> set[str]:
    """Of companies (key, name, country), the keys of those that an agreement names."""
    spoken = {
        word
        for record in records
        for statement in record.statements
        if statement.kind is Kind.EXISTING_AGREEMENT
        for word in tokens(statement.sentence or statement.span)
    }
    return {
        key
        for key, name, country in companies
        if not spoken.isdisjoint(tokens(name)) and naming(name, country, records)
    }


def memorandum(statement: Statement, question: Question) -> CandidateReason:
    """The reason that an agreement gives."""
    return CandidateReason(
        text=question.say("memorandum", sentence=shortened(statement.span)),
        contribution=weights()["memorandum"].of(question.seek),
        source=statement.document or "cooperation record",
    )


def naming(name: str, country: str, records: Sequence[CooperationRecord]) -> list[Statement]:
    """The statements of existing agreements whose sentence names the company."""
    own = set(tokens(name)) - _words_of_forms()
    said = [
        (statement, spoken)
        for record in records
        for statement in record.statements
        if statement.kind is Kind.EXISTING_AGREEMENT
        # All words but those of legal forms must be there: a name need not be read to tell that.
        and own.issubset(spoken := tuple(tokens(statement.sentence or statement.span)))
    ]
    key = _words_of(name, country) if said else ()
    return [statement for statement, spoken in said if key and _within(key, spoken)]


@cache
def _words_of_forms() -> frozenset[str]:
    """The words that legal forms are written with."""
    return frozenset(word for form in legal_forms() for word in tokens(form.form))


def _words_of(text: str, country: str) -> tuple[str, ...]:
    """The name's words without legal forms; nothing for a name too plain to be looked for."""
    name = normalise(text, country=country)
    if not name:
        return ()
    forms = {word for form in name.forms for word in tokens(form)}
    words = tuple(word for word in tokens(text) if word not in forms)
    return words if len(words) > 1 or sum(map(len, words)) > 5 else ()


def _within(key: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(text[start : start + len(key)] == key for start in range(len(text) - len(key) + 1))
