"""A brief to give to the other side or to companies: only what is named here, and saying so."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sinergi.brief.gather.summary import ASK
from sinergi.brief.gather.treaties import PROPOSED
from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief

_NAMED = {
    "brief": {
        "Brief": "schema_name lang title subtitle a b prepared dataset purpose occasion summary "
        "main_chart reach incentives agreements relations shared sources record meeting statements "
        "map profiles side_by_side pair_charts directions sectors limits evidence datasets",
        "Figure": "value unit text evidence note unknown",
        "Country": "code name",
        "Column": "key title numeric",
        "Table": "id title columns rows note",
        "Point": "x figure",
        "Series": "name points",
        "Place": "country kind lat lon",
        "Chart": "id kind title unit axis scale series countries places alt note",
        "Person": "name role country name_original role_original",
        "MeetingView": "date date_text place country people",
        "StatementView": "number kind kind_text side side_text sectors sectors_text due due_text "
        "span sentence document gloss folded",
        "Profile": "country facts exports imports",
        "Direction": "exporter importer findings opportunities opportunities_reason reading charts",
        "SectorEvidence": "sector name statements covered findings tables charts",
        "Incentive": "side side_text what to basis statement",
        "Agreement": "title parties state missing statement source",
        "Group": "title sentences tables charts",
        "SourceDocument": "name lang published sha256",
        "NumberedEvidence": "note label text formula unknown evidence",
    },
    "cooperation": {
        "CooperationRecord": "id url lang published is_record event_cluster documents parties "
        "meeting participants offices sectors statements",
        "OfficeNamed": "role country",
        "Meeting": "date place country date_span place_span",
        "Participant": "name role country span start end",
        "Statement": "side kind sector sectors_all objects due span start end sentence document",
    },
    "evidence": {
        "Evidence": "id measure arguments label value unit unknown formula source datasets inputs "
        "notes",
        "Reference": "id title producer version licence licence_url attribution sha256 notes",
        "Input": "name value unit evidence rows filter",
    },
}
"""Package and class: the fields that may be shared. What is not named here is left out."""


def shared_fields(part: type[BaseModel]) -> frozenset[str]:
    """The fields of a class that may leave the desk; none of a class that is not named."""
    package = part.__module__.split(".")[1]
    return frozenset(_NAMED.get(package, {}).get(part.__name__, "").split())


def to_share(brief: Brief) -> Brief:
    """A copy with the fields of :func:`shared_fields`; the others are empty.

    The record keeps what was said and the evidence what its figures need; the limits say first
    that something was left out.
    """
    _ = translator(brief.lang)
    note = _("Prepared to be shared: lines to take, decisions, plans and companies are left out.")
    kept = brief.model_copy(deep=True)
    _empty(kept)
    kept.shared = True
    # The second line says what has become of it, and before a meeting for whom it is.
    kept.occasion = kept.occasion[:1] if kept.record else []
    told = [line for line in kept.summary if any(not isinstance(p, str) for p in line)]
    kept.summary = [[part for part in line if part != _(ASK)] for line in told]
    proposed = _(PROPOSED).partition("{")[0]
    for group in kept.relations:
        group.sentences = [s for s in group.sentences if not str(s[0]).startswith(proposed)]
    kept.limits.insert(0, [note])
    shown = {figure.evidence for figure in kept.figures() if figure.note}
    kept.evidence = [one for one in kept.evidence if one.evidence.id in shown]
    number_evidence(kept)
    return kept


def _empty(part: object) -> None:
    if isinstance(part, (list, tuple)):
        for one in part:
            _empty(one)
    elif isinstance(part, BaseModel):
        shared = shared_fields(type(part))
        for name, field in type(part).model_fields.items():
            if name in shared:
                _empty(getattr(part, name))
            else:
                # Evidence is frozen; what is emptied here is a copy of its own.
                part.__dict__[name] = _nothing(field)


def _nothing(field: FieldInfo) -> Any:
    """The default of a field; without one an empty list or nothing."""
    if not field.is_required():
        return field.get_default(call_default_factory=True)
    return [] if str(field.annotation).startswith("list") else None
