"""The kinds of records, found in the apps, by the name they have in addresses."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.apps import apps
from django.http import Http404

from sinergi.web.core.models import Record
from sinergi.web.core.permissions import visible
from sinergi.web.people.models import Person


@cache
def kinds() -> dict[str, type[Record]]:
    """All kinds of records."""
    found = [model for model in apps.get_models() if issubclass(model, Record)]
    return {model.KIND: model for model in found}


def model_of(kind: str) -> type[Record]:
    """The model of a kind.

    Raises:
        Http404: there is no such kind.
    """
    try:
        return kinds()[kind]
    except KeyError:
        raise Http404(kind) from None


def find(person: Person, kind: str, pk: int) -> Any:
    """The record, if the person may see it.

    Raises:
        Http404: there is none that the person may see.
    """
    record = visible(person, model_of(kind)).filter(pk=min(pk, 2**62)).first()
    if record is None:
        raise Http404(kind)
    return record
