"""A text of a data file in all languages: one column a language, none may be missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, RootModel, model_validator

from sinergi.vocabulary.languages import LANGUAGES, check_language


class Translated(RootModel[dict[str, str]]):
    """A text by language, whole: ``text["ru"]`` gives the Russian one.

    A table that :func:`sinergi.vocabulary.tables.read_table` reads holds a field ``name`` of this
    type in the columns ``name_en``, ``name_id``, ``name_ru``, ``name_tg``: adding a language is
    adding a column.
    """

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _whole(self) -> Translated:
        missing = [lang for lang in LANGUAGES if not self.root.get(lang, "").strip()]
        if missing:
            raise ValueError(f"there is no text in: {', '.join(missing)}")
        return self

    def __hash__(self) -> int:
        return hash(tuple(self.root.items()))

    def __getitem__(self, lang: str) -> str:
        """The text in ``lang``.

        Raises:
            UsageError: the language is not one of :data:`~sinergi.vocabulary.LANGUAGES`.
        """
        return self.root[check_language(lang)]

    def format(self, lang: str, **values: object) -> str:
        """The text in ``lang`` with its ``{places}`` filled (``str.format``)."""
        return self[lang].format(**values)


def translated_fields(model: type[BaseModel]) -> list[str]:
    """The fields of a model that are texts in all languages."""
    return [
        name
        for name, field in model.model_fields.items()
        if field.annotation is Translated or field.annotation == Translated | None
    ]


def column(field: str, lang: str) -> str:
    """The column that holds a field's text in a language."""
    return f"{field}_{lang}"


def columns(fields: Iterable[str]) -> list[str]:
    """The columns of fields that are texts in all languages."""
    return [column(field, lang) for field in fields for lang in LANGUAGES]


def gathered(cells: Mapping[str, str], fields: Iterable[str]) -> dict[str, Any]:
    """A row's cells with those of each field's languages put together under the field's name.

    A field without any text in the row is left out, so that the model's default holds.
    """
    texts = {name: {lang: cells[column(name, lang)] for lang in LANGUAGES} for name in fields}
    if not texts:
        return dict(cells)
    own = set(columns(texts))
    row: dict[str, Any] = {name: value for name, value in cells.items() if name not in own}
    return row | {name: text for name, text in texts.items() if any(text.values())}
