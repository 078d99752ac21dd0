"""Bytes to text: byte order marks, UTF-8, UTF-16, then the likeliest of the old encodings."""

from __future__ import annotations

import codecs
import re

from sinergi.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_OLD = ["cp1251", "koi8_r", "cp1252", "gb18030", "big5", "cp866", "iso8859_5", "cp1254"]
_SAMPLE = 60_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.01


def decode(data: bytes, where: str, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a note when the encoding had to be guessed.

    Args:
        data: The bytes.
        where: Names the file in errors.
        declared: The encoding the file or its sender names; tried after UTF-8.

    Raises:
        InputError: the bytes are no text.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data.decode(encoding, errors="replace"), where), None
    wide = _utf16_without_mark(data)
    if wide is not None:
        return _checked(data.decode(wide, errors="replace"), where), f"read as {wide}"
    try:
        return _checked(data.decode("utf-8"), where), None
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return _checked(data.decode(declared), where), None
        except (LookupError, ValueError):
            pass
    return _guessed(data, where)


def _utf16_without_mark(data: bytes) -> str | None:
    """Latin and Cyrillic letters have a high byte of 0 or 4 in UTF-16, on one side of each pair."""
    sample = data[:2000]
    if len(sample) < 8 or b"\x00" not in sample:
        return None
    half = len(sample) // 2
    even, odd = (sum(byte in (0, 4) for byte in sample[n::2]) for n in (0, 1))
    if odd > half * 0.8 and even < half * 0.2:
        return "utf-16-le"
    if even > half * 0.8 and odd < half * 0.2:
        return "utf-16-be"
    return None


def _guessed(data: bytes, where: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    if data[:8000].count(0) > 8:
        raise _binary(where)
    best = from_bytes(data[:_SAMPLE], cp_isolation=["utf_8", *_OLD]).best()
    if best is None:
        raise _binary(where)
    if best.encoding == "utf_8":
        return _checked(data.decode("utf-8", errors="replace"), where), "some bytes are not UTF-8"
    text = data.decode(best.encoding, errors="replace")
    return _checked(text, where), f"the encoding was guessed to be {best.encoding}"


def _checked(text: str, where: str) -> str:
    sample = text[:_SAMPLE]
    if sample and len(_CONTROL.findall(sample)) > max(2, len(sample) * _MOST_CONTROL):
        raise _binary(where)
    return text


def _binary(where: str) -> InputError:
    return InputError(
        "it is not a text that can be read",
        where=where,
        advice="txt, html, docx, pdf, eml and json are read",
    )
