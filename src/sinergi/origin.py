"""Where data come from: one origin record for each dataset and each data file."""

from __future__ import annotations

import hashlib
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from sinergi.errors import DataError, first_fault

SUFFIX = ".origin.json"


class Licence(BaseModel):
    """The terms under which the data may be used and passed on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    url: str | None = None
    attribution: str | None = None


class Published(BaseModel):
    """A file that data were taken from, where it was published other than by its producer.

    ``where`` is a repository or address, ``commit`` its state, ``path`` the file in it, ``sha256``
    the file's digest. ``terms`` are those the publisher states, ``stated_in`` says where.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    where: str
    path: str
    commit: str | None = None
    sha256: str | None = None
    terms: str | None = None
    stated_in: str | None = None


class GivenFile(BaseModel):
    """A file that an extraction script was given: its name and digest."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    sha256: str


class Origin(BaseModel):
    """Producer, title, version, licence and making of one file.

    ``sha256`` is the digest of the file the record stands beside; ``extraction`` says in one
    sentence how the file was made from what the producer published, ``script`` by what.
    ``files`` are the stored copies it was made from, ``given`` the digests of the files that the
    script was given, by name; ``gaps`` is what the data are known to lack.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    producer: str
    version: str
    licence: Licence
    source: str
    extraction: str
    script: str | None = None
    published: date | None = None
    files: tuple[Published, ...] = ()
    given: tuple[GivenFile, ...] = ()
    sha256: str
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()

    def cite(self) -> str:
        """One line for a footnote: producer, title, version, licence."""
        return f"{self.producer}: {self.title}, {self.version} ({self.licence.name})"


def origin_path(path: Path) -> Path:
    """The origin record's place: beside the file, ``NAME.EXT.origin.json``."""
    return path.with_name(path.name + SUFFIX)


def sha256(path: Path) -> str:
    """Hexadecimal SHA-256 digest of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_origin(path: Path) -> Origin:
    """The origin record beside ``path``.

    Raises:
        DataError: the record is missing or is not one.
    """
    record = origin_path(path)
    try:
        return Origin.model_validate_json(record.read_bytes())
    except FileNotFoundError as error:
        raise DataError(
            "the origin record is missing",
            where=str(record),
            advice="Write producer, title, version, licence and extraction into it",
        ) from error
    except ValidationError as error:
        raise DataError(first_fault(error), where=str(record)) from error


def write_origin(path: Path, origin: Origin) -> None:
    """Write the record beside ``path``, with a trailing newline, keys in the model's order."""
    empty = {name for name in ("files", "given", "gaps") if not getattr(origin, name)}
    text = origin.model_dump_json(indent=2, exclude_none=True, exclude=empty)
    origin_path(path).write_text(text + "\n", encoding="utf-8")
