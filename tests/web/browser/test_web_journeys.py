"""The journeys of a desk in a real browser, each in two languages; axe on every page and role."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

pytestmark = pytest.mark.slow
REPORT = (Path(__file__).parents[3] / "samples/jakarta-2024-11-22.txt").read_text(encoding="utf-8")
WORDS = {
    "en": {"rest": "Accept the rest", "confirm": "Confirm the record",
           "steps": "Accept all proposed steps", "take": "Take up", "make": "Make the brief",
           "word": "Word document", "undo": "Undo"},
    "id": {"rest": "Terima sisanya", "confirm": "Konfirmasi catatan",
           "steps": "Terima semua langkah yang diusulkan", "take": "Ambil",
           "make": "Buat ringkasan", "word": "Dokumen Word", "undo": "Batalkan"},
}  # fmt: skip

PAIRS = {"en": 2, "id": 3}
"""Pairs of the server on which nothing was read yet."""


MOST_ACTIONS = 25
"""Keys and clicks from the text to the confirmed record; typing or pasting a text is one."""


class Hand:
    """What a person does on a page, counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.actions = page, 0

    def fill(self, where: str, text: str) -> None:
        self.actions += 1
        self.page.fill(where, text)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.actions += 1
            self.page.keyboard.press(key)

    def wait(self, where: str, **options: Any) -> None:
        self.page.wait_for_selector(where, **options)


@pytest.mark.parametrize("lang", ["en", "id"])
def test_from_a_report_to_a_brief_with_the_keyboard(
    lang: str, open_as: Callable[..., Any], tmp_path: Path
) -> None:
    words = WORDS[lang]
    page = open_as("officer", lang)
    hand = Hand(page)
    page.goto(f"/pairs/{PAIRS[lang]}/bring/")
    hand.fill("#id_text", REPORT)
    page.focus("main .form button.main")
    hand.press("Enter")
    hand.wait("[data-reading]")
    before = page.locator("#reading .item.statement").count()
    # A person is accepted; a statement refused, and taken back.
    hand.press("j", "a")
    hand.wait("#reading .item.accepted")
    hand.press("j", "r")
    hand.wait("#reading .item.refused")
    hand.press("k", "u")
    hand.wait("#reading .item.refused", state="detached")
    # What the reader did not see is chosen in the text: the third sentence, without its last word.
    hand.press("s", "ArrowRight", "ArrowRight", "Shift+ArrowLeft", "Enter")
    hand.press("Tab", "Tab", "Enter")
    page.locator("#reading .item.statement").nth(before).wait_for()
    # Sectors are corrected on the record's own page, whose first field has the focus.
    hand.press("j", "c")
    page.wait_for_url("**/change/**")
    assert page.evaluate("document.activeElement.name") in ("kind", "name")
    hand.press("Enter" if page.evaluate("document.activeElement.tagName") == "INPUT" else "Tab")
    if "/change/" in page.url:
        page.locator("main .form button.main").focus()
        hand.press("Enter")
    hand.wait("[data-reading]")
    hand.press("e")
    hand.wait("[data-end].main")
    hand.press("e")
    page.wait_for_url("**/meetings/**")
    assert hand.actions <= MOST_ACTIONS, hand.actions
    page.click(f"text={words['steps']}")
    page.wait_for_load_state()
    page.goto(f"/pairs/{PAIRS[lang]}/companies/?product=7601")
    page.locator(f"main button:text-is('{words['take']}')").first.click()
    page.wait_for_load_state()
    page.goto(f"/pairs/{PAIRS[lang]}/briefs/")
    page.locator(f"main button:text-is('{words['make']}')").click()
    page.wait_for_selector(f"text={words['word']}", timeout=300_000)
    with page.expect_download() as download:
        page.click(f"text={words['word']}")
    file = tmp_path / "brief.docx"
    download.value.save_as(file)
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_a_step_from_promise_to_a_result_confirmed_by_the_other_side(
    lang: str, open_as: Callable[..., Any]
) -> None:
    officer = open_as("officer", "en")
    officer.goto("/add/step/pair/1/")
    officer.fill("#id_text", f"Send the list ({lang})")
    officer.fill("#id_share_text", f"The list is sent ({lang}).")
    officer.click("main .form button.main")
    officer.wait_for_url("**/steps/*/")
    where = officer.url
    officer.click("summary:text-is('Attach evidence')")
    officer.fill("form[action$='attach/'] [name=text]", "Letter 12")
    officer.click("form[action$='attach/'] button")
    officer.wait_for_load_state()
    officer.click("text=Close the step")
    officer.wait_for_load_state()
    officer.click("text=Ask for approval")
    officer.wait_for_load_state()
    approver = open_as("approver", "en")
    approver.goto(where)
    approver.click("text=Approve for sharing")
    approver.wait_for_load_state()
    officer.goto(where)
    officer.fill("#id_to", "The minister")
    officer.select_option("#id_language", lang)
    officer.click("text=Make a link")
    link = officer.locator(".notice code").inner_text()
    outside = open_as("", lang)
    outside.goto(link)
    assert f"The list is sent ({lang})." in outside.content()
    assert outside.locator("html").get_attribute("lang") == lang
    outside.locator("main button.main").click()
    outside.wait_for_load_state()
    outside.goto(link)
    assert outside.locator("main button.main").count() == 0
    officer.goto(where)
    assert officer.locator(".tag.confirmed").count() == 1


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_company_is_found_asked_and_linked(lang: str, open_as: Callable[..., Any]) -> None:
    page = open_as("officer", lang)
    page.goto("/add/company/")
    page.fill("#id_name", f"PT Sinar Uji {lang}")
    page.select_option("#id_country", "IDN")
    page.click("main .form button.main")
    page.wait_for_url("**/companies/*/")
    page.locator("form[data-pairs] button").click()
    page.wait_for_url("**/approaches/*/")
    page.locator("form[action$='/ask/'] button").click()
    page.wait_for_load_state()
    page.fill("#answer", "We buy 200 t")
    page.locator("form[action$='/agree/'] button.main").click()
    page.wait_for_load_state()
    page.locator("form[action$='/link/'] button").click()
    page.wait_for_load_state()
    assert page.locator(".tag.linked").count() == 1


