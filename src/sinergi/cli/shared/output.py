"""Results written to files: whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from pathlib import Path

from sinergi.errors import OutputError, UsageError


def write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Let ``write`` make a file beside ``path``, then move it into place.

    Raises:
        OutputError: the folder is not there, or it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        if path.is_dir():
            raise IsADirectoryError(None, "is a folder")
        write(draft)
        draft.replace(path)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror or error}",
            where=str(path),
            advice="Give a file in a folder that you may write to",
        ) from error
    finally:
        draft.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file, whole or not at all."""
    write_whole(path, lambda draft: draft.write_text(text, encoding="utf-8"))


def check_ending(path: Path, endings: tuple[str, ...]) -> str:
    """The file's ending, one of ``endings``.

    Raises:
        UsageError: it is another; the message lists them.
    """
    ending = path.suffix.lower()
    if ending not in endings:
        raise UsageError(
            f"'{path.name}' does not say in its ending what to write",
            where="--out",
            advice=f"End it in {' or '.join(endings)}",
        )
    return ending


def check_folder(path: Path) -> None:
    """Refuse at once, before anything is computed, a file that cannot be written.

    Raises:
        OutputError: its folder is not there or not writable, or it is a folder itself.
    """
    folder = path.parent
    if path.is_dir():
        raise OutputError("is a folder", where=str(path), advice="Give a file's name")
    if not folder.is_dir():
        raise OutputError(
            "the folder is not there", where=str(folder), advice="Make it, or give another"
        )
    if not os.access(folder, os.W_OK):
        raise OutputError(
            "the folder cannot be written", where=str(folder), advice="Give another folder"
        )
