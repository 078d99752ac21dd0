"""Functions that misbehave as hostile files make libraries do; called in confined processes."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from sinergi.errors import InputError


def hang(data: bytes, where: str) -> None:
    """Never comes back."""
    while True:
        time.sleep(1)


def eat(data: bytes, where: str) -> int:
    """Takes all memory."""
    return len([bytearray(50_000_000) for _ in range(1000)])


def crash(data: bytes, where: str) -> None:
    """Breaks down as a C library does."""
    os.kill(os.getpid(), signal.SIGSEGV)


def raise_odd(data: bytes, where: str) -> None:
    """Raises what nobody expects, with words that must not be repeated."""
    raise KeyError("\x1b[31m/etc/passwd")


def raise_own(data: bytes, where: str) -> None:
    """Raises an error of ours."""
    raise InputError("it is broken", where=where, advice="Send it again")


def answer_much(data: bytes, where: str) -> str:
    """Answers more than is allowed."""
    return "x" * 50_000_000


def speak(data: bytes, where: str) -> str:
    """Writes to where the answers go."""
    sys.stdout.write("nonsense")
    sys.stdout.flush()
    return data.decode()


def write(data: bytes, where: str) -> str:
    """Writes a file."""
    Path(where).write_bytes(data)
    return "written"


def environment(data: bytes, where: str) -> dict[str, Any]:
    """What it knows of the environment."""
    return dict(os.environ)
