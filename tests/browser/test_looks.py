"""What a reader sees: Chinese letters, no sideways scrolling on a phone, contrast and labels, a quick page at full size."""

from __future__ import annotations

import subprocess

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE, done_reading, overflow, upload_five

pytestmark = pytest.mark.browser

PAGES = {
    "library": "/plans/",
    "tasks": "/tables/task/",
    "targets": "/tables/target/?sort=due",
    "indicators": "/tables/indicator/",
    "units": "/units/",
    "leaders": "/leaders/",
    "search": "/search/?q=公路",
    "tour": "/help/",
    "account": "/account/",
    "password": "/account/password/",
    "organisations": "/directory/organisations/",
    "organisation-add": "/directory/organisations/add/",
}
KEEPERS = {"accounts": "/directory/accounts/", "account-add": "/directory/accounts/add/", "audit": "/audit/?verify=1"}


@pytest.fixture(scope="module")
def visited(browser: object, base_url: str) -> Page:
    """One page, signed in, with the specimen read, for all looks."""
    context = browser.new_context(base_url=base_url, locale="zh-CN", viewport=WIDE)  # type: ignore[attr-defined]
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("用户名或手机号").fill("tongchou")
    page.get_by_label("密码").fill("xunwu-anyuan-77")
    page.get_by_role("button", name="登录").click()
    upload_five(page)
    return page


def addresses(page: Page) -> dict[str, str]:
    """Every page there is to look at, the specimen's own among them."""
    page.goto("/plans/")
    opinion = page.locator(".plan-card", has=page.locator("a[href$='kind=task']")).first
    plan = opinion.locator(".plan-title a").get_attribute("href") or ""
    page.goto("/units/")
    unit = page.locator(".unit-name").first.get_attribute("href") or ""
    page.goto("/leaders/")
    leader = page.locator(".unit-name").first.get_attribute("href") or ""
    return {**PAGES, "plan": plan, "manage": f"{plan}manage/", "unit": unit, "leader": leader}


def test_a_chinese_font_is_there_and_used(visited: Page) -> None:
    families = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, text=True, check=True).stdout
    assert families.strip(), "no Chinese font: every character would be a box"
    visited.goto("/plans/")
    widths = visited.evaluate(
        """() => ['纲', '目', '\\uE83A'].map(c => { const s = document.createElement('canvas').getContext('2d');
        s.font = '40px ' + getComputedStyle(document.body).fontFamily; s.fillText(c, 4, 44);
        return Array.from(s.getImageData(0, 0, 60, 60).data).filter((v, i) => i % 4 == 3 && v > 0).length; })"""
    )
    assert widths[0] != widths[1], "two different characters look the same"
    assert widths[0] > 0


@pytest.mark.parametrize("size", [NARROW, {"width": 768, "height": 1024}, WIDE], ids=lambda s: str(s["width"]))
def test_no_page_scrolls_sideways(visited: Page, size: dict[str, int]) -> None:
    visited.set_viewport_size(size)
    wide = {}
    for name, address in addresses(visited).items():
        visited.goto(address)
        if extra := overflow(visited):
            wide[name] = extra
    visited.set_viewport_size(WIDE)
    assert wide == {}


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=lambda s: str(s["width"]))
def test_every_page_meets_wcag_aa(visited: Page, size: dict[str, int]) -> None:
    visited.set_viewport_size(size)
    rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
    found = {}
    for name, address in addresses(visited).items():
        visited.goto(address)
        visited.wait_for_load_state("networkidle")
        for violation in Axe().run(visited, options=rules).response["violations"]:
            found[f"{name} {violation['id']}"] = [node["target"] for node in violation["nodes"]][:3]
    visited.set_viewport_size(WIDE)
    assert found == {}


def test_the_sign_in_page_meets_wcag_aa(page: Page) -> None:
    page.goto("/sign-in/")
    assert Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"] == []


