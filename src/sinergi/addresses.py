"""Addresses of services that a user gives: parsed before anything is sent, and free of secrets."""

from __future__ import annotations

from urllib.parse import urlsplit


def fault(address: str) -> str | None:
    """What is wrong with the address of a web service, if anything.

    An address stands in messages and records, so that no name, password or query may be in it.
    The words do not repeat it.
    """
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return "is no address"
    if not address.isprintable() or " " in address or not address.isascii():
        return "has characters that no address has"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return "is no address of a web service"
    if parts.username is not None or parts.password is not None:
        return "holds a name or password"
    if parts.query or parts.fragment:
        return "has a query ('?') or fragment ('#')"
    return "has no port that can be called" if port == 0 else None
