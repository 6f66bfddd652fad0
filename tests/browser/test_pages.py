"""Pages that ask the server again and again, and the page image beside the text, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import NARROW

pytestmark = pytest.mark.browser

POLL = """() => {
    const list = document.getElementById("plan-list");
    list.insertAdjacentHTML("afterbegin", '<div hx-get="/plans/" hx-trigger="load" hx-target="#plan-list" hx-swap="innerHTML"></div>');
    window.htmx.process(list);
}"""


def test_a_late_answer_for_the_list_never_meets_a_page_that_has_gone_on(desk: Page) -> None:
    told: list[str] = []
    held: list[Route] = []
    desk.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    desk.goto("/plans/")

    def hold_the_first(route: Route) -> None:
        if route.request.headers.get("hx-request") and not held:
            held.append(route)
        else:
            route.continue_()

    desk.route("**/plans/", hold_the_first)
    desk.evaluate(POLL)
    desk.wait_for_timeout(300)
    assert held, "the list asks by itself"
    desk.locator("#files").set_input_files({"name": "空.txt", "mimeType": "text/plain", "buffer": b""})
    expect(desk.locator("#outcomes")).to_contain_text("空.txt")
    with desk.expect_response(lambda r: "hx-request" in r.request.headers and r.request != held[0].request):
        desk.wait_for_timeout(300)
        held[0].continue_()
    desk.wait_for_timeout(300)
    assert told == []


@pytest.mark.parametrize("narrow", [False, True])
def test_the_page_image_stands_beside_the_text_with_the_record_or_the_paragraph_boxed(
    read_library: Page, narrow: bool
) -> None:
    page = read_library
    if narrow:
        page.set_viewport_size(NARROW)
    link = page.locator(".plan-card", has_text="development-plan.pdf").locator(".plan-title a")
    page.goto(str(link.get_attribute("href")) + "?kind=target")
    page.locator("#plan[data-ready=yes]").wait_for()
    if narrow:
        page.locator("[data-tab-of=records]").click()
    page.locator(".rec-head").nth(3).click()
    if narrow:  # the text stands in front now; a tap on the sentence lists its records below
        page.locator(".plan-source .e.is-on").first.click()
    page.locator(".rec.is-on [data-page-of]").click()
    page.wait_for_function("() => [...document.querySelectorAll('#pages img')].some((i) => i.naturalWidth > 600)")
    expect(page.locator("#pages .page-box").first).to_be_in_viewport()
    if not narrow:
        expect(page.locator(".plan-source .e.is-on").first).to_be_in_viewport()
        expect(page.locator(".rec.is-on")).to_be_in_viewport()
    page.locator("[data-pages-close]").click()
    expect(page.locator("#pages")).to_be_hidden()
    place = page.locator(".sheet p[data-o]").nth(6)
    place.evaluate("place => place.scrollIntoView({block: 'center'})")
    place.hover(position={"x": 4, "y": 4})
    page.locator("#page-open").click()
    expect(page.locator("#pages .page-box").first).to_be_in_viewport()
    if not narrow:
        page.keyboard.press("Escape")
        expect(page.locator("#pages")).to_be_hidden()
        page.keyboard.press("i")
        expect(page.locator("#pages .page-box").first).to_be_in_viewport()
