"""Texts to HS headings and ISIC divisions, each with a confidence, or to nothing.

Scores of the names' index (BM25), of the labels a user has loaded and of the trade lexicon are
added for each heading; a softmax makes shares of them; a share counts the more, the more of the
text's weight the heading explains. What stays below the threshold is not answered.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from sinergi.companies.classification.industries import industry_of
from sinergi.companies.classification.retrieval import (
    Retrieval,
    hs_names,
    local_names,
    stop_words,
    terms,
    without_excluded,
    words,
)
from sinergi.companies.classification.states import StateGood, shared_state, state_goods
from sinergi.companies.classification.trade_lexicon import ConceptMatch, lexicon

HEADING_THRESHOLD = 0.55
INDUSTRY_THRESHOLD = 0.55
"""Answers below are not given; docs/companies.md says how the thresholds were chosen."""

TEMPERATURE = 3.0
"""Of the softmax over scores: a lead of so much is e times as likely."""

LEXICON_BONUS = 1.6
"""A concept of strength 1 adds so many times its words' weight; a BM25 name adds up to 2.2."""

FURTHER = 0.7
"""Part of a concept's bonus that its codes after the first get."""

ALONE = 0.4
"""Half of this is what one good alone takes from the confidence; each further good halves it."""

STATE_LEAD = 12.0
"""What a material in a state scores more than all else: it takes nearly all of the shares."""

SHARED = 0.9
"""How sure a state is of all materials that stand before it ("lead and zinc concentrates")."""

MOST_WORDS = 8
"""Telling words of a text beyond which a material and a state in it may belong to two goods."""

RESIDUAL = 0.7
"""Factor for a text with a word such as 'lainnya' or 'прочие', read without the names' index."""

