import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sinergi.errors import OutputError, StoreError
from sinergi.store import draft, write_text, write_whole
from sinergi.store.home import private_folder
from sinergi.store.journal import Journal


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    write_text(target, "old")

    def half(draft: Path) -> None:
        draft.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_whole(target, half)
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]
    assert target.read_text() == "old"


def test_what_a_killed_process_left_is_cleared_and_a_living_one_s_is_not(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    dead = tmp_path / f".table.csv.{gone.pid}-0123abcd.draft"
    living = tmp_path / f".table.csv.{os.getppid()}-0123abcd.draft"
    other = tmp_path / f".other.csv.{gone.pid}-0123abcd.draft"
    for path in (dead, living, other):
        path.write_text("half")
    write_text(tmp_path / "table.csv", "whole")
    assert not dead.exists()
    assert living.exists()
    assert other.exists()


def test_a_folder_and_a_missing_folder_are_one_line(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        write_text(tmp_path, "text")
    with pytest.raises(OutputError, match="missing"):
        write_text(tmp_path / "missing" / "table.csv", "text")


def test_private_files_are_their_owner_s_alone(tmp_path: Path) -> None:
    folder = private_folder(tmp_path / "a" / "b")
    write_text(folder / "key", "secret", private=True)
    assert (folder / "key").stat().st_mode & 0o077 == 0
    assert folder.stat().st_mode & 0o077 == 0
    assert folder.parent.stat().st_mode & 0o077 == 0


def test_a_full_disk_is_said_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "table.csv"
    write_text(target, "old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="the disk is full"):
        write_text(target, "new")
    assert target.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["table.csv"]


def test_the_draft_of_another_user_s_process_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = tmp_path / ".table.csv.4242-0123abcd.draft"
    draft.write_text("half")

    def not_mine(*_: int) -> None:
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "kill", not_mine)
    write_text(tmp_path / "table.csv", "whole")
    assert draft.exists()


def test_a_file_that_is_written_anew_keeps_who_may_read_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("old")
    path.chmod(0o600)
    write_text(path, "new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_device_and_a_pipe_stay_what_they_are(tmp_path: Path) -> None:
    pipe, device = tmp_path / "pipe", tmp_path / "device"
    os.mkfifo(pipe)
    device.symlink_to(os.devnull)
    for path in (pipe, device):
        with pytest.raises(OutputError, match="not a file"):
            write_text(path, "x")
    assert pipe.is_fifo()
    assert device.is_symlink()
    assert Path(os.devnull).is_char_device()


def test_a_file_system_without_locks_is_said(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("filelock.FileLock.acquire", none)
    monkeypatch.setattr("filelock.FileLock.__enter__", none)
    with pytest.raises(StoreError, match=r"knows no locks.*SINERGI_HOME"), draft("a"):
        pass
    with pytest.raises(StoreError, match="knows no locks"):
        Journal(home / "log.jsonl").append(lambda _: "{}")
    assert not (home / "log.jsonl").exists()
