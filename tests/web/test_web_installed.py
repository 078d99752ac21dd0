"""The workbench out of its wheel, away from the checkout: started, set up, and used over HTTP."""

from __future__ import annotations

import io
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import zipfile
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
HEADINGS = {"en": "My desk", "id": "Meja saya", "ru": "Мой стол", "tg": "Мизи ман"}


class Browser:
    """As much of one as a form needs: cookies and the token of the page."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        self.page = ""

    def get(self, where: str) -> bytes:
        with self.opener.open(self.base + where, timeout=120) as answer:
            content: bytes = answer.read()
        if answer.headers.get_content_type() == "text/html":
            self.page = content.decode()
        return content

    def post(self, where: str, **given: Any) -> str:
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        assert token is not None
        form = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], **given}, doseq=True)
        request = urllib.request.Request(  # noqa: S310 - our own
            self.base + where, form.encode(), {"Referer": self.base + where}
        )
        with self.opener.open(request, timeout=300) as answer:
            self.page = answer.read().decode()
            return str(answer.url)


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[Browser]:
    built = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    away = {
        k: v for k, v in os.environ.items() if k not in ("DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")
    }
    away |= {"PYTHONPATH": str(tmp_path / "site"), "SINERGI_HOME": str(tmp_path / "home")}
    server = subprocess.Popen(
        [sys.executable, "-m", "sinergi.cli", "serve", "--port", str(port)], cwd=tmp_path, env=away
    )
    one = Browser(f"http://127.0.0.1:{port}")
    try:
        for _ in range(240):
            try:
                one.get("/health")
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.5)
        yield one
    finally:
        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0


def test_an_installed_package_goes_from_the_first_page_to_a_brief_in_word(browser: Browser) -> None:
    browser.get("/")
    given = {"username": "a", "password": "kopi-susu-9-teh", "name": "A", "desk": "Asia"}
    assert browser.post("/start/", **given, country="IDN", demo="on").endswith("/")
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', browser.page))
    assert len(files) >= 4
    assert all(browser.get(file) for file in files)
    for lang, heading in HEADINGS.items():
        browser.get("/")
        browser.post("/language/", language=lang, next="/")
        assert heading in browser.page
    # Nothing is fetched from elsewhere.
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', browser.page)
    browser.get("/pairs/")
    pair = re.search(r'href="(/pairs/\d+/)"', browser.page)
    assert pair is not None
    for part in ("", "openings/", "companies/", "timeline/"):
        assert browser.get(pair[1] + part)
    browser.get(f"{pair[1]}briefs/")
    made = browser.post(f"{pair[1]}briefs/", lang="id", edition="internal", formats=["docx"],
                        parts=["statements", "evidence", "companies", "plan"])  # fmt: skip
    where = urllib.parse.urlsplit(made).path
    for _ in range(600):
        browser.get(where)
        if ready := re.search(r'href="(/briefs/\d+/[^"]+\.docx)"', browser.page):
            break
        time.sleep(1)
    assert ready is not None, browser.page[-2000:]
    with zipfile.ZipFile(io.BytesIO(browser.get(ready[1]))) as document:
        assert "Tajikistan" in document.read("word/document.xml").decode()
