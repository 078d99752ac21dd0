"""The brief as a whole, and its figures and charts in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field

from sinergi.brief.model.elements import BriefPart, Chart, Country, Figure, Group, Sentence, Table
from sinergi.brief.model.parts import (
    Agreement,
    CompanyList,
    CompanyPair,
    Direction,
    Incentive,
    MeetingView,
    NumberedEvidence,
    Profile,
    Promise,
    SectorEvidence,
    SourceDocument,
    StatementView,
    StepView,
    Topic,
)
from sinergi.cooperation.record import CooperationRecord
from sinergi.evidence import Reference

SCHEMA = "sinergi-brief-2"
"""Name and version of the schema; docs/brief.schema.json is its text."""


class Brief(BriefPart):
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
        found: list[Figure] = []
        _collect(self, found)
        return iter(found)

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


def _collect(part: BaseModel | list[object], found: list[Figure]) -> None:
    if isinstance(part, Figure):
        found.append(part)
        return
    inside = (
        part if isinstance(part, list) else (getattr(part, one) for one in type(part).model_fields)
    )
    for one in inside:
        # Most of a brief is text.
        if isinstance(one, (BaseModel, list)):
            _collect(one, found)
