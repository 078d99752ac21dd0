"""A brief made up for the tests of the renderers: no trade data, no reading, only layout.

``sample(lang)`` has everything a brief can have; ``bare(lang)`` has no record and empty lists.
The words that gathering would put there are few and stand below in each language; hostile ones
(markup, formulas, right-to-left marks) are mixed in where a document or a register could bring
them.
"""

from __future__ import annotations

from datetime import date

from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.model import (
    Agreement,
    Brief,
    CompanyList,
    CompanyPair,
    CompanyView,
    Direction,
    Group,
    Incentive,
    MeetingView,
    Person,
    Profile,
    Promise,
    SectorEvidence,
    SourceDocument,
    StatementView,
    StepView,
    Topic,
)
from sinergi.brief.numbers import date_text, figure_text
from sinergi.cooperation.record import CooperationRecord, Kind, Meeting, Statement
from sinergi.vocabulary import products

from .sample_maker import Maker
from .sample_words import DISTANCES, FORMULA, HOSTILE, LONG, RTL, TRADE, WORDS


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
        topics=_topics(make),
        decisions=[[words["action"]], make.finding()],
        promises=_promises(make),
        company_pairs=_pairs(make),
        careful=[make.finding()],
        raising=[Group(title=HOSTILE, sentences=[make.finding()])],
        incentives=_incentives(make),
        agreements=[
            Agreement(
                title=HOSTILE, parties="a, b", state="c", missing="d", statement=1, source="e"
            )
        ],
        relations=_relations(make),
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
        sectors=_sectors(make),
        companies=_companies(make),
        companies_note=words["reason"],
        plan=_plan(make),
        plan_note=words["reason"],
        limits=[[words["reason"]], make.finding()],
        evidence=list(make.notes.values()),
        datasets=[TRADE, DISTANCES],
    )


def _topics(make: Maker) -> list[Topic]:
    words = make.words
    return [
        Topic(
            name=words["sector"],
            they=make.finding(),
            we=[HOSTILE],
            status=[words["reason"]],
            line=[words["action"]],
            statements=[1],
            rule="sample",
        )
    ]


def _promises(make: Maker) -> list[Promise]:
    words = make.words
    return [
        Promise(
            who=make.b.name,
            what=words["said"],
            due_text="2025",
            state="unknown",
            state_text=words["reason"],
            statement=1,
        )
    ]


def _incentives(make: Maker) -> list[Incentive]:
    words = make.words
    return [
        Incentive(
            side=make.b,
            side_text=make.b.name,
            what=HOSTILE,
            to=words["sector"],
            basis=words["reason"],
            statement=2,
        )
    ]


def _relations(make: Maker) -> list[Group]:
    return [
        Group(
            title="r",
            tables=[
                make.table("relations", rows=2),
                make.sectors("sectors-KEN-VNM"),
                make.sectors("sectors-VNM-KEN"),
            ],
        )
    ]


def _sectors(make: Maker) -> list[SectorEvidence]:
    words = make.words
    return [
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
    ]


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
