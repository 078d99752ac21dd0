"""Makes the brief of a country pair: asks every package and puts the answers in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from sinergi.brief.gather.asked import asked
from sinergi.brief.gather.careful import careful
from sinergi.brief.gather.companies import company_lists, company_pairs
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.direction import direction, flow_chart, pair_chart
from sinergi.brief.gather.documents import DocumentsRead, read_documents
from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.gather.limits import limits, preparer, reach
from sinergi.brief.gather.meeting import meeting
from sinergi.brief.gather.openings import OpeningsTable, found_openings
from sinergi.brief.gather.plan import steps
from sinergi.brief.gather.profile import profile, side_by_side
from sinergi.brief.gather.promises import promises
from sinergi.brief.gather.raising import raising
from sinergi.brief.gather.relations import relations, total_chart
from sinergi.brief.gather.sectors import sector_evidence
from sinergi.brief.gather.sought import Sought, of_statements, of_topics
from sinergi.brief.gather.statements import statements
from sinergi.brief.gather.summary import in_short, main_flow, occasion, prepared_line
from sinergi.brief.gather.terms import agreements, incentives
from sinergi.brief.gather.topic_rows import topic_rows
from sinergi.brief.gather.topics import Subject, decisions, subjects
from sinergi.brief.gather.treaties import treaty_rows
from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart, Promise, StatementView
from sinergi.collecting import seldom_collected
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
from sinergi.evidence.caching import settled
from sinergi.evidence.datasets import reference
from sinergi.trade import catalogue
from sinergi.vocabulary import countries
from sinergi.vocabulary.sectors import Sector, sectors

Purpose = Literal["before", "after"]


def brief(
    a: str,
    b: str,
    *,
    documents: list[Path] | None = None,
    record: CooperationRecord | None = None,
    lang: str = "en",
    dataset: str | None = None,
    today: date | None = None,
    purpose: Purpose | None = None,
) -> Brief:
    """The brief of two countries.

    Args:
        a: The country the brief is made for: ISO3 code or a name.
        b: The other country.
        documents: Reports of the meeting; without them the brief has no record.
        record: A record that people have confirmed, in place of documents.
        lang: Language of the brief (en, id, ru, tg).
        dataset: Id of the trade dataset; the user's newest complete one, else the embedded one.
        today: The day the brief is prepared; today by default.
        purpose: ``before`` a meeting or ``after`` it; by default ``after`` where there is a record.

    Raises:
        UnknownNameError: a country or the dataset is not known.
        UsageError: both countries are the same, or the language is not known, or both documents
            and a record are given, or the purpose is ``after`` and neither is.
        InputError: a document cannot be read.
    """
    first, second = countries.resolve(a), countries.resolve(b)
    if first == second:
        raise UsageError(
            f"both countries are {countries.name(first)}", advice="Give two different countries"
        )
    if documents and record:
        raise UsageError("documents and a record are given", advice="Give one of them")
    if purpose == "after" and not (documents or record):
        raise UsageError(
            "a brief after a meeting needs a report of it",
            advice="Give the report with --from, or prepare the meeting with --for before",
        )
    _ = translator(lang)
    trade = catalogue.dataset(dataset) if dataset else catalogue.default_trade()
    read = DocumentsRead(record) if record else read_documents(documents or [], first, second, _)
    context = Context(
        a=first,
        b=second,
        translator=_,
        dataset=trade,
        ledger=Ledger(_, trade.id, trade.nomenclature or "HS92"),
        record=None if purpose == "before" else read.record,
        today=today or date.today(),
    )
    with settled(), seldom_collected():
        return _compose(context, read)


@dataclass(frozen=True)
class _Said:
    """What the record gives: the statements, and what was promised in them."""

    statements: list[StatementView]
    promises: list[Promise]


def _said(context: Context, record: CooperationRecord | None) -> _Said:
    if record is None:
        return _Said([], [])
    found = statements(context, record)
    return _Said(found, promises(context, record, found, context.today))


def _compose(context: Context, read: DocumentsRead) -> Brief:
    _, record = context.translator, context.record
    said = _said(context, record)
    met = meeting(context, record) if record else None
    plan = steps(context, record, said.statements) if record else []
    named = _named_sectors(said.statements)
    found = subjects(context, record, said.statements)
    opened = [found_openings(context, i, j) for i, j in context.pairs]
    sought = _sought(context, named, found, opened)
    companies = company_lists(context, sought)
    directions = [
        direction(context, i, j, one) for (i, j), one in zip(context.pairs, opened, strict=True)
    ]
    a, b = context.country(context.a), context.country(context.b)
    made = Brief(
        lang=context.lang,
        title=f"{a.name} – {b.name}",
        subtitle=prepared_line(context),
        a=a,
        b=b,
        prepared=context.today,
        dataset=reference(context.dataset.id),
        purpose="after" if record else "before",
        occasion=occasion(
            context, met, said.promises, refused=bool(read.sources) and read.record is None
        ),
        summary=in_short(context, said.statements, said.promises, directions),
        main_chart=_main_chart(context),
        reach=reach(context),
        topics=topic_rows(context, found),
        decisions=asked(context, decisions(context, found), said.promises),
        promises=said.promises,
        company_pairs=company_pairs(context, sought, companies),
        careful=careful(
            context,
            found,
            said.statements,
            opened,
            named=any(one.candidates for one in companies),
        ),
        raising=[] if record else raising(context, found, directions),
        incentives=incentives(context, said.statements),
        agreements=[*treaty_rows(context), *agreements(context, said.statements)],
        relations=relations(context),
        preparer=preparer(context),
        sources=read.sources,
        record=record,
        record_note=read.note,
        meeting=met,
        statements=said.statements,
        map=_map(context),
        profiles=[profile(context, country) for country in (context.a, context.b)],
        side_by_side=side_by_side(context),
        pair_charts=[pair_chart(context), *total_chart(context)],
        directions=directions,
        sectors=[sector_evidence(context, s, numbers) for s, numbers in named],
        companies=companies,
        companies_note=_unnamed(context),
        plan=plan,
        plan_note=None,
        limits=limits(context),
        evidence=[],
        datasets=[],
    )
    return _with_evidence(context, made)


def _sought(
    context: Context,
    named: list[tuple[Sector, list[int]]],
    found: list[Subject],
    opened: list[OpeningsTable],
) -> list[Sought]:
    """What companies are sought for: nothing where broad measures stand between the two."""
    if context.restricted:
        return []
    if context.record:
        return of_statements(context, [sector for sector, _numbers in named])
    return of_topics(context, found, opened)


def _unnamed(context: Context) -> str | None:
    """Why no companies are named, where that is of purpose."""
    if not context.restricted:
        return None
    return context.translator(
        "No companies are named: restrictive measures stand between the two countries."
    )


def _main_chart(context: Context) -> Chart | None:
    """The chart of the flow that the main message is about."""
    one = main_flow(context)
    return flow_chart(context, one.exporter, one.importer, one.product) if one else None


def _with_evidence(context: Context, made: Brief) -> Brief:
    """Number the evidence in the order of the page, and list the datasets it was read from."""
    made.evidence = context.ledger.in_order_of(made.figures())
    number_evidence(made)
    read = [data for noted in made.evidence for data in noted.evidence.datasets]
    made.datasets = list({data.id: data for data in read}.values())
    return made


def _named_sectors(said: list[StatementView]) -> list[tuple[Sector, list[int]]]:
    """The sectors in the order in which they are first named, with the statements' numbers."""
    numbers: dict[str, list[int]] = {}
    for statement in said:
        for code in statement.sectors:
            numbers.setdefault(code, []).append(statement.number)
    known = sectors()
    return [(known[code], found) for code, found in numbers.items() if code in known]


def _map(context: Context) -> Chart:
    _ = context.translator
    title = _("{a} and {b}", a=context.name(context.a), b=context.name(context.b))
    return Chart(
        id="map",
        kind="map",
        title=title,
        unit="km",
        axis="",
        countries=[context.a, context.b],
        alt=title,
        note=_("Outlines: Natural Earth. They say nothing about the status of any territory."),
    )
