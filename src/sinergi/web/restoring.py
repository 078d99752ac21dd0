"""Putting a backup in the place of what is there; a killed restore is ended by who comes next.

What the archive holds lies ready in ``restoring-TIME/`` before anything is moved. Then the moves
are written down in ``restore.json``: from there on there is no way back. Every process of the
workbench calls :func:`finish` before it opens the database, and so ends what was begun.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from typing import Any

from sinergi.errors import StoreError
from sinergi.store.whole import sync_folder, write_text
from sinergi.web import environment

PLAN = "restore.json"
WAIT = 60.0
"""Seconds that several processes which start at once wait for the one that ends a restore."""
STOP = "Stop the server and the worker first"


def begin(base: Path, staged: Path, moves: dict[str, Path], dump: Path | None = None) -> None:
    """Write down what is to be done: from now on it will be.

    Args:
        base: The folder of the workbench.
        staged: The folder below it that holds what the archive held.
        moves: Name in ``staged``: the place it goes to.
        dump: A dump for ``pg_restore`` in ``staged``.
    """
    stamp = staged.name.partition("-")[2]
    plan = {
        "staged": str(staged),
        "dump": str(dump or ""),
        "moves": [
            [str(staged / name), str(place), f"{place}.before-restore-{stamp}"]
            for name, place in moves.items()
        ],
    }
    write_text(base / PLAN, json.dumps(plan, indent=1))


def finish(base: Path, database: dict[str, Any]) -> bool:
    """End a restore that was begun; returns whether there was one.

    Raises:
        StoreError: it is being made just now, or cannot be ended.
    """
    if not (base / PLAN).exists():
        return False
    with environment.alone(base, wait=WAIT):
        return carry_out(base, database)


def carry_out(base: Path, database: dict[str, Any]) -> bool:
    """:func:`finish` for who keeps servers from starting already. Doing it twice does no harm."""
    if not (base / PLAN).exists():
        return False
    plan = json.loads((base / PLAN).read_text(encoding="utf-8"))
    if plan["dump"] and Path(plan["dump"]).exists():
        postgres(
            database,
            ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction",
             f"--dbname={database['NAME']}", plan["dump"]],
        )  # fmt: skip
    for new, place, old in plan["moves"]:
        _swap(Path(new), Path(place), Path(old))
    (base / PLAN).unlink()
    shutil.rmtree(plan["staged"], ignore_errors=True)
    return True


def _swap(new: Path, place: Path, old: Path) -> None:
    if not new.exists():
        return  # It is in its place already.
    if place.exists() and not old.exists():
        if place.suffix == ".sqlite3":
            settle(place)
        move(place, old)
    move(new, place)


def move(one: Path, to: Path) -> None:
    """Rename, and have the disk know of it before the next is renamed."""
    one.replace(to)
    sync_folder(to.parent)
    sync_folder(one.parent)


def settle(database: Path) -> None:
    """Bring what the log of a killed server holds into the database, so that one file is all of it.

    A damaged one is left as it is.

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
        except sqlite3.DatabaseError:
            return
        if busy:
            raise StoreError("the database is in use", advice=STOP)


def postgres(database: dict[str, Any], command: list[str]) -> str:
    """Run a tool of PostgreSQL on a database; returns what it writes.

    Raises:
        StoreError: it is not installed, or fails.
    """
    environ = os.environ | {
        "PGDATABASE": str(database["NAME"]),
        "PGUSER": str(database.get("USER", "")),
        "PGPASSWORD": str(database.get("PASSWORD", "")),
        "PGHOST": str(database.get("HOST", "")),
        "PGPORT": str(database.get("PORT", "") or "5432"),
    }
    try:
        done = subprocess.run(command, check=True, capture_output=True, env=environ)  # noqa: S603
    except FileNotFoundError as error:
        raise StoreError(
            f"{command[0]} is not installed", advice="Install postgresql-client"
        ) from error
    except subprocess.CalledProcessError as error:
        text = error.stderr.decode(errors="replace").strip().splitlines()
        raise StoreError(f"{command[0]}: {text[-1] if text else 'failed'}") from error
    return done.stdout.decode(errors="replace")
