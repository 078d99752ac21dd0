"""The child: waits for calls and runs each in a fork of its own, which it limits and watches.

It answers in JSON, never in a form that could carry code: a reader that a file has taken over can
say nothing but plain values.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from typing import Any

from sinergi.confined.frames import read_frame, write_frame
from sinergi.errors import SinergiError

_BLOCK = 1 << 16
_FILES = 64
_CPU_GRACE = 2


def serve() -> None:
    """Answer calls from standard input on standard output until it ends."""
    source, target = sys.stdin.buffer, sys.stdout.buffer
    while True:
        try:
            request = json.loads(read_frame(source))
            data = read_frame(source)
        except EOFError:
            return
        answer = _confined(request, data)
        _keep_loaded(request["function"], answer.pop("used", ()))
        write_frame(target, json.dumps(answer).encode())


def _keep_loaded(function: str, used: Any) -> None:
    """Load the libraries that the call needed, so that the next fork has them at once.

    Only those that the function's module names: the answer of a fork is not to be trusted.
    """
    module = importlib.import_module(function.partition(":")[0])
    for name in getattr(module, "LIBRARIES", ()):
        if isinstance(used, list) and name in used:
            importlib.import_module(name)


def _confined(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _run(request, data, write_end)
    os.close(write_end)
    limits = request["limits"]
    found = bytearray()
    deadline = time.monotonic() + limits["seconds"]
    late = large = False
    try:
        while True:
            rest = deadline - time.monotonic()
            ready, _, _ = select.select([read_end], [], [], max(0.0, rest))
            if not ready:
                late = True
                break
            block = os.read(read_end, _BLOCK)
            if not block:
                break
            found += block
            if len(found) > limits["answer"]:
                large = True
                break
    finally:
        os.close(read_end)
        if late or large:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    if late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU):
        return {"kind": "time"}
    if large:
        return {"kind": "answer"}
    return _answer(bytes(found), status)


def _answer(found: bytes, status: int) -> dict[str, Any]:
    try:
        answer = json.loads(found)
        if isinstance(answer, dict) and "kind" in answer:
            return answer
    except (ValueError, RecursionError):
        pass
    how = f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else "no answer"
    return {"kind": "broken", "what": how}


def _run(request: dict[str, Any], data: bytes, pipe: int) -> None:
    """Run the call in the fork and end it; nothing of the server's goes on here."""
    code = 1
    try:
        module, name = request["function"].split(":")
        function = getattr(importlib.import_module(module), name)
        _limit(request["limits"])
        answer = _called(function, data, request["values"])
        libraries = getattr(sys.modules[module], "LIBRARIES", ())
        answer["used"] = [library for library in libraries if library in sys.modules]
        with os.fdopen(pipe, "wb") as target:
            target.write(json.dumps(answer).encode())
        code = 0
    finally:
        os._exit(code)


def _called(function: Any, data: bytes, values: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"kind": "result", "result": function(data, **values)}
    except SinergiError as error:
        words = {"what": str(error.what), "where": error.where, "advice": error.advice}
        return {"kind": "error", "type": type(error).__name__, **words}
    except MemoryError:
        return {"kind": "memory"}
    except Exception as error:  # whatever a library raises on a file that was made to break it
        return {"kind": "broken", "what": type(error).__name__}


def _limit(limits: dict[str, Any]) -> None:
    seconds = int(limits["seconds"]) + _CPU_GRACE
    for what, most in (
        (resource.RLIMIT_AS, int(limits["memory"])),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, int(limits["written"])),
        (resource.RLIMIT_NOFILE, _FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
