"""The languages of Sinergi's users, and those of the documents they bring."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sinergi.errors import UsageError


class Language(NamedTuple):
    """A language of briefs.

    ``name`` is its own, ``proofing`` what Word's spelling check calls it. ``plurals`` are the forms
    of nouns after a number, as gettext has them. ``also`` is another language its readers read,
    for names that are in no book of their own.
    """

    code: str
    name: str
    script: Literal["latin", "cyrillic"]
    proofing: str
    plurals: str
    also: str | None = None


_TWO_FORMS = "nplurals=2; plural=(n != 1);"
_ONE_FORM = "nplurals=1; plural=0;"
_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 "
    ": n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)

_LANGUAGES = (
    Language("en", "English", "latin", "en-GB", _TWO_FORMS),
    Language("id", "Bahasa Indonesia", "latin", "id-ID", _ONE_FORM),
    Language("ru", "Русский", "cyrillic", "ru-RU", _SLAVIC),
    Language("tg", "Тоҷикӣ", "cyrillic", "tg-Cyrl-TJ", _ONE_FORM, also="ru"),
)

LANGUAGES = tuple(language.code for language in _LANGUAGES)
"""Languages everything a person sees is written in."""

SOURCE_LANGUAGE = "en"
"""The language messages are written in; the others are translations of it."""

DOCUMENT_LANGUAGES = ("en", "id", "ru", "tg", "fr", "zh")
"""Languages documents are read in."""


def check_language(code: str) -> str:
    """``code`` itself when it is one of :data:`LANGUAGES`.

    Raises:
        UsageError: it is not; the message lists those there are.
    """
    if code not in LANGUAGES:
        raise UsageError(
            f"language '{code}' is not known", advice=f"Languages: {', '.join(LANGUAGES)}"
        )
    return code


def language(code: str) -> Language:
    """What is known of a language of briefs.

    Raises:
        UsageError: it is none; the message lists those there are.
    """
    return _LANGUAGES[LANGUAGES.index(check_language(code))]
