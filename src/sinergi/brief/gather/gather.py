"""Makes the brief of a country pair: asks every station and puts the answers in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sinergi.brief.gather.companies import company_lists
from sinergi.brief.gather.context import Context
from sinergi.brief.gather.direction import direction, pair_chart
from sinergi.brief.gather.documents import Read, read_documents
from sinergi.brief.gather.ledger import Ledger
from sinergi.brief.gather.limits import limits
from sinergi.brief.gather.meeting import meeting
from sinergi.brief.gather.openings import best_openings
from sinergi.brief.gather.plan import steps
from sinergi.brief.gather.profile import profile
from sinergi.brief.gather.sectors import sector_evidence
from sinergi.brief.gather.statements import statements
from sinergi.brief.gather.summary import summary
from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief, Chart, StatementView
from sinergi.brief.numbers import date_text
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import UsageError
from sinergi.evidence.datasets import reference
from sinergi.trade import catalogue
from sinergi.vocabulary import countries
from sinergi.vocabulary.sectors import Sector, sectors


def brief(
    a: str,
    b: str,
    *,
    documents: list[Path] | None = None,
    record: CooperationRecord | None = None,
    lang: str = "en",
    dataset: str | None = None,
    today: date | None = None,
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

    Raises:
        UnknownNameError: a country or the dataset is not known.
        UsageError: both countries are the same, or the language is not known, or both documents
            and a record are given.
        InputError: a document cannot be read.
    """
    first, second = countries.resolve(a), countries.resolve(b)
    if first == second:
        raise UsageError(
            f"both countries are {countries.name(first)}", advice="Give two different countries"
        )
    if documents and record:
        raise UsageError("documents and a record are given", advice="Give one of them")
    _ = translator(lang)
    trade = catalogue.dataset(dataset) if dataset else catalogue.default_trade()
    read = Read(record) if record else read_documents(documents or [], first, second, _)
    context = Context(
        a=first,
        b=second,
        translator=_,
        dataset=trade,
        ledger=Ledger(_, trade.id, trade.nomenclature or "HS92"),
        record=read.record,
    )
    return _compose(context, read, today or date.today())


def _compose(context: Context, read: Read, today: date) -> Brief:
    _, record = context.translator, read.record
    met = meeting(context, record) if record else None
    said = statements(context, record) if record else []
    plan = steps(context, record, today) if record else []
    directions = [direction(context, i, j) for i, j in context.pairs]
    named = _named_sectors(said)
    evidenced = [sector_evidence(context, s, numbers) for s, numbers in named]
    topics = [sector for sector, _numbers in named]
    companies = company_lists(context, topics)
    profiles = [profile(context, country) for country in (context.a, context.b)]
    charts = [pair_chart(context)]
    best = best_openings(context)
    messages = summary(context, record, met, best, companies, topics, plan, today)
    bounds = limits(context)
    a, b = context.country(context.a), context.country(context.b)
    made = Brief(
        lang=context.lang,
        title=f"{a.name} – {b.name}",
        subtitle=_("Country pair brief, prepared {date}", date=date_text(today, context.lang)),
        a=a,
        b=b,
        prepared=today,
        dataset=reference(context.dataset.id),
        summary=messages,
        sources=read.sources,
        record=record,
        record_note=read.note,
        meeting=met,
        statements=said,
        map=_map(context),
        profiles=profiles,
        pair_charts=charts,
        directions=directions,
        sectors=evidenced,
        companies=companies,
        companies_note=None if companies else _no_companies(context),
        plan=plan,
        plan_note=None
        if plan
        else _("Without a record of a meeting there are no steps to propose."),
        limits=bounds,
        evidence=[],
        datasets=[],
    )
    return _with_evidence(context, made)


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


def _no_companies(context: Context) -> str:
    return context.translator(
        "No sector of goods was named, so no companies were looked for: “sinergi companies "
        "candidates” finds them for a product."
    )


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
