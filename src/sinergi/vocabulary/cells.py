"""Cells of tables that hold several words: separated by spaces in the file, a tuple in the row."""

from __future__ import annotations

from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator

T = TypeVar("T")


def _split(value: object) -> object:
    return tuple(value.split()) if isinstance(value, str) else value


def _digits(value: tuple[str, ...]) -> tuple[str, ...]:
    for code in value:
        if not (code.isdigit() and len(code) in (2, 4, 6)):
            raise ValueError(f"'{code}' is not an HS code of 2, 4 or 6 digits")
    return value


Spaced = Annotated[tuple[T, ...], BeforeValidator(_split)]
"""Words separated by spaces."""

HsCodes = Annotated[tuple[str, ...], BeforeValidator(_split), AfterValidator(_digits)]
"""Codes of the Harmonised System of 2, 4 or 6 digits, separated by spaces."""
