"""The languages of Sinergi's users, and those of the documents they bring."""

from __future__ import annotations

from typing import Literal, NamedTuple

from sinergi.errors import UsageError


class Language(NamedTuple):
    """A language of briefs: its own name, its script, and what Word's spelling check calls it."""

    code: str
    name: str
    script: Literal["latin", "cyrillic"]
    proofing: str


_LANGUAGES = (
    Language("en", "English", "latin", "en-GB"),
    Language("id", "Bahasa Indonesia", "latin", "id-ID"),
    Language("ru", "Русский", "cyrillic", "ru-RU"),
    Language("tg", "Тоҷикӣ", "cyrillic", "tg-Cyrl-TJ"),
)

LANGUAGES = tuple(language.code for language in _LANGUAGES)
"""Languages everything a person sees is written in."""

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
