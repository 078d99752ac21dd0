"""Screens of ``sinergi data``: tables and facts for a person, one JSON document for a program."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click
from rich.table import Table

from sinergi.terminal import Console

if TYPE_CHECKING:
    import polars as pl

    from sinergi.origin import Published
    from sinergi.trade import catalogue
    from sinergi.trade.catalogue import Dataset


def money(value: float | None) -> str:
    """A whole number with separators; a dash for what is not known."""
    return "–" if value is None else f"{value:,.0f}"


def console() -> Console:
    """A console on standard output."""
    # Off a terminal a wide page, so that no column is cut for whoever reads the file.
    return Console(highlight=False, width=None if sys.stdout.isatty() else 160)


def print_json(value: Any) -> None:
    """One JSON document on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def as_json(ds: Dataset) -> dict[str, Any]:
    """A dataset's description and origin, without where it lies on this machine."""
    return ds.model_dump(mode="json", exclude={"folder"}, exclude_none=True)


def span(ds: Dataset) -> str:
    """The years of a dataset, such as 1995-2024."""
    if ds.years is None:
        return ""
    first, last = ds.years
    return str(first) if first == last else f"{first}-{last}"


def print_added(ds: Dataset, *, json_wanted: bool) -> None:
    """What was added, and the report of its load."""
    if json_wanted:
        print_json(as_json(ds))
        return
    page = console()
    page.print(f"Added [bold]{ds.id}[/bold].\n")
    print_dataset(page, ds)


def print_dataset(page: Console, ds: Dataset) -> None:
    """Origin, licence, and what the load kept, left out and refused."""
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
        ("years", span(ds)),
        ("codes", ds.nomenclature or ""),
    ]
    if ds.kind == "trade":
        whole = "all products" if ds.complete else "a part of the products: no RCA, no complexity"
        if ds.digits != 6:
            whole = f"products of {ds.digits} digits, not of six: no RCA, no complexity"
        rows.append(("covers", whole))
    if ds.kind == "totals":
        rows.append(("covers", _totals(ds)))
    for name, value in rows:
        if value:
            facts.add_row(name, value)
    page.print(facts)
    if ds.coverage is not None:
        _print_coverage(page, ds)
    for file in origin.files:
        page.print(f"stored copy: {_published(file)}", style="dim")
    for note in origin.notes:
        page.print(f"  {note}", style="dim")
    for gap in origin.gaps:
        page.print(f"  Gap: {gap}")


def _totals(ds: Dataset) -> str:
    """What totals are of, at which level, and whether a missing row is a zero."""
    if ds.flow == "pairs":
        return "all goods of each pair of countries, no products"
    level = {2: "chapter", 4: "heading", 6: "six-digit product"}[ds.digits]
    what = f"{ds.flow} of each country by {level}"
    if ds.mean:
        what += ", annual means and no single years"
    if ds.partners:
        what += f", and the part of {', '.join(ds.partners)}"
    if not ds.complete:
        what += "; not all goods: no RCA, no complexity"
    return what


def _published(file: Published) -> str:
    """Where a stored copy was published, its state, digest and terms."""
    parts = [f"{file.where}, {file.path}"]
    if file.commit:
        parts.append(f"commit {file.commit}")
    if file.sha256:
        parts.append(f"SHA-256 {file.sha256}")
    if file.terms:
        parts.append(f"terms: {file.terms}" + (f" ({file.stated_in})" if file.stated_in else ""))
    return "; ".join(parts)


def _print_coverage(page: Console, ds: Dataset) -> None:
    coverage = ds.coverage
    if coverage is None:
        return
    page.print(
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
        page.print(table)
    if coverage.rows_refused:
        page.print(f"Refused rows with line and reason: {ds.folder / 'rejects.csv'}")
    if coverage.exporters is not None:
        page.print(
            f"{coverage.exporters} exporters, {coverage.importers} importers, "
            f"{coverage.products:,} products; {coverage.rows_without_quantity:,} rows without "
            "a quantity"
        )
    if coverage.countries_unknown:
        codes = ", ".join(f"{c.code} ({c.rows:,})" for c in coverage.countries_unknown)
        page.print(f"Country codes not known: {codes}")
    if coverage.products_unknown_count:
        codes = ", ".join(f"{c.code} ({c.note})" for c in coverage.products_unknown[:5])
        page.print(
            f"{coverage.products_unknown_count:,} products are not in {ds.nomenclature}, "
            f"the largest: {codes}"
        )
    if coverage.years:
        _print_years(page, ds)
    for note in coverage.notes:
        page.print(f"Note: {note}")


def _print_years(page: Console, ds: Dataset) -> None:
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
    page.print(table)


def print_datasets(found: list[Dataset], default: str) -> None:
    """The catalogue, the default trade data marked."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("id", "what", "years", "codes", "version", "licence"):
        table.add_column(column, overflow="fold", no_wrap=column in ("id", "years", "codes"))
    for ds in found:
        table.add_row(
            ds.id + (" *" if ds.id == default else ""),
            ds.title,
            span(ds),
            ds.nomenclature or "",
            ds.origin.version,
            ds.origin.licence.name,
        )
    page = console()
    page.print(table)
    page.print("\n* the trade data taken without --dataset", style="dim")


def table_json(table: catalogue.Table) -> dict[str, Any]:
    """A table that ships: its place and origin."""
    fields = table.model_dump(mode="json", exclude={"path"}, exclude_none=True)
    return {"id": table.id, "kind": "table", "title": table.origin.title, **fields}


def print_tables(shipped: list[catalogue.Table]) -> None:
    """Names, distances, series and registers that ship, with their licences."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("also in the package", "what", "producer", "licence"):
        table.add_column(column, overflow="fold", no_wrap=column == "also in the package")
    for one in shipped:
        origin = one.origin
        table.add_row(one.id, origin.title, origin.producer, origin.licence.name)
    page = console()
    page.print()
    page.print(table)


def print_mirror(frame: pl.DataFrame) -> None:
    """Both sides' reports of each flow."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("year", "from", "to", "product"):
        table.add_column(column)
    for column in ("exporter says, USD", "importer says, USD", "gap, USD", "ratio"):
        table.add_column(column, justify="right")
    for row in frame.iter_rows(named=True):
        table.add_row(
            *(str(row[name]) for name in ("year", "exporter", "importer", "product")),
            *(money(row[name]) for name in ("exporter_value", "importer_value", "gap")),
            "–" if row["ratio"] is None else f"{row['ratio']:.2f}",
        )
    page = console()
    page.print(table)
    page.print(f"\n{frame.height:,} flows; imports are mostly CIF, exports FOB", style="dim")


def print_conflicts(frame: pl.DataFrame) -> None:
    """Figures of two sources that differ."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in ("country", "what", "one source says", "another says"):
        table.add_column(column, overflow="fold")
    table.add_column("gap", justify="right")
    for row in frame.iter_rows(named=True):
        what = f"{row['commodity']}, {row['stage']}, {row['statistic']} ({row['unit']})"
        sides = [
            f"{money(row[f'{side}_value'])} in {row[f'{side}_year']}"
            + (f", {row[f'{side}_qualifier']}" if row[f"{side}_qualifier"] else "")
            + f" ({row[side]})"
            for side in ("left", "right")
        ]
        table.add_row(row["country"], what, *sides, f"{row['gap']:.0%}")
    page = console()
    page.print(table)
    page.print(f"\nfigures that differ by more than 10 %: {frame.height:,}", style="dim")
