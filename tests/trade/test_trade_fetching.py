"""The real download code against a server on loopback."""

import hashlib
import io
import threading
import zipfile
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.errors import InputError, UnknownNameError, UsageError
from sinergi.trade import fetching

pytestmark = pytest.mark.usefixtures("home")

NAME = "BACI_HS92_V202601.zip"


def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("BACI_HS92_Y2020_V202601.csv", "t,i,j,k,v,q\n" + "x" * 5_000_000)
    return out.getvalue()


BODY = _archive()


class Site(ThreadingHTTPServer):
    """Serves BODY; the attributes say how it misbehaves."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.body = BODY
        self.etag: str | None = '"one"'
        self.cut_after: int | None = None
        self.stall_after: int | None = None
        self.claim_more = 0
        self.ranges = True
        self.status = 200
        self.seen: list[tuple[str, str | None]] = []
        self.released = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/{NAME}"


class Handler(BaseHTTPRequestHandler):
    server: Site

    def log_message(self, *args: object) -> None:
        pass

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, *, body: bool) -> None:
        site = self.server
        asked = self.headers.get("Range")
        site.seen.append((self.command, asked))
        if site.status != 200:
            self.send_error(site.status)
            return
        start = 0
        if asked and site.ranges and self.headers.get("If-Range") in (None, site.etag):
            start = int(asked.removeprefix("bytes=").rstrip("-"))
            if start >= len(site.body):
                self.send_error(416)
                return
            self.send_response(206)
            self.send_header(
                "Content-Range", f"bytes {start}-{len(site.body) - 1}/{len(site.body)}"
            )
        else:
            self.send_response(200)
        self.send_header("Content-Length", str(len(site.body) - start + site.claim_more))
        if site.etag:
            self.send_header("ETag", site.etag)
        self.end_headers()
        if body:
            self._send(site.body[start:])

    def _send(self, rest: bytes) -> None:
        site = self.server
        if site.stall_after is not None:
            self.wfile.write(rest[: site.stall_after])
            site.released.wait(20)
            return
        self.wfile.write(rest if site.cut_after is None else rest[: site.cut_after])


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _parts(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_whole_download(site: Site, tmp_path: Path) -> None:
    shares: list[float | None] = []
    file = fetching.fetch(
        site.address, folder=tmp_path, progress=lambda what, share: shares.append(share)
    )
    assert file.read_bytes() == BODY
    assert _parts(tmp_path) == [NAME]
    assert shares[-1] == 1.0
    assert all(share is not None for share in shares)


def test_the_digest_is_checked(site: Site, tmp_path: Path) -> None:
    digest = hashlib.sha256(BODY).hexdigest()
    assert fetching.fetch(site.address, sha256=digest.upper(), folder=tmp_path).exists()
    with pytest.raises(InputError, match="has another SHA-256"):
        fetching.fetch(site.address, sha256="0" * 64, folder=tmp_path / "other")
    assert _parts(tmp_path / "other") == []
    with pytest.raises(UsageError, match="64 hexadecimal digits"):
        fetching.fetch(site.address, sha256="abc", folder=tmp_path)


def test_a_file_that_is_there_is_not_fetched_again(site: Site, tmp_path: Path) -> None:
    fetching.fetch(site.address, folder=tmp_path)
    site.seen.clear()
    fetching.fetch(site.address, folder=tmp_path)
    assert [method for method, _ in site.seen] == ["HEAD"]
    (tmp_path / NAME).write_bytes(b"an older edition")
    assert fetching.fetch(site.address, folder=tmp_path).read_bytes() == BODY


def test_a_cut_download_goes_on_where_it_stopped(site: Site, tmp_path: Path) -> None:
    site.cut_after = 2_000_000
    with pytest.raises(InputError, match=r"connection was cut.*goes on from there"):
        fetching.fetch(site.address, folder=tmp_path)
    assert (tmp_path / f"{NAME}.part").stat().st_size == 2_000_000
    assert not (tmp_path / NAME).exists()
    site.cut_after = None
    site.seen.clear()
    assert fetching.fetch(site.address, folder=tmp_path).read_bytes() == BODY
    assert site.seen == [("GET", "bytes=2000000-")]
    assert _parts(tmp_path) == [NAME]


def test_the_first_bytes_of_a_cut_download_are_kept(site: Site, tmp_path: Path) -> None:
    site.cut_after = 100
    with pytest.raises(InputError, match=r"cut at 100 bytes.*goes on from there"):
        fetching.fetch(site.address, folder=tmp_path)
    site.seen.clear()
    with pytest.raises(InputError, match=r"cut at 200 bytes"):
        fetching.fetch(site.address, folder=tmp_path)
    assert site.seen == [("GET", "bytes=100-")]


def test_a_file_that_changed_meanwhile_is_fetched_anew(site: Site, tmp_path: Path) -> None:
    site.cut_after = 2_000_000
    with pytest.raises(InputError):
        fetching.fetch(site.address, folder=tmp_path)
    site.cut_after, site.etag = None, '"two"'
    assert fetching.fetch(site.address, folder=tmp_path).read_bytes() == BODY


@pytest.mark.parametrize("change", ["no ranges", "no validator", "part too long"])
def test_servers_that_cannot_resume(site: Site, tmp_path: Path, change: str) -> None:
    if change == "no validator":
        site.etag = None
    site.cut_after = 2_000_000
    with pytest.raises(InputError):
        fetching.fetch(site.address, folder=tmp_path)
    site.cut_after = None
    if change == "no ranges":
        site.ranges = False
    if change == "part too long":
        (tmp_path / f"{NAME}.part").write_bytes(BODY + b"more")
    assert fetching.fetch(site.address, folder=tmp_path).read_bytes() == BODY


def test_a_file_that_is_not_there(site: Site, tmp_path: Path) -> None:
    site.status = 404
    with pytest.raises(InputError, match=r"the server answers 404 Not Found.*--version"):
        fetching.fetch(site.address, folder=tmp_path)
    assert _parts(tmp_path) == []


def test_a_server_in_trouble(site: Site, tmp_path: Path) -> None:
    site.status = 503
    with pytest.raises(InputError, match=r"the server answers 503 .*again later"):
        fetching.fetch(site.address, folder=tmp_path)
    assert _parts(tmp_path) == []


def test_a_wrong_size(site: Site, tmp_path: Path) -> None:
    site.claim_more = 10
    with pytest.raises(InputError, match="connection was cut"):
        fetching.fetch(site.address, folder=tmp_path)
    assert not (tmp_path / NAME).exists()


def test_a_slow_server(site: Site, tmp_path: Path) -> None:
    site.stall_after = 1_500_000
    with pytest.raises(InputError, match=r"no data came for 0\.3 seconds.*goes on from there"):
        fetching.fetch(site.address, folder=tmp_path, read_seconds=0.3)
    site.released.set()
    site.stall_after = None
    assert fetching.fetch(site.address, folder=tmp_path).read_bytes() == BODY


def test_a_damaged_archive(site: Site, tmp_path: Path) -> None:
    site.body = BODY[:1000] + b"y" + BODY[1001:]
    with pytest.raises(InputError, match=r"is damaged at BACI_HS92_Y2020_V202601\.csv"):
        fetching.fetch(site.address, folder=tmp_path)
    site.body = b"<html>a page of a proxy</html>"
    with pytest.raises(InputError, match="is no zip archive"):
        fetching.fetch(site.address, folder=tmp_path)
    assert _parts(tmp_path) == []


def test_no_server_and_no_address(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the server cannot be reached"):
        fetching.fetch(f"http://127.0.0.1:9/{NAME}", folder=tmp_path)
    with pytest.raises(InputError, match="is not an address"):
        fetching.fetch(f"nowhere/{NAME}", folder=tmp_path)


def test_the_proxy_of_the_environment_is_used(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.server_address[1]}")
    file = fetching.fetch(f"http://baci.invalid/{NAME}", folder=tmp_path)
    assert file.read_bytes() == BODY
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with pytest.raises(InputError, match="the proxy does not answer"):
        fetching.fetch(f"http://baci.invalid/{NAME}", folder=tmp_path / "other")


def test_the_address_of_baci() -> None:
    assert fetching.url("baci", revision="HS17") == (
        "https://www.cepii.fr/DATA_DOWNLOAD/baci/data/BACI_HS17_V202601.zip"
    )
    assert fetching.url("baci", revision="HS92", version="202401b", base="http://x/y/") == (
        "http://x/y/BACI_HS92_V202401b.zip"
    )
    with pytest.raises(UsageError, match="Kinds: baci"):
        fetching.url("wits", revision="HS17")
    with pytest.raises(UnknownNameError, match="Revisions: HS92"):
        fetching.url("baci", revision="HS93")


@pytest.mark.parametrize(
    "base",
    [
        "http://ana:sk-PLANTED@mirror.test/b",
        "http://mirror.test/b?token=sk-PLANTED",
        "ftp://sk-PLANTED/",
        "http://[sk-PLANTED/",
    ],
)
def test_a_secret_in_the_address_of_a_mirror_is_refused_and_not_repeated(
    base: str, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It would stand in messages and in the dataset's origin record."""
    assert run(["-vv", "data", "fetch", "baci", "--base-url", base]) == 2
    shown = capfd.readouterr()
    assert "--base-url" in shown.err
    assert "PLANTED" not in shown.out + shown.err
