"""The dialogue on a table's columns that all commands share: ``--show`` and ``--column``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from sinergi.errors import UsageError

if TYPE_CHECKING:
    from sinergi.tabular.proposal import Proposal


def column_options(command: Any) -> Any:
    """The options ``--column`` (as ``corrections``) and ``--show``."""
    command = click.option(
        "--show", is_flag=True, help="Show what the columns seem to be, and do nothing."
    )(command)
    return click.option(
        "--column",
        "corrections",
        multiple=True,
        metavar="COLUMN=FIELD",
        help="Say what a column is (FIELD empty: do not use it); may be given again.",
    )(command)


def parse_columns(corrections: Iterable[str]) -> dict[str, str]:
    """Field by column of texts ``COLUMN=FIELD``.

    Raises:
        UsageError: a text has no ``=``.
    """
    pairs = {}
    for text in corrections:
        column, equals, field = text.rpartition("=")
        if not equals:
            raise UsageError(f"'{text}' is not COLUMN=FIELD", where="--column")
        pairs[column.strip()] = field.strip()
    return pairs


def print_columns(proposals: Sequence[Proposal], assigned: Mapping[str, str]) -> None:
    """Show each column with the field it is ``assigned`` and why, on standard error."""
    from rich.table import Table

    from sinergi.terminal import Console

    table = Table(title="What the columns seem to be", title_justify="left")
    for heading in ("column", "field", "why", "examples"):
        table.add_column(heading, overflow="fold")
    for proposal in proposals:
        field = assigned.get(proposal.column)
        why = proposal.why if field == proposal.field else "as you said"
        table.add_row(proposal.column, field or "—", why, " · ".join(proposal.examples))
    Console(stderr=True).print(table)


def print_fields(fields: Iterable[str]) -> None:
    """List the fields that columns can be."""
    click.echo(f"Fields: {', '.join(fields)}", err=True)
