"""``sinergi companies screen``: companies against sanctions lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import FILE, json_option

if TYPE_CHECKING:
    from sinergi.companies.screening import SanctionsList, Screener, Screening

_FILES = {".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".xml"}

SHOWN = 10
"""Rows that could not be screened and are named one by one."""


@click.command()
@click.argument("target", metavar="FILE|NAME")
@click.option("--list", "lists", type=FILE, multiple=True, help="A sanctions list (repeatable).")
@click.option("--column", help="Column of FILE that holds the names.")
@click.option(
    "--threshold",
    type=click.FloatRange(0, 1, min_open=True),
    default=0.7,
    show_default=True,
    help="Score from which a likeness is shown.",
)
@click.option("--second-opinion", is_flag=True, help="Ask nomenklatura's logic-v2 as well.")
@click.option("--out", type=FILE, help="Write the hits to this CSV file.")
@json_option
def screen(
    target: str,
    lists: tuple[Path, ...],
    column: str | None,
    threshold: float,
    second_opinion: bool,
    out: Path | None,
    as_json: bool,
) -> None:
    """Look up one company's NAME, or the companies of FILE, in sanctions lists.

    Lists are files that you have: FollowTheMoney entities and OpenSanctions CSV, the lists of the
    EU, the UN and OFAC. Those in the folder "sanctions" of the store are used when none is given.
    A hit is a question for a person. Nothing is ever called clean.
    """
    from sinergi.cli.shared.output import check_folder

    if out is not None:
        check_folder(out)
    screener = _screener(lists, second_opinion)
    path = Path(target)
    names = _names_of(path, column) if _is_file(path) else iter([target])
    screenings = (screener.screen(name, threshold=threshold) for name in names)
    if out is not None:
        count = _write(out, screenings)
        click.echo(f"{out}: {count} companies", err=True)
    elif as_json:
        _print_json(screenings)
    else:
        for screening in screenings:
            _show(screening)
    if not screener.lists:
        _not_screened()


def _is_file(path: Path) -> bool:
    """Whether FILE|NAME is a file; a file's name that is none must not pass for a company's."""
    from sinergi.errors import InputError
    from sinergi.outside import plain_file

    try:
        if plain_file(path).is_file():
            return True
        if path.is_dir() and path.name != str(path):
            raise InputError("is a folder", where=str(path), advice="Give a file, or a name")
    except OSError:  # it is longer than the name of a file may be
        pass
    if path.suffix.lower() in _FILES or path.is_absolute():
        raise InputError("there is no such file", where=str(path))
    return False


def _screener(lists: tuple[Path, ...], second_opinion: bool) -> Screener:
    from sinergi.companies.screening import Screener, read_list, stored_lists
    from sinergi.companies.screening.logic_v2 import LogicV2Scorer

    found = [read_list(path) for path in lists] if lists else stored_lists()
    for source in found:
        _describe(source)
    return Screener(found, second=LogicV2Scorer() if second_opinion else None)


def _describe(source: SanctionsList) -> None:
    dated = f"of {source.dated}" if source.dated else "without a date"
    click.echo(
        f"{source.path.name}: {source.name} {dated}, {len(source.entities)} organisations"
        f" ({source.persons} persons are not looked at)",
        err=True,
    )
    for note in source.notes[:SHOWN]:
        click.echo(f"  {note}", err=True)
    if len(source.notes) > SHOWN:
        click.echo(f"  ... and {len(source.notes) - SHOWN} more notes", err=True)


def _names_of(file: Path, column: str | None) -> Iterator[str]:
    from sinergi.companies.screening.screening_targets import read_targets

    unread = 0
    for target in read_targets(file, column):
        # A row without a name is screened too: it comes out as "not screened", not as nothing.
        yield target.name
        if target.fault is None and target.name:
            continue
        unread += 1
        if unread <= SHOWN:
            reason = target.fault or "the name is empty"
            click.echo(f"{file}, line {target.line}: not screened, {reason}", err=True)
    if unread > SHOWN:
        click.echo(f"... and {unread - SHOWN} more rows that were not screened", err=True)


def _print_json(screenings: Iterator[Screening]) -> None:
    from sinergi.companies.screening.screening_table import as_dict

    results = [as_dict(screening) for screening in screenings]
    click.echo(json.dumps(results, ensure_ascii=False, indent=2))


def _write(out: Path, screenings: Iterator[Screening]) -> int:
    from sinergi.companies.screening.screening_table import write_table
    from sinergi.store import write_whole

    count = 0

    def counted() -> Iterator[Screening]:
        nonlocal count
        for screening in screenings:
            count += 1
            yield screening

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8", newline="") as file:
            write_table(counted(), file)

    write_whole(out, write)
    return count


def _show(screening: Screening) -> None:
    if screening.status != "hits":
        where = f" on {', '.join(screening.lists)}" if screening.lists else ""
        click.echo(f"{screening.name}: {screening.status}{where}")
        return
    click.echo(f"{screening.name}: {len(screening.hits)} hits, a person must look")
    for hit in screening.hits:
        listed = f", listed {hit.listed_on}" if hit.listed_on else ""
        click.echo(f"  {hit.score:.2f}  {hit.matched} ({hit.kind} of {hit.listed_name})")
        click.echo(f"        {hit.list_name}, {hit.entity_id}{listed}: {hit.reason or 'no reason'}")
        click.echo(f"        {hit.why[0]}")


def _not_screened() -> None:
    from sinergi.errors import InputError

    raise InputError(
        "not screened: no sanctions list is loaded",
        advice="Give one with --list FILE, or put it into the folder 'sanctions' of the store",
    )
