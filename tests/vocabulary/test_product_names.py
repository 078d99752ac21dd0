"""Names of products: labels, revisions without names, codes that nobody has."""

from __future__ import annotations

import pytest

from sinergi.vocabulary import products


@pytest.mark.parametrize(
    ("code", "revision", "name"),
    [
        ("080252", "HS17", "Pistachios, shelled"),
        ("120770", "HS22", "Melon seeds"),
        ("880320", "HS17", "Aircraft under-carriages"),
        ("999998", "HS17", "999998"),
    ],
)
def test_a_name_comes_from_the_nearest_revision_that_has_the_code(
    code: str, revision: str, name: str
) -> None:
    assert products.name(code, nomenclature=revision) == name


def test_a_label_goes_before_the_nomenclature() -> None:
    assert products.has_label("760110")
    assert products.name("760110", "id") != products.name("760110", "en")
