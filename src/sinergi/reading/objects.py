"""What statements are about: actions and things with their words in the languages of briefs."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from sinergi.errors import DataError
from sinergi.vocabulary.cells import HsCodes
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

FOLDER = ("reading", "gloss")
"""Where the words and sentences of glosses lie."""


class Texts(BaseModel):
    """A row with a text in every language of briefs."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    text: Translated


class Thing(Texts):
    """A row of objects.csv: what a statement is about (``thing``) or what is done (``action``).

    ``hs`` are the codes of goods, empty for what is none.
    """

    part: str
    group: str = ""
    sector: str | None = None
    hs: HsCodes = ()
    ru_acc: str = ""
    ru_gen: str = ""

    def form(self, language: str, case: str = "") -> str:
        """The words in ``language``; in Russian in the case asked for (``acc``, ``gen``)."""
        if language == "ru" and case:
            return str(getattr(self, f"ru_{case}")) or self.text["ru"]
        return self.text[language]


@cache
def objects() -> dict[str, Thing]:
    """What statements can be about, by code.

    Raises:
        DataError: a row is neither thing nor action, or a thing has no Russian genitive.
    """
    path = data_path(*FOLDER, "objects.csv")
    found = {row.code: row for row in read_table(path, Thing, unique="code")}
    for row in found.values():
        if row.part not in ("thing", "action") or (row.part == "thing" and not row.ru_gen):
            raise DataError(f"'{row.code}': part or ru_gen is missing", where=str(path))
    return found
