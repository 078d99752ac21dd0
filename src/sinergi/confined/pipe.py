"""Messages on a pipe: a byte that says what it is, eight bytes of length, then so many bytes."""

from __future__ import annotations

import struct
from typing import IO

_HEAD = struct.Struct(">cQ")

REQUEST = b"r"
"""What to call, as JSON."""

DATA = b"d"
"""The bytes that the function gets."""

ITEM = b"i"
"""A part of the answer of a function that gives several, as JSON."""

END = b"e"
"""How the call ended, as JSON: the result or what went wrong."""


def frame(kind: bytes, content: bytes) -> bytes:
    """One message as bytes."""
    return _HEAD.pack(kind, len(content)) + content


def write_frame(pipe: IO[bytes], kind: bytes, content: bytes) -> None:
    """Write one message.

    Raises:
        OSError: nobody reads it.
    """
    rest = memoryview(frame(kind, content))
    while rest:
        # A pipe without a buffer may take less.
        rest = rest[pipe.write(rest) or 0 :]
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> tuple[bytes, bytes]:
    """Read one message: what it is, and its content.

    Raises:
        EOFError: the pipe ended before it was whole.
    """
    kind, length = _HEAD.unpack(_exactly(pipe, _HEAD.size))
    return kind, _exactly(pipe, length)


def take_frames(buffer: bytearray) -> list[tuple[bytes, bytes]]:
    """Take the whole messages out of what has come so far; the begun one stays."""
    found = []
    place = 0
    while len(buffer) - place >= _HEAD.size:
        kind, length = _HEAD.unpack_from(buffer, place)
        begin = place + _HEAD.size
        if len(buffer) - begin < length:
            break
        place = begin + length
        found.append((kind, bytes(buffer[begin:place])))
    del buffer[:place]
    return found


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    found = bytearray()
    while len(found) < length:
        block = pipe.read(length - len(found))
        if not block:
            raise EOFError("the pipe ended in the middle of a message")
        found += block
    return bytes(found)
