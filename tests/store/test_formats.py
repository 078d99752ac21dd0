"""Format numbers tell what a newer program wrote from damage."""

from __future__ import annotations

import pytest

from sinergi.errors import StoreError
from sinergi.store.formats import NewerFormatError, check_format


@pytest.mark.parametrize("found", [None, 1, 2])
def test_what_is_known_or_older_than_the_numbers_is_taken(found: object) -> None:
    check_format(found, 2, "registers/x.json")


def test_a_newer_format_is_no_damage() -> None:
    with pytest.raises(
        NewerFormatError, match=r"x\.json: was written by a newer Sinergi .*format 3"
    ):
        check_format(3, 2, "registers/x.json")


@pytest.mark.parametrize("found", [0, -1, True, "2", 1.5, [1]])
def test_what_is_no_number_of_a_format_is_damage(found: object) -> None:
    with pytest.raises(StoreError, match="is no number of a format") as caught:
        check_format(found, 2, "x.json")
    assert not isinstance(caught.value, NewerFormatError)
