"""Feeds damaged files to every reader: each gives a result or one line, nothing else.

    python -m scripts.fuzz [--minutes N] [--mutations N] [--seed N]

Takes small files of every kind, changes them at random (bytes, cuts, copies, odd values) and
calls the reader that a command would call. What is no result and no error of Sinergi is printed
with the file that caused it, and the exit code is 1.

To start a confined process costs more than to read the file: only every tenth file is read in
one, the others by the same functions in this process (``--confined 1``: all in one).
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from scripts.fuzz_seeds import seeds
from sinergi.confined import Limits, calling, server
from sinergi.confined.pipe import take_frames

ODD = (
    b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"\r", b"\n", b",", b";", b"\x1b[2J", b"1e999",
    b"9" * 5000, b"[" * 3000, b"<a>" * 500, b"\xed\xa0\x80", b"\\ud800", "\u2028\u202eӯ".encode(),
    b"0001-01-01", b"9999-12-31", b"NaN", b"-", b"x" * 200_000, b"&lt;!ENTITY", b"=cmd|' /C'!A0",
)  # fmt: skip
Reader = Callable[[Path], object]
_HANGS = 60
"""Seconds after which a reader in this process counts as waiting for ever."""


def readers() -> dict[str, Reader]:
    """What a command would call on a file of a kind."""
    from sinergi.brief.render.docx_style import open_template
    from sinergi.brief.saved import load_brief
    from sinergi.companies.names.scored_pairs import score_file
    from sinergi.companies.registers.mapping_proposal import propose
    from sinergi.companies.registers.register_mapping import read_mapping as read_register_mapping
    from sinergi.companies.screening import read_list
    from sinergi.companies.screening.screening_targets import read_targets
    from sinergi.reading import read_text
    from sinergi.reading.formats import load_file
    from sinergi.store.journal import Journal
    from sinergi.tabular import open_table
    from sinergi.trade.adding import add
    from sinergi.trade.loading import Options
    from sinergi.trade.readers.customs_mapping import read_mapping

    def register(path: Path) -> object:
        source = open_table(path)
        propose(source.columns, source.sample())
        return sum(1 for _ in source.rows(source.columns))

    def document(path: Path) -> object:
        loaded = load_file(path)
        return read_text(loaded.text, id=loaded.id, published=loaded.published)

    def trade(kind: str, options: Options) -> Reader:
        return lambda path: add(kind, path, options=options)

    revision = Options(revision="HS17", accept_rejects=True)
    country = Options(revision="HS22", country="IDN", accept_rejects=True)
    own = Options(accept_rejects=True)

    def journal(path: Path) -> object:
        return Journal(path).entries()

    return {
        "register": register,
        "register mapping": read_register_mapping,
        "pairs": lambda path: score_file(path, io.StringIO(), left="left", right="right"),
        "targets": lambda path: list(read_targets(path)),
        "saved brief": load_brief,
        "template": lambda path: open_template(path, "en", "title"),
        "journal": journal,
        "wits": trade("wits", revision),
        "totals": trade("totals", Options(revision="HS17", flow="exports", accept_rejects=True)),
        "minerals": trade("minerals", own),
        "list": read_list,
        "mapping": read_mapping,
        "document": document,
        "baci": trade("baci", own),
        "comtrade": trade("comtrade", revision),
        "customs": trade("customs", revision),
        "tariffs": trade("tariffs", country),
        "gdp": trade("gdp", own),
        "distances": trade("distances", own),
    }


def mutated(content: bytes, chance: random.Random) -> bytes:
    """The content with one to four changes; of an archive, often those of a file in it."""
    if content.startswith(b"PK") and chance.random() < 0.7:
        return _mutated_within(content, chance)
    return _mutated(content, chance)


def _mutated_within(content: bytes, chance: random.Random) -> bytes:
    """The archive made anew with one of its files changed: its sums are right, its text is not."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        names = old.namelist()
        hit = chance.choice(names)
        for name in names:
            inner = old.read(name)
            new.writestr(name, _mutated(inner, chance) if name == hit else inner)
    return out.getvalue()


