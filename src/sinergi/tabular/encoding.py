"""Which encoding bytes are in: the one place that decides it, for tables and documents.

A byte order mark decides, then UTF-8 when the bytes are UTF-8, then what the caller was told, then
charset-normalizer among the encodings that our users' programs write.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = "cp1252"
_OTHERS = ["cp1251", "koi8_r", "cp866", "iso8859_5", "gb18030", "big5"]
_LATIN_SHARE = 0.3
"""Share of bytes beyond ASCII among the letters below which a text is Latin with a few accents:
too little for statistics, which take them for anything."""
_DAMAGED_SHARE = 0.1
_SAMPLE = 1 << 18
_BLOCK = 1 << 22
LONGEST_LINE = 16 << 20
"""Bytes of the longest line; what is longer is cut there, and is no row."""

_HIGH = re.compile(rb"[\x80-\xff]")
_LETTER = re.compile(rb"[A-Za-z\x80-\xff]")
_C1 = re.compile("[\x80-\x9f]")


def marked(start: bytes) -> str | None:
    """The encoding that a byte order mark names, None where the bytes begin with none."""
    return next((encoding for mark, encoding in _MARKS if start.startswith(mark)), None)


def wide_without_mark(start: bytes) -> str | None:
    """UTF-16 without its mark, told by Latin and Cyrillic having a high byte of 0 or 4."""
    sample = start[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = (sum(byte in (0, 4) for byte in sample[n::2]) for n in (0, 1))
    if odd > half * 0.8 and even < half * 0.2:
        return "utf-16-le"
    if even > half * 0.8 and odd < half * 0.2:
        return "utf-16-be"
    return None


def detect(data: bytes, *, declared: str | None = None) -> tuple[str, bool]:
    """The encoding of ``data`` and whether it is certain (False: it was guessed).

    Args:
        data: The text, or enough of it.
        declared: The encoding that the file or its sender names; believed when the bytes are
            neither marked nor UTF-8 and can be decoded by it.
    """
    if mark := marked(data):
        return mark, True
    if wide := wide_without_mark(data):
        return wide, False
    if is_utf8(data):
        return "utf-8", True
    if declared is not None and _decodes(data, declared):
        return declared, True
    return guess(data), False


def _decodes(data: bytes, declared: str) -> bool:
    from charset_normalizer.constant import IANA_SUPPORTED

    try:
        # Codecs that are no encodings of text files, such as punycode, take ages.
        if codecs.lookup(declared).name.replace("-", "_") not in IANA_SUPPORTED:
            return False
        data.decode(declared)
    except (LookupError, ValueError):
        return False
    return True


def is_utf8(data: bytes) -> bool:
    """Whether all of the bytes are UTF-8."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def guess(data: bytes) -> str:
    """The likeliest encoding of text that is not UTF-8 throughout."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    high = len(_HIGH.findall(sample))
    # A character that is cut or damaged is replaced; in another encoding nearly all would be.
    if sample.decode("utf-8", errors="replace").count("\ufffd") < _DAMAGED_SHARE * high:
        return "utf-8"
    if high < _LATIN_SHARE * len(_LETTER.findall(sample)):
        return _LATIN
    best = from_bytes(sample, cp_isolation=_OTHERS).best()
    return best.encoding if best is not None else _OTHERS[0]


def mend(text: str) -> str:
    """Put back dashes and quotes of cp1252 that somebody read as control characters of latin-1."""
    return _C1.sub(lambda m: m[0].encode("latin-1").decode("cp1252", "replace"), text)


class TextLines:
    """The lines of a file as text, whose encoding is not said and may change within the file.

    Each line is read as UTF-8; one that is not UTF-8 is read in the encoding that fits the first
    such lines. ``utf8`` and ``other`` count the lines with letters beyond ASCII read either way,
    ``fallback`` names the encoding of the latter.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.utf8 = 0
        self.other = 0
        self.fallback: str | None = None
        with path.open("rb") as file:
            start = file.read(_SAMPLE)
        mark = marked(start)
        self._wide = mark if mark not in (None, "utf-8-sig") else wide_without_mark(start)
        # TextLines that end as on old Macintoshes.
        self._returns = b"\r" in start and b"\n" not in start

    @property
    def encoding(self) -> str:
        """What the lines read so far were encoded in, in words."""
        if self._wide:
            return self._wide.upper()
        if self.fallback is None:
            return "UTF-8"
        if self.utf8 == 0:
            return self.fallback
        return f"UTF-8, {self.other} lines in {self.fallback}"

    @property
    def codec(self) -> str:
        """The name of the encoding of the lines read so far."""
        return self._wide or self.fallback or "UTF-8"

    def __iter__(self) -> Iterator[str]:
        """Yield the lines with their ends; counting begins anew."""
        self.utf8 = self.other = 0
        if self._wide:
            with self.path.open(encoding=self._wide, errors="replace", newline="") as text:
                while row := text.readline(LONGEST_LINE):
                    yield row
            return
        for number, line in enumerate(self._raw()):
            yield self.decode(line.removeprefix(codecs.BOM_UTF8) if number == 0 else line)

    def _raw(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while line := file.readline(LONGEST_LINE):
                yield from line.splitlines(keepends=True) if self._returns else (line,)

    def blocks(self) -> Iterator[str]:
        """The same text in larger pieces that end with a line, for readers in a hurry."""
        self.utf8 = self.other = 0
        if self._wide or self._returns:
            yield from self
            return
        with self.path.open("rb") as file:
            file.seek(len(codecs.BOM_UTF8) if file.read(3) == codecs.BOM_UTF8 else 0)
            while block := file.read(_BLOCK):
                block += file.readline()
                if block.isascii() or is_utf8(block):
                    yield self.decode(block)
                else:
                    yield "".join(map(self.decode, block.splitlines(keepends=True)))

    def decode(self, line: bytes) -> str:
        """One line (or several) as text."""
        if line.isascii():
            return line.decode("ascii")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            self.other += 1
            if self.fallback is None:
                self.fallback = self._guess()
            text = line.decode(self.fallback, errors="replace")
        else:
            self.utf8 += 1
        return mend(text)

    def _guess(self) -> str:
        """The encoding of the lines that are not UTF-8, from the first 256 KB of them."""
        sample = bytearray()
        with self.path.open("rb") as file:
            for line in file:
                if not line.isascii() and not is_utf8(line):
                    sample += line
                if len(sample) > _SAMPLE:
                    break
        return guess(bytes(sample))
