"""``sinergi brief``: the main job."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from sinergi.cli.options import COUNTRY, FILE
from sinergi.errors import UsageError

FORMATS = ("html", "docx", "pdf", "xlsx", "json")
DEFAULT = "html,docx,xlsx,json"


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
@click.option("--format", "formats", default=DEFAULT, show_default=True, help="Comma-separated.")
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
    wanted = _formats(formats)
    paths = _documents(documents, more)
    folder = out or Path(f"brief-{a}-{b}")

    from sinergi.brief import brief as gather
    from sinergi.brief.render.terminal import show
    from sinergi.brief.render.write import check_folder, write

    check_folder(folder)
    made = gather(
        a,
        b,
        documents=paths,
        lang=lang,
        dataset=dataset,
        today=today.date() if today else None,
    )
    show(made, write(made, wanted, folder))


def _formats(text: str) -> list[str]:
    wanted = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for one in wanted:
        if one not in FORMATS:
            raise UsageError(
                f"format '{one}' is not known",
                where="--format",
                advice=f"Formats: {', '.join(FORMATS)}",
            )
    if not wanted:
        raise UsageError("no format is named", where="--format", advice=f"Try {DEFAULT}")
    return wanted


def _documents(documents: tuple[Path, ...], more: tuple[Path, ...]) -> list[Path]:
    """The files after ``--from``: ``--from a b`` and ``--from a --from b`` are the same."""
    if more and not documents:
        raise UsageError(
            f"'{more[0]}' is one argument too many",
            advice="Name two countries; documents follow --from",
        )
    return [*documents, *more]
