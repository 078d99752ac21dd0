"""Search over everything, in every script: words are compared in Latin letters, folded."""

from __future__ import annotations

import re

from django.db.models import Case, Q, QuerySet, When

from sinergi.companies.names.scripts import plain, romanise
from sinergi.cooperation.roles import may
from sinergi.web.core.models import Record, SearchLine
from sinergi.web.core.permissions import visible_pairs
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
    names = FIELDS.get(record.KIND)
    if names is None:
        return
    here = SearchLine.objects.filter(kind=record.KIND, object_id=record.pk)
    if record.archived_at is not None or getattr(record, "state", "") == "refused":
        here.delete()
        return
    text = " ".join(str(getattr(record, name) or "") for name in names)
    pair = record.of_pair
    if record.KIND == "pair":
        text += " " + " ".join(pair.title(lang) for lang in ("en", "id", "ru", "tg"))
    values = {
        "title": str(record)[:300],
        "words": fold(text),
        "pair": pair,
        "desk_id": pair.desk_id if pair else None,
    }
    SearchLine.objects.update_or_create(kind=record.KIND, object_id=record.pk, defaults=values)


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
        lines = lines.filter(pair__in=visible_pairs(person))
    order = Case(*(When(kind=kind, then=n) for n, kind in enumerate(FIELDS)), default=len(FIELDS))
    return lines.select_related("pair").order_by(order, "-object_id")[:LIMIT]


def record_of(line: SearchLine) -> Record | None:
    """The record a line stands for."""
    from sinergi.web.core.kinds import model_of

    return model_of(line.kind)._default_manager.filter(pk=line.object_id).first()
