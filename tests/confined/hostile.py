"""Functions that misbehave as hostile files make libraries do; called in confined processes."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import threading
import time
from collections.abc import Generator
from pathlib import Path
from typing import Any

from sinergi.errors import InputError


def hang(data: bytes, where: str) -> None:
    """Never comes back."""
    while True:
        time.sleep(1)


def compute(data: bytes, where: str) -> None:
    """Never comes back, and takes both processors meanwhile."""
    for _ in range(3):
        threading.Thread(target=_hash, daemon=True).start()
    _hash()


def _hash() -> None:
    block = bytes(1_000_000)
    while True:
        hashlib.sha256(block).digest()


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


def parts(data: bytes, where: str, many: int) -> Generator[list[int], None, str]:
    """Gives parts, then a result."""
    for number in range(many):
        yield [number] * 1000
    return where


def break_off(data: bytes, where: str) -> Generator[str, None, None]:
    """Gives a part and then breaks down."""
    yield "one"
    raise InputError("row 2 is broken", where=where)


def answer_nonsense(data: bytes, where: str) -> None:
    """Writes to the pipe of answers what is no JSON, as a file that has taken over might."""
    for number in range(3, 20):
        try:
            os.write(number, b"e" + (5).to_bytes(8, "big") + b"[[[[[")
        except OSError:
            continue
    os._exit(0)
