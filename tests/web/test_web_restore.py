"""Archives that are not what a backup is, and a restore on PostgreSQL that is killed."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts.with_postgres import cluster, programs

pytestmark = pytest.mark.slow
PEOPLE = """
import sys
import django; django.setup()
from sinergi.web.people.models import Desk
for name in sys.argv[1:]:
    Desk.objects.create(name=name, country="IDN")
print(" ".join(Desk.objects.order_by("name").values_list("name", flat=True)))
"""
DIE = """
import os, sys
import django; django.setup()
from pathlib import Path
from sinergi.web import restoring
from sinergi.web.core.backup import restore
place, real = sys.argv[2], restoring.postgres
left = int(place) if place.isdecimal() else 99
def postgres(database, command):
    writes = any(part.startswith("--dbname") for part in command)
    if writes and place == "before":
        os._exit(9)
    if writes and place == "during":
        # The tool is left alone with its half of the work.
        import subprocess
        environ = os.environ | {"PGUSER": database["USER"], "PGHOST": database["HOST"],
                                "PGPORT": str(database["PORT"])}
        subprocess.Popen(command, env=environ)
        os._exit(9)
    told = real(database, command)
    if writes and place == "after":
        os._exit(9)
    return told
def move(one, to):
    global left
    if not left:
        os._exit(9)
    left -= 1
    moved(one, to)
