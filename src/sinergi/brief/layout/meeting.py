"""When, where, and who is who."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Lines, Row, Span, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, MeetingView, Person


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """Date and place, and a table of the people."""
    met = brief.meeting
    if met is None:
        return []
    place = ", ".join(p for p in (met.place, met.country and met.country.name) if p)
    found: list[Block] = [
        Lines(
            [
                [Span(_("Date") + ": ", "muted"), met.date_text],
                [Span(_("Place") + ": ", "muted"), place or _("not known")],
            ]
        )
    ]
    if met.people:
        found.append(_people(met, _))
    else:
        found.append(Lines([[_("The documents name no participants.")]]))
    return found


def _people(met: MeetingView, _: Translator) -> Grid:
    columns = [Column(_("Name"), 3), Column(_("Office"), 4), Column(_("Side"), 2)]
    unknown: Cell = [[Span(_("not known"), "unknown")]]
    rows = [
        Row(
            [
                _with_original(person.name, person.name_original),
                _with_original(person.role, person.role_original) if person.role else unknown,
                cell(person.country.name) if person.country else unknown,
            ]
        )
        for person in sorted(met.people, key=_first_named)
    ]
    return Grid("people", _("Who took part"), columns, rows)


def _first_named(person: Person) -> bool:
    return person.role is None


def _with_original(text: str | None, original: str | None) -> Cell:
    aside = [Span(f"({original})", "muted")] if original else None
    return cell(text, aside)
