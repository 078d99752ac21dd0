"""Figures, tables and charts of the made-up brief, with their evidence."""

from __future__ import annotations

from sinergi.brief.messages import translator
from sinergi.brief.model import (
    Chart,
    Column,
    Country,
    Figure,
    NumberedEvidence,
    Point,
    Sentence,
    Series,
    Table,
)
from sinergi.brief.numbers import figure_text
from sinergi.evidence.provenance import Evidence, Input, Unit
from sinergi.vocabulary import countries, products

from .sample_words import DISTANCES, FORMULA, FORMULAS, HOSTILE, TRADE, WORDS


class Maker:
    """Makes figures and keeps their evidence, as gathering does."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.words = WORDS[lang]
        self.notes: dict[str, NumberedEvidence] = {}
        self.a = Country(code="KEN", name=countries.name("KEN", lang))
        self.b = Country(code="VNM", name=countries.name("VNM", lang))

    def figure(self, value: float | None, unit: Unit, name: str, *, noted: bool = True) -> Figure:
        measure = name.split("/", 1)[0]
        identifier = f"{name}@made-up"
        unknown = None if value is not None else "the quantity of some of these flows is not known"
        text = figure_text(value, unit, self.lang)
        if noted and identifier not in self.notes:
            made = Evidence(
                id=identifier,
                measure=measure,
                arguments={},
                label=name,
                value=value,
                unit=unit,
                unknown=unknown,
                formula=FORMULAS[measure],
                source="Nobody (2024)",
                datasets=(DISTANCES,) if measure == "distance" else (TRADE,),
                inputs=(Input(name="rows", rows=3, filter="year 2012"),),
            )
            note = len(self.notes) + 1
            self.notes[identifier] = NumberedEvidence(
                note=note,
                label=f"{self.a.name}: {name}",
                text=text,
                formula=made.formula,
                unknown=self.words["reason"] if value is None else None,
                evidence=made,
            )
        note = self.notes[identifier].note if noted else 0
        return Figure(
            value=value, unit=unit, text=text, evidence=identifier, note=note, unknown=unknown
        )

    def finding(self) -> Sentence:
        return translator("en").sentence(
            self.words["finding"],
            a=self.a.name,
            b=self.b.name,
            value=self.figure(2.04e6, "USD", "trade-value/KEN/VNM/260300/2012"),
            unknown=self.figure(None, "t", "trade-value/KEN/VNM/260300/2013"),
        )

    def line(self, name: str, values: list[float | None], start: int = 1995) -> Series:
        points = [
            Point(
                x=year,
                figure=self.figure(value, "USD", f"trade-value/{name}/{year}", noted=False),
            )
            for year, value in enumerate(values, start=start)
        ]
        return Series(name=name, points=points)

    def line_chart(self) -> Chart:
        first: list[float | None] = [*[0.0] * 10, 1e6, 4e6, 9e6, 8.5e6, None, None, 2e6, 0.0, 0.0]
        second: list[float | None] = [float(n * n) * 2e4 for n in range(19)]
        return Chart(
            id="pair",
            kind="line",
            title=f"{self.a.name} ↔ {self.b.name} {HOSTILE}",
            unit="USD",
            axis=figure_text(1e6, "USD", self.lang).replace("1.0 ", "").replace("1,0 ", ""),
            scale=1e6,
            series=[
                self.line(f"{self.a.name} → {self.b.name}", first),
                self.line(f"{self.b.name} → {self.a.name}", second),
            ],
            alt=f"Alt: {HOSTILE}",
            note=HOSTILE,
        )

    def bar_chart(self) -> Chart:
        codes = ["260300", "760110", "283691", "711290"]
        values = [3.4e6, 1.2e6, None, -0.4e6]
        points = [
            Point(
                x=products.name(code, self.lang),
                figure=self.figure(value, "USD", f"trade-value/{code}", noted=False),
            )
            for code, value in zip(codes, values, strict=True)
        ]
        return Chart(
            id="bars",
            kind="bar",
            title="Balance by product",
            unit="USD",
            axis="million USD",
            scale=1e6,
            series=[Series(name="2024", points=points)],
            alt="Copper ore leads.",
        )

    def map(self) -> Chart:
        return Chart(
            id="map",
            kind="map",
            title=f"{self.a.name} – {self.b.name}",
            unit="km",
            axis="",
            countries=[self.a.code, self.b.code],
            alt="Map of both countries",
            note="Natural Earth",
        )

    def table(self, identifier: str, rows: int = 6) -> Table:
        codes = ["260300", "760110", "283691", "711290", "250840", "720293"]
        return Table(
            id=identifier,
            title=f"{self.a.name} → {self.b.name}",
            columns=[
                Column(key="product", title=translator(self.lang)("product")),
                Column(key="value", title="2020–2024", numeric=True),
                Column(key="share", title="s", numeric=True),
                Column(key="why", title="="),
            ],
            rows=[
                [
                    f"{products.name(code, self.lang)} (HS {code})",
                    self.figure(1.5e6 / (n + 1), "USD", f"trade-value/{identifier}/{code}"),
                    self.figure(
                        None if n == 2 else 0.3 / (n + 1),
                        "share",
                        f"world-export-share/{identifier}/{code}",
                    ),
                    [None, FORMULA, "+1", "-2", "@x", "plain"][n],
                ]
                for n, code in enumerate(codes[:rows])
            ],
            note="2020–2024",
        )

    def sectors(self, identifier: str) -> Table:
        return Table(
            id=identifier,
            title=identifier,
            columns=[Column(key=str(n), title=str(n), numeric=n > 0) for n in range(6)],
            rows=[
                [
                    "s",
                    *(
                        self.figure(2e6 + n, "USD", f"trade-value/{identifier}/{n}")
                        for n in range(5)
                    ),
                ]
            ],
        )

    def by_product(self, identifier: str) -> Table:
        keys = ("product", "country", "exports", "rank", "imports")
        return Table(
            id=identifier,
            title=identifier,
            columns=[Column(key=key, title=key, numeric=key not in keys[:2]) for key in keys],
            rows=[
                [
                    "p",
                    country.name,
                    *(
                        self.figure(3e6, "USD", f"trade-value/{identifier}/{country.code}/{key}")
                        for key in keys[2:]
                    ),
                ]
                for country in (self.a, self.b)
            ],
        )
