"""A folder of results is all new or all old, whenever its writer is killed."""

from __future__ import annotations

import ctypes
import errno
import os
import subprocess
import sys
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
    if not exchange:
        monkeypatch.chdir(folder)

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


def _kill_points(folder: Path, *options: str) -> list[str]:
    driver = Path(__file__).with_name("kill_points.py")
    done = subprocess.run(
        [sys.executable, str(driver), str(folder), *options],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


def test_a_kill_at_any_step_loses_nothing_of_others_and_leaves_no_mix(tmp_path: Path) -> None:
    *faults, steps = _kill_points(tmp_path)
    assert faults == []
    assert int(steps) > 20


@pytest.mark.slow  # each step of the first writer with each step of the next
def test_a_second_kill_at_any_step_loses_nothing_either(tmp_path: Path) -> None:
    *faults, steps = _kill_points(tmp_path, "twice")
    assert faults == []
    assert int(steps) > 20


def test_what_cannot_be_brought_over_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    for name in ("one", "two"):
        (folder / name).mkdir()
        (folder / name / "file").write_text("mine")
    rename = Path.rename

    def fails(self: Path, target: Path) -> Path:
        if self.name == "two" and self.parent != folder:
            raise OSError(errno.EACCES, "Permission denied", str(self))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fails)
    with pytest.raises(OSError, match="Permission denied"):
        write_folder(folder, _contents("new"))
    assert _state(folder) == {"old"}
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "one", "two"])
    assert (folder / "one" / "file").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_file_system_that_cannot_exchange_gets_its_files_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    (folder / "own").mkdir()

    def cannot(one: Path, other: Path) -> None:
        raise folder_swap._CannotExchangeError

    monkeypatch.setattr(folder_swap, "_exchange", cannot)
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "own"])
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_somebody_made_anew_after_a_kill_stands_beside_what_was_there(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("new"))
    (folder / "own").mkdir()
    # As a kill after the exchange leaves it: the old folder under the name of the new one.
    litter = tmp_path / ".out.999999999-i1.sinergi"
    (litter / "own").mkdir(parents=True)
    (litter / "own" / "file").write_text("mine")
    (litter / "a.html").write_text("old a.html")
    write_folder(folder, _contents("newer"))
    assert _state(folder) == {"newer"}
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "own", "own (2)"])
    assert (folder / "own (2)" / "file").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_writers_at_once_lose_nothing_of_others(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("start"))
    (folder / "own").mkdir()
    program = (
        "import sys\nfrom pathlib import Path\n"
        "from sinergi.store.folder_swap import write_folder\n"
        "for n in range(20):\n"
        f"    write_folder(Path(sys.argv[1]), {{name: f'{{n}} x'.encode() for name in {NAMES}}})\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", program, str(folder)]) for _ in range(4)]
    assert [writer.wait() for writer in writers] == [0] * 4
    assert len(_state(folder)) == 1
    assert sorted(p.name for p in folder.iterdir()) == sorted([*NAMES, "own"])
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def _fake_system(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """A system that answers every exchange with this error."""

    class Library:
        def renameat2(self, *_: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library())


def test_a_file_system_that_says_it_cannot_exchange_gets_its_files_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    _fake_system(monkeypatch, errno.EINVAL)
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_system_without_exchange_gets_its_files_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: object())
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_an_exchange_that_is_refused_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    _fake_system(monkeypatch, errno.EACCES)
    with pytest.raises(PermissionError):
        write_folder(folder, _contents("new"))
    assert _state(folder) == {"old"}
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_a_name_that_is_a_folder_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    (folder / "d.ics").mkdir()
    with pytest.raises(IsADirectoryError):
        write_folder(folder, _contents("new") | {"d.ics": b"plan"})
    assert _state(folder) == {"old"}


