"""A brief made up for the tests of the renderers: no trade data, no reading, only layout.

``sample(lang)`` has everything a brief can have; ``bare(lang)`` has no record and empty lists.
The words that gathering would put there are few and stand below in each language; hostile ones
(markup, formulas, right-to-left marks) are mixed in where a document or a register could bring
them.
"""

from __future__ import annotations

from datetime import date

from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.messages import translator
from sinergi.brief.model import (
    Agreement,
    Brief,
    Chart,
    Column,
    CompanyList,
    CompanyPair,
    CompanyView,
    Country,
    Direction,
    Figure,
    Group,
    Incentive,
    MeetingView,
    NumberedEvidence,
    Person,
    Point,
    Profile,
    Promise,
    SectorEvidence,
    Sentence,
    Series,
    SourceDocument,
    StatementView,
    StepView,
    Table,
    Topic,
)
from sinergi.brief.numbers import date_text, figure_text
from sinergi.cooperation.record import CooperationRecord, Kind, Meeting, Statement
from sinergi.evidence.provenance import Evidence, Input, Reference, Unit
from sinergi.vocabulary import countries, products

HOSTILE = '<script>alert("x")</script> & <b onload=x>bold</b>'
FORMULA = '=HYPERLINK("http://example.org","click")'
RTL = "شركة \u202eevil\u202c النحاس"
LONG = "Perusahaan Pertambangan dan Peleburan Tembaga Nusantara Makmur Sejahtera Abadi Bersama " * 2

TRADE = Reference(
    id="made-up",
    title="Made-up trade <of> nobody",
    producer="Nobody & Sons",
    version="2024a",
    licence="CC0 1.0",
    licence_url="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution=None,
    sha256="ab" * 32,
    notes=("All values are invented.",),
)
DISTANCES = Reference(
    id="distances",
    title="Made-up distances",
    producer="Nobody",
    version="1",
    licence="Public domain",
    licence_url="javascript:alert(1)",
    sha256="cd" * 32,
)
FORMULAS = {
    "trade-value": "v = sum of the values of all matching flows",
    "world-export-share": "s = x_ik / w_k",
    "distance": "great-circle distance",
}

WORDS = {
    "en": {
        "said": "Viet Nam offered to train Kenyan smelter engineers.",
        "span": "train Kenyan smelter engineers",
        "finding": "{a} sold copper ore worth {value} to {b} in 2012; none since {unknown}.",
        "action": "Send the list of training places to the Kenyan side",
        "closes": "letter with the list",
        "sector": "training",
        "kind": "offer",
        "role": "Minister of Industry",
        "reason": "three weeks after the meeting",
    },
    "id": {
        "said": "Vietnam menawarkan pelatihan bagi insinyur peleburan Kenya.",
        "span": "pelatihan bagi insinyur peleburan Kenya",
        "finding": "{a} menjual bijih tembaga {value} ke {b} pada 2012; sejak itu {unknown}.",
        "action": "Mengirim daftar tempat pelatihan kepada pihak Kenya",
        "closes": "surat berisi daftar",
        "sector": "pelatihan",
        "kind": "penawaran",
        "role": "Menteri Perindustrian",
        "reason": "tiga minggu setelah pertemuan",
    },
    "ru": {
        "said": "Вьетнам предложил обучить кенийских инженеров-металлургов.",
        "span": "обучить кенийских инженеров-металлургов",
        "finding": "{a}: медная руда на {value} в {b} в 2012 г.; с тех пор {unknown}.",
        "action": "Направить кенийской стороне перечень учебных мест",
        "closes": "письмо с перечнем",
        "sector": "подготовка кадров",
        "kind": "предложение",
        "role": "министр промышленности",
        "reason": "через три недели после встречи",
    },
    "tg": {
        "said": "Ветнам таълими муҳандисони металлургии Кенияро пешниҳод намуд.",
        "span": "таълими муҳандисони металлургии Кенияро",
        "finding": "{a}: маъдани мис ба маблағи {value} ба {b} дар соли 2012; аз он пас {unknown}.",
        "action": "Ирсоли рӯйхати ҷойҳои таълимӣ ба ҷониби Кения",
        "closes": "нома бо рӯйхат",
        "sector": "омодасозии кадрҳо",
        "kind": "пешниҳод",
        "role": "вазири саноат",
        "reason": "се ҳафта пас аз мулоқот",
    },
}


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


