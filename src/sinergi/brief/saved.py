"""Briefs that were saved as JSON: read again, and made again with what is known today."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from sinergi.brief.model import SCHEMA, Brief
from sinergi.errors import InputError, first_fault
from sinergi.outside import plain_file


def load_brief(path: Path) -> Brief:
    """The brief in a ``brief.json``, or in the folder that holds one.

    Raises:
        InputError: there is no such file, it is no brief, or it is one of another version.
    """
    file = path / "brief.json" if path.is_dir() else path
    try:
        content = json.loads(plain_file(file).read_bytes())
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}",
            where=str(file),
            advice="Give a brief.json that `sinergi brief` wrote, or its folder",
        ) from error
    except (ValueError, RecursionError) as error:
        raise InputError("is not JSON", where=str(file), advice="Give a brief.json") from error
    version = content.get("schema_name") if isinstance(content, dict) else None
    if version != SCHEMA:
        found = f"is a brief of the version '{version}'" if version else "is not a brief"
        raise InputError(
            f"{found}, not '{SCHEMA}'",
            where=str(file),
            advice="Make it with this version of Sinergi",
        )
    try:
        return Brief.model_validate(content)
    except ValidationError as error:
        raise InputError(first_fault(error), where=str(file)) from error


def brief_again(
    earlier: Brief,
    *,
    lang: str | None = None,
    dataset: str | None = None,
    today: date | None = None,
) -> Brief:
    """The brief of the same pair and record, with the data and the date of now.

    The record of the meeting is taken as it stands in the earlier brief, with what a person may
    have corrected in it; documents are not read again.

    Args:
        earlier: The brief to make again.
        lang: Its language if not the earlier one's.
        dataset: Id of a trade dataset; the newest complete one otherwise.
        today: The day the brief is prepared; today by default.
    """
    from sinergi.brief.gather import brief

    made = brief(
        earlier.a.code,
        earlier.b.code,
        record=earlier.record,
        lang=lang or earlier.lang,
        dataset=dataset,
        today=today,
        purpose=earlier.purpose,
    )
    made.sources = earlier.sources
    return made
