"""``sinergi data``: the catalogue of datasets with origin and licence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sinergi.cli.options import COUNTRY, FILE, json_option

if TYPE_CHECKING:
    from rich.console import Console

    from sinergi.trade.catalogue import Dataset

KINDS = ("baci", "comtrade", "wits", "customs", "tariffs", "minerals", "distances", "gdp")


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
    """List the datasets, those that ship with Sinergi and your own."""
    from sinergi.trade.catalogue import datasets, default_trade

    found = datasets()
    if as_json:
        _print_json([_as_json(ds) for ds in found])
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "what", "years", "codes", "version", "licence"):
        table.add_column(column, overflow="fold")
    chosen = default_trade().id
    for ds in found:
        mark = " *" if ds.id == chosen else ""
        table.add_row(
            ds.id + mark,
            ds.title,
            _span(ds),
            ds.nomenclature or "",
            ds.origin.version,
            ds.origin.licence.name,
        )
    console = _console()
    console.print(table)
    console.print("\n* the trade data taken without --dataset", style="dim")


@data.command()
@click.argument("identifier", metavar="ID")
@json_option
def show(identifier: str, as_json: bool) -> None:
    """Show one dataset: origin, licence, and what its load kept, left out and refused."""
    from sinergi.trade.catalogue import dataset

    ds = dataset(identifier)
    if as_json:
        _print_json(_as_json(ds))
    else:
        _print_dataset(_console(), ds)


@data.command()
@click.argument("kind", type=click.Choice(KINDS))
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
@_text_options
@json_option
def add(kind: str, path: Path, identifier: str | None, as_json: bool, **given: Any) -> None:
    """Add data of a KIND from the file or folder PATH, as its producer publishes it."""
    from sinergi.cli.progress import progress_bar
    from sinergi.trade.adding import add as add_dataset
    from sinergi.trade.loading import Options

    with progress_bar() as progress:
        ds = add_dataset(
            kind, path, identifier=identifier, options=Options(**given), progress=progress
        )
    _print_added(ds, as_json)


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
    from sinergi.cli.progress import progress_bar
    from sinergi.trade import fetching
    from sinergi.trade.adding import add as add_dataset
    from sinergi.trade.loading import Options

    address = fetching.url(kind, revision=revision, version=version, base=base_url)
    with progress_bar() as progress:
        file = fetching.fetch(address, sha256=sha256, progress=progress)
        options = Options(years=years, convert_to=convert_to)
        ds = add_dataset(kind, file, identifier=identifier, options=options, progress=progress)
    _print_added(ds, as_json)
    size = file.stat().st_size / 1e6
    click.echo(f"The download stays in {file} ({size:,.0f} MB).", err=True)


@data.command()
@click.argument("identifier", metavar="ID")
def remove(identifier: str) -> None:
    """Remove one of your datasets."""
    from sinergi.errors import UsageError
    from sinergi.trade import store
    from sinergi.trade.catalogue import dataset

    if dataset(identifier).embedded:
        raise UsageError(f"'{identifier}' ships with Sinergi and cannot be removed")
    store.remove(identifier)
    click.echo(f"Removed {identifier}.")


@data.command()
@json_option
def verify(as_json: bool) -> None:
    """Check that every dataset is as it was written, and say where sources contradict."""
    from sinergi.errors import StoreError
    from sinergi.trade import verifying

    report = verifying.verify()
    faulty = [line for line in report if line.faults]
    if as_json:
        _print_json([line.model_dump() for line in report])
    else:
        for line in report:
            click.echo(f"{line.id}: {'; '.join(line.faults) or 'as it was written'}")
        for note in verifying.contradictions():
            click.echo(note)
    if faulty:
        raise StoreError(
            f"{len(faulty)} of {len(report)} datasets are damaged",
            advice="Remove them and add the data again",
        )


@data.command()
@click.argument("identifier", metavar="ID")
@click.option("--exporter", type=COUNTRY)
@click.option("--importer", type=COUNTRY)
@click.option("--product", "products", multiple=True, metavar="HS", help="2, 4 or 6 digits.")
@click.option("--all", "everything", is_flag=True, help="Also flows that only one side reported.")
@json_option
def mirror(
    identifier: str,
    exporter: str | None,
    importer: str | None,
    products: tuple[str, ...],
    everything: bool,
    as_json: bool,
) -> None:
    """Put the exporter's and the importer's reports of the same trade side by side."""
    from sinergi.trade.catalogue import dataset
    from sinergi.trade.mirror import compare

    frame = compare(
        dataset(identifier),
        exporter=exporter,
        importer=importer,
        products=products or None,
        both=not everything,
    )
    if as_json:
        _print_json(frame.to_dicts())
        return
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("year", "from", "to", "product"):
        table.add_column(column)
    for column in ("exporter says", "importer says", "gap, USD", "ratio"):
        table.add_column(column, justify="right")
    for row in frame.iter_rows(named=True):
        table.add_row(
            *(str(row[name]) for name in ("year", "exporter", "importer", "product")),
            *(_money(row[name]) for name in ("exporter_value", "importer_value", "gap")),
            "–" if row["ratio"] is None else f"{row['ratio']:.2f}",
        )
    _console().print(table)


def _money(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f}"


def _console() -> Console:
    import sys

    from rich.console import Console

    # Off a terminal a wide page, so that no column is cut for whoever reads the file.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def _print_json(value: Any) -> None:
    import json

    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _as_json(ds: Dataset) -> dict[str, Any]:
    return ds.model_dump(mode="json", exclude={"folder"}, exclude_none=True)


def _span(ds: Dataset) -> str:
    if ds.years is None:
        return ""
    first, last = ds.years
    return str(first) if first == last else f"{first}-{last}"


def _print_added(ds: Dataset, as_json: bool) -> None:
    if as_json:
        _print_json(_as_json(ds))
        return
    console = _console()
    console.print(f"Added [bold]{ds.id}[/bold].\n")
    _print_dataset(console, ds)


def _print_dataset(console: Console, ds: Dataset) -> None:
    from rich.table import Table

    facts = Table(box=None, show_header=False, pad_edge=False)
    facts.add_column(style="bold")
    facts.add_column(overflow="fold")
    origin = ds.origin
    rows = [
        ("title", ds.title),
        ("producer", f"{origin.producer}, {origin.version}"),
        ("licence", origin.licence.name),
        ("source", origin.source),
        ("made by", origin.extraction),
        ("years", _span(ds)),
        ("codes", ds.nomenclature or ""),
    ]
    if ds.kind == "trade":
        whole = "all products" if ds.complete else "a part of the products: no RCA, no complexity"
        rows.append(("covers", whole))
    for name, value in rows:
        if value:
            facts.add_row(name, value)
    console.print(facts)
    if ds.coverage is not None:
        _print_coverage(console, ds)
    for note in origin.notes:
        console.print(f"  {note}", style="dim")


def _print_coverage(console: Console, ds: Dataset) -> None:
    from rich.table import Table

    coverage = ds.coverage
    if coverage is None:
        return
    console.print(
        f"\n{coverage.rows_read:,} rows read, {coverage.rows_kept:,} stored, "
        f"{coverage.rows_left_out:,} left out, {coverage.rows_refused:,} refused"
    )
    lost = [("left out", item) for item in coverage.left_out]
    lost += [("refused", item) for item in coverage.refused]
    if lost:
        table = Table(box=None, pad_edge=False)
        table.add_column("")
        table.add_column("rows", justify="right")
        table.add_column("what", overflow="fold")
        for kind, item in lost:
            what = f"{item.code}: {item.note}" if item.note else item.code
            table.add_row(kind, f"{item.rows:,}", what)
        console.print(table)
    if coverage.rows_refused:
        console.print(f"Refused rows with line and reason: {ds.folder / 'rejects.csv'}")
    if coverage.exporters is not None:
        console.print(
            f"{coverage.exporters} exporters, {coverage.importers} importers, "
            f"{coverage.products:,} products; {coverage.rows_without_quantity:,} rows without "
            "a quantity"
        )
    if coverage.countries_unknown:
        codes = ", ".join(f"{c.code} ({c.rows:,})" for c in coverage.countries_unknown)
        console.print(f"Country codes not known: {codes}")
    if coverage.products_unknown_count:
        codes = ", ".join(f"{c.code} ({c.note})" for c in coverage.products_unknown[:5])
        console.print(
            f"{coverage.products_unknown_count:,} products are not in {ds.nomenclature}, "
            f"the largest: {codes}"
        )
    if coverage.years:
        _print_years(console, ds)
    for note in coverage.notes:
        console.print(f"Note: {note}")


def _print_years(console: Console, ds: Dataset) -> None:
    from rich.table import Table

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("year", "rows", "value, million USD", "tonnes (known)"):
        table.add_column(column, justify="right")
    for year in ds.coverage.years if ds.coverage else ():
        table.add_row(
            str(year.year),
            f"{year.rows:,}",
            "–" if year.value is None else f"{year.value / 1e6:,.1f}",
            "–" if year.quantity is None else f"{year.quantity:,.0f}",
        )
    console.print(table)
