"""axe-core finds nothing on the page of a brief, wide and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from sinergi.brief import brief
from sinergi.brief.render.html import html
from sinergi.brief.render.pictures import Pictures
from sinergi.vocabulary.languages import LANGUAGES

CHROMIUM = Path("/usr/bin/chromium")
SAMPLE = Path(__file__).parents[3] / "samples" / "jakarta-2024-11-22.txt"
AXE = Path(__file__).parents[2] / "web" / "vendor" / "axe.min.js"


@pytest.mark.slow
@pytest.mark.usefixtures("home")
@pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Chromium: apt-get install chromium")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_axe_finds_nothing(lang: str, tmp_path: Path) -> None:
    api = pytest.importorskip("playwright.sync_api")
    made = brief("IDN", "TJK", documents=[SAMPLE], lang=lang)
    page_file = tmp_path / "brief.html"
    page_file.write_text(html(made, Pictures(lang)), encoding="utf-8")
    with api.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        for width in (1280, 390):
            page = browser.new_page(viewport={"width": width, "height": 900})
            page.goto(page_file.as_uri())
            page.evaluate(AXE.read_text(encoding="utf-8"))
            found = page.evaluate(
                "async () => (await axe.run({resultTypes: ['violations']}))"
                ".violations.map(v => [v.id, v.nodes[0].html.slice(0, 120)])"
            )
            assert found == [], width
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        browser.close()
