"""The database in a file: backup while it runs, restore, and death in the middle of writing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETUP = """
import django; django.setup()
from sinergi.web.people.models import Desk, Person
from sinergi.web.pairs.models import Pair
from sinergi.web.core.actions import create
desk = Desk.objects.create(name="Desk", country="IDN")
person = Person.objects.create(username="o", name="O", role="officer", desk=desk)
create(person, Pair(desk=desk, a="IDN", b="TJK"))
"""
COUNT = """
import django; django.setup()
from sinergi.web.followup.models import Step
from sinergi.web.core.models import Entry, SearchLine
print(Step.objects.count(), Entry.objects.filter(kind="step").count(),
      SearchLine.objects.filter(kind="step").count())
"""
ADD = """
import django; django.setup()
from sinergi.web.followup.models import Step
from sinergi.web.people.models import Person
from sinergi.web.pairs.models import Pair
from sinergi.web.core.actions import create
create(Person.objects.get(), Step(pair=Pair.objects.get(), text="One", side="IDN"))
"""
KILL = """
import os, random, signal, sys, time
import django; django.setup()
from django.db import connections
from sinergi.web.followup.models import Step
from sinergi.web.people.models import Person
from sinergi.web.pairs.models import Pair
from sinergi.web.core.actions import create
chance, acknowledged = random.Random(3), 0
for death in range(int(sys.argv[1])):
    connections.close_all()
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        person, pair = Person.objects.get(), Pair.objects.get()
        os.write(writer, b"r")
        while True:
            create(person, Step(pair=pair, text="x", side="IDN"))
            os.write(writer, b"w")
    os.close(writer)
    os.read(reader, 1)
    for _ in range(chance.randrange(1, 4)):
        acknowledged += len(os.read(reader, 1))
    # Somewhere in the next write, whatever the machine's speed: the wait only moves the place.
    time.sleep(chance.uniform(0, 0.004))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while piece := os.read(reader, 65536):
        acknowledged += piece.count(b"w")
    os.close(reader)
steps = Step.objects.count()
from django.db import connection
with connection.cursor() as cursor:
    sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
print(acknowledged, steps, sound)
"""


def run(home: Path, *arguments: str) -> str:
    environment = os.environ | {"SINERGI_HOME": str(home),
                                "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("web-home")
    run(folder, "-m", "django", "migrate", "-v", "0")
    run(folder, "-c", SETUP)
    return folder


@pytest.mark.slow
def test_a_backup_brings_back_what_was_and_nothing_else(home: Path, tmp_path: Path) -> None:
    run(home, "-c", ADD)
    before = run(home, "-c", COUNT)
    (home / "web/files").mkdir(exist_ok=True)
    (home / "web/files/proof.pdf").write_bytes(b"%PDF")
    archive = tmp_path / "backup.tar.gz"
    run(home, "-m", "sinergi.cli", "manage", "backup", str(archive))
    assert archive.stat().st_mode & 0o077 == 0
    run(home, "-c", ADD)
    (home / "web/files/proof.pdf").write_bytes(b"changed")
    assert run(home, "-c", COUNT) != before
    run(home, "-m", "sinergi.cli", "manage", "restore", str(archive))
    assert run(home, "-c", COUNT) == before
    assert (home / "web/files/proof.pdf").read_bytes() == b"%PDF"


DIE = """
import os, sys
import django; django.setup()
from sinergi.web import restoring
from sinergi.web.core.backup import restore
left, renamed = int(sys.argv[2]), restoring.move
def move(one, to):
    global left
    if not left:
        os._exit(9)
    left -= 1
    renamed(one, to)
restoring.move = move
if left < 0:
    restoring.begin = lambda *_: os._exit(9)
from pathlib import Path
restore(Path(sys.argv[1]))
"""


@pytest.mark.slow
@pytest.mark.parametrize("moved", [-1, 0, 1, 2, 3])
def test_a_restore_that_was_killed_is_all_there_or_not_begun(
    moved: int, home: Path, tmp_path: Path
) -> None:
    proof = home / "web/files/proof.pdf"
    proof.parent.mkdir(exist_ok=True)
    proof.write_bytes(b"as it was")
    before, archive = run(home, "-c", COUNT), tmp_path / "backup.tar.gz"
    run(home, "-m", "sinergi.cli", "manage", "backup", str(archive))
    run(home, "-c", ADD)
    proof.write_bytes(b"changed")
    after = run(home, "-c", COUNT)
    environment = os.environ | {"SINERGI_HOME": str(home),
                                "DJANGO_SETTINGS_MODULE": "sinergi.web.settings"}  # fmt: skip
    died = subprocess.run(
        [sys.executable, "-c", DIE, str(archive), str(moved)], env=environment, check=False
    )
    assert died.returncode == 9
    begun = moved >= 0
    assert run(home, "-c", COUNT) == (before if begun else after)
    assert proof.read_bytes() == (b"as it was" if begun else b"changed")
    assert not (home / "web/restore.json").exists()
    run(home, "-m", "sinergi.cli", "manage", "restore", str(archive))
    assert run(home, "-c", COUNT) == before
    assert list((home / "web").glob("restoring-*")) == []


@pytest.mark.slow
def test_killed_200_times_it_loses_no_acknowledged_write_and_leaves_none_half_done(
    home: Path,
) -> None:
    held = int(run(home, "-c", COUNT).split()[0])
    acknowledged, steps, sound = run(home, "-c", KILL, "200").split()
    assert sound == "ok"
    assert int(acknowledged) >= 200
    # The last write of a life may be done and not yet said to be.
    assert int(acknowledged) <= int(steps) - held <= int(acknowledged) + 200
    told = run(home, "-c", COUNT).split()
    assert told[0] == told[1] == told[2]


@pytest.mark.slow
def test_a_file_that_is_no_backup_is_refused(home: Path, tmp_path: Path) -> None:
    bad = tmp_path / "x.tar.gz"
    bad.write_bytes(b"no archive")
    environment = os.environ | {"SINERGI_HOME": str(home)}
    done = subprocess.run(
        [sys.executable, "-m", "sinergi.cli", "manage", "restore", str(bad)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "no backup of a workbench" in done.stderr
    assert "Traceback" not in done.stderr
