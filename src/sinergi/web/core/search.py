"""Search over everything, in every script: words are compared in Latin letters, folded."""

from __future__ import annotations

import re

from django.db.models import Case, Q, QuerySet, When

from sinergi.companies.names.scripts import plain, romanise
from sinergi.cooperation.roles import may
from sinergi.web.core.models import Record, SearchLine
from sinergi.web.people.models import Person

FIELDS: dict[str, tuple[str, ...]] = {
    "pair": ("note",),
    "meeting": ("date", "place", "note"),
    "agreement": ("title", "parties", "signatories", "note"),
    "step": ("text", "note"),
    "incentive": ("what", "for_whom", "legal_basis"),
    "approach": ("contact", "answer", "note"),
    "document": ("name",),
    "participant": ("name", "office"),
    "evidence": ("text", "url"),
    "statement": ("span", "note"),
}
"""What is searched in each kind of record; what comes first here is shown first."""
LIMIT = 50
_WORD = re.compile(r"\w+")


def fold(text: str) -> str:
    """Words of a text in Latin letters, without accents, in lower case."""
    return " ".join(_WORD.findall(romanise(plain(text[:20000]))))


def index(record: Record) -> None:
    """Bring the search line of a record up to date; archived ones have none."""
    if record.KIND not in FIELDS:
        return
    line = line_of(record)
    here = {"kind": record.KIND, "object_id": record.pk}
    if line is None:
        SearchLine.objects.filter(**here).delete()
        return
    values = {name: getattr(line, name) for name in ("title", "words", "pair", "desk_id")}
    SearchLine.objects.update_or_create(**here, defaults=values)


def line_of(record: Record) -> SearchLine | None:
    """The search line of a record of one of the kinds in :data:`FIELDS`; None where it has none."""
    if record.archived_at is not None or getattr(record, "state", "") == "refused":
        return None
    text = " ".join(str(getattr(record, name) or "") for name in FIELDS[record.KIND])
    pair = record.of_pair
    if record.KIND == "pair":
        text += " " + " ".join(pair.title(lang) for lang in ("en", "id", "ru", "tg"))
    return SearchLine(
        kind=record.KIND,
        object_id=record.pk,
        title=str(record)[:300],
        words=fold(text),
        pair=pair,
        desk_id=pair.desk_id if pair else None,
    )


def search(person: Person, text: str) -> QuerySet[SearchLine]:
    """The lines that hold all words of ``text``, of what the person may see.

    Pairs come before meetings and these before what was said at them, the newest of a kind first.
    """
    words = fold(text[:200]).split()[:8]
    lines = SearchLine.objects.all()
    if not words or not may(person.role, "view"):
        return lines.none()
    found = Q()
    for word in words:
        found &= Q(words__contains=word)
    lines = lines.filter(found)
    if person.role != "administrator":
        # Each line names its desk: no other table is joined to the many that a common word finds.
        lines = lines.filter(desk_id=person.desk_id) if person.desk_id else lines.none()
    order = Case(*(When(kind=kind, then=n) for n, kind in enumerate(FIELDS)), default=len(FIELDS))
    return lines.prefetch_related("pair").order_by(order, "-object_id")[:LIMIT]


def record_of(line: SearchLine) -> Record | None:
    """The record a line stands for."""
    from sinergi.web.core.kinds import model_of

    return model_of(line.kind)._default_manager.filter(pk=line.object_id).first()
