from itertools import permutations

import polars as pl
import pytest

from sinergi.errors import UnknownNameError
from sinergi.vocabulary import conversion


@pytest.mark.parametrize(("source", "target"), list(permutations(conversion.REVISIONS, 2)))
def test_the_weights_of_a_code_add_up_to_one(source: str, target: str) -> None:
    table = conversion.weights(source, target)
    sums = table.group_by("code_from").agg(pl.col("weight").sum())["weight"]
    assert (sums - 1).abs().max() < 1e-12
    assert table["weight"].min() > 0
    assert set(table["code_to"]) <= conversion.codes(target)


def test_a_conversion_keeps_the_total_and_the_keys() -> None:
    codes = sorted(conversion.codes("HS17"))
    frame = pl.DataFrame(
        {
            "year": [2020] * len(codes),
            "product": codes,
            "value": [float(i + 1) for i in range(len(codes))],
            "quantity": [1.0] * len(codes),
        }
    )
    done = conversion.convert(frame, "HS17", "HS92")
    assert done.unknown.is_empty()
    assert done.frame["value"].sum() == pytest.approx(frame["value"].sum())
    assert done.frame.columns == frame.columns
    assert done.frame["product"].is_unique().all()
    assert set(done.frame["product"]) <= conversion.codes("HS92")


def test_a_code_that_splits_is_shared_out_by_the_weights() -> None:
    table = conversion.weights("HS92", "HS96")
    code, parts = next(
        (key[0], part)
        for key, part in table.group_by("code_from", maintain_order=True)
        if part.height > 1
    )
    frame = pl.DataFrame({"product": [code], "value": [200.0], "quantity": [10.0]})
    done = conversion.convert(frame, "HS92", "HS96").frame.sort("product")
    assert done["product"].to_list() == parts["code_to"].to_list()
    assert done["value"].to_list() == pytest.approx((parts["weight"] * 200).to_list())


def test_a_sum_with_an_unknown_quantity_is_unknown() -> None:
    table = conversion.weights("HS96", "HS92")
    merged = next(
        part["code_from"].to_list()
        for _, part in table.filter(pl.col("weight") == 1).group_by("code_to", maintain_order=True)
        if part.height > 1
    )
    frame = pl.DataFrame(
        {"product": merged[:2], "value": [1.0, 2.0], "quantity": [5.0, None]},
        schema_overrides={"quantity": pl.Float64},
    )
    done = conversion.convert(frame, "HS96", "HS92").frame
    assert done["value"].to_list() == [3.0]
    assert done["quantity"].to_list() == [None]


def test_codes_the_revision_does_not_have_come_back_as_unknown() -> None:
    frame = pl.DataFrame({"product": ["760110", "123456"], "value": [1.0, 2.0]})
    done = conversion.convert(frame, "HS17", "HS92", measures=["value"])
    assert done.frame.rows() == [("760110", 1.0)]
    assert done.unknown.rows() == [("123456", 2.0)]


def test_there_and_back_keeps_a_code_that_never_changed() -> None:
    frame = pl.DataFrame({"product": ["260400"], "value": [7.0]})
    there = conversion.convert(frame, "HS92", "HS22", measures=["value"]).frame
    back = conversion.convert(there, "HS22", "HS92", measures=["value"]).frame
    assert back.rows() == [("260400", 7.0)]


def test_an_unknown_revision_names_those_there_are() -> None:
    with pytest.raises(UnknownNameError, match="HS92, HS96"):
        conversion.weights("HS99", "HS92")