@pytest.mark.parametrize("lang", ["en", "id"])
def test_two_editors_lose_nothing(lang: str, open_as: Callable[..., Any]) -> None:
    first, second = open_as("officer", lang), open_as("approver", lang)
    first.goto("/add/step/pair/1/")
    first.fill("#id_text", "As it was")
    first.click("main .form button.main")
    first.wait_for_url("**/steps/*/")
    number = first.url.rstrip("/").rsplit("/", 1)[1]
    for page in (first, second):
        page.goto(f"/record/step/{number}/change/")
    first.fill("#id_text", "What the first typed")
    first.click("main .form button.main")
    first.wait_for_url("**/steps/*/")
    second.fill("#id_text", "What the second typed")
    second.click("main .form button.main")
    second.wait_for_selector(".error-box")
    assert second.input_value("#id_text") == "What the second typed"
    assert "What the first typed" in second.locator(".error-box").inner_text()
    second.click("main .form button.main")
    second.wait_for_url("**/steps/*/")
    assert "What the second typed" in second.locator("h1").inner_text()


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_nothing_typed_is_lost_when_the_session_expires(
    lang: str, open_as: Callable[..., Any]
) -> None:
    page = open_as("officer", lang)
    page.goto("/add/meeting/pair/1/")
    page.fill("#id_place", "Dushanbe, Rohat")
    page.context.clear_cookies(name="sessionid")
    page.click("main .form button.main")
    page.fill("#id_login", "officer")
    page.fill("#id_password", "kopi-susu-9")
    page.click("main button.main")
    page.goto("/add/meeting/pair/1/")
    assert page.input_value("#id_place") == "Dushanbe, Rohat"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_what_was_just_done_is_undone_with_one_button(
    lang: str, open_as: Callable[..., Any]
) -> None:
    page = open_as("officer", lang)
    page.goto("/add/step/pair/1/")
    page.fill("#id_text", f"Put away ({lang})")
    page.click("main .form button.main")
    page.wait_for_url("**/steps/*/")
    where = page.url
    page.click("a[href$='/archive/']")
    page.fill("main .form [name=reason]", "By mistake")
    page.click("main .form button.main")
    page.wait_for_url(where)
    assert page.locator("main .inset", has_text="By mistake").count() == 1
    page.locator(".notice form button").click()
    page.wait_for_url(where)
    assert page.locator("main .inset", has_text="By mistake").count() == 0
    page.goto("/steps/")
    assert page.locator("table.steps a", has_text=f"Put away ({lang})").count() == 1


@pytest.mark.parametrize("lang", ["tg", "ru"])
def test_on_a_phone_the_header_is_one_row_and_its_menu_opens_with_the_keyboard(
    lang: str, open_as: Callable[..., Any]
) -> None:
    page = open_as("administrator", lang, viewport={"width": 390, "height": 844})
    page.goto("/steps/")
    assert page.locator("header.bar").bounding_box()["height"] < 64
    assert not page.locator("nav.main-nav").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.locator("button.menu").get_attribute("aria-expanded") == "true"
    assert page.locator("nav.main-nav a").last.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: not url.endswith("/steps/"))
    page.locator("h1").wait_for()


