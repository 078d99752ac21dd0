"""The one normaliser: a company's name as written becomes the words it is compared by."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Literal, NamedTuple

from sinergi.companies.names.aliases import expand
from sinergi.companies.names.chinese import spaced
from sinergi.companies.names.legal_forms import find_form, strip_forms
from sinergi.companies.names.meanings import languages_of, read_meanings
from sinergi.companies.names.name_words import Word, make_word, read_phrases, split_compound
from sinergi.companies.names.scripts import plain, repair_glyphs, writes_tajik

LONGEST_NAME = 400
"""Characters of a name that are looked at; what stands behind them does not count."""

LONGEST_WORD = 60

_BRACKETS = re.compile(r"[(\[{]([^()\[\]{}]*)[)\]}]")
_DOTTED = re.compile(r"\b(?:\w\.\s?){2,}(?:\w\b(?!\.))?")
_APOSTROPHES = re.compile(r"(?<=\w)['’‘ʻʼ`´](?=\w)|[ʻʼ]")
_LETTERS = re.compile(r"(?<!\S)[^\W\d](?: [^\W\d])+(?!\S)")
_NO_WORD = re.compile(r"[^\w&+]+|_+")
_AND = "и "
_BRANCH = re.compile(
    r"(?<=[\w»”\")])[\s,(]+(?:kantor\s+)?(?:cabang|филиал|filiali|филиали|branch|şubesi)\b.*$"
    r"|^(?:cabang|филиал|branch)\b(?:\s+of)?",
    re.IGNORECASE,
)
_MOST_READINGS = 5
_SHORTEST_NAME = 4


Part = Literal["whole", "outside", "inside"]


class Reading(NamedTuple):
    """One way to read a name.

    Attributes:
        words: Its words without connectors ("and", "of").
        joined: The first skeletons of the words, without spaces.
        joined_sound: Their sounds, without spaces.
        numbers: The numbers in it, as digits.
        alias: The short name that was spelled out for this reading, or None.
        part: What of a name with another name in brackets it reads: what stands ``outside`` the
            brackets, what stands ``inside``, or the ``whole`` (any other name is read whole).
    """

    words: tuple[Word, ...]
    joined: str
    joined_sound: str
    numbers: frozenset[str]
    alias: str | None
    part: Part


class CompanyName(NamedTuple):
    """A normalised name.

    Attributes:
        text: The name as it was written, glyphs repaired.
        readings: The ways to read it, the whole first; empty when it holds no letter or digit.
        form_classes: Classes of its legal forms.
        forms: Its legal forms as they are written in ``legal-forms.csv``.
        languages: Languages whose own words were read in it.
    """

    text: str
    readings: tuple[Reading, ...]
    form_classes: frozenset[str]
    forms: tuple[str, ...]
    languages: tuple[str, ...] = ()

    @property
    def skeleton(self) -> str:
        """The words' skeletons with spaces: the key that equal names share."""
        return " ".join(word.skeletons[0] for word in self.readings[0].words) if self else ""

    def __bool__(self) -> bool:
        return bool(self.readings)


def split_words(text: str) -> tuple[str, ...]:
    """The words of a name in :func:`~sinergi.companies.names.scripts.plain` letters.

    Dotted and spaced abbreviations are closed up ("P.T." and "P T" are "pt"), "&" and "+" become
    "and".
    """
    text = _DOTTED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text)
    text = plain(_APOSTROPHES.sub("", text))
    text = _NO_WORD.sub(" ", text).replace("&", " and ").replace("+", " and ")
    text = _LETTERS.sub(_closed_up, text)
    return tuple(word[:LONGEST_WORD] for word in text.split())


def _closed_up(match: re.Match[str]) -> str:
    """Letters that stand alone as one word; "и К" (and company) is no such word."""
    letters: str = match[0]
    return letters if letters.startswith(_AND) else letters.replace(" ", "")


