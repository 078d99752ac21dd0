"""``sinergi companies pairs``: which companies of two countries could trade a product."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.companies.candidates import read_records
from sinergi.cli.shared.options import COUNTRY, FILE, json_option

if TYPE_CHECKING:
    from sinergi.companies.candidates import CompanyPair


@click.command()
@click.argument("exporter", type=COUNTRY)
@click.argument("importer", type=COUNTRY)
@click.option("--product", required=True, help="HS code such as 760110, or words for a good.")
@click.option("--limit", type=int, default=20, show_default=True, help="How many at most.")
@click.option("--record", "record_files", multiple=True, type=FILE, help="Cooperation records.")
@click.option("--lang", default="en", show_default=True, help="Language of the reasons.")
@click.option("--xlsx", type=FILE, help="Write the pairs and their reasons to a workbook.")
@json_option
def pairs(
    exporter: str,
    importer: str,
    product: str,
    limit: int,
    record_files: tuple[Path, ...],
    lang: str,
    xlsx: Path | None,
    as_json: bool,
) -> None:
    """Rank pairs of a seller in EXPORTER and a buyer in IMPORTER for a product."""
    from sinergi.cli.shared.output import check_folder
    from sinergi.companies.candidates import pairs as rank
    from sinergi.companies.candidates.sheet import write_pairs
    from sinergi.store import write_whole

    if xlsx is not None:
        check_folder(xlsx)
    agreements = read_records(record_files)
    found = rank(exporter, importer, product, limit=limit, lang=lang, agreements=agreements)
    if xlsx is not None:
        write_whole(xlsx, lambda draft: write_pairs(draft, found))
        click.echo(f"Written: {xlsx}", err=True)
    if as_json:
        click.echo(json.dumps([asdict(pair) for pair in found], ensure_ascii=False, indent=2))
    else:
        _show(found, product, lang)


def _show(found: Sequence[CompanyPair], product: str, lang: str) -> None:
    from rich.markup import escape
    from rich.table import Table

    from sinergi.companies.candidates.reason_texts import say
    from sinergi.terminal import Console

    console = Console()
    if not found:
        console.print(say("label_no_pair", lang, product=product))
        return
    unknown = say("label_not_known", lang)
    table = Table()
    table.add_column("", justify="right")
    for heading in ("seller", "buyer", "score", "why"):
        right = heading == "score"
        label = say(f"label_{heading}", lang)
        table.add_column(label, justify="right" if right else "left", overflow="fold")
    for place, pair in enumerate(found, start=1):
        sides = [
            escape(side.name) if side is not None else unknown for side in (pair.seller, pair.buyer)
        ]
        main = [
            escape(side.reasons[0].text)
            for side in (pair.seller, pair.buyer)
            if side is not None and side.reasons
        ]
        table.add_row(str(place), *sides, f"{pair.score:.2f}", "\n".join(main))
    console.print(table)
    for text in sorted({text for pair in found for text in pair.unknown}):
        console.print(f"{unknown.capitalize()}: {text}", highlight=False)
