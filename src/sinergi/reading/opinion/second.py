"""A reader that asks a language model about what the rules read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading.document import Document
from sinergi.reading.model_service import ModelService, Reply, ask
from sinergi.reading.opinion.answers import ModelAnswer, checked
from sinergi.reading.opinion.cache import Cache
from sinergi.reading.opinion.chunks import Piece, pieces
from sinergi.reading.opinion.names import countries_named
from sinergi.reading.opinion.policies import Policy, applied
from sinergi.reading.opinion.prompts import OTHER, question
from sinergi.reading.rules import LONGEST, RuleReader, Workings, record_of
from sinergi.vocabulary.reasons import Reason

_MOST_QUESTIONS = 2_000


@dataclass
class Costs:
    """What was asked so far: questions, answers from the cache, tokens read and written."""

    questions: int = 0
    cached: int = 0
    tokens_in: int = 0
    tokens_out: int = 0

    def __str__(self) -> str:
        return (
            f"{self.questions} questions, {self.cached} of them answered before, "
            f"{self.tokens_in:,} tokens read, {self.tokens_out:,} written"
        )


@dataclass
class SecondOpinion:
    """A reader that asks a model about what the rules read.

    Spans, countries, dates and sectors are verified against the document; nothing else of an
    answer is used, so a document cannot reach beyond its own record.

    Args:
        first: The rules.
        service: Where to ask.
        policy: How far the model may go.
        cache: A folder for answers; None asks each time.
        most: Questions of one reader; beyond them documents are read by the rules alone.
    """

    first: RuleReader
    service: ModelService
    policy: Policy = Policy.ADD
    cache: Path | None = None
    most: int = _MOST_QUESTIONS
    costs: Costs = field(default_factory=Costs)
    name: str = "second opinion"

    def read(self, document: Document) -> CooperationRecord:
        """The record of the rules, with what the policy makes of the model's answers.

        Raises:
            InputError: the service cannot be reached or its answer is of another form.
        """
        empty, work = self.first.work(document)
        if work is None:
            # Of no language that is read: the rules may still verify what the model proposes.
            document = replace(document, lang=OTHER)
            record = empty
        else:
            record = record_of(empty, work)
        asked = len(pieces(document.text[:LONGEST]))
        if self.costs.questions + asked > self.most:
            return _noted(record, Reason("second-opinion-not-asked", most=self.most))
        answers = list(self._answers(document, record))
        if work is None or not record.is_record:
            return self._taken_for_a_record(document, record, answers)
        if self._is_denied(answers):
            why = Reason("second-opinion-denies", model=self.service.model)
            return empty.model_copy(update={"why": why})
        return self._changed(record, work, answers)

    def _answers(self, document: Document, record: CooperationRecord) -> Iterator[ModelAnswer]:
        """The checked answers about each piece of the document."""
        text = document.text[:LONGEST]
        for piece in pieces(text):
            reply = self._reply(record, text, piece)
            yield checked(reply.content, text, piece, record.parties)

    def _reply(self, record: CooperationRecord, text: str, piece: Piece) -> Reply:
        messages = question(record.lang, text, piece, record.parties, record.published)
        kept = Cache(self.cache)
        address, model = self.service.address, self.service.model
        reply = kept.get(address, model, messages)
        self.costs.questions += 1
        if reply is not None:
            self.costs.cached += 1
            return reply
        reply = ask(self.service, messages)
        self.costs.tokens_in += reply.tokens_in
        self.costs.tokens_out += reply.tokens_out
        kept.put(address, model, messages, reply)
        return reply

    def _is_denied(self, answers: list[ModelAnswer]) -> bool:
        """Whether a model that may drop statements sees no record in any piece."""
        if self.policy not in (Policy.CONFIRM, Policy.LEAD):
            return False
        return all(a.usable and a.is_record is False and not a.proposals for a in answers)

    def _taken_for_a_record(
        self, document: Document, record: CooperationRecord, answers: list[ModelAnswer]
    ) -> CooperationRecord:
        """A document the rules call no record, where the model names parties and statements.

        The parties must be countries that the text itself names.
        """
        if self.policy is Policy.CONFIRM:
            return record
        proposed = dict.fromkeys(c for a in answers if a.is_record for c in a.parties)
        _, work = self.first.work(document, list(proposed))
        if work is None:
            return record
        named = {m.iso3 for m in work.page.countries} | countries_named(work.page.text)
        parties = [c for c in proposed if c in named]
        sides = {*parties, "JOINT", None}
        for answer in answers:
            kept = [p for p in answer.proposals if p.side in sides]
            answer.dropped += len(answer.proposals) - len(kept)
            answer.proposals = kept
        if len(parties) < 2 or not any(a.proposals for a in answers):
            return record
        empty, work = self.first.work(document, parties)
        if work is None:
            return record
        changed = self._changed(record_of(empty, work), work, answers)
        why = Reason("second-opinion-record", model=self.service.model)
        return changed.model_copy(update={"why": why, "lang": record.lang})

    def _changed(
        self, record: CooperationRecord, work: Workings, answers: list[ModelAnswer]
    ) -> CooperationRecord:
        model = self.service.model
        unusable = sum(not a.usable for a in answers)
        if unusable == len(answers):
            return _noted(record, Reason("second-opinion-unusable", model=model))
        proposals = [p for a in answers for p in a.proposals]
        outcome = applied(self.policy, record.statements, proposals, work, model)
        sectors = dict.fromkeys(s for one in outcome.statements for s in one.sectors_all)
        record = record.model_copy(
            update={"statements": outcome.statements, "sectors": list(sectors)}
        )
        refused = sum(a.dropped for a in answers)
        return _noted(
            record,
            Reason(
                "second-opinion-counts",
                model=model,
                policy=self.policy.value,
                confirmed=outcome.confirmed,
                added=outcome.added,
                corrected=outcome.corrected,
                dropped=outcome.dropped,
                refused=refused,
                unusable=unusable,
            ),
        )


def _noted(record: CooperationRecord, note: Reason) -> CooperationRecord:
    return record.model_copy(update={"notes": [*record.notes, note]})
