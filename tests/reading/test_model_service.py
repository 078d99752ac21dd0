"""The client of the second opinion against services that lie, on the loopback address."""

from __future__ import annotations

import json
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sinergi.cli.main import run
from sinergi.errors import InputError, UsageError
from sinergi.reading.model_service import ModelService, Reply, ask

KEY = "sk-PLANTED-0123456789"
GOOD = json.dumps({"choices": [{"message": {"content": "[]"}}]}).encode()
Serve = Callable[..., "_Server"]


class _Server:
    """Answers each connection with what ``respond`` does to its socket; keeps what it got."""

    def __init__(self, respond: Callable[[socket.socket, bytes], None]) -> None:
        self.got: list[bytes] = []
        self._respond = respond
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._listener.getsockname()[1]}/v1"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            try:
                taken, _ = self._listener.accept()
            except OSError:
                return
            with taken:
                taken.settimeout(5)
                try:
                    request = taken.recv(1 << 20)
                    while b"\r\n\r\n" not in request:
                        request += taken.recv(1 << 20)
                    self.got.append(request)
                    self._respond(taken, request)
                except OSError:
                    continue

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(10)


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[_Server] = []

    def start(respond: Callable[[socket.socket, bytes], None] | bytes) -> _Server:
        content = respond
        if isinstance(content, bytes):
            servers.append(_Server(lambda taken, _: taken.sendall(content)))
        else:
            servers.append(_Server(content))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def _response(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def _ask(server: _Server, seconds: float = 20) -> Reply:
    return ask(
        ModelService(server.address, "tiny", KEY, seconds), [{"role": "user", "content": "x"}]
    )


def test_the_key_is_sent_once_to_the_address_given(serve: Serve) -> None:
    server = serve(_response(GOOD))
    assert _ask(server) == Reply("[]")
    assert len(server.got) == 1
    assert f"Authorization: Bearer {KEY}".encode() in server.got[0]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_no_redirect_is_followed(serve: Serve, code: int) -> None:
    other = serve(_response(GOOD))
    server = serve(_response(b"", f"{code} Moved", f"Location: {other.address}"))
    with pytest.raises(InputError, match="redirects") as caught:
        _ask(server)
    assert other.got == []
    assert KEY not in str(caught.value)


def test_netrc_is_not_read(serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ana password SECRET\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server = serve(_response(GOOD))
    ask(ModelService(server.address, "tiny"), [])
    assert b"Authorization" not in server.got[0]


LIES: dict[str, bytes] = {
    "bad status line": b"HELLO " + KEY.encode() + b"\r\n\r\n",
    "status with the key": _response(b"", f"500 {KEY}"),
    "no answer": b"",
    "bad chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    "half a body": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + KEY.encode(),
    "bad length": b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
    "long header": b"HTTP/1.1 200 OK\r\nA: " + b"b" * 200_000 + b"\r\n\r\n",
    "brackets": _response(b"[" * 500_000),
    "large": _response(b" " * 3_000_000),
    "no JSON": _response(KEY.encode()),
    "other JSON": _response(json.dumps({"error": f"bad key {KEY}"}).encode()),
    "not a text": _response(b'{"choices": [{"message": {"content": {"key": "x"}}}]}'),
    "no UTF-8": _response(b"\xff\xfe\xfd"),
    "refused": _response(f"key {KEY} unknown".encode(), "401 Unauthorized"),
    "gzip": _response(b"\x1f\x8b\x08broken", "200 OK", "Content-Encoding: gzip"),
    "escapes": b"HTTP/1.1 200 \x1b]0;owned\x07\r\n\r\n",
}


@pytest.mark.parametrize("lie", LIES)
def test_a_service_that_lies_is_one_line_without_its_words(serve: Serve, lie: str) -> None:
    with pytest.raises(InputError, match="second opinion") as caught:
        _ask(serve(LIES[lie]))
    shown = f"{caught.value} {caught.value.__cause__} {caught.value.__context__ and ''}"
    assert KEY not in shown
    assert "\n" not in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("where", ["status", "header", "body"])
def test_a_slow_drip_ends_when_the_time_is_over(serve: Serve, where: str) -> None:
    start = {
        "status": b"HTTP/1.1 2",
        "header": b"HTTP/1.1 200 OK\r\nA: ",
        "body": b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
    }

    def drip(taken: socket.socket, _: bytes) -> None:
        taken.sendall(start[where])
        while True:
            taken.sendall(b"0")
            time.sleep(0.05)

    # Without the limit it never ends.
    with pytest.raises(InputError, match="within 1 seconds"):
        _ask(serve(drip), seconds=1)


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "http://",
        f"http://user:{KEY}@127.0.0.1/v1",
        f"http://{KEY}@127.0.0.1/v1",
        f"http://127.0.0.1/v1?key={KEY}",
        f"http://127.0.0.1/v1#{KEY}",
        f"http://127.0.0.1:99999/{KEY}",
        f"http://127.0.0.1:0/{KEY}",
        f"http://127.0.0.1/\n{KEY}",
        f"http://[::1/{KEY}",
        f"http://127.0.0.1/ {KEY}",
        f"127.0.0.1/{KEY}",
    ],
)
def test_an_address_that_is_none_is_refused_without_repeating_it(address: str) -> None:
    with pytest.raises(UsageError, match="the address of the second opinion") as caught:
        ModelService(address, "tiny")
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("key", ["", f"{KEY}\n", f"{KEY}\r\nX: y", f"{KEY}ӯ", f"{KEY}\x00"])
def test_a_key_that_is_none_is_refused_without_repeating_it(key: str) -> None:
    with pytest.raises(UsageError, match="key") as caught:
        ModelService("http://127.0.0.1/v1", "tiny", key)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("lie", ["status with the key", "other JSON", "bad status line", "good"])
def test_a_planted_key_is_in_no_output(
    serve: Serve,
    lie: str,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    home: Path,
) -> None:
    """Message, record and the most talkative log: whatever the service does with the key."""
    caplog.set_level(logging.DEBUG)
    echo = json.dumps({"choices": [{"message": {"content": f'["{KEY}"] {KEY}'}}]}).encode()
    server = serve(LIES.get(lie, _response(echo)))
    monkeypatch.setenv("SINERGI_MODEL_KEY", KEY)
    sample = Path(__file__).resolve().parents[2] / "samples/jakarta-2024-11-22.txt"
    options = ["--second-opinion", server.address, "--model", "tiny"]
    code = run(["-vv", "read", str(sample), "--json", *options])
    shown = capfd.readouterr()
    assert code == (0 if lie == "good" else 1)
    assert KEY.encode() in server.got[0]
    assert KEY not in shown.out + shown.err + caplog.text
    kept = [path.read_text() for path in home.rglob("*") if path.is_file()]
    assert bool(kept) == (lie == "good")
    assert not any(KEY in text for text in kept)
    assert KEY not in repr(ModelService(server.address, "tiny", KEY))
