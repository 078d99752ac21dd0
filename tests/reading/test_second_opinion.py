"""The optional second opinion, asked from a fake service on the loopback address."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from sinergi.errors import InputError, UsageError
from sinergi.reading.document import Document
from sinergi.reading.rules import RuleReader
from sinergi.reading.second_opinion import SecondOpinion

TEXT = """JAKARTA - Menteri Perdagangan RI Bagus Wirasena bertemu Menteri Industri Kenya Joseph \
Wanderi di Jakarta, Kamis (6/3/2025).
"Kami menawarkan pelatihan vokasi bagi Kenya," kata Bagus.
Cuaca hari itu cerah sekali.
"""


class _Service:
    def __init__(self) -> None:
        self.answer: bytes = b""
        self.asked: list[dict[str, object]] = []


@pytest.fixture
def service() -> Iterator[tuple[_Service, str]]:
    state = _Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            state.asked.append(json.loads(self.rfile.read(length)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(state.answer)

        def log_message(self, *_: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield state, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def answer(*items: dict[str, object]) -> bytes:
    return json.dumps({"choices": [{"message": {"content": json.dumps(items)}}]}).encode()


def test_only_exact_spans_count(service: tuple[_Service, str]) -> None:
    state, address = service
    state.answer = answer(
        {"span": "Cuaca hari itu cerah sekali", "kind": "fact", "side": "IDN", "sector": None},
        {"span": "words that are not there", "kind": "offer", "side": "IDN"},
        {"span": "Kami menawarkan pelatihan vokasi bagi Kenya", "kind": "offer", "side": "IDN"},
        {"span": "Cuaca", "kind": "nonsense", "side": "IDN"},
        {"span": "Cuaca", "kind": "fact", "side": "XXX"},
    )
    alone = RuleReader().read(Document("x", TEXT))
    record = SecondOpinion(RuleReader(), address, "tiny").read(Document("x", TEXT))
    assert len(record.statements) == len(alone.statements) + 1
    added = next(s for s in record.statements if s.span == "Cuaca hari itu cerah sekali")
    assert TEXT[added.start : added.end] == added.span
    assert added.confidence == 0.3
    assert record.notes[-1] == "second opinion (tiny): 1 statements confirmed, 1 added, 3 dropped"
    assert state.asked[0]["model"] == "tiny"


@pytest.mark.parametrize("content", [b"nonsense", b"{}", b'{"choices": []}', b"[1]"])
def test_a_wrong_answer_is_a_clear_error(service: tuple[_Service, str], content: bytes) -> None:
    state, address = service
    state.answer = content
    with pytest.raises(InputError, match="not of the expected form"):
        SecondOpinion(RuleReader(), address, "tiny").read(Document("x", TEXT))


def test_an_answer_without_a_list_adds_nothing(service: tuple[_Service, str]) -> None:
    state, address = service
    state.answer = json.dumps({"choices": [{"message": {"content": "I cannot say."}}]}).encode()
    record = SecondOpinion(RuleReader(), address, "tiny").read(Document("x", TEXT))
    assert record.notes[-1].endswith("0 statements confirmed, 0 added, 0 dropped")


def test_no_service_there_is_a_clear_error() -> None:
    reader = SecondOpinion(RuleReader(), "http://127.0.0.1:9/v1", "tiny", seconds=2)
    with pytest.raises(InputError, match="cannot be reached"):
        reader.read(Document("x", TEXT))


def test_a_file_address_is_refused() -> None:
    with pytest.raises(UsageError, match="no address"):
        SecondOpinion(RuleReader(), "file:///etc/passwd", "tiny")


def test_a_document_that_is_no_record_is_not_sent(service: tuple[_Service, str]) -> None:
    state, address = service
    SecondOpinion(RuleReader(), address, "tiny").read(Document("x", "Timnas menang 2-0."))
    assert state.asked == []
