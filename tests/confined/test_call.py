"""A confined call: its result, its errors, and that nothing it does reaches the caller."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sinergi.confined import Limits, call
from sinergi.errors import InputError

HERE = str(Path(__file__).parent)
QUICK = Limits(seconds=2, memory=700_000_000)


@pytest.fixture(autouse=True, scope="module")
def _importable() -> None:
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (HERE, os.environ.get("PYTHONPATH"))))


def test_the_result_comes_back() -> None:
    assert call("sinergi.confined.examples:count", b"A text.", where="a.txt") == {"bytes": 7}


@pytest.mark.parametrize(
    ("function", "says"),
    [
        ("hang", "more than 2 seconds|its reader ended"),
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
        call(f"hostile:{function}", b"data", limits=QUICK, where=where)
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
