"""Recognises which of the six document languages a text is in: script, letters, common words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from sinergi.reading.lexicon import FOLDER, languages
from sinergi.reading.lexicon_rows import LanguageRow, WordRow
from sinergi.reading.tokens import tokenise
from sinergi.vocabulary.tables import data_path, read_table

_SAMPLE = 20_000
_HAN = re.compile(r"[\u3400-\u9fff]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@cache
def _common(lang: str) -> frozenset[str]:
    rows = read_table(data_path(FOLDER, lang, "words.csv"), WordRow)
    return frozenset(word for row in rows if row.role == "common" for word in row.split())


def recognise(text: str) -> str | None:
    """The language of ``text``, None when its words are of none of the six."""
    sample = text[:_SAMPLE]
    han, cyrillic = len(_HAN.findall(sample)), len(_CYRILLIC.findall(sample))
    latin = sum(c.isascii() and c.isalpha() for c in sample)
    if han * 2 > max(cyrillic, latin):
        script = "han"
    else:
        script = "cyrillic" if cyrillic > latin else "latin"
    rows = [row for row in languages().values() if row.script == script]
    if not han and not cyrillic and not latin:
        return None
    if len(rows) == 1:
        return rows[0].lang
    return _by_words(sample, rows)


def _by_words(sample: str, rows: list[LanguageRow]) -> str | None:
    words = Counter(token.key for token in tokenise(sample))
    lower = sample.lower()
    scores = {
        row.lang: sum(words[word] for word in _common(row.lang))
        + sum(lower.count(letter) for letter in row.letters)
        for row in rows
    }
    best = max(scores, key=lambda lang: scores[lang])
    return best if scores[best] > 0 else None
