"""``sinergi data``: the catalogue of datasets with origin and licence."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from sinergi.cli.shared.columns import (
    column_options,
    parse_columns,
    print_columns,
    print_fields,
)
from sinergi.cli.shared.options import COUNTRY, FILE, json_option
from sinergi.errors import UsageError
from sinergi.trade.kinds import KINDS


class YearsType(click.ParamType[tuple[int, ...]]):
    """Years: ``2020``, ``2015-2020``, or several of these with commas."""

    name = "years"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, ...]:
        """The years in ascending order."""
        if isinstance(value, tuple):
            return value
        years: set[int] = set()
        for part in str(value).split(","):
            first, _, last = part.strip().partition("-")
            if not (first.isdigit() and len(first) == 4 and (not last or len(last) == 4)):
                self.fail(f"'{part}' is no year and no span of years such as 2015-2020", param, ctx)
            if last and not (last.isdigit() and first <= last):
                self.fail(f"'{part}' ends before it begins", param, ctx)
            years |= set(range(int(first), int(last or first) + 1))
        return tuple(sorted(years))


YEARS = YearsType()


def _text_options(command: Any) -> Any:
    for name, text in (
        ("--licence", "Terms of the data, for your own or a partner's files."),
        ("--producer", "Who made the data."),
        ("--version", "The producer's version of the data."),
        ("--title", "What the catalogue calls the data."),
    ):
        command = click.option(name, metavar="TEXT", help=text)(command)
    return command


@click.group()
def data() -> None:
    """The datasets: what there is, under which licence; add, fetch, check and remove them."""


@data.command("list")
@json_option
def list_(as_json: bool) -> None:
    """List the datasets and tables, those that ship with Sinergi and your own."""
    from sinergi.cli.data import view
    from sinergi.trade.catalogue import datasets, default_trade, tables

    found, shipped = datasets(), tables()
    if as_json:
        view.print_json([view.as_json(ds) for ds in found] + [view.table_json(t) for t in shipped])
    else:
        view.print_datasets(found, default_trade().id)
        view.print_tables(shipped)


@data.command()
@click.argument("identifier", metavar="ID")
@json_option
def show(identifier: str, as_json: bool) -> None:
    """Show one dataset: origin, licence, and what its load kept, left out and refused."""
    from sinergi.cli.data import view
    from sinergi.trade.catalogue import dataset

    ds = dataset(identifier)
    if as_json:
        view.print_json(view.as_json(ds))
    else:
        view.print_dataset(view.console(), ds)


@data.command()
@click.argument("kind", type=click.Choice(tuple(KINDS)))
@click.argument("path", type=FILE)
@click.option("--id", "identifier", metavar="NAME", help="Name of the dataset.")
@click.option("--accept-rejects", is_flag=True, help="Load although over 1 % of rows are refused.")
@click.option("--revision", metavar="HS17", help="Revision of the codes, where the file is silent.")
@click.option("--to", "convert_to", metavar="HS92", help="Convert the products to this revision.")
@click.option("--years", type=YEARS, default=(), help="Only these years, such as 2015-2020.")
@click.option("--map", "mapping", type=FILE, help="Column mapping of customs lines (TOML or CSV).")
@click.option("--engine", default="duckdb", show_default=True, help="Or spark://HOST:PORT.")
@click.option("--country", type=COUNTRY, help="Tariffs: whose import duties they are.")
@click.option("--year", type=int, help="Tariffs: the year they are for.")
@click.option("--prefer", default="importer", show_default=True, help="Whose report is taken.")
@click.option("--digits", type=int, default=6, show_default=True, help="Load this level: 2, 4, 6.")
@click.option("--flow", metavar="imports|exports", help="Of all rows, where no column says it.")
@column_options
@_text_options
@json_option
def add(
    kind: str,
    path: Path,
    identifier: str | None,
    as_json: bool,
    corrections: tuple[str, ...],
    show: bool,
    **given: Any,
) -> None:
    """Add data of a KIND from the file or folder PATH, as its producer publishes it.

    Tables are taken as CSV in any encoding, XLSX, Parquet or JSON lines, packed or not.
    """
    columns = tuple(parse_columns(corrections).items())
    if show:
        _show(kind, path, columns)
        return
    from sinergi.cli.data import view
    from sinergi.cli.shared.progress import progress_bar
    from sinergi.trade.adding import add as add_dataset
    from sinergi.trade.loading import Options

    with progress_bar() as progress:
        ds = add_dataset(
            kind,
            path,
            identifier=identifier,
            options=Options(columns=columns, **given),
            progress=progress,
        )
    view.print_added(ds, json_wanted=as_json)


def _show(kind: str, path: Path, corrections: tuple[tuple[str, str], ...]) -> None:
    from sinergi.errors import UsageError
    from sinergi.trade.readers.named_columns import fields, proposals

    if "columns" not in KINDS[kind].options:
        raise UsageError(f"the columns of {kind} are its producer's: there is nothing to show")
    found = proposals(kind, path, corrections)
    print_columns(found, {p.column: p.field for p in found if p.field is not None})
    print_fields(fields(kind))


@data.command()
@click.argument("kind", metavar="KIND")
@click.option("--revision", default="HS92", show_default=True, help="Revision of the HS.")
@click.option("--years", type=YEARS, default=(), help="Load only these years.")
@click.option("--to", "convert_to", metavar="HS17", help="Convert the products to this revision.")
@click.option("--version", help="The producer's version, such as 202601; else the newest known.")
@click.option("--base-url", metavar="URL", help="Another site with the same files.")
@click.option("--sha256", metavar="DIGEST", help="Digest the file must have.")
@click.option("--id", "identifier", metavar="NAME", help="Name of the dataset.")
@json_option
def fetch(
    kind: str,
    revision: str,
    years: tuple[int, ...],
    convert_to: str | None,
    version: str | None,
    base_url: str | None,
    sha256: str | None,
    identifier: str | None,
    as_json: bool,
) -> None:
    """Download data of a KIND from its producer and add them; a cut download is resumed."""
    from sinergi.cli.data import view
    from sinergi.cli.shared.progress import progress_bar
    from sinergi.trade import fetching
    from sinergi.trade.adding import add as add_dataset
    from sinergi.trade.loading import Options

    address = fetching.url(kind, revision=revision, version=version, base=base_url)
    with progress_bar() as progress:
        file = fetching.fetch(address, sha256=sha256, progress=progress)
        options = Options(years=years, convert_to=convert_to)
        ds = add_dataset(kind, file, identifier=identifier, options=options, progress=progress)
    view.print_added(ds, json_wanted=as_json)
    size = file.stat().st_size / 1e6
    click.echo(f"The download stays in {file} ({size:,.0f} MB).", err=True)


@data.command()
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Remove one of your datasets."""
    from sinergi import store
    from sinergi.errors import UsageError
    from sinergi.trade import derived
    from sinergi.trade.catalogue import dataset

    # The folder is enough: a dataset whose description is broken must be removable.
    stored = {folder.name for folder in store.folders()}
    if identifier not in stored and dataset(identifier).embedded:
        raise UsageError(f"'{identifier}' ships with Sinergi and cannot be removed")
    derived.remove(identifier)
    click.echo(f"Removed {identifier}.")


