"""What a coordinator does with a tier of plans: what was taken up, what was dropped, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, done_reading, overflow, served, upload_five

pytestmark = pytest.mark.browser

PEER = """汀江革命老区高质量发展示范区建设方案

国示范〔2022〕99号

为支持汀江革命老区，国家发展改革委制定本方案。

一、振兴乡村

支持长汀县开展数字乡村试点，建好数字农业平台。疏浚汀江航道。

二、保护山水

推广林权抵押贷款，设立林业碳汇基金。开展汀江流域横向生态补偿。

国家发展改革委
2022年3月1日
"""


@pytest.fixture(scope="module")
def desk(browser: object, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The coordinator's page on a server of its own (these tests change the library), with the specimen compared."""
    with served(tmp_path_factory.mktemp("alignment")) as address:
        yield coordinator(browser, address)


def coordinator(browser: object, address: str) -> Page:
    """Sign in, read the specimen, compare it, and take the newest results in use."""
    context = browser.new_context(base_url=address, locale="zh-CN", viewport=WIDE)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("用户名或手机号").fill("tongchou")
    page.get_by_label("密码").fill("xunwu-anyuan-77")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/plans/")
    upload_five(page)
    compared(page)
    return page


def compared(page: Page) -> None:
    """Wait until nothing is being compared any more, and take what is offered."""
    for _try in range(40):
        page.goto("/alignment/")
        if page.locator(".tier-plan").count() >= 2 and not page.locator(".under-way").count():
            break
        page.wait_for_timeout(1500)
    take = page.get_by_role("button", name="全部采用")
    if take.count():
        take.click()
        expect(take).to_have_count(0)


def coverage(page: Page) -> Page:
    """The national plan's coverage."""
    page.goto("/alignment/")
    page.locator(".tier-plan h2 a").first.click()
    expect(page.locator(".matrix")).to_be_visible()
    return page


def side(page: Page, query: str = "") -> Page:
    """The national plan beside the district's."""
    page.goto("/alignment/")
    row = page.locator(".pairs-table tr", has_text="章贡区").filter(has_text="建设方案").first
    address = row.locator("a").first.get_attribute("href")
    page.goto(f"{address}{query}")
    expect(page.locator("#blocks")).to_be_visible()
    return page


def test_a_percentage_opens_its_list_and_a_promise_opens_side_by_side(desk: Page) -> None:
    page = coverage(desk)
    cell = page.locator(".matrix tbody tr").nth(1).locator("td").last
    missing = int(re.search(r"\d+", cell.locator(".cover.is-none").inner_text())[0])
    cell.locator(".cover.is-none").click()
    expect(page.locator(".promise")).to_have_count(missing)
    expect(page.locator("#list")).to_be_in_viewport()
    promise = page.locator(".promise").first
    words = promise.locator(".sentence").first.inner_text()
    promise.locator("td.p-state a").last.click()
    page.wait_for_url("**/alignment/pairs/**")
    expect(page.locator("#blocks .is-here")).to_be_in_viewport()
    expect(page.locator(".block", has=page.locator(".is-here")).locator(".side-upper")).to_contain_text(words)


def test_what_nobody_took_up_stands_first_with_who_might(desk: Page) -> None:
    page = coverage(desk)
    expect(page.locator(".promise").first).to_contain_text("各级都没有承接")
    expect(page.locator(".p-owners").first).to_contain_text("建议责任单位")
    page.locator(".toggle", has_text="试点示范").click()
    expect(page.locator(".toggle.is-on")).to_contain_text("试点示范")
    expect(page.locator(".promise").first.locator(".tag").first).to_contain_text("试点示范")


def test_the_keyboard_is_enough_to_review_links(desk: Page) -> None:
    page = side(desk, "?show=softened")
    page.keyboard.press("j")
    first = page.locator(".answer.is-here")
    name = first.get_attribute("id")
    expect(first).to_contain_text("弱化")
    page.keyboard.press("c")
    expect(page.locator(f"#{name} .decided")).to_contain_text("江一禾")
    expect(page.locator(f"#{name}")).to_have_class(re.compile("is-here"))
    page.keyboard.press("r")
    page.keyboard.press("1")
    expect(page.locator(f"#{name} .relation")).to_contain_text("照单承接")
    page.keyboard.press("u")
    expect(page.locator(f"#{name} .relation")).to_contain_text("弱化")
    page.keyboard.press("x")
    expect(page.locator(f"#{name} .relation")).to_contain_text("否定")
    page.reload()
    page.goto(page.url.replace("show=softened", "show=settled"))
    expect(page.locator(f"#{name}")).to_contain_text("否定")
    page.locator(f"#{name}").hover()
    page.locator(f"#{name} [data-key=u]").click()
    expect(page.locator(f"#{name} .relation")).to_contain_text("弱化")


def test_a_link_that_is_missing_is_found_by_words_and_added(desk: Page) -> None:
    page = side(desk, "?show=open")
    before = int(page.locator(".chip.is-open b").inner_text())
    page.keyboard.press("j")
    block = page.locator(".block", has=page.locator(".is-here"))
    page.keyboard.press("a")
    field = page.locator("[data-picker-field]")
    expect(field).to_be_focused()
    field.fill("碳达峰")
    expect(block.locator(".choose-list li")).to_contain_text(["碳达峰"])
    block.get_by_role("button", name="补上").click()
    expect(page.locator(".chip.is-open b")).to_have_text(str(before - 1))
    expect(page.locator(".decided").first).to_contain_text("补上对应")
    page.locator(".decided").first.scroll_into_view_if_needed()
    page.keyboard.press("u")
    expect(page.locator(".chip.is-open b")).to_have_text(str(before))


