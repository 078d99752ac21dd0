"""Asks a service behind an OpenAI-compatible address; keeps its key from everybody else.

The key goes to the address given and nowhere else: redirects are not followed, netrc files are
not read, and neither the key nor anything the service wrote ever stands in a message.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sinergi import addresses
from sinergi.errors import InputError, UsageError

if TYPE_CHECKING:
    import requests

LARGEST_ANSWER = 2_000_000
"""Bytes of the longest answer that is read."""

_BLOCK = 1 << 16
_WRONG_QUESTION = (400, 422)
_ADVICE = "Start the service, or leave the second opinion off"


@dataclass(frozen=True)
class ModelService:
    """Where a model is asked, and how long it may take.

    Args:
        address: Base address, for example ``http://127.0.0.1:8080/v1``.
        model: The model's name there.
        key: Sent as bearer token when the service wants one; never shown.
        seconds: How long the whole answer may take.

    Raises:
        UsageError: the address is none of a web service or holds a password or query, or the key
            holds characters that no key has. The message does not repeat a secret.
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    seconds: float = 60.0

    def __post_init__(self) -> None:
        """Check address and key before anything is sent."""
        _check_address(self.address)
        if self.key is not None and not (
            self.key and self.key.isascii() and self.key.isprintable()
        ):
            raise UsageError(
                "the key of the second opinion has characters that no key has (a line end?)",
                advice="Give it as one line of ASCII letters, digits and signs",
            )
        if not self.seconds > 0:
            raise UsageError("the time for the second opinion is not above 0")

    @property
    def where(self) -> str:
        """The address as messages show it."""
        parts = urlsplit(self.address)
        return f"{parts.scheme}://{parts.netloc}{parts.path}"


