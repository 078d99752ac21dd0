"""Countries: ISO 3166-1 codes, names in four languages, and what a user may type for one."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global
from pydantic import BaseModel

from sinergi.errors import UnknownNameError
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path, read_table

# CLDR knows these territories besides the countries of ISO 3166-1 (EU, UN, outlying Oceania, …).
_NOT_COUNTRIES = frozenset(
    {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
)
# CLDR also lists codes that ISO has withdrawn.
_WITHDRAWN = frozenset(
    {"ROM", "TMP", "BUR", "ZAR", "YUG", "SUN", "DDR", "YMD", "NTZ", "ANT", "SCG", "FXX"}
)


class _Alias(BaseModel):
    alias: str
    iso3: str


@cache
def iso3_to_iso2() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2 codes of all countries (and XKK, CLDR's code for Kosovo)."""
    aliases = get_global("territory_aliases")
    names = Locale("en").territories
    pairs = {
        alias: targets[0]
        for alias, targets in aliases.items()
        if len(alias) == 3 and alias.isalpha() and len(targets) == 1 and targets[0] in names
    }
    countries = {
        three: two
        for three, two in pairs.items()
        if two not in _NOT_COUNTRIES and three not in _WITHDRAWN
    }
    return dict(sorted(countries.items()))


@cache
def _names(lang: str) -> dict[str, str]:
    territories = Locale(lang).territories
    english = Locale("en").territories
    return {three: territories.get(two) or english[two] for three, two in iso3_to_iso2().items()}


def name(iso3: str, lang: str = "en") -> str:
    """The country's name in ``lang`` after CLDR; the code itself for a code without a name."""
    return _names(lang).get(iso3, iso3)


def is_country(iso3: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-3 code."""
    return iso3 in iso3_to_iso2()


def fold(text: str) -> str:
    """Lower case, without accents and punctuation: what two spellings of a name share."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c for c in decomposed if not unicodedata.combining(c))
    return re.sub(r"[^\w]+", " ", letters).strip()


@cache
def _by_name() -> dict[str, str]:
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        for three, text in _names(lang).items():
            found.setdefault(fold(text), three)
    for three, two in iso3_to_iso2().items():
        found.setdefault(fold(two), three)
        found[fold(three)] = three
    for row in read_table(data_path("vocabulary", "country-aliases.csv"), _Alias, unique="alias"):
        found[fold(row.alias)] = row.iso3
    return found


def aliases() -> list[str]:
    """Names of countries besides those of CLDR, as people write them."""
    path = data_path("vocabulary", "country-aliases.csv")
    return [row.alias for row in read_table(path, _Alias, unique="alias")]


def find(text: str) -> str | None:
    """The alpha-3 code of a code or a name in one of the four languages, None when unknown."""
    return _by_name().get(fold(text))


def resolve(text: str) -> str:
    """The alpha-3 code of what a user typed: a code, or a name in one of the four languages.

    Raises:
        UnknownNameError: no country is called so; the message names the nearest ones.
    """
    code = find(text)
    if code is not None:
        return code
    known, wanted = _by_name(), fold(text)
    near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    codes = list(dict.fromkeys(known[key] for key in near))
    guess = "Did you mean " + " or ".join(f"{c} ({name(c)})" for c in codes) + "?" if codes else ""
    advice = f"{guess} Give an ISO 3166 code such as IDN, or a country's name".strip()
    raise UnknownNameError(f"country '{text}' is not known", advice=advice)
