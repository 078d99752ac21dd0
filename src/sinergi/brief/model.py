"""The typed brief: everything a reader sees, already computed and put into words.

A brief is in one language. Renderers lay it out and compute nothing: each number is a
:class:`Figure` with its value, its text in the brief's language, and the id of its evidence.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.cooperation.record import CooperationRecord
from sinergi.evidence import Evidence, Reference, Unit

SCHEMA = "sinergi-brief-2"
"""Name and version of the schema; docs/brief.schema.json is its text."""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Figure(_Part):
    """A number on the page.

    ``text`` is how it is written in the brief's language ("USD 2.0 million"; "not known" where
    ``value`` is None). ``note`` is the evidence's number in this brief, 0 for a point of a chart,
    which takes none; ``evidence`` is its id.
    """

    value: float | None
    unit: Unit
    text: str
    evidence: str
    note: int
    unknown: str | None = None


Part = str | Figure
Sentence = list[Part]
"""Words and figures in order; a renderer prints them one after another."""


class Country(_Part):
    """A country: ISO3 code and name in the brief's language."""

    code: str
    name: str


class Column(_Part):
    """A column of a table; ``numeric`` columns hold figures and are set to the right."""

    key: str
    title: str
    numeric: bool = False


class Table(_Part):
    """Rows of cells: a cell is words, a figure, or None for what does not apply."""

    id: str
    title: str
    columns: list[Column]
    rows: list[list[Part | None]]
    note: str | None = None


class Point(_Part):
    """One value of a series: ``x`` is a year or a label, ``figure`` the number at it."""

    x: int | str
    figure: Figure


class Series(_Part):
    """A line of a chart, or one colour of its bars."""

    name: str
    points: list[Point]


class Place(_Part):
    """Where facilities of one kind (``facilities/kinds.csv``) stand in a country, in degrees."""

    country: str
    kind: str
    lat: float
    lon: float


class Chart(_Part):
    """What a chart shows; ``alt`` says it in words for those who do not see it.

    ``line``: years against values, gaps where a value is not known. ``bar``: labels against
    values, one bar a point. ``map``: the two countries of the brief. ``plants``: each country with
    its facilities, at ``places``.
    """

    id: str
    kind: Literal["line", "bar", "map", "plants"]
    title: str
    unit: Unit
    axis: str
    """The unit in words, for the value axis ("million USD")."""
    scale: float = 1.0
    """What values are divided by for the axis (1e6 for millions)."""
    series: list[Series] = Field(default_factory=list)
    countries: list[str] = Field(default_factory=list)
    places: list[Place] = Field(default_factory=list)
    alt: str
    note: str | None = None


class Person(_Part):
    """Someone who took part, with office and side.

    ``name`` and ``role`` are in the brief's language and script; ``name_original`` and
    ``role_original`` are as the document has them, where that differs.
    """

    name: str
    role: str | None
    country: Country | None
    name_original: str | None = None
    role_original: str | None = None


class MeetingView(_Part):
    """The meeting: when (and how the date was read), where, who."""

    date: str | None
    date_text: str
    date_reason: str | None
    place: str | None
    country: Country | None
    people: list[Person]
    notes: list[str] = Field(default_factory=list)


class StatementView(_Part):
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


class Profile(_Part):
    """One economy: key figures, what it sells and buys."""

    country: Country
    facts: list[Sentence]
    exports: Table
    imports: Table


class Direction(_Part):
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


class SectorEvidence(_Part):
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


class CompanyView(_Part):
    """A candidate company with its reasons; unknown things are named."""

    rank: int
    name: str
    register_name: str
    record_id: str
    score_text: str
    reasons: list[str]
    unknown: list[str]
    screening: str


class CompanyList(_Part):
    """Candidates of one country for one product or sector."""

    country: Country
    subject: str
    product: str
    candidates: list[CompanyView]
    note: str


class StepView(_Part):
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


class Topic(_Part):
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


class Promise(_Part):
    """What a side said it would do: by when, and how that stands on the day of the brief."""

    who: str
    what: str
    due_text: str
    state: Literal["done", "overdue", "coming", "unknown"]
    state_text: str
    statement: int


