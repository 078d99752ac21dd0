"""Openings of a pair, computed by the station below and kept until the datasets change."""

from __future__ import annotations

import pickle

from django.core.cache import cache

from sinergi.opportunities import Opportunities, Opportunity
from sinergi.opportunities import opportunities as compute
from sinergi.store import stamp
from sinergi.trade import catalogue
from sinergi.vocabulary.sectors import sectors

STATUSES = ("never", "stopped", "small", "traded")


def openings(exporter: str, importer: str) -> Opportunities:
    """What ``exporter`` could sell to ``importer``, ranked.

    Raises:
        UnknownNameError: the dataset holds no trade of one of them.
    """
    dataset = catalogue.default_trade().id
    key = f"openings:{exporter}:{importer}:{dataset}:{stamp()[1]}"
    held = cache.get(key)
    if held is None:
        found = compute(exporter, importer, dataset=dataset)
        cache.set(key, pickle.dumps(found))
        return found
    kept: Opportunities = pickle.loads(held)  # noqa: S301 - written by ourselves
    return kept


def chosen(items: tuple[Opportunity, ...], sector: str, status: str) -> list[Opportunity]:
    """Openings of a sector and a state of trade; empty words choose all."""
    known = sectors()
    found = list(items)
    if sector in known:
        found = [one for one in found if known[sector].covers(one.product)]
    if status in STATUSES:
        found = [one for one in found if one.status == status]
    return found


def opening(exporter: str, importer: str, product: str) -> tuple[Opportunities, Opportunity] | None:
    """One product of the list, or None."""
    found = openings(exporter, importer)
    for one in found.items:
        if one.product == product:
            return found, one
    return None