_ISIC = "isic "
_KEPT = 12
_LIST = re.compile(r"[,;/+\n]|\s(?:and|dan|serta|и|ва|&)\s", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """A code (HS heading or ISIC division), how sure it is (0 to 1), and the words it rests on.

    ``subheading`` is the one of the heading whose name is nearest to the text, None where the
    heading was told by other words than names; the confidence is the heading's.
    """

    code: str
    confidence: float
    because: str
    subheading: str | None = None


@dataclass(frozen=True)
class Scores:
    """What a text points to before any threshold: confidences by code, and the telling words."""

    headings: dict[str, float] = field(default_factory=dict)
    divisions: dict[str, float] = field(default_factory=dict)
    because: str = ""
    subheading: str | None = None


class Classifier:
    """Classifies texts in English, Indonesian, Russian and Tajik.

    Args:
        labels: HS codes and texts that the user has loaded (tariff books, product registers).
    """

    def __init__(self, labels: Iterable[tuple[str, str]] = ()) -> None:
        texts: dict[str, list[str]] = defaultdict(list)
        for code, text in labels:
            texts[code].append(text)
        self._labels = Retrieval({c: " ".join(t) for c, t in texts.items()}) if texts else None
        self.score = lru_cache(maxsize=1 << 17)(self._score)

    def heading(self, text: str) -> Answer | None:
        """The HS heading of a good, None where the text does not tell it."""
        scores = self.score(text)
        answer = _best(scores.headings, HEADING_THRESHOLD, scores.because)
        return replace(answer, subheading=scores.subheading) if answer is not None else None

    def goods(self, text: str) -> list[Answer]:
        """The HS headings of all goods that a text names, each once, in their order.

        A list ("cotton yarn, dried fruit and nuts") gives one answer a part that tells a heading;
        a single good with its qualities ("areca nuts, whether or not shelled") one answer.
        """
        parts = [part for part in _LIST.split(text) if _telling(words(part))]
        whole = self.heading(text)
        if len(parts) < 2:
            return [whole] if whole is not None else []
        found_words = words(text)
        if shared := shared_state(found_words, _telling(found_words), len(parts)):
            return [Answer(g.hs[:4], SHARED, g.words, _six(g.hs)) for g in shared]
        found = {answer.code: answer for answer in map(self.heading, parts) if answer is not None}
        if whole is not None and (
            len(found) < 2 or whole.code not in found or _spans(whole.because, text, parts)
        ):
            return [whole]
        return list(found.values())

    def industry(self, texts: Sequence[str]) -> Answer | None:
        """The ISIC division of a company from its goods or its line of business, or None.

        The mean over the texts of each division's confidence, less what too few texts take away.
        """
        found = [self.score(text) for text in texts if text.strip()]
        if not found:
            return None
        total: dict[str, float] = defaultdict(float)
        for scores in found:
            for division, share in scores.divisions.items():
                total[division] += share
        part = (1 - ALONE * 0.5 ** len(found)) / len(found)
        because = "; ".join(dict.fromkeys(s.because for s in found if s.because))
        return _best({d: v * part for d, v in total.items()}, INDUSTRY_THRESHOLD, because)

    def _score(self, text: str) -> Scores:
        found = words(without_excluded(text))
        language = _language(found)
        index, query = _index(found, language)
        if not query:
            return Scores()
        names: dict[str, tuple[float, str]] = {}
        _best_of_headings(names, index.scores(query))
        labels: dict[str, tuple[float, str]] = {}
        if self._labels is not None:
            _best_of_headings(labels, self._labels.scores(terms(found)))
        telling = _telling(found)
        goods = state_goods(found, telling) if len(telling) <= MOST_WORDS else []
        matches = lexicon().find_words(found, "id" if language == "id" else None)
        matches = [m for m in matches if not any(_within(m, good) for good in goods)]
        total: dict[str, float] = {k: value for k, (value, _) in names.items()}
        for key, (value, _) in labels.items():
            # A short list of labels makes light of its words; those of the index are the measure.
            worth = value * index.unseen / self._labels.unseen if self._labels else 0.0
            total[key] = max(total.get(key, 0.0), worth)
        _add_lexicon(total, matches, index)
        _add_goods(total, goods)
        if not total:
            return Scores()
        shares, top = _shares(total)
        because = [m.words for m in matches if any(key == top for key, _ in _points(m))]
        because += [good.words for good in goods if good.hs[:4] == top]
        explained = set(index.bags[names[top][1]]) if top in names else set()
        for part in because:
            explained.update(terms(part.split(), index.language))
        taught: frozenset[str] = frozenset()
        if self._labels is not None and top in labels:
            taught = self._labels.bags[labels[top][1]]
        known = [
            term
            for term, plain in zip(query, terms(found), strict=True)
            if term in explained or plain in taught
        ]
        covered = math.sqrt(index.weight(known) / index.weight(query))
        if top not in names and not goods and _is_residual(found):
            covered *= RESIDUAL
        confident = {key: share * covered for key, share in shares.items()}
        named = [good.hs for good in goods] + [m.concept.hs[0] for m in matches if m.concept.hs]
        exact = next((code for code in named if code[:4] == top and len(code) == 6), None)
        return Scores(
            headings={k: v for k, v in confident.items() if not k.startswith(_ISIC)},
            divisions=_divisions(confident, matches),
            because=", ".join(dict.fromkeys(because or known)),
            subheading=exact or _subheading(top, names, labels),
        )


def _index(found: list[str], language: str | None) -> tuple[Retrieval, list[str]]:
    """The index of names that knows most of the words' weight, and the words as its terms.

    The words of a known language are looked up in its names alone; Tajik has none, and its words
    get the English weights without English names.
    """
    cyrillic = any(not word.isascii() for word in found)
    tried = ("ru",) if cyrillic else ("en", "id")
    chosen = [one for one in tried if language in (None, one)]
    options: list[tuple[float, int, Retrieval, list[str]]] = []
    for one in chosen:
        index = hs_names() if one == "en" else local_names(one)
        query = index.complete(terms(found, one))
        weight = index.weight(query)
        known = index.weight([term for term in query if term in index.idf])
        options.append((known / weight if weight else 0.0, -len(options), index, query))
    if not options:
        return hs_names(), terms(found)
    _, _, best, query = max(options, key=lambda option: option[:2])
    return best, query


def _telling(found: Sequence[str]) -> set[int]:
    stop = stop_words()
    return {at for at, word in enumerate(found) if word not in stop and word.isalpha()}


def _spans(because: str, text: str, parts: Sequence[str]) -> bool:
    """Whether a phrase of a text that told the heading stands in no single part of it.

    "Hoop & strip of steel" is one good; words far from one another in a list are no phrase.
    """
    whole, texts = " ".join(words(text)), [" ".join(words(part)) for part in parts]
    return any(
        " " in phrase and phrase in whole and not any(phrase in text for text in texts)
        for phrase in because.split(", ")
    )


def _six(code: str) -> str | None:
    return code if len(code) == 6 else None


def _within(match: ConceptMatch, good: StateGood) -> bool:
    return not good.places.isdisjoint(range(match.start, match.end))


def _add_goods(total: dict[str, float], goods: Iterable[StateGood]) -> None:
    """A material in a state leads whatever else was found."""
    highest = max(total.values(), default=0.0)
    for good in goods:
        total[good.hs[:4]] = highest + STATE_LEAD


def _subheading(top: str, *found: dict[str, tuple[float, str]]) -> str | None:
    """The nearest code of six digits in the heading ``top``."""
    best = max((scores[top] for scores in found if top in scores), default=(0.0, ""))
    return best[1] if len(best[1]) == 6 else None


def _best(confidences: dict[str, float], threshold: float, because: str) -> Answer | None:
    if not confidences:
        return None
    code = max(confidences, key=confidences.__getitem__)
    sure = confidences[code]
    return Answer(code, round(sure, 3), because) if sure >= threshold else None


def _best_of_headings(best: dict[str, tuple[float, str]], scores: dict[str, float]) -> None:
    """Keep for each heading the highest score and the code that has it."""
    for code, value in scores.items():
        best[code[:4]] = max(best.get(code[:4], (0.0, "")), (value, code))


def _shares(total: dict[str, float]) -> tuple[dict[str, float], str]:
    """The softmax over the highest scores, and the key of the highest."""
    kept = sorted(total.items(), key=lambda item: -item[1])[:_KEPT]
    top_key, top = kept[0]
    weights = {key: math.exp((value - top) / TEMPERATURE) for key, value in kept}
    mass = sum(weights.values())
    return {key: value / mass for key, value in weights.items()}, top_key


def _language(found: list[str]) -> str | None:
    """The language that most stop words tell; Indonesian where only Indonesian terms are found.

    Without this the Indonesian "semen" (cement) would be the English one. None is not known.
    """
    stop = stop_words()
    told = [stop[word].language for word in found if word in stop]
    if told:
        return max(sorted(set(told)), key=told.count)
    terms_of = lexicon().find_words
    return "id" if terms_of(found, "id") and not terms_of(found, "en") else None


def _is_residual(found: Iterable[str]) -> bool:
    stop = stop_words()
    return any(stop[word].residual for word in found if word in stop)


def _points(match: ConceptMatch) -> Iterator[tuple[str, float]]:
    """Headings (or, for services, divisions) that a concept points to, with their part."""
    for place, code in enumerate(match.concept.hs):
        if len(code) >= 4:
            yield code[:4], 1.0 if place == 0 else FURTHER
    if not match.concept.hs and match.concept.isic:
        yield _ISIC + match.concept.isic[:2], 1.0


def _add_lexicon(
    total: dict[str, float], matches: Iterable[ConceptMatch], index: Retrieval
) -> None:
    for match in matches:
        weight = index.weight(terms(match.words.split())) * match.concept.strength * LEXICON_BONUS
        for key, part in _points(match):
            total[key] = total.get(key, 0.0) + weight * part


def _divisions(confident: dict[str, float], matches: Iterable[ConceptMatch]) -> dict[str, float]:
    """Confidences by division: of goods through their industry, of services by their words."""
    services: dict[str, float] = {}
    for match in matches:
        for key, _ in _points(match):
            services[key] = max(services.get(key, 0.0), match.concept.strength)
    found: dict[str, float] = defaultdict(float)
    for key, share in confident.items():
        if key.startswith(_ISIC):
            found[key.removeprefix(_ISIC)] += share * services[key]
        elif (industry := industry_of(key)) is not None:
            found[industry.isic] += share * industry.sure
    return dict(found)
