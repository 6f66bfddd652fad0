"""The review desk in a real browser: by keyboard alone, by selecting text, on a phone."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, SignIn, overflow, upload_five

pytestmark = pytest.mark.browser

AT_ONCE = 2.0
"""Seconds within which the next record must stand on the screen: several records a minute, the reading aside."""


@pytest.fixture
def review(read_library: Page) -> Page:
    """The desk with the specimen read."""
    read_library.goto("/review/")
    return read_library


def settled(page: Page) -> None:
    """Wait until the desk takes keys again."""
    page.wait_for_function(
        "() => !document.querySelector('#desk').matches('.htmx-request, .htmx-settling, .htmx-swapping')"
    )
    page.wait_for_timeout(60)


def left(page: Page) -> int:
    return int(re.search(r"待核对\s*(\d+)", page.locator(".review-counts").inner_text())[1])  # type: ignore[index]


def press(page: Page, key: str) -> None:
    """Press a key and wait for the desk to go on."""
    before = page.url
    begun = time.monotonic()
    page.keyboard.press(key)
    page.wait_for_function("before => location.href !== before", arg=before)
    assert time.monotonic() - begun < AT_ONCE
    settled(page)


def take_all_back(page: Page, until: int) -> None:
    """Undo until the queue is as long as it was: the library is shared with the other tests."""
    while left(page) < until:
        settled(page)
        count = left(page)
        page.keyboard.press("u")
        page.wait_for_function(
            "n => !document.querySelector('.review-counts').innerText.includes('待核对 ' + n + ' ')", arg=count
        )


def test_records_are_decided_one_after_the_other_by_keyboard_and_undone(review: Page) -> None:
    at_first = left(review)
    assert at_first >= 3
    assert review.locator("#evidence mark").count() >= 1
    for key in ("Enter", "c", "x"):
        press(review, key)
    assert left(review) == at_first - 3
    expect(review.locator(".review-done")).to_contain_text("已")
    expect(review.locator("#case")).to_be_focused()
    review.keyboard.press("u")
    expect(review.locator(".review-done")).to_contain_text("撤回")
    assert left(review) == at_first - 2
    take_all_back(review, at_first)


def test_a_correction_by_keyboard_shows_in_the_table(review: Page) -> None:
    at_first = left(review)
    review.goto("/review/?about=target")
    review.keyboard.press("e")
    field = review.locator("details.act[open] [name=metric]")
    expect(field).to_be_focused()
    field.fill("键盘更正的事项")
    before = review.url
    review.keyboard.press("Tab")
    review.locator("details.act[open] button", has_text="保存更正").focus()
    review.keyboard.press("Enter")
    review.wait_for_function("before => location.href !== before", arg=before)
    review.goto("/tables/target/?words=键盘更正的事项")
    expect(review.locator("table.grid")).to_contain_text("键盘更正的事项")
    expect(review.locator(".settled-mark").first).to_have_attribute("title", re.compile("江一禾.*更正"))
    review.goto("/review/")
    take_all_back(review, at_first)


def test_enter_in_an_open_form_sends_that_form_and_the_parts_open_by_number(review: Page) -> None:
    at_first = left(review)
    review.goto("/review/?about=target")
    while review.locator("summary[data-key=s]").count() == 0:
        press(review, "j")
    review.keyboard.press("s")
    first_cut = review.locator(".review-split input[name=cut]").first
    expect(first_cut).to_be_focused()
    first_cut.check()
    review.keyboard.press("Enter")
    expect(review.locator(".review-done")).to_contain_text("已拆分")
    parts = review.locator(".review-made a")
    assert parts.count() >= 2
    settled(review)
    second = parts.nth(1).inner_text().split("\n")[0].rstrip(" 2")
    press(review, "2")
    assert second in review.locator("#evidence mark").first.inner_text()
    review.keyboard.press("e")
    expect(review.locator("details.act[open] [name=metric]")).to_be_focused()
    review.keyboard.press("Escape")
    expect(review.locator("details.act[open]")).to_have_count(0)
    review.goto("/review/")
    take_all_back(review, at_first)


def test_enter_beside_an_open_form_does_not_confirm_the_record(review: Page) -> None:
    at_first = left(review)
    review.goto("/review/?about=target")
    review.keyboard.press("e")
    review.locator("#case-title").click()
    review.keyboard.press("Enter")
    expect(review.get_by_role("alert")).to_contain_text("没有改动任何一项")
    review.goto("/review/")
    assert left(review) == at_first


def test_a_key_that_does_nothing_here_says_so_and_undo_waits_for_a_deed_of_this_sitting(review: Page) -> None:
    at_first = left(review)
    review.keyboard.press("y")
    expect(review.locator(".toast-line")).to_have_text("这里没有“y”这个操作")
    press(review, "c")
    name = review.locator(".review-undo button")
    expect(name).to_have_attribute("title", re.compile("^已确认：.+"))
    take_all_back(review, at_first)
    settled(review)
    assert review.locator(".review-undo").count() == 0, "nothing of this sitting is left to undo"
    review.keyboard.press("u")
    expect(review.locator(".toast-line")).to_have_text("这里没有“u”这个操作")
    assert left(review) == at_first


def test_a_unit_is_put_aside_by_key(review: Page) -> None:
    edition = review.locator("#evidence").get_attribute("data-edition")
    review.goto(f"/review/?edition={edition}&record=unit&at=unit/区工信局")
    review.keyboard.press("x")
    expect(review.locator("#na-reason")).to_be_focused()
    review.keyboard.press("Escape")
    review.keyboard.press("n")
    expect(review.locator("#na-reason")).to_be_focused()


def test_g_r_opens_the_desk_and_escape_leaves_the_search_field(review: Page) -> None:
    before = left(review)
    review.keyboard.press("/")
    expect(review.locator("#bar-search")).to_be_focused()
    review.keyboard.press("Escape")
    expect(review.locator("#bar-search")).not_to_be_focused()
    review.keyboard.press("g")
    review.keyboard.press("u")
    review.wait_for_url("**/units/**")
    review.keyboard.press("g")
    review.keyboard.press("r")
    review.wait_for_url("**/review/**")
    assert left(review) == before, "g u went to the units and undid nothing"


def test_words_that_are_not_in_the_text_stay_in_the_open_form(review: Page) -> None:
    review.keyboard.press("a")
    review.locator("#add-words").fill("这句话原文里没有")
    review.locator("#add button").click()
    expect(review.get_by_role("alert")).to_contain_text("请在原文里拖选漏读的那句话")
    expect(review.locator("#add-words")).to_have_value("这句话原文里没有")
    expect(review.locator("#add-words")).to_be_visible()


def test_a_refused_value_stays_in_the_form_with_its_reason(review: Page) -> None:
    review.goto("/review/?about=target")
    review.keyboard.press("e")
    review.locator("details.act[open] [name=value]").fill("十来个")
    review.locator("details.act[open] button", has_text="保存更正").click()
    expect(review.get_by_role("alert")).to_contain_text("请改正标红的内容")
    expect(review.locator("details.act[open] [name=value]")).to_have_value("十来个")


def test_what_was_missed_is_added_by_selecting_its_words(review: Page) -> None:
    at_first = left(review)
    review.evaluate(
        """() => {
            const stretch = Array.from(document.querySelectorAll("#evidence [data-o]")).find(s => s.textContent.trim().length > 9);
            const range = document.createRange();
            range.setStart(stretch.firstChild, 1);
            range.setEnd(stretch.firstChild, 8);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
        }"""
    )
    words = review.evaluate("String(getSelection()).replace(/\\s+/g, '')")
    review.keyboard.press("a")
    expect(review.locator("#add-words")).to_have_value(words)
    review.locator("#add-about").select_option("measure")
    review.locator("#add button").click()
    expect(review.locator(".review-done")).to_contain_text("补录")
    expect(review.locator("#evidence mark").first).to_have_text(words)
    settled(review)
    review.keyboard.press("u")
    expect(review.locator(".review-done")).to_contain_text("撤回")
    assert left(review) == at_first


def test_j_and_k_move_and_the_address_follows(review: Page) -> None:
    first = review.locator(".review-queue .is-here").inner_text()
    press(review, "j")
    assert review.locator(".review-queue .is-here").inner_text() != first
    press(review, "k")
    assert review.locator(".review-queue .is-here").inner_text() == first
    review.reload()
    assert review.locator(".review-queue .is-here").inner_text() == first


def test_why_a_record_was_read_so_is_one_key_away(review: Page) -> None:
    review.keyboard.press("w")
    rules = review.locator(".review-why .why-rules").first.locator("tbody td[title]")
    expect(rules.first).to_have_attribute("title", re.compile(r"^target\."))
    expect(rules.first).to_contain_text(re.compile("[一-龥]"))


def test_a_pdfs_page_stands_beside_its_text_with_the_place_boxed(review: Page) -> None:
    review.goto("/tables/indicator/")
    review.goto("/plans/")
    card = review.locator(".plan-card", has=review.locator("a[href$='kind=indicator']")).first
    card.locator(".plan-title a").click()
    review.locator("#plan[data-ready=yes]").wait_for()
    review.locator(".rec-kinds [data-kind-of=indicator]").click()
    review.locator(".rec .rec-head").first.click()
    review.get_by_role("link", name="核对", exact=True).first.click()
    box = review.locator(".page-box").first
    box.wait_for(timeout=15_000)
    image = review.locator(".page-sheet img").first
    assert (
        image.evaluate("i => i.complete ? i.naturalWidth : new Promise(r => i.onload = () => r(i.naturalWidth))") > 400
    )
    outer, inner = image.bounding_box(), box.bounding_box()
    assert outer is not None
    assert inner is not None
    assert outer["y"] <= inner["y"] <= outer["y"] + outer["height"]


@pytest.fixture
def plan_page(read_library: Page) -> Page:
    """The page of a plan with chapters."""
    read_library.goto("/plans/")
    read_library.locator(".plan-title a", has_text="意见").first.click()
    read_library.locator("#plan[data-ready=yes]").wait_for()
    return read_library


def test_a_provision_is_checked_from_where_it_stands(plan_page: Page) -> None:
    section = plan_page.locator(".prov[id]:has(.src-lead)").first
    section.hover()
    plan_page.locator("#prov-review").click()
    expect(plan_page.locator("#case-title")).to_have_text("条款")
    address = plan_page.url
    plan_page.wait_for_load_state()  # keys are heard once the page's scripts ran
    plan_page.keyboard.press("e")
    heading = plan_page.locator("details.act[open] [name=heading]")
    expect(heading).to_be_focused()
    heading.fill("改过的标题")
    plan_page.locator("details.act[open] button", has_text="保存更正").click()
    expect(plan_page.locator(".review-done")).to_contain_text("更正")
    plan_page.goto(address)
    expect(plan_page.locator(".review-fields")).to_contain_text("改过的标题")
    plan_page.keyboard.press("u")
    expect(plan_page.locator(".review-done")).to_contain_text("撤回")


def test_words_selected_on_the_plan_page_are_added_on_the_desk(plan_page: Page) -> None:
    words = plan_page.evaluate(
        """() => {
            const piece = Array.from(document.querySelectorAll(".prov[id] p")).find(p => p.textContent.length > 40);
            const walker = document.createTreeWalker(piece, NodeFilter.SHOW_TEXT);
            let node = walker.nextNode();
            while (node && node.data.length < 12) { node = walker.nextNode(); }
            const range = document.createRange();
            range.setStart(node, 1);
            range.setEnd(node, 11);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return String(getSelection());
        }"""
    )
    plan_page.locator("#quote-add").click()
    expect(plan_page.locator("#add-words")).to_have_value(words)
    expect(plan_page.locator("#add-about")).to_be_focused()
    plan_page.locator("#add-about").select_option("measure")
    plan_page.locator("#add button").click()
    expect(plan_page.locator(".review-done")).to_contain_text("补录")
    settled(plan_page)
    plan_page.keyboard.press("u")
    expect(plan_page.locator(".review-done")).to_contain_text("撤回")


def test_on_a_phone_a_record_is_confirmed_without_sideways_scrolling(sign_in: SignIn) -> None:
    page = upload_five(sign_in())
    page.set_viewport_size(NARROW)
    page.goto("/review/")
    assert overflow(page) == 0
    at_first = left(page)
    page.get_by_role("button", name=re.compile("^确认")).click()
    expect(page.locator(".review-done")).to_be_visible()
    assert left(page) == at_first - 1
    assert overflow(page) == 0
    page.get_by_role("button", name=re.compile("^撤销")).click()
    expect(page.locator(".review-done")).to_contain_text("撤回")


def test_every_form_works_without_a_script(sign_in: SignIn, browser: object, base_url: str) -> None:
    signed = sign_in()
    upload_five(signed)
    state = signed.context.storage_state()
    context = browser.new_context(  # type: ignore[attr-defined]
        java_script_enabled=False, storage_state=state, base_url=base_url, locale="zh-CN"
    )
    page = context.new_page()
    page.goto("/review/")
    at_first = left(page)
    page.get_by_role("button", name=re.compile("^确认")).click()
    assert left(page) == at_first - 1
    page.get_by_role("button", name=re.compile("^撤销")).click()
    assert left(page) == at_first
    context.close()
