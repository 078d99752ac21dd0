"""Files of one result in a folder: all new or all old, never a mix.

The new folder is made beside the old one and the two change places in one step of the system
(``renameat2`` with ``RENAME_EXCHANGE``). What belongs to others in the folder is carried over;
nothing is removed but what was written here, or stands in the new folder as well. What a killed
process left is put right by the next write.

Where the two cannot change places (the folder is where somebody works, a disk of its own, holds
what may not be moved, or the file system cannot do it) the files are moved one by one, and put
back when one cannot be moved; only there may a kill leave a mix.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
from contextlib import suppress
from itertools import count
from pathlib import Path

from sinergi.store.whole import alive, sync_file, sync_folder

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LITTER = re.compile(r"\.(?P<name>.+)\.(?P<process>\d+)-(?P<made>[0-9a-f]{8}|i\d+)\.sinergi")


class _CannotExchangeError(Exception):
    """These two folders cannot change places; nothing has happened."""


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
        try:
            _check_exchangeable(folder)
            _swap_folders(folder, contents)
        except _CannotExchangeError:
            folder.mkdir(exist_ok=True)
            _move_files(folder, contents)
    except BaseException:
        for path in made:
            with suppress(OSError):
                path.rmdir()
        raise


def _check_exchangeable(folder: Path) -> None:
    """Whether the folder can give its place to another and all in it can follow.

    Raises:
        _CannotExchangeError: it cannot.
    """
    here = Path.cwd()
    stuck = here == folder or here.is_relative_to(folder) or os.path.ismount(folder)
    if stuck or not os.access(folder.parent, os.W_OK | os.X_OK):
        raise _CannotExchangeError
    if folder.is_dir():
        for path in folder.iterdir():
            # A folder that changes its parent is itself written to.
            inner = path.is_dir() and not path.is_symlink()
            if inner and (os.path.ismount(path) or not os.access(path, os.W_OK)):
                raise _CannotExchangeError


def _fill(place: Path, contents: dict[str, bytes], old: Path) -> None:
    """Write the files; one that is there in ``old`` keeps its mode, perhaps its owner's alone."""
    for name, content in contents.items():
        path = place / name
        path.write_bytes(content)
        if (old / name).is_file():
            shutil.copymode(old / name, path)
        sync_file(path)
    sync_folder(place)


def _swap_folders(folder: Path, contents: dict[str, bytes]) -> None:
    new = _beside(folder)
    try:
        if folder.exists():
            # Nobody sees more of the new files than of the old ones, until they are in place.
            new.chmod(0o700)
        _fill(new, contents, folder)
        if folder.exists():
            _make_alike(new, folder)
            _link_others(folder, new, set(contents))
            _exchange(new, folder)
            try:
                _hand_over(new, folder, set(contents))
            except BaseException:
                _exchange(new, folder)
                raise
        else:
            new.rename(folder)
        sync_folder(folder.parent)
    finally:
        if _is_unfinished(new):
            shutil.rmtree(new, ignore_errors=True)


def _beside(folder: Path) -> Path:
    """Make a folder beside ``folder`` whose name tells its maker and itself (its inode).

    After the exchange the old folder stands under this name: its inode is another one.
    """
    beginning = f".{folder.name}.{os.getpid()}"
    made = folder.with_name(f"{beginning}-{secrets.token_hex(4)}.sinergi")
    made.mkdir()
    return made.rename(folder.with_name(f"{beginning}-i{made.stat().st_ino}.sinergi"))


def _is_unfinished(litter: Path) -> bool:
    """Whether the folder is one that was being filled, not one that had its place already."""
    found = _LITTER.fullmatch(litter.name)
    if found is None or not litter.is_dir():
        return False
    return not found["made"].startswith("i") or found["made"] == f"i{litter.stat().st_ino}"


def _make_alike(new: Path, folder: Path) -> None:
    """Give the new folder mode and owner of the old one.

    Raises:
        _CannotExchangeError: it cannot have the owner.
    """
    old = folder.stat()
    if (old.st_uid, old.st_gid) != (new.stat().st_uid, new.stat().st_gid):
        try:
            os.chown(new, old.st_uid, old.st_gid)
        except OSError as error:
            raise _CannotExchangeError from error
    shutil.copymode(folder, new)


def _link_others(folder: Path, new: Path, ours: set[str]) -> None:
    """Let what belongs to others stand in both folders, so that it is never away.

    Folders can stand in one only: they are handed over after the exchange.
    """
    for path in folder.iterdir():
        if path.name not in ours and (path.is_symlink() or not path.is_dir()):
            with suppress(OSError):
                os.link(path, new / path.name, follow_symlinks=False)


