"""``sinergi explain``: where a number of a brief comes from."""

from __future__ import annotations

import click

from sinergi.cli.shared.options import json_option


@click.command()
@click.argument("evidence_id")
@json_option
def explain(evidence_id: str, as_json: bool) -> None:
    """Where a number comes from: dataset, version, licence, formula, inputs; computed again.

    EVIDENCE_ID is the id a brief gives, such as trade-value/TJK/IDN/760110/2011@baci-minerals.
    """
    from sinergi.evidence import explain as compute

    found = compute(evidence_id)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
        return
    from sinergi.cli.explain.view import show

    show(found)