def sample(lang: str = "en") -> Brief:
    """A full brief."""
    make = Maker(lang)
    words = make.words
    profiles = [
        Profile(
            country=country,
            facts=[make.finding()],
            exports=make.table(f"exports-{country.code}"),
            imports=make.table(f"imports-{country.code}", rows=2),
        )
        for country in (make.a, make.b)
    ]
    directions = [
        Direction(
            exporter=make.a,
            importer=make.b,
            findings=[make.finding(), [HOSTILE]],
            opportunities=make.table("opportunities"),
            reading=[[words["closes"]]],
            charts=[make.bar_chart()],
        ),
        Direction(
            exporter=make.b,
            importer=make.a,
            findings=[],
            opportunities=None,
            opportunities_reason=words["reason"],
        ),
    ]
    brief = _brief(make, profiles, directions)
    number_evidence(brief)
    return brief


def _brief(make: Maker, profiles: list[Profile], directions: list[Direction]) -> Brief:
    lang, words = make.lang, make.words
    return Brief(
        lang=lang,
        title=f"{make.a.name} – {make.b.name}",
        occasion=[words["said"], HOSTILE],
        main_chart=None,
        reach=[make.finding()],
        topics=[
            Topic(
                name=words["sector"],
                they=make.finding(),
                we=[HOSTILE],
                status=[words["reason"]],
                line=[words["action"]],
                statements=[1],
                rule="sample",
            )
        ],
        decisions=[[words["action"]], make.finding()],
        promises=[
            Promise(
                who=make.b.name,
                what=words["said"],
                due_text="2025",
                state="unknown",
                state_text=words["reason"],
                statement=1,
            )
        ],
        company_pairs=_pairs(make),
        careful=[make.finding()],
        raising=[Group(title=HOSTILE, sentences=[make.finding()])],
        incentives=[
            Incentive(
                side=make.b,
                side_text=make.b.name,
                what=HOSTILE,
                to=words["sector"],
                basis=words["reason"],
                statement=2,
            )
        ],
        agreements=[
            Agreement(
                title=HOSTILE, parties="a, b", state="c", missing="d", statement=1, source="e"
            )
        ],
        relations=[
            Group(
                title="r",
                tables=[
                    make.table("relations", rows=2),
                    make.sectors("sectors-KEN-VNM"),
                    make.sectors("sectors-VNM-KEN"),
                ],
            )
        ],
        preparer=[[HOSTILE]],
        subtitle=date_text("2024-11-22", lang),
        a=make.a,
        b=make.b,
        prepared=date(2024, 12, 2),
        dataset=TRADE,
        summary=[
            make.finding(),
            [words["said"]],
            [make.figure(7100, "km", "distance/KEN/VNM")],
            [HOSTILE],
        ],
        sources=[
            SourceDocument(name="report.txt", lang="en", published="2024-11-25", sha256="ef" * 32),
            SourceDocument(name=f"{HOSTILE}.docx", lang=None, published=None, sha256="01" * 32),
        ],
        record=CooperationRecord(
            id="sample",
            is_record=True,
            parties=["KEN", "VNM"],
            meeting=Meeting(date="2024-11-22", place="Nairobi", country="KEN"),
            statements=[Statement(side="VNM", kind=Kind.OFFER, span=words["span"], start=0, end=9)],
        ),
        record_note=None,
        meeting=_meeting(make),
        statements=_statements(make),
        map=make.map(),
        profiles=profiles,
        pair_charts=[make.line_chart()],
        directions=directions,
        sectors=[
            SectorEvidence(
                sector="mining",
                name=HOSTILE,
                statements=[1, 2],
                covered=True,
                findings=[make.finding()],
                tables=[
                    make.table("sector-totals-mining", rows=2),
                    make.table("sector-products-mining", rows=2),
                    make.by_product("sector-mining"),
                ],
                charts=[],
            ),
            SectorEvidence(
                sector="halal",
                name=words["sector"],
                statements=[1],
                covered=False,
                findings=[[words["reason"]]],
            ),
        ],
        companies=_companies(make),
        companies_note=words["reason"],
        plan=_plan(make),
        plan_note=words["reason"],
        limits=[[words["reason"]], make.finding()],
        evidence=list(make.notes.values()),
        datasets=[TRADE, DISTANCES],
    )


