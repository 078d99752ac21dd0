"""Downloads what producers publish: resumable, checked, and only then used.

A download is written to ``NAME.part`` with the server's validator in ``NAME.part.json``; when it
is cut, the next call asks for the rest (``Range`` and ``If-Range``) and starts anew when the file
has changed on the server. Proxies come from the environment (``HTTPS_PROXY``, ``NO_PROXY``).
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from sinergi import addresses, store
from sinergi.errors import InputError, UsageError
from sinergi.trade.loading import Progress, silent
from sinergi.vocabulary import conversion
from sinergi.vocabulary.tables import data_path, read_table

if TYPE_CHECKING:
    import requests

LARGEST = 20_000_000_000
"""Bytes of the largest download: BACI since 1995, the largest one known, has 4 GB."""

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0
_BLOCK = 1 << 20
_NOT_THERE = (
    "Look up the newest version on the producer's site and give it with --version, or download "
    "the file there and use: sinergi data add"
)
_SERVER_FAULT = "The fault is the server's: run the same command again later"
_DIGEST = re.compile(r"[0-9a-f]{64}")


class Download(BaseModel):
    """A row of ``downloads.csv``: where a kind of data lies on its producer's site."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str
    base: str
    path: str
    version: str
    sha256: str | None = None
    size: int | None = None


@dataclass(frozen=True)
class _Answer:
    """What the server said: where the body starts, how long the whole file is, its validator."""

    start: int
    total: int | None
    validator: str | None


def downloads() -> dict[str, Download]:
    """The kinds of data that can be fetched."""
    rows = read_table(data_path("trade", "downloads.csv"), Download, unique="kind")
    return {row.kind: row for row in rows}


def url(kind: str, *, revision: str, version: str | None = None, base: str | None = None) -> str:
    """The address of a kind of data.

    Args:
        kind: A kind of :func:`downloads`.
        revision: Revision of the HS.
        version: The producer's version; the newest one known without it.
        base: Another site with the same files (a mirror).

    Raises:
        UsageError: the kind cannot be fetched, or ``base`` is no address of a web service.
        UnknownNameError: the revision is not known.
    """
    known = downloads()
    if kind not in known:
        raise UsageError(
            f"'{kind}' cannot be fetched",
            advice=f"Kinds: {', '.join(known)}. Download it yourself, then: "
            f"sinergi data add {kind} FILE",
        )
    entry = known[kind]
    path = entry.path.format(
        revision=conversion.check_revision(revision), version=version or entry.version
    )
    site = base or entry.base
    fault = addresses.fault(site)
    if fault is not None:
        raise UsageError(
            f"the address {fault}",
            where="--base-url",
            advice="Give one like https://mirror.example/baci; names and passwords go to ~/.netrc",
        )
    return f"{site.rstrip('/')}/{path}"


def fetch(
    address: str,
    *,
    sha256: str | None = None,
    folder: Path | None = None,
    progress: Progress = silent,
    read_seconds: float = READ_SECONDS,
) -> Path:
    """Download ``address`` and return the file, whole and checked.

    A file of the same name that is already there is taken when its digest, or without one its
    size, is the server's. Zip archives are checked by the sums they hold.

    Args:
        address: The file's URL.
        sha256: Its digest, when it is known.
        folder: Where to put it; ``downloads`` in the store without one.
        progress: Told the share done.
        read_seconds: How long to wait for the next bytes.

    Raises:
        UsageError: ``sha256`` is no digest.
        InputError: the server does not have it, does not answer, or the file is not as it
            should be. What has come stays in ``NAME.part`` unless it is wrong.
        StoreError: the folder cannot be written.
    """
    if sha256 is not None and not _DIGEST.fullmatch(sha256.lower()):
        raise UsageError("is not a SHA-256 digest of 64 hexadecimal digits", where="--sha256")
    folder = folder or store.home() / "downloads"
    target = folder / address.rpartition("/")[2]
    with store.reporting():
        folder.mkdir(parents=True, exist_ok=True)
        _Transfer(address, target, sha256 and sha256.lower(), progress, read_seconds).run()
    return target


