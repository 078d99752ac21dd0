"""``sinergi brief --all-partners`` and ``--all-pairs``: many briefs, and a table of them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import click

from sinergi.brief.many import PairDone, Wanted, all_pairs, briefs, partners_of
from sinergi.brief.render.write import check_folder
from sinergi.cli.shared.progress import progress_bar
from sinergi.errors import SinergiError
from sinergi.store import write_text
from sinergi.vocabulary import countries

INDEX = "briefs.csv"
"""The table of what was made, beside the folders."""


def make_many(country: str | None, wanted: Wanted, out: Path, workers: int | None) -> None:
    """Make the briefs of a country with all others, or of all pairs where none is given.

    A run that was stopped goes on where it stopped when it is started again.

    Raises:
        SinergiError: some could not be made; the table says which and why.
    """
    pairs = partners_of(country, wanted.dataset) if country else all_pairs(wanted.dataset)
    check_folder(out)
    done: list[PairDone] = []
    with progress_bar() as report:
        for one in briefs(pairs, out, wanted, workers=workers):
            done.append(one)
            report(f"{len(done)} of {len(pairs)}: {'-'.join(one.pair)}", len(done) / len(pairs))
    write_text(out / INDEX, _table(done))
    failed = [one for one in done if one.error]
    made = sum(one.made for one in done)
    kept = len(done) - made - len(failed)
    click.echo(f"{made} briefs made, {kept} kept from an earlier run: {out}")
    if failed:
        first, why = failed[0], str(failed[0].error).rstrip(".")
        raise SinergiError(
            f"{len(failed)} of {len(done)} briefs could not be made, the first "
            f"{'-'.join(first.pair)}: {why}",
            advice=f"{out / INDEX} lists all",
        )


def _table(done: list[PairDone]) -> str:
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(["a", "b", "name_a", "name_b", "outcome", "reason"])
    for one in sorted(done, key=lambda one: one.pair):
        outcome = "failed" if one.error else "made" if one.made else "kept"
        names = [countries.name(code) for code in one.pair]
        rows.writerow([*one.pair, *names, outcome, one.error or ""])
    return text.getvalue()