def _mutated(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        place = chance.randint(0, len(content))
        end = min(len(content), place + chance.randint(0, 40))
        match chance.randint(0, 5):
            case 0:
                content = content[:place] + bytes([chance.randint(0, 255)]) + content[place + 1 :]
            case 1:
                content = content[:place]
            case 2:
                content = content[:place] + content[end:]
            case 3:
                content = content[:end] + content[place:]
            case 4:
                content = content[:place] + chance.choice(ODD) + content[place:]
            case _:
                content = content[:place] + chance.choice(ODD) + content[end:]
    return content


class Turn:
    """Lets what is called in a confined process be called in this one, by the share of its turns.

    What comes back goes through JSON, and what a library raises is worded, as it would be there.
    """

    def __init__(self, share: float) -> None:
        self._share = share
        self._confined = True
        names = {"call": (calling.call, self._call), "stream": (calling.stream, self._stream)}
        for module in [one for name, one in sys.modules.items() if name.startswith("sinergi.")]:
            for name, (old, new) in names.items():
                if module is not calling and getattr(module, name, None) is old:
                    setattr(module, name, new)

    def choose(self, chance: random.Random) -> None:
        """Choose where the next file is read."""
        self._confined = chance.random() < self._share

    def _call(self, function: str, data: bytes, **values: Any) -> Any:
        if self._confined:
            return calling.call(function, data, **values)
        parts = self._stream(function, data, **values)
        try:
            next(parts)
        except StopIteration as stop:
            return stop.value
        raise TypeError(f"{function} gives its answer in parts")

    def _stream(
        self, function: str, data: bytes, *, limits: Limits | None = None, **values: Any
    ) -> Generator[Any, None, Any]:
        if self._confined:
            return (yield from calling.stream(function, data, limits=limits, **values))
        limits = limits or Limits()
        out = io.BytesIO()
        answer = server._called(server._function(function), data, values, out, limits.written)
        yield from (calling._plain(part) for _, part in take_frames(bytearray(out.getvalue())))
        answer = calling._plain(server._text(answer))
        return calling._result(answer, function, limits, values.get("where"))


class _Hangs(BaseException):
    """No reader catches it."""


def _hangs(*_: object) -> None:
    raise _Hangs(f"no end after {_HANGS} seconds")


def _check_seeds(files: dict[str, tuple[str, bytes, str]], known: dict[str, Reader]) -> None:
    """See to it that each file is read before it is changed: else nothing is tried."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SINERGI_HOME"] = str(Path(folder) / "home")
        for name, content, reader in files.values():
            (Path(folder) / name).write_bytes(content)
            known[reader](Path(folder) / name)


def main() -> int:
    """Run until the time or the number of mutations is reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--mutations", type=int, default=10**9)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--confined", type=float, default=0.1, help="share read in a process each")
    parser.add_argument("--only", default="", help="only kinds whose name holds this")
    given = parser.parse_args()
    from sinergi.errors import SinergiError

    turn = Turn(given.confined)
    signal.signal(signal.SIGALRM, _hangs)
    seed = given.seed if given.seed is not None else random.randrange(10**9)
    chance = random.Random(seed)
    print(f"seed {seed}", flush=True)
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    files = {k: v for k, v in seeds().items() if given.only in k}
    known = readers()
    _check_seeds(files, known)
    counts: Counter[str] = Counter()
    faults = 0
    slowest = (0.0, "")
    until = time.monotonic() + given.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        os.environ["SINERGI_HOME"] = str(Path(folder) / "home")
        while time.monotonic() < until and counts.total() < given.mutations:
            if counts.total() % 200 == 0:
                # What was loaded is looked through at every load.
                shutil.rmtree(os.environ["SINERGI_HOME"], ignore_errors=True)
            kind = chance.choice(list(files))
            name, content, reader = files[kind]
            path = Path(folder) / name
            path.write_bytes(mutated(content, chance))
            begun = time.monotonic()
            turn.choose(chance)
            signal.alarm(_HANGS)
            try:
                known[reader](path)
                outcome = "read"
            except SinergiError as error:
                outcome = "refused"
                if "\n" in str(error):
                    outcome = "FAULT"
                    print(f"{kind}: several lines: {error!r}")
            except (Exception, _Hangs):
                outcome = "FAULT"
                traceback.print_exc()
            signal.alarm(0)
            counts[f"{kind}: {outcome}"] += 1
            slowest = max(slowest, (time.monotonic() - begun, kind))
            if outcome == "FAULT":
                faults += 1
                kept = Path(tempfile.gettempdir()) / f"fuzz-{seed}-{counts.total()}-{name}"
                kept.write_bytes(path.read_bytes())
                print(f"{kind}: kept in {kept}", flush=True)
    for line in sorted(counts):
        print(f"{line:<30} {counts[line]:>6}")
    print(
        f"{counts.total():,} mutations, {faults} faults; slowest {slowest[0]:.1f} s ({slowest[1]})"
    )
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
