"""A brief to give to the other side or to companies: without what is internal, and saying so."""

from __future__ import annotations

from sinergi.brief.gather.summary import ASK
from sinergi.brief.gather.treaties import PROPOSED
from sinergi.brief.layout.registry import number_evidence
from sinergi.brief.messages import translator
from sinergi.brief.model import Brief

LEFT_OUT = frozenset(
    {
        "topics",
        "decisions",
        "promises",
        "careful",
        "raising",
        "company_pairs",
        "companies",
        "preparer",
        "plan",
    }
)
"""Fields that say what one side thinks, wants of its own people, or proposes to do."""


def to_share(brief: Brief) -> Brief:
    """A copy without :data:`LEFT_OUT`, checks of statements and how sure the machine is of them.

    The record keeps what was said and the evidence what its figures need; the limits say first
    that something was left out.
    """
    _ = translator(brief.lang)
    note = _("Prepared to be shared: lines to take, decisions, plans and companies are left out.")
    kept = brief.model_copy(deep=True)
    for name in LEFT_OUT:
        setattr(kept, name, [])
    kept.shared = True
    kept.plan_note = kept.companies_note = kept.record_note = None
    told = [line for line in kept.summary if any(not isinstance(p, str) for p in line)]
    kept.summary = [[part for part in line if part != _(ASK)] for line in told]
    proposed = _(PROPOSED).partition("{")[0]
    for group in kept.relations:
        group.sentences = [s for s in group.sentences if not str(s[0]).startswith(proposed)]
    kept.limits.insert(0, [note])
    for said in kept.statements:
        said.check = said.check_text = said.confidence_text = said.reason = None
    for statement in kept.record.statements if kept.record else ():
        statement.check = statement.confidence = statement.reason = None
    shown = {figure.evidence for figure in kept.figures() if figure.note}
    kept.evidence = [one for one in kept.evidence if one.evidence.id in shown]
    number_evidence(kept)
    return kept
