"""A journal: a file of JSON lines that is only ever added to, whole lines only.

An entry is acknowledged when it lies on the disk. One that could not be written is taken back; a
half line, which a power cut or a full disk left, was never acknowledged and is cut off.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import Any

import filelock

from sinergi.errors import DataError, StoreError
from sinergi.store.formats import check_format
from sinergi.store.home import OWN_DISK, WITHOUT_LOCKS, private_folder
from sinergi.store.whole import sync_folder

_LOCK_SECONDS = 10.0
_PRIVATE = 0o600
_FORMAT = "format"

logger = logging.getLogger(__name__)


class Journal:
    """The entries of one file.

    Args:
        path: The file; it need not be there.
        known: The newest format that this program knows; its number is the file's first line.
    """

    def __init__(self, path: Path, *, known: int = 1) -> None:
        self.path = path
        self._known = known

    def entries(self) -> list[tuple[int, Any]]:
        """Line number and content of all entries, in the order they were made.

        Raises:
            NewerFormatError: a newer program wrote the file.
            DataError: a line is no JSON; the message names it.
            StoreError: the file cannot be read.
        """
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            return []
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", where=str(self.path)) from error
        whole, _, torn = data.rpartition(b"\n")
        if torn.strip():
            logger.warning(
                "%s: the last line is half written and was never confirmed; it is left aside",
                self.path,
            )
        found = []
        # Not splitlines: a text may hold line ends of its own (U+2028, U+0085).
        for number, line in enumerate(whole.split(b"\n"), start=1):
            if line.strip():
                value = self._value(line, number)
                if number == 1 and isinstance(value, dict) and set(value) == {_FORMAT}:
                    check_format(value[_FORMAT], self._known, str(self.path))
                else:
                    found.append((number, value))
        return found

    def append(self, make: Callable[[list[tuple[int, Any]]], str]) -> None:
        """Add the entry that ``make`` makes of those there are; others wait meanwhile.

        Args:
            make: Gets :meth:`entries`, returns one line of JSON without line ends.

        Raises:
            StoreError: it cannot be written (the file is as it was), or another process keeps it.
        """
        try:
            private_folder(self.path.parent)
            with filelock.FileLock(self.path.with_suffix(".lock"), timeout=_LOCK_SECONDS):
                line = make(self.entries())
                self._add(line)
        except filelock.Timeout as error:
            raise StoreError(
                "another sinergi is writing to it",
                where=str(self.path),
                advice="Wait until it is done and try again",
            ) from error
        except NotImplementedError as error:
            raise StoreError(WITHOUT_LOCKS, where=str(self.path), advice=OWN_DISK) from error
        except OSError as error:
            raise StoreError(
                f"cannot be written: {error.strerror or error}; nothing was changed",
                where=str(self.path),
            ) from error

    def _add(self, line: str) -> None:
        if "\n" in line:
            raise ValueError("an entry is one line")
        new = not self.path.exists()
        with FileIO(self.path, "ab", opener=_opener) as file:
            end = self._cut_torn_line(file)
            text = line + "\n" if end else json.dumps({_FORMAT: self._known}) + "\n" + line + "\n"
            try:
                rest = memoryview(text.encode("utf-8", "backslashreplace"))
                while rest:
                    rest = rest[file.write(rest) or 0 :]
                os.fsync(file.fileno())
            except BaseException:
                with suppress(OSError):
                    file.truncate(end)
                raise
        if new:
            sync_folder(self.path.parent)

    def _cut_torn_line(self, file: FileIO) -> int:
        """Cut off what stands after the last line end; where the file then ends."""
        data = self.path.read_bytes()
        end = data.rfind(b"\n") + 1
        if data[end:].strip():
            logger.warning("%s: a half written last line was cut off", self.path)
        if end < len(data):
            file.truncate(end)
        return end

    def _value(self, line: bytes, number: int) -> Any:
        try:
            return json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError(
                "is no entry",
                where=f"{self.path}, line {number}",
                advice="Restore the file from a copy, or take this line out; nothing was changed",
            ) from error


def _opener(path: str, flags: int) -> int:
    return os.open(path, flags, _PRIVATE)
