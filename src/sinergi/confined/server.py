"""The child: waits for calls and runs each in a fork of its own, which it limits and watches.

It answers in JSON, never in a form that could carry code: a reader that a file has taken over can
say nothing but plain values. When the caller ends, so does the child, and its fork with it.
"""

from __future__ import annotations

import ctypes
import errno
import importlib
import json
import os
import resource
import select
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from types import GeneratorType
from typing import IO, Any

from sinergi.confined.pipe import END, ITEM, frame, read_frame, take_frames, write_frame
from sinergi.errors import SinergiError

_BLOCK = 1 << 16
_FILES = 64
_HARD_SECONDS = 5
"""What the system gives a fork beyond its limit of processor time before it ends it for good."""

_DIE_WITH_PARENT = 1
"""``PR_SET_PDEATHSIG``."""


def serve() -> None:
    """Answer calls from standard input on standard output until it ends."""
    try:
        _answer(sys.stdin.buffer, sys.stdout.buffer)
    except BrokenPipeError:
        # The caller was killed: what is left of the answer is for nobody, nor is a traceback.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _answer(source: IO[bytes], target: IO[bytes]) -> None:
    while True:
        try:
            request = json.loads(read_frame(source)[1])
            data = read_frame(source)[1]
        except EOFError:
            return
        end: dict[str, Any]
        try:
            # Before the fork: what a reader needs to be there is not a part of its time.
            function = _function(request["function"])
        except (ImportError, AttributeError, ValueError) as error:
            end = {"kind": "missing", "what": str(error)}
        else:
            end = _passed_on(_confined(function, request, data), target)
            _keep_loaded(request["function"], end.pop("used", ()))
        write_frame(target, END, _text(end))


def _passed_on(parts: Generator[bytes, None, dict[str, Any]], target: Any) -> dict[str, Any]:
    """Pass the parts of an answer on as they come; how the call ended."""
    with closing(parts):
        while True:
            try:
                part = next(parts)
            except StopIteration as stop:
                end: dict[str, Any] = stop.value
                return end
            write_frame(target, ITEM, part)


def _die_with_parent() -> None:
    """Of a fork: the server has one thread, so that its end is not taken for that of a thread."""
    library = ctypes.CDLL(None)
    if hasattr(library, "prctl"):
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL)


def _function(name: str) -> Callable[..., Any]:
    module, function = name.split(":")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _keep_loaded(function: str, used: Any) -> None:
    """Load the libraries that the call needed, so that the next fork has them at once.

    Only those that the function's module names: the answer of a fork is not to be trusted.
    """
    module = importlib.import_module(function.partition(":")[0])
    for name in getattr(module, "LIBRARIES", ()):
        if isinstance(used, list) and name in used:
            importlib.import_module(name)