def _hand_over(old: Path, folder: Path, ours: set[str] | None = None) -> None:
    """Bring what is not in the new folder over to it, and remove the old one.

    Args:
        old: The folder that had the place.
        folder: The folder that has it now.
        ours: Names that the new folder holds anew; None after a kill: then every file whose name
            the new folder has.

    Raises:
        OSError: something cannot be brought over; then nothing was.
    """
    while True:
        known = list(old.iterdir())
        brought = _bring_over(known, folder, ours)
        # What cannot be removed now is left to the next write.
        with suppress(OSError):
            for path in known:
                if path not in brought:
                    path.unlink()
        try:
            old.rmdir()
        except OSError as error:
            # Somebody has put something into it meanwhile: that is brought over as well.
            if error.errno == errno.ENOTEMPTY and set(old.iterdir()) - set(known):
                continue
        return


def _bring_over(paths: list[Path], folder: Path, ours: set[str] | None) -> dict[Path, Path]:
    brought: dict[Path, Path] = {}
    try:
        for path in paths:
            target = folder / path.name
            is_folder = path.is_dir() and not path.is_symlink()
            if os.path.lexists(target):
                if not is_folder and (ours is None or path.name in ours or _same(path, target)):
                    continue
                target = _free(target)
            path.rename(target)
            brought[path] = target
        sync_folder(folder)
    except BaseException:
        for path, target in brought.items():
            target.rename(path)
        raise
    return brought


def _same(one: Path, other: Path) -> bool:
    return os.path.samestat(one.lstat(), other.lstat())


def _free(path: Path) -> Path:
    """A name that nothing has, for what stands in both folders and is not the same."""
    names = (path.with_name(f"{path.stem} ({number}){path.suffix}") for number in count(2))
    return next(name for name in names if not os.path.lexists(name))


def _exchange(one: Path, other: Path) -> None:
    """Let two folders change places in one step.

    Raises:
        _CannotExchangeError: the system or the file system does not know it.
        OSError: it could not be done.
    """
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise _CannotExchangeError
    paths = os.fsencode(one), os.fsencode(other)
    flags = _AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE
    if library.renameat2(*flags) != 0:
        code = ctypes.get_errno()
        if code in (errno.EINVAL, errno.ENOSYS, errno.EOPNOTSUPP, errno.EXDEV):
            raise _CannotExchangeError
        raise OSError(code, os.strerror(code), str(other))


def _move_files(folder: Path, contents: dict[str, bytes]) -> None:
    place = folder / f".{folder.name}.{os.getpid()}-{secrets.token_hex(4)}.sinergi"
    place.mkdir()
    try:
        _fill(place, contents, folder)
        _move_each(list(contents), place, folder)
        sync_folder(folder)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _move_each(names: list[str], place: Path, folder: Path) -> None:
    """Move the new files to their places; put the old ones back when one cannot be moved."""
    moved: list[str] = []
    try:
        for name in names:
            target = folder / name
            if os.path.lexists(target):
                _keep(target, place / f"{name}.old")
            moved.append(name)
            (place / name).replace(target)
    except BaseException:
        for name in moved:
            old = place / f"{name}.old"
            if os.path.lexists(old):
                old.replace(folder / name)
            elif not (place / name).exists():
                (folder / name).unlink(missing_ok=True)
        raise


def _keep(path: Path, aside: Path) -> None:
    """Keep a file under a second name, so that it need not leave its place before the new comes."""
    try:
        os.link(path, aside, follow_symlinks=False)
    except OSError:
        path.replace(aside)


def _clear_litter(folder: Path) -> None:
    """Put right what killed processes left beside and in the folder."""
    for place, beside in ((folder.parent, True), (folder, False)):
        if not place.is_dir():
            continue
        for litter in list(place.iterdir()):
            found = _LITTER.fullmatch(litter.name)
            if not found or found["name"] != folder.name or alive(int(found["process"])):
                continue
            # Another process may clear the same.
            with suppress(FileNotFoundError):
                if not beside:
                    _put_back(litter, folder)
                if not beside or _is_unfinished(litter):
                    shutil.rmtree(litter, ignore_errors=True)
                elif folder.is_dir():
                    _hand_over(litter, folder)
                elif not os.path.lexists(folder):
                    litter.rename(folder)


def _put_back(litter: Path, folder: Path) -> None:
    """Put back an old file that had left its place when its writer was killed."""
    for old in litter.glob("*.old"):
        if not os.path.lexists(folder / old.stem):
            old.rename(folder / old.stem)
