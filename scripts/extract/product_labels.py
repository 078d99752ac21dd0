"""One name a heading and subheading of the HS 2022 in Indonesian and in Russian, for showing."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import polars as pl

from scripts.extract.output import Extract, write_parquet
from scripts.extract.product_names import BTKI, TNVED
from scripts.extract.product_names import EXTRACTS as _NAMES

_HEAD, _OWN = 60, 90
"""Letters of a heading before its subheading, and of a name, before it is cut at a word."""

_CUT = re.compile(
    r"[;(]|, (?:baik|dipotong|selain|tidak|в том числе|кроме|включая|предназначенные)"
    r"| selain | tidak termasuk | terutama dirancang "
)
_FOOTNOTE = re.compile(r"(?<=\w)\d?\d\)$")
_FIRST = 3
_FEW = 1.6
"""Fewer capitals than this are no word in capitals."""


def make(files: Path, path: Path) -> None:
    """Code (4 or 6 digits), ``id``, ``ru``, and whether each is the subheading's own words."""
    book = pl.read_csv(BTKI.below(files), infer_schema=False)
    union = pl.read_csv(TNVED.below(files), infer_schema=False)
    indonesian = _composed(
        {
            code.replace(".", ""): text
            for code, text in book.select("hs_code", "description_id").drop_nulls().iter_rows()
        }
    )
    russian = _composed(dict(union.select("code", "label_ru").drop_nulls().iter_rows()))
    rows = [
        (code, *indonesian.get(code, (None, None)), *russian.get(code, (None, None)))
        for code in sorted(indonesian.keys() | russian.keys())
    ]
    columns = ["code", "id", "id_own", "ru", "ru_own"]
    write_parquet(pl.DataFrame(rows, schema=columns, orient="row"), path)


def _composed(texts: dict[str, str]) -> dict[str, tuple[str, bool]]:
    """The name of each heading and subheading, and whether the book words it itself.

    A subheading without subdivision stands in the book with the zeros of its national lines only.
    One that is subdivided may have no words of its own there: its heading's stand for it.
    """
    whole: dict[str, str] = {}
    lines: dict[str, int] = defaultdict(int)
    for code, text in texts.items():
        short = code[: max(4, len(code.rstrip("0")))]
        for length in (4, 6):
            if len(code) == length or (len(short) <= length < len(code)):
                whole.setdefault(code[:length], _plain(text))
        if len(code) > 6:
            lines[code[:6]] += 1
    named: dict[str, tuple[str, bool]] = {}
    for code in {*whole, *lines}:
        heading, own = whole.get(code[:4]), whole.get(code)
        if len(code) == 4 or code.endswith("00"):
            own = own or heading
            if own:
                named[code] = (_head(own, _OWN), True)
        elif own:
            named[code] = (_joined(heading, own), True)
        elif heading:
            named[code] = (_head(heading, _OWN), False)
    return named


def _head(text: str, limit: int) -> str:
    """The first goods that a heading names, where it names several or says what it is not."""
    first = _CUT.split(text)[0].strip(" ,")
    return _short(first if len(first) > _FIRST else text, limit)


def _plain(text: str) -> str:
    """Without dashes, colons and marks of notes; capitals made small but for the first."""
    if text.count("(") < text.count(")"):
        text = _FOOTNOTE.sub("", text.strip())
    bare = re.sub(r"^[\s\-–]+|[\s:.]+$", "", text).replace("см?", "см³")
    letters = [letter for letter in bare if letter.isalpha()]
    if letters and sum(letter.isupper() for letter in letters) > 0.8 * len(letters) > _FEW:
        bare = bare.lower()
    return bare[:1].upper() + bare[1:]


def _joined(heading: str | None, own: str) -> str:
    """The subheading behind its heading, unless it names the goods itself."""
    if heading is None:
        return _short(own, _OWN)
    first = re.split(r"\W+", heading.lower())[0]
    if own.lower().startswith(first[:5]):
        return _short(own, _OWN)
    head = _head(heading, _HEAD)
    if own[1:2].islower():
        own = own[:1].lower() + own[1:]
    return f"{head}: {_short(own, _OWN)}"


def _short(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[:limit].rsplit(" ", 1)[0].rstrip(" ,;(") + "…"


_BASE = _NAMES[0]

EXTRACTS = [
    Extract(
        path="vocabulary/hs22-names.parquet",
        make=make,
        title="One name a product of the HS 2022 in Indonesian and in Russian",
        producer=_BASE.producer,
        version=_BASE.version,
        licence=_BASE.licence,
        source=_BASE.source,
        extraction="The subheading's words behind its heading's, both shortened; capitals made "
        "small; where a book words a subheading by its national lines only, the heading's words.",
        given=(BTKI, TNVED),
        files=_BASE.files,
        notes=("Shortened for showing: the books themselves are the law.",),
        gaps=(
            "Subheadings that the Russian book divides without naming them have their heading's "
            "name (columns id_own, ru_own).",
        ),
    )
]