restoring.postgres, moved, restoring.move = postgres, restoring.move, move
restore(Path(sys.argv[1]))
"""


def run(environment: dict[str, str], *arguments: str, code: int = 0) -> str:
    done = subprocess.run([sys.executable, *arguments], env=environment, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == code, (done.stdout + done.stderr)[-3000:]
    assert code == 9 or "Traceback" not in done.stderr
    return (done.stdout + done.stderr).strip()


def own(home: Path, **more: str) -> dict[str, str]:
    settings = {"SINERGI_HOME": str(home), "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}
    return os.environ | settings | more


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    environment = own(tmp_path_factory.mktemp("restore-home"))
    run(environment, "-m", "django", "migrate", "-v", "0")
    run(environment, "-c", PEOPLE, "Ours")
    return environment


def archive_of(target: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(target, "w:gz") as archive:
        for info, content in members:
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return target


def named(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


def database(office: dict[str, str], change: Callable[[Any], object]) -> bytes:
    """Our own database, changed by an attacker or by another version."""
    held = Path(office["SINERGI_HOME"]) / "web/workbench.sqlite3"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy"
        with sqlite3.connect(held) as source, sqlite3.connect(copy) as target:
            source.backup(target)
            change(target)
        target.close()
        return copy.read_bytes()


SQL = {
    "trigger": ("CREATE TRIGGER t AFTER INSERT ON people_desk BEGIN DELETE FROM people_person; END",
                "holds what no workbench does"),
    "view": ("CREATE VIEW v AS SELECT * FROM people_person", "holds what no workbench does"),
    "newer": ("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '0999_far', 0)",
              "newer version"),
    "other": ("DELETE FROM django_migrations WHERE app = 'people'", "not one of a workbench"),
    "none": ("DROP TABLE django_migrations", "no backup of a workbench"),
}  # fmt: skip


@pytest.mark.parametrize("case", SQL)
def test_another_database_than_ours_is_refused(
    case: str, office: dict[str, str], tmp_path: Path
) -> None:
    sql, why = SQL[case]
    content = database(office, lambda held: held.execute(sql))
    made = archive_of(tmp_path / "x.tar.gz", (named("workbench.sqlite3"), content))
    assert why in run(office, "-m", "sinergi.cli", "manage", "restore", str(made), code=1)
    assert run(office, "-c", PEOPLE) == "Ours"


def test_archives_that_reach_outside_or_are_cut_are_refused(
    office: dict[str, str], tmp_path: Path
) -> None:
    good = (named("workbench.sqlite3"), database(office, lambda held: None))
    bad = {
        "up": (named("../../evil"), b"x"),
        "inside-up": (named("files/../../evil"), b"x"),
        "root": (named(str(tmp_path / "evil")), b"x"),
        "log": (named("files/../workbench.sqlite3-wal"), b"x"),
        "file": (named("files"), b"x"),
        "link": (named("files/a", tarfile.SYMTYPE, "/etc/passwd"), b""),
        "hard": (named("files/a", tarfile.LNKTYPE, "../../secret-key"), b""),
        "pipe": (named("files/a", tarfile.FIFOTYPE), b""),
        "device": (named("files/a", tarfile.CHRTYPE), b""),
        "other": (named("cache/x.djcache"), b"a pickle"),
        "no-database": (named("workbench.sqlite3"), b"SQLite format 3\0 but no more"),
    }
    files = [archive_of(tmp_path / f"{name}.tar.gz", good, one) for name, one in bad.items()]
    whole = archive_of(tmp_path / "whole.tar.gz", good).read_bytes()
    for name, content in (("cut", whole[: len(whole) // 2]), ("flipped", whole[:200] + whole[201:]),
                          ("empty", b"")):  # fmt: skip
        files.append(tmp_path / f"{name}.tar.gz")
        files[-1].write_bytes(content)
    for file in files:
        told = run(office, "-m", "sinergi.cli", "manage", "restore", str(file), code=1)
        assert len(told.splitlines()) == 1, told
    assert run(office, "-c", PEOPLE) == "Ours"
    home = Path(office["SINERGI_HOME"])
    assert not list(home.rglob("evil"))
    assert not list(tmp_path.rglob("evil"))
    assert not list((home / "web").glob("restoring-*"))


def test_a_backup_takes_the_place_of_a_damaged_database(tmp_path: Path) -> None:
    # A folder whose name means something in an address, too.
    home = own(tmp_path / "home #1 %41?")
    run(home, "-m", "django", "migrate", "-v", "0")
    run(home, "-c", PEOPLE, "Ours")
    made = str(tmp_path / "x.tar.gz")
    run(home, "-m", "sinergi.cli", "manage", "backup", made)
    held = Path(home["SINERGI_HOME"]) / "web/workbench.sqlite3"
    held.write_bytes(b"no database" * 1000)
    assert "Restored" in run(home, "-m", "sinergi.cli", "manage", "restore", made)
    assert run(home, "-c", PEOPLE) == "Ours"
    (kept,) = held.parent.glob("workbench.sqlite3.before-restore-*")
    assert kept.read_bytes() == b"no database" * 1000


def test_an_archive_that_unfolds_further_than_the_disk_is_refused(
    office: dict[str, str], tmp_path: Path
) -> None:
    info = named("files/large")
    info.size = 10**15
    with tarfile.open(tmp_path / "x.tar.gz", "w:gz") as archive:
        archive.addfile(named("workbench.sqlite3"))
        archive.fileobj.write(info.tobuf())
    told = run(office, "-m", "sinergi.cli", "manage", "restore", str(tmp_path / "x.tar.gz"), code=1)
    assert "more than the disk has room for" in told


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    if programs() is None:
        pytest.skip("PostgreSQL is not installed")
    with (
        # Not below pytest's own folder, which PostgreSQL's user may not enter.
        tempfile.TemporaryDirectory(prefix="sinergi-pg-") as folder,
        cluster(Path(folder)) as address,
    ):
        environment = own(tmp_path_factory.mktemp("pg-home"), DATABASE_URL=address)
        run(environment, "-m", "django", "migrate", "-v", "0")
        run(environment, "-c", PEOPLE, "A", "B")
        yield environment


@pytest.mark.parametrize("place", ["before", "during", "after", "0", "1", "none"])
def test_a_restore_on_postgresql_that_was_killed_is_ended_by_who_comes_next(
    place: str, postgres: dict[str, str], tmp_path: Path
) -> None:
    base = Path(postgres["SINERGI_HOME"]) / "web"
    proof, archive = base / "files/proof.pdf", tmp_path / "backup.tar.gz"
    proof.parent.mkdir(parents=True, exist_ok=True)
    proof.write_bytes(b"as it was")
    before = run(postgres, "-c", PEOPLE)
    run(postgres, "-m", "sinergi.cli", "manage", "backup", str(archive))
    run(postgres, "-c", PEOPLE, f"Later{place}")
    proof.write_bytes(b"changed")
    run(postgres, "-c", DIE, str(archive), place, code=0 if place == "none" else 9)
    assert run(postgres, "-c", PEOPLE) == before
    assert proof.read_bytes() == b"as it was"
    assert not (base / "restore.json").exists()
    assert not list(base.glob("restoring-*"))


def test_a_dump_of_another_database_is_refused(postgres: dict[str, str], tmp_path: Path) -> None:
    made = archive_of(tmp_path / "x.tar.gz", (named("workbench.pgdump"), b"PGDMP no dump"))
    told = run(postgres, "-m", "sinergi.cli", "manage", "restore", str(made), code=1)
    assert "pg_restore" in told
    assert "A B" in run(postgres, "-c", PEOPLE)
