"""Products of the Harmonised System: codes, names, and what a user may type for one."""

from __future__ import annotations

import re
from functools import cache

import polars as pl
from babel import Locale
from pydantic import BaseModel, ConfigDict, Field

from sinergi.errors import UnknownNameError
from sinergi.vocabulary import conversion
from sinergi.vocabulary.conversion import REVISIONS
from sinergi.vocabulary.languages import LANGUAGES, language
from sinergi.vocabulary.shipped import whole
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

MOSTLY = 0.5
"""Part of a product's trade that must stand under a code of HS22 for its name to be this one."""


class _Label(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    name: Translated


@cache
def _labels() -> dict[str, _Label]:
    path = data_path("vocabulary", "product-labels.csv")
    return {label.code: label for label in read_table(path, _Label, unique="code")}


@cache
def _names(nomenclature: str) -> dict[str, tuple[str, str]]:
    table = pl.scan_parquet(whole(data_path("vocabulary", "hs-names.parquet")))
    rows = table.filter(pl.col("nomenclature") == nomenclature).select("code", "name", "short")
    return {code: (name, _plain(short)) for code, name, short in rows.collect().iter_rows()}


def _plain(short: str) -> str:
    """An English short name without "nes" (not elsewhere specified), which tariff books use."""
    return re.sub(r",?\s+nes\b", ", other", short.replace("luminum", "luminium"))


def name(code: str, lang: str = "en", nomenclature: str = "HS92") -> str:
    """The product's short name in ``lang``, marked where it is in another language.

    The names of ``vocabulary/product-labels.csv`` come first: ours, in four languages, for all
    chapters, the products of the embedded basket and of the chains. Then come the tariff books of
    Indonesia and of the Eurasian Economic Union (HS22); Tajik readers get the Russian name where
    there is no Tajik one. Then English, from the nearest revision that has the code, for not all
    revisions come with names; else the code itself. :func:`has_label` tells.
    """
    label = _labels().get(code)
    if label is not None:
        return label.name[lang]
    for read in (lang, language(lang).also):
        national = _national(code, read, nomenclature) if read is not None else None
        if read is not None and national is not None:
            return _marked(national, read, lang)
    english = _english(code, nomenclature)
    return code if english is None else _marked(english, "en", lang)


def _marked(name: str, lang: str, reader: str) -> str:
    """A name, and behind it the language it is in where that is not the reader's."""
    return name if lang == reader else f"{name} ({Locale(reader).languages[lang]})"


def _national(code: str, lang: str, nomenclature: str) -> str | None:
    """The name in a national tariff book, None where it has none or the code is another's there."""
    books = _books()
    if lang not in books:
        return None
    today = code
    if nomenclature != "HS22" and len(code) == 6:
        today = _in_hs22(nomenclature).get(code, "")
    return books[lang].get(today)


@cache
def _books() -> dict[str, dict[str, str]]:
    """The names of HS22 codes in the tariff books, by language and code."""
    table = pl.read_parquet(whole(data_path("vocabulary", "hs22-names.parquet")))
    return {
        lang: dict(table.select("code", lang).drop_nulls().iter_rows())
        for lang in LANGUAGES
        if lang in table.columns
    }


@cache
def _in_hs22(nomenclature: str) -> dict[str, str]:
    """The code in HS22 that more than half of a product is today; others have none."""
    if nomenclature not in REVISIONS:
        return {}
    table = conversion.weights(nomenclature, "HS22").filter(pl.col("weight") > MOSTLY)
    return dict(table.select("code_from", "code_to").iter_rows())


def _english(code: str, nomenclature: str) -> str | None:
    for revision in _nearest(nomenclature):
        known = _names(revision)
        if code in known:
            return known[code][1] or known[code][0]
    return None


@cache
def _nearest(nomenclature: str) -> tuple[str, ...]:
    """All revisions, the nearest first; of two as near the newer."""
    place = REVISIONS.index(nomenclature) if nomenclature in REVISIONS else 0
    far = {revision: (abs(n - place), -n) for n, revision in enumerate(REVISIONS)}
    return tuple(sorted(REVISIONS, key=lambda revision: far[revision]))


def revision_of(code: str, nomenclature: str = "HS92") -> str:
    """``HS``, or the revision of a code that HS 2022 does not have: ``HS92`` for asbestos, 252400.

    What stands before a code that a person reads and may look up in today's tariff.
    """
    return "HS" if code in _names(REVISIONS[-1]) else nomenclature


def written(code: str, nomenclature: str = "HS92") -> str:
    """A bare code for tables, with its revision where HS 2022 does not have it."""
    revision = revision_of(code, nomenclature)
    return code if revision == "HS" else f"{code} ({revision})"


def has_label(code: str) -> bool:
    """Whether there is a name of the product in all four languages."""
    return code in _labels()


def codes(nomenclature: str = "HS92", digits: int = 6) -> list[str]:
    """All codes of this length, sorted."""
    return sorted(code for code in _names(nomenclature) if len(code) == digits)


def parse(text: str, nomenclature: str = "HS92") -> tuple[str, str]:
    """Split ``HS92:760110`` (or a bare code) into nomenclature and code.

    Raises:
        UnknownNameError: no such nomenclature, or not 2, 4 or 6 digits.
    """
    head, _, tail = text.strip().rpartition(":")
    revision = head.upper() or nomenclature
    code = tail.replace(".", "").replace(" ", "")
    if revision not in REVISIONS:
        raise UnknownNameError(
            f"nomenclature '{head}' is not known", advice=f"Known: {', '.join(REVISIONS)}"
        )
    if not (code.isdigit() and len(code) in (2, 4, 6)):
        raise UnknownNameError(
            f"product '{text}' is not a code of 2, 4 or 6 digits",
            advice="Give a code such as HS92:760110 or 760110",
        )
    return revision, code
