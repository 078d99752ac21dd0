"""Candidate companies of both sides, each with its reasons."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Heading, Lines, Row, Span, cell
from sinergi.brief.layout.text import capital, reasons_line
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, CompanyList, CompanyView

SHOWN = 2
"""Candidates of a list in the body."""
REASONS = 1
"""Reasons of a candidate in the body."""


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """One table of the first candidates of each list; what was not found in one list."""
    found: list[Block] = [Lines([[brief.companies_note]])] if brief.companies_note else []
    named = [one for one in brief.companies if one.candidates]
    if named:
        found.append(_first(named, _))
    empty: dict[tuple[str, str], list[str]] = {}
    for one in brief.companies:
        if not one.candidates:
            empty.setdefault((one.country.name, one.note), []).append(one.subject)
    if empty:
        lines = [
            [f"{country} – {'; '.join(subjects)}: {note}"]
            for (country, note), subjects in empty.items()
        ]
        found.append(Lines(lines, "list"))
    return found


def _first(named: list[CompanyList], _: Translator) -> Grid:
    """The first candidates of every list, and what all of them have in common below."""
    columns = [
        Column(_("Company"), 3),
        Column(_("Topic and side"), 2),
        Column(_("Why"), 5),
    ]
    told: set[str] = set()
    rows = [_shown(places, told) for places in _by_company(named)]
    notes = list(dict.fromkeys(one.note for one in named if one.note))
    screened = dict.fromkeys(one.screening for found in named for one in found.candidates)
    if len(screened) == 1:
        notes.append(_("Sanctions, all of them: {result}.", result=next(iter(screened))))
    notes.append(_("All candidates with all reasons and what is not known stand in the annex."))
    return Grid("companies", _("Candidates"), columns, rows, [" ".join(notes)], small=True)


def _by_company(named: list[CompanyList]) -> list[list[tuple[CompanyList, CompanyView]]]:
    """The first candidates of the lists, each company of a side once with all its topics."""
    found: dict[tuple[str, str], list[tuple[CompanyList, CompanyView]]] = {}
    for one in named:
        for company in one.candidates[:SHOWN]:
            found.setdefault((one.country.code, company.name), []).append((one, company))
    return list(found.values())


def _shown(places: list[tuple[CompanyList, CompanyView]], told: set[str]) -> Row:
    """One company; what is sought for a topic is told once a side, in the first row of it."""
    first, company = places[0]
    topics = "; ".join(capital(one.subject) for one, _company in places)
    products = []
    for one, _company in places:
        key = f"{one.country.code} {one.subject} {one.product}"
        # A topic that is a product says by itself what is sought.
        if one.product != one.subject and key not in told:
            told.add(key)
            products.append(one.product)
    return Row(
        [
            cell([Span(company.name, "strong")]),
            cell(
                f"{topics}, {first.country.name}",
                [Span("; ".join(products), "muted")] if products else None,
            ),
            # The reason of the first topic; those of the others stand in the annex.
            cell(reasons_line(company, REASONS)),
        ]
    )


def in_full(brief: Brief, _: Translator) -> list[Block]:
    """A table a list, for the annex."""
    found: list[Block] = []
    for one in brief.companies:
        if one.candidates:
            found += [Heading(f"{one.country.name}: {one.subject}"), _grid(one, _)]
    return found


@dataclass(frozen=True)
class _InCommon:
    """What all candidates of a list share, to be said once below it instead of in every row."""

    unknown: list[str]
    screening: str | None

    def own_unknown(self, company: CompanyView) -> str:
        """What is not known of this one in particular."""
        return "; ".join(thing for thing in company.unknown if thing not in self.unknown)


def _in_common(found: CompanyList) -> _InCommon:
    first, *others = found.candidates
    unknown = [thing for thing in first.unknown if all(thing in one.unknown for one in others)]
    same = all(one.screening == first.screening for one in others)
    return _InCommon(unknown, first.screening if same else None)


def _grid(found: CompanyList, _: Translator) -> Grid:
    common = _in_common(found)
    columns: list[tuple[Column, Callable[[CompanyView], Cell]]] = [
        (Column(_("Company and register"), 3.4), _name),
        (Column(_("Score"), 0.8, numeric=True), lambda one: cell(one.score_text)),
        (Column(_("Why"), 4.0), lambda one: cell(reasons_line(one))),
    ]
    if any(common.own_unknown(company) for company in found.candidates):
        columns.append((Column(_("Not known"), 2.0), lambda one: cell(common.own_unknown(one))))
    if common.screening is None:
        columns.append((Column(_("Sanctions"), 1.6), lambda one: cell(one.screening)))
    notes = [found.note] if found.note else []
    if common.unknown:
        things = "; ".join(common.unknown)
        notes.append(_("Not known of any of them: {things}.", things=things))
    if common.screening:
        notes.append(_("Sanctions, all of them: {result}.", result=common.screening))
    return Grid(
        re.sub(r"\W+", "-", f"companies-{found.country.code}-{found.subject}-{found.product}"),
        f"{found.country.name}: " + _("Candidates for {product}", product=found.product),
        [column for column, _make in columns],
        [Row([make(one) for _column, make in columns]) for one in found.candidates],
        notes,
    )


def _name(company: CompanyView) -> Cell:
    register = Span(f"{company.register_name} {company.record_id}", "muted")
    return cell([Span(company.name, "strong")], [register])
