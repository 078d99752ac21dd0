"""Argument types that several commands share."""

from __future__ import annotations

import os
from pathlib import Path

import click

from sinergi.errors import UsageError


class CountryType(click.ParamType[str]):
    """A country: its ISO3 code, or a name in English, Indonesian, Russian or Tajik."""

    name = "country"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO3 code; a SinergiError names the nearest countries."""
        from sinergi.vocabulary import countries

        return countries.resolve(value)


class FileType(click.Path):
    """A file's name, which may be of a file that is not there."""

    def convert(
        self,
        value: str | os.PathLike[str],
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> str | bytes | os.PathLike[str]:
        """The name as a path."""
        if "\0" in os.fspath(value):
            raise UsageError("no file can have this name", where=os.fspath(value))
        return super().convert(value, param, ctx)


COUNTRY = CountryType()
FILE = FileType(path_type=Path)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)
csv_option = click.option(
    "--csv", "as_csv", is_flag=True, help="Print a CSV table and nothing else."
)
dataset_option = click.option(
    "--dataset", metavar="ID", help="A trade dataset; default: the newest complete one you added."
)


def one_format(as_json: bool, as_csv: bool) -> None:
    """Refuse to print two documents at once.

    Raises:
        UsageError: both were asked for.
    """
    if as_json and as_csv:
        raise click.UsageError("Give --json or --csv, not both.")
