"""A confined call: its result, its errors, and that nothing it does reaches the caller."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest

from sinergi.confined import Limits, call, stream
from sinergi.errors import InputError

HERE = str(Path(__file__).parent)
SMALL = Limits(seconds=30, memory=700_000_000)
QUICK = Limits(seconds=2, memory=700_000_000)


@pytest.fixture(autouse=True, scope="module")
def _importable() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (HERE, os.environ.get("PYTHONPATH"))))


def test_the_result_comes_back() -> None:
    assert call("sinergi.confined.examples:count", b"A text.", where="a.txt") == {"bytes": 7}


@pytest.mark.parametrize(
    ("function", "says"),
    [
        ("hang", "more than 2 seconds"),
        ("compute", "more than 2 seconds"),
        ("answer_nonsense", "damaged or made to do harm"),
        ("eat", "more than 700 MB of memory"),
        ("crash", "damaged or made to do harm .signal 11."),
        ("raise_odd", "damaged or made to do harm .KeyError."),
        ("raise_own", "a.txt: it is broken. Send it again"),
        ("answer_much", "more than 40 MB of text"),
        ("write", "damaged or made to do harm .OSError."),
    ],
)
def test_what_it_does_wrong_is_one_line(function: str, says: str, tmp_path: Path) -> None:
    target = tmp_path / "written"
    where = str(target) if function == "write" else "a.txt"
    with pytest.raises(InputError, match=says) as caught:
        call(f"hostile:{function}", b"data", limits=QUICK if "2 s" in says else SMALL, where=where)
    assert "\n" not in str(caught.value)
    assert "passwd" not in str(caught.value)
    assert not target.exists() or target.stat().st_size == 0
    # The next call finds a server that works.
    assert call("sinergi.confined.examples:count", b"", where="b") == {"bytes": 0}


def test_secrets_of_the_environment_are_not_handed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINERGI_MODEL_KEY", "sk-PLANTED")
    assert "sk-PLANTED" not in str(call("hostile:environment", b"", where="a"))


def test_calls_of_several_threads_do_not_mix() -> None:
    found: dict[int, object] = {}

    def ask(size: int) -> None:
        found[size] = call("sinergi.confined.examples:count", b"x" * size, where="a")

    threads = [threading.Thread(target=ask, args=(size,)) for size in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert found == {size: {"bytes": size} for size in range(6)}


def test_a_server_that_was_started_before_a_path_was_known_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("sinergi.confined.examples:count", b"", where="a") == {"bytes": 0}
    (tmp_path / "later_reader.py").write_text("def read(data, where):\n    return len(data)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert call("later_reader:read", b"abc", where="a") == 3


def test_a_function_that_is_not_there_is_a_fault_of_the_caller() -> None:
    with pytest.raises(ImportError, match="cannot be called"):
        call("sinergi.confined.examples:none", b"", where="a")
    with pytest.raises(ImportError, match="cannot be called"):
        call("no_such_module:read", b"", where="a")
    assert call("sinergi.confined.examples:count", b"", where="a") == {"bytes": 0}


def test_parts_come_one_by_one_and_then_the_result() -> None:
    def wrapped() -> Generator[Any, None, None]:
        yield ("result", (yield from stream("hostile:parts", b"", where="a", many=500)))

    *parts, end = wrapped()
    assert [part[0] for part in parts] == list(range(500))
    assert end == ("result", "a")


def test_parts_that_nobody_wants_any_more_are_ended() -> None:
    parts = stream("hostile:parts", b"", where="a", many=1_000_000)
    assert next(parts)[0] == 0
    parts.close()
    assert call("sinergi.confined.examples:count", b"", where="a") == {"bytes": 0}


def test_parts_together_have_a_limit() -> None:
    with pytest.raises(InputError, match="unfolds to more than 1 MB"):
        list(stream("hostile:parts", b"", limits=Limits(answer=1_000_000), where="a", many=10_000))


def test_the_time_of_a_slow_caller_does_not_count() -> None:
    parts = stream("hostile:parts", b"", limits=Limits(seconds=1), where="a", many=300)
    next(parts)
    time.sleep(1.5)
    assert len(list(parts)) == 299


def test_what_breaks_after_some_parts_is_an_error_after_them() -> None:
    parts = stream("hostile:break_off", b"", where="a.txt")
    assert next(parts) == "one"
    with pytest.raises(InputError, match=r"a\.txt: row 2 is broken"):
        next(parts)


def test_a_caller_that_is_killed_takes_its_readers_with_it() -> None:
    program = (
        "from sinergi.confined import Limits, call\n"
        "print('ready', flush=True)\n"
        "call('hostile:hang', b'', limits=Limits(seconds=60), where='a')\n"
    )
    caller = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    assert caller.stdout is not None
    assert caller.stdout.readline() == "ready\n"
    server = _children(caller.pid)
    reader = _children(server)
    caller.kill()
    caller.wait()
    caller.stdout.close()
    assert _gone(server)
    assert _gone(reader)


def _children(process: int) -> int:
    """The first child of a process, waited for."""
    listed = Path(f"/proc/{process}/task/{process}/children")
    for _ in range(600):
        if found := listed.read_text().split():
            return int(found[0])
        time.sleep(0.05)
    raise AssertionError("no child came")


def _gone(process: int) -> bool:
    for _ in range(1200):
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(") ")[2][0]
        except FileNotFoundError:
            return True
        if state == "Z":
            return True
        time.sleep(0.05)
    return False


def test_a_killed_caller_leaves_no_traceback_on_the_terminal() -> None:
    code = (
        "import os, signal\nfrom sinergi.confined import stream\n"
        "found = stream('hostile:parts', b'', where='x', many=300_000)\n"
        "next(found)\nos.kill(os.getpid(), signal.SIGKILL)"
    )
    path = os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))
    # The pipe ends when the last who could write to it, the server, has ended.
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env=os.environ | {"PYTHONPATH": path},
        timeout=60,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL
    assert done.stderr == b""
