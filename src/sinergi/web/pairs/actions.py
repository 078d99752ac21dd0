"""What is done to pairs: taken up, shared with people of the other side."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from sinergi.cooperation.life import RuleBrokenError
from sinergi.cooperation.roles import Role
from sinergi.web.core.actions import create
from sinergi.web.core.audit import note
from sinergi.web.core.permissions import require
from sinergi.web.openings.tasks import compute_openings
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Desk, Person


def take_up(person: Person, a: str, b: str, desk: Desk | None = None) -> Pair:
    """Begin with a pair of countries on a desk.

    Raises:
        RuleBrokenError: both are the same, or the desk has the pair.
    """
    desk = desk or person.desk
    if a == b or desk is None:
        raise RuleBrokenError("state", "both countries are the same")
    if Pair.objects.filter(desk=desk, a=a, b=b).exists():
        raise RuleBrokenError("twice", "the desk has the pair")
    with transaction.atomic():
        made = create(person, Pair(desk=desk, a=a, b=b))
        transaction.on_commit(lambda: compute_openings.enqueue(a, b))
    return made


def share_with(person: Person, pair: Pair, people: Sequence[Person]) -> None:
    """Say which counterparts see the approved texts of a pair.

    Raises:
        RuleBrokenError: someone is no counterpart.
    """
    require(person, "approve_share", pair)
    if any(one.role != Role.COUNTERPART for one in people):
        raise RuleBrokenError("state", "only a counterpart is shared with")
    with transaction.atomic():
        pair.counterparts.set(people)
        note(person, "share_pair", of=pair, what=", ".join(map(str, people)))
