"""Who is who."""

from __future__ import annotations

from sinergi.brief.layout.blocks import Block, Cell, Column, Grid, Lines, Row, Span, cell
from sinergi.brief.messages import Translator
from sinergi.brief.model import Brief, MeetingView, Person


def blocks(brief: Brief, _: Translator) -> list[Block]:
    """A table of the people; date and place stand below the title."""
    met = brief.meeting
    if met is None:
        return []
    if not met.people:
        return [Lines([[_("The documents name no participants.")]])]
    return [_people(met, _)]


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
    return cell([text or "", " ", Span(f"({original})", "muted")] if original else text)
