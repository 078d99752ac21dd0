"""The errors a user can meet: each says what happened, where, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pydantic import ValidationError


class SinergiError(Exception):
    """Something the user can mend: the command line prints it as one line, never a traceback.

    Args:
        what: What happened, one sentence without a full stop.
        where: File, row and field, or the argument it came from.
        advice: What to do next.
    """

    def __init__(self, what: str, *, where: str | None = None, advice: str | None = None) -> None:
        self.what = what
        self.where = where
        self.advice = advice
        super().__init__(self._line())

    def _line(self) -> str:
        line = f"{self.where}: {self.what}" if self.where else self.what
        line = f"{line}. {self.advice}" if self.advice else f"{line}."
        # What a library says, and the name of a file, may have several.
        return " ".join(line.splitlines())

    def __reduce__(self) -> tuple[Any, ...]:
        # From a worker process it comes as it was: made of its line, it would end in two stops.
        return _again, (type(self), self.args, vars(self))


def _again(kind: type[SinergiError], args: tuple[Any, ...], fields: dict[str, Any]) -> SinergiError:
    error = kind.__new__(kind, *args)
    vars(error).update(fields)
    return error


class InputError(SinergiError):
    """A file or text that was given cannot be read as what it should be."""


class UnknownNameError(SinergiError):
    """A country, product, sector, dataset or indicator of this name is not known."""


class UsageError(SinergiError):
    """The arguments contradict each other or are out of range (exit code 2)."""


class StoreError(SinergiError):
    """The store of datasets cannot be read or written."""


class OutputError(SinergiError):
    """A result cannot be written where it was asked to go."""


class DataError(SinergiError):
    """A data file that ships with the package, or one of the user's, breaks its own rules."""


class MissingDependencyError(SinergiError):
    """A feature needs an optional package or a system library that is not there."""


def first_fault(error: ValidationError, whole: str = "file") -> str:
    """What is wrong first with a record that breaks its model: "field 'name': …"."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or whole
    return f"field '{field}': {str(first['msg']).removeprefix('Value error, ')}"
