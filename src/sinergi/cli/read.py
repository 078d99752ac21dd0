"""``sinergi read``: documents become proposed cooperation records."""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import FILE, json_option

if TYPE_CHECKING:
    from sinergi.cooperation.record import CooperationRecord, Statement
    from sinergi.reading.opinion import SecondOpinion
    from sinergi.reading.reader import Reader
    from sinergi.terminal import Console

_BAR_FROM = 20


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Day the documents were published, for dates without a year.",
)
@click.option(
    "--second-opinion",
    "address",
    metavar="URL",
    help="Also ask a language model behind this OpenAI-compatible address.",
)
@click.option("--model", default="local", show_default=True, help="The model's name there.")
@click.option(
    "--policy",
    type=click.Choice(["add", "correct", "confirm", "lead"]),
    default="add",
    show_default=True,
    help="What the model may do: add statements, correct their kind, side and deadline, drop what "
    "it does not confirm, or lead with the rules verifying.",
)
@json_option
def read(
    files: tuple[Path, ...],
    published: datetime | None,
    address: str | None,
    model: str,
    policy: str,
    as_json: bool,
) -> None:
    """Propose the cooperation record of each document in FILES (- is standard input).

    Reads txt, html, docx, pdf, eml and json files in Indonesian, English, Russian, Tajik, French
    and Chinese. Several files of one meeting get the same event. Nothing leaves the machine unless
    --second-opinion names a service; its key is taken from SINERGI_MODEL_KEY, and its answers are
    kept below SINERGI_HOME, so that the same question is asked once.
    """
    opinion = _opinion(address, model, policy)
    records = _read(files, published, opinion)
    if opinion is not None:
        click.echo(f"Second opinion: {opinion.costs}", err=True)
    if as_json:
        content = [record.model_dump(mode="json") for record in records]
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    from sinergi.terminal import Console

    console = Console()
    for record in records:
        _show(console, record)


def _opinion(address: str | None, model: str, policy: str) -> SecondOpinion | None:
    """A second opinion, where an address is given."""
    if address is None:
        return None
    from sinergi.reading.model_service import ModelService
    from sinergi.reading.opinion import Policy, SecondOpinion
    from sinergi.reading.rules import RuleReader
    from sinergi.store.home import home

    service = ModelService(address, model, os.environ.get("SINERGI_MODEL_KEY"))
    return SecondOpinion(RuleReader(), service, Policy(policy), cache=home() / "opinions")


def _read(
    files: tuple[Path, ...], published: datetime | None, reader: Reader | None
) -> list[CooperationRecord]:
    from sinergi.reading import read_files

    day = published.date() if published else None
    if len(files) < _BAR_FROM or not sys.stderr.isatty():
        return read_files(files, published=day, reader=reader)
    from rich.progress import Progress

    from sinergi.terminal import Console

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading", total=len(files))
        return read_files(files, published=day, reader=reader, progress=lambda: bar.advance(task))


def _show(console: Console, record: CooperationRecord) -> None:
    from rich.markup import escape
    from rich.padding import Padding
    from rich.table import Table

    event = f"  [dim]{escape(record.event_cluster)}[/]" if record.event_cluster else ""
    console.rule(f"[bold]{escape(record.id)}[/]{event}", align="left")
    if not record.is_record:
        console.print(f"No cooperation of two governments: {escape(record.why or '')}.\n")
        return
    facts = Table.grid(padding=(0, 2))
    for label, value in _facts(record):
        facts.add_row(f"[dim]{label}[/]", escape(value))
    console.print(facts)
    console.print()
    for statement in record.statements:
        console.print(_headline(statement))
        console.print(Padding(escape(" ".join(statement.span.split())), (0, 0, 0, 2)))
    for note in record.notes:
        console.print(f"[yellow]![/] {escape(note)}")
    console.print()


def _facts(record: CooperationRecord) -> list[tuple[str, str]]:
    meeting = record.meeting
    others = [a.value for a in meeting.date_alternatives if a.value]
    when = meeting.date or "not given"
    if meeting.date_reason:
        when += f"  ({meeting.date_reason})"
    if others:
        when += f"; or {', '.join(others)}"
    place = meeting.place or "not given"
    if meeting.country:
        place += f" ({meeting.country})"
    people = [
        f"{p.name}, {p.role or 'office not given'} ({p.country})" for p in record.participants
    ]
    return [
        ("parties", ", ".join(record.parties)),
        ("date", when),
        ("place", place),
        ("people", "\n".join(people) or "none named"),
        ("sectors", ", ".join(record.sectors) or "none named"),
    ]


def _headline(statement: Statement) -> str:
    """Side, kind, sectors and deadline of a statement in one line."""
    kind = statement.kind.value.replace("_", " ")
    line = f"[bold]{statement.side or 'side not sure'}[/] [cyan]{kind}[/]"
    if statement.sectors_all:
        line += f" · {', '.join(statement.sectors_all)}"
    return f"{line} · by {statement.due}" if statement.due else line
