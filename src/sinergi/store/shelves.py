"""The shelves of the store: what lies there appears whole or not at all.

A dataset is a folder ``datasets/ID``, a register of companies a folder ``registers/ID`` (a shelf
each). It is built in a hidden folder beside it, synced to the disk, and renamed into place; what
a killed import left behind is removed by the next write.
"""

from __future__ import annotations

import errno
import itertools
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import filelock

from sinergi.errors import InputError, SinergiError, StoreError, UnknownNameError, UsageError
from sinergi.origin import Origin, sha256, write_origin
from sinergi.store.home import OWN_DISK, WITHOUT_LOCKS, home, private_folder
from sinergi.store.whole import sync_file, sync_folder

DATASETS = "datasets"
"""The shelf of the datasets of the catalogue."""

SUMS = "SHA256SUMS"
"""Digests of a dataset's files in the form of ``sha256sum``; the origin record stands beside."""

_DRAFT = ".draft-"
_TRASH = ".trash-"
_OLD = ".old-"
_LOCK_SECONDS = 2.0
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")


def root(shelf: str = DATASETS) -> Path:
    """The folder that holds one folder a dataset, or another shelf of the store."""
    return home() / shelf


def stamp() -> tuple[str, int]:
    """Changes whenever a dataset appears in the store, is replaced or goes."""
    base = root()
    try:
        return str(base), base.stat().st_mtime_ns
    except FileNotFoundError:
        return str(base), 0


def folders(shelf: str = DATASETS) -> list[Path]:
    """The folders of the datasets that are whole, by name."""
    try:
        found = [f for f in root(shelf).iterdir() if f.is_dir() and not f.name.startswith(".")]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise _cannot("read", error) from error
    return sorted(found)


def check_id(identifier: str) -> str:
    """``identifier`` itself when it can name a dataset.

    Raises:
        UsageError: it cannot.
    """
    if not _ID.fullmatch(identifier):
        raise UsageError(
            f"'{identifier}' cannot name a dataset",
            where="--id",
            advice="Use lower-case letters, digits, '.', '-' and '_', beginning with a letter "
            "or digit, at most 80",
        )
    return identifier


class Draft:
    """A dataset being built: write its files into ``folder`` and give it a name before the end."""

    def __init__(self, folder: Path, identifier: str | None) -> None:
        self.folder = folder
        self.identifier = identifier

    def name(self, proposal: str) -> str:
        """The id given by the user, else ``proposal``, with a number when it is taken."""
        if self.identifier is None:
            taken = {f.name for f in folders()}
            numbered = (f"{proposal}-{n}" for n in itertools.count(2))
            self.identifier = check_id(
                proposal if proposal not in taken else next(n for n in numbered if n not in taken)
            )
        return self.identifier


@contextmanager
def draft(
    identifier: str | None = None, *, shelf: str = DATASETS, replace: bool = False
) -> Iterator[Draft]:
    """A folder to build a dataset in; it becomes the dataset when the block ends.

    The block writes its files, names the draft and calls
    :func:`seal`. An exception inside the block leaves the store as it was. With ``replace`` it
    takes the place of a dataset of the same id on the ``shelf``.

    Raises:
        UsageError: the id is taken or cannot name a dataset.
        StoreError: the store cannot be written, or another process writes to it.
    """
    with _writing(shelf) as base:
        if identifier is not None:
            check_id(identifier)
            if not replace:
                _check_free(base / identifier)
        folder = base / f"{_DRAFT}{secrets.token_hex(6)}"
        folder.mkdir()
        building = Draft(folder, identifier)
        try:
            yield building
            if building.identifier is None:
                raise ValueError("a draft without a name cannot become a dataset")
            _sync(folder)
            target = base / building.identifier
            if replace and os.path.lexists(target):
                target.rename(base / f"{_OLD}{building.identifier}")
            folder.rename(target)
            sync_folder(base)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
            _settle(base)


def _settle(base: Path) -> None:
    """End a replacement: clear the old dataset away, or put it back where no new one came."""
    for old in base.glob(f"{_OLD}*"):
        target = base / old.name.removeprefix(_OLD)
        if target.exists():
            _discard(old)
        else:
            old.rename(target)


