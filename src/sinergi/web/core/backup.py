"""Backup and restore: the database and the files of the workbench in one archive.

The copy of the database is consistent while the server runs (SQLite's own backup, ``pg_dump`` for
PostgreSQL) and is made before the files are packed, so that every file a record names is in it.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from sinergi.errors import InputError, StoreError
from sinergi.web import environment

STOP = "Stop the server and the worker first"
_SQLITE, _POSTGRES, _FILES = "workbench.sqlite3", "workbench.pgdump", "files"


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
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={held}"])
    return held


def restore(source: Path) -> None:
    """Put an archive in the place of what is there; the server must not run.

    What was there stays beside it under the name ``…before-restore-TIME``.

    Raises:
        InputError: the file is no archive of a workbench.
        StoreError: the database cannot be written.
    """
    with tempfile.TemporaryDirectory(dir=settings.FOLDER) as name:
        folder = Path(name)
        try:
            with tarfile.open(source, "r:gz") as archive:
                archive.extractall(folder, filter="data")
        except (OSError, tarfile.TarError) as error:
            raise InputError(f"is no backup of a workbench: {error}", where=str(source)) from error
        held = folder / (_SQLITE if connection.vendor == "sqlite" else _POSTGRES)
        if not held.is_file():
            raise InputError("is no backup of a workbench with this database", where=str(source))
        connection.close()
        # Files first: a database that names files is never there before them.
        with environment.alone(settings.FOLDER):
            _swap(folder / _FILES, Path(settings.MEDIA_ROOT))
            _load(held)


def _load(held: Path) -> None:
    if held.name == _POSTGRES:
        _run(["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
              f"--dbname={settings.DATABASES['default']['NAME']}", str(held)])  # fmt: skip
        return
    with closing(sqlite3.connect(held)) as copy:
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
    if verdict != "ok":
        raise InputError(f"the database in the backup is damaged: {verdict}")
    target = Path(settings.DATABASES["default"]["NAME"])
    _settle(target)
    _swap(held, target)


def _settle(database: Path) -> None:
    """Bring what the log of a killed server holds into the database, so that one file is all of it.

    Raises:
        StoreError: somebody is writing.
    """
    if database.exists():
        try:
            with closing(sqlite3.connect(database, timeout=1)) as last:
                busy = last.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
                last.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise StoreError(f"the database is in use: {error}", advice=STOP) from error
        if busy:
            raise StoreError("the database is in use", advice=STOP)


def _swap(new: Path, place: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    old = place.with_name(f"{place.name}.before-restore-{stamp}")
    if place.exists():
        place.replace(old)
    if new.exists():
        new.replace(place)


def _run(command: list[str]) -> None:
    database: dict[str, Any] = settings.DATABASES["default"]
    environment = os.environ | {
        "PGDATABASE": str(database["NAME"]),
        "PGUSER": str(database.get("USER", "")),
        "PGPASSWORD": str(database.get("PASSWORD", "")),
        "PGHOST": str(database.get("HOST", "")),
        "PGPORT": str(database.get("PORT", "") or "5432"),
    }
    try:
        subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603
    except FileNotFoundError as error:
        raise StoreError(
            f"{command[0]} is not installed", advice="Install postgresql-client"
        ) from error
    except subprocess.CalledProcessError as error:
        text = error.stderr.decode(errors="replace").strip().splitlines()
        raise StoreError(f"{command[0]}: {text[-1] if text else 'failed'}") from error
