"""Russian names in the nominative, as a record keeps them.

The case is that of the office beside the name ("министра", "министром"); the endings are those of
men's and women's names and of surnames in -ов, -ин, -ский. A name that declines by other rules
stays as the text has it.
"""

from __future__ import annotations

import re

_NOMINATIVE = re.compile(
    r"(?:министр|президент|премьер|посол|консул|председатель|секретарь|губернатор|мэр|хоким|аким"
    r"|раис|глава|директор|спикер|король|эмир|султан|канцлер|заместитель|замминистра?|принц"
    r"|представитель|торгпред|начальник|руководитель|лидер|коллега|поверенный)$",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"(?:министр|президент|премьер|посл|консул|председател|секретар|губернатор|мэр|хоким|аким|раис"
    r"|глав|директор|спикер|корол|эмир|султан|канцлер|заместител|принц|представител|торгпред"
    r"|начальник|руководител|лидер|коллег|поверенн)(?P<end>[а-яё]{1,3})$",
    re.IGNORECASE,
)
_CASES = {
    "а": "genitive",
    "я": "genitive",
    "ы": "genitive",
    "и": "genitive",
    "ого": "genitive",
    "у": "dative",
    "ю": "dative",
    "ому": "dative",
    "ом": "instrumental",
    "ем": "instrumental",
    "ой": "instrumental",
    "ым": "instrumental",
    "е": "locative",
}
_VOWEL = "аеёиоуыэюя"
_RULES: dict[str, tuple[tuple[str, str], ...]] = {
    "genitive": (
        (r"ского$", "ский"),
        (r"цкого$", "цкий"),
        (r"(?<=[оеиы][вн])ой$", "а"),
        (r"ского$", "ский"),
        (r"ия$", "ий"),
        (r"(?<=[аеоуэ])я$", "й"),
        (r"ья$", "ь"),
        (rf"(?<=[^{_VOWEL}ьъй])а$", ""),
        (r"ы$", "а"),
        (r"(?<=[гкхжчшщ])и$", "а"),
    ),
    "dative": (
        (r"скому$", "ский"),
        (r"(?<=[оеиы][вн])ой$", "а"),
        (r"ию$", "ий"),
        (r"(?<=[аеоуэ])ю$", "й"),
        (r"(?<=[лр])ю$", "ь"),
        (rf"(?<=[^{_VOWEL}ьъй])у$", ""),
        (r"е$", "а"),
    ),
    "instrumental": (
        (r"ским$", "ский"),
        (r"(?<=[оеиы][вн])ым$", ""),
        (r"(?<=[оеиы][вн])ой$", "а"),
        (r"ием$", "ий"),
        (r"(?<=[аеоуэ])ем$", "й"),
        (rf"(?<=[^{_VOWEL}ьъй])ом$", ""),
        (rf"(?<=[^{_VOWEL}ьъй])ем$", ""),
        (r"ой$", "а"),
    ),
    "locative": (
        (r"ском$", "ский"),
        (r"(?<=[оеиы][вн])ой$", "а"),
        (r"ии$", "ий"),
        (rf"(?<=[^{_VOWEL}ьъй])е$", ""),
    ),
}
_SHORTEST = 4


def case_of(office: str) -> str | None:
    """The grammatical case of an office's head word; None for the nominative or an unknown one."""
    words = [w.strip(",.()") for w in office.split()]
    for word in words:
        for part in reversed(word.split("-")):
            if _NOMINATIVE.search(part):
                return None
            found = _OBLIQUE.search(part)
            if found:
                return _CASES.get(found.group("end").lower())
    return None


def nominative(name: str, case: str) -> str:
    """``name`` from ``case`` to the nominative, part by part."""
    return re.sub(r"[А-ЯЁа-яё]+", lambda m: _part(m.group(), case), name)


def _part(word: str, case: str) -> str:
    if len(word) < _SHORTEST:
        return word
    for pattern, replacement in _RULES[case]:
        changed = re.sub(pattern, replacement, word)
        if changed != word:
            return changed
    return word
