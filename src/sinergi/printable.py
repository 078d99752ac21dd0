r"""Text from outside, as a terminal or a page may show it: characters that command are named.

A document, an id or a company's name can hold escape sequences that a terminal obeys, marks that
turn the order of letters round, or half characters that no file can hold.

>>> printable("PT \x1b[8mhidden\x1b[0m")
'PT \\u001b[8mhidden\\u001b[0m'
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

# Control characters but tab and line end (and the return before one), delete, the C1 controls,
# marks of direction that override others, and surrogates.
_COMMANDING = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\r(?!\n)"
)


def printable(text: str) -> str:
    r"""The text with each commanding character written as its number, ``\uXXXX``.

    In JSON that is the same text; elsewhere a reader sees that something is there.
    """
    return _COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


class _Clean:
    """A stream whose texts are made printable; all else is the stream's own."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        # Rich writes past this class: its console has cleaned the texts already.
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        return self._stream.write(printable(text))

    def writelines(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def clean_streams() -> Iterator[None]:
    """Let nothing commanding through standard output and standard error."""
    old = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = _Clean(sys.stdout), _Clean(sys.stderr)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = old
