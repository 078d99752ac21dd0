"""Runs a command with a PostgreSQL of its own on loopback, told to it as ``DATABASE_URL``.

    python scripts/with_postgres.py pytest tests/web
    python scripts/with_postgres.py --keep /tmp/pg sinergi manage fill

The cluster lies in a temporary folder and goes with the command; ``--keep FOLDER`` keeps it. Needs
Debian's ``postgresql``. Started by root it runs as the user ``postgres``, which PostgreSQL wants.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "postgres"


def programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest version; None where it is not installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Start a cluster in ``folder``, made where it is missing; gives the address of its database.

    Raises:
        RuntimeError: PostgreSQL is not installed.
        subprocess.CalledProcessError: it does not start.
    """
    home = programs()
    if home is None:
        raise RuntimeError("PostgreSQL is not installed: apt-get install postgresql")
    data = folder / "data"
    port = _free_port()
    if not data.exists():
        folder.chmod(0o755)
        data.mkdir()
        if os.geteuid() == 0:
            shutil.chown(data, USER)
        _as_user([str(home / "initdb"), "-D", str(data), "-A", "trust", "-U", USER, "-E", "UTF8",
                  "--locale=C.UTF-8", "--no-sync"])  # fmt: skip
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={data}"
    _as_user([str(home / "pg_ctl"), "-D", str(data), "-w", "-s", "-l", str(data / "log"),
              "-o", options, "start"])  # fmt: skip
    try:
        yield f"postgresql://{USER}@127.0.0.1:{port}/{USER}"
    finally:
        _as_user([str(home / "pg_ctl"), "-D", str(data), "-s", "-m", "fast", "stop"])


def _as_user(command: list[str]) -> None:
    if os.geteuid() == 0:
        command = ["runuser", "-u", USER, "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main(arguments: list[str]) -> int:
    """Run the command; its exit code is ours."""
    kept = None
    if arguments[:1] == ["--keep"]:
        kept, arguments = Path(arguments[1]), arguments[2:]
        kept.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sinergi-pg-") as name:
        with cluster(kept or Path(name)) as address:
            done = subprocess.run(
                arguments, env=os.environ | {"DATABASE_URL": address}, check=False
            )
        return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
