"""Alignment: which word of one name answers to which word of the other, and how."""

from __future__ import annotations

from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from sinergi.companies.names.legal_forms import initial_forms
from sinergi.companies.names.name_words import Word

How = Literal["same", "spelling", "translation", "fuzzy", "joined", "short", "initials"]

# Likeness of two words that answer to each other without being written alike.
_SPELLING = 0.97
_TRANSLATION = 0.95
_SOUND = 0.9
_SHORTENED = 0.75
_INITIALS = 0.85
_LEAST_RATIO = 0.74
_LEAST_RATIO_JOINED = 0.88
_SHORTEST_FUZZY = 4
_SHORTEST_SOUND = 4
_SHORTEST_SHORTENED = 3


class WordMatch(NamedTuple):
    """Words of the left name that answer to words of the right one.

    ``likeness`` is 0 to 1; ``how`` says by what they were found to be one.
    """

    left: tuple[Word, ...]
    right: tuple[Word, ...]
    likeness: float
    how: How

    @property
    def weight(self) -> float:
        """The weight of the side that says more (a spelled-out acronym, the joined word)."""
        return max(sum(w.weight for w in self.left), sum(w.weight for w in self.right))


class Alignment(NamedTuple):
    """All matches of two names, and the words on either side that answer to nothing."""

    matches: tuple[WordMatch, ...]
    left_over: tuple[Word, ...]
    right_over: tuple[Word, ...]


def align(left: tuple[Word, ...], right: tuple[Word, ...]) -> Alignment:
    """Align two names' words: equal ones first, then joined ones, like ones, acronyms."""
    matches: list[WordMatch] = []
    lefts, rights = _take_same(left, right, matches)
    if lefts and rights:
        _take_joined(lefts, rights, matches)
    if lefts and rights:
        lefts, rights = _take_like(lefts, rights, matches)
    if lefts and rights:
        _take_initials(lefts, rights, matches)
    return Alignment(tuple(matches), tuple(lefts), tuple(rights))


def _take_same(
    left: tuple[Word, ...], right: tuple[Word, ...], matches: list[WordMatch]
) -> tuple[list[Word], list[Word]]:
    lefts, rights = [], list(right)
    for word in left:
        for index, other in enumerate(rights):
            if word is other or word.skeletons[0] == other.skeletons[0]:
                matches.append(WordMatch((word,), (other,), 1.0, "same"))
                del rights[index]
                break
        else:
            lefts.append(word)
    return lefts, rights


def _take_like(
    lefts: list[Word], rights: list[Word], matches: list[WordMatch]
) -> tuple[list[Word], list[Word]]:
    """Greedy: the most alike pair first, the heavier of two equally alike ones."""
    pairs = []
    for i, word in enumerate(lefts):
        for j, other in enumerate(rights):
            likeness, how = compare_words(word, other)
            if likeness:
                pairs.append((likeness, word.weight + other.weight, i, j, how))
    if not pairs:
        return lefts, rights
    pairs.sort(key=lambda pair: (-pair[0], -pair[1], pair[2], pair[3]))
    used_left, used_right = set(), set()
    for likeness, _, i, j, how in pairs:
        if i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            matches.append(WordMatch((lefts[i],), (rights[j],), likeness, how))
    return (
        [word for i, word in enumerate(lefts) if i not in used_left],
        [word for j, word in enumerate(rights) if j not in used_right],
    )


def compare_words(left: Word, right: Word) -> tuple[float, How]:
    """How alike two words are that are not written alike, 0 where they are different words."""
    if left.concept is not None and left.concept == right.concept:
        return _TRANSLATION, "translation"
    if left.word_class == "number" or right.word_class == "number":
        return 0.0, "fuzzy"
    if len(left.skeletons) + len(right.skeletons) > 2 and not set(left.skeletons).isdisjoint(
        right.skeletons
    ):
        return _SPELLING, "spelling"
    # Words that are known to mean different things are different, however alike they look.
    if left.concept is not None and right.concept is not None:
        return 0.0, "fuzzy"
    return _compare_spellings(left, right)


