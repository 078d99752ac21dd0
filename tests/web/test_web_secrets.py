"""The secrets of the workbench's environment stand in no message, whatever is wrong with them."""

from __future__ import annotations

import traceback

import pytest

from sinergi.errors import UsageError
from sinergi.web import environment

MARK = "PLANTED-9f"


@pytest.mark.parametrize(
    ("name", "scheme"),
    [("DATABASE_URL", "postgresql"), ("SINERGI_SMTP", "smtps"), ("SINERGI_IMAP", "imaps")],
)
@pytest.mark.parametrize(
    "rest",
    [f"ana:{MARK}/x@mail.test/a", f"ana:x/{MARK}@mail.test", f"ana:{MARK}@[mail.test",
     f"ana:{MARK}\u2100@mail.test/a", f"ana:{MARK}@mail.test:port/a"],
)  # fmt: skip
def test_an_address_that_cannot_be_read(
    name: str, scheme: str, rest: str, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    from pathlib import Path

    monkeypatch.setenv(name, f"{scheme}://{rest}")
    readers = {
        "DATABASE_URL": lambda: environment.database(Path(str(tmp_path))),
        "SINERGI_SMTP": environment.mail,
        "SINERGI_IMAP": environment.mailbox,
    }
    with pytest.raises(UsageError, match=name) as raised:
        readers[name]()
    assert MARK not in "".join(traceback.format_exception(raised.value))


def test_what_is_kept_of_them_does_not_show_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SINERGI_SMTP", f"smtp://ana:{MARK}@mail.test")
    monkeypatch.setenv("SINERGI_IMAP", f"imaps://ana:{MARK}@mail.test")
    box, server = environment.mailbox(), environment.mail()
    assert box is not None
    assert box.password == server.password == MARK
    assert MARK not in repr(box) + repr(server)
