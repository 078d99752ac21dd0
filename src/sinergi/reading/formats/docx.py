"""Word documents: paragraphs and table rows in order; macros and outside links are not touched."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import Any

from sinergi.errors import InputError
from sinergi.reading.formats.page import Page

_LARGEST_PART = 60_000_000
_LARGEST_ALL = 150_000_000
_MOST_PARTS = 3_000
_MOST_LINES = 20_000
_HEAD = 4_096
_MACROS = "vbaProject.bin"
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    OverflowError,
)
"""What zipfile raises on damaged archives."""


def read(data: bytes, where: str) -> Page:
    """Read a .docx.

    Raises:
        InputError: no Word document, broken, or one that unfolds to an absurd size.
    """
    notes = _guard(data, where)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document))
    except InputError:
        raise
    except Exception as error:  # python-docx lets errors of zipfile, lxml and its own through
        raise InputError(
            f"it cannot be read as a Word document ({type(error).__name__})",
            where=where,
            advice="Open it in a word processor and save it as .docx again",
        ) from error
    if len(lines) >= _MOST_LINES:
        notes.append(f"only the first {_MOST_LINES:,} paragraphs were read")
    return Page("\n".join(lines), notes=tuple(notes))


def refuse_old(data: bytes, where: str) -> Page:
    """Old .doc files are not read.

    Raises:
        InputError: always.
    """
    raise InputError(
        "it is an old Word or Office file", where=where, advice="Save it as .docx or .pdf"
    )


def _guard(data: bytes, where: str) -> list[str]:
    """Refuse archives that unfold too large or declare entities, before anything is parsed."""
    notes: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            _check_sizes(parts, where)
            names = {part.filename for part in parts}
            if "word/document.xml" not in names:
                raise InputError(
                    "it is an archive, but no Word document",
                    where=where,
                    advice="txt, html, docx, pdf, eml and json are read",
                )
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_entities(archive, part, where)
            if any(name.endswith(_MACROS) for name in names):
                notes.append("the macros in it were ignored")
    except _BROKEN as error:
        raise InputError(
            f"it is broken: {error}", where=where, advice="Save or send it again"
        ) from error
    return notes


def _check_sizes(parts: list[zipfile.ZipInfo], where: str) -> None:
    total = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts), default=0)
    if len(parts) > _MOST_PARTS or total > _LARGEST_ALL or largest > _LARGEST_PART:
        raise InputError(
            f"it unfolds to {total:,} bytes in {len(parts):,} parts, which no report does",
            where=where,
            advice="Copy the report into a new document",
        )


def _check_entities(archive: zipfile.ZipFile, part: zipfile.ZipInfo, where: str) -> None:
    with archive.open(part) as stream:
        head = stream.read(_HEAD)
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise InputError(
            f"its part '{part.filename}' declares entities, which Word never does", where=where
        )


def _lines(document: Any) -> list[str]:
    from docx.table import Table, _Cell

    lines: list[str] = []
    for item in document.iter_inner_content():
        if len(lines) >= _MOST_LINES:
            break
        if isinstance(item, Table):
            for row in item.rows:
                # The cells as they stand in the file: python-docx's own list repeats a cell for
                # each column and row that it spans, which a small file can say to be millions.
                found = (_Cell(cell, item) for cell in row._tr.tc_lst if not _continues(cell))
                cells = dict.fromkeys(" ".join(cell.text.split()) for cell in found)
                lines.append("; ".join(cell for cell in cells if cell))
        else:
            lines.append(item.text)
    return lines


def _continues(cell: Any) -> bool:
    """Whether a cell only goes on with the one above it."""
    properties = cell.tcPr
    merged = None if properties is None else properties.vMerge_val
    return merged == "continue"