@pytest.mark.parametrize("lang", ["en", "tg"])
def test_on_a_phone_every_cell_of_a_list_is_seen_with_its_title(
    lang: str, open_as: Callable[..., Any]
) -> None:
    page = open_as("officer", lang, viewport={"width": 390, "height": 844})
    page.goto("/steps/")
    titles = page.locator("table.steps thead th").all_text_contents()
    first = page.locator("table.steps tbody tr").first
    labels = first.locator("td").evaluate_all("all => all.map(one => one.dataset.label)")
    assert labels == titles[1:]
    for cell in first.locator("th, td").all():
        box = cell.bounding_box()
        assert box["x"] + box["width"] <= 390


PAGES = ("/", "/pairs/", "/pairs/1/", "/pairs/1/timeline/", "/pairs/1/sharing/", "/pairs/1/bring/",
         "/pairs/1/briefs/", "/pairs/1/companies/?product=7601", "/pairs/1/openings/",
         "/pairs/1/openings/TJK/760110/", "/pairs/1/charts/trade/", "/pairs/1/charts/map/",
         "/pairs/1/charts/facilities/", "/steps/?by=owner", "/explain/?id="
         "trade-value/TJK/IDN/760110/2011@baci-minerals",
         "/pairs/1/charts/openings-b/", "/agreements/1/", "/documents/1/", "/meetings/1/",
         "/steps/", "/steps/1/", "/agreements/", "/incentives/", "/companies/?q=alumindo",
         "/companies/review/", "/data/",
         "/people/", "/people/add/", "/me/", "/search/?q=indonesia", "/record/step/1/history/",
         "/record/step/1/change/", "/record/step/1/archive/", "/tables/step/bring/", "/pairs/add/",
         "/add/agreement/pair/1/", "/shared/", "/shared/1/", "/account/2fa/", "/account/password/",
         "/nothing/")  # fmt: skip


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_state_of_a_chart_is_in_its_address(lang: str, open_as: Callable[..., Any]) -> None:
    page = open_as("officer", lang)
    page.goto("/pairs/1/charts/openings-b/")
    every = page.locator("main tbody tr").count()
    page.select_option("#c-least", "100000")
    page.locator("main form.filters button").click()
    page.wait_for_url("**least=100000**")
    page.wait_for_selector("figure svg")
    few = page.locator("main tbody tr").count()
    assert 0 < few < every
    page.reload()
    assert page.locator("main tbody tr").count() == few
    assert page.input_value("#c-least") == "100000"
    with page.expect_download() as saved:
        page.click("[data-save=svg]")
    assert b"<svg" in Path(saved.value.path()).read_bytes()[:200]
    with page.expect_download() as table:
        page.click("main a:text-is('CSV')")
    rows = Path(table.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == few + 1


READERS = ("/", "/pairs/1/", "/documents/1/", "/meetings/1/", "/steps/1/", "/agreements/", "/data/",
           "/pairs/1/sharing/", "/pairs/1/companies/?product=7601", "/record/step/1/history/",
           "/search/?q=indonesia")  # fmt: skip
"""Pages on which a viewer and an approver see something else than an officer does."""
SHARED = ("/shared/", "/shared/1/", "/me/", "/nothing/")
SEEN = {"viewer": READERS, "approver": READERS, "counterpart": SHARED,
        "": ("/account/login/", "/confirm/nothing/")}  # fmt: skip


@pytest.mark.parametrize(
    ("role", "lang", "width"),
    [("viewer", "en", 1280), ("officer", "id", 390), ("approver", "tg", 1280),
     ("administrator", "ru", 390), ("counterpart", "en", 390), ("", "en", 390)],
)  # fmt: skip
def test_axe_finds_nothing_and_no_page_is_wider_than_a_phone(
    role: str, lang: str, width: int, open_as: Callable[..., Any], axe: str,
    server: SimpleNamespace,
) -> None:  # fmt: skip
    page = open_as(role, lang, viewport={"width": width, "height": 900})
    found = []
    for where in SEEN.get(role, PAGES):
        page.goto(where)
        page.wait_for_load_state()
        # Playwright speaks over the debugging port: the page's own policy stays as it is.
        page.evaluate(axe)
        result = page.evaluate(
            "async () => (await axe.run({resultTypes: ['violations'],"
            "runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa',"
            "'wcag22aa','best-practice']})).violations.map(v => [v.id, v.nodes.length,"
            " v.nodes[0].html.slice(0, 160)])"
        )
        found += [(where, *one) for one in result]
        wider = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if wider > 0:
            found.append((where, "wider than the window", wider, ""))
    assert found == [], json.dumps(found, indent=1)
