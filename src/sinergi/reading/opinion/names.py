"""Which countries a text names, in whatever language: by the names CLDR has for them.

A party that only a model proposes must be named in the document. Documents in languages whose
lexicons are not there (Uzbek, Kazakh, Spanish …) name countries in their own words.
"""

from __future__ import annotations

from functools import cache

from babel import Locale

from sinergi.vocabulary.countries import iso3_to_iso2

LOCALES = (
    *("uz", "uz_Cyrl", "kk", "ky", "tk", "az", "tr", "mn", "tg", "ru", "uk", "be", "ka", "hy"),
    *("fa", "ar", "ps", "ur", "hi", "bn", "ms", "id", "vi", "th", "km", "lo", "my", "ko", "ja"),
    *("zh", "zh_Hant", "en", "fr", "es", "pt", "it", "de", "nl", "pl", "cs", "hu", "ro", "sr"),
    *("sw", "am", "he", "el", "fil", "sv", "fi"),
)
_SHORTEST, _SHORTEST_HAN = 4, 2
_APOSTROPHES = str.maketrans("’‘ʻʼ`", "'''''")


def countries_named(text: str) -> frozenset[str]:
    """The ISO3 codes of all countries whose name in some language stands in ``text``.

    Endings may follow a name ("Indoneziyaning"); a name within a longer word ("Mali" in
    "normaliy") does not count, nor do names of fewer than four letters.
    """
    plain = f" {text.translate(_APOSTROPHES).casefold()}"
    return frozenset(
        iso3
        for name, iso3 in _names()
        if (place := plain.find(name)) >= 0 and _begins(plain, name, place)
    )


def _begins(text: str, name: str, place: int) -> bool:
    """Whether the name begins a word somewhere; scripts without spaces have no words."""
    while place >= 0:
        if not name[0].isalpha() or not text[place - 1].isalpha() or name[0] >= "\u2e80":
            return True
        place = text.find(name, place + 1)
    return False


@cache
def _names() -> tuple[tuple[str, str], ...]:
    found: dict[tuple[str, str], None] = {}
    for code in LOCALES:
        territories = Locale.parse(code).territories
        for iso3, iso2 in iso3_to_iso2().items():
            name = str(territories.get(iso2, "")).translate(_APOSTROPHES).casefold()
            least = _SHORTEST_HAN if name[:1] >= "\u2e80" else _SHORTEST
            if len(name) >= least:
                found[name, iso3] = None
    return tuple(found)
