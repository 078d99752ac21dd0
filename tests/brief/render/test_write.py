import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from sinergi.brief.model import Brief
from sinergi.brief.render.write import check_folder, check_formats, write
from sinergi.errors import OutputError, UsageError
from sinergi.store import folder_swap

from .sample import bare, sample


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "brief"
    files = write(sample(), ["json", "html", "docx", "xlsx"], folder)
    expected = ["brief.json", "brief.html", "brief.docx", "brief.xlsx", "plan.ics"]
    assert files == [folder / name for name in expected]
    assert _names(folder) == sorted(expected)
    assert all(file.stat().st_size > 100 for file in files)


@pytest.mark.parametrize("lang", ["en", "id", "ru", "tg"])
def test_json_reads_back_as_the_same_brief(lang: str, tmp_path: Path) -> None:
    for brief in (sample(lang), bare(lang)):
        [path, *_] = write(brief, ["json"], tmp_path)
        assert Brief.model_validate_json(path.read_bytes()) == brief


def test_a_plan_without_steps_has_no_calendar(tmp_path: Path) -> None:
    write(bare(), ["json"], tmp_path)
    assert _names(tmp_path) == ["brief.json"]


def test_old_files_are_replaced_and_foreign_ones_kept(tmp_path: Path) -> None:
    (tmp_path / "brief.json").write_text("old")
    (tmp_path / "letter.txt").write_text("foreign")
    write(sample(), ["json"], tmp_path)
    assert (tmp_path / "brief.json").read_text() != "old"
    assert (tmp_path / "letter.txt").read_text() == "foreign"
    assert _names(tmp_path) == ["brief.json", "letter.txt", "plan.ics"]


def test_formats() -> None:
    assert check_formats(["HTML", " json ", "html"]) == ["html", "json"]
    with pytest.raises(UsageError, match=r"'odt' is not known\. Formats: html, docx"):
        check_formats(["html", "odt"])
    with pytest.raises(UsageError, match="no format"):
        check_formats([" "])


@pytest.mark.parametrize(
    ("code", "message"),
    [
        (errno.ENOSPC, "the disk is full"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EROFS, "cannot be written to"),
        (errno.EACCES, "cannot be written to"),
        (errno.EIO, "input/output error"),
    ],
)
def test_a_failing_disk_leaves_the_folder_as_it_was(
    code: int, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.json").write_text("old")
    written: list[int] = []

    def fail(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == 2:
            raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OutputError, match=message):
        write(sample(), ["json", "xlsx"], tmp_path)
    assert _names(tmp_path) == ["brief.json"]
    assert (tmp_path / "brief.json").read_text() == "old"


def test_a_new_folder_is_taken_away_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError):
        write(sample(), ["json"], tmp_path / "a" / "b")
    assert _names(tmp_path) == []


def test_an_interrupt_leaves_the_folder_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.json").write_text("old")

    def interrupt(descriptor: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(sample(), ["json"], tmp_path)
    assert _names(tmp_path) == ["brief.json"]
    assert (tmp_path / "brief.json").read_text() == "old"


@pytest.mark.parametrize("failing", [0, 1, 2])
def test_a_failing_move_puts_the_old_files_back(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "brief.json").write_text("old json")
    (tmp_path / "plan.ics").write_text("old plan")
    real = Path.replace
    moves: list[Path] = []

    def move(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == failing + 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(self, target)

    def cannot(_: Path) -> None:
        raise folder_swap._CannotExchangeError

    monkeypatch.setattr(Path, "replace", move)
    # Where the folder cannot change places with another, the files are moved one by one.
    monkeypatch.setattr(folder_swap, "_check_exchangeable", cannot)
    with pytest.raises(OutputError, match="input/output"):
        write(sample(), ["json", "xlsx"], tmp_path)
    monkeypatch.undo()
    assert _names(tmp_path) == ["brief.json", "plan.ics"]
    assert (tmp_path / "brief.json").read_text() == "old json"
    assert (tmp_path / "plan.ics").read_text() == "old plan"


def test_a_folder_in_the_place_of_a_file(tmp_path: Path) -> None:
    (tmp_path / "plan.ics").mkdir()
    with pytest.raises(OutputError, match=r"plan\.ics: cannot be written: is a directory"):
        write(sample(), ["json"], tmp_path)
    assert _names(tmp_path) == ["plan.ics"]


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("")
    for folder in (tmp_path / "taken", tmp_path / "taken" / "deeper"):
        with pytest.raises(OutputError):
            write(sample(), ["json"], folder)
        with pytest.raises(OutputError, match="is a file, not a folder"):
            check_folder(folder)
    check_folder(tmp_path / "new" / "deeper")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_is_read_only(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        for ask in (check_folder, lambda folder: write(sample(), ["json"], folder)):
            with pytest.raises(OutputError, match="cannot be written to"):
                ask(tmp_path)
    finally:
        tmp_path.chmod(0o700)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 64 KiB; skipped where none may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_disk_that_is_really_full(small_disk: Path) -> None:
    (small_disk / "brief.json").write_text("old")
    with pytest.raises(OutputError, match="the disk is full"):
        write(sample(), ["json", "html"], small_disk)
    assert _names(small_disk) == ["brief.json"]
    assert (small_disk / "brief.json").read_text() == "old"
