"""``sinergi brief``: the main job."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Literal

import click

from sinergi.cli.shared.options import COUNTRY, FILE
from sinergi.errors import UsageError

DEFAULT = "html,docx,xlsx,json"
"""PDF is left out: it needs a system library."""


@click.command()
@click.argument("a", type=COUNTRY, required=False)
@click.argument("b", type=COUNTRY, required=False)
@click.argument("more", nargs=-1, type=FILE, metavar="")
@click.option(
    "--from",
    "documents",
    multiple=True,
    type=FILE,
    metavar="FILE…",
    help="Reports of the meeting (txt, html, docx, pdf, eml, json).",
)
@click.option(
    "--lang", help="Language: en, id, ru or tg; several (en,ru): a folder each.  [default: en]"
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    help=f"Comma-separated or repeated; also md, pdf, pptx.  [default: {DEFAULT}]",
)
@click.option(
    "--out", type=FILE, help="Folder to write to.  [default: brief-A-B, or briefs, in this folder]"
)
@click.option("--dataset", help="Trade dataset to use (see `sinergi data list`).")
@click.option(
    "--date",
    "today",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day the brief is prepared.  [default: today]",
)
@click.option(
    "--again",
    type=FILE,
    metavar="FILE",
    help="The pair and record of an earlier brief.json with the data of now; says what changed.",
)
@click.option("--all-partners", is_flag=True, help="A with every other country, a folder each.")
@click.option("--all-pairs", is_flag=True, help="Every two countries, a folder each.")
@click.option(
    "--for",
    "purpose",
    type=click.Choice(["before", "after"]),
    help="Before a meeting or after it.  [default: before without documents]",
)
@click.option(
    "--parts",
    default="",
    help="Only these parts of the texts: summary (two pages), body, annex, or sections.",
)
@click.option("--template", type=FILE, help="Word document whose styles and header are used.")
@click.option("--share", is_flag=True, help="Leave out what is internal, to give to others.")
@click.option("--workers", type=click.IntRange(1), help="Briefs made at a time.  [default: cores]")
def brief(
    a: str | None,
    b: str | None,
    more: tuple[Path, ...],
    documents: tuple[Path, ...],
    lang: str | None,
    formats: tuple[str, ...],
    out: Path | None,
    dataset: str | None,
    today: datetime | None,
    again: Path | None,
    all_partners: bool,
    all_pairs: bool,
    purpose: Literal["before", "after"] | None,
    parts: str,
    template: Path | None,
    share: bool,
    workers: int | None,
) -> None:
    """The brief of a country pair: what was said, evidence, companies, plan.

    A is the country the brief is made for, B the other: ISO 3166 codes or names.
    """
    from sinergi.brief.render.write import check_formats
    from sinergi.cli.brief.modes import Mode, mode

    asked = mode(a, b, again=again, all_partners=all_partners, all_pairs=all_pairs)
    paths = _documents(documents, more)
    wanted = check_formats(",".join(formats or [DEFAULT]).split(","))
    one_only = {
        "--from": paths,
        "--for": purpose,
        "--parts": parts,
        "--template": template,
        "--share": share,
    }
    if asked is not Mode.ONE:
        _refuse(one_only)
    languages = _languages(lang)
    if len(languages) > 1 and asked is not Mode.ONE:
        raise UsageError("several languages go with two countries only")
    if template is not None and "docx" not in wanted:
        raise UsageError("--template goes with the format docx")
    day = today.date() if today else None
    if asked in (Mode.PARTNERS, Mode.PAIRS):
        from sinergi.brief.many import Wanted
        from sinergi.cli.brief.many import make_many

        how = Wanted(wanted, languages[0], dataset, day or date.today())
        make_many(a, how, out or Path("briefs"), workers)
    elif again:
        from sinergi.cli.brief.again import make_again

        make_again(
            again, wanted, out, lang=languages[0] if lang else None, dataset=dataset, today=day
        )
    elif a and b:
        folder = out or Path(f"brief-{a}-{b}")
        look = _Look(wanted, _parts(parts), template, share)
        asked_for = {"dataset": dataset, "today": day, "purpose": purpose}
        if len(languages) > 1:
            _make_each(a, b, paths, look, folder, asked_for, languages, workers)
        else:
            _make_one(a, b, paths, look, folder, {"lang": languages[0], **asked_for})


def _languages(text: str | None) -> list[str]:
    """The languages asked for, each once, in the order given."""
    given = [one.strip() for one in (text or "").split(",") if one.strip()]
    return list(dict.fromkeys(given)) or ["en"]


def _refuse(one_only: dict[str, Any]) -> None:
    """Refuse what many briefs, or one made again, would leave undone without a word."""
    given = [name for name, value in one_only.items() if value]
    if given:
        verb = "goes" if len(given) == 1 else "go"
        raise UsageError(f"{', '.join(given)} {verb} with two countries only")


@dataclass(frozen=True)
class _Look:
    """How the files are wanted."""

    formats: list[str]
    parts: frozenset[str]
    template: Path | None
    share: bool


def _parts(text: str) -> frozenset[str]:
    """The places and sections asked for.

    Raises:
        UsageError: one is not known; the message lists those there are.
    """
    from sinergi.brief.layout import SECTIONS, SectionPlace

    found = frozenset(part.strip() for part in text.split(",") if part.strip())
    known = [*SectionPlace, *(section.key for section in SECTIONS)]
    for part in sorted(found):
        if part not in known:
            raise UsageError(f"part '{part}' is not known", advice=f"Parts: {', '.join(known)}")
    return found


def _make_one(
    a: str, b: str, documents: list[Path], look: _Look, folder: Path, asked_for: dict[str, Any]
) -> None:
    from sinergi.brief import brief as gather
    from sinergi.brief.render.terminal import show
    from sinergi.brief.render.write import check_folder, write
    from sinergi.brief.sharing import to_share

    check_folder(folder)
    made = gather(a, b, documents=documents, **asked_for)
    if look.share:
        made = to_share(made)
    written = write(made, look.formats, folder, parts=look.parts, template=look.template)
    show(made, written)
    _name_older(folder, written)


def _make_each(
    a: str,
    b: str,
    documents: list[Path],
    look: _Look,
    folder: Path,
    asked_for: dict[str, Any],
    languages: list[str],
    workers: int | None,
) -> None:
    from sinergi.brief.languages import Asked, in_languages
    from sinergi.brief.render.write import check_folder

    check_folder(folder)
    asked = Asked(a, b, documents, **vars(look), **asked_for)
    for lang, written in in_languages(asked, languages, folder, workers=workers).items():
        click.echo(f"{folder / lang}: {', '.join(path.name for path in written)}")
        _name_older(folder / lang, written)


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
