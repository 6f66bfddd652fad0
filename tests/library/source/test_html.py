"""Web pages: the document without the site around it."""

from __future__ import annotations

import pytest
from source_makers import page

SITE = (
    '<div class="top"><a href="/">首页</a><a href="/zwgk">政务公开</a><nav>导航</nav></div><div id="wrap">'
    '<h1>{title}</h1><div>来源：某市人民政府办公室　字号：大 中 小　打印</div><div class="body">{body}</div></div>'
    "<div>主办：某市人民政府办公室，地址：某路一号，邮政编码另见公告。</div>"
)
BODY = (
    "<p>各区人民政府，市直各部门：</p><p>　　现提出以下意见。<br>一、总体要求<br/>到2025年，新建公路\n10公里。</p>"
    "<p>二、重点任务</p><p>加快建设，按季度调度，年底前完成；逾期的，限期整改。</p>"
)


def _texts(source) -> list[str]:  # type: ignore[no-untyped-def]
    return [source.text[slice(*block.span)] for block in source.blocks]


def test_the_document_is_found_among_the_parts_of_a_site(read) -> None:  # type: ignore[no-untyped-def]
    source = read(page(SITE.format(title="关于加快公路建设的意见", body=BODY)), "a.html")
    assert _texts(source) == [
        "关于加快公路建设的意见", "各区人民政府，市直各部门：", "现提出以下意见。", "一、总体要求", "到2025年，新建公路 10公里。",
        "二、重点任务", "加快建设，按季度调度，年底前完成；逾期的，限期整改。",
    ]  # fmt: skip
    assert source.blocks[0].level == 0


def test_a_title_printed_in_the_document_is_not_repeated(read) -> None:  # type: ignore[no-untyped-def]
    body = '<p style="text-align:center">关于加快公路建设<br>的意见</p>' + BODY
    source = read(page(SITE.format(title="关于加快公路建设的意见", body=body)), "a.html")
    assert _texts(source)[:2] == ["关于加快公路建设", "的意见"]


def test_a_title_in_the_page_labels_counts_only_where_the_page_prints_it(read) -> None:  # type: ignore[no-untyped-def]
    head = '<meta charset="utf-8"><meta name="ArticleTitle" content="{}">'
    shown = SITE.format(title="", body=BODY).replace("来源", "<b>公路意见</b>来源")
    assert _texts(read(page(shown, head.format("公路意见")), "a.html"))[0] == "公路意见"
    assert _texts(read(page(shown, head.format("别的题目")), "a.html"))[0] == "各区人民政府，市直各部门："


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("gb2312", "gb18030"),
        ("GBK", "gb18030"),
        ("utf-8", "utf-8"),
        ("utf-8", "gb18030"),
        ("no-such", "utf-8"),
        ("", "gb18030"),
    ],
)
def test_the_encoding_is_what_reads_right_whatever_is_declared(read, declared: str, encoding: str) -> None:  # type: ignore[no-untyped-def]
    html = page(BODY + "<p>镕㐂</p>", f'<meta http-equiv="Content-Type" content="text/html; charset={declared}">')
    assert "镕㐂" in read(html.decode().encode(encoding), "a.html").text


def test_a_page_with_a_byte_order_mark_is_read(read) -> None:  # type: ignore[no-untyped-def]
    assert "总体要求" in read(page(BODY).decode().encode("utf-16"), "a.html").text


def test_what_is_hidden_or_is_no_text_is_left_out(read) -> None:  # type: ignore[no-untyped-def]
    noise = (
        "<script>var 甲 = 1;</script><style>.乙{}</style><p style='display: none'>丙</p><p hidden>丁</p>"
        "<noscript>戊</noscript><button>己</button><select><option>庚</option></select><!-- 辛 -->"
    )
    text = read(page(BODY + noise), "a.html").text
    assert not set("甲乙丙丁戊己庚辛") & set(text)


