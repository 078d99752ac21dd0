"""Messages on a pipe: eight bytes of length, then so many bytes."""

from __future__ import annotations

import struct
from typing import IO

_LENGTH = struct.Struct(">Q")


def write_frame(pipe: IO[bytes], content: bytes) -> None:
    """Write one message.

    Raises:
        OSError: nobody reads it.
    """
    pipe.write(_LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> bytes:
    """Read one message.

    Raises:
        EOFError: the pipe ended before it was whole.
    """
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytes:
    found = pipe.read(length)
    if len(found) < length:
        raise EOFError("the pipe ended in the middle of a message")
    return found
