"""Lines of a text file whose encoding is not said, and may change within the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from charset_normalizer import from_bytes

_BOMS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
_WANTED = ["cp1251", "koi8_r", "cp866", "cp1252", "cp1254", "cp1250"]
_HIGH = re.compile(rb"[\x80-\xff]")


class Lines:
    """The lines of a file as text.

    Each line is read as UTF-8; one that is not UTF-8 is read in the single-byte encoding that
    fits the first such lines. ``utf8`` and ``other`` count the lines with letters beyond ASCII
    read either way, ``fallback`` names the encoding of the latter.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.utf8 = 0
        self.other = 0
        self.fallback: str | None = None
        with path.open("rb") as file:
            self._wide = _BOMS.get(file.read(2))

    @property
    def encoding(self) -> str:
        """What the lines read so far were encoded in, in words."""
        if self._wide:
            return "UTF-16"
        if self.fallback is None:
            return "UTF-8"
        if self.utf8 == 0:
            return self.fallback
        return f"UTF-8, {self.other} lines in {self.fallback}"

    def __iter__(self) -> Iterator[str]:
        """Yield the lines with their ends; counting begins anew."""
        self.utf8 = self.other = 0
        if self._wide:
            with self.path.open(encoding=self._wide, errors="replace", newline="") as text:
                yield from text
            return
        with self.path.open("rb") as file:
            for number, line in enumerate(file):
                if number == 0:
                    line = line.removeprefix(b"\xef\xbb\xbf")
                yield self._decode(line)

    def _decode(self, line: bytes) -> str:
        if line.isascii():
            return line.decode("ascii")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.other += 1
            if self.fallback is None:
                self.fallback = self._guess()
            return line.decode(self.fallback, errors="replace")
        self.utf8 += 1
        return text

    def _guess(self) -> str:
        """The encoding of the lines that are not UTF-8, from the first 256 KB of them."""
        sample = bytearray()
        with self.path.open("rb") as file:
            for line in file:
                if not line.isascii() and not _is_utf8(line):
                    sample += line
                if len(sample) > 1 << 18:
                    break
        # A few accents in Latin text say too little for statistics; whole words of high bytes
        # are Cyrillic.
        letters = sum(1 for byte in sample if chr(byte).isalpha() or byte >= 128)
        if len(_HIGH.findall(bytes(sample))) < 0.3 * letters:
            return "cp1252"
        best = from_bytes(bytes(sample), cp_isolation=_WANTED[:3]).best()
        return best.encoding if best is not None else _WANTED[0]


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
