"""Decisions are kept, stand until undone, and bind clusters."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

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
    with pytest.raises(DataError, match="line 3"):
        log.standing()


# What Word, spreadsheets and terminals put into a pasted text.
PASTED = [
    "a\u2028b",
    "a\x85b",
    "a\u2029b\x0b\x0c\x1c",
    "line\nline\r\n",
    "\udcff",
    "\x00",
    "ӯ" * 5000,
]


@pytest.mark.parametrize("note", PASTED)
def test_any_text_can_be_a_note(log: DecisionLog, note: str) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why=note)
    log.decide("a:1", "c:3", "different", who=note + "x", why="")
    first, second = DecisionLog(log.path).entries()
    assert first.why == note.replace("\udcff", "\\udcff")
    assert (second.number, log.undo(2, who="ana", why="").number) == (2, 3)


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_no_note_makes_the_log_unreadable(notes: list[str]) -> None:
    with TemporaryDirectory() as folder:
        log = DecisionLog(Path(folder) / "decisions.jsonl")
        for note in notes:
            log.decide("a:1", "b:2", "same", who="ana", why=note)
        assert [entry.why for entry in log.entries()] == notes


@pytest.mark.parametrize("cut", [1, 20, 100])
def test_a_half_written_line_was_never_confirmed_and_is_cut_off(
    log: DecisionLog, cut: int, caplog: pytest.LogCaptureFixture
) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="first")
    whole = log.path.read_bytes()
    log.decide("a:1", "c:3", "same", who="ana", why="second")
    log.path.write_bytes(log.path.read_bytes()[:-cut])
    assert [entry.why for entry in log.entries()] == ["first"]
    assert "half written" in caplog.text
    log.decide("a:1", "d:4", "same", who="ben", why="third")
    assert log.path.read_bytes().startswith(whole)
    assert [(entry.number, entry.why) for entry in log.entries()] == [(1, "first"), (2, "third")]


@pytest.mark.parametrize("failing", ["fsync", "write"])
def test_a_decision_that_cannot_be_written_is_taken_back(
    log: DecisionLog, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="first")
    before = log.path.read_bytes()
    if failing == "fsync":

        def full(_: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(StoreError, match="No space left on device; nothing was changed"):
            log.decide("a:1", "c:3", "same", who="ana", why="second")
    else:
        # The limit of the file's size stands for a full disk: the line is written in half.
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        old = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        try:
            resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) + 20, limits[1]))
            with pytest.raises(StoreError, match="nothing was changed"):
                log.decide("a:1", "c:3", "same", who="ana", why="second")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, old)
    assert log.path.read_bytes() == before
    assert [entry.why for entry in log.entries()] == ["first"]


def test_what_a_newer_program_wrote_is_told_from_damage(log: DecisionLog) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="")
    lines = log.path.read_text().splitlines()
    assert lines[0] == '{"format": 1}'
    log.path.write_text("\n".join(['{"format": 2}', *lines[1:]]) + "\n")
    with pytest.raises(StoreError, match=r"newer Sinergi .format 2.*Update Sinergi"):
        log.entries()
    with pytest.raises(StoreError, match="newer Sinergi"):
        log.decide("a:1", "c:3", "same", who="ana", why="")
    # A log without the line is older than it; a field that is not known is passed over.
    log.path.write_text(lines[1].replace('"number"', '"mood":"fine","number"') + "\n")
    assert [entry.number for entry in log.entries()] == [1]
    assert log.decide("a:1", "c:3", "same", who="ana", why="").number == 2


def test_decisions_are_their_owner_s_alone(log: DecisionLog) -> None:
    log.decide("a:1", "b:2", "same", who="ana", why="")
    assert log.path.stat().st_mode & 0o077 == 0


def test_several_processes_lose_no_decision(log: DecisionLog) -> None:
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from sinergi.companies.linkage import DecisionLog\n"
        "log = DecisionLog(Path(sys.argv[1]))\n"
        "for n in range(10):\n"
        "    log.decide('a:1', f'b:{sys.argv[2]}-{n}', 'same', who='x', why='')\n"
    )
    working = [
        subprocess.Popen([sys.executable, "-c", program, str(log.path), str(number)])
        for number in range(3)
    ]
    assert [process.wait(timeout=120) for process in working] == [0, 0, 0]
    entries = log.entries()
    assert [entry.number for entry in entries] == list(range(1, 31))
    assert len({entry.right for entry in entries}) == 30


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
