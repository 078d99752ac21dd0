"""Says in the reader's language what a statement was understood to mean.

The sentence is made from the record's fields (side, kind, objects, sectors, deadline, figures) and
templates kept as data (``data/reading/gloss``): nothing is translated, and the original words
stand beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from pydantic import BaseModel

from sinergi.cooperation.record import JOINT, Kind, Statement
from sinergi.errors import UsageError
from sinergi.reading.lexicon import lexicon
from sinergi.reading.objects import FOLDER, Texts, Thing, objects
from sinergi.reading.quantities import Quantity, quantities
from sinergi.reading.recognise import recognise
from sinergi.reading.tokens import tokenise
from sinergi.vocabulary import countries
from sinergi.vocabulary.country_forms import Name
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

_CHOICE = re.compile(r"\[([^\[\]|]*)\|([^\[\]|]*)\]")
_OTHER = re.compile(r"<([^<>|]*)\|([^<>|]*)>")
_NEEDED = "{o:}"
_SLOT = re.compile(r"\{o:([^{}]*)\}")
_PERIOD = re.compile(r"P(\d+)([YM])")
_SPACE_BEFORE = re.compile(r"\s+(?=[;,:])")
_TAJIK_MONTHS = [
    *("январи", "феврали", "марти", "апрели", "майи", "июни"),
    *("июли", "августи", "сентябри", "октябри", "ноябри", "декабри"),
]
_MOST_ACTIONS, _MOST_THINGS, _MOST_FIGURES = 2, 4, 3
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_UNITS = ("percent", "times", "t")
_TAJIK_PLURAL = (("ад", "анд"), ("яд", "янд"))


class _Name(BaseModel):
    iso3: str
    name: Translated
    ru_plural: str = ""


@cache
def _templates() -> dict[str, Texts]:
    rows = read_table(data_path(*FOLDER, "templates.csv"), Texts, unique="code")
    return {row.code: row for row in rows}


@cache
def _sector_words() -> dict[str, Texts]:
    rows = read_table(data_path(*FOLDER, "sectors.csv"), Texts, unique="code")
    return {row.code: row for row in rows}


@cache
def _names() -> dict[str, _Name]:
    rows = read_table(data_path(*FOLDER, "names.csv"), _Name, unique="iso3")
    return {row.iso3: row for row in rows}


@cache
def _implied(code: str) -> frozenset[str]:
    """The sectors that naming a thing tells already: cotton is textile."""
    words = tokenise(objects()[code].text["en"])
    hits = lexicon("en").find(words)["sector"]
    return frozenset(hit.payload.value for hit in hits)


def gloss(
    statement: Statement, language: str, *, other: str | None = None, deadline: bool = True
) -> str:
    """One sentence (without full stop) of what ``statement`` was understood to mean.

    Args:
        statement: Of any record; what it does not tell is left out.
        language: ``en``, ``id``, ``ru`` or ``tg``.
        other: ISO3 of whom the statement's side speaks to, where that is known.
        deadline: Whether the deadline is told too; not where it stands beside the sentence.

    Raises:
        UsageError: another language.
    """
    if language not in LANGUAGES:
        raise UsageError(
            f"'{language}' is no language of briefs", advice=f"One of {', '.join(LANGUAGES)}"
        )
    return _Sentence(statement, language, other).text(deadline=deadline)


@dataclass(frozen=True)
class _Sentence:
    """One statement on its way into one language."""

    statement: Statement
    language: str
    other: str | None = None

    def text(self, *, deadline: bool = True) -> str:
        """The whole sentence."""
        actions, things = self._content()
        taken, wordings = self._worded(actions, things)
        left = [thing for thing in things if thing.code not in taken]
        named, rest = self._sectors(actions, left, told=bool(wordings))
        subject = self._subject(rest)
        worded = [thing for thing in things if thing.code in taken] or subject
        worded = [thing for thing in worded if "flow" not in thing.group.split()]
        # "Cooperation in energy", but "supply coal": that tells its sector, others are named after.
        named = [s for s in named if not any(s in _implied(thing.code) for thing in worded)]
        sectors = self._list([_sector_words()[s].text[self.language] for s in named])
        values = {"side": self._side(), "sectors": sectors, "field": ""}
        values["other"] = self._other()
        if sectors and not worded:
            values["field"] = f" {self._fill('field', {'sectors': sectors})} "
        if wordings:
            values["action"], form = self._list(wordings), "action"
        elif subject:
            form, rest = "thing", [thing for thing in rest if thing not in subject]
            for case in ("", "acc", "gen"):
                words = self._list([thing.form(self.language, case) for thing in subject])
                values[f"things_{case}" if case else "things"] = words
        else:
            cooperation = "cooperation" in self.statement.objects
            own = self.statement.kind not in (Kind.EXISTING_AGREEMENT, Kind.FACT)
            form = "field" if sectors or (cooperation and own) else "bare"
        told = "denied" if self.statement.denied else self.statement.kind.value
        figures = self._figures()
        if (told, form) == (Kind.FACT.value, "bare") and figures:
            form, values["figures"], figures = "figures", figures, ""
        sentence = self._fill(f"{told}_{form}", values)
        beside = []
        if rest:
            others = self._list([thing.form(self.language) for thing in rest])
            beside.append(self._fill("also", {"things": others}))
        if sectors and worded:
            beside.append(self._fill("sectors", {"sectors": sectors}))
        if beside:
            sentence += f" ({'; '.join(beside)})"
        if figures:
            sentence += " " + self._fill("figures", {"figures": figures})
        return _tidy(sentence + (self._due() if deadline else ""))

    def _content(self) -> tuple[list[Thing], list[Thing]]:
        """The actions and things the statement names."""
        named = [objects()[code] for code in self.statement.objects if code in objects()]
        actions = [o for o in named if o.part == "action"][:_MOST_ACTIONS]
        things = [o for o in named if o.part == "thing"]
        states = self.statement.kind in (Kind.EXISTING_AGREEMENT, Kind.FACT)
        if states and not self.statement.denied:
            actions = []
        if self.statement.kind is Kind.ASK:
            # Who asks to learn from the other side asks for cooperation; who invites it to
            # invest asks it to invest.
            actions = [action for action in actions if action.code not in ("learn", "invite")]
        if any(action.code == "invite" for action in actions):
            # The visit is the guest's.
            actions = [action for action in actions if action.code != "visit"]
        if any(action.code == "learn" for action in actions):
            actions = [action for action in actions if action.code != "study"]
            things = [thing for thing in things if thing.code != "experience"]
        things = _not_told_twice(things)
        flows = any("flow" in action.group.split() for action in actions)
        others = [thing for thing in things if thing.code != "cooperation"]
        if others or self.statement.kind is not Kind.FACT:
            things = things if flows else others
        return actions, things[:_MOST_THINGS]

    def _worded(self, actions: list[Thing], things: list[Thing]) -> tuple[set[str], list[str]]:
        """The actions with the things they take, and which things those are."""
        taken: set[str] = set()
        wordings: list[str] = []
        for action in actions:
            groups = set(action.group.split())
            own = [t for t in things if groups & set(t.group.split()) and t.code not in taken]
            template = action.text[self.language]
            if _NEEDED in template and not own:
                continue
            taken |= {t.code for t in own}
            words = self._list([t.form(self.language, "acc") for t in own])
            wordings.append(_with_object(template, words))
        if self.language == "tg" and self._plural():
            wordings = [_tajik_plural(words) for words in wordings]
        return taken, wordings

    def _sectors(
        self, actions: list[Thing], left: list[Thing], *, told: bool
    ) -> tuple[list[str], list[Thing]]:
        """The sectors, and the things that none of them stands for.

        Beside an action a thing that only names a sector is worded as the sector; alone it is
        worded as the thing.
        """
        own = {o.sector for o in actions if o.sector}
        left = [thing for thing in left if not (told and thing.sector and thing.sector in own)]
        named = [s for s in self.statement.sectors_all if s in _sector_words() and s not in own]
        others = set(named) - {thing.sector for thing in left}
        if told or others:
            left = [thing for thing in left if thing.sector not in named]
        else:
            named = [s for s in named if s in others]
        return named, left

    def _subject(self, things: list[Thing]) -> list[Thing]:
        """What a sentence without an action is about: of agreements only what can be signed."""
        if self.statement.kind is not Kind.EXISTING_AGREEMENT:
            # Nobody asks for companies or is interested in them: companies are who does it.
            people = all("people" in thing.group.split() for thing in things)
            return [] if people and self.statement.kind is not Kind.FACT else things
        return [thing for thing in things if {"document", "body"} & set(thing.group.split())]

    def _side(self) -> str:
        side = self.statement.side
        if side is None:
            return self._template("unknown")
        if side == JOINT:
            return self._template("both")
        names = _names()
        known = side in names
        name = names[side].name[self.language] if known else countries.name(side, self.language)
        return name[0].upper() + name[1:]

    def _other(self) -> str:
        """Whom the side speaks to: a country in its cases, else "the other side" in its own."""
        if self.other is not None:
            return Name(self.other, self.language)
        return _OtherSide(self._template("other"), self.language)

    def _plural(self) -> bool:
        """Whether the verb after the side stands in the plural."""
        side = self.statement.side
        name = _names().get(side or "")
        return side == JOINT or (
            self.language == "ru" and name is not None and name.ru_plural != ""
        )

    def _figures(self) -> str:
        """The figures of a fact: numbers with a scale or unit."""
        if self.statement.kind is not Kind.FACT or self.statement.denied:
            return ""
        lang = recognise(self.statement.sentence or self.statement.span)
        if lang is None:
            return ""
        found = [self._figure(q) for q in quantities(self.statement.span, lang)]
        worded = list(dict.fromkeys(words for words in found if words))[:_MOST_FIGURES]
        return "; ".join(worded)

    def _figure(self, quantity: Quantity) -> str | None:
        """``3.2 billion USD``; None for a number that says nothing without its words."""
        scale, name = next(((s, n) for s, n in _SCALES if quantity.value >= s), (1.0, ""))
        if not name and quantity.unit in (None, "years"):
            return None
        number = format_decimal(round(quantity.value / scale, 2), locale=self.language)
        if name:
            number = self._fill(name, {"number": number})
        if quantity.unit in _UNITS:
            return self._fill(quantity.unit, {"number": number})
        return f"{number} {quantity.unit}" if quantity.unit not in (None, "years") else number

    def _due(self) -> str:
        due = self.statement.due
        if due is None:
            return ""
        period = _PERIOD.fullmatch(due)
        if period is not None:
            count = int(period.group(1))
            code = "within_years" if period.group(2) == "Y" else "within_months"
            several = not _ends_in_one(count, self.language)
            return self._fill(code, {"n": str(count)}, several=several)
        first, _, last = due.partition("/")
        end = self._day(last or first)
        start = self._day(first, beside=last)
        if start is None or end is None:
            return ""
        if last:
            return self._fill("between", {"start": start, "end": end})
        return self._fill("by", {"date": end})

    def _day(self, iso: str, beside: str = "") -> str | None:
        """An ISO day, month or year in words; None for what is none of them.

        The year of a month is left out ``beside`` another month of it.
        """
        try:
            day = date.fromisoformat({4: f"{iso}-01-01", 7: f"{iso}-01"}.get(len(iso), iso))
        except ValueError:
            return None
        if len(iso) == 4:
            return self._fill("year", {"year": iso})
        short = len(iso) == 7 and beside[:4] == iso[:4]
        if self.language == "tg":
            words = _TAJIK_MONTHS[day.month - 1] + ("" if short else f" соли {day.year}")
            return words if len(iso) == 7 else f"{day.day} {words}"
        pattern = "LLLL" if short else ("LLLL y" if len(iso) == 7 else "d MMMM y")
        year = " года" if self.language == "ru" and not short else ""
        return format_date(day, pattern, locale=Locale(self.language)) + year

    def _list(self, words: list[str]) -> str:
        words = list(dict.fromkeys(words))
        if len(words) < 2:
            return "".join(words)
        return f"{', '.join(words[:-1])} {self._template('and')} {words[-1]}"

    def _template(self, code: str) -> str:
        return _templates()[code].text[self.language]

    def _fill(self, code: str, values: dict[str, str], *, several: bool | None = None) -> str:
        form = 2 if (self._plural() if several is None else several) else 1
        text = _CHOICE.sub(lambda m: m.group(form), self._template(code))
        both = 2 if self.statement.side == JOINT else 1
        text = _OTHER.sub(lambda m: m.group(both), text)
        return text.format(**values)


class _OtherSide(str):
    """The words for a side whose country is not known, in the cases that templates ask for."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, words: str, language: str) -> _OtherSide:
        made = super().__new__(cls, words)
        made.language = language
        return made

    def __format__(self, spec: str) -> str:
        row = _templates().get(f"other_{spec}")
        return row.text[self.language] if row else str(self)


def _not_told_twice(things: list[Thing]) -> list[Thing]:
    """Without "an agreement" where the agreement is named: "a free trade agreement"."""
    documents = [t for t in things if t.group.split() == ["document"]]
    return [t for t in things if t.code != "agreement" or len(documents) == 1]


def _with_object(template: str, words: str) -> str:
    """``buy {o:goods}`` with the object's words, or those after the colon."""
    return _SLOT.sub(lambda match: words or match.group(1), template)


def _ends_in_one(count: int, language: str) -> bool:
    """Whether a number takes the singular: 1, and in Russian 21, 31 … but not 11."""
    if language == "ru":
        return count % 10 == 1 and count % 100 != 11
    return count == 1


def _tajik_plural(words: str) -> str:
    """The subjunctive of several: кунад → кунанд."""
    for one, several in _TAJIK_PLURAL:
        if words.endswith(one):
            return words.removesuffix(one) + several
    return words


def _tidy(sentence: str) -> str:
    return _SPACE_BEFORE.sub("", " ".join(sentence.split()))
