"""What lines of the timeline and of the search call their records, in the language of the page.

A line keeps its record's name as it was. Where that name was a machine's words, which every
language has, it is shown in the reader's; a name that a person wrote stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sinergi.web.core.kinds import kinds
from sinergi.web.core.templating import lang, named

WORDED = ("pair", "meeting", "step")
"""Kinds whose names depend on the language."""


def labels(lines: Iterable[Any], field: str = "label") -> dict[int, str]:
    """The names of the lines' records by the lines' keys; at most one query a kind.

    Args:
        lines: Entries or lines of the search; each has ``kind``, ``object_id`` and ``field``.
        field: Where a line keeps the name as it was.
    """
    given = list(lines)
    found = {line.pk: str(getattr(line, field)) for line in given}
    for kind in WORDED:
        own = [line for line in given if line.kind == kind and line.object_id]
        if not own:
            continue
        held = kinds()[kind]._default_manager.in_bulk({line.object_id for line in own})
        for line in own:
            record = held.get(line.object_id)
            if record is not None:
                found[line.pk] = _in_language(record, found[line.pk])
    return found


def _in_language(record: Any, label: str) -> str:
    if record.KIND != "step":
        return named(record) if str(record)[:300] == label else label
    said = (record.proposal or {}).get("words", {})
    written = {str(texts.get("text"))[:300] for texts in said.values()}
    return str(said[lang()]["text"]) if label in written and lang() in said else label
