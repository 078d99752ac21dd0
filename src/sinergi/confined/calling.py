"""The side of the caller: keeps a server of confined calls, asks it, and words what went wrong."""

from __future__ import annotations

import atexit
import json
import os
import selectors
import signal
import subprocess
import sys
import threading
from collections.abc import Generator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from sinergi import errors
from sinergi.confined.pipe import DATA, ITEM, REQUEST, read_frame, write_frame
from sinergi.confined.resource_limits import Limits
from sinergi.errors import InputError, SinergiError

_GRACE_SECONDS = 60.0
"""What the server may take longer than the call, to start on a machine that is busy.

The server keeps the limits of the call itself; this only ends a server that keeps none."""

_SAFE = ("InputError", "UsageError", "UnknownNameError", "DataError", "MissingDependencyError")
_ADVICE = "Copy what is needed into a new, plain file and give that"
_KEPT = ("PATH", "LANG", "LC_ALL", "TMPDIR")
"""What a reader may know of the environment: secrets and the store are none of its business."""


@dataclass
class _Server:
    process: subprocess.Popen[bytes]
    input: IO[bytes]
    output: IO[bytes]
    environment: dict[str, str]


_idle: list[_Server] = []
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
        ImportError: there is no such function.
        OSError: there was no room on the disk for what it unpacked.
    """
    parts = stream(function, data, limits=limits, **values)
    try:
        next(parts)
    except StopIteration as stop:
        return stop.value
    parts.close()
    raise TypeError(f"{function} gives its answer in parts: use stream")


def stream(
    function: str, data: bytes, *, limits: Limits | None = None, **values: Any
) -> Generator[Any, None, Any]:
    """Call a generator function in a child process: its parts as they come, then its result.

    Args, errors: as for :func:`call`. The time of the caller between two parts does not count.
    """
    limits = limits or Limits()
    where = values.get("where")
    request = json.dumps(
        {"function": function, "values": values, "limits": asdict(limits), "folder": _folder()}
    )
    server = _take()
    try:
        write_frame(server.input, REQUEST, request.encode())
        write_frame(server.input, DATA, data)
        while True:
            kind, content = _next(server, limits, where)
            if kind != ITEM:
                break
            yield _plain(content)
    except (EOFError, BrokenPipeError, ValueError, RecursionError) as error:
        _end(server)
        raise InputError(
            "it is damaged or made to do harm (its reader ended)", where=where, advice=_ADVICE
        ) from error
    except BaseException:
        _end(server)
        raise
    with _lock:
        _idle.append(server)
    return _result(_plain(content), function, limits, where)


def _plain(content: bytes) -> Any:
    return json.loads(content.decode("utf-8", "surrogatepass"))


def _folder() -> str | None:
    try:
        return str(Path.cwd())
    except OSError:
        return None


def _next(server: _Server, limits: Limits, where: str | None) -> tuple[bytes, bytes]:
    with selectors.DefaultSelector() as selector:
        selector.register(server.output, selectors.EVENT_READ)
        if not selector.select(limits.seconds + _GRACE_SECONDS):
            raise _too_long(limits, where)
    return read_frame(server.output)


def _result(answer: dict[str, Any], function: str, limits: Limits, where: str | None) -> Any:
    match answer["kind"]:
        case "result":
            return answer.get("result")
        case "error" if answer.get("type") in _SAFE:
            made: type[SinergiError] = getattr(errors, answer["type"])
            words = {name: answer.get(name) for name in ("where", "advice")}
            raise made(str(answer.get("what")), **words)
        case "missing":
            raise ImportError(f"{function} cannot be called: {answer['what']}")
        case "disk":
            raise OSError(answer["errno"], os.strerror(answer["errno"]))
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


def _environment() -> dict[str, str]:
    import sinergi

    root = str(Path(sinergi.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return kept | {"PYTHONPATH": path}


def _take() -> _Server:
    """An idle server that knows today's environment, or a new one."""
    environment = _environment()
    with _lock:
        while _idle:
            server = _idle.pop()
            if server.process.poll() is None and server.environment == environment:
                return server
            _end(server)
    process = subprocess.Popen(
        [sys.executable, "-c", "from sinergi.confined.server import serve; serve()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        # Nothing is read ahead: one would wait for what is here already.
        bufsize=0,
        env=environment,
        # An interrupt on the terminal is for the caller, who then ends the server.
        start_new_session=True,
    )
    if process.stdin is None or process.stdout is None:
        raise TypeError("the server has pipes")
    return _Server(process, process.stdin, process.stdout, environment)


def _end(server: _Server) -> None:
    """End the server, and the fork that may be running in it."""
    with suppress(ProcessLookupError):
        os.killpg(server.process.pid, signal.SIGKILL)
    server.process.wait()
    for pipe in (server.input, server.output):
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
