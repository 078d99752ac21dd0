"""Where results go: checked before anything is computed."""

from __future__ import annotations

import os
from pathlib import Path

from sinergi.errors import OutputError, UsageError


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
    if path.exists() and not path.is_file():
        raise OutputError("is no file", where=str(path), advice="Give a file's name")
    if not folder.is_dir():
        raise OutputError(
            "the folder is not there", where=str(folder), advice="Make it, or give another"
        )
    if not os.access(folder, os.W_OK):
        raise OutputError(
            "the folder cannot be written", where=str(folder), advice="Give another folder"
        )
