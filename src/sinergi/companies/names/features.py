"""What two names have in common and what tells them apart, as numbers."""

from __future__ import annotations

from typing import NamedTuple

from sinergi.companies.names.alignment import Alignment, align
from sinergi.companies.names.legal_forms import forms_agree, forms_conflict
from sinergi.companies.names.name_words import Word
from sinergi.companies.names.normalise import CompanyName, Reading

_NAME_CLASSES = frozenset({"name", "common"})
_TRADE_CLASSES = frozenset({"activity", "product"})
_PLACES = frozenset({"place"})
_COUNTRIES = frozenset({"country"})
# Likeness from which a matched word counts as shared knowledge of a rare word.
_SHARED_LIKENESS = 0.8
_MOST_SHARED = 2.5
_MOST_OVER = 2.0


class Features(NamedTuple):
    """The evidence of one pair of readings; all are 0 or more, none above 2.5.

    Weights of words are those of :class:`~sinergi.companies.names.name_words.Word`; a word that
    answers to none on the other side is "left over".
    """

    same_text: float
    """1 where the skeletons are equal, spaces aside."""
    coverage: float
    """Matched weight as a share of both names' weight."""
    least_coverage: float
    """The same for the side of which less is matched."""
    shared_rare: float
    """Weight of the matched words, at most 2.5: a shared rare word says more."""
    alias: float
    """1 where a short name had to be spelled out."""
    other_names: float
    """Name words are left over on both sides."""
    extra_names: float
    """Name words are left over on one side: a branch or a subsidiary has more words."""
    other_trades: float
    """Activities or products are left over on both sides."""
    extra_trades: float
    """Activities or products are left over on one side."""
    other_places: float
    """Places or countries are left over on both sides."""
    extra_places: float
    """Towns or provinces are left over on one side."""
    extra_countries: float
    """Countries are left over on one side: names of one company often leave theirs out."""
    other_numbers: float
    """1 where both hold numbers, and not the same ones."""
    extra_numbers: float
    """1 where only one side holds a number."""
    other_form: float
    """1 where the legal forms cannot be one company's."""


class NameEvidence(NamedTuple):
    """The features of a pair of readings, and the alignment they were computed from."""

    features: Features
    alignment: Alignment
    left: Reading
    right: Reading


def _weight(words: tuple[Word, ...], classes: frozenset[str]) -> float:
    return sum(word.weight for word in words if word.word_class in classes)


def _over(alignment: Alignment, classes: frozenset[str]) -> tuple[float, float]:
    """Weight left over on both sides, and on one side beyond that."""
    left = _weight(alignment.left_over, classes)
    right = _weight(alignment.right_over, classes)
    lesser = min(left, right)
    return min(lesser, _MOST_OVER), min(max(left, right) - lesser, _MOST_OVER)


def _geography(alignment: Alignment) -> tuple[float, float, float]:
    """Weight of places that differ, of towns and of countries that only one side has."""
    other, extra = _over(alignment, _PLACES | _COUNTRIES)
    if other:
        return other, extra, 0.0
    return 0.0, _over(alignment, _PLACES)[1], _over(alignment, _COUNTRIES)[1]


def _numbers(left: frozenset[str], right: frozenset[str]) -> tuple[float, float]:
    if left == right:
        return 0.0, 0.0
    return (1.0, 0.0) if left and right else (0.0, 1.0)


def gather(left: Reading, right: Reading, form_conflict: bool) -> NameEvidence:
    """The evidence of two readings."""
    alignment = align(left.words, right.words)
    left_weight = sum(word.weight for word in left.words) or 1.0
    right_weight = sum(word.weight for word in right.words) or 1.0
    left_matched = right_matched = shared = 0.0
    for match in alignment.matches:
        left_matched += match.likeness * sum(word.weight for word in match.left)
        right_matched += match.likeness * sum(word.weight for word in match.right)
        if match.likeness >= _SHARED_LIKENESS:
            shared += match.weight
    other_names, extra_names = _over(alignment, _NAME_CLASSES)
    other_trades, extra_trades = _over(alignment, _TRADE_CLASSES)
    other_places, extra_places, extra_countries = _geography(alignment)
    other_numbers, extra_numbers = _numbers(left.numbers, right.numbers)
    features = Features(
        same_text=float(left.joined == right.joined),
        coverage=(left_matched + right_matched) / (left_weight + right_weight),
        least_coverage=min(left_matched / left_weight, right_matched / right_weight),
        shared_rare=min(shared, _MOST_SHARED),
        alias=float(left.alias is not None or right.alias is not None),
        other_names=other_names,
        extra_names=extra_names,
        other_trades=other_trades,
        extra_trades=extra_trades,
        other_places=other_places,
        extra_places=extra_places,
        extra_countries=extra_countries,
        other_numbers=other_numbers,
        extra_numbers=extra_numbers,
        other_form=float(form_conflict),
    )
    return NameEvidence(features, alignment, left, right)


def gather_all(left: CompanyName, right: CompanyName) -> list[NameEvidence]:
    """The evidence of every pair of readings of two names.

    Of two names with brackets no two equal parts are compared alone: what is inside may be a place
    or a code, and what is outside may be told apart by it. Nor are two names compared with the
    same short name spelled out in both: that would count one shared word as several.
    """
    conflict = forms_agree(left.form_classes, right.form_classes) is False and forms_conflict(
        left.forms, right.forms
    )
    return [
        gather(one, other, conflict)
        for one in left.readings
        for other in right.readings
        if (one.part == "whole" or one.part != other.part)
        and (one.alias is None or one.alias != other.alias)
    ]