def _compare_spellings(left: Word, right: Word) -> tuple[float, How]:
    one, other = left.skeletons[0], right.skeletons[0]
    if left.sound == right.sound and len(left.sound) >= _SHORTEST_SOUND:
        return _SOUND, "spelling"
    if min(len(one), len(other)) >= _SHORTEST_FUZZY:
        # The letters as written, too: a slip may change what the letter beside it sounds like.
        ratio = OSA.normalized_similarity(
            one, other, score_cutoff=_LEAST_RATIO
        ) or OSA.normalized_similarity(left.latin, right.latin, score_cutoff=_LEAST_RATIO)
        if ratio:
            return _steepen(ratio), "fuzzy"
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_SHORTENED and long.startswith(short):
        return _SHORTENED * (0.5 + 0.5 * len(short) / len(long)), "short"
    return 0.0, "fuzzy"


def _steepen(ratio: float) -> float:
    """One letter in four wrong is hardly a likeness; one in ten is nearly the word."""
    return 1.0 - 1.4 * (1.0 - ratio)


def _take_joined(lefts: list[Word], rights: list[Word], matches: list[WordMatch]) -> None:
    """Neighbouring words of one side that are one word on the other ("Gazprom Bank")."""
    _take_joined_in(lefts, rights, matches, swapped=False)
    _take_joined_in(rights, lefts, matches, swapped=True)


def _take_joined_in(
    several: list[Word], singles: list[Word], matches: list[WordMatch], *, swapped: bool
) -> None:
    for start in range(len(several) - 1, 0, -1):
        pair = tuple(several[start - 1 : start + 1])
        if len(pair) < 2:
            continue
        joined = "".join(word.skeletons[0] for word in pair)
        for index, single in enumerate(singles):
            ratio = OSA.normalized_similarity(
                joined, single.skeletons[0], score_cutoff=_LEAST_RATIO_JOINED
            )
            if ratio:
                matches.append(_match(pair, (single,), ratio, "joined", swapped=swapped))
                del several[start - 1 : start + 1], singles[index]
                break


def _match(
    one: tuple[Word, ...], other: tuple[Word, ...], likeness: float, how: How, *, swapped: bool
) -> WordMatch:
    return WordMatch(other, one, likeness, how) if swapped else WordMatch(one, other, likeness, how)


def _take_initials(lefts: list[Word], rights: list[Word], matches: list[WordMatch]) -> None:
    _take_initials_in(lefts, rights, matches, swapped=False)
    _take_initials_in(rights, lefts, matches, swapped=True)


def _take_initials_in(
    shorts: list[Word], longs: list[Word], matches: list[WordMatch], *, swapped: bool
) -> None:
    for index in range(len(shorts) - 1, -1, -1):
        short = shorts[index]
        if len(longs) < 2 or short.concept is not None:
            continue
        run = find_initials(short.latin, tuple(longs))
        if run:
            words = tuple(longs[run.start : run.stop])
            matches.append(_match((short,), words, _INITIALS, "initials", swapped=swapped))
            del shorts[index], longs[run.start : run.stop]


def find_initials(short: str, words: tuple[Word, ...]) -> range | None:
    """Where in ``words`` the words stand that ``short`` is made of, None when nowhere.

    Either the first letters of as many words (PLN), also behind a legal form (PTPN), or beginnings
    of two letters or more of all of them (WIKA, Inalum with one word left out).
    """
    if 2 <= len(short) <= 6:
        initials = "".join(word.latin[0] for word in words)
        start = initials.find(short)
        if start >= 0 and len(short) >= min(3, len(words)):
            return range(start, start + len(short))
        if any(short == form + initials for form in initial_forms()):
            return range(len(words))
    if len(short) >= 4 and _blend(short, tuple(word.latin for word in words), skips=len(words) - 2):
        return range(len(words))
    return None


def _blend(short: str, words: tuple[str, ...], *, skips: int) -> bool:
    """Whether ``short`` is beginnings of the words in order, at most ``min(skips, 1)`` left out."""
    if not short:
        return len(words) <= min(skips, 1)
    if not words:
        return False
    word, rest = words[0], words[1:]
    for size in range(min(len(word), len(short)), 1, -1):
        if word.startswith(short[:size]) and _blend(short[size:], rest, skips=skips):
            return True
    return skips > 0 and _blend(short, rest, skips=0)
