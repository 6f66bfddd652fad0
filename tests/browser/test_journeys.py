"""What a coordinator does in a first week, in a real browser against the real server."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Locator, Page, expect
from python_calamine import CalamineWorkbook

from tests.browser.conftest import FIVE, SignIn, done_reading, upload_five

pytestmark = pytest.mark.browser


def open_opinion(page: Page) -> Page:
    """The opinion with its responsibility tables, on its plan page, records loaded."""
    page.goto("/plans/")
    card = page.locator(".plan-card", has=page.locator("a[href$='kind=task']"))
    card.first.locator(".plan-title a").click()
    page.locator("#plan[data-ready=yes]").wait_for()
    return page


def test_five_files_in_and_within_a_minute_who_must_do_what_by_when_with_the_sentence(desk: Page) -> None:
    begun = time.monotonic()
    page = upload_five(desk)
    expect(page.locator(".plan-group").first).to_contain_text("国家")
    open_opinion(page)
    first = page.locator(".rec").first
    first.locator(".rec-head").click()
    expect(first).to_contain_text(re.compile(r"责任领导|责任单位"))
    expect(first).to_contain_text(re.compile(r"\d{4}-\d{2}-\d{2}|年度"))
    lit = page.locator(".plan-source .e.is-on")
    assert "".join(lit.all_inner_texts()).strip()
    expect(lit.first).to_be_in_viewport()
    assert time.monotonic() - begun < 60


def test_the_same_file_again_is_said(read_library: Page) -> None:
    cards = read_library.locator(".plan-card").count()
    read_library.locator("#files").set_input_files(FIVE[0])
    expect(read_library.locator("#outcomes")).to_contain_text("没有重复入库")
    expect(read_library.locator(".plan-card")).to_have_count(cards)


def test_a_file_dropped_on_the_page_goes_up(read_library: Page) -> None:
    drop = """() => {
        const data = new DataTransfer();
        data.items.add(new File(["一、发展目标\\n到2025年建成水库3座。"], "拖放.txt", {type: "text/plain"}));
        document.getElementById("upload").dispatchEvent(new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
    }"""
    read_library.evaluate(drop)
    note = read_library.locator("#outcomes .note", has_text="拖放.txt")
    expect(note).to_contain_text(re.compile("已收到|没有重复入库|已读完"))
    expect(note).to_contain_text(re.compile("已读完|没有重复入库"), timeout=60_000)
    done_reading(read_library)
    card = read_library.locator(".plan-card", has_text="拖放")
    card.locator(".menu > summary").click()
    card.get_by_role("button", name="删除").click()
    expect(read_library.get_by_role("status")).to_contain_text("已删除")
    read_library.get_by_role("button", name="撤销").click()
    expect(read_library.locator(".plan-card", has_text="拖放")).to_have_count(1)
    read_library.locator(".plan-card", has_text="拖放").locator(".menu > summary").click()
    read_library.locator(".plan-card", has_text="拖放").get_by_role("button", name="删除").click()
    expect(read_library.locator(".plan-card", has_text="拖放")).to_have_count(0)


OPINION = "梅江县关于修好农村公路的实施意见\n\n梅县发〔2022〕6号\n\n一、重点任务\n\n（一）修路。2023年底前改造农村公路%s公里。\n"


def put_in(page: Page, name: str, text: str) -> Locator:
    """Upload a text, wait until it is read, give its line in the list of what became of the files."""
    page.locator("#files").set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
    note = page.locator("#outcomes .note", has_text=name)
    expect(note).to_contain_text("已读完", timeout=60_000)
    return note


def take_out(page: Page, words: str) -> None:
    """Delete the plan of this name."""
    page.goto("/plans/")
    card = page.locator(".plan-card", has_text=words)
    card.locator(".menu > summary").click()
    card.get_by_role("button", name="删除").click()
    expect(page.locator(".plan-card", has_text=words)).to_have_count(0)


def test_the_same_plan_as_another_file_is_said_at_once_and_becomes_its_newest_version(desk: Page) -> None:
    put_in(desk, "修路意见.txt", OPINION % 80)
    note = put_in(desk, "修路意见另存.txt", OPINION % 90)
    expect(note).to_contain_text("可能是同一份规划")
    asked = desk.locator(".plan-card", has=desk.locator(".is-twin"))
    expect(asked).to_have_count(1)
    asked.get_by_role("button", name="作为它的新版本").click()
    expect(desk.locator("#messages")).to_contain_text("第 2 版")
    done_reading(desk)
    card = desk.locator(".plan-card", has_text="修好农村公路")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("2 个版本")
    take_out(desk, "修好农村公路")


def test_a_plan_without_a_title_is_given_one_on_its_card_and_keeps_it(desk: Page) -> None:
    put_in(desk, "扫描件0042.txt", "一、重点任务\n\n（一）治水。2024年底前治理小河流12条。\n")
    card = desk.locator(".plan-card", has_text="扫描件0042")
    card.get_by_text("补充标题").click()
    card.get_by_label("标题").fill("梅江县小河流治理方案")
    card.get_by_role("button", name="保存").click()
    expect(desk.locator("#messages")).to_contain_text("已补充标题")
    card = desk.locator(".plan-card", has_text="梅江县小河流治理方案")
    card.locator(".menu > summary").click()
    card.get_by_role("button", name="重新读取").click()
    desk.locator(".page-head").first.wait_for()
    done_reading(desk)
    expect(desk.locator(".plan-card", has_text="梅江县小河流治理方案")).to_have_count(1)
    expect(desk.get_by_text("补充标题")).to_have_count(0)
    take_out(desk, "小河流治理")


def test_the_files_of_a_dropped_folder_go_up_those_of_the_folders_in_it_too(read_library: Page) -> None:
    page = read_library
    page.goto("/plans/")
    page.evaluate(
        """() => {
          const leaf = (name, words) => ({isFile: true, file: (give) => give(new File([words], name))});
          const folder = (entries) => {  // a browser gives a folder in portions, and an empty one at the end
            const portions = [...entries.map((entry) => [entry]), []];
            return {isDirectory: true, createReader: () => ({readEntries: (give) => give(portions.shift())})};
          };
          const tree = folder([leaf("甲.mp4", "a"), folder([leaf("乙.mp4", "b")])]);
          const event = new Event("drop", {bubbles: true, cancelable: true});
          event.dataTransfer = {files: [new File([], "材料")], items: [{webkitGetAsEntry: () => tree}]};
          document.body.dispatchEvent(event);
        }"""
    )
    outcomes = page.locator("#outcomes")
    expect(outcomes).to_contain_text("甲.mp4")
    expect(outcomes).to_contain_text("乙.mp4")


def test_text_leads_to_records_and_records_to_text(read_library: Page) -> None:
    page = open_opinion(read_library)
    page.locator("[data-kind-of=responsibility]").click()
    page.locator(".rec-head").nth(1).click()
    sentence = page.locator(".plan-source .e.is-on").first
    expect(sentence).to_be_in_viewport()
    before = page.locator(".plan-source").evaluate("e => e.scrollTop")
    sentence.click()
    expect(page.locator("#rec-here")).to_contain_text("此处的记录")
    assert page.locator(".plan-source").evaluate("e => e.scrollTop") == before, "the text clicked does not move"
    here = page.locator(".rec").count()
    page.get_by_role("button", name="显示全部").click()
    assert page.locator(".rec").count() > here


def test_a_click_on_a_duty_mark_shows_the_targets_and_measures_it_stands_for(read_library: Page) -> None:
    page = open_opinion(read_library)
    page.locator(".plan-source .e.d").first.click()
    shown = set(page.locator(".rec .tag").all_inner_texts())
    assert {"分工", "举措"} <= shown


def test_the_keyboard_is_enough_to_read_a_plan(read_library: Page) -> None:
    page = open_opinion(read_library)
    seen = []
    for _step in range(3):
        page.keyboard.press("j")
        seen.append(page.locator(".rec.is-on").get_attribute("data-i"))
        expect(page.locator(".plan-source .e.is-on").first).to_be_in_viewport()
    page.keyboard.press("k")
    assert page.locator(".rec.is-on").get_attribute("data-i") == seen[1]
    assert len(set(seen)) == 3
    page.keyboard.press("Escape")
    expect(page.locator(".rec.is-on")).to_have_count(0)
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.closest('#outline') !== null")
    page.keyboard.press("f")
    page.keyboard.type("公路")
    expect(page.locator(".rec").first).to_contain_text("公路")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("下一条、上一条记录")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "bar-search"


def test_a_sentence_is_copied_with_its_citation(read_library: Page) -> None:
    page = open_opinion(read_library)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-kind-of=responsibility]").click()
    page.locator(".rec-head").first.click()
    page.keyboard.press("c")
    expect(page.locator(".toast-line")).to_contain_text("已复制")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(r"《.+》（.+〔\d{4}〕\d+号）三、（.）\d*\.?：“.+”", copied), copied
    page.locator(".plan-source .prov[data-cite] p").first.evaluate(
        "e => { const r = document.createRange(); r.selectNodeContents(e); getSelection().removeAllRanges(); getSelection().addRange(r); }"
    )
    page.locator("#quote-pop button").click()
    assert page.evaluate("navigator.clipboard.readText()").startswith("《")


def test_a_link_to_a_record_opens_at_its_sentence_lit_and_going_back_works(read_library: Page) -> None:
    page = open_opinion(read_library)
    page.locator(".rec-head").nth(4).click()
    link, words = page.url, page.locator(".rec.is-on .rec-title").inner_text()
    assert "at=" in link
    page.goto("/help/")
    page.goto(link)
    page.locator("#plan[data-ready=yes]").wait_for()
    expect(page.locator(".rec.is-on .rec-title")).to_have_text(words)
    expect(page.locator(".plan-source .e.is-on").first).to_be_in_viewport()
    page.go_back()
    expect(page).to_have_url(re.compile("/help/"))


def test_the_outline_leads_to_a_provision_and_the_address_keeps_it(read_library: Page) -> None:
    page = open_opinion(read_library)
    page.locator("#outline a").nth(5).click()
    target = page.locator(".prov.is-target")
    expect(target).to_be_in_viewport()
    address = target.get_attribute("id")
    page.reload()
    page.locator("#plan[data-ready=yes]").wait_for()
    assert page.locator(".prov.is-target").get_attribute("id") == address
    expect(page.locator(".prov.is-target")).to_be_in_viewport()


def test_a_table_is_filtered_sorted_and_exported_and_a_figure_opens_its_sentence(read_library: Page) -> None:
    page = read_library
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="台账").click()
    page.get_by_role("navigation", name="台账种类").get_by_role("link", name=re.compile("目标")).click()
    all_rows = int(page.locator(".sums b").first.inner_text())
    chosen = page.locator("#id_comparator option").nth(1)
    words = chosen.inner_text().split("（")[0]
    page.locator("#id_comparator").select_option(index=1)
    page.wait_for_url("**comparator=**")
    rows = int(page.locator(".sums b").first.inner_text())
    assert 0 < rows < all_rows
    page.get_by_role("columnheader", name="时限", exact=True).get_by_role("link").click()
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("时限")
    page.get_by_text("导出").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel 表（.xlsx）").click()
    sheet = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0).to_python()
    assert len(sheet) == rows + 3
    assert words in str(sheet[1][0])
    page.keyboard.press("Escape")
    page.locator("td.num a").first.click()
    page.locator("#plan[data-ready=yes]").wait_for()
    expect(page.locator(".plan-source .e.is-on").first).to_be_in_viewport()


def test_a_long_list_of_units_is_picked_by_typing(read_library: Page) -> None:
    page = read_library
    page.goto("/tables/task/")
    page.locator("#id_unit + .ts-wrapper").click()
    page.keyboard.type("交通")
    found = page.locator("#id_unit + .ts-wrapper .option")
    expect(found.filter(has_not_text="交通")).to_have_count(0)
    found.first.click()
    page.wait_for_url("**unit=**")
    expect(page.locator(".grid tbody tr").first).to_contain_text("交通")


def test_a_view_is_saved_and_one_click_away(read_library: Page) -> None:
    page = read_library
    page.goto("/tables/task/?sort=due")
    page.get_by_text("视图", exact=True).click()
    page.get_by_label("视图名称").fill("按时限")
    page.get_by_role("button", name="保存").click()
    page.goto("/tables/task/")
    page.locator("summary", has_text="视图").click()
    page.get_by_role("link", name="按时限").click()
    expect(page).to_have_url(re.compile("sort=due"))


def test_one_units_sheet_is_two_clicks_away_and_leaves_as_word(read_library: Page) -> None:
    page = read_library
    page.get_by_role("navigation", name="主导航").get_by_role("link", name="责任单位").click()
    name = page.locator(".unit-name").first.inner_text()
    page.locator(".unit-name").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    expect(page.locator(".duty tbody tr").first).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word").click()
    assert download.value.suggested_filename.startswith(name)
    page.locator(".d-content a").first.click()
    page.locator("#plan[data-ready=yes]").wait_for()
    expect(page.locator(".plan-source .e.is-on").first).to_be_in_viewport()


def test_search_from_any_page_finds_and_opens(read_library: Page) -> None:
    page = read_library
    page.goto("/units/")
    page.goto("/help/")
    page.keyboard.press("/")
    page.keyboard.type("公路")
    page.keyboard.press("Enter")
    expect(page.locator("mark").first).to_have_text("公路")
    page.locator(".hit").first.click()
    page.locator("#plan[data-ready=yes]").wait_for()
    shown = page.locator(".plan-source .e.is-on, .plan-source .prov.is-target").first
    expect(shown).to_be_in_viewport()


def test_what_was_typed_survives_a_session_that_ends(read_library: Page, sign_in: SignIn) -> None:
    page = read_library
    page.goto("/directory/organisations/add/")
    page.get_by_label("名称").fill("梅江县水利局")
    page.get_by_label("其他写法").fill("县水利局")
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="登记").click()
    expect(page.locator("body")).to_contain_text("登录已过期")
    page.get_by_label("用户名或手机号").fill("tongchou")
    page.get_by_label("密码").fill("xunwu-anyuan-77")
    page.get_by_role("button", name="登录").click()
    page.wait_for_url("**/directory/organisations/add/")
    expect(page.get_by_label("名称")).to_have_value("梅江县水利局")
    expect(page.get_by_label("其他写法")).to_have_value("县水利局")
    expect(page.locator("[data-draft-note]")).to_be_visible()
    page.get_by_role("button", name="登记").click()
    expect(page.locator(".note.is-success")).to_contain_text("梅江县水利局")
    page.goto("/directory/organisations/add/")
    expect(page.get_by_label("名称")).to_have_value("")


def test_the_pages_work_without_scripts(read_library: Page, browser: object, base_url: str) -> None:
    state = read_library.context.storage_state()
    plain = browser.new_context(java_script_enabled=False, storage_state=state, base_url=base_url)  # type: ignore[attr-defined]
    page = plain.new_page()
    page.goto("/plans/")
    page.locator("#files").set_input_files(FIVE[0])
    page.get_by_role("button", name="上传").click()
    assert "没有重复入库" in page.locator("#outcomes").inner_text()
    page.goto("/tables/task/?words=公路")
    page.locator("td.col-text a").first.click()
    assert page.locator(".plan-source .e.is-on").count() > 0
    assert page.locator(".rec.is-on").count() == 1
    page.locator("summary", has_text="江一禾").click()
    page.get_by_role("button", name="退出登录").click()
    assert "/sign-in/" in page.url
    plain.close()


def test_the_english_switch_and_back(desk: Page) -> None:
    desk.locator("summary", has_text="江一禾").click()
    desk.get_by_role("button", name="English").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Plan library")
    desk.locator("summary", has_text="江一禾").click()
    desk.get_by_role("button", name="简体中文").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("规划库")


def test_a_page_that_is_not_there_says_so_without_a_trace(desk: Page, faults: list[str]) -> None:
    desk.goto("/plans/nosuchplan00/")
    expect(desk.locator("main")).to_contain_text("没有找到规划")
    faults.clear()
