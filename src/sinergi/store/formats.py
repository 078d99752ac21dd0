"""Format numbers of what is kept, so that what a newer program wrote is told from damage."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from sinergi.errors import DataError, StoreError, first_fault

Description = TypeVar("Description", bound=BaseModel)


class NewerFormatError(StoreError):
    """A newer version of the program wrote it; nothing is wrong with it."""


def check_format(found: object, known: int, where: str) -> None:
    """See to it that something kept is of a format that this program knows.

    Args:
        found: The number that stands in it, None where it is older than the numbers.
        known: The newest format this program knows.
        where: The file.

    Raises:
        NewerFormatError: it is newer.
        StoreError: ``found`` is no number of a format.
    """
    if found is None:
        return
    if not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise StoreError(f"'{found}' is no number of a format", where=where)
    if found > known:
        raise NewerFormatError(
            f"was written by a newer Sinergi (format {found}, this one knows {known})",
            where=where,
            advice="Update Sinergi; leave the file as it is, nothing in it is damaged",
        )


def read_description(
    file: Path, model: type[Description], known: int, *, what: str, advice: str
) -> Description:
    """Read the description of something kept: a JSON object with the number of its format.

    Args:
        file: The description.
        model: What stands in it.
        known: The newest format this program knows.
        what: What is described ("dataset"), for an error.
        advice: What to do where it cannot be read.

    Raises:
        DataError: it is missing, no JSON, or breaks its rules.
        StoreError: a newer program wrote it.
    """
    try:
        fields = json.loads(file.read_bytes())
        if isinstance(fields, dict):
            check_format(fields.get("format"), known, str(file))
        return model.model_validate(fields)
    except FileNotFoundError as error:
        message = f"the {what} has no description"
        raise DataError(message, where=str(file), advice=advice) from error
    except ValidationError as error:
        raise DataError(first_fault(error), where=str(file), advice=advice) from error
    except (ValueError, RecursionError) as error:
        raise DataError(f"is not JSON ({error})", where=str(file), advice=advice) from error