def test_a_promise_that_does_not_apply_leaves_the_percentage_with_its_reason(desk: Page) -> None:
    page = coverage(desk)
    page.goto(f"{page.url}?state=orphan")
    before = page.locator(".promise").count()
    page.locator(".promise").first.get_by_role("link", name="不适用…").click()
    page.get_by_role("button", name="保存").click()
    assert page.locator("#reason").evaluate("e => !e.validity.valid"), "a reason must be given"
    page.get_by_label("理由").fill("由省级统一实施")
    page.get_by_role("button", name="保存").click()
    expect(page.locator(".promise")).to_have_count(before - 1)
    page.goto(page.url.replace("state=orphan", "state=not_applicable"))
    expect(page.locator(".promise")).to_have_count(1)


@pytest.mark.parametrize("place", ["table", "sheet", "plan"])
def test_a_task_opens_its_chain_up_to_the_nation_wherever_it_is_shown(desk: Page, place: str) -> None:
    page = desk
    if place == "plan":
        page.goto("/tables/task/")
        page.locator("td a.cell-text", has_text="数字农业平台").click()
        page.locator("#plan[data-ready=yes]").wait_for()
    else:
        page.goto("/tables/task/" if place == "table" else "/units/sheet/?name=区农业农村局")
        row = page.locator("tr", has_text="数字农业平台").first
        row.locator(".chain-open").click()
    chain = page.locator(".chain")
    expect(chain).to_contain_text("国家")
    expect(chain).to_contain_text("安远县")
    expect(chain.locator(".relation").first).to_contain_text("弱化")


@pytest.mark.parametrize("address", ["/tables/task/", "/units/sheet/?name=区农业农村局"], ids=["table", "sheet"])
def test_a_chain_is_as_wide_as_the_table_and_its_link_closes_it_again(desk: Page, address: str) -> None:
    page = desk
    page.goto(address)
    opener = page.locator("tr", has_text="数字农业平台").first.locator(".chain-open")
    opener.click()
    chain = page.locator("tr.chain-row .chain")
    expect(chain).to_contain_text("国家")
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert chain.bounding_box()["width"] > 700
    opener.click()
    expect(chain).to_have_count(0)
    opener.click()
    expect(chain).to_have_count(1)


def test_peers_make_a_reading_list(desk: Page, tmp_path: Path) -> None:
    page = desk
    file = tmp_path / "汀江方案.txt"
    file.write_text(PEER, "utf-8")
    page.goto("/plans/")
    if not page.locator(".plan-card", has_text="汀江").count():
        page.locator("#files").set_input_files(file)
        expect(page.locator("#outcomes")).to_contain_text("汀江方案")
        done_reading(page)
    coverage(page)
    page.get_by_role("link", name="同级借鉴").click()
    page.get_by_role("button", name="与它们比对").click()
    expect(page.locator(".idea", has_text="林业碳汇基金")).to_be_visible(timeout=30_000)
    page.goto("/plans/")
    card = page.locator(".plan-card", has_text="汀江")
    card.locator(".menu > summary").click()
    card.get_by_role("button", name="删除").click()


def test_the_report_leaves_as_word(desk: Page) -> None:
    page = coverage(desk)
    with page.expect_download() as download:
        page.get_by_role("link", name="衔接报告（Word）").click()
    document = Document(str(download.value.path()))
    assert "上下衔接情况的报告" in "".join(p.text for p in document.paragraphs[:4])
    assert len(document.tables) >= 4


def test_a_changed_plan_offers_a_new_result_and_shows_what_changed(desk: Page, tmp_path: Path) -> None:
    page = desk
    page.goto("/alignment/")
    text = Path("examples/district-opinions.txt").read_text("utf-8")
    file = tmp_path / "district-2.txt"
    file.write_text(text.replace("低收入人口动态监测平台", "夜间经济示范街"), "utf-8")
    page.goto("/plans/")
    card = page.locator(".plan-card", has=page.locator("a[href$='kind=task']")).first
    card.locator(".menu > summary").click()
    card.get_by_role("link", name="版本和文件").click()
    manage = page.url
    page.locator("input[type=file]").first.set_input_files(file)
    page.get_by_role("button", name=re.compile("加入|上传")).last.click()
    expect(page.locator("body")).to_contain_text("第 2 版")
    for _try in range(30):
        page.goto("/alignment/")
        if page.locator(".offer").count() and not page.locator(".under-way").count():
            break
        page.wait_for_timeout(1000)
    page.locator(".offer a", has_text="建设方案").first.click()
    expect(page.locator("h1")).to_have_text("新结果变了什么")
    expect(page.locator("body")).to_contain_text("不再对应")
    page.get_by_role("button", name="不采用").click()
    expect(page.locator("body")).to_contain_text("原来的结果不变")
    assert manage


LOOKS = ["tier", "coverage", "units", "peers", "pair", "decisions"]


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda s: str(s["width"]))
@pytest.mark.parametrize("name", LOOKS)
def test_no_page_scrolls_sideways_and_every_page_meets_wcag_aa(desk: Page, name: str, size: dict[str, int]) -> None:
    page = desk
    page.set_viewport_size(WIDE)
    address = {"tier": "/alignment/"}.get(name)
    if name in {"coverage", "units", "peers"}:
        address = coverage(page).url + ("" if name == "coverage" else f"{name}/")
    if name in {"pair", "decisions"}:
        address = side(page).url.split("?")[0] + ("" if name == "pair" else "decisions/")
    page.set_viewport_size(size)
    page.goto(address or "/alignment/")
    page.wait_for_load_state("networkidle")
    wide = overflow(page)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = {
        v["id"]: [n["target"] for n in v["nodes"]][:3] for v in Axe().run(page, options=rules).response["violations"]
    }
    page.set_viewport_size(WIDE)
    assert (wide, found) == (0, {})
