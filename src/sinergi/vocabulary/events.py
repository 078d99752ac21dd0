"""Acts of governments that changed what a country sells or buys."""

from __future__ import annotations

import datetime
from datetime import date
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated


class PolicyEvent(BaseModel):
    """One act: the country, the product it is about (2, 4 or 6 digits), and when it took effect.

    ``effect`` says what it did to exports: ``ban`` ended them, ``allow`` lifted a ban. ``what``
    tells of it from the day it takes effect, ``ahead`` before that day.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    country: str = Field(pattern=r"^[A-Z]{3}$")
    product: str = Field(pattern=r"^\d{2}(\d\d){0,2}$")
    date: date
    effect: Literal["ban", "allow"]
    what: Translated
    ahead: Translated
    source: str

    def text(self, lang: str, today: datetime.date | None = None) -> str:
        """What was done, or what will be where the act takes effect after ``today``."""
        day = datetime.date.today() if today is None else today
        return self.what[lang] if self.date <= day else self.ahead[lang]


@cache
def _events() -> list[PolicyEvent]:
    return read_table(data_path("vocabulary", "policy-events.csv"), PolicyEvent)


def policy_events(country: str, product: str) -> list[PolicyEvent]:
    """The acts of a country on a product of six digits, oldest first."""
    found = [e for e in _events() if e.country == country and product.startswith(e.product)]
    return sorted(found, key=lambda event: event.date)


def export_ban(country: str, product: str) -> PolicyEvent | None:
    """The act by which a country ended its exports of a product, None where none is in force.

    The newest act of the country on the product counts.
    """
    acts = policy_events(country, product)
    return acts[-1] if acts and acts[-1].effect == "ban" else None