def test_a_disk_mounted_in_the_folder_stays_where_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    (folder / "disk").mkdir()
    inode = folder.stat().st_ino
    ismount = os.path.ismount
    monkeypatch.setattr(os.path, "ismount", lambda path: Path(path).name == "disk" or ismount(path))
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert folder.stat().st_ino == inode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a folder away")
@pytest.mark.parametrize("may", [True, False])
def test_a_folder_keeps_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, may: bool
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    os.chown(folder, 12345, 12345)
    inode = folder.stat().st_ino
    if not may:

        def refused(*_: object) -> None:
            raise PermissionError(errno.EPERM, "Operation not permitted")

        monkeypatch.setattr(os, "chown", refused)
    write_folder(folder, _contents("new"))
    assert _state(folder) == {"new"}
    assert (folder.stat().st_uid, folder.stat().st_gid) == (12345, 12345)
    # Without the right to give it away it is not exchanged, but written to.
    assert (folder.stat().st_ino == inode) is not may
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("link", [True, False])
def test_files_that_moved_one_by_one_go_back_when_the_next_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link: bool
) -> None:
    (tmp_path / "a.html").write_text("old a.html")
    (tmp_path / "b.docx").write_text("old b.docx")
    monkeypatch.chdir(tmp_path)  # the folder where somebody works is not exchanged
    replace = Path.replace

    def fails(self: Path, target: Path) -> Path:
        if target.name == "d.ics":
            raise OSError(errno.EACCES, "Permission denied", str(target))
        return replace(self, target)

    def cannot_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(Path, "replace", fails)
    if not link:
        monkeypatch.setattr(os, "link", cannot_link)
    with pytest.raises(PermissionError):
        write_folder(tmp_path, _contents("new") | {"d.ics": b"new d.ics"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "a.html": "old a.html",
        "b.docx": "old b.docx",
    }


def test_what_comes_into_the_old_folder_meanwhile_is_brought_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "out"
    write_folder(folder, _contents("old"))
    rmdir = Path.rmdir
    put: list[Path] = []

    def late(self: Path) -> None:
        if not put:
            put.append(self)
            (self / "late.txt").write_text("mine")
        rmdir(self)

    monkeypatch.setattr(Path, "rmdir", late)
    write_folder(folder, _contents("new"))
    assert put
    assert _state(folder) == {"new"}
    assert (folder / "late.txt").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_what_a_killed_writer_left_in_and_beside_the_folder_is_put_right(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    # Killed while it moved files one by one: the old file had left its place, the new had not come.
    inside = folder / ".out.999999999-0123abcd.sinergi"
    inside.mkdir()
    (inside / "notes.txt.old").write_text("mine")
    (inside / "a.html.old").write_text("old a.html")
    (folder / "a.html").write_text("newer a.html")
    unfinished = tmp_path / ".out.999999999-89abcdef.sinergi"
    unfinished.mkdir()
    (unfinished / "a.html").write_text("half a.html")
    living = tmp_path / f".out.{os.getppid()}-89abcdef.sinergi"
    living.mkdir()
    write_folder(folder, {"b.docx": b"new b.docx"})
    assert {path.name: path.read_text() for path in folder.iterdir()} == {
        "notes.txt": "mine",
        "a.html": "newer a.html",
        "b.docx": "new b.docx",
    }
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(["out", living.name])


def test_the_only_folder_there_is_after_a_kill_gets_its_place_back(tmp_path: Path) -> None:
    old = tmp_path / ".out.999999999-i1.sinergi"
    old.mkdir()
    (old / "notes.txt").write_text("mine")
    write_folder(tmp_path / "out", _contents("new"))
    assert _state(tmp_path / "out") == {"new"}
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("here", [False, True])
def test_a_private_brief_stays_private_when_it_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: bool
) -> None:
    folder = tmp_path / "out"
    folder.mkdir(mode=0o700)
    (folder / "brief.md").write_text("old")
    (folder / "brief.md").chmod(0o600)
    if here:
        monkeypatch.chdir(folder)
    write_folder(folder, {"brief.md": b"new", "plan.ics": b"x"})
    assert (folder / "brief.md").read_text() == "new"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "brief.md").stat().st_mode & 0o777 == 0o600
