"""Import duties: a table of importer, exporter (none for MFN), product and ad-valorem rate.

National tariff books list lines of eight or ten digits; the table holds, for each product of six
digits, the simple mean of its lines' ad-valorem rates, their range and number. Duties by weight
or piece ("450,-/kg") are no ad-valorem rate: such lines are counted, their rate is unknown.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import polars as pl

from sinergi.errors import UsageError
from sinergi.origin import Licence
from sinergi.tabular.text_tables import TextTable
from sinergi.trade.loading import Load, Options, Provenance
from sinergi.trade.readers.named_columns import country, named, year
from sinergi.trade.readers.row_checks import first_reason, number, read_table, refuse, says
from sinergi.vocabulary import conversion

_NONE = ("-", "–", "—")
_LARGEST = 100.0
"""Shares above this (10,000 per cent) are no duty; the highest ones are near 3,000 per cent."""

_SPECIFIC = r"\d.*(/|\p{L}{2,})"


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load the duties; rates are read as per cent and stored as shares (5 is 0.05).

    Raises:
        InputError: the file has no product or no rate.
        UsageError: the importer, or the revision of the codes, has to be said.
    """
    table = named("tariffs", read_table(path, load), ["product", "rate"], options.columns)
    if options.revision is None:
        raise UsageError(
            "the file does not say which revision of the HS its codes are",
            where=table.name,
            advice="Say it: --revision HS22",
        )
    revision = conversion.check_revision(options.revision)
    kept = _headings_aside(refuse(_prepared(table, options), load, _fault()), load)
    stored = (
        kept.group_by("importer", "exporter", "year", "product")
        .agg(
            pl.col("_rate").mean().alias("rate"),
            pl.col("_rate").min().alias("rate_min"),
            pl.col("_rate").max().alias("rate_max"),
            pl.len().cast(pl.Int32).alias("lines"),
            pl.col("_specific").sum().cast(pl.Int32).alias("specific_lines"),
        )
        .sort("importer", "exporter", "product", "year", nulls_last=True)
    )
    load.merge(int(stored["lines"].sum()) - stored.height)
    specific = int(stored["specific_lines"].sum())
    if specific:
        load.notes.append(
            f"{specific} lines have a duty by weight or piece: their ad-valorem rate is unknown"
        )
    load.write_table("tariffs", stored)
    importers = "-".join(stored["importer"].unique().sort().to_list()[:3])
    return Provenance(
        kind="tariffs",
        name=f"tariffs-{importers}-{revision}".lower(),
        title=f"Import duties ({importers})",
        producer="not stated",
        version="as given",
        licence=Licence(name="not stated"),
        source=path.name,
        extraction="Simple mean of the ad-valorem rates of the national lines of each six-digit "
        "product; per cent to shares",
        nomenclature=revision,
    )


def _prepared(table: TextTable, options: Options) -> TextTable:
    frame = table.frame
    if "importer" not in frame.columns:
        if options.country is None:
            raise UsageError(
                "the file does not say whose import duties it lists",
                where=table.name,
                advice="Say it: --country IDN",
            )
        frame = frame.with_columns(pl.lit(options.country).alias("importer"))
    if "exporter" not in frame.columns:
        frame = frame.with_columns(pl.lit(None, dtype=pl.String).alias("exporter"))
    if "year" not in frame.columns:
        given = None if options.year is None else str(options.year)
        frame = frame.with_columns(pl.lit(given, dtype=pl.String).alias("year"))
    text = pl.col("rate").str.strip_suffix("%").str.strip_chars()
    prepared = frame.with_columns(
        country(frame, "importer"),
        country(frame, "exporter"),
        year("year").alias("_year"),
        pl.col("product").str.replace_all(r"[\s.]", "").alias("_digits"),
        pl.when(~text.is_in(_NONE)).then(text).alias("_text"),
    ).with_columns(pl.col("_text").str.contains(_SPECIFIC).alias("_specific"))
    rates = prepared.with_columns((number("_text") / 100).alias("_rate"))
    return replace(table, frame=rates)


def _fault() -> pl.Expr:
    empty = pl.col("_text").is_null()
    return first_reason(
        (pl.col("_importer").is_null(), says("importer is not a known country code", "importer")),
        (
            pl.col("exporter").is_not_null() & pl.col("_exporter").is_null(),
            says("exporter is not a known country code", "exporter"),
        ),
        (pl.col("year").is_not_null() & pl.col("_year").is_null(), says("not a year", "year")),
        (
            ~pl.col("_digits").str.contains(r"^\d{2,12}$").fill_null(False),
            says("not a product code", "product"),
        ),
        (
            ~empty & ~pl.col("_specific") & pl.col("_rate").is_null(),
            says("not a rate in per cent", "rate"),
        ),
        (pl.col("_rate") < 0, says("a negative rate", "rate")),
        (pl.col("_rate") > _LARGEST, says("a rate higher than any duty", "rate")),
    )


def _headings_aside(frame: pl.DataFrame, load: Load) -> pl.DataFrame:
    """Leave out headings, which have no duty of their own, and areas that are no country."""
    checks = [
        (pl.col("_text").is_null(), "heading", "a heading without a duty of its own"),
        (
            pl.col("_digits").str.len_chars() < 6,
            "level",
            "a duty of a heading or chapter, not of a six-digit product",
        ),
        (pl.col("_importer") == "", "areas", "no country of today"),
        ((pl.col("_exporter") == "").fill_null(False), "areas", "no country of today"),
    ]
    for wrong, code, note in checks:
        load.leave_out(code, note, int(frame.select(wrong.sum()).item()))
        frame = frame.filter(~wrong)
    return frame.select(
        pl.col("_importer").alias("importer"),
        pl.col("_exporter").alias("exporter"),
        pl.col("_year").alias("year"),
        pl.col("_digits").str.head(6).alias("product"),
        "_rate",
        "_specific",
    )
