"""``sinergi companies import``: a register into the store, with a report of what was not taken."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.columns import (
    column_options,
    parse_columns,
    print_columns,
    print_fields,
)
from sinergi.cli.shared.options import COUNTRY, FILE, json_option
from sinergi.errors import UsageError

if TYPE_CHECKING:
    from sinergi.companies.register_store import Register
    from sinergi.companies.registers.register_mapping import RegisterMapping
    from sinergi.tabular import TableSource
    from sinergi.tabular.proposal import Proposal


@click.command(name="import")
@click.argument("file", type=FILE)
@click.option("--register", "name", required=True, help="What to call the register.")
@click.option("--country", type=COUNTRY, help="Country of companies whose row does not say it.")
@click.option("--map", "map_name", help="A mapping: one that ships, or a .toml file.")
@column_options
@click.option("--yes", is_flag=True, help="Take the proposed columns without asking.")
@click.option("--save-map", type=FILE, help="Where to save the mapping that was confirmed.")
@click.option("--with-persons", is_flag=True, help="Take natural persons too.")
@click.option("--replace", is_flag=True, help="Take the place of a register of this name.")
@json_option
def import_(
    file: Path,
    name: str,
    country: str | None,
    map_name: str | None,
    corrections: tuple[str, ...],
    yes: bool,
    show: bool,
    save_map: Path | None,
    with_persons: bool,
    replace: bool,
    as_json: bool,
) -> None:
    """Take the register FILE (CSV, XLSX, JSON lines, FollowTheMoney, GLEIF) into the store.

    A file whose columns are known is taken at once. For another one the columns are proposed,
    shown, and asked about; the mapping that you confirm is saved as a file for the next time.
    """
    from sinergi.cli.shared.output import check_folder
    from sinergi.cli.shared.progress import progress_bar
    from sinergi.companies.candidates import prepare_register
    from sinergi.companies.registers.register_import import check_name, import_register
    from sinergi.companies.registers.register_mapping import write_mapping
    from sinergi.tabular import open_table

    check_name(name, replace=replace or show)
    if save_map is not None:
        check_folder(save_map)
    source = open_table(file)
    if show:
        _show(source)
        return
    mapping_name, mapping, new = _mapping(
        source, name, map_name, parse_columns(corrections), country=country, yes=yes, save=save_map
    )
    with progress_bar() as progress:
        register = import_register(
            source,
            mapping,
            name,
            mapping_name=mapping_name,
            country=country,
            with_persons=with_persons,
            replace=replace,
            progress=lambda rows: progress(f"{rows:,} rows", None),
        )
    if new:
        # Only now: a file that could not be imported leaves no mapping behind.
        write_mapping(Path(mapping_name), mapping)
        click.echo(f"Mapping saved: {mapping_name}", err=True)
    if register.kind == "companies":
        # What the records point to is worked out now: questions are answered from it at once.
        prepare_register(register.id)
    if as_json:
        click.echo(register.model_dump_json(indent=2))
    else:
        _print(register)


def _mapping(
    source: TableSource,
    name: str,
    given: str | None,
    corrections: dict[str, str],
    *,
    country: str | None,
    yes: bool,
    save: Path | None,
) -> tuple[str, RegisterMapping, bool]:
    """The name of the mapping, the mapping, and whether it is new and to be saved."""
    from sinergi.companies.registers import register_mapping as mappings
    from sinergi.companies.registers.mapping_proposal import mapping_of, propose
    from sinergi.store import home

    if given is not None:
        return given, mappings.find_mapping(given), False
    if not corrections:
        known = mappings.recognise(source.columns)
        if known is not None:
            click.echo(f"Recognised as {known[1].title} (mapping {known[0]}).", err=True)
            return *known, False
    proposals = propose(source.columns, source.sample())
    unknown = [column for column in corrections if column not in source.columns]
    if unknown:
        raise UsageError(
            f"the file has no column '{unknown[0]}'",
            where="--column",
            advice=f"Columns: {', '.join(source.columns)}",
        )
    assigned = {p.column: p.field for p in proposals if p.field is not None}
    _correct(assigned, corrections)
    if not yes:
        assigned = _confirm(proposals, assigned)
    confirmed = mapping_of(assigned, title=name, country=country)
    path = save or home() / "mappings" / f"{name}.toml"
    return str(path), confirmed, True


def _correct(assigned: dict[str, str], corrections: dict[str, str]) -> None:
    for column, field in corrections.items():
        assigned.pop(column, None)
        if field:
            assigned[column] = field


def _confirm(proposals: list[Proposal], assigned: dict[str, str]) -> dict[str, str]:
    """Show the columns and let a person accept or correct them."""
    print_columns(proposals, assigned)
    if not sys.stdin.isatty():
        raise UsageError(
            "the columns were proposed by their names and contents, and nobody confirmed them",
            advice="Add --yes to take them so, --column COLUMN=FIELD to correct one, or --map",
        )
    while True:
        answer = click.prompt(
            "Enter: take it so; COLUMN=FIELD: correct; COLUMN=: leave out", default="", err=True
        )
        if not answer.strip():
            return assigned
        pairs = parse_columns([answer])
        if next(iter(pairs)) in {p.column for p in proposals}:
            _correct(assigned, pairs)
            print_columns(proposals, assigned)
        else:
            click.echo("There is no such column.", err=True)


def _show(source: TableSource) -> None:
    from sinergi.companies.registers.mapping_proposal import known_fields, propose
    from sinergi.companies.registers.register_mapping import recognise

    proposals = propose(source.columns, source.sample())
    print_columns(proposals, {p.column: p.field for p in proposals if p.field is not None})
    known = recognise(source.columns)
    click.echo(f"Format: {source.format}", err=True)
    if known is not None:
        click.echo(f"Known as: {known[1].title} (mapping {known[0]}).", err=True)
    print_fields(known_fields())


def _print(register: Register) -> None:
    from rich.table import Table

    from sinergi.companies.register_store import REFUSED
    from sinergi.terminal import Console

    report = register.report
    console = Console()
    console.print(f"[bold]{register.title}[/bold] is in the store as '{register.id}'.")
    what = "records" if register.kind == "companies" else "labels"
    console.print(f"{report.format}: {report.rows:,} rows in, {report.taken:,} {what} taken.")
    table = Table(title="Fields understood", title_justify="left")
    for heading in ("field", what, "not understood", "for example"):
        table.add_column(heading, justify="right" if heading != "field" else "left")
    for field, count in report.known.items():
        doubts = report.doubts[field]
        example = report.doubtful.get(field, "")
        table.add_row(field, f"{count:,}", f"{doubts:,}" if doubts else "", example)
    console.print(table)
    for word, counts in (("Refused", report.refused), ("Left out", report.left_out)):
        for reason, count in counts.most_common():
            console.print(f"{word}: {count:,} × {reason}", highlight=False)
    if report.refused:
        console.print(
            f"Refused rows with line numbers: {register.folder / REFUSED}", soft_wrap=True
        )
    for label, names in (
        ("Columns not used", report.unused),
        ("Fields that the file has no column for", report.missing),
        ("Note", report.notes),
    ):
        if names:
            console.print(f"{label}: {', '.join(names)}", highlight=False, soft_wrap=True)