def _meeting(make: Maker) -> MeetingView:
    role = make.words["role"]
    return MeetingView(
        date="2024-11-22",
        date_text=date_text("2024-11-22", make.lang),
        date_reason=make.words["reason"],
        place="Nairobi",
        country=make.a,
        people=[
            Person(name="Amani Otieno", role=role, country=make.a),
            Person(name=RTL, role=None, country=make.b),
            Person(name=HOSTILE, role=HOSTILE, country=None),
        ],
        notes=[make.words["reason"]],
    )


def _statements(make: Maker) -> list[StatementView]:
    words = make.words

    def one(number: int, **changes: object) -> StatementView:
        view = StatementView(
            number=number,
            kind="offer",
            kind_text=words["kind"],
            side="VNM",
            side_text=make.b.name,
            sectors=["hr_training"],
            sectors_text=words["sector"],
            due="2025-01/2025-03",
            due_text=date_text("2025-01/2025-03", make.lang),
            span=words["span"],
            sentence=words["said"],
            document="report.txt",
            confidence_text="90 %",
            reason=words["reason"],
            check="supported",
            check_text=make.finding(),
        )
        return StatementView.model_validate(view.model_dump() | changes)

    return [
        one(1),
        one(
            2,
            side=None,
            side_text="?",
            sectors=[],
            sectors_text="",
            due=None,
            due_text=None,
            span=HOSTILE,
            sentence=f"{HOSTILE} {RTL}.",
            confidence_text=None,
            reason=None,
            check=None,
            check_text=None,
        ),
        one(3, span="not in the sentence", sentence=FORMULA),
    ]


def _companies(make: Maker) -> list[CompanyList]:
    def company(rank: int, name: str) -> CompanyView:
        return CompanyView(
            rank=rank,
            name=name,
            register_name="Register of <nobody>",
            record_id=f"R{rank:05}",
            score_text=figure_text(0.9 / rank, "ratio", make.lang),
            reasons=[make.words["reason"], HOSTILE],
            unknown=[make.words["closes"]],
            screening=make.words["closes"],
        )

    names = ["Kilimanjaro Copper Ltd", LONG, RTL, FORMULA, HOSTILE]
    found = [company(rank, name) for rank, name in enumerate(names, start=1)]
    return [
        CompanyList(
            country=make.a,
            subject=products.name("260300", make.lang),
            product="HS92:260300",
            candidates=found,
            note=make.words["reason"],
        ),
        CompanyList(
            country=make.b,
            subject=products.name("260300", make.lang),
            product="HS92:260300",
            candidates=[],
            note=make.words["reason"],
        ),
    ]


def _pairs(make: Maker) -> list[CompanyPair]:
    first, second = (found.candidates for found in _companies(make)[:2])
    seller, buyer = first[0], (second or first)[-1]
    return [
        CompanyPair(
            topic=make.words["sector"],
            product="HS 260300",
            seller=seller,
            seller_country=make.a,
            buyer=buyer,
            buyer_country=make.b,
        )
    ]


def _plan(make: Maker) -> list[StepView]:
    def step(number: int, deadline: date | None, action: str) -> StepView:
        return StepView(
            number=number,
            uid=f"step-{number}@sample",
            action=action,
            owner="VNM",
            owner_text=make.b.name,
            deadline=deadline,
            deadline_text=date_text(deadline, make.lang) if deadline else "—",
            deadline_reason=make.words["reason"],
            closes_with=make.words["closes"],
            statements=[number] if number < 3 else [],
            status_text=make.words["kind"],
        )

    return [
        step(1, date(2024, 12, 13), make.words["action"]),
        step(2, date(2025, 3, 31), f"{HOSTILE}; a, b\nsecond line"),
        step(3, None, f"{make.words['action']} – {LONG}"),
    ]


def bare(lang: str = "en") -> Brief:
    """A brief without a record, with nothing found."""
    full = sample(lang)
    return full.model_copy(
        update={
            "summary": [],
            "sources": [],
            "record": None,
            "record_note": WORDS[lang]["reason"],
            "meeting": None,
            "occasion": [],
            "reach": [],
            "topics": [],
            "decisions": [],
            "promises": [],
            "company_pairs": [],
            "careful": [],
            "raising": [],
            "incentives": [],
            "agreements": [],
            "relations": [],
            "preparer": [],
            "statements": [],
            "map": None,
            "pair_charts": [],
            "directions": full.directions[1:],
            "sectors": [],
            "companies": [],
            "plan": [],
            "limits": [],
            "evidence": [],
            "datasets": [],
        }
    )
