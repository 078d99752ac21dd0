"""What a reader sees, in the four languages: gettext catalogues read at run time.

The English text is the message's id. The other languages lie in ``data/messages/LANG.po``, which
any PO editor opens; ``scripts/update_messages.py`` brings them up to the source code. Strings are
marked with ``_("…")`` where they are used, with ``N_("…")`` where they only stand, and hold
``{name}`` placeholders; ``{name:dat}`` is a case of a country's name.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from sinergi.errors import DataError
from sinergi.vocabulary.languages import SOURCE_LANGUAGE, check_language
from sinergi.vocabulary.tables import data_path

if TYPE_CHECKING:
    from sinergi.brief.model import Figure, Sentence

_FORM_FIRST = re.compile(r"\{\w+:\w+\}")
_PLACEHOLDER = re.compile(r"\{(\w+(?::\w+)?)\}")


def N_(message: str) -> str:  # noqa: N802 (gettext's own name)
    """Mark a message that is translated later; returns it as it is."""
    return message


class Translator:
    """The messages of one language.

    Called with a message id and values for its placeholders, it gives the text; ``gettext`` and
    ``ngettext`` are those of the standard library, as Jinja2 wants them.
    """

    def __init__(self, lang: str, catalogue: gettext.NullTranslations) -> None:
        self.lang = lang
        self._catalogue = catalogue

    def gettext(self, message: str) -> str:
        """The message in this language."""
        return self._catalogue.gettext(message)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """The form of the message for ``n`` things."""
        return self._catalogue.ngettext(singular, plural, n)

    def __call__(self, message: str, **values: object) -> str:
        """The message in this language, its placeholders filled (``str.format``)."""
        text = self.gettext(message)
        return text.format(**values) if values else text

    def plural(self, singular: str, plural: str, n: int, **values: object) -> str:
        """The form of the message for ``n`` things, filled; ``{n}`` stands for the number."""
        return self.ngettext(singular, plural, n).format(n=n, **values)

    def sentence(self, message: str, **parts: str | Figure | Sentence) -> Sentence:
        """The message in this language as words and figures in order.

        Each ``{name}`` is replaced by the part of this name: words, a figure, or a sentence of
        both.

        Raises:
            KeyError: a placeholder has no part.
        """
        return self.fill(self.gettext(message), **parts)

    def fill(self, text: str, **parts: str | Figure | Sentence) -> Sentence:
        """A text that is in this language already, filled as :meth:`sentence` fills a message.

        Raises:
            KeyError: a placeholder has no part.
        """
        pieces: Sentence = []
        for place, piece in enumerate(_PLACEHOLDER.split(text)):
            part = _part(piece, parts) if place % 2 else piece
            pieces.extend(part if isinstance(part, list) else [part])
        made = _joined(pieces)
        return _capital(made) if _FORM_FIRST.match(text) else made


def _part(
    placeholder: str, parts: Mapping[str, str | Figure | Sentence]
) -> str | Figure | Sentence:
    """What stands for a placeholder; ``{country:dat}`` is the dative of a country's name."""
    name, _, form = placeholder.partition(":")
    part = parts[name]
    return format(part, form) if form and isinstance(part, str) else part


def _capital(pieces: Sentence) -> Sentence:
    """A sentence begins with a capital, also where it begins with an article."""
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0][:1].upper() + pieces[0][1:]
    return pieces


def _joined(pieces: Sentence) -> Sentence:
    """Neighbouring words become one part; empty words fall out."""
    joined: Sentence = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return joined


class _Untranslated(gettext.NullTranslations):
    """What a catalogue falls back to: an error that names the message that is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path

    def gettext(self, message: str) -> str:
        raise DataError(
            f"there is no translation of '{message}'",
            where=str(self._path),
            advice="“make messages” brings the catalogue up to the program",
        )

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1)


def catalogue_path(lang: str) -> Path:
    """Where the catalogue of a language lies."""
    return data_path("messages", f"{lang}.po")


@cache
def translator(lang: str) -> Translator:
    """The translator into ``lang`` (en, id, ru, tg).

    Raises:
        UsageError: the language is not one of these.
        DataError: its catalogue is missing or breaks the format, with file and line.
    """
    if check_language(lang) == SOURCE_LANGUAGE:
        return Translator(lang, gettext.NullTranslations())
    path = catalogue_path(lang)
    compiled = BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=lang, abort_invalid=True))
    except FileNotFoundError as error:
        raise DataError("the catalogue of messages is missing", where=str(path)) from error
    except PoFileError as error:
        where = f"{path}, line {error.lineno + 1}"
        raise DataError(f"the catalogue cannot be read: {error}", where=where) from error
    compiled.seek(0)
    catalogue = gettext.GNUTranslations(compiled)
    catalogue.add_fallback(_Untranslated(path))
    return Translator(lang, catalogue)
