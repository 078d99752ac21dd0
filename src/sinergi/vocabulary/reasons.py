"""Why something is not known, or how it was read: a code and values, worded once per language.

A package says ``Reason("series-no-value", country="TJK", year=2031)``; whoever shows it asks for
the words in a language. They lie in ``data/vocabulary/reasons.csv``, which any spreadsheet opens.
"""

from __future__ import annotations

from functools import cache
from typing import Any, TypeAlias, Union

from babel.numbers import format_decimal
from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from sinergi.vocabulary import countries
from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

Value: TypeAlias = Union[str, int, "Reason", dict[str, str]]
"""What fills a place: words, a number, another reason, or a text by language."""

OTHER = "text"
"""The code of words that come from elsewhere and are shown as they are."""
_JOINT = "; "
DOLLARS = "dollars"
"""The place of an amount, written out in the figures of the language."""
_COUNTRIES = frozenset({"country", "exporter", "importer", "partner"})
"""Places that hold an ISO3 code and are worded as the country's name."""


class Reason(str):
    """A reason; as text it is its English wording, so that it can stand in any message.

    Attributes:
        code: A code of ``reasons.csv``; ``joined`` for several reasons in a row.
        values: What fills the places of its text.
        parts: The reasons that a joined one is made of.

    In JSON it is ``{"code": …, "values": {…}}``, a joined one a list of these. Plain text is read
    as a reason with the code ``text``: records of earlier versions hold such.
    """

    __slots__ = ("code", "parts", "values")

    code: str
    values: dict[str, Value]
    parts: tuple[Reason, ...]

    def __new__(cls, code: str, **values: Value) -> Reason:
        """Make the reason ``code``.

        Raises:
            KeyError: there is no such code, or a place of its text has no value.
        """
        made = super().__new__(cls, _worded(code, values, "en"))
        made.code, made.values, made.parts = code, values, ()
        return made

    def text(self, lang: str) -> str:
        """The reason in words of ``lang``.

        Raises:
            UsageError: the language is not known.
        """
        if self.parts:
            return _JOINT.join(part.text(lang) for part in self.parts)
        return _worded(self.code, self.values, lang)

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.plain(),)

    def plain(self) -> Any:
        """The reason as JSON holds it."""
        if self.parts:
            return [part.plain() for part in self.parts]
        values = {k: v.plain() if isinstance(v, Reason) else v for k, v in self.values.items()}
        return {"code": self.code, "values": values} if values else {"code": self.code}

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            _restored, serialization=core_schema.plain_serializer_function_ser_schema(cls.plain)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        one = {
            "type": "object",
            "properties": {"code": {"type": "string"}, "values": {"type": "object"}},
            "required": ["code"],
        }
        return {"anyOf": [one, {"type": "array", "items": one}, {"type": "string"}]}


def joined(*reasons: Reason | None) -> Reason:
    """Several reasons in a row; those that are None are left out.

    Raises:
        ValueError: none is left.
    """
    parts = [part for one in reasons if one is not None for part in (one.parts or (one,))]
    if len(parts) < 2:
        return parts[0] if parts else _nothing()
    made = str.__new__(Reason, _JOINT.join(parts))
    made.code, made.values, made.parts = "joined", {}, tuple(parts)
    return made


def _nothing() -> Reason:
    raise ValueError("no reason to join")


def _restored(plain: Any) -> Reason:
    """A reason from what :meth:`Reason.plain` gave, or from text.

    Raises:
        ValueError: it is neither, or its code or a value is missing.
    """
    if isinstance(plain, Reason):
        return plain
    if isinstance(plain, str):
        return Reason(OTHER, text=plain)
    if isinstance(plain, list):
        return joined(*(_restored(one) for one in plain))
    if not isinstance(plain, dict) or "code" not in plain:
        raise ValueError("a reason is text, or an object with a code")
    values = {
        key: _restored(value) if isinstance(value, dict) and "code" in value else value
        for key, value in plain.get("values", {}).items()
    }
    try:
        return Reason(plain["code"], **values)
    except KeyError as error:
        raise ValueError(f"reason '{plain['code']}': {error} is not known or missing") from error


def _worded(code: str, values: dict[str, Value], lang: str) -> str:
    return wordings()[code].format(lang, **{k: _word(k, v, lang) for k, v in values.items()})


def _word(place: str, value: Value, lang: str) -> str:
    if isinstance(value, Reason):
        return value.text(lang)
    if isinstance(value, dict):
        return value[lang]
    if place == DOLLARS and isinstance(value, int):
        return format_decimal(value, locale=lang)
    if place in _COUNTRIES and countries.is_country(str(value)):
        return countries.name(str(value), lang)
    return str(value)


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    code: str
    text: Translated


@cache
def wordings() -> dict[str, Translated]:
    """The texts of all reasons by code.

    Raises:
        DataError: the table is broken, with line and column.
    """
    path = data_path("vocabulary", "reasons.csv")
    return {row.code: row.text for row in read_table(path, _Row, unique="code")}
