"""The parts of a brief: the meeting, what was said, trade, companies, the plan, the evidence."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field

from sinergi.brief.model.elements import BriefPart, Chart, Country, Figure, Sentence, Table
from sinergi.evidence import Evidence


class Person(BriefPart):
    """Someone who took part, with office and side.

    ``name`` and ``role`` are in the brief's language and script; ``name_original`` and
    ``role_original`` are as the document has them, where that differs.
    """

    name: str
    role: str | None
    country: Country | None
    name_original: str | None = None
    role_original: str | None = None


class MeetingView(BriefPart):
    """The meeting: when (and how the date was read), where, who."""

    date: str | None
    date_text: str
    date_reason: str | None
    place: str | None
    country: Country | None
    people: list[Person]
    notes: list[str] = Field(default_factory=list)


class StatementView(BriefPart):
    """Something that was said, with the sentence it stands in.

    ``kind`` and ``side`` are codes; ``kind_text``, ``side_text``, ``sectors_text`` and
    ``due_text`` their words. ``check_text`` is the verdict of the data on a fact.
    """

    number: int
    kind: str
    kind_text: str
    side: str | None
    side_text: str
    sectors: list[str]
    sectors_text: str
    due: str | None
    due_text: str | None
    span: str
    sentence: str
    document: str
    confidence_text: str | None
    reason: str | None
    check: str | None = None
    check_text: Sentence | None = None
    gloss: str | None = None
    """What is said, in the brief's language, as far as the machine can say it."""
    folded: bool = False
    """A courtesy, or what another statement of the same side says already: for the annex."""


class Profile(BriefPart):
    """One economy: key figures, what it sells and buys."""

    country: Country
    facts: list[Sentence]
    exports: Table
    imports: Table


class Direction(BriefPart):
    """Trade one way: findings in words, the opportunities, and the charts beside them."""

    exporter: Country
    importer: Country
    findings: list[Sentence]
    opportunities: Table | None
    opportunities_reason: str | None = None
    """Why there is no opening that is known by product, where there is none."""
    reading: list[Sentence] = Field(default_factory=list)
    """How to read the table: what each column means, how it is ranked."""
    charts: list[Chart] = Field(default_factory=list)


class SectorEvidence(BriefPart):
    """What the data say about one sector that was named.

    ``covered`` is False when the dataset holds no product of the sector; the findings then say
    what to load.
    """

    sector: str
    name: str
    statements: list[int]
    covered: bool
    findings: list[Sentence]
    tables: list[Table] = Field(default_factory=list)
    charts: list[Chart] = Field(default_factory=list)


class CompanyView(BriefPart):
    """A candidate company with its reasons; unknown things are named.

    ``capacities`` are those of power plants that the reasons name, in the order of the words.
    ``plant`` is its largest plant in words, empty where none is known.
    """

    rank: int
    name: str
    register_name: str
    record_id: str
    score_text: str
    reasons: list[str]
    unknown: list[str]
    screening: str
    capacities: list[Figure] = Field(default_factory=list)
    plant: Sentence = Field(default_factory=list)


class CompanyList(BriefPart):
    """Candidates of one country for one product or sector."""

    country: Country
    subject: str
    product: str
    candidates: list[CompanyView]
    note: str


class StepView(BriefPart):
    """One proposed step of the follow-up plan.

    ``deadline`` is the date to work to; where what was said or follows from the meeting has
    passed, it is a new one and ``passed`` the old.
    """

    number: int
    uid: str
    action: str
    owner: str
    owner_text: str
    deadline: date | None
    deadline_text: str
    deadline_reason: str
    closes_with: str
    statements: list[int]
    status_text: str
    passed: date | None = None
    passed_text: str | None = None
    """The date that has passed, in words."""
    office_text: str | None = None
    """The office on the owner's side that would do it, where one is known."""


class Topic(BriefPart):
    """A row of the first page: what they and we bring, where it stands, what to say.

    ``rule`` is the line of ``data/cooperation/lines.csv`` that the words come from.
    """

    name: str
    they: Sentence
    we: Sentence
    status: Sentence
    line: Sentence
    statements: list[int] = Field(default_factory=list)
    rule: str


class Promise(BriefPart):
    """What a side said it would do: by when, and how that stands on the day of the brief."""

    who: str
    what: str
    quoted: str | None = None
    """The document's words, where ``what`` is only what they were understood to mean."""
    due_text: str
    state: Literal["done", "overdue", "coming", "unknown"]
    state_text: str
    statement: int


class CompanyPair(BriefPart):
    """A company of each side that could talk to one another about a product, and why."""

    topic: str
    product: str
    seller: CompanyView
    seller_country: Country
    buyer: CompanyView
    buyer_country: Country


class Incentive(BriefPart):
    """What is offered to investors: by whom, to whom, and its legal basis if it was said."""

    side: Country | None
    side_text: str
    what: str
    to: str
    basis: str
    statement: int


class Agreement(BriefPart):
    """An agreement that was mentioned, or one on file: parties, state, and what is missing."""

    title: str
    parties: str
    state: str
    missing: str
    statement: int | None = None
    source: str | None = None


class SourceDocument(BriefPart):
    """A document the record was read from."""

    name: str
    lang: str | None
    published: str | None
    sha256: str


class NumberedEvidence(BriefPart):
    """An evidence with its number in this brief, and its words in the brief's language.

    ``formula`` is how it is computed; ``unknown`` says why there is no value, where there is none.
    """

    note: int
    label: str
    text: str
    formula: str
    unknown: str | None = None
    evidence: Evidence
