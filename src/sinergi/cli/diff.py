"""``sinergi diff``: what has changed between two briefs of one pair."""

from __future__ import annotations

from pathlib import Path

import click

from sinergi.cli.shared.options import FILE, json_option


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@json_option
def diff(old: Path, new: Path, as_json: bool) -> None:
    """What has changed from the brief OLD to the brief NEW, in sentences.

    OLD and NEW are files brief.json of one pair and one language, or their folders.
    """
    from sinergi.brief.comparing import compare
    from sinergi.cli.shared.changes import show_changes

    comparison = compare(old, new)
    if as_json:
        click.echo(comparison.model_dump_json(indent=2))
    else:
        show_changes(comparison)
