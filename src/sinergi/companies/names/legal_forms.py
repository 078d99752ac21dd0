"""Legal forms: found in a name, taken off it, told apart by class."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from sinergi.companies.names.scripts import plain
from sinergi.vocabulary.tables import data_path, read_table

FormClass = Literal[
    "limited",
    "joint-stock",
    "company",
    "state",
    "partnership",
    "sole",
    "cooperative",
    "joint-venture",
    "foundation",
    "fund",
    "branch",
    "status",
]

# Classes that two records of one company may well show: a form is translated loosely, a limited
# company becomes a joint-stock company, a state enterprise is turned into either. A trader, a
# partnership and a cooperative of one name are different persons in law.
_NEAR = (
    {"limited", "joint-stock", "company", "state", "joint-venture"},
    {"foundation", "fund"},
)


# Classes that other legal systems have no word for: a foreign partnership or foundation is called
# by whatever form the translator's language offers, so only forms of one language tell it apart.
_LOOSELY_TRANSLATED = frozenset({"partnership", "foundation", "fund"})


class LegalForm(BaseModel):
    """One way a legal form is written in a name (a row of ``legal-forms.csv``)."""

    model_config = ConfigDict(frozen=True)

    form: str
    expansion: str | None = None
    language: str
    country: str | None = None
    form_class: FormClass
    place: Literal["start", "end", "both", "any"]


class Stripped(NamedTuple):
    """A name's words without its legal forms, and the forms that were taken off."""

    words: tuple[str, ...]
    forms: tuple[LegalForm, ...]


class _Forms(NamedTuple):
    rows: list[LegalForm]
    by_words: dict[tuple[str, ...], LegalForm]
    longest: int


@cache
def _forms() -> _Forms:
    rows = read_table(data_path("companies", "names", "legal-forms.csv"), LegalForm, unique="form")
    by_words = {tuple(plain(row.form).split()): row for row in rows}
    for row in rows:
        spelled_out = tuple(plain(row.expansion or "").replace("-", " ").split())
        if len(spelled_out) > 1:
            by_words.setdefault(spelled_out, row.model_copy(update={"place": "any"}))
    return _Forms(rows, by_words, max(len(words) for words in by_words))


def legal_forms() -> list[LegalForm]:
    """All legal forms that are known, in the order of the file."""
    return list(_forms().rows)


@cache
def initial_forms() -> tuple[str, ...]:
    """Abbreviations that stand before a name in Latin letters and enter its initials (PTPN)."""
    rows = _forms().rows
    return tuple(
        row.form
        for row in rows
        if row.form.isascii() and row.form.isalpha() and len(row.form) <= 3 and row.place != "end"
    )


def find_form(words: tuple[str, ...]) -> LegalForm | None:
    """The legal form that exactly these words are, None when they are none."""
    return _forms().by_words.get(words)


def strip_forms(words: tuple[str, ...]) -> Stripped:
    """Take the legal forms off a name; a name that is nothing but forms keeps its words.

    Forms that are abbreviations count at the ends of a name only: in the middle the same letters
    are words. ``words`` are those of :func:`~sinergi.companies.names.scripts.plain` text.
    """
    found: list[LegalForm] = []
    rest = _strip_anywhere(words, found)
    while True:
        shorter = _strip_end(rest, found) or _strip_start(rest, found)
        if shorter is None:
            return Stripped(rest, tuple(found))
        rest = shorter


def _strip_anywhere(words: tuple[str, ...], found: list[LegalForm]) -> tuple[str, ...]:
    forms = _forms()
    start = 0
    while start < len(words):
        for size in range(min(forms.longest, len(words) - start), 0, -1):
            form = forms.by_words.get(words[start : start + size])
            if form is not None and form.place == "any" and size < len(words):
                found.append(form)
                words = words[:start] + words[start + size :]
                break
        else:
            start += 1
    return words


def _strip_end(words: tuple[str, ...], found: list[LegalForm]) -> tuple[str, ...] | None:
    forms = _forms()
    for size in range(min(forms.longest, len(words) - 1), 0, -1):
        form = forms.by_words.get(words[-size:])
        if form is not None and form.place != "start":
            found.append(form)
            return words[:-size]
    return None


def _strip_start(words: tuple[str, ...], found: list[LegalForm]) -> tuple[str, ...] | None:
    forms = _forms()
    for size in range(min(forms.longest, len(words) - 1), 0, -1):
        form = forms.by_words.get(words[:size])
        if form is not None and form.place != "end":
            found.append(form)
            return words[size:]
    return None


def forms_agree(left: frozenset[str], right: frozenset[str]) -> bool | None:
    """Whether two sets of form classes can be one company's; None when one side has none.

    ``status`` words (persero, Tbk) and ``branch`` say nothing here.
    """
    left, right = left - {"status", "branch"}, right - {"status", "branch"}
    if not left or not right:
        return None
    if left & right:
        return True
    return any(left & near and right & near for near in _NEAR)


def forms_conflict(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Whether legal forms, written as in ``legal-forms.csv``, are of two companies.

    They are when :func:`forms_agree` says so, except that a partnership, a foundation or a fund
    is no conflict with a form of another language.
    """
    ones, others = _named(left), _named(right)
    one, other = (frozenset(form.form_class for form in forms) for forms in (ones, others))
    if forms_agree(one, other) is not False:
        return False
    if _LOOSELY_TRANSLATED.isdisjoint(one | other):
        return True
    return not {form.language for form in ones}.isdisjoint(form.language for form in others)


def _named(forms: tuple[str, ...]) -> list[LegalForm]:
    by_words = _forms().by_words
    return [by_words[tuple(plain(form).split())] for form in forms]
