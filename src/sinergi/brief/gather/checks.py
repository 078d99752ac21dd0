"""Figures and ranks that were stated, beside what the data say."""

from __future__ import annotations

from sinergi.brief.gather.context import Context
from sinergi.brief.messages import N_
from sinergi.brief.model import Sentence
from sinergi.cooperation.record import Check, CooperationRecord
from sinergi.evidence.claim_checks import Checked, check
from sinergi.reading.claims import claims
from sinergi.vocabulary.dataset_texts import dataset_text

VERDICTS = {
    "supported": N_("Supported by the data"),
    "contradicted": N_("Contradicted by the data"),
    "not_checkable": N_("Cannot be checked"),
}
_WEIGHT = ("contradicted", "supported", "not_checkable")
"""Of several figures in one statement, the first of these verdicts is shown."""


def checks(context: Context, record: CooperationRecord) -> dict[int, Checked]:
    """Place of the statement in the record to the check of what it states; kept in the record."""
    found: dict[int, Checked] = {}
    day = record.meeting.date or record.published
    said = int(day[:4]) if day else None
    for claim in claims(record):
        checked = check(claim, context.dataset.id, said=said)
        before = found.get(claim.statement)
        if before is None or _WEIGHT.index(checked.verdict) < _WEIGHT.index(before.verdict):
            found[claim.statement] = checked
    for place, checked in found.items():
        record.statements[place].check = Check(
            verdict=checked.verdict,
            reason=checked.reason,
            evidence=[one.id for one in checked.evidence],
        )
    return found


def in_words(context: Context, checked: Checked) -> Sentence:
    """Verdict, reason, the numbers compared, and whose they are in which edition."""
    _ = context.translator
    reason = checked.reason.text(context.lang)
    sentence: Sentence = [f"{_(VERDICTS[checked.verdict])}: {reason}"]
    for number, one in enumerate(checked.evidence):
        label = context.ledger.label(one)
        sentence += [f"{' (' if number == 0 else '; '}{label}: ", context.ledger.note(one)]
    if not checked.evidence:
        return [f"{sentence[0]}."]
    read = [data for one in checked.evidence for data in one.datasets]
    sources = dict.fromkeys(
        f"{data.producer}, {dataset_text(data.version, context.lang)}" for data in read
    )
    return [*sentence, "). ", _("Source: {source}", source="; ".join(sources)) + "."]
