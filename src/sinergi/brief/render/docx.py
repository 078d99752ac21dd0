"""The brief as a Word document: real headings, tables, captions, links from numbers to notes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

from sinergi.brief.model import Brief, CompanyList, CompanyView, Direction, StatementView
from sinergi.brief.render.docx_annex import evidence_annex
from sinergi.brief.render.docx_sheet import Sheet
from sinergi.brief.render.docx_style import PROOFING
from sinergi.brief.render.ooxml import Grid, bookmark, link, paragraph, run
from sinergi.brief.render.pictures import Pictures
from sinergi.brief.render.sections import (
    capital,
    has_own_unknown,
    in_common,
    quote_language,
)

_ENGLISH = "en-GB"


def docx(brief: Brief, pictures: Pictures) -> bytes:
    """The document as bytes."""
    sheet = Sheet(brief, pictures)
    for section in _SECTIONS:
        section(sheet)
    return sheet.document()


def _properties(sheet: Sheet) -> None:
    properties = sheet.doc.core_properties
    made = datetime.combine(sheet.brief.prepared, time(), tzinfo=UTC)
    properties.title, properties.language = sheet.brief.title, sheet.brief.lang
    properties.author, properties.comments = "Sinergi", sheet.brief.subtitle
    properties.created = properties.modified = made


def _front(sheet: Sheet) -> None:
    _ = sheet.translate
    brief = sheet.brief
    sheet.say(brief.title, "Title")
    sheet.say(brief.subtitle, "Subtitle")
    _contents(sheet)
    sheet.heading("summary")
    if brief.summary:
        sheet.findings(brief.summary, "ListNumber")
    else:
        sheet.say(_("There is nothing to report."))
    if brief.map:
        sheet.chart(brief.map)


def _contents(sheet: Sheet) -> None:
    """A table of contents that the word processor can bring up to date with page numbers."""
    _ = sheet.translate
    sheet.add(paragraph(run(_("Contents"), bold=True, muted=True)))
    lines = [
        link(f"section_{key}", f"{section.number}  {section.title}")
        for key, section in sheet.sections.items()
    ]
    start = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve">TOC \\o "1-1" \\h \\z</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    lines[0], lines[-1] = start + lines[0], lines[-1] + end
    for line in lines:
        sheet.add(paragraph(line, extra='<w:spacing w:after="20"/>'))


def _meeting(sheet: Sheet) -> None:
    _ = sheet.translate
    sheet.heading("meeting")
    met = sheet.brief.meeting
    if met is None:
        sheet.say(_("This brief holds no record of a meeting."))
    else:
        reason = run(f"  {met.date_reason}", muted=True) if met.date_reason else ""
        sheet.add(paragraph(run(_("Date") + ": ", muted=True) + run(met.date_text) + reason))
        place = ", ".join(p for p in (met.place, met.country and met.country.name) if p)
        place = place or _("not known")
        sheet.add(paragraph(run(_("Place") + ": ", muted=True) + run(place)))
        _people(sheet)
        for note in met.notes:
            sheet.say(note, "Source")
    if sheet.brief.record_note:
        sheet.say(sheet.brief.record_note)
    _documents(sheet)


def _people(sheet: Sheet) -> None:
    _ = sheet.translate
    met = sheet.brief.meeting
    if met is None or not met.people:
        sheet.say(_("The documents name no participants."))
        return
    unknown = run(_("not known"), italic=True, muted=True)
    sheet.caption("Table", _("Who took part"))
    sheet.grid(
        Grid(
            widths=(3, 4, 2),
            titles=(_("Name"), _("Office"), _("Side")),
            rows=[
                [
                    run(person.name),
                    run(person.role) if person.role else unknown,
                    run(person.country.name) if person.country else unknown,
                ]
                for person in met.people
            ],
        )
    )
    sheet.say("", "Source")


def _documents(sheet: Sheet) -> None:
    _ = sheet.translate
    if not sheet.brief.sources:
        return
    sheet.say(_("Documents read"), "Heading2")
    for source in sheet.brief.sources:
        words = [source.name]
        if source.lang:
            words.append(_("language: {code}", code=source.lang))
        if source.published:
            words.append(_("published {date}", date=source.published))
        digest = run(f"  SHA-256 {source.sha256}", style="Code", muted=True)
        sheet.add(paragraph(run(", ".join(words)) + digest, "ListBullet"))


def _statements(sheet: Sheet) -> None:
    _ = sheet.translate
    sheet.heading("statements")
    if not sheet.brief.statements:
        sheet.say(_("No statements were read."))
        return
    sheet.say(
        _(
            "Read by a machine from the documents, to be confirmed by a person. "
            "The words it rests on are marked."
        ),
        "Source",
    )
    for statement in sheet.brief.statements:
        _statement(sheet, statement)


def _statement(sheet: Sheet, said: StatementView) -> None:
    _ = sheet.translate
    title = run(f"{said.number}  {capital(said.kind_text)} · {said.side_text}")
    name = f"statement_{said.number}"
    sheet.add(paragraph(bookmark(name, next(sheet.bookmarks), title), "Heading3"))
    before, found, after = said.sentence.partition(said.span)
    spoken = quote_language(sheet.brief, said.document)
    lang = PROOFING.get(spoken, spoken) if spoken else None
    marked = run(found, mark=True, lang=lang) if found else ""
    quote = run(before, lang=lang) + marked + run(after, lang=lang)
    sheet.add(paragraph(quote, "Quote", extra="<w:keepNext/>"))
    about = [
        _("Sector: {sectors}", sectors=said.sectors_text) if said.sectors_text else None,
        _("When: {due}", due=said.due_text) if said.due_text else None,
        _("Document: {name}", name=said.document),
        _("Confidence: {share}", share=said.confidence_text) if said.confidence_text else None,
        said.reason,
    ]
    sheet.say(" · ".join(words for words in about if words), "Source")
    if said.check_text:
        checked = run(_("What the data say:") + " ", bold=True)
        sheet.add(paragraph(checked + sheet.sentence(said.check_text)))


def _economies(sheet: Sheet) -> None:
    sheet.heading("economies")
    for profile in sheet.brief.profiles:
        sheet.say(profile.country.name, "Heading2")
        sheet.findings(profile.facts)
        sheet.table(profile.exports)
        sheet.table(profile.imports)


def _trade(sheet: Sheet) -> None:
    sheet.heading("trade")
    for chart in sheet.brief.pair_charts:
        sheet.chart(chart)
    for way in sheet.brief.directions:
        _direction(sheet, way)


def _direction(sheet: Sheet, way: Direction) -> None:
    sheet.say(f"{way.exporter.name} → {way.importer.name}", "Heading2")
    sheet.findings(way.findings)
    for chart in way.charts:
        sheet.chart(chart)
    if way.opportunities:
        sheet.table(way.opportunities)
    if way.opportunities_reason:
        sheet.say(way.opportunities_reason)
    sheet.findings(way.reading)


def _sectors(sheet: Sheet) -> None:
    _ = sheet.translate
    sheet.heading("sectors")
    if not sheet.brief.sectors:
        sheet.say(_("No sector was named."))
    for sector in sheet.brief.sectors:
        sheet.say(capital(sector.name), "Heading2")
        if sector.statements:
            numbers = [link(f"statement_{n}", str(n)) for n in sector.statements]
            named = run(_("named in statement") + " ", muted=True)
            words = named + run(", ").join(numbers)
            sheet.add(paragraph(words, "Source", extra="<w:keepNext/>"))
        sheet.findings(sector.findings)
        for chart in sector.charts:
            sheet.chart(chart)


def _companies(sheet: Sheet) -> None:
    _ = sheet.translate
    sheet.heading("companies")
    if sheet.brief.companies_note:
        sheet.say(sheet.brief.companies_note)
    for found in sheet.brief.companies:
        if found.candidates:
            _company_list(sheet, found)
    empty = [found for found in sheet.brief.companies if not found.candidates]
    if empty:
        sheet.say(_("Nothing found"), "Heading2")
    for found in empty:
        sheet.say(f"{found.country.name}, {found.subject}: {found.note}", "ListBullet")


def _company_list(sheet: Sheet, found: CompanyList) -> None:
    _ = sheet.translate
    sheet.say(f"{found.country.name}: {found.subject}", "Heading2")
    sheet.caption("Table", _("Candidates for {product}", product=found.product))
    sheet.grid(_company_grid(sheet, found))
    common = in_common(found)
    notes = [found.note]
    if common.screening:
        notes.insert(0, _("Sanctions, all of them: {result}.", result=common.screening))
    if common.unknown:
        things = "; ".join(common.unknown)
        notes.insert(0, _("Not known of any of them: {things}.", things=things))
    sheet.say("\n".join(notes), "Source")


def _company_grid(sheet: Sheet, found: CompanyList) -> Grid:
    """The candidates; what all of them share has no column."""
    _ = sheet.translate
    common = in_common(found)
    columns: list[tuple[float, str, Callable[[CompanyView], str]]] = [
        (0.5, _("No."), lambda one: run(str(one.rank))),
        (
            3.4,
            _("Company and register"),
            lambda one: (
                run(one.name, bold=True) + run(f"\n{one.register_name} {one.record_id}", muted=True)
            ),
        ),
        (0.8, _("Score"), lambda one: run(one.score_text)),
        (4.0, _("Why"), lambda one: run("; ".join(one.reasons))),
    ]
    if has_own_unknown(found, common):
        columns.append((2.0, _("Not known"), lambda one: run(common.own_unknown(one))))
    if common.screening is None:
        columns.append((1.6, _("Sanctions"), lambda one: run(one.screening)))
    return Grid(
        widths=[width for width, _title, _cell in columns],
        titles=[title for _width, title, _cell in columns],
        rows=[[cell(one) for _width, _title, cell in columns] for one in found.candidates],
        numeric=frozenset({2}),
    )


def _plan(sheet: Sheet) -> None:
    _ = sheet.translate
    sheet.heading("plan")
    if sheet.brief.plan_note:
        sheet.say(sheet.brief.plan_note)
    if not sheet.brief.plan:
        return
    sheet.caption("Table", _("Steps by deadline"))
    titles = ("No.", "Step", "Who", "By when", "Closed by", "From statement", "Status")
    sheet.grid(
        Grid(
            widths=(0.5, 3.2, 1.5, 2.0, 2.2, 1.3, 1.5),
            titles=[_(title) for title in titles],
            rows=[
                [
                    run(str(step.number)),
                    run(step.action),
                    run(step.owner_text),
                    run(step.deadline_text) + run(f"\n{step.deadline_reason}", muted=True),
                    run(step.closes_with),
                    run(", ").join(link(f"statement_{n}", str(n)) for n in step.statements),
                    run(step.status_text),
                ]
                for step in sheet.brief.plan
            ],
        )
    )
    sheet.say(_("The file plan.ics holds the same steps for calendars."), "Source")


def _limits(sheet: Sheet) -> None:
    sheet.heading("limits")
    sheet.findings(sheet.brief.limits)


_SECTIONS = (
    _properties,
    _front,
    _meeting,
    _statements,
    _economies,
    _trade,
    _sectors,
    _companies,
    _plan,
    _limits,
    evidence_annex,
)
