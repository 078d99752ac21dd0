"""``sinergi brief``: the main job."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from sinergi.cli.shared.options import COUNTRY, FILE
from sinergi.errors import UsageError

DEFAULT = "html,docx,xlsx,json"
"""PDF is left out: it needs a system library."""


@click.command()
@click.argument("a", type=COUNTRY)
@click.argument("b", type=COUNTRY)
@click.argument("more", nargs=-1, type=FILE, metavar="")
@click.option(
    "--from",
    "documents",
    multiple=True,
    type=FILE,
    metavar="FILE…",
    help="Reports of the meeting (txt, html, docx, pdf, eml, json).",
)
@click.option("--lang", default="en", show_default=True, help="Language: en, id, ru or tg.")
@click.option(
    "--format", "formats", default=DEFAULT, show_default=True, help="Comma-separated; also pdf."
)
@click.option("--out", type=FILE, help="Folder to write to.  [default: brief-A-B in this folder]")
@click.option("--dataset", help="Trade dataset to use (see `sinergi data list`).")
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the brief is prepared.  [default: today]",
)
def brief(
    a: str,
    b: str,
    more: tuple[Path, ...],
    documents: tuple[Path, ...],
    lang: str,
    formats: str,
    out: Path | None,
    dataset: str | None,
    today: datetime | None,
) -> None:
    """The brief of a country pair: what was said, evidence, companies, plan.

    A is the country the brief is made for, B the other: ISO 3166 codes or names.
    """
    paths = _documents(documents, more)
    folder = out or Path(f"brief-{a}-{b}")

    from sinergi.brief import brief as gather
    from sinergi.brief.render.terminal import show
    from sinergi.brief.render.write import check_folder, check_formats, write

    wanted = check_formats(formats.split(","))
    check_folder(folder)
    made = gather(
        a,
        b,
        documents=paths,
        lang=lang,
        dataset=dataset,
        today=today.date() if today else None,
    )
    written = write(made, wanted, folder)
    show(made, written)
    _name_older(folder, written)


def _name_older(folder: Path, written: list[Path]) -> None:
    """Say which files of an earlier brief were left as they were, so that nobody takes them up."""
    from sinergi.brief.render.write import FILES, PLAN

    older = [
        name
        for name in (*FILES.values(), PLAN)
        if (folder / name) not in written and (folder / name).exists()
    ]
    if older:
        click.echo(f"Left from an earlier brief in {folder}: {', '.join(older)}", err=True)


def _documents(documents: tuple[Path, ...], more: tuple[Path, ...]) -> list[Path]:
    """The files after ``--from``: ``--from a b`` and ``--from a --from b`` are the same."""
    if more and not documents:
        raise UsageError(
            f"'{more[0]}' is one argument too many",
            advice="Name two countries; documents follow --from",
        )
    return [*documents, *more]
