"""``sinergi indicators``: one indicator for the whole world as a long table."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

from sinergi.cli.shared.options import COUNTRY, FILE, dataset_option, json_option

if TYPE_CHECKING:
    from sinergi.evidence.indicator_tables import IndicatorTable

ENDINGS = (".csv", ".parquet")
_ROWS = 100_000


@click.command()
@click.argument("name", required=False)
@dataset_option
@click.option(
    "--year",
    "years",
    multiple=True,
    metavar="YEAR",
    help="A year, an interval such as 2015-2019, or all; repeatable; default: the newest.",
)
@click.option("--of", "of_", help="What a row is of, where there is a choice: countries, cells, …")
@click.option("--exporter", type=COUNTRY, help="Rows of this exporter only.")
@click.option("--importer", type=COUNTRY, help="Rows of this importer only.")
@click.option("--digits", type=int, help="Cut product codes to 2 or 4 digits first.")
@click.option(
    "--set",
    "settings",
    multiple=True,
    metavar="ARGUMENT=VALUE",
    help="Any other argument of the indicator; --describe lists them. Repeatable.",
)
@click.option(
    "--input",
    "inputs",
    multiple=True,
    metavar="TABLE=FILE|ID",
    help="A table beside trade: a CSV or Parquet file, or the id of a dataset. Repeatable.",
)
@click.option(
    "--accept-basket",
    is_flag=True,
    help="Compute it on a dataset that does not cover all goods, although it has no meaning there.",
)
@click.option("--out", type=FILE, help="FILE.csv or FILE.parquet; FILE.origin.json goes beside it.")
@click.option("--origin", "show_origin", is_flag=True, help="Print the origin on standard error.")
@click.option("--describe", is_flag=True, help="Formula, source, columns, arguments of NAME.")
@json_option
def indicators(
    name: str | None,
    dataset: str | None,
    years: tuple[str, ...],
    of_: str | None,
    exporter: str | None,
    importer: str | None,
    digits: int | None,
    settings: tuple[str, ...],
    inputs: tuple[str, ...],
    accept_basket: bool,
    out: Path | None,
    show_origin: bool,
    describe: bool,
    as_json: bool,
) -> None:
    """One indicator NAME for the whole world, as a long table; without NAME, the list of all.

    Writes CSV on standard output, or the file of --out with its origin record beside it.
    """
    if name is None or describe:
        _list(name, as_json)
        return
    from sinergi.cli.shared.output import check_ending, check_folder
    from sinergi.evidence import indicator_tables as tables

    if as_json:
        raise click.UsageError("--json is for the list and --describe; tables go to --out.")
    if out is not None:
        check_ending(out, ENDINGS)
        check_folder(out)
    arguments = _pairs(settings, "--set")
    named = {"of": of_, "exporter": exporter, "importer": importer}
    arguments |= {key: value for key, value in named.items() if value is not None}
    found = tables.indicators(
        name,
        dataset=dataset,
        year=_years(years),
        inputs={key: _table(key, value) for key, value in _pairs(inputs, "--input").items()},
        digits=digits,
        accept_basket=accept_basket,
        **arguments,
    )
    _deliver(found, out, show_origin)


def _pairs(texts: tuple[str, ...], option: str) -> dict[str, Any]:
    """``name=value`` texts as a dictionary."""
    found: dict[str, Any] = {}
    for text in texts:
        key, mark, value = text.partition("=")
        if not mark or not key or not value:
            raise click.UsageError(f"{option} '{text}' is not of the form NAME=VALUE.")
        if key in ("to", "inputs", "dataset", "year", "name"):
            raise click.UsageError(f"{option} '{key}' is no argument of an indicator.")
        found[key.replace("-", "_")] = value
    return found


def _years(texts: tuple[str, ...]) -> list[int] | Literal["all"] | None:
    from sinergi.evidence.cuts import years_of

    if not texts:
        return None
    if "all" in texts:
        # Which dataset it is, and so which years, depends on the indicator.
        return "all"
    return sorted({year for text in texts for year in years_of(text)})


def _table(name: str, text: str) -> object:
    """A file as the table ``name``, or the text itself as the id of a dataset."""
    import polars as pl

    from sinergi.errors import InputError
    from sinergi.indicators.inputs import LABELS
    from sinergi.outside import plain_file

    path = Path(text)
    if path.suffix.lower() not in ENDINGS:
        return text
    plain_file(path)
    try:
        if path.suffix.lower() == ".parquet":
            return pl.read_parquet(path.read_bytes())
        # Whether a column is whole or has decimals may show after any number of rows.
        labels = dict.fromkeys(LABELS.get(name, ()), pl.String)
        return pl.read_csv(path.read_bytes(), schema_overrides=labels, infer_schema_length=None)
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror or error}", where=text, advice="Give a file"
        ) from error
    except pl.exceptions.PolarsError as error:
        raise InputError(
            f"is no {path.suffix[1:]} table ({str(error).splitlines()[0]})", where=text
        ) from error


def _deliver(found: IndicatorTable, out: Path | None, show_origin: bool) -> None:
    import json

    from sinergi.origin import origin_path, sha256
    from sinergi.store import write_text, write_whole

    table, record = found.table, dict(found.origin)
    if out is None:
        # In parts: a table of millions of rows is never one text.
        click.echo(table.clear().write_csv(), nl=False)
        for part in table.iter_slices(_ROWS):
            click.echo(part.write_csv(include_header=False), nl=False)
    else:
        write = table.write_csv if out.suffix.lower() == ".csv" else table.write_parquet
        write_whole(out, write)
        record["sha256"] = sha256(out)
        write_text(origin_path(out), json.dumps(record, indent=2, ensure_ascii=False) + "\n")
        click.echo(f"{out}: {table.height:,} rows; {origin_path(out).name} beside it", err=True)
    click.echo(f"computed on {_basis(found.origin)}", err=True)
    for warning in found.warnings:
        click.echo(f"note: {warning}", err=True)
    if show_origin:
        click.echo(json.dumps(record, indent=2, ensure_ascii=False), err=True)


def _basis(origin: Mapping[str, Any]) -> str:
    """Which data a table was computed from: the dataset's title, the level of products, years."""
    title, years = origin["datasets"][0]["title"], origin["years"]
    span = f"{years[0]}-{years[-1]}" if len(years) > 1 else str(years[0])
    level = str(origin["level"])
    products = f"products of {level} digits" if level.isdigit() else level
    return f"{origin['dataset']} ({title}), {products}, {span}"


def _list(name: str | None, as_json: bool) -> None:
    from sinergi.indicators.catalogue import CATALOGUE, indicator

    entries = list(CATALOGUE.values()) if name is None else [indicator(name)]
    if as_json:
        import json

        documents = [_document(entry) for entry in entries]
        document = documents if name is None else documents[0]
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
        return
    from sinergi.cli.indicators import view

    if name is None:
        view.show_all(entries)
    else:
        view.show_one(entries[0])


def _document(entry: Any) -> dict[str, Any]:
    """An entry of the catalogue for JSON."""
    return {
        "name": entry.name,
        "title": entry.title,
        "formula": entry.formula,
        "source": entry.source,
        "unit": entry.unit,
        "trade": entry.trade,
        "columns": {key or "table": list(value) for key, value in entry.columns.items()},
        "needs": list(entry.needs),
        "uses": list(entry.uses),
        "arguments": [
            {
                "name": one.name,
                "default": one.default,
                "choices": list(one.choices),
                "meaning": one.meaning,
                "agrees_with": one.peer or None,
            }
            for one in entry.arguments
        ],
    }
