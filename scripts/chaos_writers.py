"""The commands that write, each run in a fork that can be killed at any of its steps.

A fork has everything loaded, so that a kill costs the time of the command alone. A step is
whatever the process asks of the system with a file: to open, make, move, link or remove one.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_STEP_EVENTS = frozenset(
    {"os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}
    | {"open", "shutil.rmtree", "shutil.copyfile", "ctypes.dlsym", "os.listdir", "os.scandir"}
)
Job = Callable[[], int]


@dataclass(frozen=True)
class Ended:
    """How a fork ended: by a kill or with an exit code, and what it said."""

    killed: bool
    code: int
    said: str
    wrong: str
    steps: int


def command(*arguments: str) -> Job:
    """A command of the program."""

    def job() -> int:
        from sinergi.cli.main import run

        return run(list(arguments))

    return job


def run(job: Job, folder: Path, *, at: int | None = None, signal_at: float | None = None) -> Ended:
    """Run a job in a fork, to its end, to its step ``at``, or for so many seconds.

    Args:
        job: What to run; its exit code is what it returns.
        folder: Where what it prints is kept for the time of the run.
        at: The step at which it is killed (SIGKILL).
        signal_at: Seconds after which it is stopped (SIGTERM or SIGINT, by chance).
    """
    out, err, told = (folder / f".chaos-{name}" for name in ("out", "err", "steps"))
    child = os.fork()
    if child == 0:
        _be_fork(job, out, err, told, at)
    if signal_at is not None:
        time.sleep(signal_at)
        os.kill(child, random.choice((signal.SIGTERM, signal.SIGINT)))
    status = os.waitpid(child, 0)[1]
    killed = os.WIFSIGNALED(status)
    return Ended(
        killed,
        -1 if killed else os.WEXITSTATUS(status),
        out.read_text(errors="replace"),
        err.read_text(errors="replace"),
        # Empty where a signal came while the number was written.
        int(told.read_text() or 0) if not killed and told.exists() else 0,
    )


def _be_fork(job: Job, out: Path, err: Path, told: Path, at: int | None) -> None:
    code = 70
    try:
        for path, number in ((out, 1), (err, 2)):
            file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(file, number)
            os.close(file)
        steps = count()
        seen = [0]

        def hook(event: str, _: object) -> None:
            if event in _STEP_EVENTS:
                seen[0] = next(steps)
                if seen[0] == at:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        code = _answered(job)
        sys.stdout.flush()
        total = seen[0]
        told.write_text(str(total))
    finally:
        sys.stdout.flush()
        os._exit(code)


def _answered(job: Job) -> int:
    """The exit code, an error of the program as one line, any other as a traceback."""
    from sinergi.errors import SinergiError

    try:
        return job()
    except SinergiError as error:
        print(error, file=sys.stderr, flush=True)
        return 1
    except BaseException:
        traceback.print_exc()
        return 70


def decide(mark: str, number: int) -> Job:
    """Write decisions; each is acknowledged by a line."""

    def job() -> int:
        from sinergi.companies.linkage import DecisionLog

        log = DecisionLog()
        for n in range(number):
            log.decide(f"a:{mark}", f"b:{n}", "same", who="x", why="a\u2028b\u0085c")
            print(f"decided a:{mark} b:{n}", flush=True)
        return 0

    return job


def write_brief(saved: Path, out: Path) -> Job:
    """Write a saved brief's files anew."""

    def job() -> int:
        from sinergi.brief.render.write import write
        from sinergi.brief.saved import load_brief

        write(load_brief(saved), ("json", "md"), out)
        return 0

    return job


def keep_opinion(folder: Path, mark: str) -> Job:
    """Keep an answer of a second opinion."""

    def job() -> int:
        from sinergi.reading.model_service import Reply
        from sinergi.reading.opinion.cache import Cache

        asked = [{"role": "user", "content": "q"}]
        Cache(folder).put("http://127.0.0.1/", "m", asked, Reply(mark * 5000, 1, 1))
        return 0

    return job


def workbench_setup() -> int:
    """Make the workbench's database with one pair."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from sinergi.web.core.actions import create
    from sinergi.web.pairs.models import Pair
    from sinergi.web.people.models import Desk, Person

    desk = Desk.objects.create(name="Desk", country="IDN")
    person = Person.objects.create(username="o", name="O", role="officer", desk=desk)
    create(person, Pair(desk=desk, a="IDN", b="TJK"))
    return 0


def workbench_write(number: int) -> Job:
    """Create steps in the workbench; each is acknowledged by a line."""

    def job() -> int:
        import django

        django.setup()
        from sinergi.web.core.actions import create
        from sinergi.web.followup.models import Step
        from sinergi.web.pairs.models import Pair
        from sinergi.web.people.models import Person

        person, pair = Person.objects.get(), Pair.objects.get()
        for _ in range(number):
            create(person, Step(pair=pair, text="x", side="IDN"))
            print("created", flush=True)
        return 0

    return job


def workbench_count() -> int:
    """Print how many steps there are, in the tables that must agree, and whether it is sound."""
    import django

    django.setup()
    from django.db import connection

    from sinergi.web.core.models import Entry, SearchLine
    from sinergi.web.followup.models import Step

    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    told = Entry.objects.filter(kind="step").count(), SearchLine.objects.filter(kind="step").count()
    print(Step.objects.count(), *told, sound)
    return 0


def load_all() -> None:
    """Load what the jobs need, without starting the threads of any library."""
    import sinergi.brief.render.write
    import sinergi.brief.saved
    import sinergi.cli.main
    import sinergi.companies.linkage
    import sinergi.companies.registers.register_import
    import sinergi.reading.opinion.cache
    import sinergi.trade.adding

    del sinergi