def test_merged_cells_and_breaks_in_cells_are_kept(read, grid) -> None:  # type: ignore[no-untyped-def]
    table = (
        "<table><tr><th rowspan=2>序号<th colspan='2'>任务</tr><tr><td>内容<td>单位</tr>"
        "<tr><td>1<td>修路<td>区交通局<br>区住建局<p>区财政局</p></tr></table>"
    )
    source = read(page(f"<p>{BODY}</p>{table}"), "a.html")
    assert grid(source) == [
        (0, 0, 2, 1, "序号"), (0, 1, 1, 2, "任务"), (1, 1, 1, 1, "内容"), (1, 2, 1, 1, "单位"),
        (2, 0, 1, 1, "1"), (2, 1, 1, 1, "修路"), (2, 2, 1, 1, "区交通局 区住建局 区财政局"),
    ]  # fmt: skip


def test_a_page_that_is_one_table_is_read_as_a_table(read) -> None:  # type: ignore[no-untyped-def]
    rows = "".join(f"<tr><td>{n}<td>建设项目{n}<td>区交通局" for n in range(5))
    assert [block.kind for block in read(page(f"<div><table>{rows}</table></div>"), "a.html").blocks] == ["table"]


def test_a_table_that_lays_out_the_page_is_looked_through(read, grid) -> None:  # type: ignore[no-untyped-def]
    inner = "<table><tr><td>甲<td>乙</table>"
    source = read(page(f"<table><tr><td>{BODY}{inner}</td><td><a>栏目</a></td></tr></table>"), "a.html")
    assert [text for *_, text in grid(source)] == ["甲", "乙"]
    assert "一、总体要求" in _texts(source)


@pytest.mark.parametrize("extent", ["0", "-1", "x", "99999999999", ""])
def test_a_senseless_extent_of_a_cell_does_no_harm(read, extent: str) -> None:  # type: ignore[no-untyped-def]
    table = f"<table><tr><td rowspan='{extent}' colspan='{extent}'>甲<td>乙<tr><td>丙</table>"
    assert {"甲", "乙", "丙"} <= set(read(page(table), "a.html").text)


def test_an_ordered_list_prints_its_numbers(read) -> None:  # type: ignore[no-untyped-def]
    items = "<ol start=3><li>甲项<li>乙项</ol><ul><li>丙项</ul>"
    assert _texts(read(page(items), "a.html")) == ["3. 甲项", "4. 乙项", "丙项"]


def test_headings_carry_their_level_and_preformatted_lines_stay_apart(read) -> None:  # type: ignore[no-untyped-def]
    source = read(page("<h2>章名</h2><p>正<b>文</b></p><pre>一行\n二行</pre>"), "a.html")
    assert [(block.level, text) for block, text in zip(source.blocks, _texts(source), strict=True)] == [
        (2, "章名"),
        (None, "正文"),
        (None, "一行"),
        (None, "二行"),
    ]


def test_a_table_of_one_column_is_a_frame_unless_it_holds_the_page(read) -> None:  # type: ignore[no-untyped-def]
    frame = "<table><tr><td>专栏1</td></tr><tr><td><p>一项</p></td></tr></table>"
    blocks = read(page(BODY + frame), "a.html").blocks
    assert [block.framed for block in blocks[-3:]] == [False, True, True]
    assert not any(block.framed for block in read(page(f"<table><tr><td>{BODY}</td></tr></table>"), "a.html").blocks)


def test_a_page_of_unclosed_elements_is_read_to_its_end(read) -> None:  # type: ignore[no-untyped-def]
    text = read(page("".join(f"<div>第{n}段，正文。" for n in range(280))), "a.html").text
    assert text.startswith("第0段")
    assert text.endswith("第279段，正文。")


def test_a_page_of_over_ten_million_bytes_is_read_to_its_end(read) -> None:  # type: ignore[no-untyped-def]
    text = read(page(f"<p>{'字' * 1_700_000}</p>" * 2 + "<p>末了，在此。</p>"), "a.html").text
    assert text.endswith("末了，在此。")
