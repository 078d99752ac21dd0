"""The record that a row of a table becomes; kinds that hang on another name it by its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sinergi.cooperation.life import RuleBrokenError
from sinergi.web.core import actions
from sinergi.web.core.models import Record
from sinergi.web.core.permissions import visible
from sinergi.web.people.models import Person

HELD = {"participant": "meeting", "statement": "meeting", "evidence": "step", "approach": "company"}
"""Kinds whose rows name another record: column, which is also its kind."""
_MORE = {"watch": ("exporter", "product")}


def columns(model: type[Record]) -> tuple[str, ...]:
    """The columns of a kind that are taken from a table."""
    own = model.ADDED or model.FIELDS
    held = (HELD[model.KIND],) if model.KIND in HELD else ()
    return tuple(dict.fromkeys((*held, *_MORE.get(model.KIND, ()), *own)))


def make(
    person: Person, model: type[Record], pair: Any, row: Mapping[str, Any], values: dict[str, Any]
) -> Record:
    """Write the record of a row.

    Args:
        person: Who brings the table.
        model: The kind.
        pair: The pair that was chosen; None for companies.
        row: The cells by column.
        values: What of them the kind's form has taken.

    Raises:
        RuleBrokenError: the record that the row names is not of this pair, or it is there already.
        RefusedError, ValidationError: see :func:`sinergi.web.core.actions.create`.
    """
    if model.KIND == "watch":
        return _watch(person, pair, row, values)
    record = model(**values)
    if model.PAIR == "pair":
        record.pair = pair  # type: ignore[attr-defined]
    if model.KIND in HELD:
        holder = HELD[model.KIND]
        setattr(record, holder, _held(person, pair, holder, str(row.get(holder, ""))))
    if model.KIND == "approach":
        from sinergi.web.companies.actions import take_up_once

        return take_up_once(person, record)  # type: ignore[arg-type]
    permission = "attach" if model.KIND == "evidence" else "create"
    return actions.create(person, record, permission=permission)


def _held(person: Person, pair: Any, kind: str, number: str) -> Record:
    from sinergi.web.core.kinds import model_of

    rows = visible(person, model_of(kind)).filter(archived_at=None)
    found = rows.filter(pk=int(number)).first() if _is_number(number) else None
    if found is None or found.of_pair not in (None, pair):
        raise RuleBrokenError("holder", f"no {kind} '{number}' in this pair")
    return found


def _is_number(text: str) -> bool:
    """Whether a cell is a number that a record may have: of 64 bits."""
    return text.isdecimal() and len(text) <= 18


def _watch(person: Person, pair: Any, row: Mapping[str, Any], values: dict[str, Any]) -> Record:
    from sinergi.vocabulary.products import has_label
    from sinergi.web.openings.actions import watch

    product = str(row.get("product", ""))
    if not has_label(product):
        raise RuleBrokenError("holder", f"no product '{product}'")
    made = watch(person, pair, str(row.get("exporter", "")), product)
    return actions.edit(person, made, values, version=None)
