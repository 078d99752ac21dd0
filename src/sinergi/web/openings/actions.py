"""Watching an opening."""

from __future__ import annotations

from sinergi.cooperation.life import RuleBrokenError
from sinergi.web.core.actions import archive, bring_back, create
from sinergi.web.openings.models import Watch
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person


def watch(person: Person, pair: Pair, exporter: str, product: str) -> Watch:
    """Keep an eye on a product; one that was let go is taken up again.

    Raises:
        RuleBrokenError: it is watched already, or the seller is not of the pair.
    """
    importer = pair.other(exporter)
    if importer is None:
        raise RuleBrokenError("state", "the seller is not of the pair")
    held = Watch.objects.filter(pair=pair, exporter=exporter, product=product).first()
    if held is None:
        new = Watch(pair=pair, exporter=exporter, importer=importer, product=product)
        return create(person, new)
    if held.archived_at is None:
        raise RuleBrokenError("twice", "it is watched already")
    return bring_back(person, held)


def let_go(person: Person, held: Watch, reason: str) -> Watch:
    """Stop watching."""
    return archive(person, held, reason)
