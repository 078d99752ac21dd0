"""Screening: which listed organisations a company may be.

A hit is a question for a person, not a verdict: the score is the probability that the company's
name is one of the listed names. A company is never called clean: it has no hits on the lists
that were looked at, or it was not screened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

from sinergi.companies.names.alignment import align
from sinergi.companies.names.compare import compare, score
from sinergi.companies.names.name_index import NameIndex
from sinergi.companies.names.normalise import CompanyName, Reading, normalise
from sinergi.companies.screening.listed import ListedEntity, ListedName, NameKind, SanctionsList

THRESHOLD = 0.7
"""Score from which a likeness is shown as a hit when nothing else is said."""

CANDIDATES = 60
"""Listed names that each company's name is compared with in full."""

# What is left of a score when the company's name has words that the listed name has not. High:
# an added word must not hide a hit.
_EXTRA_WORDS = 0.9
# Listed names of nothing but general words ("State Bank") must match as a whole.
_LEAST_WEIGHT = 0.9

ScreeningStatus = Literal["hits", "no hits", "not screened"]


class Scorer(Protocol):
    """Another opinion on two names, 0 to 1."""

    name: str

    def score(self, left: str, right: str) -> float:
        """How alike two organisations' names are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A listed organisation that a company may be.

    Attributes:
        entity_id: The list's own number of the entity.
        listed_name: Its first name on the list.
        matched: The listed name that matched, and ``kind``, what kind of name it is.
        score: Probability that the two names are one company's, 0 to 1; lowered by a tenth when
            the company's name has more words than the listed one.
        list_name: The list; ``list_dated`` the day it was made, if it says so.
        reason: Programme, regulation or topic, as the list has it.
        listed_on: The day it was put on the list, if the list says so.
        why: What speaks for and against, the strongest first.
    """

    entity_id: str
    listed_name: str
    matched: str
    kind: NameKind
    score: float
    list_name: str
    list_dated: date | None
    reason: str | None
    listed_on: date | None
    countries: tuple[str, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What came of screening one company, and against which lists."""

    name: str
    status: ScreeningStatus
    hits: tuple[Hit, ...]
    lists: tuple[str, ...]


class _Place(NamedTuple):
    """Where a filed name comes from."""

    source: SanctionsList
    entity: ListedEntity
    listed: ListedName


class Screener:
    """Sanctions lists made ready to look many companies up in."""

    def __init__(self, lists: Sequence[SanctionsList], *, second: Scorer | None = None) -> None:
        self.lists = tuple(lists)
        self._second = second
        self._places = [
            _Place(source, entity, listed)
            for source in lists
            for entity in source.entities
            for listed in entity.names
        ]
        self._index = NameIndex(normalise(place.listed.text) for place in self._places)

    def screen(
        self, names: str | Sequence[str], *, threshold: float = THRESHOLD, limit: int = 10
    ) -> Screening:
        """Look one company up, under its name or several names, best hit first.

        Without a list, or for a name of no letter or digit, the status is ``not screened``.
        """
        texts = [names] if isinstance(names, str) else list(names)
        shown = texts[0] if texts else ""
        labels = tuple(_label(source) for source in self.lists)
        # Without a list no name need be read.
        queries = [name for name in map(normalise, texts) if name] if self.lists else []
        if not queries:
            return Screening(name=shown, status="not screened", hits=(), lists=labels)
        best: dict[tuple[str, str], tuple[float, int, CompanyName]] = {}
        for query in queries:
            for place in self._index.candidates(query, CANDIDATES):
                self._consider(query, place, threshold, best)
        hits = sorted(
            (self._hit(place, value, query) for value, place, query in best.values()),
            key=lambda hit: (-hit.score, hit.list_name, hit.entity_id),
        )
        status: ScreeningStatus = "hits" if hits else "no hits"
        return Screening(name=shown, status=status, hits=tuple(hits[:limit]), lists=labels)

    def _consider(
        self,
        query: CompanyName,
        place: int,
        threshold: float,
        best: dict[tuple[str, str], tuple[float, int, CompanyName]],
    ) -> None:
        """Keep the best name of each entity that reaches the threshold."""
        value = likeness(query, self._index.names[place])
        if self._second is not None:
            listed = self._places[place].listed.text
            value = max(value, self._second.score(query.text, listed))
        source, entity, _ = self._places[place]
        key = (str(source.path), entity.entity_id)
        if value >= threshold and value > best.get(key, (0.0, 0, query))[0]:
            best[key] = (value, place, query)

    def _hit(self, place: int, value: float, query: CompanyName) -> Hit:
        source, entity, listed = self._places[place]
        reasons = compare(query, self._index.names[place]).reasons
        return Hit(
            entity_id=entity.entity_id,
            listed_name=entity.names[0].text,
            matched=listed.text,
            kind=listed.kind,
            score=value,
            list_name=source.name,
            list_dated=source.dated,
            reason=entity.reason,
            listed_on=entity.listed_on,
            countries=entity.countries,
            why=tuple(reason.text for reason in reasons[:-1]),
        )


def _label(source: SanctionsList) -> str:
    return f"{source.name} of {source.dated}" if source.dated else f"{source.name} (no date)"


def likeness(query: CompanyName, listed: CompanyName) -> float:
    """How probably a company's name is a listed name, whatever words it has besides."""
    value = score(query, listed)
    for mine in query.readings:
        for theirs in listed.readings:
            reduced = _without_extra_words(mine, theirs)
            if reduced is not None:
                pair = (query._replace(readings=(reduced,)), listed._replace(readings=(theirs,)))
                value = max(value, _EXTRA_WORDS * score(*pair))
    return value


def _without_extra_words(mine: Reading, theirs: Reading) -> Reading | None:
    """The words of ``mine`` that answer to one of ``theirs``; None where there are no others.

    Numbers stay: another number is another company.
    """
    if sum(word.weight for word in theirs.words) < _LEAST_WEIGHT:
        return None
    over = align(mine.words, theirs.words).left_over
    kept = tuple(w for w in mine.words if w not in over or w.word_class == "number")
    if not kept or len(kept) == len(mine.words):
        return None
    return mine._replace(
        words=kept,
        joined="".join(word.skeletons[0] for word in kept),
        joined_sound="".join(word.sound for word in kept),
        part="whole",
    )
