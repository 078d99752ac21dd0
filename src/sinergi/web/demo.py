"""The demonstration desk: the model case, an invented report in our own words, read and open."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from sinergi.vocabulary.tables import data_path
from sinergi.web.meetings.actions import bring_text
from sinergi.web.meetings.models import Document
from sinergi.web.pairs.actions import take_up
from sinergi.web.pairs.models import Pair
from sinergi.web.people.models import Person

REPORT: Path = data_path("web", "model-case.txt")


def load_demo(person: Person) -> Document:
    """Take up Indonesia and Tajikistan on the person's desk and read the report of the meeting."""
    pair = Pair.objects.filter(desk=person.desk, a="IDN", b="TJK").first()
    pair = pair or take_up(person, "IDN", "TJK")
    text = REPORT.read_text(encoding="utf-8")
    return bring_text(person, pair, text, published=date(2024, 11, 23))
