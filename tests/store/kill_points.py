"""Kills a writer of a folder at each of its steps, and once more at each step of the next writer.

    python kill_points.py FOLDER [twice]

A step is whatever Python tells its audit hooks of: opened, listed, linked, moved, removed, …
Prints a line for each fault, and the number of steps at the end.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from itertools import count
from pathlib import Path

from sinergi.store.folder_swap import write_folder

NAMES = ("a.html", "b.docx", "c.json")
OTHERS = ("dangling", "deep", "link", "link-to-folder", "note.txt", "pipe")


def write(folder: Path, mark: str) -> None:
    """Write the three files, all with the same mark."""
    write_folder(folder, {name: f"{mark} {name}".encode() for name in NAMES})


def prepare(base: Path) -> Path:
    """A folder of results that also holds what belongs to others."""
    shutil.rmtree(base, ignore_errors=True)
    base.mkdir()
    folder = base / "out"
    write(folder, "start")
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "deep" / "er" / "file").write_text("mine")
    (folder / "note.txt").write_text("mine")
    (folder / "link").symlink_to("note.txt")
    (folder / "dangling").symlink_to("nowhere")
    (folder / "link-to-folder").symlink_to("deep")
    os.mkfifo(folder / "pipe")
    return folder


def killed(folder: Path, mark: str, last: int) -> bool:
    """Write in a child that is killed at its step ``last``; whether it came so far."""
    child = os.fork()
    if child == 0:
        steps = count()

        def hook(event: str, _: object) -> None:
            if event.split(".")[0] in ("os", "open", "shutil", "ctypes") and next(steps) == last:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(hook)
        try:
            write(folder, mark)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def mixed(folder: Path) -> str:
    """What is wrong with our files at this moment."""
    marks = {(folder / name).read_text().split()[0] for name in NAMES}
    return "" if len(marks) == 1 else f"a mix of {sorted(marks)}"


def wrong(folder: Path) -> str:
    """What is wrong after the next whole write."""
    there = sorted(path.name for path in folder.iterdir())
    if there != sorted((*NAMES, *OTHERS)):
        return f"the folder holds {there}"
    if (folder / "deep/er/file").read_text() != "mine" or (folder / "link").read_text() != "mine":
        return "files of others have changed"
    beside = [path.name for path in folder.parent.iterdir()]
    return "" if beside == ["out"] else f"litter: {beside}"


def main() -> None:
    """Go through all steps."""
    base = Path(sys.argv[1]) / "place"
    os.fsync = lambda fd: None  # a kill does not take what the system has
    for step in count():
        for second in count() if "twice" in sys.argv else [None]:
            folder = prepare(base)
            reached = killed(folder, "first", step)
            found = mixed(folder)
            again = second is not None and killed(folder, "second", second)
            found = found or mixed(folder)
            write(folder, "end")
            found = found or wrong(folder)
            if found:
                print(f"killed at step {step}, then {second}: {found}")
            if not again:
                break
        if not reached:
            print(step)
            return


if __name__ == "__main__":
    main()
