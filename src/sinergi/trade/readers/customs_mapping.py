"""The mapping of customs lines: which column says what, declared in TOML or CSV or proposed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sinergi.errors import DataError, InputError, first_fault
from sinergi.outside import plain_file
from sinergi.store.formats import check_format
from sinergi.tabular.headers import columns_there
from sinergi.tabular.text_tables import TextTable
from sinergi.trade.readers.named_columns import Corrections, NamedColumn, find_columns
from sinergi.vocabulary.tables import read_table

FIELDS = ("year", "exporter", "importer", "product", "value", "quantity")
FORMAT = 1
"""The newest format of mappings that this program knows."""

_OPTIONAL = ("quantity",)
_TOKENS = {"%Y": r"(\d{4})", "%m": r"\d{1,2}", "%d": r"\d{1,2}", "%H": r"\d{1,2}"} | {
    "%M": r"\d{1,2}",
    "%S": r"\d{1,2}",
    "%b": r"\p{L}{3,}",
}


class CustomsMapping(BaseModel):
    """Where each field of a flow comes from.

    ``columns`` names the column of a field, ``fixed`` gives one value for all lines (the country
    whose customs these are). ``factors`` turn the value into US dollars and the quantity into
    tonnes. ``date`` is the format of the year's column in the letters of ``strftime``: ``%Y``
    alone for a year, ``%d/%m/%Y`` for a date. ``decimal`` is the decimal sign; the other of
    ``,`` and ``.`` then separates thousands. ``separator`` stands between two cells of a text
    file; it is found out when it is not given.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    columns: dict[str, str]
    fixed: dict[str, str] = Field(default_factory=dict)
    factors: dict[str, float] = Field(default_factory=dict)
    date: str = "%Y"
    decimal: str = "."
    separator: str | None = None
    nomenclature: str | None = None

    @model_validator(mode="after")
    def _whole(self) -> CustomsMapping:
        for name in (*self.columns, *self.fixed, *self.factors):
            if name not in FIELDS:
                raise ValueError(f"'{name}' is no field; the fields are {', '.join(FIELDS)}")
        for name in FIELDS:
            given = (name in self.columns) + (name in self.fixed)
            if given == 0 and name not in _OPTIONAL:
                raise ValueError(f"field '{name}' has neither a column nor a fixed value")
            if given == 2:
                raise ValueError(f"field '{name}' has both a column and a fixed value")
        if "%Y" not in self.date:
            raise ValueError(f"date '{self.date}' has no year (%Y)")
        if self.decimal not in (".", ","):
            raise ValueError(f"decimal '{self.decimal}' is neither '.' nor ','")
        if self.separator is not None and (len(self.separator) != 1 or self.separator in '"\r\n'):
            raise ValueError(f"separator '{self.separator}' is not one character")
        return self

    def factor(self, name: str) -> float:
        """The factor of a field, 1 where none is given."""
        return self.factors.get(name, 1.0)

    def year_pattern(self) -> str:
        """A regular expression of the year's column whose one group is the year."""
        pattern = re.escape(self.date).replace(r"\%", "%").replace(r"\ ", " ")
        for token, meaning in _TOKENS.items():
            pattern = pattern.replace(token, meaning)
        return f"^{pattern}$"


_DATES = ("%Y", "%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%Y/%m/%d", "%Y-%m-%d %H:%M:%S")
_NEEDED = tuple(field for field in FIELDS if field not in _OPTIONAL)
_COMMA = r"^[+-]?[\d.\s\u{a0}]*\d,(\d{1,2}|\d{4,})$"
_GROUPED = r"^[+-]?\d{1,3}(,\d{3})+$"


def proposed_mapping(sample: TextTable, corrections: Corrections = ()) -> CustomsMapping:
    """The mapping that the columns' names and the first rows tell.

    Args:
        sample: The first rows.
        corrections: What the user says of columns.

    Raises:
        InputError: a field has no column, or dates and numbers can be read in several ways.
        UsageError: a correction names what is not there.
    """
    found = find_columns("customs", sample, corrections)
    missing = [field for field in _NEEDED if field not in found]
    if missing:
        raise InputError(
            f"no column gives the {missing[0]}",
            where=sample.name,
            advice=f"Say which with --column 'COLUMN={missing[0]}', or give a mapping with --map. "
            + columns_there(sample.columns),
        )
    return CustomsMapping(
        columns={field: column.column for field, column in found.items()},
        factors={f: c.scale for f, c in found.items() if f in ("value", "quantity")},
        date=_date(sample, found["year"]),
        decimal=_decimal(sample, [found[f].name for f in ("value", "quantity") if f in found]),
    )


def _date(sample: TextTable, column: NamedColumn) -> str:
    values = sample.frame[column.name].drop_nulls().str.strip_chars()
    for form in _DATES:
        pattern = CustomsMapping.model_construct(date=form).year_pattern()
        if len(values) and values.str.contains(pattern).all():
            return form
    raise InputError(
        f"the dates of column '{column.column}' are in no form that is known",
        where=sample.name,
        advice='Give a mapping that says it with --map, such as date = "%d/%m/%Y"',
    )


def _decimal(sample: TextTable, columns: list[str]) -> str:
    values = pl.concat([sample.frame[name] for name in columns]).drop_nulls()
    if values.str.contains(_COMMA).any():
        return ","
    if values.str.contains(_GROUPED).any() and not values.str.contains(r"\.").any():
        raise InputError(
            "whether a comma separates thousands or decimals is not to be seen",
            where=sample.name,
            advice='Give a mapping that says it with --map: decimal = "."',
        )
    return "."


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    field: str
    column: str | None = None
    fixed: str | None = None
    factor: float | None = None
    format: str | None = None


def read_mapping(path: Path) -> CustomsMapping:
    """Read a mapping from TOML (tables ``columns``, ``fixed``, ``factors``) or CSV.

    The CSV has the columns ``field,column,fixed,factor,format``; the rows ``decimal``,
    ``separator`` and ``nomenclature`` carry their text in ``fixed``.

    Raises:
        InputError: the file cannot be read, or does not say where each field comes from.
    """
    try:
        plain_file(path)
        given = _from_csv(path) if path.suffix == ".csv" else _from_toml(path)
        return CustomsMapping.model_validate(given)
    except OSError as error:
        raise InputError(error.strerror or "cannot be read", where=str(path)) from error
    except DataError as error:
        raise InputError(error.what, where=error.where, advice=error.advice) from error
    except ValidationError as error:
        raise InputError(first_fault(error, "mapping"), where=str(path)) from error


def _from_toml(path: Path) -> dict[str, Any]:
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"is not TOML: {error}", where=str(path)) from error
    check_format(found.get("format"), FORMAT, str(path))
    return found


def _from_csv(path: Path) -> dict[str, Any]:
    given: dict[str, Any] = {"columns": {}, "fixed": {}, "factors": {}}
    for row in read_table(path, _Row, unique="field"):
        if row.field in ("decimal", "separator", "nomenclature"):
            given[row.field] = row.fixed
            continue
        for name, value in (
            ("columns", row.column),
            ("fixed", row.fixed),
            ("factors", row.factor),
        ):
            if value is not None:
                given[name][row.field] = value
        if row.format is not None:
            given["date"] = row.format
    return given
