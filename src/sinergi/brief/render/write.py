"""Writes a brief's files: all of them, whole, or none."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sinergi.brief.model import Brief
from sinergi.collecting import seldom_collected
from sinergi.errors import OutputError, UsageError
from sinergi.printable import printable
from sinergi.store.folder_swap import write_folder

if TYPE_CHECKING:
    from sinergi.brief.render.pictures import Pictures

FILES = {
    "html": "brief.html",
    "docx": "brief.docx",
    "xlsx": "brief.xlsx",
    "pdf": "brief.pdf",
    "pptx": "brief.pptx",
    "md": "brief.md",
    "json": "brief.json",
}
"""The formats and the names of their files."""
_OTHER_FOLDER = "Give a folder you may write to with --out"
PLAN = "plan.ics"
"""The plan for calendars, which goes with every format."""


def check_formats(names: Iterable[str]) -> list[str]:
    """The formats asked for, each once, in the order given.

    Raises:
        UsageError: one is not known; the message lists those there are.
    """
    found = list(dict.fromkeys(name.strip().lower() for name in names if name.strip()))
    for name in found:
        if name not in FILES:
            raise UsageError(f"format '{name}' is not known", advice=f"Formats: {', '.join(FILES)}")
    if not found:
        raise UsageError("no format was given", advice=f"Formats: {', '.join(FILES)}")
    return found


def check_folder(folder: Path) -> None:
    """See before the work whether the folder, or the one it would be made in, can be written to.

    Raises:
        OutputError: it cannot.
    """
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not nearest.is_dir():
        raise OutputError("is a file, not a folder", where=str(nearest), advice=_OTHER_FOLDER)
    if not os.access(nearest, os.W_OK | os.X_OK):
        raise OutputError(
            "the folder cannot be written to", where=str(nearest), advice=_OTHER_FOLDER
        )


@dataclass(frozen=True)
class Order:
    """A brief and how its files are wanted; what draws the charts is shared by the formats."""

    brief: Brief
    parts: Collection[str] = ()
    template: Path | None = None

    @cached_property
    def pictures(self) -> Pictures:
        """Made when a format with charts asks for it."""
        from sinergi.brief.render.pictures import Pictures

        return Pictures(self.brief.lang)


def write(
    brief: Brief,
    formats: Iterable[str],
    folder: Path,
    *,
    parts: Collection[str] = (),
    template: Path | None = None,
) -> list[Path]:
    """Write the brief in these formats into a folder, which is made where it is missing.

    The folder is made anew beside its place and takes it in one step at the end; when anything
    fails, or the program is killed, the folder is as it was. Other files in it are left alone. The
    plan goes with them as ``plan.ics``, unless there are no steps.

    Args:
        brief: What to write.
        formats: Keys of :data:`FILES`.
        folder: Where to.
        parts: Places or sections that the texts show; all by default.
        template: A Word document whose styles, header and footer the DOCX takes.

    Raises:
        UsageError: a format or part is not known.
        InputError: the template is no Word document.
        OutputError: the folder cannot be written to, or the disk is full.
        MissingDependencyError: PDF was asked for and Pango is not installed.
    """
    with seldom_collected():
        contents = _render(Order(brief, parts, template), check_formats(formats))
    try:
        write_folder(folder, contents)
    except OSError as error:
        raise _output_error(error, folder) from error
    return [folder / name for name in contents]


def _render(order: Order, formats: list[str]) -> dict[str, bytes]:
    """File names and contents; the renderers are imported when they are needed."""
    contents = {FILES[name]: _RENDERERS[name](order) for name in formats}
    if order.brief.plan:
        from sinergi.brief.render.ics import ics

        contents[PLAN] = ics(order.brief)
    return contents


def _html(order: Order) -> bytes:
    from sinergi.brief.render.html import html

    return html(order.brief, order.pictures, parts=order.parts).encode()


def _docx(order: Order) -> bytes:
    from sinergi.brief.render.docx import docx

    return docx(order.brief, order.pictures, parts=order.parts, template=order.template)


def _pdf(order: Order) -> bytes:
    from sinergi.brief.render.pdf import pdf

    return pdf(order.brief, order.pictures, parts=order.parts)


def _pptx(order: Order) -> bytes:
    from sinergi.brief.render.pptx import pptx

    return pptx(order.brief, order.pictures)


def _markdown(order: Order) -> bytes:
    from sinergi.brief.render.markdown import markdown

    return printable(markdown(order.brief, parts=order.parts)).encode()


def _xlsx(order: Order) -> bytes:
    from sinergi.brief.render.xlsx import xlsx

    return xlsx(order.brief)


def _json(order: Order) -> bytes:
    # In JSON a character by its number is the same text.
    return printable(order.brief.model_dump_json(indent=2)).encode()


_RENDERERS: dict[str, Callable[[Order], bytes]] = {
    "html": _html,
    "docx": _docx,
    "xlsx": _xlsx,
    "pdf": _pdf,
    "pptx": _pptx,
    "md": _markdown,
    "json": _json,
}


def _output_error(error: OSError, folder: Path) -> OutputError:
    where = str(error.filename or folder)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        advice = "Free some space or give another folder with --out; nothing was written"
        return OutputError("the disk is full", where=str(folder), advice=advice)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return OutputError(
            "the folder cannot be written to", where=str(folder), advice=_OTHER_FOLDER
        )
    reason = (error.strerror or str(error)).lower()
    return OutputError(f"cannot be written: {reason}", where=where, advice="Nothing was written")
