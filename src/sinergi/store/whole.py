"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sinergi.errors import OutputError

_DRAFT = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)-[0-9a-f]{8}\.draft")
DISK_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""What the system answers when there is no room: a fault of the disk, not of a file."""


def write_whole(path: Path, write: Callable[[Path], object], *, private: bool = False) -> None:
    """Let ``write`` make a file beside ``path``, sync it, and move it into place.

    What a killed process left of earlier attempts at the same file is cleared away.

    Args:
        path: The file; its folder must be there.
        write: Called with the path to write to.
        private: Only the file's owner may read it.

    Raises:
        OutputError: the folder is not there, the disk is full, or it cannot be written.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}.draft")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "is a folder")
        if path.exists() and not path.is_file():
            # A file in its place would take it away from all who use it.
            raise OSError(errno.EINVAL, "is a pipe, a socket or a device, not a file")
        _clear(path)
        write(draft)
        if private:
            draft.chmod(0o600)
        elif path.is_file():
            shutil.copymode(path, draft)
        sync_file(draft)
        draft.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def write_text(path: Path, text: str, *, private: bool = False) -> None:
    """Write a text file, whole or not at all (see :func:`write_whole`)."""
    write_whole(path, lambda draft: draft.write_text(text, encoding="utf-8"), private=private)


def cannot_write(path: Path, error: OSError) -> OutputError:
    """What is said when ``path`` could not be written."""
    if error.errno in DISK_FULL:
        advice = "Free some space or give another folder; nothing was written"
        return OutputError("the disk is full", where=str(path), advice=advice)
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        where=str(path),
        advice="Give a file in a folder that you may write to",
    )


def sync_file(path: Path) -> None:
    """See to it that the file's content is on the disk."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())


def sync_folder(folder: Path) -> None:
    """See to it that the names in a folder are on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def alive(process: int) -> bool:
    """Whether a process of this number runs on this machine."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _clear(path: Path) -> None:
    for leftover in path.parent.iterdir():
        found = _DRAFT.fullmatch(leftover.name)
        if found and found["name"] == path.name and not alive(int(found["process"])):
            leftover.unlink(missing_ok=True)
