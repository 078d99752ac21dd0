"""``sinergi companies candidates``: companies ranked for a product and a partner."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import COUNTRY, FILE, json_option

if TYPE_CHECKING:
    from rich.table import Table

    from sinergi.companies.candidates import Candidate
    from sinergi.cooperation.record import CooperationRecord

SHOWN = 3
"""Reasons of a candidate that the table shows; the files hold all."""


@click.command()
@click.argument("country", type=COUNTRY)
@click.option("--product", required=True, help="HS code such as 760110, or words for a good.")
@click.option("--partner", type=COUNTRY, help="The country they would deal with.")
@click.option(
    "--seek",
    type=click.Choice(["buyers", "suppliers", "either"]),
    default="either",
    show_default=True,
    help="As buyers (who can process the product), as suppliers (who make it), or as either.",
)
@click.option("--limit", type=int, default=20, show_default=True, help="How many at most.")
@click.option(
    "--wide",
    is_flag=True,
    help="Also companies of which only the sector, or a stage before the product, is known.",
)
@click.option(
    "--record",
    "record_files",
    multiple=True,
    type=FILE,
    help="Cooperation records (from `sinergi read --json`): companies named in agreements.",
)
@click.option("--lang", default="en", show_default=True, help="Language of the reasons.")
@click.option("--xlsx", type=FILE, help="Write the ranking and its reasons to a workbook.")
@json_option
def candidates(
    country: str,
    product: str,
    partner: str | None,
    seek: str,
    limit: int,
    wide: bool,
    record_files: tuple[Path, ...],
    lang: str,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    """Rank the companies of COUNTRY for a product, each place explained.

    Looks through all registers you have imported and the embedded one. Unknown adds nothing to a
    score and is shown as unknown.
    """
    from sinergi.cli.shared.output import check_folder
    from sinergi.companies import register_store
    from sinergi.companies.candidates import candidates as rank
    from sinergi.companies.candidates.sheet import write_candidates
    from sinergi.store import write_whole

    if xlsx is not None:
        check_folder(xlsx)
    agreements = read_records(record_files)
    found = rank(
        country,
        product,
        partner=partner,
        seek=seek,
        limit=limit,
        wide=wide,
        lang=lang,
        agreements=agreements,
    )
    if xlsx is not None:
        named = {(c.register, c.record_id) for c in found}
        records = {r.key: r for r in register_store.records(country) if r.key in named}
        write_whole(xlsx, lambda draft: write_candidates(draft, found, records))
        click.echo(f"Written: {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps([asdict(c) for c in found], ensure_ascii=False, indent=2))
    else:
        _show(found, country, product, lang)
    for line in [*_pushed(found.pushed, found, lang), *_not_named(found.far, lang)]:
        click.echo(line, err=as_json)


def read_records(files: Sequence[Path]) -> list[CooperationRecord]:
    """The cooperation records in JSON files: one record, or a list of them.

    Raises:
        InputError: a file is not there or holds no records.
    """
    from pydantic import TypeAdapter, ValidationError

    from sinergi.cooperation.record import CooperationRecord
    from sinergi.errors import InputError
    from sinergi.outside import plain_file

    shape = TypeAdapter(list[CooperationRecord] | CooperationRecord)
    records: list[CooperationRecord] = []
    for file in files:
        try:
            found = shape.validate_json(plain_file(file).read_bytes())
        except OSError as error:
            raise InputError(f"cannot be read: {error.strerror}", where=str(file)) from error
        except ValidationError as error:
            raise InputError(
                "holds no cooperation record",
                where=str(file),
                advice="Make one with: sinergi read FILE --json",
            ) from error
        records += found if isinstance(found, list) else [found]
    return records


def _pushed(pushed: Sequence[Candidate], found: Sequence[Candidate], lang: str) -> list[str]:
    """Who a hit on a sanctions list pushed down or out of the list, named and counted."""
    from sinergi.companies.candidates.reason_texts import say

    if not pushed:
        return []
    shown = {(one.register, one.record_id) for one in found}
    lines = [say("label_pushed", lang, count=len(pushed))]
    for one in pushed:
        key = "label_down" if (one.register, one.record_id) in shown else "label_out"
        place = say(key, lang)
        lines.append(f"  {one.name} ({one.register} {one.record_id}; {place}): {one.screening}")
    return lines


def _not_named(far: int, lang: str) -> list[str]:
    """How many companies are not named, and what names them."""
    from sinergi.companies.candidates.reason_texts import say

    return [say("label_far", lang, count=far, option="--wide")] if far else []


def _show(found: Sequence[Candidate], country: str, product: str, lang: str) -> None:
    from sinergi.companies.candidates.reason_texts import say
    from sinergi.companies.register_store import registers
    from sinergi.terminal import Console
    from sinergi.vocabulary import countries

    console = Console()
    looked = [one.id for one in registers("companies")] + [
        say("label_owners", lang),
        say("label_embedded", lang),
    ]
    if not found:
        name = countries.name(country, lang)
        console.print(say("label_nobody", lang, country=name, product=product))
    else:
        console.print(_table(found, lang))
        unknown = {text for c in found for text in c.unknown}
        for text in sorted(unknown):
            count = sum(text in c.unknown for c in found)
            head = say("label_unknown", lang, count=count, total=len(found))
            console.print(f"{head}: {text}", highlight=False)
        for text in sorted({c.screening for c in found}):
            console.print(f"{say('label_screening', lang)}: {text}", highlight=False)
    console.print(f"{say('label_registers', lang)}: {', '.join(looked)}.", highlight=False)


def _table(found: Sequence[Candidate], lang: str) -> Table:
    from rich.markup import escape
    from rich.table import Table

    from sinergi.companies.candidates.reason_texts import say

    table = Table()
    table.add_column("", justify="right")
    table.add_column(say("label_company", lang), ratio=2, overflow="fold")
    table.add_column(say("label_score", lang), justify="right")
    table.add_column(say("label_why", lang), ratio=5, overflow="fold")
    for place, candidate in enumerate(found, start=1):
        lines = [f"{r.contribution:+.2f} {escape(r.text)}" for r in candidate.reasons[:SHOWN]]
        more = len(candidate.reasons) - SHOWN
        if more > 0:
            rest = sum(r.contribution for r in candidate.reasons[SHOWN:])
            lines.append(f"{rest:+.2f} {say('label_more', lang, count=more)}")
        name = f"{escape(candidate.name)}\n[dim]{escape(candidate.register)}[/dim]"
        table.add_row(str(place), name, f"{candidate.score:.2f}", "\n".join(lines))
    return table
