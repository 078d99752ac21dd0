"""Chinese names: characters to words and pinyin; Russian transcription (Palladius) to pinyin."""

from __future__ import annotations

import re
from functools import lru_cache

from sinergi.companies.names.meanings import meanings

_CHARACTERS = re.compile(r"[\u4e00-\u9fff]+")
_INITIALS = {
    "чж": "zh", "дз": "z", "цз": "j", "ч": "ch", "ц": "q", "ш": "sh", "с": "x", "ж": "r",
    "б": "b", "п": "p", "м": "m", "ф": "f", "д": "d", "т": "t", "н": "n", "л": "l",
    "г": "g", "к": "k", "х": "h", "в": "w", "": "",
}  # fmt: skip
# Before these finals ц, с, цз are the soft sounds q, x, j; before all others they are c, s, z.
_SOFT = ("и", "я", "е", "ю")
_HARD = {"цз": "z", "ц": "c", "с": "s"}
_FINALS = {
    "юань": "uan", "юэ": "ue", "юнь": "un", "юн": "iong", "юй": "u", "ю": "iu", "янь": "ian",
    "ян": "iang",
    "яо": "iao", "я": "ia", "инь": "in", "ин": "ing", "и": "i", "е": "ie", "уань": "uan",
    "уан": "uang", "уай": "uai", "уа": "ua", "унь": "un", "ун": "ong", "уй": "ui", "у": "u",
    "ань": "an", "ан": "ang", "ай": "ai", "ао": "ao", "а": "a", "энь": "en", "эн": "eng",
    "эй": "ei", "э": "e", "оу": "ou", "о": "o", "ы": "i",
}  # fmt: skip
_LABIAL = ("b", "p", "m", "f", "w")
_ALONE = {
    "юань": "yuan", "юэ": "yue", "юнь": "yun", "юн": "yong", "юй": "yu", "ю": "you",
    "янь": "yan", "ян": "yang", "яо": "yao", "я": "ya", "инь": "yin", "ин": "ying", "и": "yi",
    "е": "ye", "у": "wu",
}  # fmt: skip
_SYLLABLE = re.compile(
    f"({'|'.join(sorted(_INITIALS, key=len, reverse=True))})"
    f"({'|'.join(sorted(_FINALS, key=len, reverse=True))})"
)
_LEAST = 2


def spaced(text: str) -> str:
    """A text with its Chinese characters as words: known ones kept apart, others in pinyin.

    >>> spaced("华光纺织")
    'huaguang 纺织'
    """
    if text.isascii() or not _CHARACTERS.search(text):
        return text
    return _CHARACTERS.sub(lambda match: f" {' '.join(_words(match[0]))} ", text).strip()


def _words(characters: str) -> list[str]:
    from pypinyin import lazy_pinyin

    found: list[str] = []
    rest = ""
    at = 0
    while at < len(characters):
        known = next((one for one in _known() if characters.startswith(one, at)), None)
        if known is None:
            rest += characters[at]
            at += 1
            continue
        if rest:
            found.append("".join(lazy_pinyin(rest)))
            rest = ""
        found.append(known)
        at += len(known)
    if rest:
        found.append("".join(lazy_pinyin(rest)))
    return found


def _spelled(initial: str, final: str) -> str:
    """A syllable in pinyin: finals alone begin with y or w, and o after most initials is uo."""
    if not initial:
        return _ALONE.get(final, _FINALS[final])
    if final == "о" and initial not in _LABIAL:
        return initial + "uo"
    return initial + _FINALS[final]


@lru_cache(maxsize=1)
def _known() -> tuple[str, ...]:
    """Words of the table of meanings and legal forms, the longest first."""
    from sinergi.companies.names.legal_forms import legal_forms

    words = {one for row in meanings() for one in row.zh.split(";") if one}
    words |= {form.form for form in legal_forms() if form.language == "zh"}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=200_000)
def pinyin_of_russian(word: str) -> str | None:
    """The pinyin of a word in Russian transcription of Chinese; None when it cannot be one.

    A word is read so when it is made of two or more Chinese syllables and nothing else.

    >>> pinyin_of_russian("шаньдун")
    'shandong'
    """
    at, parts = 0, []
    while at < len(word):
        match = _SYLLABLE.match(word, at)
        if match is None or not match[0]:
            return None
        initial, final = match[1], match[2]
        sound = _INITIALS[initial]
        if initial in _HARD and not final.startswith(_SOFT):
            sound = _HARD[initial]
        parts.append(_spelled(sound, final))
        at = match.end()
    return "".join(parts) if len(parts) >= _LEAST else None
