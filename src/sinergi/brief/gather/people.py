"""People and offices in the reader's language and script."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.model import Person
from sinergi.cooperation.record import CooperationRecord, Participant
from sinergi.vocabulary.city_names import city_name
from sinergi.vocabulary.offices import office
from sinergi.vocabulary.person_scripts import in_script_of

OFFICES = 2
"""Offices of a side that are told where no name stands beside them."""
BEFORE = 2
"""Words before the name of an institution that a place may have."""


def people(context: Context, record: CooperationRecord) -> list[Person]:
    """The participants, our side first, those with an office before those without.

    For a side of which nobody is named with an office stand the offices that were.
    """
    found = [_person(context, one) for one in record.participants]
    named = {one.country for one in record.participants if one.role}
    found += [
        _person(context, Participant(name="", role=one.role, country=one.country))
        for country in (context.a, context.b)
        if country not in named
        for one in [held for held in record.offices if held.country == country][:OFFICES]
    ]
    order = {context.a: 0, context.b: 1}

    def place(one: Person) -> tuple[int, bool]:
        return (order.get(one.country.code, 2) if one.country else 3, one.role is None)

    return sorted(found, key=place)


def _person(context: Context, one: Participant) -> Person:
    written = in_script_of(one.name, context.lang, one.country) if one.name else None
    role = translated_office(context, one.role) if one.role else None
    return Person(
        name=written or one.name or context.translator("name not stated"),
        name_original=one.name if written else None,
        role=role or one.role,
        role_original=one.role
        if role and one.role and role.casefold() != one.role.casefold()
        else None,
        country=context.country(one.country) if one.country else None,
    )


def translated_office(context: Context, text: str) -> str | None:
    """An office in the brief's language, None where it is not wholly known."""
    found = office(text)
    return found.text(context.lang) if found else None


def bodies(context: Context, record: CooperationRecord) -> dict[str, str]:
    """The institution of each side's first officer who took part, in the brief's language."""
    found: dict[str, str] = {}
    held = [
        *((one.role, one.country) for one in record.participants),
        *((one.role, one.country) for one in record.offices),
    ]
    for role, country in held:
        known = office(role) if role else None
        body = known.body(context.lang) if known else None
        if body and country and country not in found:
            found[country] = body
    return found


def place_text(context: Context, place: str | None) -> str | None:
    """A place in the reader's language as far as its parts are known institutions or cities."""
    if place is None:
        return None
    parts = [part.strip() for part in place.split(",")]
    return ", ".join(_place_part(context, part) for part in parts if part)


def _place_part(context: Context, part: str) -> str:
    """An institution by the table of offices, a city by that of cities, else as it is written.

    What stands before an institution ("the office of", "kantor") is left out with it.
    """
    words = part.split()
    tails = (" ".join(words[n:]) for n in range(min(BEFORE, len(words) - 1) + 1))
    known = (translated_office(context, tail) for tail in tails)
    return next(filter(None, known), None) or city_name(part, context.lang) or part
