"""The typed brief: everything a reader sees, already computed and put into words.

A brief is in one language. Renderers lay it out and compute nothing: each number is a
:class:`Figure` with its value, its text in the brief's language, and the id of its evidence.
"""

from __future__ import annotations

from sinergi.brief.model.brief import SCHEMA, Brief
from sinergi.brief.model.elements import (
    Chart,
    Column,
    Country,
    Figure,
    Group,
    Part,
    Place,
    Point,
    Sentence,
    Series,
    Table,
)
from sinergi.brief.model.parts import (
    Agreement,
    CompanyList,
    CompanyPair,
    CompanyView,
    Direction,
    Incentive,
    MeetingView,
    NumberedEvidence,
    Person,
    Profile,
    Promise,
    SectorEvidence,
    SourceDocument,
    StatementView,
    StepView,
    Topic,
)

__all__ = [
    "SCHEMA",
    "Agreement",
    "Brief",
    "Chart",
    "Column",
    "CompanyList",
    "CompanyPair",
    "CompanyView",
    "Country",
    "Direction",
    "Figure",
    "Group",
    "Incentive",
    "MeetingView",
    "NumberedEvidence",
    "Part",
    "Person",
    "Place",
    "Point",
    "Profile",
    "Promise",
    "SectorEvidence",
    "Sentence",
    "Series",
    "SourceDocument",
    "StatementView",
    "StepView",
    "Table",
    "Topic",
]
