"""Bytes to text, or an error when they are no text."""

from __future__ import annotations

import re

from sinergi.errors import InputError
from sinergi.tabular.encoding import detect

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
    encoding, certain = detect(data, declared=declared)
    if not certain and not encoding.startswith("utf-16") and data[:8000].count(0) > 8:
        raise _binary(where)
    text = data.decode(encoding, errors="replace")
    sample = text[:_SAMPLE]
    if sample and len(_CONTROL.findall(sample)) > max(2, len(sample) * _MOST_CONTROL):
        raise _binary(where)
    if certain:
        return text, None
    if encoding == "utf-8":
        return text, "some bytes are not UTF-8"
    return text, f"the encoding was guessed to be {encoding}"


def _binary(where: str) -> InputError:
    return InputError(
        "it is not a text that can be read",
        where=where,
        advice="txt, html, docx, pdf, eml and json are read",
    )
