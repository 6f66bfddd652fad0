"""Word documents: automatic numbers as Word prints them, tables, and what is and is not part of the text."""

from __future__ import annotations

import pytest
from source_makers import cell, docx, level, numbering, para, run, table

CHINESE = numbering(
    level(0, "chineseCountingThousand", "%1、"),
    level(1, "chineseCountingThousand", "（%2）"),
    level(2, "decimal", "%3."),
    level(3, "decimalEnclosedCircle", "%4", more='<w:suff w:val="nothing"/>'),
)


def _texts(source) -> list[str]:  # type: ignore[no-untyped-def]
    return [source.text[slice(*block.span)] for block in source.blocks]


def test_chinese_numbers_of_four_levels_are_counted_and_restart_under_each_parent(read) -> None:  # type: ignore[no-untyped-def]
    levels = [0, 1, 2, 3, 3, 2, 1, 2, 0, 1]
    source = read(docx("".join(para("任务", num=(1, n)) for n in levels), numbering=CHINESE), "a.docx")
    assert _texts(source) == [
        "一、任务", "（一）任务", "1. 任务", "①任务", "②任务", "2. 任务", "（二）任务", "1. 任务", "二、任务", "（一）任务",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("form", "text", "start", "printed"),
    [
        ("chineseCountingThousand", "第%1章", 10, ["第十章 甲", "第十一章 甲"]),
        ("chineseCountingThousand", "第%1条", 20, ["第二十条 甲", "第二十一条 甲"]),
        ("chineseCounting", "%1、", 9, ["九、甲", "十、甲"]),
        ("chineseLegalSimplified", "%1、", 2, ["贰、甲", "叁、甲"]),
        ("decimalEnclosedCircleChinese", "%1", 20, ["⑳ 甲", "㉑ 甲"]),
        ("decimalEnclosedFullstop", "%1", 1, ["⒈ 甲", "⒉ 甲"]),
        ("decimalEnclosedParen", "%1", 1, ["⑴ 甲", "⑵ 甲"]),
        ("decimalFullWidth", "%1．", 1, ["１． 甲", "２． 甲"]),
        ("decimalZero", "%1", 9, ["09 甲", "10 甲"]),
        ("ideographTraditional", "%1、", 1, ["甲、甲", "乙、甲"]),
        ("upperRoman", "%1.", 4, ["IV. 甲", "V. 甲"]),
        ("lowerLetter", "%1)", 26, ["z) 甲", "aa) 甲"]),
        ("bullet", "•", 1, ["甲", "甲"]),
        ("none", "附件", 1, ["附件 甲", "附件 甲"]),
        ("noSuchFormat", "%1.", 3, ["3. 甲", "4. 甲"]),
    ],
)
def test_each_format_prints_its_own_signs(read, form: str, text: str, start: int, printed: list[str]) -> None:  # type: ignore[no-untyped-def]
    markup = numbering(level(0, form, text, start=start))
    assert _texts(read(docx(para("甲", num=(1, 0)) * 2, numbering=markup), "a.docx")) == printed


def test_a_level_can_print_the_numbers_above_it(read) -> None:  # type: ignore[no-untyped-def]
    levels = level(0, "chineseCountingThousand", "%1、"), level(1, "decimal", "%1.%2")
    legal = level(2, "decimal", "%1.%2.%3", more="<w:isLgl/>")
    body = "".join(para("甲", num=(1, n)) for n in (0, 0, 1, 2))
    assert _texts(read(docx(body, numbering=numbering(*levels, legal)), "a.docx")) == [
        "一、甲",
        "二、甲",
        "二.1 甲",
        "2.1.1 甲",
    ]


def test_lists_of_one_kind_count_on_unless_one_says_where_to_start(read) -> None:  # type: ignore[no-untyped-def]
    instances = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/>{override}</w:num>'
        for n, override in (
            (1, ""),
            (2, ""),
            (3, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'),
        )
    )
    markup = numbering(level(0, "decimal", "%1."), instances=instances)
    body = "".join(para("甲", num=(n, 0)) for n in (1, 2, 3, 3))
    assert _texts(read(docx(body, numbering=markup), "a.docx")) == ["1. 甲", "2. 甲", "5. 甲", "6. 甲"]


