"""Decisions are kept, stand until undone, and bind clusters."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sinergi.companies.linkage import DecisionLog
from sinergi.companies.linkage.clusters import cluster
from sinergi.errors import DataError, StoreError, UsageError


def test_a_decision_is_kept_with_who_when_and_why(log: DecisionLog) -> None:
    made = log.decide("b:2", "a:1", "same", who="ana", why="same owner, same seal")
    (entry,) = DecisionLog(log.path).entries()
    assert entry == made
    assert (entry.left, entry.right, entry.who, entry.why) == (
        "a:1",
        "b:2",
        "ana",
        "same owner, same seal",
    )
    assert entry.when.tzinfo is not None


def test_the_last_one_counts_and_undoing_brings_back_the_one_before(log: DecisionLog) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="")
    log.decide("a:1", "b:2", "different", who="ben", why="")
    assert log.standing()["a:1", "b:2"].verdict == "different"
    log.undo(2, who="ana", why="it was right")
    assert log.standing()["a:1", "b:2"].verdict == "same"
    log.undo(1, who="ana", why="")
    assert log.standing() == {}
    assert [entry.number for entry in log.entries()] == [1, 2, 3, 4]


def test_what_cannot_be_decided(log: DecisionLog) -> None:
    with pytest.raises(UsageError, match="with itself"):
        log.decide("a:1", "a:1", "same", who="ana", why="")
    with pytest.raises(UsageError, match="who decided"):
        log.decide("a:1", "b:1", "same", who=" ", why="")
    with pytest.raises(UsageError, match="no decision number 1"):
        log.undo(1, who="ana", why="")
    assert log.entries() == []


def test_a_broken_log_is_named_not_skipped(log: DecisionLog) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="")
    with log.path.open("a") as file:
        file.write("{half\n")
    with pytest.raises(DataError, match="line 2"):
        log.standing()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="cannot be"):
        DecisionLog(tmp_path / "file" / "decisions.jsonl").decide("a", "b", "same", who="x", why="")


def test_clusters_join_through_others_but_never_what_was_told_apart() -> None:
    records = ["a", "b", "c", "d", "e"]
    found = cluster(records, [("b", "a"), ("b", "c"), ("c", "d")], apart=[("a", "d")])
    assert found.company == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
    ((left, right, apart),) = found.refused
    assert (left, right, set(apart)) == ("c", "d", {"a", "d"})


RECORDS = [str(number) for number in range(8)]
PAIRS = st.lists(st.tuples(st.sampled_from(RECORDS), st.sampled_from(RECORDS)), max_size=20)


@given(PAIRS, PAIRS)
def test_no_record_is_lost_and_no_bar_is_crossed(
    merges: list[tuple[str, str]], apart: list[tuple[str, str]]
) -> None:
    apart = [(one, other) for one, other in apart if one != other]
    found = cluster(RECORDS, merges, apart)
    assert sorted(found.company) == RECORDS
    for one, other in apart:
        assert found.company[one] != found.company[other]
    refused = {(refusal.left, refusal.right) for refusal in found.refused}
    for one, other in merges:
        assert (found.company[one] == found.company[other]) or (one, other) in refused