def _confined(
    function: Callable[..., Any], request: dict[str, Any], data: bytes
) -> Generator[bytes, None, dict[str, Any]]:
    """Run the call in a fork: its parts as they come, then how it ended."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _run(function, request, data, write_end)
    os.close(write_end)
    limits = request["limits"]
    try:
        return (yield from _relayed(child, read_end, limits["seconds"], limits["answer"]))
    finally:
        os.close(read_end)
        # Ended already, unless the caller is gone or the answer was broken off.
        if os.waitpid(child, os.WNOHANG)[0] == 0:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)


def _relayed(
    child: int, pipe: int, seconds: float, most: int
) -> Generator[bytes, None, dict[str, Any]]:
    """Only the time counts that the fork is waited for, not that of a slow caller."""
    buffer = bytearray()
    size, waited = 0, 0.0
    while True:
        begun = time.monotonic()
        ready, _, _ = select.select([pipe, sys.stdin], [], [], max(0.0, seconds - waited))
        waited += time.monotonic() - begun
        if not ready:
            return {"kind": "time"}
        if pipe not in ready:
            # The caller asks one thing at a time: that something comes means that it has ended.
            return {"kind": "broken", "what": "nobody waits for it"}
        block = os.read(pipe, _BLOCK)
        size += len(block)
        if size > most:
            return {"kind": "answer"}
        if not block:
            return _ending(child)
        buffer += block
        for kind, content in take_frames(buffer):
            if kind != ITEM:
                return _ended(content)
            yield content


def _ended(content: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(content.decode("utf-8", "surrogatepass"))
        if isinstance(answer, dict) and isinstance(answer.get("kind"), str):
            return answer
    except (ValueError, RecursionError):
        pass
    return {"kind": "broken", "what": "no answer"}


def _ending(child: int) -> dict[str, Any]:
    """How a fork ended that gave no answer; it is left for :func:`_confined` to take away."""
    found = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    if found is None or found.si_code == os.CLD_EXITED:
        return {"kind": "broken", "what": "no answer"}
    if found.si_status == signal.SIGXCPU:
        return {"kind": "time"}
    return {"kind": "broken", "what": f"signal {found.si_status}"}


def _run(function: Callable[..., Any], request: dict[str, Any], data: bytes, pipe: int) -> None:
    """Run the call in the fork and end it; nothing of the server's goes on here."""
    code = 1
    try:
        _die_with_parent()
        with suppress(OSError, TypeError):
            # Paths are those of the caller; without its folder the reader finds no file.
            os.chdir(request["folder"])
        _be_silent()
        _limit(request["limits"])
        with os.fdopen(pipe, "wb") as target:
            written = int(request["limits"]["written"])
            answer = _called(function, data, request["values"], target, written)
            libraries = getattr(sys.modules[function.__module__], "LIBRARIES", ())
            answer["used"] = [library for library in libraries if library in sys.modules]
            target.write(frame(END, _text(answer)))
        code = 0
    finally:
        os._exit(code)


def _be_silent() -> None:
    """What a library prints, and what a file makes it print, is not for the user's terminal."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)


def _called(
    function: Callable[..., Any],
    data: bytes,
    values: dict[str, Any],
    target: Any,
    written: int,
) -> dict[str, Any]:
    try:
        result = function(data, **values)
        if isinstance(result, GeneratorType):
            result = _parts(result, target)
        return {"kind": "result", "result": result}
    except SinergiError as error:
        words = {"what": str(error.what), "where": error.where, "advice": error.advice}
        return {"kind": "error", "type": type(error).__name__, **words}
    except MemoryError:
        return {"kind": "memory"}
    except OSError as error:
        if _is_no_room(error, written):
            return {"kind": "disk", "errno": error.errno}
        return {"kind": "broken", "what": type(error).__name__}
    except Exception as error:  # whatever a library raises on a file that was made to break it
        return {"kind": "broken", "what": type(error).__name__}


def _is_no_room(error: OSError, written: int) -> bool:
    """Whether the disk, not the call's own limit of what it may write, ended it."""
    if error.errno == errno.EFBIG:
        return resource.getrlimit(resource.RLIMIT_FSIZE)[0] < written
    return error.errno in (errno.ENOSPC, errno.EDQUOT)


def _parts(parts: Iterator[Any], target: Any) -> Any:
    while True:
        try:
            part = next(parts)
        except StopIteration as stop:
            return stop.value
        target.write(frame(ITEM, _text(part)))


def _text(value: Any) -> bytes:
    # As they are, letters beyond ASCII take a third of the room.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def _limit(limits: dict[str, Any]) -> None:
    seconds = max(1, int(limits["seconds"]))
    for what, most, beyond in (
        (resource.RLIMIT_AS, int(limits["memory"]), 0),
        # At the first the system says that the time is over, at the second it kills.
        (resource.RLIMIT_CPU, seconds, _HARD_SECONDS),
        (resource.RLIMIT_FSIZE, int(limits["written"]), 0),
        (resource.RLIMIT_NOFILE, _FILES, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        hard = resource.getrlimit(what)[1]
        top = most + beyond if hard == resource.RLIM_INFINITY else min(most + beyond, hard)
        resource.setrlimit(what, (min(most, top), top))
