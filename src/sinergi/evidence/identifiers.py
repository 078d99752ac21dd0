"""Evidence ids: ``measure/ARGUMENT/…@dataset``, written and read back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sinergi.errors import UsageError

_PART = r"[A-Za-z0-9_.+\-]+"
_PATTERN = re.compile(rf"({_PART})((?:/{_PART})*)@({_PART})")


@dataclass(frozen=True)
class Identifier:
    """The three parts of an id."""

    measure: str
    arguments: tuple[str, ...]
    dataset: str

    def __str__(self) -> str:
        return "/".join((self.measure, *self.arguments)) + "@" + self.dataset


def evidence_id(measure: str, *arguments: str | int, dataset: str) -> str:
    """The id of a number that was computed with its neighbours, column by column."""
    return str(Identifier(measure, tuple(map(str, arguments)), dataset))


def parse(text: str) -> Identifier:
    """Read an id.

    Raises:
        UsageError: the text has not the form of one.
    """
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            f"'{text}' is not an evidence id",
            advice="Ids look like trade-value/TJK/IDN/760110/2011@baci-minerals; "
            "a brief lists its own under 'Where the numbers come from'",
        )
    measure, arguments, dataset = match.groups()
    return Identifier(measure, tuple(arguments.split("/")[1:]), dataset)
