"""Files of one result in a folder: all new or all old, never a mix.

The new folder is made beside the old one and the two change places in one step of the system
(``renameat2`` with ``RENAME_EXCHANGE``). What a killed process left is cleared by the next write.
Where the two cannot change places, since the folder is where somebody works or a disk of its own,
the files are moved one by one, and put back when one cannot be moved.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import suppress
from pathlib import Path

from sinergi.store.whole import alive, sync_file, sync_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LITTER = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)-[0-9a-f]{8}\.sinergi")


def write_folder(folder: Path, contents: dict[str, bytes]) -> None:
    """Put the files into the folder, which is made where it is missing; others in it stay.

    Raises:
        OSError: it cannot be written; everything is as it was.
    """
    folder = Path(os.path.realpath(folder))
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        for name in contents:
            if (folder / name).is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(folder / name))
        _clear_litter(folder)
        if _exchangeable(folder):
            _swap_folders(folder, contents)
        else:
            folder.mkdir(exist_ok=True)
            _move_files(folder, contents)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        raise


def _exchangeable(folder: Path) -> bool:
    """Whether the folder can give its place to another without anybody standing in it."""
    here = Path.cwd()
    if here == folder or here.is_relative_to(folder) or os.path.ismount(folder):
        return False
    return os.access(folder.parent, os.W_OK | os.X_OK)


def _beside(folder: Path) -> Path:
    return folder.with_name(f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.sinergi")


def _fill(place: Path, contents: dict[str, bytes]) -> None:
    for name, content in contents.items():
        path = place / name
        path.write_bytes(content)
        sync_file(path)
    sync_folder(place)


def _swap_folders(folder: Path, contents: dict[str, bytes]) -> None:
    new = _beside(folder)
    new.mkdir()
    try:
        _fill(new, contents)
        if not folder.exists():
            new.rename(folder)
        else:
            shutil.copymode(folder, new)
            # Files of others stand in both until the places are changed.
            for path in folder.iterdir():
                if path.name not in contents and path.is_file() and not path.is_symlink():
                    with suppress(OSError):
                        os.link(path, new / path.name)
            _exchange(new, folder)
            _bring_over(new, folder, set(contents))
        sync_folder(folder.parent)
    finally:
        shutil.rmtree(new, ignore_errors=True)


def _bring_over(old: Path, folder: Path, ours: set[str]) -> None:
    """Move what is not ours, and could not be linked, from the old folder to the new one."""
    for path in old.iterdir():
        if path.name not in ours and not os.path.lexists(folder / path.name):
            path.rename(folder / path.name)


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places in one step.

    Raises:
        OSError: the system cannot.
    """
    library = ctypes.CDLL(None, use_errno=True)
    paths = os.fsencode(one), os.fsencode(other)
    flags = _AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE
    if library.renameat2(*flags) != 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code), str(other))


def _move_files(folder: Path, contents: dict[str, bytes]) -> None:
    place = folder / f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.sinergi"
    place.mkdir()
    try:
        _fill(place, contents)
        _move_each(list(contents), place, folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _move_each(names: list[str], place: Path, folder: Path) -> None:
    """Move the new files to their places; put the old ones back when one cannot be moved."""
    try:
        for name in names:
            target = folder / name
            if target.exists():
                target.replace(place / f"{name}.old")
            (place / name).replace(target)
    except BaseException:
        for name in names:
            old = place / f"{name}.old"
            if old.exists():
                old.replace(folder / name)
            elif not (place / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise


def _clear_litter(folder: Path) -> None:
    """Clear what killed processes left beside and in the folder; files that are not ours are kept.

    After a kill between the change of places and the end, the old folder may still hold what
    belongs to others: that is brought over first.
    """
    for base in (folder.parent, folder):
        if not base.is_dir():
            continue
        for litter in list(base.iterdir()):
            found = _LITTER.fullmatch(litter.name)
            if not found or found["name"] != folder.name or alive(int(found["process"])):
                continue
            if base is folder.parent and folder.is_dir():
                for path in litter.iterdir():
                    if path.is_dir() and not os.path.lexists(folder / path.name):
                        path.rename(folder / path.name)
            shutil.rmtree(litter, ignore_errors=True)
