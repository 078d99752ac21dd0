"""Values of the timeline as a person reads them: codes as words, numbers of records as names."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.utils.translation import gettext

from sinergi.web.core import messages as words
from sinergi.web.core.kinds import model_of
from sinergi.web.core.templating import country, day, named, sector, side


def shown(value: Any, field: str = "") -> str:
    """A value of a field, as old and new values stand in a history."""
    if value in (None, "", []):
        return "–"
    if isinstance(value, list):
        return ", ".join(sector(str(one)) for one in value)
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    text = str(value)
    if field in _SHOWN:
        return _SHOWN[field](text)
    if field.endswith("_on"):
        return day(text)
    return day(text[:10]) if field.endswith("_at") else text


def _person(text: str) -> str:
    from sinergi.web.people.models import Person

    held = Person.objects.filter(pk=text).first() if text.isdecimal() else None
    return str(held or text)


def _record(kind: str, text: str) -> str:
    held = model_of(kind)._default_manager.filter(pk=text).first() if text.isdecimal() else None
    return named(held) if held is not None else text


_SHOWN: dict[str, Callable[[str], str]] = {
    **dict.fromkeys(
        ("state", "status", "stage", "sharing", "colour"), partial(words.label, words.STATES)
    ),
    **dict.fromkeys(("country", "exporter", "importer"), country),
    **dict.fromkeys(("owner", "decided_by", "asked_by", "approved_by"), _person),
    **{kind: partial(_record, kind) for kind in ("meeting", "company", "step", "document")},
    **dict.fromkeys(("deadline", "published"), day),
    "side": side,
    "kind": partial(words.label, words.STATEMENTS),
}
"""How the fields are read that do not speak for themselves."""
