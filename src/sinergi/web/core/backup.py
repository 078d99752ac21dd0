"""Backup and restore: the database and the files of the workbench in one archive.

The copy of the database is consistent while the server runs (SQLite's own backup, ``pg_dump`` for
PostgreSQL) and is made before the files are packed, so that every file a record names is in it.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from sinergi.errors import InputError
from sinergi.outside import plain_file
from sinergi.web import environment, restoring
from sinergi.web.core import backup_schema

_SQLITE, _POSTGRES, _FILES = "workbench.sqlite3", "workbench.pgdump", "files"
_BLOCK = 4096
"""Bytes that even an empty file takes."""


def backup(target: Path) -> None:
    """Write the archive; it appears whole or not at all.

    Raises:
        StoreError: the database cannot be copied.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        held = _dump(Path(folder))
        draft = Path(folder) / "archive"
        with tarfile.open(draft, "w:gz") as archive:
            archive.add(held, arcname=held.name)
            if Path(settings.MEDIA_ROOT).is_dir():
                archive.add(settings.MEDIA_ROOT, arcname=_FILES)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.chmod(0o600)
        draft.replace(target)


def _dump(folder: Path) -> Path:
    if connection.vendor == "sqlite":
        held = folder / _SQLITE
        name = settings.DATABASES["default"]["NAME"]
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(held)) as copy:
            source.backup(copy)
        return held
    held = folder / _POSTGRES
    restoring.postgres(
        settings.DATABASES["default"],
        ["pg_dump", "--format=custom", "--no-owner", f"--file={held}"],
    )
    return held


def restore(source: Path) -> None:
    """Put an archive in the place of what is there; the server must not run.

    What was there stays beside it under the name ``…before-restore-TIME``. Killed before the moves
    are written down it has changed nothing; after that whatever starts next ends it.

    Raises:
        InputError: the file is no archive of a workbench, of a newer one, or unfolds too far.
        StoreError: the database cannot be written.
    """
    base = Path(settings.FOLDER)
    database: dict[str, Any] = settings.DATABASES["default"]
    with environment.alone(base):
        for left in base.glob("restoring-*"):
            shutil.rmtree(left)
        staged = base / f"restoring-{datetime.now(UTC):%Y%m%dT%H%M%S%f}"
        try:
            held = _unpack(source, staged)
            connection.close()
            moves = {_FILES: Path(settings.MEDIA_ROOT)}
            if held.name == _SQLITE:
                target = Path(database["NAME"])
                restoring.settle(target)
                restoring.begin(base, staged, {_SQLITE: target, **moves})
            else:
                restoring.begin(base, staged, moves, held)
        except BaseException:
            if not (base / restoring.PLAN).exists():
                shutil.rmtree(staged, ignore_errors=True)
            raise
        restoring.carry_out(base, database)


def _unpack(source: Path, staged: Path) -> Path:
    """Bring what an archive holds to a folder; returns the database in it."""
    staged.mkdir(mode=0o700)
    try:
        with tarfile.open(plain_file(source), "r:gz") as archive:
            for member in _expected(archive, shutil.disk_usage(staged).free):
                archive.extract(member, staged, filter="data")
        (staged / _FILES).mkdir(exist_ok=True)
    except (OSError, EOFError, zlib.error, tarfile.TarError) as error:
        raise InputError(f"is no backup of a workbench: {error}", where=str(source)) from error
    held = staged / (_SQLITE if connection.vendor == "sqlite" else _POSTGRES)
    if not held.is_file():
        raise InputError("is no backup of a workbench with this database", where=str(source))
    if held.name == _SQLITE:
        backup_schema.check_sqlite(held)
    else:
        backup_schema.check_dump(held)
    os.sync()
    return held


def _expected(archive: tarfile.TarFile, room: int) -> Iterator[tarfile.TarInfo]:
    """The members, each of which is what a backup holds, while there is room for them."""
    for member in archive:
        parts = member.name.split("/")
        known = parts[0] in (_SQLITE, _POSTGRES, _FILES) and ".." not in parts
        if not (known and (member.isreg() or member.isdir())):
            raise InputError(f"is no backup of a workbench: it holds '{member.name[:80]}'")
        room -= max(member.size, _BLOCK)
        if room < 0:
            raise InputError("the backup unfolds to more than the disk has room for")
        yield member
