"""What the parts of a brief are made of: figures, sentences, tables, charts."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.evidence import Unit


class BriefPart(BaseModel):
    """What all parts have in common: nothing is taken that the schema does not name."""

    model_config = ConfigDict(extra="forbid")


class Figure(BriefPart):
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


class Country(BriefPart):
    """A country: ISO3 code and name in the brief's language."""

    code: str
    name: str


class Column(BriefPart):
    """A column of a table; ``numeric`` columns hold figures and are set to the right."""

    key: str
    title: str
    numeric: bool = False


class Table(BriefPart):
    """Rows of cells: a cell is words, a figure, or None for what does not apply."""

    id: str
    title: str
    columns: list[Column]
    rows: list[list[Part | None]]
    note: str | None = None


class Point(BriefPart):
    """One value of a series: ``x`` is a year or a label, ``figure`` the number at it."""

    x: int | str
    figure: Figure


class Series(BriefPart):
    """A line of a chart, or one colour of its bars."""

    name: str
    points: list[Point]


class Place(BriefPart):
    """Where facilities of one kind (``facilities/kinds.csv``) stand in a country, in degrees."""

    country: str
    kind: str
    lat: float
    lon: float


class Chart(BriefPart):
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


class Group(BriefPart):
    """Sentences, tables and charts under one heading."""

    title: str
    sentences: list[Sentence] = Field(default_factory=list)
    tables: list[Table] = Field(default_factory=list)
    charts: list[Chart] = Field(default_factory=list)