def test_a_level_told_never_to_restart_counts_through(read) -> None:  # type: ignore[no-untyped-def]
    levels = level(0, "decimal", "%1."), level(1, "decimal", "（%2）", more='<w:lvlRestart w:val="0"/>')
    body = "".join(para("甲", num=(1, n)) for n in (0, 1, 0, 1))
    assert _texts(read(docx(body, numbering=numbering(*levels)), "a.docx"))[1::2] == ["（1）甲", "（2）甲"]


def test_numbers_come_from_the_style_and_its_base_and_can_be_taken_away(read) -> None:  # type: ignore[no-untyped-def]
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="heading 1"/><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="own"/><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="Deep"><w:name w:val="deep"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    markup = numbering(
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCountingThousand", "（%2）", more='<w:pStyle w:val="Deep"/>'),
    )
    body = para("甲", style="Own") + para("乙", style="Deep") + para("丙", style="Own", num=(0, 0))
    source = read(docx(body, numbering=markup, styles=styles), "a.docx")
    assert _texts(source) == ["一、甲", "（一）乙", "丙"]
    assert [block.level for block in source.blocks] == [1, None, 1]


def test_headings_and_the_title_carry_their_level(read) -> None:  # type: ignore[no-untyped-def]
    styles = '<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>'
    outline = '<w:outlineLvl w:val="{}"/>'
    body = para("题", style="T") + para("章", more=outline.format(1)) + para("正文", more=outline.format(9))
    assert [block.level for block in read(docx(body, styles=styles), "a.docx").blocks] == [0, 2, None]


def test_merged_cells_stand_once_with_their_extent(read, grid) -> None:  # type: ignore[no-untyped-def]
    wide, start, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    body = table(
        cell("分工表", wide) + cell("单位", start),
        cell("甲") + cell("乙") + cell("", on),
        cell("丙", "<w:hMerge w:val='restart'/>") + cell("", "<w:hMerge/>") + cell("丁"),
    )
    source = read(docx(body), "a.docx")
    assert grid(source) == [
        (0, 0, 1, 2, "分工表"), (0, 2, 2, 1, "单位"), (1, 0, 1, 1, "甲"), (1, 1, 1, 1, "乙"),
        (2, 0, 1, 2, "丙"), (2, 2, 1, 1, "丁"),
    ]  # fmt: skip
    assert source.text == "分工表\t单位\n甲\t乙\t\n丙\t丁"


def test_numbers_in_cells_are_counted_even_where_the_cell_is_otherwise_empty(read, grid) -> None:  # type: ignore[no-untyped-def]
    markup = numbering(level(0, "decimal", "%1"))
    body = table(*(cell(para("", num=(1, 0))) + cell("事项") for _ in range(2)))
    assert [text for *_, text in grid(read(docx(body, numbering=markup), "a.docx"))] == ["1", "事项", "2", "事项"]


def test_a_cell_of_several_paragraphs_and_breaks_is_one_line(read, grid) -> None:  # type: ignore[no-untyped-def]
    inner = para("1. 建成") + f"<w:p>{run('2. 新增')}<w:r><w:br/></w:r>{run('三处')}</w:p>"
    assert grid(read(docx(table(cell(inner) + cell("乙"))), "a.docx"))[0][4] == "1. 建成 2. 新增 三处"


def test_a_table_of_one_column_is_a_frame_around_paragraphs(read) -> None:  # type: ignore[no-untyped-def]
    body = para("前") + table(cell("专栏"), cell(para("甲项") + para("乙项"))) + para("后面还有正文")
    source = read(docx(body), "a.docx")
    assert _texts(source) == ["前", "专栏", "甲项", "乙项", "后面还有正文"]
    assert {block.kind for block in source.blocks} == {"paragraph"}
    assert [block.framed for block in source.blocks] == [False, True, True, True, False]


def test_a_frame_around_most_of_the_document_is_its_layout(read) -> None:  # type: ignore[no-untyped-def]
    source = read(docx(para("题") + table(cell(para("正文很长的一段") + para("又一段")))), "a.docx")
    assert not any(block.framed for block in source.blocks)


def test_content_controls_are_looked_through_at_every_depth(read, grid) -> None:  # type: ignore[no-untyped-def]
    def control(inner: str) -> str:
        return f"<w:sdt><w:sdtPr/><w:sdtContent>{inner}</w:sdtContent></w:sdt>"

    body = control(control(para("甲"))) + f"<w:p>{control(run('乙'))}</w:p>"
    rows = "<w:tbl>" + control("<w:tr>" + control(cell("丙")) + cell("丁") + "</w:tr>") + "</w:tbl>"
    source = read(docx(body + rows), "a.docx")
    assert _texts(source)[:2] == ["甲", "乙"]
    assert [text for *_, text in grid(source)] == ["丙", "丁"]


