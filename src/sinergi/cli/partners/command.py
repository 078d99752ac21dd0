"""``sinergi partners``: whom should a country meet next?"""

from __future__ import annotations

import click

from sinergi.cli.shared.options import COUNTRY, csv_option, dataset_option, json_option, one_format


@click.command()
@click.argument("country", type=COUNTRY)
@dataset_option
@click.option("--year", type=int, help="Last year of the five-year window; default: the newest.")
@click.option("--limit", type=int, help="So many countries; default: 25 on the screen, else all.")
@json_option
@csv_option
def partners(
    country: str,
    dataset: str | None,
    year: int | None,
    limit: int | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """All countries ranked as partners of COUNTRY: whom should it meet next?

    By unrealised potential both ways, complementarity, shared value chains, and dependence on
    other suppliers that the partner could relieve; existing trade beside it.
    """
    from sinergi.opportunities import partners as rank

    one_format(as_json, as_csv)
    if limit is None and not (as_json or as_csv):
        limit = 25
    found = rank(country, dataset=dataset, year=year, limit=limit)
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    elif as_csv:
        from sinergi.cli.shared.csv_tables import partners_csv

        click.echo(partners_csv(found), nl=False)
    else:
        from sinergi.cli.partners.view import show

        show(found)
