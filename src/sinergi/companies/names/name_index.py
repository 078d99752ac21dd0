"""Index: finds the names most like a given one among very many, without comparing them all.

Every name is filed under its keys: its words' skeletons and sounds, what they mean in other
languages, its initials, the beginnings of its words, and the letter triples of the whole name's
sound. A query adds up, over the keys it shares with a name, how rare each key is; the names with
the highest sums are the candidates.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sinergi.companies.names.compare import score
from sinergi.companies.names.normalise import CompanyName, Reading
from sinergi.companies.names.spelling import skeletons

CANDIDATES = 40
"""Names that a query compares in full, unless more are asked for."""

_MOST_INITIALS = 6
_TRIPLE_WEIGHT = 0.35
_WEIGHTS = {"w": 1.0, "s": 0.7, "m": 0.8, "i": 0.8, "b": 0.4, "t": _TRIPLE_WEIGHT}


class FoundName(NamedTuple):
    """A name that was found: its place in the index and its probability of being the same."""

    place: int
    score: float


class NameIndex:
    """Normalised names, filed under keys; the place of a name is its number in the order given."""

    def __init__(self, names: Iterable[CompanyName]) -> None:
        self.names: list[CompanyName] = []
        postings: dict[str, array[int]] = {}
        for place, name in enumerate(names):
            self.names.append(name)
            for key in keys(name):
                postings.setdefault(key, array("i")).append(place)
        self._postings = {
            key: np.frombuffer(places, dtype=np.int32) for key, places in postings.items()
        }

    def __len__(self) -> int:
        return len(self.names)

    def candidates(self, name: CompanyName, limit: int = CANDIDATES) -> list[int]:
        """Places of the names that share most with ``name``, best first, at most ``limit``."""
        total = len(self.names)
        if not total or not name:
            return []
        sums: NDArray[np.float32] = np.zeros(total, dtype=np.float32)
        for key in keys(name):
            places = self._postings.get(key)
            if places is not None:
                sums[places] += _WEIGHTS[key[0]] * math.log1p(total / len(places))
        limit = min(limit, total)
        best = np.argpartition(-sums, limit - 1)[:limit]
        best = best[np.lexsort((best, -sums[best]))]
        return [int(place) for place in best if sums[place] > 0]

    def search(self, name: CompanyName, limit: int = 10, threshold: float = 0.0) -> list[FoundName]:
        """The names most probably the same as ``name``, best first, from ``threshold`` on."""
        places = self.candidates(name, max(CANDIDATES, 4 * limit))
        found = [FoundName(place, score(name, self.names[place])) for place in places]
        found = [one for one in found if one.score >= threshold]
        return sorted(found, key=lambda one: (-one.score, one.place))[:limit]


def keys(name: CompanyName) -> set[str]:
    """All keys of a name; the first letter says of which kind a key is."""
    return {key for reading in name.readings for key in _keys(reading)}


def _keys(reading: Reading) -> Iterator[str]:
    for word in reading.words:
        for skeleton in word.skeletons:
            yield f"w{skeleton}"
        yield f"s{word.sound}"
        yield f"b{word.sound[:4]}"
        if word.concept is not None:
            yield f"m{word.concept}"
    yield f"w{reading.joined}"
    yield f"s{reading.joined_sound}"
    if 2 < len(reading.words) <= _MOST_INITIALS:
        initials = "".join(word.latin[0] for word in reading.words)
        yield f"i{skeletons(initials)[0]}"
    elif len(reading.words) == 1:
        # A short name may be another's initials.
        yield f"i{reading.words[0].skeletons[0]}"
    padded = f"^{reading.joined_sound}$"
    for start in range(len(padded) - 2):
        yield f"t{padded[start : start + 3]}"
