"""Country names as a sentence needs them: in a case, or with an article.

The forms are data (``vocabulary/country-forms.csv``). A :class:`Name` is its plain text; in a
message ``{country:dat}`` takes its dative, which is the plain text where a language has none.
"""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table

Form = Literal["plain", "gen", "dat", "acc", "ins", "loc"]
FORMS: tuple[Form, ...] = ("plain", "gen", "dat", "acc", "ins", "loc")


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    lang: str
    plain: str
    gen: str | None = None
    dat: str | None = None
    acc: str | None = None
    ins: str | None = None
    loc: str | None = None


@cache
def _rows() -> dict[tuple[str, str], _Row]:
    rows = read_table(data_path("vocabulary", "country-forms.csv"), _Row)
    return {(row.iso3, row.lang): row for row in rows}


class Name(str):
    """A country's name in a language; ``format(name, "dat")`` gives a form of it."""

    __slots__ = ("iso3", "lang")
    iso3: str
    lang: str

    def __new__(cls, iso3: str, lang: str) -> Name:
        """The country's name in ``lang``."""
        made = super().__new__(cls, countries.name(iso3, lang))
        made.iso3, made.lang = iso3, lang
        return made

    def form(self, form: Form) -> str:
        """The name in a case, or as it stands within a sentence (``plain``)."""
        row = _rows().get((self.iso3, self.lang))
        if row is None:
            return str(self)
        text: str | None = getattr(row, form)
        return text or row.plain

    def __format__(self, spec: str) -> str:
        for form in FORMS:
            if spec == form:
                return self.form(form)
        return str.__format__(str(self), spec)