class _Transfer:
    def __init__(
        self,
        address: str,
        target: Path,
        sha256: str | None,
        progress: Progress,
        read_seconds: float,
    ) -> None:
        self.address = address
        self.target = target
        self.sha256 = sha256
        self.progress = progress
        self.read_seconds = read_seconds
        self.part = target.with_name(target.name + ".part")
        self.memory = target.with_name(target.name + ".part.json")

    def run(self) -> None:
        import requests

        try:
            with requests.Session() as session:
                if self._already_there(session):
                    return
                total = self._transfer(session)
        except requests.RequestException as error:
            raise self._failed(error) from error
        self._check(total)
        self.part.replace(self.target)
        self.memory.unlink(missing_ok=True)

    def _already_there(self, session: requests.Session) -> bool:
        if not self.target.exists():
            return False
        if self.sha256 is not None:
            return _digest(self.target) == self.sha256
        head = session.head(self.address, timeout=self._timeout(), allow_redirects=True)
        return head.ok and head.headers.get("Content-Length") == str(self.target.stat().st_size)

    def _timeout(self) -> tuple[float, float]:
        return (CONNECT_SECONDS, self.read_seconds)

    def _transfer(self, session: requests.Session) -> int | None:
        with self._ask(session) as response:
            answer = self._answer(response)
            self._remember(answer)
            done = answer.start
            with self.part.open("ab" if done else "wb") as out:
                for block in _blocks(response):
                    if done + len(block) > LARGEST:
                        self._forget()
                        raise InputError(
                            f"sends more than {LARGEST / 1e9:,.0f} GB",
                            where=self.address,
                            advice="Download it yourself if you trust it",
                        )
                    out.write(block)
                    done += len(block)
                    share = done / answer.total if answer.total else None
                    self.progress(f"Downloading {self.target.name}", share)
        if answer.total is not None and done != answer.total:
            raise InputError(
                f"the connection was cut after {done:,} of {answer.total:,} bytes",
                where=self.address,
                advice="Run the same command again: it goes on from there",
            )
        return answer.total

    @contextlib.contextmanager
    def _ask(
        self, session: requests.Session, *, again: bool = False
    ) -> Iterator[requests.Response]:
        have = self.part.stat().st_size if self.part.exists() else 0
        validator = self._remembered()
        # Without a validator the rest could belong to another edition: begin anew.
        headers = {"Accept-Encoding": "identity"}
        if have and validator:
            headers |= {"Range": f"bytes={have}-", "If-Range": validator}
        with session.get(
            self.address, headers=headers, timeout=self._timeout(), stream=True
        ) as response:
            if response.status_code == 416 and not again:
                # The part is as long as the file or longer, so it is not the file's beginning.
                self._forget()
                with self._ask(session, again=True) as whole:
                    yield whole
                return
            if response.status_code not in (200, 206):
                raise InputError(
                    f"the server answers {response.status_code} {response.reason}",
                    where=self.address,
                    advice=_SERVER_FAULT if response.status_code >= 500 else _NOT_THERE,
                )
            yield response

    def _answer(self, response: requests.Response) -> _Answer:
        headers = response.headers
        etag = headers.get("ETag", "")
        # A weak validator does not promise the same bytes.
        validator = etag if etag and not etag.startswith("W/") else headers.get("Last-Modified")
        if response.status_code == 206:
            match = re.fullmatch(r"bytes (\d+)-\d+/(\d+)", headers.get("Content-Range", ""))
            if match is None or int(match[1]) != self.part.stat().st_size:
                self._forget()
                raise InputError(
                    "the server sends another part than the one asked for",
                    where=self.address,
                    advice="Run the same command again: it begins anew",
                )
            return _Answer(int(match[1]), int(match[2]), validator)
        length = headers.get("Content-Length", "").strip()
        if length and not (length.isascii() and length.isdigit() and len(length) < 18):
            raise InputError("the server does not say how long the file is", where=self.address)
        return _Answer(0, int(length) if length else None, validator)

    def _remember(self, answer: _Answer) -> None:
        self.memory.write_text(json.dumps({"validator": answer.validator}), encoding="utf-8")

    def _remembered(self) -> str | None:
        try:
            found = json.loads(self.memory.read_text(encoding="utf-8"))["validator"]
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return found if isinstance(found, str) else None

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        self.memory.unlink(missing_ok=True)

    def _check(self, total: int | None) -> None:
        """Compare with what is known of the file; a wrong one is thrown away."""
        fault = None
        size = self.part.stat().st_size
        if total is not None and size != total:
            fault = f"has {size:,} bytes where the server said {total:,}"
        elif self.sha256 is not None and _digest(self.part) != self.sha256:
            fault = f"has another SHA-256 than {self.sha256}"
        elif self.target.suffix == ".zip":
            fault = _zip_fault(self.part)
        if fault is not None:
            self._forget()
            raise InputError(
                f"the file that came {fault}", where=self.address, advice="Fetch it again"
            )

    def _failed(self, error: requests.RequestException) -> InputError:
        import requests

        have = self.part.stat().st_size if self.part.exists() else 0
        again = "Run the same command again" + (": it goes on from there" if have else "")
        reasons = (
            (requests.exceptions.ProxyError, "the proxy does not answer"),
            (requests.exceptions.SSLError, "the server's certificate is not valid"),
            (requests.exceptions.ConnectTimeout, "the server does not answer"),
            (requests.exceptions.ReadTimeout, f"no data came for {self.read_seconds:g} seconds"),
            (requests.exceptions.ChunkedEncodingError, f"the connection was cut at {have:,} bytes"),
            (requests.exceptions.ConnectionError, "the server cannot be reached"),
            (requests.exceptions.InvalidURL, "is not an address"),
            (requests.exceptions.MissingSchema, "is not an address"),
            (requests.exceptions.InvalidSchema, "is not an address of the web"),
        )
        text = str(error)
        what = next((t for kind, t in reasons if isinstance(error, kind)), "cannot be fetched")
        if "timed out" in text and isinstance(error, requests.exceptions.ConnectionError):
            what = f"no data came for {self.read_seconds:g} seconds"
        return InputError(what, where=self.address, advice=again)


def _blocks(response: requests.Response) -> Iterator[bytes]:
    """The body as it comes, so that all that came before a cut is kept.

    ``iter_content`` would wait for a whole block and lose it when the connection ends within.
    """
    import requests
    import urllib3

    try:
        while block := response.raw.read1(_BLOCK):
            yield block
    except urllib3.exceptions.ReadTimeoutError as error:
        raise requests.exceptions.ReadTimeout(error) from error
    except urllib3.exceptions.SSLError as error:
        raise requests.exceptions.SSLError(error) from error
    except urllib3.exceptions.HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(error) from error


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _zip_fault(path: Path) -> str | None:
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except zipfile.BadZipFile:
        return "is no zip archive"
    return f"is damaged at {damaged}" if damaged else None
