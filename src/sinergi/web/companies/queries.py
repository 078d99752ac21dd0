"""What pages ask of companies: search in any script, candidates, the review queue."""

from __future__ import annotations

import hashlib
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import translation

from sinergi.companies import Candidate, candidates
from sinergi.companies.names.compare import SAME_FROM, score
from sinergi.companies.names.normalise import normalise
from sinergi.errors import InputError
from sinergi.vocabulary.languages import LANGUAGES
from sinergi.web.companies.models import Company, NameKey
from sinergi.web.companies.name_keys import search_keys
from sinergi.web.core.search import fold
from sinergi.web.core.templating import lang
from sinergi.web.pairs.models import Pair

COMPARED = 60
"""Companies that a search compares in full."""
RARE_ENOUGH = 400
"""Companies above which a key alone tells too little to be looked through."""
HELD, BEGUN, ALIKE = 1, 2, 3
"""Places of names: with every word, with words that begin so or likely the same name, like it."""
LEAST = 0.01
"""Likelihood of the same name below which a name that only resembles is not worth a look."""
SHORTEST = 3
"""Letters from which on a beginning of a word is searched for."""
TRIED = 6
"""Products that are looked through for one with candidates."""


class Hit(NamedTuple):
    """A company that was found; ``alike`` where its name only resembles what was sought."""

    company: Company
    alike: bool


def named(text: str, country: str = "", limit: int = 30) -> list[Company]:
    """The companies of :func:`hits`."""
    return [hit.company for hit in hits(text, country, limit)]


def hits(text: str, country: str = "", limit: int = 30) -> list[Hit]:
    """Companies whose names are most like ``text``, in whatever script or spelling, best first.

    First those that hold every word, then those with words that begin so and other spellings of
    the name, then those that only resemble it; among equals the likelier the earlier.
    """
    # A single letter, or one that is repeated, sounds like too much.
    words = [key for key in search_keys(text[:200]) if len(key) > 2]
    if not words:
        return []
    ids = [*_sharing(words), *_beginning(text)]
    rows: QuerySet[Company] = Company.objects.filter(pk__in=ids, archived_at=None)
    if country:
        rows = rows.filter(country=country)
    wanted, spelt = normalise(text[:200]), fold(text).split()
    ranked = []
    for one in rows:
        like = score(wanted, normalise(one.name))
        place = _holds(spelt, fold(one.name).split())
        if place == ALIKE and like >= SAME_FROM:
            place = BEGUN
        if place < ALIKE or like >= LEAST:
            ranked.append((place, -like, one.name, one))
    ranked.sort(key=lambda row: row[:3])
    return [Hit(one, place == ALIKE) for place, _like, _name, one in ranked[:limit]]


def _holds(words: list[str], name: list[str]) -> int:
    """The place of a name by its words alone."""
    if all(word in name for word in words):
        return HELD
    return BEGUN if all(any(own.startswith(word) for own in name) for word in words) else ALIKE


def _sharing(words: list[str]) -> list[int]:
    """The companies that share most of the rare keys."""
    counts = {key: NameKey.objects.filter(key=key)[: RARE_ENOUGH + 1].count() for key in words}
    rare = [key for key in words if 0 < counts[key] <= RARE_ENOUGH]
    if not rare:
        return _holding([key for key in words if counts[key]])
    found = (
        NameKey.objects.filter(key__in=rare)
        .values("company_id")
        .annotate(n=Count("key"))
        .order_by("-n")[:COMPARED]
        .values_list("company_id", flat=True)
    )
    return list(found)


def _holding(common: list[str]) -> list[int]:
    """Companies that hold all of the common keys, of one reading; else of the first alone.

    Each company of the first key is looked up under the others: the index of key and company
    answers both, and nothing is counted.
    """
    spelt = [key for key in common if key[0] == "w"] or common
    for keys in (spelt, spelt[:1]):
        rows = NameKey.objects.filter(key__in=keys[:1])
        for key in keys[1:]:
            rows = rows.filter(
                Exists(NameKey.objects.filter(key=key, company_id=OuterRef("company_id")))
            )
        if found := list(rows.values_list("company_id", flat=True)[:COMPARED]):
            return found
    return []


def _beginning(text: str) -> list[int]:
    """Companies with a word that begins as the last one of ``text`` does."""
    begun = search_keys(text.split()[-1]) if text.split() else []
    begun = [key for key in begun if key[0] == "w" and len(key) > SHORTEST][:1]
    found: list[int] = []
    for key in begun:
        # A range of the index; every letter a key holds sorts below the last of the bound.
        rows = NameKey.objects.filter(key__gte=key, key__lt=f"{key}{{")
        if connection.vendor == "postgresql":
            rows = NameKey.objects.filter(key__startswith=key)
        found += rows.values_list("company_id", flat=True)[:COMPARED]
    return found


def offered(country: str, product: str, partner: str, limit: int = 10) -> list[Candidate]:
    """Candidates of a country for a product; kept for a day."""
    # A product may be any words: only their digest fits into a key.
    asked = f"{country}:{product}:{partner}:{limit}:{lang()}".encode("utf-8", "surrogatepass")
    key = f"candidates:{hashlib.sha256(asked).hexdigest()}"
    found: list[Candidate] | None = cache.get(key)
    if found is None:
        found = candidates(country, product, partner=partner, limit=limit, lang=lang())
        cache.set(key, found)
    return found


def candidate(country: str, product: str, partner: str, record: str) -> dict[str, Candidate]:
    """One candidate by the key of its record, in every language; empty where there is none."""
    found = {}
    for code in LANGUAGES:
        with translation.override(code):
            for one in offered(country, product, partner):
                if f"{one.register}:{one.record_id}" == record:
                    found[code] = one
    return found


def first_with_most(pair: Pair, products: list[str]) -> str:
    """The first product with companies of both sides, else of one side, else the first."""
    best, most = products[0] if products else "", 0
    for product in products[:TRIED]:
        sides = sum(bool(offered(one, product, pair.other(one) or "")) for one in (pair.a, pair.b))
        if sides > most:
            best, most = product, sides
        if most == 2:
            break
    return best


def review_queue(limit: int = 50) -> list[dict[str, Any]]:
    """Pairs of records that a person must see, with the reasons; empty where nothing was linked."""
    from sinergi.companies.linkage import results
    from sinergi.companies.linkage.pair_decisions import DecisionLog
    from sinergi.companies.linkage.review import queue

    try:
        rows = queue(DecisionLog()).head(limit).to_dicts()
    except InputError:
        return []
    names = (
        {
            row["unique_id"]: row
            for row in results.records().to_dicts()
            if row["unique_id"] in {r[side] for r in rows for side in ("left", "right")}
        }
        if rows
        else {}
    )
    return [
        row | {"reasons": results.reasons(row), "one": names.get(row["left"], {}),
               "two": names.get(row["right"], {})}
        for row in rows
    ]  # fmt: skip
