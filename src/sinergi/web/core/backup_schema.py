"""Whether the database of a backup is one of this workbench, before it takes the place of ours.

Who writes an archive writes the accounts in it, so an archive is trusted as its server is; what is
refused here are mistakes (another program's database, a newer version's) and what would run by
itself (triggers, views, tables of extensions), which no database of ours holds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.db.migrations.loader import MigrationLoader

from sinergi.errors import InputError
from sinergi.web import restoring

_OWN = "people"
"""An app of ours without which there is no workbench."""
_RUNS = "type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%'"


def check_sqlite(held: Path) -> None:
    """Refuse a database that is damaged, another's, a newer version's, or that runs by itself.

    Raises:
        InputError: see above.
    """
    try:
        with closing(sqlite3.connect(f"{held.absolute().as_uri()}?mode=ro", uri=True)) as copy:
            copy.execute("PRAGMA trusted_schema=OFF")
            verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
            runs = copy.execute(f"SELECT name FROM sqlite_master WHERE {_RUNS}").fetchone()  # noqa: S608
            applied = copy.execute("SELECT app, name FROM django_migrations").fetchall()
    except sqlite3.Error as error:
        raise InputError(f"is no backup of a workbench: {error}") from error
    if verdict != "ok":
        raise InputError(f"the database in the backup is damaged: {verdict}")
    if runs:
        raise InputError(f"the database in the backup holds what no workbench does: {runs[0]}")
    _check_applied(applied)


def check_dump(held: Path) -> None:
    """Refuse a dump of PostgreSQL that is another's or a newer version's.

    Raises:
        InputError: see above.
        StoreError: ``pg_restore`` cannot read it.
    """
    told = restoring.postgres(
        settings.DATABASES["default"],
        ["pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(held)],
    )
    rows = [line.split("\t") for line in told.splitlines() if line.count("\t") == 3]
    _check_applied((app, name) for _number, app, name, _when in rows)


def _check_applied(applied: Iterable[tuple[str, str]]) -> None:
    held = set(applied)
    if _OWN not in {app for app, _name in held}:
        raise InputError("the database in the backup is not one of a workbench")
    # Without a connection: ours may be the damaged database that is to be replaced.
    known = MigrationLoader(None).disk_migrations
    loaded = {app for app, _name in known}
    newer = sorted(one for one in held if one[0] in loaded and one not in known)
    if newer:
        raise InputError(
            f"the backup is of a newer version ({'.'.join(newer[0])})", advice="Install that first"
        )