def test_insertions_are_read_and_deletions_are_not(read) -> None:  # type: ignore[no-untyped-def]
    body = (
        f"<w:p>{run('建设')}<w:ins>{run('十')}</w:ins><w:del><w:r><w:delText>九</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('旧')}</w:moveFrom>{run('处')}</w:p>"
        f"<w:del>{para('删去的段')}</w:del>"
    )
    assert read(docx(body), "a.docx").text == "建设十处"


def test_a_deleted_paragraph_end_joins_two_paragraphs_and_takes_no_number(read) -> None:  # type: ignore[no-untyped-def]
    deleted = "<w:rPr><w:del/></w:rPr>"
    body = para("甲", num=(1, 0)) + para("半", num=(1, 0), more=deleted) + para("句", num=(1, 0))
    assert _texts(read(docx(body, numbering=CHINESE), "a.docx")) == ["一、甲", "二、半句"]


def test_text_boxes_follow_their_paragraph_and_are_read_once(read) -> None:  # type: ignore[no-untyped-def]
    box = f"<w:txbxContent>{para('框内')}</w:txbxContent>"
    both = (
        f"<mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
    )
    body = f"<w:p>{run('上')}<w:r>{both}</w:r>{run('文')}</w:p>" + para("下文")
    assert _texts(read(docx(body), "a.docx")) == ["上文", "框内", "下文"]


def test_hidden_text_field_codes_and_readings_over_characters_are_left_out(read) -> None:  # type: ignore[no-untyped-def]
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    shown = '<w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>显</w:t></w:r>'
    field = f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('3')}"
    ruby = f"<w:r><w:ruby><w:rt>{run('yu')}</w:rt><w:rubyBase>{run('雩')}</w:rubyBase></w:ruby></w:r>"
    assert read(docx(f"<w:p>{hidden}{shown}{field}{ruby}</w:p>"), "a.docx").text == "显3雩"


def test_a_title_broken_by_hand_gives_lines_of_which_the_last_closes(read) -> None:  # type: ignore[no-untyped-def]
    body = f"<w:p>{run('关于建设样板区')}<w:r><w:br/></w:r>{run('的实施意见')}</w:p>" + para("正文")
    blocks = read(docx(body), "a.docx").blocks
    assert [(block.kind, block.closes) for block in blocks] == [("line", False), ("line", True), ("paragraph", False)]


def test_a_contents_list_made_by_word_is_left_out(read) -> None:  # type: ignore[no-untyped-def]
    styles = '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    body = (
        f"<w:sdt>{gallery}<w:sdtContent>{para('目录')}</w:sdtContent></w:sdt>{para('一、要求 3', style='TOC1')}"
    ) + para("一、要求")
    assert _texts(read(docx(body, styles=styles), "a.docx")) == ["一、要求"]


def test_footnotes_are_left_out_and_counted(read) -> None:  # type: ignore[no-untyped-def]
    body = f'<w:p>{run("甲")}<w:r><w:footnoteReference w:id="1"/></w:r></w:p>'
    source = read(docx(body), "a.docx")
    assert source.text == "甲"
    assert [issue.code for issue in source.issues] == ["source.footnotes"]


def test_a_document_of_the_strict_kind_is_read(read) -> None:  # type: ignore[no-untyped-def]
    strict = docx(para("甲", num=(1, 0)), numbering=CHINESE)
    import zipfile
    from io import BytesIO

    from source_makers import zipped

    archive = zipfile.ZipFile(BytesIO(strict))
    parts = {
        name: archive.read(name).replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name in archive.namelist()
    }
    assert read(zipped(parts), "a.docx").text == "一、甲"


def test_a_document_that_python_docx_wrote_is_read(read, tmp_path) -> None:  # type: ignore[no-untyped-def]
    docx_library = pytest.importorskip("docx")
    document = docx_library.Document()
    document.add_heading("总则", 1)
    document.add_paragraph("一项", style="List Number")
    document.add_table(1, 2).rows[0].cells[1].text = "格"
    document.save(tmp_path / "a.docx")
    source = read((tmp_path / "a.docx").read_bytes(), "a.docx")
    assert source.text == "总则\n1. 一项\n\t格"
    assert source.blocks[0].level == 1
