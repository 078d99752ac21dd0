"""Mappings: files that say which column of a register is which field of a company."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from sinergi.errors import InputError, UnknownNameError, first_fault
from sinergi.outside import plain_file
from sinergi.store.formats import check_format
from sinergi.store.whole import cannot_write, write_text
from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path
from sinergi.vocabulary.words import tokens

COMPANY_FIELDS = (
    "record_id",
    "name",
    "country",
    "name_variants",
    "legal_form",
    "category",
    "province",
    "city",
    "address",
    "phone",
    "website",
    "email",
    "activity_text",
    "products_text",
    "hs",
    "isic",
    "status",
    "registered_on",
    "listed",
    "listed_on",
    "exporter",
    "size",
    "employees",
)
"""Fields of a company that columns can be mapped to (numbers of the company: ``identifiers``)."""

PRODUCT_FIELDS = ("code", "text")
"""Fields of a list of products: HS codes and the words for them."""

FORMAT = 1
"""The newest format of mappings that this program knows."""

_JOIN = ", "


class FieldColumns(BaseModel):
    """Where a field comes from.

    Several ``columns`` are joined in order; ``split`` is a regular expression that cuts one text
    into several values; ``values`` translates the file's words (others stay as they are).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: tuple[str, ...] = Field(min_length=1)
    split: str | None = None
    join: str = _JOIN
    values: dict[str, str] | None = None

    @field_validator("split")
    @classmethod
    def _pattern(cls, value: str | None) -> str | None:
        if value is not None:
            try:
                re.compile(value)
            except re.error as error:
                raise ValueError(f"'{value}' is no regular expression ({error})") from error
        return value


class RegisterMapping(BaseModel):
    """One mapping file.

    ``requires`` are the columns by which a file is recognised; ``persons`` are column values that
    mark a natural person, ``keep`` those that mark a company (other rows are left out);
    ``constants`` are true of every record; ``identifiers`` are columns by kind of number;
    ``format`` is the number of the format of mappings.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int = FORMAT
    title: str
    kind: Literal["companies", "products"] = "companies"
    country: str | None = None
    producer: str | None = None
    licence: str | None = None
    requires: tuple[str, ...] = ()
    fields: dict[str, FieldColumns]
    identifiers: dict[str, str] = Field(default_factory=dict)
    constants: dict[str, bool | str] = Field(default_factory=dict)
    persons: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    keep: dict[str, tuple[str, ...]] = Field(default_factory=dict)

    @field_validator("fields", mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, dict):
            return value
        return {k: {"columns": (v,)} if isinstance(v, str) else v for k, v in value.items()}

    @field_validator("country")
    @classmethod
    def _known(cls, value: str | None) -> str | None:
        if value is not None and not countries.is_country(value):
            raise ValueError(f"'{value}' is no ISO 3166-1 alpha-3 code")
        return value

    @model_validator(mode="after")
    def _fields_known(self) -> RegisterMapping:
        known = COMPANY_FIELDS if self.kind == "companies" else PRODUCT_FIELDS
        for field in (*self.fields, *self.constants):
            if field not in known:
                raise ValueError(f"field '{field}' is not known; fields: {', '.join(known)}")
        needed = ("name",) if self.kind == "companies" else PRODUCT_FIELDS
        for field in needed:
            if field not in self.fields:
                raise ValueError(f"field '{field}' has no column")
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """All columns that the mapping reads, each once."""
        names: dict[str, None] = {}
        for field in self.fields.values():
            names.update(dict.fromkeys(field.columns))
        for table in (self.identifiers.values(), self.persons, self.keep):
            names.update(dict.fromkeys(table))
        return tuple(names)

    def fits(self, columns: Iterable[str]) -> bool:
        """Whether a file with these columns is recognised as this mapping's."""
        there = {tuple(tokens(column)) for column in columns}
        return bool(self.requires) and {tuple(tokens(c)) for c in self.requires} <= there


def read_mapping(path: Path) -> RegisterMapping:
    """The mapping in a TOML file.

    Raises:
        InputError: it is not there or breaks the rules; the message names the key.
    """
    try:
        raw = tomllib.loads(plain_file(path).read_text(encoding="utf-8-sig"))
        check_format(raw.get("format"), FORMAT, str(path))
        return RegisterMapping.model_validate(raw)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"is not TOML ({error})", where=str(path)) from error
    except ValidationError as error:
        raise InputError(first_fault(error, "mapping"), where=str(path)) from error


@cache
def shipped() -> dict[str, RegisterMapping]:
    """The mappings that ship with the package, by name."""
    folder = data_path("companies", "mappings")
    return {path.stem: read_mapping(path) for path in sorted(folder.glob("*.toml"))}


def find_mapping(name: str) -> RegisterMapping:
    """The shipped mapping of this name, or the one in a file.

    Raises:
        UnknownNameError: neither a name nor a file.
        InputError: the file is no mapping.
    """
    if name in shipped():
        return shipped()[name]
    path = Path(name)
    if path.suffix == ".toml" or path.exists():
        return read_mapping(path)
    raise UnknownNameError(
        f"mapping '{name}' is not known",
        advice=f"Give a .toml file or one of {', '.join(shipped())}",
    )


def recognise(columns: Iterable[str]) -> tuple[str, RegisterMapping] | None:
    """The shipped mapping whose required columns the file has; the one that requires most."""
    names = set(columns)
    fitting = [(name, m) for name, m in shipped().items() if m.fits(names)]
    return max(fitting, key=lambda pair: len(pair[1].requires), default=None)


def write_mapping(path: Path, mapping: RegisterMapping) -> None:
    """Save a mapping as a TOML file that :func:`read_mapping` gives back.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise cannot_write(path.parent, error) from error
    write_text(path, _toml(mapping))


def _toml(mapping: RegisterMapping) -> str:
    plain = mapping.model_dump(exclude_defaults=True, exclude={"fields"})
    tables = {key: value for key, value in plain.items() if isinstance(value, dict)}
    lines = [f"{key} = {_value(v)}" for key, v in plain.items() if key not in tables]
    lines += ["", "[fields]"]
    for name, field in mapping.fields.items():
        dump = field.model_dump(exclude_defaults=True)
        simple = len(field.columns) == 1 and set(dump) == {"columns"}
        lines.append(f"{name} = {_value(field.columns[0] if simple else dump)}")
    for table, entries in tables.items():
        lines += ["", f"[{table}]"]
        lines += [f"{_value(key)} = {_value(value)}" for key, value in entries.items()]
    return "\n".join(lines) + "\n"


def _value(value: object) -> str:
    """A TOML value; JSON's strings, booleans and lists are TOML's as well."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_value(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, tuple | list):
        return "[" + ", ".join(_value(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)