def test_a_phone_shows_one_part_of_a_plan_at_a_time_and_the_records_of_a_sentence(visited: Page) -> None:
    plan = addresses(visited)["plan"]
    visited.set_viewport_size(NARROW)
    visited.goto(plan)
    visited.locator("#plan[data-ready=yes]").wait_for()
    assert visited.locator(".plan-source").is_visible()
    assert not visited.locator(".plan-records").is_visible()
    visited.locator("[data-tab-of=records]").click()
    assert not visited.locator(".plan-source").is_visible()
    visited.locator(".rec-head").nth(2).click()
    assert visited.locator(".plan-source .e.is-on").first.is_visible()
    visited.locator(".plan-source .e.is-on").first.click()
    assert visited.locator("#rec-here").is_visible()
    assert visited.locator(".plan-source").is_visible()
    visited.set_viewport_size(WIDE)


def test_every_control_that_has_the_focus_shows_it(visited: Page) -> None:
    visited.goto("/tables/target/")
    bare = []
    for _step in range(25):
        visited.keyboard.press("Tab")
        bare += visited.evaluate(
            """() => { const e = document.activeElement, s = getComputedStyle(e);
            const shown = s.outlineStyle !== 'none' || s.boxShadow !== 'none' || e.closest('.ts-wrapper, .bar-search');
            return shown || e === document.body ? [] : [e.outerHTML.slice(0, 80)]; }"""
        )
    assert bare == []


def test_a_sheet_prints_on_paper_without_the_screens_controls(visited: Page) -> None:
    visited.goto(addresses(visited)["unit"])
    visited.emulate_media(media="print")
    assert not visited.locator(".bar").is_visible()
    assert not visited.locator(".page-actions").is_visible()
    assert visited.locator(".duty tbody tr").first.is_visible()
    pdf = visited.pdf(format="A4", landscape=True, prefer_css_page_size=False)
    visited.emulate_media(media="screen")
    assert pdf.startswith(b"%PDF")


def test_a_plan_of_a_hundred_thousand_characters_stays_quick(
    visited: Page, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("big") / "大规划.txt"
    file.write_text(big_plan(), "utf-8")
    visited.goto("/plans/")
    visited.locator("#files").set_input_files(file)
    visited.locator("#outcomes .note").wait_for(timeout=60_000)
    done_reading(visited)
    card = visited.locator(".plan-card", has_text="大规划")
    card.locator(".plan-title a").click()
    visited.locator("#plan[data-ready=yes]").wait_for(timeout=30_000)
    visited.reload()
    visited.locator("#plan[data-ready=yes]").wait_for(timeout=30_000)
    loaded = visited.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    step = """() => { const t = performance.now(); for (let i = 0; i < 10; i++) {
        document.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true})); document.body.offsetHeight; }
        return (performance.now() - t) / 10; }"""
    moved = visited.evaluate(step)
    nodes = visited.evaluate("document.querySelectorAll('.plan-source *').length")
    visited.goto("/plans/")
    card.locator(".menu > summary").click()
    card.get_by_role("button", name="删除").click()
    assert loaded < 3000, "milliseconds until the page stands"
    assert moved < 100, "milliseconds to the next record"
    assert nodes < 30_000, "no element for single characters"


def big_plan() -> str:
    """About 100,000 characters with 1,500 figures, in our own words."""
    chapters = (f"第{numeral(i)}章 建设任务之{numeral(i)}\n{articles(i)}" for i in range(1, 31))
    return "\n".join(["大规划", *chapters])


def articles(chapter: int) -> str:
    """Ten articles of a chapter, each with five figures."""
    body = "围绕群众需要，补齐短板弱项，提升服务水平，健全长效机制。" * 9
    return "\n".join(
        line
        for article in range(1, 11)
        for line in (
            f"（{numeral(article)}）做实第{article}类工作。{body}",
            *(f"到2025年，第{i}项工程新建设施{chapter * 100 + article * 10 + i}处。" for i in range(1, 6)),
        )
    )


def numeral(number: int) -> str:
    """A number up to 99 in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")
