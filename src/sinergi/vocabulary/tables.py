"""Reads the tables that people edit: CSV files, checked row by row against a model."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from sinergi.errors import DataError
from sinergi.vocabulary.translated import columns, gathered, translated_fields

Row = TypeVar("Row", bound=BaseModel)
Name = TypeVar("Name", bound=str)


def data_path(*parts: str) -> Path:
    """The path of a file that ships with the package, below ``sinergi/data``."""
    return Path(str(resources.files("sinergi"))).joinpath("data", *parts)


def read_table(path: Path, model: type[Row], *, unique: str | None = None) -> list[Row]:
    """Read a UTF-8 CSV with a header line into rows of ``model``.

    Lines that begin with ``#`` are comments; empty cells become ``None`` where the model allows
    it and are left to the model's default otherwise. A field of type
    :class:`~sinergi.vocabulary.translated.Translated` takes one column a language.

    Args:
        path: The file.
        model: A pydantic model whose fields are the columns.
        unique: A column that must not repeat.

    Raises:
        DataError: with file, line and column of the first thing that is wrong.
    """
    rows: list[Row] = []
    seen: dict[object, int] = {}
    texts = translated_fields(model)
    known = set(model.model_fields).difference(texts).union(columns(texts))
    for line, cells in _lines(path, known, required=columns(texts)):
        filled = gathered(cells, texts)
        _check_languages(path, line, cells, texts)
        try:
            row = model.model_validate({key: value for key, value in filled.items() if value != ""})
        except ValidationError as error:
            first = error.errors()[0]
            column = str(first["loc"][0]) if first["loc"] else "row"
            raise DataError(
                f"column '{column}': {str(first['msg']).removeprefix('Value error, ')}",
                where=f"{path}, line {line}",
            ) from error
        if unique is not None:
            key = getattr(row, unique)
            if key in seen:
                raise DataError(
                    f"column '{unique}': '{key}' stands already in line {seen[key]}",
                    where=f"{path}, line {line}",
                )
            seen[key] = line
        rows.append(row)
    return rows


class _Parameter(BaseModel):
    model_config = ConfigDict(extra="forbid")

    parameter: str
    value: float = Field(gt=0)
    origin: str
    """Where the value is from, or what it was set by."""


def read_parameters(path: Path, names: tuple[Name, ...]) -> dict[Name, float]:
    """Read a table of parameters: each of ``names`` with its value, above 0, and its origin.

    Raises:
        DataError: the table breaks its rules, lacks a parameter or has one that is not known.
    """
    found = {row.parameter: row.value for row in read_table(path, _Parameter, unique="parameter")}
    for name in names:
        if name not in found:
            raise DataError(f"the parameter '{name}' is missing", where=str(path))
    if strange := [name for name in found if name not in names]:
        raise DataError(f"the parameter '{strange[0]}' is not known", where=str(path))
    return {name: found[name] for name in names}


def _check_languages(path: Path, line: int, cells: dict[str, str], texts: list[str]) -> None:
    """A text that is there in one language is there in all."""
    for name in texts:
        held = {one: cells[one] for one in columns([name])}
        missing = [one for one, text in held.items() if not text]
        if missing and any(held.values()):
            raise DataError(f"column '{missing[0]}' has no text", where=f"{path}, line {line}")


def _lines(
    path: Path, known: set[str], required: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield line number and cells; check the header and the number of cells."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise DataError("the file is missing", where=str(path)) from error
    except UnicodeDecodeError as error:
        raise DataError(
            "the file is not UTF-8", where=str(path), advice="Save it as 'CSV UTF-8'"
        ) from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    header: list[str] | None = None
    try:
        for cells in reader:
            if not any(cells) or cells[0].startswith("#"):
                continue
            if header is None:
                header = [cell.strip() for cell in cells]
                _check_header(path, reader.line_num, header, known, required)
                continue
            if len(cells) != len(header):
                raise DataError(
                    f"{len(cells)} cells where the header has {len(header)}",
                    where=f"{path}, line {reader.line_num}",
                    advice='Put a text that holds a comma between "quotes"',
                )
            yield (
                reader.line_num,
                dict(zip(header, (cell.strip() for cell in cells), strict=True)),
            )
    except csv.Error as error:
        raise DataError(str(error), where=f"{path}, line {reader.line_num}") from error


def _check_header(
    path: Path, line: int, header: list[str], known: set[str], required: list[str]
) -> None:
    for column in required:
        if column not in header:
            raise DataError(
                f"column '{column}' is missing",
                where=f"{path}, line {line}",
                advice="A text has one column for each language",
            )
    for column in header:
        if column not in known:
            raise DataError(
                f"column '{column}' is not known",
                where=f"{path}, line {line}",
                advice=f"The columns are {', '.join(sorted(known))}",
            )
