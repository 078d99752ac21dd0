"""Decisions of people on pairs of records: kept for good, undone by a further entry.

The log is a file of JSON lines in the user's store, one entry a line, only ever added to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from sinergi.errors import DataError, UsageError
from sinergi.store import home
from sinergi.store.journal import Journal

PairVerdict = Literal["same", "different"]
_Content = tuple[str, str, PairVerdict | None, int | None]
"""Left, right, verdict, and the number that is undone."""


class Decision(BaseModel):
    """One entry of the log.

    ``left`` and ``right`` are unique ids (``register:record_id``), left before right. An entry
    with ``undoes`` takes back the entry of that number; its own verdict is None.
    """

    model_config = ConfigDict(frozen=True)

    number: int
    left: str
    right: str
    verdict: PairVerdict | None
    who: str
    when: datetime
    why: str
    undoes: int | None = None


class DecisionLog:
    """The decisions of a store.

    Args:
        path: The log's file; the store's own when None.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or home() / "companies" / "decisions.jsonl"
        self._journal = Journal(self.path)

    def entries(self) -> list[Decision]:
        """All entries in the order they were made.

        Raises:
            DataError: a line is no entry; the message names it.
        """
        return [self._decision(number, value) for number, value in self._journal.entries()]

    def _decision(self, line: int, value: object) -> Decision:
        try:
            return Decision.model_validate(value)
        except ValidationError as error:
            raise DataError(
                "is no decision",
                where=f"{self.path}, line {line}",
                advice="Restore the file from a copy; nothing was decided or undone",
            ) from error

    def standing(self) -> dict[tuple[str, str], Decision]:
        """The last decision on each pair that was not undone."""
        return _standing(self.entries())

    def decide(self, one: str, other: str, verdict: PairVerdict, *, who: str, why: str) -> Decision:
        """Add a decision on a pair; it takes the place of an earlier one, which is kept.

        Raises:
            UsageError: a record is paired with itself, or who decided is not said.
        """
        if one == other:
            raise UsageError(f"'{one}' cannot be paired with itself")
        left, right = sorted((one, other))
        return self._add(lambda _: (left, right, verdict, None), who=who, why=why)

    def decide_all(
        self, pairs: Iterable[tuple[str, str]], verdict: PairVerdict, *, who: str, why: str
    ) -> list[Decision]:
        """Add one verdict on many pairs; each is an entry of its own and can be undone alone.

        Raises:
            UsageError: who decided is not said.
        """
        return [self.decide(one, other, verdict, who=who, why=why) for one, other in pairs]

    def undo_all(self, first: int, last: int, *, who: str, why: str) -> list[Decision]:
        """Take back the decisions with numbers ``first`` to ``last`` that stand.

        Raises:
            UsageError: none of them stands.
        """
        numbers = sorted(one.number for one in self.standing().values())
        standing = [number for number in numbers if first <= number <= last]
        if not standing:
            which = f"number {first}" if first == last else f"numbered {first} to {last}"
            raise UsageError(
                f"no decision {which} stands", advice="See them with: review --decisions"
            )
        return [self.undo(number, who=who, why=why) for number in standing]

    def undo(self, number: int, *, who: str, why: str) -> Decision:
        """Take back the decision of a number; it and this entry are both kept.

        Raises:
            UsageError: there is no such decision that stands.
        """

        def undone(entries: list[Decision]) -> _Content:
            for decision in _standing(entries).values():
                if decision.number == number:
                    return decision.left, decision.right, None, number
            raise UsageError(
                f"no decision number {number} stands", advice="See them with: review --decisions"
            )

        return self._add(undone, who=who, why=why)

    def _add(
        self, content: Callable[[list[Decision]], _Content], *, who: str, why: str
    ) -> Decision:
        """Add what ``content`` makes of the entries there are, while nobody else can add one."""
        if not who.strip():
            raise UsageError("who decided is not said", advice="Give --who")
        made: list[Decision] = []

        def make(found: list[tuple[int, object]]) -> str:
            entries = [self._decision(line, value) for line, value in found]
            left, right, verdict, undoes = content(entries)
            decision = Decision(
                number=len(entries) + 1,
                left=_writable(left),
                right=_writable(right),
                verdict=verdict,
                who=_writable(who),
                when=datetime.now(UTC),
                why=_writable(why),
                undoes=undoes,
            )
            made.append(decision)
            return decision.model_dump_json(exclude_none=False)

        self._journal.append(make)
        return made[0]


def _writable(text: str) -> str:
    """The text with half characters (lone surrogates, which no file can hold) shown as they are."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _standing(entries: Iterable[Decision]) -> dict[tuple[str, str], Decision]:
    """The verdict that counts of each pair: the last one that no later entry takes back."""
    history: dict[tuple[str, str], list[Decision]] = {}
    for entry in entries:
        pair = history.setdefault((entry.left, entry.right), [])
        if entry.undoes is None:
            pair.append(entry)
        else:
            history[entry.left, entry.right] = [d for d in pair if d.number != entry.undoes]
    return {pair: decisions[-1] for pair, decisions in history.items() if decisions}
