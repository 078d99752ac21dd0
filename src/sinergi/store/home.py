"""Where the user's data lie, and that nobody else reads them."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

import platformdirs

WITHOUT_LOCKS = "lies on a file system that knows no locks, so that two writers could harm it"
OWN_DISK = "Set SINERGI_HOME to a folder on a disk of this machine"
_PRIVATE = 0o700
_DECIDING = ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "APPDATA", "USERPROFILE")
"""What in the environment decides where the platform puts the user's data."""


def home() -> Path:
    """``SINERGI_HOME``, else the platform's folder for the user's data. It may not exist yet."""
    given = os.environ.get("SINERGI_HOME")
    return Path(given) if given else _platform(*(os.environ.get(name) for name in _DECIDING))


# Every number asks for it to see whether the store has changed; the platform's answer is slow.
@lru_cache(maxsize=4)
def _platform(*_deciding: str | None) -> Path:
    return platformdirs.user_data_path("sinergi", appauthor=False)


def private_folder(folder: Path) -> Path:
    """Make ``folder`` and those above it, readable by their owner alone where they are new.

    Raises:
        OSError: it cannot be made.
    """
    for path in reversed([folder, *folder.parents]):
        if not path.exists():
            path.mkdir(mode=_PRIVATE, exist_ok=True)
    return folder
