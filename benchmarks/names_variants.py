"""Made variants of real organisation names, the way registers and people write them.

The names are the legal names of the GLEIF register (CC0). A positive pair is a name and one of
its variants below; a negative pair is a name and another organisation's that shares much with it.
The variants are made by rules of this file alone, which know nothing of the normaliser's tables.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

LEGAL = {
    "limited": ("ltd", "ltd."),
    "ltd": ("limited",),
    "ltd.": ("limited", "ltd"),
    "gmbh": ("Gesellschaft mit beschränkter Haftung", "GmbH.", ""),
    "llc": ("L.L.C.", "limited liability company", ""),
    "inc.": ("incorporated", "inc", ""),
    "inc": ("incorporated", "inc.", ""),
    "corporation": ("corp.", "corp"),
    "company": ("co.", "co"),
    "plc": ("public limited company", "p.l.c.", ""),
    "b.v.": ("BV", ""),
    "s.r.l.": ("srl", ""),
    "s.p.a.": ("spa", ""),
    "ag": ("Aktiengesellschaft", ""),
    "ab": ("Aktiebolag", ""),
    "s.a.": ("SA", ""),
}
SHORT = {
    "international": "Intl",
    "and": "&",
    "&": "and",
    "manufacturing": "Mfg",
    "services": "Svcs",
    "management": "Mgmt",
    "group": "Grp",
    "technologies": "Tech",
    "industries": "Inds",
    "development": "Dev",
}
# Practical transcription of English spelling into Russian, longest first.
CYRILLIC = [
    *(("shch", "щ"), ("sch", "ш"), ("tch", "ч"), ("igh", "ай")),
    *(("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("th", "т"), ("ph", "ф"), ("ck", "к")),
    *(("oo", "у"), ("ee", "и"), ("ea", "и"), ("ou", "ау"), ("ya", "я"), ("yu", "ю"), ("qu", "кв")),
    *(("ce", "се"), ("ci", "си"), ("cy", "си"), ("ge", "дже"), ("gi", "джи"), ("ll", "лл")),
    *(("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г")),
    *(("h", "х"), ("i", "и"), ("j", "дж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н")),
    *(("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у")),
    *(("v", "в"), ("w", "в"), ("x", "кс"), ("y", "и"), ("z", "з")),
]
RUSSIAN_FORMS = ("ООО", "АО", "ЗАО", "")


def other_form(name: str, rng: random.Random) -> str | None:
    """The legal form written another way, or left out."""
    words = name.split()
    last = words[-1].lower().strip(",")
    if last not in LEGAL or len(words) < 2:
        return None
    return " ".join([*words[:-1], rng.choice(LEGAL[last])]).strip().rstrip(",")


def typo(name: str, rng: random.Random) -> str | None:
    """One letter left out, doubled, changed or exchanged in a long word."""
    long = list(re.finditer(r"[A-Za-z]{6,}", name))
    if not long:
        return None
    word = rng.choice(long)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    kind = rng.randrange(4)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2:
        return name[:at] + rng.choice("aeiourstln") + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def abbreviated(name: str, rng: random.Random) -> str | None:
    """Long general words shortened."""
    words = [SHORT.get(word.lower(), word) for word in name.split()]
    changed = " ".join(words)
    return changed if changed != name else None


def moved(name: str, rng: random.Random) -> str | None:
    """The first word, or the legal form, put at the other end after a comma."""
    words = name.split()
    if len(words) < 3:
        return None
    return (
        " ".join([*words[1:], words[0]])
        if rng.random() < 0.5
        else f"{words[-1]} " + " ".join(words[:-1])
    )


def joined(name: str, rng: random.Random) -> str | None:
    """Two neighbouring words written as one, or a hyphen between them."""
    words = name.split()
    if len(words) < 3 or not (words[0].isalpha() and words[1].isalpha()):
        return None
    return words[0] + rng.choice(("", "-")) + " ".join([words[1], *words[2:]])


def shouted(name: str, rng: random.Random) -> str | None:
    """Capitals, no punctuation, no accents worth speaking of."""
    return re.sub(r"[^\w\s&]", "", name).upper()


def cyrillic(name: str, rng: random.Random) -> str | None:
    """In Russian letters, as a customs declaration would have it."""
    if not re.search(r"[A-Za-z]{4}", name) or not name.isascii():
        return None
    words = name.split()
    if words[-1].lower().strip(",") in LEGAL and len(words) > 1:
        words = words[:-1]
    text = " ".join(words).lower().strip(", ")
    for latin, letters in CYRILLIC:
        text = text.replace(latin, letters)
    form = rng.choice(RUSSIAN_FORMS)
    return f"{form} «{text.title()}»" if form else text.title()


Variant = Callable[[str, random.Random], "str | None"]
LATIN: dict[str, Variant] = {
    "form": other_form,
    "typo": typo,
    "abbreviated": abbreviated,
    "moved": moved,
    "joined": joined,
    "capitals": shouted,
}
