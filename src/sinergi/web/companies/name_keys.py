"""The keys under which a company's name is found in any script and spelling."""

from __future__ import annotations

from collections.abc import Iterable

from sinergi.companies.names.name_index import keys
from sinergi.companies.names.normalise import normalise
from sinergi.web.companies.models import Company, NameKey

MOST_KEYS = 12


def search_keys(name: str) -> list[str]:
    """The keys a name is found under: its words and what they sound like, in any script."""
    found = {key[:40] for key in keys(normalise(name)) if key[0] in "wm"}
    return sorted(found, key=lambda key: (-len(key), key))[:MOST_KEYS]


def file_keys(companies: Iterable[Company], keys_of: Iterable[list[str]] | None = None) -> None:
    """File companies under their keys, so that a search finds them; ``keys_of`` where known."""
    held = list(companies)
    found = keys_of or [search_keys(one.name) for one in held]
    rows = [
        NameKey(key=key, company=one)
        for one, words in zip(held, found, strict=True)
        for key in words
    ]
    NameKey.objects.bulk_create(rows, batch_size=5000)