class CompanyPair(_Part):
    """A company of each side that could talk to one another about a product, and why."""

    topic: str
    product: str
    seller: CompanyView
    seller_country: Country
    buyer: CompanyView
    buyer_country: Country


class Incentive(_Part):
    """What is offered to investors: by whom, to whom, and its legal basis if it was said."""

    side: Country | None
    side_text: str
    what: str
    to: str
    basis: str
    statement: int


class Agreement(_Part):
    """An agreement that was mentioned, or one on file: parties, state, and what is missing."""

    title: str
    parties: str
    state: str
    missing: str
    statement: int | None = None
    source: str | None = None


class Group(_Part):
    """Sentences, tables and charts under one heading."""

    title: str
    sentences: list[Sentence] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    charts: list[Chart] = Field(default_factory=list)


class SourceDocument(_Part):
    """A document the record was read from."""

    name: str
    lang: str | None
    published: str | None
    sha256: str


class NumberedEvidence(_Part):
    """An evidence with its number in this brief, and its words in the brief's language.

    ``formula`` is how it is computed; ``unknown`` says why there is no value, where there is none.
    """

    note: int
    label: str
    text: str
    formula: str
    unknown: str | None = None
    evidence: Evidence


class Brief(_Part):
    """The brief of a country pair: the typed source of every other format."""

    schema_name: str = SCHEMA
    lang: str
    title: str
    subtitle: str
    a: Country
    b: Country
    prepared: date
    dataset: Reference
    purpose: Literal["before", "after"] = "after"
    """Whether it prepares a meeting or follows one up."""
    occasion: list[str] = Field(default_factory=list)
    """Lines below the title: what it is about, and what has become of it."""
    summary: list[Sentence]
    main_chart: Chart | None = None
    reach: list[Sentence] = Field(default_factory=list)
    """How much of each side's trade the data hold, where that is little."""
    topics: list[Topic] = Field(default_factory=list)
    decisions: list[Sentence] = Field(default_factory=list)
    promises: list[Promise] = Field(default_factory=list)
    company_pairs: list[CompanyPair] = Field(default_factory=list)
    careful: list[Sentence] = Field(default_factory=list)
    raising: list[Group] = Field(default_factory=list)
    """Before a meeting: what to raise, what to expect, what to ask."""
    incentives: list[Incentive] = Field(default_factory=list)
    agreements: list[Agreement] = Field(default_factory=list)
    relations: list[Group] = Field(default_factory=list)
    """What else is known of the two: total trade, agreements, travel, dependence, routes."""
    preparer: list[Sentence] = Field(default_factory=list)
    """What whoever prepares the brief can do to make it better."""
    shared: bool = False
    """Whether what is internal was left out."""
    sources: list[SourceDocument]
    record: CooperationRecord | None
    record_note: str | None
    meeting: MeetingView | None
    statements: list[StatementView]
    map: Chart | None
    profiles: list[Profile]
    side_by_side: Table | None = None
    """Key figures of both economies in one table."""
    pair_charts: list[Chart]
    directions: list[Direction]
    sectors: list[SectorEvidence]
    companies: list[CompanyList]
    companies_note: str | None
    plan: list[StepView]
    plan_note: str | None
    limits: list[Sentence]
    evidence: list[NumberedEvidence]
    datasets: list[Reference]

    def figures(self) -> Iterator[Figure]:
        """All figures in the order of the page."""
        return _figures(self)

    def charts(self) -> list[Chart]:
        """All charts in the order of the page."""
        found = [chart for chart in (self.main_chart, self.map) if chart]
        for group in self.relations:
            found += group.charts
        found += self.pair_charts
        for direction in self.directions:
            found += direction.charts
        for sector in self.sectors:
            found += sector.charts
        return found


def _figures(part: object) -> Iterator[Figure]:
    if isinstance(part, Figure):
        yield part
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            yield from _figures(getattr(part, name))
    elif isinstance(part, list):
        for one in part:
            yield from _figures(one)
