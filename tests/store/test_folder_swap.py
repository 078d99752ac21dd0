"""A folder of results is all new or all old, whenever its writer is killed."""

from __future__ import annotations

import errno
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sinergi.store import folder_swap
from sinergi.store.folder_swap import write_folder

NAMES = ("a.html", "b.docx", "c.json")


def _contents(mark: str) -> dict[str, bytes]:
    return {name: f"{mark} {name}".encode() for name in NAMES}


def _state(folder: Path) -> set[str]:
    return {path.read_text().split()[0] for path in folder.iterdir() if path.name in NAMES}


def test_new_files_take_the_place_of_old_ones_and_others_stay(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    write_folder(folder, _contents("old"))
    (folder / "notes.txt").write_text("mine")
    (folder / "own").mkdir()
    (folder / "own" / "file").write_text("mine too")
    (folder / "link").symlink_to("notes.txt")
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "link", "notes.txt", "own"])
    assert (folder / "own" / "file").read_text() == "mine too"
    assert [p.name for p in folder.parent.iterdir()] == ["out"]


def test_the_folder_where_somebody_works_keeps_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    inode = tmp_path.stat().st_ino
    write_folder(Path(), _contents("old"))
    write_folder(Path(), _contents("new"))
    assert _state(tmp_path) == {"new"}
    assert tmp_path.stat().st_ino == inode
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(NAMES)


@pytest.mark.parametrize("exchange", [True, False])
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    monkeypatch.setattr(folder_swap, "_exchangeable", lambda _: exchange)

    def full(path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    monkeypatch.setattr(folder_swap, "sync_file", full)
    with pytest.raises(OSError, match="No space left"):
        write_folder(folder, _contents("new"))
    with pytest.raises(OSError, match="No space left"):
        write_folder(tmp_path / "deep" / "er", _contents("new"))
    assert _state(folder) == {"old"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_symlink_to_a_folder_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to("real")
    write_folder(tmp_path / "out", _contents("new"))
    assert (tmp_path / "out").is_symlink()
    assert _state(tmp_path / "real") == {"new"}


@pytest.mark.slow  # kills meet other moments on every run
def test_kills_leave_no_mix_and_the_next_write_no_litter(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("start"))
    (folder / "own").mkdir()
    program = (
        "import sys, itertools\nfrom pathlib import Path\n"
        "from sinergi.store.folder_swap import write_folder\n"
        "print('ready', flush=True)\n"
        "for n in itertools.count():\n"
        f"    write_folder(Path(sys.argv[1]), {{name: f'{{n}} x'.encode() for name in {NAMES}}})\n"
    )
    chance = random.Random(1)  # noqa: S311
    for _ in range(8):
        writer = subprocess.Popen(
            [sys.executable, "-c", program, str(folder)], stdout=subprocess.PIPE
        )
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(chance.random() / 20)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert len(_state(folder)) == 1
    write_folder(folder, _contents("end"))
    assert [p.name for p in tmp_path.iterdir()] == ["out"]
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "own"])
