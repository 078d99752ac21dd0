"""What two names have in common and what tells them apart, as numbers."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz.distance import Levenshtein

from sinergi.companies.names.alignment import Alignment, Match, align
from sinergi.companies.names.forms import forms_agree
from sinergi.companies.names.normalise import Name, Reading
from sinergi.companies.names.words import Word

_NAME_CLASSES = frozenset({"name", "common"})
_TRADE_CLASSES = frozenset({"activity", "product"})
# Likeness from which a matched word counts as shared knowledge of a rare word.
_SHARED_LIKENESS = 0.8
_MOST_SHARED = 2.5
_MOST_OVER = 2.0
_SLIP_LETTERS = 5.0


class Features(NamedTuple):
    """The evidence of one pair of readings; all are 0 or more, none above 3.

    Weights of words are those of :class:`~sinergi.companies.names.words.Word`; a word that
    answers to none on the other side is "left over".
    """

    same_text: float
    """1 where the skeletons are equal, spaces aside."""
    string_likeness: float
    """Levenshtein similarity of the sounds, 0 to 1."""
    coverage: float
    """Matched weight as a share of both names' weight."""
    least_coverage: float
    """The same for the side of which less is matched."""
    shared_rare: float
    """Weight of the matched words, at most 2.5: a shared rare word says more."""
    unlike: float
    """Matched weight times what the matched words lack to being alike, less for long words."""
    translated: float
    """Share of the matched weight that is matched across languages."""
    initials: float
    """Share of the matched weight that is matched by initials or beginnings."""
    alias: float
    """1 where a short name had to be spelled out."""
    other_names: float
    """Name words are left over on both sides: the lesser weight."""
    extra_names: float
    """Name words are left over on one side: the weight beyond the other side's."""
    other_trades: float
    """Activities or products are left over on both sides."""
    extra_trades: float
    """Activities or products are left over on one side."""
    other_places: float
    """Places are left over on both sides."""
    extra_places: float
    """Places are left over on one side."""
    extra_generic: float
    """Number of words like "group" that are left over, divided by three."""
    other_numbers: float
    """1 where both hold numbers, and not the same ones."""
    extra_numbers: float
    """1 where only one side holds a number."""
    other_head: float
    """1 where the first word of each is left over or the first of one is unlike all others."""
    other_form: float
    """1 where the legal forms cannot be one company's."""


class Evidence(NamedTuple):
    """The features of a pair of readings, and the alignment they were computed from."""

    features: Features
    alignment: Alignment
    left: Reading
    right: Reading


def _unlike(match: Match) -> float:
    """A letter's difference makes another word of a short one; in a long one it is a slip."""
    letters = max(len(word.latin) for word in (*match.left, *match.right))
    return match.weight * (1.0 - match.likeness) * min(1.0, (_SLIP_LETTERS / letters) ** 2)


def _weight(words: tuple[Word, ...], classes: frozenset[str]) -> float:
    return sum(word.weight for word in words if word.word_class in classes)


def _over(alignment: Alignment, classes: frozenset[str]) -> tuple[float, float]:
    """Weight left over on both sides, and on one side beyond that."""
    left = _weight(alignment.left_over, classes)
    right = _weight(alignment.right_over, classes)
    lesser = min(left, right)
    return min(lesser, _MOST_OVER), min(max(left, right) - lesser, _MOST_OVER)


def _numbers(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    if left == right:
        return 0.0, 0.0
    return (1.0, 0.0) if left and right else (0.0, 1.0)


def _other_head(left: Reading, right: Reading, alignment: Alignment) -> float:
    """The first word carries a name: it counts when it answers to nothing."""
    left_over = left.words[0] in alignment.left_over
    right_over = right.words[0] in alignment.right_over
    return 0.5 * (left_over + right_over)


def gather(left: Reading, right: Reading, form_conflict: bool) -> Evidence:
    """The evidence of two readings."""
    alignment = align(left.words, right.words)
    left_weight = sum(word.weight for word in left.words) or 1.0
    right_weight = sum(word.weight for word in right.words) or 1.0
    left_matched = right_matched = shared = unlike = translated = initials = 0.0
    for match in alignment.matches:
        weight = match.weight
        left_matched += match.likeness * sum(word.weight for word in match.left)
        right_matched += match.likeness * sum(word.weight for word in match.right)
        if match.likeness >= _SHARED_LIKENESS:
            shared += weight
        if match.how == "translation":
            translated += weight
        elif match.how == "initials":
            initials += weight
        else:
            unlike += _unlike(match)
    matched = sum(match.weight for match in alignment.matches) or 1.0
    other_names, extra_names = _over(alignment, _NAME_CLASSES)
    other_trades, extra_trades = _over(alignment, _TRADE_CLASSES)
    other_places, extra_places = _over(alignment, frozenset({"place"}))
    other_numbers, extra_numbers = _numbers(left.numbers, right.numbers)
    generic = sum(
        word.word_class == "generic" for word in (*alignment.left_over, *alignment.right_over)
    )
    features = Features(
        same_text=float(left.joined == right.joined),
        string_likeness=Levenshtein.normalized_similarity(left.joined_sound, right.joined_sound),
        coverage=(left_matched + right_matched) / (left_weight + right_weight),
        least_coverage=min(left_matched / left_weight, right_matched / right_weight),
        shared_rare=min(shared, _MOST_SHARED),
        unlike=unlike,
        translated=translated / matched,
        initials=initials / matched,
        alias=float(left.alias is not None or right.alias is not None),
        other_names=other_names,
        extra_names=extra_names,
        other_trades=other_trades,
        extra_trades=extra_trades,
        other_places=other_places,
        extra_places=extra_places,
        extra_generic=min(generic, 3) / 3,
        other_numbers=other_numbers,
        extra_numbers=extra_numbers,
        other_head=_other_head(left, right, alignment),
        other_form=float(form_conflict),
    )
    return Evidence(features, alignment, left, right)


def gather_all(left: Name, right: Name) -> list[Evidence]:
    """The evidence of every pair of readings of two names."""
    conflict = forms_agree(left.form_classes, right.form_classes) is False
    return [gather(one, other, conflict) for one in left.readings for other in right.readings]
