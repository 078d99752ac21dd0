"""Who may do what: the roles of a desk and the actions open to each, kept as data."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from pydantic import BaseModel, ConfigDict, field_validator

from sinergi.errors import UnknownNameError
from sinergi.vocabulary.tables import data_path, read_table


class Role(StrEnum):
    """What a person is to the desk; the counterpart stands outside of it."""

    VIEWER = "viewer"
    OFFICER = "officer"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"
    COUNTERPART = "counterpart"


class _Permission(BaseModel):
    """One line of ``permissions.csv``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    action: str
    viewer: bool = False
    officer: bool = False
    approver: bool = False
    administrator: bool = False
    counterpart: bool = False
    meaning: str

    @field_validator("viewer", "officer", "approver", "administrator", "counterpart", mode="before")
    @classmethod
    def _yes(cls, value: object) -> object:
        if value != "yes":
            raise ValueError(f"'{value}' is neither 'yes' nor empty")
        return True


@cache
def _table() -> dict[str, _Permission]:
    rows = read_table(data_path("cooperation", "permissions.csv"), _Permission, unique="action")
    return {row.action: row for row in rows}


def actions() -> list[str]:
    """All actions, in the order of ``permissions.csv``."""
    return list(_table())


def may(role: Role | str, action: str) -> bool:
    """Whether a role permits an action, the desk it is done on aside.

    Raises:
        UnknownNameError: there is no such action.
    """
    try:
        row = _table()[action]
    except KeyError:
        raise UnknownNameError(
            f"action '{action}' is not known", advice=f"Actions: {', '.join(_table())}"
        ) from None
    return bool(getattr(row, Role(role).value))
