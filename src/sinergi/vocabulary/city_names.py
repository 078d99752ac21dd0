"""Names of cities in the languages of briefs, found also where a document declines them."""

from __future__ import annotations

from functools import cache
from zoneinfo import available_timezones

from babel import Locale
from pydantic import BaseModel, ConfigDict, Field, field_validator

from sinergi.vocabulary.tables import data_path, read_table
from sinergi.vocabulary.translated import Translated

_VOWELS = "аеиоуыьяй"
"""Last letters that a Russian name loses where it is declined."""

_ENDINGS = {
    "ru": ("а", "я", "у", "ю", "е", "и", "ы", "ом", "ем", "ём", "ой", "ей", "ью", "ах", "ам"),
    "tg": ("и", "ро", "я"),
}
"""What a name takes where it is declined, by language."""


class _City(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    iso3: str = Field(pattern=r"^[A-Z]{3}$")
    name: Translated
    other: tuple[str, ...] = ()

    @field_validator("other", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return tuple(value.split("|")) if isinstance(value, str) else value


def city_name(text: str, lang: str) -> str | None:
    """A city in ``lang``, by its name in any language and case; None where it is not known.

    Two cities are never one: what is neither in the table nor names a time zone of Unicode's CLDR
    stays as the document has it.
    """
    found = _cities().get(text.casefold())
    return found.name[lang] if found else _of_a_zone(text, lang)


def _of_a_zone(name: str, lang: str) -> str | None:
    known = Locale.parse(lang).time_zones
    told = (known.get(zone, {}).get("city") for zone in _zones().get(name, ()))
    cities: set[str] = {city for city in told if city is not None}
    return cities.pop() if len(cities) == 1 else None


@cache
def _zones() -> dict[str, list[str]]:
    """The zones by the name of their city: many cities have one in each part of the database."""
    found: dict[str, list[str]] = {}
    for zone in available_timezones():
        found.setdefault(zone.rpartition("/")[2].replace("_", " "), []).append(zone)
    return found


@cache
def _cities() -> dict[str, _City]:
    """Every name of every city, declined ones too, where that is not the name of another."""
    rows = read_table(data_path("vocabulary", "city-names.csv"), _City)
    known: dict[str, _City] = {}
    for row in rows:
        for name in (*row.name.root.values(), *row.other):
            known.setdefault(name.casefold(), row)
    for row in rows:
        for lang, endings in _ENDINGS.items():
            for name in (row.name[lang], *row.other):
                for form in _declined(name.casefold(), endings, lang):
                    known.setdefault(form, row)
    return known


def _declined(name: str, endings: tuple[str, ...], lang: str) -> list[str]:
    stem = name[:-1] if lang == "ru" and name[-1:] in _VOWELS else name
    return [stem + ending for ending in endings]
