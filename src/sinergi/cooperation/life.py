"""The life of a record: from which state an action leads to which, and what it needs.

The table is data (``data/cooperation/transitions.csv``). A state is changed by :func:`move` and by
nothing else.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict

from sinergi.errors import SinergiError, UnknownNameError
from sinergi.vocabulary.cells import Spaced
from sinergi.vocabulary.tables import data_path, read_table

Need = Literal[
    "reason", "evidence", "second_person", "token", "signed_on", "in_force_on", "expires_on"
]
"""What a transition may ask for: a text, a proof, another person than the author, a link with a
token, or a date of the agreement."""

ANY = "*"


class RuleBrokenError(SinergiError):
    """The record's life does not allow this action now.

    ``code`` is ``state`` when the action does not fit the state, else the :data:`Need` that is
    not met; a caller may put it into words of its own.
    """

    def __init__(self, code: str, what: str, *, advice: str | None = None) -> None:
        self.code = code
        super().__init__(what, advice=advice)


class Transition(BaseModel):
    """One line of ``transitions.csv``; ``to`` is None where the state stays as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    action: str
    from_states: Spaced[str]
    to: str | None = None
    needs: Spaced[Need] = ()


@cache
def _table() -> dict[tuple[str, str], Transition]:
    rows = read_table(data_path("cooperation", "transitions.csv"), Transition)
    return {(row.kind, row.action): row for row in rows}


def transitions(kind: str) -> list[Transition]:
    """The transitions of a kind of record, in the order of the file.

    Raises:
        UnknownNameError: no record of this kind has a life.
    """
    found = [one for (owner, _), one in _table().items() if owner == kind]
    if not found:
        kinds = ", ".join(dict.fromkeys(owner for owner, _ in _table()))
        raise UnknownNameError(f"kind '{kind}' is not known", advice=f"Kinds: {kinds}")
    return found


def possible(kind: str, state: str) -> list[str]:
    """The actions that fit a state, whatever else they need."""
    return [one.action for one in transitions(kind) if _fits(one, state)]


def move(kind: str, action: str, state: str, met: Collection[str] = ()) -> str:
    """The state that ``action`` leads to from ``state``.

    Args:
        kind: Kind of record, such as ``step``.
        action: What is done, such as ``complete``.
        state: The state the record is in.
        met: The :data:`Need` words that are met.

    Raises:
        RuleBrokenError: the action does not fit the state, or a need is not met.
        UnknownNameError: the kind has no such action.
    """
    wanted = {one.action: one for one in transitions(kind)}
    if action not in wanted:
        raise UnknownNameError(
            f"a {kind} has no action '{action}'", advice=f"Actions: {', '.join(wanted)}"
        )
    one = wanted[action]
    if not _fits(one, state):
        raise RuleBrokenError(
            "state",
            f"a {kind} that is {state} cannot be changed by '{action}'",
            advice="See its present state; somebody may have changed it meanwhile",
        )
    for need in one.needs:
        if need not in met:
            raise RuleBrokenError(need, f"'{action}' needs {need.replace('_', ' ')}")
    return one.to or state


def _fits(one: Transition, state: str) -> bool:
    return ANY in one.from_states or state in one.from_states