def normalise(
    text: str, *, country: str | None = None, languages: tuple[str, ...] | None = None
) -> CompanyName:
    """Normalise a company's name.

    Args:
        text: The name as written; of very long texts the first :data:`LONGEST_NAME` characters.
        country: ISO3 code where it is known; old glyphs are repaired where it writes Tajik.
        languages: Those of :data:`~sinergi.companies.names.meanings.LOCAL` whose words are read;
            told from the name itself when None.
    """
    text = html.unescape(unicodedata.normalize("NFC", text[:LONGEST_NAME])).strip()
    text = repair_glyphs(text, tajik=writes_tajik(country) or _has_tajik_form(text))
    words_of_text = spaced(text)
    if languages is None:
        languages = languages_of(text, split_words(words_of_text))
    forms: list[str] = []
    classes: set[str] = set()
    readings: dict[tuple[str, ...], Reading] = {}
    for words, alias, part in _spelled_out(_parts(words_of_text)):
        stripped = strip_forms(words)
        if alias is None:
            forms.extend(form.form for form in stripped.forms)
            classes.update(form.form_class for form in stripped.forms)
        reading = _reading(read_meanings(stripped.words, languages), alias, part)
        if reading.words:
            readings.setdefault(tuple(word.skeletons[0] for word in reading.words), reading)
    return CompanyName(
        text,
        tuple(readings.values())[:_MOST_READINGS],
        frozenset(classes),
        tuple(dict.fromkeys(forms)),
        languages,
    )


def _has_tajik_form(text: str) -> bool:
    """Whether a word would be a Tajik legal form if its glyphs were repaired."""
    if text.isascii():
        return False
    forms = (find_form((word,)) for word in split_words(repair_glyphs(text, tajik=True)))
    return any(form is not None and form.language == "tg" for form in forms)


class _Words(NamedTuple):
    words: tuple[str, ...]
    alias: str | None
    part: Part


def _parts(text: str) -> list[_Words]:
    """The whole name, and where it has a name in brackets what stands outside and inside.

    A legal form, a place or an activity in brackets is a part of the name: (Persero), (Indonesia).
    """
    whole = _Words(split_words(text), None, "whole")
    main = _BRANCH.sub(" ", text)
    names = [inside for inside in _BRACKETS.findall(text) if _is_name(split_words(inside))]
    outside = split_words(_BRACKETS.sub(lambda m: " " if m[1] in names else f" {m[1]} ", text))
    parts = [whole]
    if names and outside:
        parts.append(_Words(outside, None, "outside"))
        parts.extend(_Words(split_words(name), None, "inside") for name in names)
    if main != text:
        parts.append(_Words(split_words(main), None, "outside"))
    return [part for part in parts if part.words]


def _is_name(words: tuple[str, ...]) -> bool:
    """Whether words in brackets can be another name: more than a form, a place or a code."""
    if not words or find_form(words):
        return False
    stripped = strip_forms(words).words
    if len(stripped) < len(words):
        return True
    if len(stripped) == 1 and len(stripped[0]) < _SHORTEST_NAME:
        return False
    classes = {make_word(word, first=True).word_class for word in stripped}
    return bool(classes & {"name", "common"}) or len(stripped) > 2


def _spelled_out(parts: list[_Words]) -> list[_Words]:
    """Each part as it stands, then each with the short name in it spelled out."""
    found = list(parts)
    for part in parts:
        spelled = expand(strip_forms(part.words).words)
        if spelled is not None:
            alias, whole = spelled
            found.append(_Words(whole, " ".join(alias.words), part.part))
    return found


def _reading(words: tuple[str, ...], alias: str | None, part: Part) -> Reading:
    split = [part for word in read_phrases(words) for part in split_compound(word)]
    made = [make_word(word, first=number == 0) for number, word in enumerate(split)]
    kept = [word for word in made if word.word_class not in ("connector", "former")] or made
    return Reading(
        words=tuple(kept),
        joined="".join(word.skeletons[0] for word in kept),
        joined_sound="".join(word.sound for word in kept),
        numbers=frozenset(word.concept or "" for word in kept if word.word_class == "number"),
        alias=alias,
        part=part,
    )
