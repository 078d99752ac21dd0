"""A pair whole as JSON, out and in without loss; records that the command line read.

Ids of the file are only references inside it: what is loaded gets ids of its own. Files of
documents and the accounts of people do not travel. What a second person or the other side said
there is not said here: texts that were approved are drafts again, a result that was confirmed is
done. Every line of the timeline that is loaded is one of the person who loads it, and says whose it
was.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.utils.translation import gettext as _
from pydantic import ValidationError as BadRecord

from sinergi.companies.export import neutralise
from sinergi.cooperation.life import RuleBrokenError
from sinergi.cooperation.record import CooperationRecord
from sinergi.errors import InputError
from sinergi.web.agreements.models import Agreement, Incentive
from sinergi.web.companies.actions import keep
from sinergi.web.companies.models import Approach, Company
from sinergi.web.core.audit import note
from sinergi.web.core.models import Entry, Record, Shareable
from sinergi.web.core.permissions import require
from sinergi.web.core.search import index
from sinergi.web.followup.models import Comment, Evidence, Step
from sinergi.web.meetings.actions import take_reading
from sinergi.web.meetings.models import Document, Meeting, Participant, Statement
from sinergi.web.meetings.reading import Read
from sinergi.web.openings.models import Watch
from sinergi.web.pairs.actions import take_up
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

FORMAT = "sinergi-pair-1"
LARGEST = 50 * 2**20
ORDER: tuple[type[Record], ...] = (
    Meeting, Document, Participant, Statement, Step, Evidence, Comment, Agreement, Incentive,
    Approach, Watch,
)  # fmt: skip
"""Kinds in an order in which each refers only to earlier ones."""
_LEFT_OUT = frozenset(
    {"id", "created_by", "decided_by", "asked_by", "approved_by", "owner", "file"}
)
_INSIDE = {model: model.KIND for model in ORDER}


def cell(value: Any) -> Any:
    """A value for a spreadsheet: texts that one could run are neutralised."""
    return neutralise(value) if isinstance(value, str) else value


def dump(pair: Pair) -> dict[str, Any]:
    """Everything of a pair as JSON can hold it."""
    found: dict[str, Any] = {"format": FORMAT, "pair": _fields(pair)}
    for model in ORDER:
        rows = model._default_manager.filter(**{model.PAIR: pair}).order_by("pk")
        found[model.KIND] = [_record(row) for row in rows]
    found["timeline"] = [
        {"at": e.at, "actor": e.actor_name, "action": e.action, "kind": e.kind, "of": e.object_id,
         "label": e.label, "changes": e.changes, "reason": e.reason}
        for e in Entry.objects.filter(pair=pair).order_by("pk")
    ]  # fmt: skip
    plain: dict[str, Any] = json.loads(json.dumps(found, cls=DjangoJSONEncoder))
    return plain


def _record(row: Record) -> dict[str, Any]:
    held = _fields(row)
    if isinstance(row, Step):
        held["statements"] = list(row.statements.order_by("pk").values_list("pk", flat=True))
        held["owner_name"] = str(row.owner) if row.owner else ""
    if isinstance(row, Approach):
        held["company"] = _fields(row.company)
    return held


def _fields(row: Any) -> dict[str, Any]:
    held: dict[str, Any] = {"id": row.pk}
    for field in row._meta.concrete_fields:
        if field.name in _LEFT_OUT or (field.is_relation and field.related_model not in _INSIDE):
            continue
        held[field.name] = field.value_from_object(row)
    return held


def load(person: Person, content: Any) -> Pair:
    """Load a pair that :func:`dump` gave into the person's desk.

    Raises:
        InputError: the content is not such a pair; the message names what does not hold.
        RuleBrokenError: the desk has the pair already.
    """
    require(person, "import")
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise InputError(_("the file is no pair that was exported here"))
    try:
        with transaction.atomic():
            return _load(person, content)
    except (KeyError, TypeError, AttributeError, models.ObjectDoesNotExist) as error:
        raise InputError(_("the file is not whole: %(what)s") % {"what": error}) from error
    except ValueError as error:
        raise InputError(_("a value does not hold: %(what)s") % {"what": error}) from error


def _load(person: Person, content: dict[str, Any]) -> Pair:
    head = content["pair"]
    pair = take_up(person, str(head["a"]), str(head["b"]))
    _fill(pair, head, {})
    _unsay(pair)
    pair.save()
    new: dict[tuple[str, int], Record] = {}
    for model in ORDER:
        for row in content[model.KIND]:
            new[model.KIND, row["id"]] = _make(person, pair, model, row, new)
    for line in content["timeline"]:
        _line(person, pair, line, new)
    _reopen_without_evidence(pair)
    note(person, "import", of=pair)
    return pair


def _make(person: Person, pair: Pair, model: type[Record], row: dict[str, Any], new: Any) -> Record:
    record = model()
    _fill(record, row, new)
    if model.PAIR == "pair":
        record.pair = pair  # type: ignore[attr-defined]
    if isinstance(record, Approach):
        wanted = Company()
        _fill(wanted, row["company"], {})
        record.company = keep(person, wanted)
    if isinstance(record, Step) and row["owner_name"]:
        # Accounts do not travel: somebody of the same name on this desk takes the step.
        record.owner = Person.objects.filter(desk=pair.desk, name=row["owner_name"]).first()
    record.created_by = person
    _unsay(record)
    record.full_clean()
    record.save()
    # The day a record was made is its own, not that of loading.
    type(record)._default_manager.filter(pk=record.pk).update(created_at=row["created_at"])
    if isinstance(record, Step):
        record.statements.set(new["statement", one] for one in row["statements"])
    index(record)
    return record


def _fill(record: Any, row: dict[str, Any], new: Any) -> None:
    """Set the fields that the row holds; references become the new records."""
    for field in record._meta.concrete_fields:
        name = field.name
        if name in _LEFT_OUT or name not in row or name in ("pair", "desk", "created_at"):
            continue
        if field.is_relation:
            if field.related_model not in _INSIDE:
                continue
            held = row[name]
            setattr(record, name, None if held is None else new[_INSIDE[field.related_model], held])
        else:
            setattr(record, name, field.to_python(row[name]))


def _unsay(record: Any) -> None:
    """Take back what only a second person, or the other side, can say on this server."""
    if isinstance(record, Shareable):
        record.sharing, record.asked_on = "draft", None
    if isinstance(record, Step) and record.status == "confirmed":
        record.status = "done"


def _reopen_without_evidence(pair: Pair) -> None:
    """A step is done only with evidence, here as everywhere."""
    proven = Evidence.objects.filter(step__pair=pair, archived_at=None).values("step")
    pair.steps.filter(status="done").exclude(pk__in=proven).update(status="open", done_on=None)


def _line(person: Person, pair: Pair, line: dict[str, Any], new: Any) -> None:
    of = new.get((line["kind"], line["of"]))
    told = (str(line[name]) for name in ("actor", "action", "label"))
    Entry.objects.create(
        actor=person,
        actor_name=str(person)[:200],
        desk=pair.desk,
        pair=pair,
        action="import",
        kind=str(line["kind"])[:20],
        object_id=of.pk if of else None,
        label=f"{' · '.join(told)[:280]} ({str(line['at'])[:10]})",
        changes=dict(line["changes"]),
        reason=str(line["reason"])[:500],
    )


def load_file(person: Person, upload: UploadedFile[bytes]) -> Pair:
    """Load an uploaded JSON file: a pair, or a list of records of ``sinergi read --json``.

    Raises:
        InputError: it is too large, no JSON, or neither of both.
    """
    if (upload.size or 0) > LARGEST:
        raise InputError(_("the file is too large"))
    try:
        content = json.loads(upload.read())
    except (ValueError, RecursionError) as error:
        raise InputError(_("the file is no JSON")) from error
    return load_records(person, content) if isinstance(content, list) else load(person, content)


def load_records(person: Person, content: Iterable[Any]) -> Pair:
    """Take records that the command line read as proposals; their text is the sentences they hold.

    Raises:
        InputError: one is no such record, or they name no pair of countries.
    """
    try:
        records = [CooperationRecord.model_validate(one) for one in content]
    except BadRecord as error:
        raise InputError(
            _("this is no record: %(what)s") % {"what": error.errors()[0]["msg"]}
        ) from error
    told = [one for one in records if one.is_record and len(one.parties) == 2]
    if not told:
        raise InputError(_("no record of two countries is in the file"))
    parties = told[0].parties
    own = person.desk.country if person.desk else ""
    a, b = parties if parties[0] == own or own not in parties else parties[::-1]
    with transaction.atomic():
        pair = Pair.objects.filter(desk=person.desk, a=a, b=b).first() or take_up(person, a, b)
        for one in told:
            if set(one.parties) != {a, b}:
                raise RuleBrokenError("state", "the records are of several pairs")
            _take(person, pair, one)
    return pair


def _take(person: Person, pair: Pair, record: CooperationRecord) -> None:
    """Keep a record without its document: the sentences, one a line, are the text."""
    import hashlib

    from sinergi.web.core.actions import create

    text, placed = "", []
    for one in record.statements:
        start = len(text)
        placed.append(one.model_copy(update={"start": start, "end": start + len(one.span)}))
        text += one.span + "\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(pair=pair, name=record.id[:200], text=text, sha256=digest)
    moved = record.model_copy(update={"statements": placed})
    take_reading(person, create(person, document), Read(text, moved))
