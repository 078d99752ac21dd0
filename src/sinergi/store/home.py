"""Where the user's data lie, and that nobody else reads them."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PRIVATE = 0o700


def home() -> Path:
    """``SINERGI_HOME``, else the platform's folder for the user's data. It may not exist yet."""
    given = os.environ.get("SINERGI_HOME")
    return Path(given) if given else platformdirs.user_data_path("sinergi", appauthor=False)


def private_folder(folder: Path) -> Path:
    """Make ``folder`` and those above it, readable by their owner alone where they are new.

    Raises:
        OSError: it cannot be made.
    """
    for path in reversed([folder, *folder.parents]):
        if not path.exists():
            path.mkdir(mode=_PRIVATE, exist_ok=True)
    return folder
