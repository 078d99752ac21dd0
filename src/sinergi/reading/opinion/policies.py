"""What a second opinion may change, each statement saying who proposed and who confirmed it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sinergi.cooperation.record import Kind, Statement
from sinergi.reading.opinion.answers import ProposedStatement
from sinergi.reading.rules import Workings
from sinergi.vocabulary.reasons import Reason

_SAME = 0.3
"""Share of overlap (intersection over union) from which two spans are the same statement."""
_ADDED, _RAISED, _SURE = 0.3, 0.05, 0.75
_NO_DUE = (Kind.FACT, Kind.EXISTING_AGREEMENT)


class Policy(StrEnum):
    """How far the model may go.

    ``add``: what only it sees is added. ``correct``: kind, side and deadline of what both see are
    its. ``confirm``: what it does not see is dropped. ``lead``: it proposes, the rules verify and
    fill the gaps.
    """

    ADD = "add"
    CORRECT = "correct"
    CONFIRM = "confirm"
    LEAD = "lead"


@dataclass
class Outcome:
    """The statements after a policy, and what it did."""

    statements: list[Statement]
    added: int = 0
    corrected: int = 0
    confirmed: int = 0
    dropped: int = 0


def applied(
    policy: Policy,
    own: list[Statement],
    proposals: list[ProposedStatement],
    work: Workings,
    model: str,
) -> Outcome:
    """The rules' statements ``own`` and the model's proposals made into one list."""
    pairs, alone, unseen = _paired(own, proposals)
    outcome = Outcome([])
    for statement, proposal in pairs:
        outcome.statements.append(_both(policy, statement, proposal, work, model, outcome))
    for statement in unseen:
        sure = (statement.confidence or 0) >= _SURE
        if policy is Policy.CONFIRM or (policy is Policy.LEAD and not sure):
            outcome.dropped += 1
        else:
            outcome.statements.append(statement)
    if policy in (Policy.ADD, Policy.LEAD):
        new = [s for p in alone if (s := _added(p, work, model)) is not None]
        outcome.statements.extend(new)
        outcome.added = len(new)
    outcome.statements.sort(key=lambda s: s.start)
    return outcome


def _paired(
    own: list[Statement], proposals: list[ProposedStatement]
) -> tuple[list[tuple[Statement, ProposedStatement]], list[ProposedStatement], list[Statement]]:
    """Statements and proposals of the same words, each used once; and those left over."""
    shares = sorted(
        (
            (_overlap(s, p), i, j)
            for i, s in enumerate(own)
            for j, p in enumerate(proposals)
            if s.start < p.end and p.start < s.end
        ),
        key=lambda found: (-found[0], found[1:]),
    )
    mine: dict[int, int] = {}
    for share, i, j in shares:
        if share >= _SAME and i not in mine and j not in mine.values():
            mine[i] = j
    taken = set(mine.values())
    return (
        [(own[i], proposals[j]) for i, j in sorted(mine.items())],
        [p for j, p in enumerate(proposals) if j not in taken],
        [s for i, s in enumerate(own) if i not in mine],
    )


def _overlap(statement: Statement, proposal: ProposedStatement) -> float:
    shared = min(statement.end, proposal.end) - max(statement.start, proposal.start)
    return shared / (max(statement.end, proposal.end) - min(statement.start, proposal.start))


def _both(
    policy: Policy,
    statement: Statement,
    proposal: ProposedStatement,
    work: Workings,
    model: str,
    outcome: Outcome,
) -> Statement:
    """A statement that both see."""
    alike = statement.kind == proposal.kind and proposal.side in (None, statement.side)
    if alike:
        outcome.confirmed += 1
        sure = round(min(1.0, (statement.confidence or 0.5) + _RAISED), 2)
        changes = {"confidence": sure, "confirmed_by": [*statement.confirmed_by, model]}
        statement = statement.model_copy(update=changes)
    if policy not in (Policy.CORRECT, Policy.LEAD):
        return statement
    if policy is Policy.LEAD:
        found = _added(proposal, work, model)
        if found is not None:
            rules = [statement.proposed_by] if alike else []
            confidence = statement.confidence if alike else found.confidence
            outcome.corrected += not alike
            return found.model_copy(update={"confirmed_by": rules, "confidence": confidence})
    due = statement.due if proposal.kind not in _NO_DUE else None
    due = _verified(proposal, work) or due
    if alike and due == statement.due:
        return statement
    outcome.corrected += 1
    return statement.model_copy(
        update={
            "kind": proposal.kind,
            "side": proposal.side or statement.side,
            "due": due,
            "reason": Reason("second-opinion-corrects", model=model),
            "confirmed_by": statement.confirmed_by if alike else [model],
        }
    )


def _added(proposal: ProposedStatement, work: Workings, model: str) -> Statement | None:
    """A statement that the model proposes: sectors, objects and deadline are read by the rules."""
    item = work.at(proposal.start, proposal.end, proposal.kind)
    if item is None:
        return None
    made = work.statement(item)
    return made.model_copy(
        update={
            "kind": proposal.kind,
            "side": proposal.side if proposal.side is not None else made.side,
            "due": _verified(proposal, work) or made.due,
            "confidence": _ADDED,
            "proposed_by": model,
            "reason": Reason("second-opinion-only", model=model),
        }
    )


def _verified(proposal: ProposedStatement, work: Workings) -> str | None:
    """The model's deadline, where the words of the span bear it out.

    Its year stands in the span, or the rules resolve the same year, or it is a period whose
    number does.
    """
    if proposal.due is None or proposal.kind in _NO_DUE:
        return None
    words = work.page.text[proposal.start : proposal.end]
    number = proposal.due[1:-1] if proposal.due.startswith("P") else proposal.due[:4]
    if number in words:
        return proposal.due
    item = work.at(proposal.start, proposal.end, proposal.kind)
    own = work.statement(item).due if item is not None else None
    return proposal.due if own is not None and own[:4] == proposal.due[:4] else None
