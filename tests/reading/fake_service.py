"""A service of a language model on the loopback address, which answers what it is told to."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sinergi.cooperation.record import CooperationRecord
from sinergi.reading.model_service import ModelService
from sinergi.reading.opinion import Policy, SecondOpinion
from sinergi.reading.rules import RuleReader


class Service:
    """Answers what it is told to; remembers what it was asked."""

    def __init__(self) -> None:
        self.answer: Callable[[str], bytes] = lambda _: b""
        self.asked: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.status = 200
        self.status_for: Callable[[dict[str, Any]], int] = lambda _: self.status
        self.drip = 0.0


@contextmanager
def served() -> Iterator[tuple[Service, str]]:
    """A service and its address."""
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            asked = json.loads(self.rfile.read(length))
            state.asked.append(asked)
            state.headers.append(dict(self.headers))
            body = state.answer(json.loads(asked["messages"][1]["content"])["report"])
            status = state.status_for(asked)
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            try:
                for byte in body if state.drip else [body]:
                    self.wfile.write(bytes([byte]) if isinstance(byte, int) else byte)
                    time.sleep(state.drip)
            except OSError:
                return  # the reader has gone away

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield state, f"http://127.0.0.1:{server.server_port}/v1"
    server.shutdown()
    server.server_close()
    thread.join()


def body(content: object, **usage: int) -> bytes:
    text = content if isinstance(content, str) else json.dumps(content)
    return json.dumps({"choices": [{"message": {"content": text}}], "usage": usage}).encode()


def said(span: str, kind: str, side: str | None = None, due: str | None = None) -> dict[str, Any]:
    return {"span": span, "kind": kind, "side": side, "due": due}


def answering(
    *items: object, is_record: bool = True, parties: tuple[str, ...] = ("IDN", "KEN")
) -> Callable[[str], bytes]:
    content = {"is_record": is_record, "parties": list(parties), "statements": list(items)}
    return lambda _: body(content, prompt_tokens=100, completion_tokens=20)


def opinion(address: str, policy: Policy = Policy.ADD, **more: Any) -> SecondOpinion:
    return SecondOpinion(RuleReader(), ModelService(address, "tiny", seconds=5), policy, **more)


def by_span(record: CooperationRecord) -> dict[str, Any]:
    return {s.span: s for s in record.statements}
