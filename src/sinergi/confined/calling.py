"""The side of the caller: keeps a server of confined calls, asks it, and words what went wrong."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from sinergi import errors
from sinergi.confined.frames import read_frame, write_frame
from sinergi.confined.limits import Limits
from sinergi.errors import InputError, SinergiError

_GRACE_SECONDS = 10.0
"""What the server may take longer than the call: to start, and to say that it was too long."""

_SAFE = ("InputError", "UsageError", "UnknownNameError", "DataError", "MissingDependencyError")
_ADVICE = "Copy what is needed into a new, plain file and give that"

_idle: list[subprocess.Popen[bytes]] = []
_lock = threading.Lock()


def call(function: str, data: bytes, *, limits: Limits | None = None, **values: Any) -> Any:
    """Call ``function(data, **values)`` in a child process and return its result.

    Args:
        function: ``module:function``; takes bytes and plain values, returns plain values (text,
            numbers, lists, dicts with text keys, None).
        data: What came from outside.
        limits: What the call may use; :class:`Limits` by default.
        values: Further arguments that JSON can hold; ``where`` names the file in errors.

    Raises:
        SinergiError: what the function raised, with its words.
        InputError: the call took more than the limits, or the library under it broke down.
    """
    limits = limits or Limits()
    where = values.get("where")
    request = json.dumps({"function": function, "values": values, "limits": asdict(limits)})
    server, started = _take(), time.monotonic()
    try:
        answer = _asked(server, request.encode(), data, limits.seconds + _GRACE_SECONDS)
    except (EOFError, BrokenPipeError) as error:
        _end(server)
        if time.monotonic() - started >= limits.seconds:
            raise _too_long(limits, where) from error
        raise InputError(
            "it is damaged or made to do harm (its reader ended)", where=where, advice=_ADVICE
        ) from error
    except BaseException:
        _end(server)
        raise
    if answer is None:
        _end(server)
        raise _too_long(limits, where)
    with _lock:
        _idle.append(server)
    return _result(json.loads(answer), limits, where)


def _asked(
    server: subprocess.Popen[bytes], request: bytes, data: bytes, seconds: float
) -> bytes | None:
    if server.stdin is None or server.stdout is None:
        raise TypeError("the server has pipes")
    write_frame(server.stdin, request)
    write_frame(server.stdin, data)
    deadline = time.monotonic() + seconds
    with selectors.DefaultSelector() as selector:
        selector.register(server.stdout, selectors.EVENT_READ)
        if not selector.select(max(0.0, deadline - time.monotonic())):
            return None
    return read_frame(server.stdout)


def _result(answer: dict[str, Any], limits: Limits, where: str | None) -> Any:
    match answer["kind"]:
        case "result":
            return answer["result"]
        case "error" if answer["type"] in _SAFE:
            made: type[SinergiError] = getattr(errors, answer["type"])
            raise made(answer["what"], where=answer["where"], advice=answer["advice"])
        case "time":
            raise _too_long(limits, where)
        case "memory":
            raise InputError(
                f"it takes more than {limits.memory // 1_000_000:,} MB of memory to read",
                where=where,
                advice=_ADVICE,
            )
        case "answer":
            raise InputError(
                f"it unfolds to more than {limits.answer // 1_000_000:,} MB of text",
                where=where,
                advice=_ADVICE,
            )
    raise InputError(
        f"it cannot be read: it is damaged or made to do harm ({answer.get('what', 'no word')})",
        where=where,
        advice=_ADVICE,
    )


def _too_long(limits: Limits, where: str | None) -> InputError:
    return InputError(
        f"it takes more than {limits.seconds:g} seconds to read", where=where, advice=_ADVICE
    )


def _take() -> subprocess.Popen[bytes]:
    with _lock:
        while _idle:
            server = _idle.pop()
            if server.poll() is None:
                return server
    import sinergi

    root = str(Path(sinergi.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    # Secrets of the environment are none of a reader's business.
    kept = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SINERGI_HOME")
    environment = {name: os.environ[name] for name in kept if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-c", "from sinergi.confined.server import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment | {"PYTHONPATH": path},
        # An interrupt on the terminal is for the caller, who then ends the server.
        start_new_session=True,
    )


def _end(server: subprocess.Popen[bytes]) -> None:
    server.kill()
    server.wait()
    for pipe in (server.stdin, server.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()


def _end_all() -> None:
    with _lock:
        while _idle:
            _end(_idle.pop())


def _forget() -> None:
    """A process that was forked has its own servers: those of its parent answer the parent."""
    _idle.clear()


atexit.register(_end_all)
os.register_at_fork(after_in_child=_forget)
