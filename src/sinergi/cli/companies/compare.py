"""``sinergi companies compare`` and ``score-pairs``: are two names one company's."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sinergi.cli.shared.options import FILE, json_option

if TYPE_CHECKING:
    from sinergi.companies.names import NameComparison
    from sinergi.companies.names.scored_pairs import PairsReport

SHOWN = 10
"""Rows without a score that are named one by one."""


@click.command()
@click.argument("left")
@click.argument("right")
@json_option
def compare(left: str, right: str, as_json: bool) -> None:
    """Tell how probable it is that LEFT and RIGHT are names of one company, and why."""
    from sinergi.companies.names import compare as compare_names
    from sinergi.companies.names import normalise
    from sinergi.errors import UsageError

    for text in (left, right):
        if not normalise(text):
            raise UsageError(f"'{text}' holds no letter or digit", advice="Give a company's name")
    comparison = compare_names(left, right)
    if as_json:
        click.echo(json.dumps(_as_dict(left, right, comparison), ensure_ascii=False, indent=2))
    else:
        _show(comparison)


def _as_dict(left: str, right: str, comparison: NameComparison) -> dict[str, object]:
    reasons = [
        {
            "text": reason.text,
            "contribution": round(reason.contribution, 4),
        }
        for reason in comparison.reasons
    ]
    return {
        "left": left,
        "right": right,
        "probability": round(comparison.probability, 4),
        "reasons": reasons,
    }


def _show(comparison: NameComparison) -> None:
    from sinergi.companies.names import SAME_FROM

    verdict = "one company" if comparison.probability >= SAME_FROM else "different companies"
    click.echo(f"{comparison.probability:.0%} one company: rather {verdict}")
    for reason in comparison.reasons:
        click.echo(f"  {reason.contribution:+6.2f}  {reason.text}")
    click.echo("The numbers add up to the logit of the probability.")


@click.command(name="score-pairs")
@click.argument("file", type=FILE)
@click.option("--left", default="left", show_default=True, help="Column of the one name.")
@click.option("--right", default="right", show_default=True, help="Column of the other name.")
@click.option("--out", type=FILE, help="CSV to write (default: standard output).")
def score_pairs(file: Path, left: str, right: str, out: Path | None) -> None:
    """Add a column ``score`` to FILE, a CSV of pairs of names: the probability of one company."""
    from sinergi.companies.names.scored_pairs import score_file

    if out is None:
        report = score_file(file, sys.stdout, left=left, right=right)
    else:
        report = _score_to(out, file, left, right)
        click.echo(f"{out}: {report.scored} pairs scored", err=True)
    for line, reason in report.unscored[:SHOWN]:
        click.echo(f"{file}, line {line}: no score, {reason}", err=True)
    if len(report.unscored) > SHOWN:
        click.echo(f"... and {len(report.unscored) - SHOWN} more rows without a score", err=True)


def _score_to(out: Path, file: Path, left: str, right: str) -> PairsReport:
    from sinergi.cli.shared.output import check_folder
    from sinergi.companies.names.scored_pairs import score_file
    from sinergi.store import write_whole

    check_folder(out)
    reports: list[PairsReport] = []

    def write(draft: Path) -> None:
        with draft.open("w", encoding="utf-8", newline="") as target:
            reports.append(score_file(file, target, left=left, right=right))

    write_whole(out, write)
    return reports[0]