@dataclass(frozen=True, slots=True)
class Reply:
    """What the model wrote, and how many tokens were read and written (0 where not told)."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0


def ask(service: ModelService, messages: Sequence[dict[str, str]]) -> Reply:
    """What the model answers, as one JSON object, to the messages of a conversation.

    Raises:
        InputError: the service cannot be reached, redirects, takes too long, or answers
            something else than a short text in the form of the OpenAI interface.
    """
    body: dict[str, Any] = {
        "model": service.model,
        "temperature": 0,
        "stream": False,
        "messages": list(messages),
    }
    as_json = {**body, "response_format": {"type": "json_object"}}
    found = _post(service, json.dumps(as_json).encode("ascii"), may_refuse=True)
    if found is None:
        # Some services know other forms of an answer only; the answer is checked anyway.
        found = _post(service, json.dumps(body).encode("ascii"))
    return _reply(found or b"", service)


def _check_address(address: str) -> None:
    fault = addresses.fault(address)
    if fault is not None:
        raise UsageError(
            f"the address of the second opinion {fault}",
            advice="Give one like http://127.0.0.1:8080/v1, the key apart",
        )


def _post(service: ModelService, body: bytes, *, may_refuse: bool = False) -> bytes | None:
    """The answer to ``body``; None where the service calls the question wrong and may."""
    import requests
    import urllib3

    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    if service.key:
        headers["Authorization"] = f"Bearer {service.key}"
    address = f"{service.address.rstrip('/')}/chat/completions"
    with _Deadline(service.seconds) as deadline, requests.Session() as session:
        # Neither netrc nor other files of the user may add a secret; proxies may be needed.
        session.trust_env = False
        session.proxies = requests.utils.get_environ_proxies(address)
        deadline.watch(session)
        try:
            with session.post(
                address,
                data=body,
                headers=headers,
                timeout=service.seconds,
                allow_redirects=False,
                stream=True,
            ) as response:
                if may_refuse and response.status_code in _WRONG_QUESTION:
                    return None
                if response.status_code != 200:
                    raise _refused(response, service)
                found = _body(response, service)
            if deadline.passed:
                raise requests.Timeout
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            what = (
                f"did not answer within {service.seconds:g} seconds"
                if deadline.passed
                else _reason(error, service.seconds)
            )
            # What the library says may hold what the service wrote: it is not passed on.
            raise InputError(
                f"the second opinion {what}", where=service.where, advice=_ADVICE
            ) from None
    return found


def _refused(response: requests.Response, service: ModelService) -> InputError:
    code = response.status_code
    if 300 <= code < 400:
        return InputError(
            f"the second opinion redirects ({code}); the key is not sent elsewhere",
            where=service.where,
            advice="Give the address that it redirects to, if you trust it",
        )
    meaning = {401: ": the key is not accepted", 403: ": the key is not accepted"}.get(code, "")
    return InputError(f"the second opinion answers {code}{meaning}", where=service.where)


def _body(response: requests.Response, service: ModelService) -> bytes:
    found = bytearray()
    while block := response.raw.read1(_BLOCK):
        found += block
        if len(found) > LARGEST_ANSWER:
            raise InputError(
                f"the second opinion answers more than {LARGEST_ANSWER:,} bytes",
                where=service.where,
            )
    return bytes(found)


def _reason(error: Exception, seconds: float) -> str:
    import requests

    reasons = (
        (requests.exceptions.ProxyError, "is behind a proxy that does not answer"),
        (requests.exceptions.SSLError, "has no valid certificate"),
        (requests.exceptions.Timeout, f"did not answer within {seconds:g} seconds"),
        (requests.exceptions.ConnectionError, "cannot be reached, or does not speak HTTP"),
    )
    return next((text for kind, text in reasons if isinstance(error, kind)), "broke off")


def _reply(answer: bytes, service: ModelService) -> Reply:
    content: Any = None
    usage: Any = None
    fault = "'s answer is not of the expected form"
    try:
        whole = json.loads(answer)
        choice = whole["choices"][0]
        content = _content(choice["message"])
        usage = whole.get("usage")
        if not content:
            fault = _why_empty(choice)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        content = None
    if not content:
        raise InputError(f"the second opinion{fault}", where=service.where) from None
    if service.key:
        # What a service says back is kept: its echo of the key is not.
        content = content.replace(service.key, "[key]")
    told = usage if isinstance(usage, dict) else {}
    counted = [
        number if isinstance(number := told.get(name), int) and number >= 0 else 0
        for name in ("prompt_tokens", "completion_tokens")
    ]
    return Reply(content, counted[0], counted[1])


def _content(message: dict[str, Any]) -> str | None:
    """What a message says: its text, the texts of its parts, or what it would call a tool with."""
    content = message.get("content")
    if isinstance(content, list):
        texts = [part.get("text") for part in content if isinstance(part, dict)]
        content = "".join(text for text in texts if isinstance(text, str))
    if not isinstance(content, str) or not content.strip():
        calls = message.get("tool_calls") or []
        content = calls[0]["function"]["arguments"] if calls else None
        content = json.dumps(content) if isinstance(content, dict) else content
    return content if isinstance(content, str) and content.strip() else None


def _why_empty(choice: dict[str, Any]) -> str:
    """Why a message says nothing, in the service's fixed words, never in the model's."""
    if choice["message"].get("refusal"):
        return " refuses to answer"
    if choice.get("finish_reason") == "length":
        return " broke off before its answer: give the model a larger context or less to think"
    return " answers nothing"


class _Deadline:
    """Cuts the connections of a session when the time is over.

    The time limits of the library begin anew with each byte: a service that drips would never end.
    """

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._connections: list[Any] = []
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> _Deadline:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, session: requests.Session) -> None:
        """Learn of every connection that the session opens."""
        from requests.adapters import HTTPAdapter
        from urllib3.connection import HTTPConnection, HTTPSConnection
        from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

        connections = self._connections

        class Plain(HTTPConnection):
            def connect(self) -> None:
                connections.append(self)
                super().connect()

        class Secure(HTTPSConnection):
            def connect(self) -> None:
                connections.append(self)
                super().connect()

        class PlainPool(HTTPConnectionPool):
            ConnectionCls = Plain

        class SecurePool(HTTPSConnectionPool):
            ConnectionCls = Secure

        adapter = HTTPAdapter(max_retries=0)
        pools = {"http": PlainPool, "https": SecurePool}
        adapter.poolmanager.pool_classes_by_scheme = pools
        session.mount("http://", adapter)
        session.mount("https://", adapter)

    def _cut(self) -> None:
        import socket

        self.passed = True
        for connection in self._connections:
            with suppress(OSError, AttributeError):
                connection.sock.shutdown(socket.SHUT_RDWR)
