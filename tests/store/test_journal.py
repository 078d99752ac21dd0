"""A journal keeps whole lines, says what is wrong with others, and is never half written."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import filelock
import pytest

from sinergi.errors import DataError, StoreError
from sinergi.store import journal as journal_module
from sinergi.store.journal import Journal


def add(journal: Journal, **entry: object) -> None:
    journal.append(lambda entries: json.dumps(entry | {"number": len(entries) + 1}))


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    made = Journal(tmp_path / "deep" / "log.jsonl")
    add(made, text="first")
    return made


def test_entries_come_back_in_order_with_their_lines(journal: Journal) -> None:
    add(journal, text="line\u2028separator")
    assert [number for number, _ in journal.entries()] == [2, 3]
    assert [entry["text"] for _, entry in journal.entries()] == ["first", "line\u2028separator"]
    assert [entry["number"] for _, entry in journal.entries()] == [1, 2]
    assert journal.path.stat().st_mode & 0o077 == 0


def test_a_journal_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert Journal(tmp_path / "none.jsonl").entries() == []


def test_blank_lines_are_no_entries(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + b"\n  \n")
    assert len(journal.entries()) == 1


def test_a_half_line_is_left_aside_and_cut_off_by_the_next_entry(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    whole = journal.path.read_bytes()
    journal.path.write_bytes(whole + b'{"text": "ha')
    assert len(journal.entries()) == 1
    assert "never confirmed" in caplog.text
    add(journal, text="second")
    assert [entry["text"] for _, entry in journal.entries()] == ["first", "second"]
    assert b"ha" not in journal.path.read_bytes()[len(whole) :].split(b"\n")[0]
    assert "cut off" in caplog.text


def test_white_space_after_the_last_line_goes_without_a_word(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + b"   ")
    add(journal, text="second")
    assert len(journal.entries()) == 2
    assert not caplog.records


def test_a_line_that_is_no_entry_is_named(journal: Journal) -> None:
    journal.path.write_bytes(journal.path.read_bytes() + b"no entry\n")
    with pytest.raises(DataError, match=r"log\.jsonl, line 3"):
        journal.entries()


def test_an_entry_is_one_line(journal: Journal) -> None:
    with pytest.raises(ValueError, match="one line"):
        journal.append(lambda _: "two\nlines")
    assert len(journal.entries()) == 1


def test_an_entry_that_cannot_be_written_is_taken_back(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="No space left on device; nothing was changed"):
        add(journal, text="second")
    assert journal.path.read_bytes() == before


def test_a_journal_that_another_process_keeps_is_said(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_module, "_LOCK_SECONDS", 0.0)
    held = filelock.FileLock(journal.path.with_suffix(".lock"))
    with held, pytest.raises(StoreError, match="another sinergi is writing"):
        add(journal, text="second")
    assert len(journal.entries()) == 1


def test_a_journal_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").mkdir()
    with pytest.raises(StoreError, match="cannot be read"):
        Journal(tmp_path / "log.jsonl").entries()
