"""Decisions of people on pairs of records: kept for good, undone by a further entry.

The log is a file of JSON lines in the user's store, one entry a line, only ever added to.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import filelock
from pydantic import BaseModel, ConfigDict, ValidationError

from sinergi.errors import DataError, StoreError, UsageError
from sinergi.store import home

Verdict = Literal["same", "different"]


class Decision(BaseModel):
    """One entry of the log.

    ``left`` and ``right`` are unique ids (``register:record_id``), left before right. An entry
    with ``undoes`` takes back the entry of that number; its own verdict is None.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: int
    left: str
    right: str
    verdict: Verdict | None
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

    def entries(self) -> list[Decision]:
        """All entries in the order they were made.

        Raises:
            DataError: a line is no entry; the message names it.
        """
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", where=str(self.path)) from error
        found = []
        for number, line in enumerate(lines, start=1):
            try:
                found.append(Decision.model_validate_json(line))
            except ValidationError as error:
                raise DataError(
                    "is no decision",
                    where=f"{self.path}, line {number}",
                    advice="Restore the file from a copy; nothing was decided or undone",
                ) from error
        return found

    def standing(self) -> dict[tuple[str, str], Decision]:
        """The last decision on each pair that was not undone."""
        return _standing(self.entries())

    def decide(self, one: str, other: str, verdict: Verdict, *, who: str, why: str) -> Decision:
        """Add a decision on a pair; it takes the place of an earlier one, which is kept.

        Raises:
            UsageError: a record is paired with itself, or who decided is not said.
        """
        if one == other:
            raise UsageError(f"'{one}' cannot be paired with itself")
        left, right = sorted((one, other))
        return self._add(left=left, right=right, verdict=verdict, who=who, why=why)

    def undo(self, number: int, *, who: str, why: str) -> Decision:
        """Take back the decision of a number; it and this entry are both kept.

        Raises:
            UsageError: there is no such decision that stands.
        """
        for decision in self.standing().values():
            if decision.number == number:
                return self._add(
                    left=decision.left,
                    right=decision.right,
                    verdict=None,
                    who=who,
                    why=why,
                    undoes=number,
                )
        raise UsageError(
            f"no decision number {number} stands", advice="See them with: review --decisions"
        )

    def _add(
        self,
        *,
        left: str,
        right: str,
        verdict: Verdict | None,
        who: str,
        why: str,
        undoes: int | None = None,
    ) -> Decision:
        if not who.strip():
            raise UsageError("who decided is not said", advice="Give --who")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with filelock.FileLock(self.path.with_suffix(".lock"), timeout=10):
                decision = Decision(
                    number=len(self.entries()) + 1,
                    left=left,
                    right=right,
                    verdict=verdict,
                    who=who,
                    when=datetime.now(UTC),
                    why=why,
                    undoes=undoes,
                )
                self._append(decision.model_dump_json(exclude_none=False) + "\n")
        except OSError as error:
            what = error.strerror or str(error)
            raise StoreError(f"cannot be written: {what}", where=str(self.path)) from error
        return decision

    def _append(self, line: str) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


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
