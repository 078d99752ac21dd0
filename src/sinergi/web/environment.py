"""What the settings read from the machine: folder, secret, database, hosts, mail server."""

from __future__ import annotations

import fcntl
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from urllib.parse import SplitResult, unquote, urlsplit

from sinergi.errors import StoreError, UsageError
from sinergi.store import home

_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
    "PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
}


def folder() -> Path:
    """The workbench's folder in the user's store; made where it is missing."""
    path = home() / "web"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    (path / "static").mkdir(exist_ok=True)
    return path


def running(base: Path) -> IO[bytes]:
    """Say, until the process ends or the file is closed, that a server runs on this folder."""
    file = (base / "running").open("ab")
    fcntl.flock(file, fcntl.LOCK_SH)
    return file


@contextmanager
def alone(base: Path, wait: float = 0.0) -> Iterator[None]:
    """Keep servers from starting meanwhile; ``wait`` seconds for those that run.

    Raises:
        StoreError: one runs.
    """
    until = time.monotonic() + wait
    with (base / "running").open("ab") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError as error:
                if time.monotonic() >= until:
                    raise StoreError(
                        "the server runs", advice="Stop the server and the worker first"
                    ) from error
                time.sleep(0.1)
        yield


def secret_key(base: Path) -> str:
    """``SINERGI_SECRET_KEY``, else the key kept in the folder, which only its owner can read."""
    given = os.environ.get("SINERGI_SECRET_KEY")
    if given:
        return given
    file = base / "secret-key"
    try:
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
            new.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return file.read_text(encoding="ascii").strip()


def hosts() -> list[str]:
    """Names the server answers to: ``SINERGI_HOSTS``, else the loopback only."""
    given = os.environ.get("SINERGI_HOSTS", "")
    return [h.strip() for h in given.split(",") if h.strip()] or ["localhost", "127.0.0.1"]


def database(base: Path) -> dict[str, Any]:
    """Django's description of the database: ``DATABASE_URL``, else SQLite in the folder.

    Raises:
        UsageError: the address is not one of PostgreSQL.
    """
    address = os.environ.get("DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": base / "workbench.sqlite3",
            "OPTIONS": dict(_SQLITE),
            "CONN_MAX_AGE": 0,
        }
    parts, port = _parsed("DATABASE_URL", address)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise UsageError(
            "DATABASE_URL is not the address of a PostgreSQL database",
            advice="Give postgresql://USER:PASSWORD@HOST:PORT/NAME",
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _parsed(name: str, address: str) -> tuple[SplitResult, int | None]:
    """The parts and the port of an address from the environment.

    Raises:
        UsageError: it is none. The address is not repeated, nor what the library says of it: with
            a sign such as / in its password, the password's end is taken for the port.
    """
    try:
        parts = urlsplit(address)
        return parts, parts.port
    except ValueError:
        pass
    raise UsageError(
        f"{name} is not an address",
        advice="Write signs such as / # @ : of its user and password as %2F, %23, %40, %3A",
    )


@dataclass(frozen=True)
class Mail:
    """The mail server; without one, mail is written to the log."""

    backend: str
    host: str = ""
    port: int = 25
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False
    sender: str = "sinergi@localhost"


def mail() -> Mail:
    """``SINERGI_SMTP`` (``smtp://`` or ``smtps://`` for STARTTLS) and ``SINERGI_MAIL_FROM``."""
    sender = os.environ.get("SINERGI_MAIL_FROM", Mail.sender)
    address = os.environ.get("SINERGI_SMTP")
    if not address:
        return Mail("django.core.mail.backends.console.EmailBackend", sender=sender)
    parts, port = _parsed("SINERGI_SMTP", address)
    return Mail(
        "django.core.mail.backends.smtp.EmailBackend",
        host=parts.hostname or "localhost",
        port=port or (587 if parts.scheme == "smtps" else 25),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        tls=parts.scheme == "smtps",
        sender=sender,
    )


@dataclass(frozen=True)
class Mailbox:
    """The mailbox that documents are sent to."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    tls: bool


def mailbox() -> Mailbox | None:
    """``SINERGI_IMAP``: ``imaps://USER:PASSWORD@HOST:PORT/FOLDER``; ``imap://`` without TLS.

    Raises:
        UsageError: it is no such address.
    """
    address = os.environ.get("SINERGI_IMAP")
    if not address:
        return None
    parts, port = _parsed("SINERGI_IMAP", address)
    if parts.scheme not in ("imap", "imaps") or not parts.hostname or not parts.username:
        raise UsageError(
            "SINERGI_IMAP is not the address of a mailbox",
            advice="Give imaps://USER:PASSWORD@HOST:PORT/FOLDER",
        )
    tls = parts.scheme == "imaps"
    return Mailbox(
        host=parts.hostname,
        port=port or (993 if tls else 143),
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        tls=tls,
    )
