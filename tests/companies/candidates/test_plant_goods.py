"""What plants say of their owners' goods: states, sizes and words, over many countries."""

from __future__ import annotations

import re

import pytest

from sinergi.companies import Seek, candidates
from sinergi.companies.candidates.facility_owners import owner_records, stakes_of
from sinergi.companies.candidates.plant_goods import AT_WORK, SMALLEST, at_work, plants_of
from sinergi.facilities import owners

COUNTRIES = ("IDN", "TJK", "EGY", "PER", "KOR", "BRA", "KAZ", "TUR")
GOODS = ("2701", "2709", "2711", "2716", "2601", "7207", "7601")
SAYS_NOTHING = re.compile(r": *(;|$)|; *(;|$)|\(\)")


@pytest.mark.parametrize("country", COUNTRIES)
def test_whose_plants_are_at_work_tells_more_than_whose_are_not(country: str) -> None:
    for record in owner_records(country):
        for good in plants_of(record):
            assert 0 < good.sure <= 1
            working = at_work(stakes_of(record, good.code, good.field))
            whole = 0.5 if good.field == "captive" else 1.0
            if working:
                assert good.sure >= whole * SMALLEST
            else:
                assert good.sure < whole * SMALLEST


@pytest.mark.parametrize(("country", "good", "largest"), [
    ("BRA", "2601", "Vale SA"),
    ("PER", "2711", "PlusPetrol Peru"),
    ("KAZ", "2709", "North Caspian Operating Company N.V"),
])  # fmt: skip
def test_the_largest_of_a_country_tells_most(country: str, good: str, largest: str) -> None:
    told = {
        record.name: one.sure
        for record in owner_records(country)
        for one in plants_of(record)
        if one.code == good and one.field == "facility"
    }
    assert told[largest] == max(told.values()) == 1.0
    assert min(told.values()) < SMALLEST


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("country", COUNTRIES)
@pytest.mark.parametrize("seek", [Seek.SUPPLIERS, Seek.BUYERS])
def test_no_reason_is_empty_and_none_says_that_an_idle_plant_makes_goods(
    country: str, seek: Seek
) -> None:
    working = {
        owner.name
        for owner in owners(country)
        if any(stake.facility.status == AT_WORK for stake in owner.stakes)
    }
    for good in GOODS:
        for one in candidates(country, good, seek=seek, limit=60):
            for reason in one.reasons:
                assert not SAYS_NOTHING.search(reason.text), reason.text
                if one.register == "gem" and one.name not in working:
                    assert not reason.text.startswith("makes "), reason.text
