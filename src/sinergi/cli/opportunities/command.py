"""``sinergi opportunities``: what one country sells and the other could buy, ranked."""

from __future__ import annotations

import click

from sinergi.cli.shared.options import COUNTRY, csv_option, dataset_option, json_option, one_format

SMALL = 100_000


@click.command()
@click.argument("exporter", type=COUNTRY)
@click.argument("importer", type=COUNTRY)
@dataset_option
@click.option("--year", type=int, help="Last year of the five-year window; default: the newest.")
@click.option(
    "--ranking",
    default="default",
    show_default=True,
    help="Another ranking of data/opportunities/rankings.csv, such as unrealised.",
)
@click.option(
    "--small",
    type=float,
    default=SMALL,
    show_default=True,
    help="US dollars a year below which a flow counts as small.",
)
@click.option("--limit", type=int, help="So many products; default: 25 on the screen, else all.")
@click.option(
    "--openings",
    "only_openings",
    is_flag=True,
    help="Only what is worth naming; what to be careful with, what was left out and why.",
)
@click.option("--explain", "product", metavar="PRODUCT", help="All components of one product.")
@json_option
@csv_option
def opportunities(
    exporter: str,
    importer: str,
    dataset: str | None,
    year: int | None,
    ranking: str,
    small: float,
    limit: int | None,
    only_openings: bool,
    product: str | None,
    as_json: bool,
    as_csv: bool,
) -> None:
    """Products that EXPORTER sells to the world and IMPORTER could buy from it, ranked.

    Each with current and past trade, export potential, competitors, unit values, duty and its
    place in value chains. What is not known is said, never zero.
    """
    from sinergi.opportunities import opportunities as rank

    one_format(as_json, as_csv)
    if product is not None and (as_json or as_csv):
        raise click.UsageError(
            "--explain is for the screen: --json and --csv hold all components of every product."
        )
    if only_openings:
        if product is not None or as_csv or ranking != "default" or small != SMALL:
            raise click.UsageError(
                "--openings goes with --dataset, --year, --limit and --json: it has its own "
                "thresholds (data/opportunities/openings.csv)."
            )
        _openings(exporter, importer, dataset, year, limit, as_json)
        return
    on_screen = not (as_json or as_csv or product)
    found = rank(
        exporter,
        importer,
        dataset=dataset,
        year=year,
        ranking=ranking,
        small=small,
        limit=limit or (25 if on_screen and limit is None else limit),
    )
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    elif as_csv:
        from sinergi.cli.shared.csv_tables import opportunities_csv

        click.echo(opportunities_csv(found), nl=False)
    else:
        from sinergi.cli.opportunities import view
        from sinergi.vocabulary import products

        if product is None:
            view.show(found)
        else:
            view.explain(found, products.parse(product, found.nomenclature or "HS92")[1])


def _openings(
    exporter: str,
    importer: str,
    dataset: str | None,
    year: int | None,
    limit: int | None,
    as_json: bool,
) -> None:
    from sinergi.opportunities.openings import LIMIT, openings

    found = openings(
        exporter,
        importer,
        dataset=dataset,
        year=year,
        limit=LIMIT if limit is None else limit,
    )
    if as_json:
        click.echo(found.model_dump_json(indent=2))
    else:
        from sinergi.cli.opportunities.openings_view import show

        show(found)
