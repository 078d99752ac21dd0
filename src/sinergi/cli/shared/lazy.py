"""A group of commands that imports a command's module only when the command is used."""

from __future__ import annotations

import importlib
from typing import Any

import click

Table = dict[str, tuple[str, str]]
"""Name of a command: where it lies below ``sinergi.cli`` (``module:function``), one line of
help."""


class LazyGroup(click.Group):
    """A group whose commands are named in ``table``, so that ``--help`` imports none of them."""

    def __init__(self, *arguments: Any, table: Table, **keywords: Any) -> None:
        super().__init__(*arguments, **keywords)
        self.table = table

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order of the work."""
        return list(self.table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, None when there is none of this name."""
        if cmd_name not in self.table:
            return None
        module, attribute = self.table[cmd_name][0].split(":")
        command: click.Command = getattr(
            importlib.import_module(f"sinergi.cli.{module}"), attribute
        )
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Print the one-line helps without importing the commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.table.items()])