@data.command()
@json_option
def verify(as_json: bool) -> None:
    """Check that every dataset is as it was written."""
    from sinergi.cli.data import view
    from sinergi.errors import StoreError
    from sinergi.trade.verifying import verify as verify_all

    verdicts = verify_all()
    if as_json:
        view.print_json([verdict.model_dump() for verdict in verdicts])
    else:
        for verdict in verdicts:
            click.echo(f"{verdict.id}: {'; '.join(verdict.faults) or 'as it was written'}")
    damaged = [verdict.id for verdict in verdicts if verdict.faults]
    if damaged:
        raise StoreError(
            f"{len(damaged)} of {len(verdicts)} datasets are damaged: {', '.join(damaged)}",
            advice="Of those that ship, install Sinergi again; remove others and add them again",
        )


@data.command()
@click.option("--country", type=COUNTRY)
@click.option("--commodity", metavar="NAME", help="Such as antimony.")
@json_option
def conflicts(country: str | None, commodity: str | None, as_json: bool) -> None:
    """Show where sources of mineral statistics contradict each other."""
    from sinergi.cli.data import view
    from sinergi.trade.mineral_conflicts import conflicts as find

    frame = find(country=country, commodity=commodity)
    if as_json:
        view.print_json(frame.to_dicts())
    else:
        view.print_conflicts(frame)


@data.command()
@click.argument("identifier", metavar="ID")
@click.option("--exporter", type=COUNTRY)
@click.option("--importer", type=COUNTRY)
@click.option("--product", "products", multiple=True, metavar="HS", help="2, 4 or 6 digits.")
@click.option("--all", "everything", is_flag=True, help="Also flows that only one side reported.")
@click.option(
    "--against",
    metavar="ID",
    help="Take the importer's side from this dataset; give both countries.",
)
@json_option
def mirror(
    identifier: str,
    *,
    against: str | None,
    exporter: str | None,
    importer: str | None,
    products: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """Put the exporter's and the importer's reports of the same trade side by side."""
    from sinergi.cli.data import view
    from sinergi.trade.catalogue import dataset
    from sinergi.trade.mirror import compare, compare_datasets

    if against is None:
        frame = compare(
            dataset(identifier),
            exporter=exporter,
            importer=importer,
            products=products or None,
            both=not everything,
        )
    elif exporter is None or importer is None:
        raise UsageError(
            "two datasets are compared for one pair",
            where="--against",
            advice="Give --exporter and --importer",
        )
    else:
        frame = compare_datasets(
            dataset(identifier),
            dataset(against),
            exporter=exporter,
            importer=importer,
            products=products or None,
            both=not everything,
        )
    if as_json:
        view.print_json(frame.to_dicts())
    else:
        view.print_mirror(frame)
