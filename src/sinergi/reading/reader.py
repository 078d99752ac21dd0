"""The one interface every reader has."""

from __future__ import annotations

from typing import Protocol

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading.document import Document


class Reader(Protocol):
    """Turns a document into a proposed record; every span is an exact piece of its text."""

    @property
    def name(self) -> str:
        """How messages call it."""
        ...

    def read(self, document: Document) -> CooperationRecord:
        """Propose a record."""
        ...
