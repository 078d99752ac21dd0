"""BACI as CEPII publishes it: a zip or folder with one CSV a year and revision of the HS.

Columns ``t, i, j, k, v, q``: year, exporter, importer (CEPII's numeric codes), six-digit product,
thousand current US dollars, tonnes ("NA" where unknown). Values are FOB and reconciled from what
exporters and importers report (Gaulier and Zignago 2010).
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import polars as pl

from sinergi.errors import InputError
from sinergi.origin import Licence
from sinergi.trade import areas
from sinergi.trade.areas import Area
from sinergi.trade.flows import LARGEST
from sinergi.trade.loading import Load, Options, Provenance, Reject, lines
from sinergi.trade.readers.baci_edition import Codes, Member, added_codes, extract, members
from sinergi.vocabulary import conversion

LICENCE = Licence(
    name="Etalab Open Licence 2.0",
    url="https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
    attribution="CEPII, BACI",
)
COLUMNS = ("t", "i", "j", "k", "v", "q")
_SCHEMA = {
    "t": pl.Int16,
    "i": pl.Int16,
    "j": pl.Int16,
    "k": pl.Int32,
    "v": pl.String,
    "q": pl.String,
}
_UNKNOWN_QUANTITY = ("NA", "")
# Product codes of CEPII's oldest releases, and of files that went through a spreadsheet, lack
# the leading zero of chapters 01 to 09.
_PRODUCTS = (10_000, 999_999)
_BLOCK = 1 << 22
_LINE_SIGNS = b"," * (len(COLUMNS) - 1) + b"\n"
_NO_SIGN = bytes(set(range(256)) - set(_LINE_SIGNS))


def read(path: Path, load: Load, options: Options) -> Provenance:
    """Load all years, or those asked for.

    Raises:
        InputError: there are no BACI files, of one revision and version, or one is broken.
        UsageError: a year is asked for that is not there.
    """
    files = members(path, options.years)
    revision, version = files[0].revision, files[0].version
    added = added_codes(files[0])
    codes = areas.numeric() | added
    target = conversion.check_revision(options.convert_to or revision)
    seen: set[str] = set()
    for number, member in enumerate(files):
        load.begin(f"BACI {member.year}", number / len(files), (number + 1) / len(files))
        file = extract(member, load.work)
        seen |= _read_year(file, member, target, codes, load)
        if member.archive is not None:
            file.unlink()
    if used := sorted(seen & set(added)):
        listed = ", ".join(f"{code} {codes[code].iso3}" for code in used)
        load.notes.append(f"country codes taken from the edition's own table: {listed}")
    extraction = "Country codes to ISO3, values from thousand US dollars to US dollars, sorted"
    if target != revision:
        extraction += f"; products converted from {revision} to {target} with weighted tables"
        load.notes.append(f"products were converted from {revision} to {target}")
    return Provenance(
        kind="trade",
        name=f"baci-{target}-{version}".lower(),
        title=f"BACI {target}, bilateral trade by product",
        producer="CEPII",
        version=f"{revision} V{version}",
        licence=LICENCE,
        source="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
        extraction=extraction,
        nomenclature=target,
        notes=tuple(_note(codes[code]) for code in sorted(seen, key=int) if codes[code].note),
    )


def _note(area: Area) -> str:
    counted = f"is counted as {area.iso3}" if area.iso3 else "is left out"
    return f"{area.code} {area.name} {counted}: {area.note}"


def _read_year(file: Path, member: Member, target: str, codes: Codes, load: Load) -> set[str]:
    """Load one year; return the country codes that it uses."""
    _check_header(file, member)
    even = file
    if not _even(file):
        even = load.work / f"even-{member.year}.csv"
        _write_even(file, even)
    load.step("reading", 0.3)
    frame = _parse(even, codes)
    load.rows_read += frame.height
    bad = frame.filter(_is_bad(member.year, codes))
    if bad.height:
        _refuse(file, member, bad, codes, load)
        frame = frame.filter(~_is_bad(member.year, codes))
    used = {str(code) for column in ("i", "j") for code in frame[column].unique()}
    frame = _drop_areas(frame.drop("t", "bad_q"), codes, load)
    frame = _one_row_a_cell(frame, file, member, load)
    if frame.height:
        load.step("writing", 0.5)
        table = _flows(frame, member.year)
        load.write_flows(member.year, load.converted(table, member.revision, target))
    return used


def _check_header(file: Path, member: Member) -> None:
    with file.open("rb") as opened:
        first = opened.readline(200).decode("utf-8-sig", "replace")
    header = tuple(cell.strip().strip('"') for cell in first.split(","))
    if header != COLUMNS:
        raise InputError(
            f"the first line is not '{','.join(COLUMNS)}' but '{first.strip()[:60]}'",
            where=member.name,
            advice="Give BACI's file as CEPII publishes it",
        )


def _even(file: Path) -> bool:
    """Whether every line has six cells: nothing but commas and line ends is left to look at."""
    pending = last = b""
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            pending += block.translate(None, _NO_SIGN)
            whole = len(pending) // len(_LINE_SIGNS)
            if pending[: whole * len(_LINE_SIGNS)] != _LINE_SIGNS * whole:
                return False
            pending = pending[whole * len(_LINE_SIGNS) :]
            last = block[-1:]
    return pending in (b"", _LINE_SIGNS[:-1] if last != b"\n" else b"")


def _write_even(file: Path, target: Path) -> None:
    """Copy the file with an empty row in the place of every line that has not six cells."""
    with file.open("rb") as source, target.open("wb") as out:
        for line in source:
            out.write(line if line.count(b",") == len(COLUMNS) - 1 else _LINE_SIGNS)


def _number(column: str) -> pl.Expr:
    return pl.col(column).str.strip_chars().cast(pl.Float64, strict=False)


def _parse(table: Path, codes: Codes) -> pl.DataFrame:
    """Typed columns, null where a cell is not what it should be.

    ``exporter`` and ``importer`` are null for unknown codes and for areas that are no country;
    ``bad_q`` marks a quantity that is neither a number nor declared unknown.
    """
    iso3 = {int(code): area.iso3 for code, area in codes.items() if area.iso3}
    # In the order of the codes, so that sorting by the category sorts by the code.
    countries_type = pl.Enum(sorted(set(iso3.values())))
    mapped = [
        pl.col(source)
        .replace_strict(list(iso3), list(iso3.values()), default=None, return_dtype=countries_type)
        .alias(name)
        for source, name in (("i", "exporter"), ("j", "importer"))
    ]
    declared_unknown = (
        pl.col("q").str.strip_chars().is_in(_UNKNOWN_QUANTITY) | pl.col("q").is_null()
    )
    return (
        pl.scan_csv(
            table,
            has_header=False,
            skip_lines=1,
            schema=_SCHEMA,
            ignore_errors=True,
            row_index_name="line",
            row_index_offset=2,
            quote_char=None,
            encoding="utf8-lossy",
        )
        .with_columns(
            _number("v"),
            _number("q"),
            (~declared_unknown & _number("q").is_null()).alias("bad_q"),
            *mapped,
        )
        .collect(engine="streaming")
    )


def _is_area(column: str, codes: Codes) -> pl.Expr:
    return pl.col(column).is_in([int(c) for c, area in codes.items() if area.iso3 is None])


def _is_bad(year: int, codes: Codes) -> pl.Expr:
    unknown = [
        pl.col(name).is_null() & ~_is_area(code, codes).fill_null(False)
        for name, code in (("exporter", "i"), ("importer", "j"))
    ]
    return pl.any_horizontal(
        pl.col("t").ne_missing(year),
        ~pl.col("k").is_between(*_PRODUCTS).fill_null(False),
        ~pl.col("v").is_between(0, LARGEST / 1000).fill_null(False),
        pl.col("bad_q"),
        ~pl.col("q").is_between(0, LARGEST).fill_null(True),
        pl.col("i").eq_missing(pl.col("j")),
        *unknown,
    )


def _refuse(file: Path, member: Member, bad: pl.DataFrame, codes: Codes, load: Load) -> None:
    texts = lines(file, bad["line"].to_list())
    load.reject(
        Path(member.name).name,
        (Reject(line, _reason(text, member.year, codes), text) for line, text in texts),
    )
    for name, code in (("exporter", "i"), ("importer", "j")):
        unknown = bad.filter(
            pl.col(name).is_null() & pl.col(code).is_not_null() & ~_is_area(code, codes)
        )
        for value, count in Counter(unknown[code].to_list()).items():
            load.unknown_country(str(value), count)


def _reason(text: str, year: int, codes: Codes) -> str:
    """Why this line of text was refused: the first thing that is wrong with it."""
    cells = [cell.strip() for cell in text.split(",")]
    if len(cells) != len(COLUMNS):
        return f"{len(COLUMNS)} cells are expected: there are {len(cells)}"
    t, i, j, k, v, q = cells
    if t != str(year):
        return f"t is not the year of the file: '{t}'"
    for column, code in (("i", i), ("j", j)):
        if code.lstrip("0") not in codes:
            return f"{column} is not a known country code: '{code}'"
    if i == j:
        return f"exporter and importer are the same: '{i}'"
    if not (k.isdigit() and len(k) <= 6 and _PRODUCTS[0] <= int(k) <= _PRODUCTS[1]):
        return f"k is not a product code of six digits: '{k}'"
    if not _is_amount(v, LARGEST / 1000):
        return f"v is not an amount: '{v}'"
    return f"q is not an amount or NA: '{q}'"


def _is_amount(text: str, largest: float) -> bool:
    try:
        return 0 <= float(text) <= largest
    except ValueError:
        return False


def _drop_areas(frame: pl.DataFrame, codes: Codes, load: Load) -> pl.DataFrame:
    """Leave out flows of areas that are no country, and flows inside one country of today."""
    outside = frame.filter(pl.col("exporter").is_null() | pl.col("importer").is_null())
    if outside.height:
        for column in ("i", "j"):
            counts = Counter(outside.filter(_is_area(column, codes))[column].to_list())
            for code, rows in counts.items():
                load.leave_out_area(codes[str(code)], rows)
        frame = frame.filter(pl.col("exporter").is_not_null() & pl.col("importer").is_not_null())
    inside = (frame["exporter"] == frame["importer"]).sum()
    if inside:
        load.leave_out("inside", "between two codes that are one country today", int(inside))
        frame = frame.filter(pl.col("exporter") != pl.col("importer"))
    return frame


def _key() -> pl.Expr:
    """One integer that sorts as (exporter, importer, product): faster than three columns."""
    exporter = pl.col("exporter").to_physical().cast(pl.Int64)
    importer = pl.col("importer").to_physical().cast(pl.Int64)
    return (exporter * 2**32 + importer * 2**20 + pl.col("k").cast(pl.Int64)).alias("key")


def _one_row_a_cell(frame: pl.DataFrame, file: Path, member: Member, load: Load) -> pl.DataFrame:
    """Sort, refuse repeated rows, add up codes that are one country today."""
    frame = frame.with_columns(_key()).sort("key")
    same = frame["key"].diff() == 0
    if not same.any():
        return frame
    keys = frame.filter(same)["key"].unique().implode()
    several = frame.filter(pl.col("key").is_in(keys)).sort("key", "line")
    repeated = several.filter(~pl.struct("i", "j", "k").is_first_distinct())
    if repeated.height:
        texts = lines(file, sorted(repeated["line"].to_list()))
        load.reject(
            Path(member.name).name,
            (Reject(line, "the same flow stands in an earlier line", text) for line, text in texts),
        )
    added = (
        several.filter(pl.struct("i", "j", "k").is_first_distinct())
        .group_by("key", maintain_order=True)
        .agg(
            pl.exclude("v", "q").first(),
            pl.col("v").sum(),
            # A sum with an unknown part is unknown.
            pl.when(pl.col("q").null_count() == 0).then(pl.col("q").sum()).alias("q"),
        )
        .select(frame.columns)
    )
    load.merge(several.height - repeated.height - added.height)
    rest = frame.filter(~pl.col("key").is_in(keys))
    return pl.concat([rest, added]).sort("key")


def _flows(frame: pl.DataFrame, year: int) -> pl.LazyFrame:
    return frame.lazy().select(
        pl.lit(year, dtype=pl.Int16).alias("year"),
        "exporter",
        "importer",
        pl.col("k").cast(pl.String).str.zfill(6).alias("product"),
        # BACI gives three decimals of thousand dollars: rounding removes the product's noise.
        (pl.col("v") * 1000).round(3).alias("value"),
        pl.col("q").alias("quantity"),
    )
