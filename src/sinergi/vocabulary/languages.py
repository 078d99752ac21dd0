"""The languages of Sinergi's users, and how each writes numbers and dates."""

from __future__ import annotations

from sinergi.errors import UsageError

LANGUAGES = ("en", "id", "ru", "tg")
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