def _discard(path: Path) -> None:
    """Take a folder away, or the link where somebody has put one: never what it points to."""
    if path.is_symlink() or not path.is_dir():
        path.unlink(missing_ok=True)
    else:
        shutil.rmtree(path)


def _check_free(target: Path) -> None:
    if os.path.lexists(target):
        raise UsageError(
            f"a dataset '{target.name}' is already there",
            where="--id",
            advice=f"Give another --id, or remove it: sinergi data remove {target.name}",
        )


def seal(folder: Path, origin: Origin) -> None:
    """Write the digests of the folder's files and the origin record that vouches for them."""
    files = sorted(f for f in folder.iterdir() if f.name != SUMS and f.is_file())
    sums = folder / SUMS
    sums.write_text("".join(f"{sha256(f)}  {f.name}\n" for f in files), encoding="utf-8")
    write_origin(sums, origin.model_copy(update={"sha256": sha256(sums)}))


def remove(identifier: str, *, shelf: str = DATASETS) -> None:
    """Take the dataset out of the store.

    Raises:
        UnknownNameError: the store has none of this id.
        StoreError: the store cannot be written.
    """
    if identifier not in {f.name for f in folders(shelf)}:
        names = ", ".join(f.name for f in folders(shelf)) or "none"
        raise UnknownNameError(
            f"the store has no dataset '{identifier}'", advice=f"Datasets added: {names}"
        )
    with _writing(shelf) as base:
        _discard(_trash(base, identifier))


def faults(folder: Path) -> list[str]:
    """What is wrong with a stored dataset's files: missing, changed, or not listed."""
    sums = folder / SUMS
    try:
        text = sums.read_text(encoding="utf-8")
    except OSError as error:
        return [f"{SUMS}: {error.strerror or error}"]
    found = []
    for line in text.splitlines():
        digest, _, name = line.partition("  ")
        path = folder / name
        if not path.is_file():
            found.append(f"{name} is missing")
        elif sha256(path) != digest:
            found.append(f"{name} has changed since it was written")
    return found


def _trash(base: Path, identifier: str) -> Path:
    """Move the dataset out of sight; the next write clears away what is left of it."""
    trash = base / f"{_TRASH}{identifier}-{secrets.token_hex(4)}"
    (base / identifier).rename(trash)
    return trash


@contextmanager
def reporting() -> Iterator[None]:
    """Turn the system's errors of reading and writing into one line.

    Raises:
        InputError: a file outside the store cannot be read.
        StoreError: the store cannot be written.
    """
    try:
        yield
    except SinergiError:
        raise
    except OSError as error:
        named = error.filename
        if isinstance(named, str) and not Path(named).is_relative_to(home()):
            reason = error.strerror or str(error)
            raise InputError(f"cannot be read: {reason}", where=named) from error
        raise _cannot("write", error) from error


@contextmanager
def _writing(shelf: str) -> Iterator[Path]:
    """The store's folder, locked and free of leftovers."""
    base = root(shelf)
    with reporting():
        private_folder(base)
        with _locked(base):
            for leftover in [*base.glob(f"{_DRAFT}*"), *base.glob(f"{_TRASH}*")]:
                _discard(leftover)
            _settle(base)
            yield base


@contextmanager
def _locked(base: Path) -> Iterator[None]:
    lock = filelock.FileLock(base / ".lock")
    try:
        lock.acquire(timeout=_LOCK_SECONDS)
    except filelock.Timeout as error:
        raise StoreError(
            "another sinergi is writing to the store",
            where=str(base),
            advice="Wait until it is done and try again",
        ) from error
    except NotImplementedError as error:
        raise StoreError(WITHOUT_LOCKS, where=str(base), advice=OWN_DISK) from error
    try:
        yield
    finally:
        lock.release()


def _cannot(verb: str, error: OSError) -> StoreError:
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    advice = (
        "Free some space, or set SINERGI_HOME to a folder on another disk"
        if full
        else "Set SINERGI_HOME to a folder you may write to"
    )
    reason = error.strerror or str(error)
    return StoreError(f"cannot {verb} the store: {reason}", where=str(root()), advice=advice)


def _sync(folder: Path) -> None:
    for file in folder.iterdir():
        sync_file(file)
    sync_folder(folder)
