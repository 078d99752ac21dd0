"""Format numbers of what is kept, so that what a newer program wrote is told from damage."""

from __future__ import annotations

from sinergi.errors import StoreError


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
