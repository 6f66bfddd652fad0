"""The report as a Word document in official layout."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.utils import translation
from docx import Document
from docx.oxml.ns import qn

from gangmu_server.alignment import actions, queries
from gangmu_server.documents.alignment_report import report_docx
from gangmu_server.documents.official import TITLE_CHARACTERS, title_lines
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage

TODAY = dt.date(2022, 9, 15)


def written(stage: Stage) -> object:
    return Document(BytesIO(report_docx(queries.report_of(stage.user, stage.nation.plan, TODAY))))


def words(document: object) -> str:
    paragraphs = [p.text for p in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*paragraphs, *cells])


def test_the_page_is_the_standards(stage: Stage) -> None:
    section = written(stage).sections[0]
    assert [round(v.mm) for v in (section.page_width, section.page_height)] == [210, 297]
    margins = (section.top_margin, section.left_margin, section.bottom_margin, section.right_margin)
    assert [round(v.mm) for v in margins] == [37, 28, 35, 26]


def test_every_run_names_its_chinese_font(stage: Stage) -> None:
    document = written(stage)
    runs = [run for p in document.paragraphs for run in p.runs]
    runs += [run for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs for run in p.runs]
    fonts = {run._element.rPr.rFonts.get(qn("w:eastAsia")) for run in runs}
    assert fonts == {"方正小标宋简体", "黑体", "楷体", "仿宋"}
    table = next(p for p in document.part.package.iter_parts() if str(p.partname) == "/word/fontTable.xml")
    assert "仿宋_GB2312" in table.blob.decode(), "where a machine has not the font, its other names are known"


def test_pages_are_numbered_between_dashes_right_on_odd_and_left_on_even_ones(stage: Stage) -> None:
    document = written(stage)
    assert document.settings.odd_and_even_pages_header_footer
    section = document.sections[0]
    for footer in (section.footer, section.even_page_footer):
        xml = footer._element.xml
        assert "PAGE" in xml
        assert "— " in xml
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment


def test_it_says_how_many_promises_there_are_and_how_far_each_level_goes(stage: Stage) -> None:
    said = words(written(stage))
    assert "共提出6条举措，与2份下级规划逐句比对" in said
    assert "县（区）级整句承接66%，0条只承接了一部分，2条未承接" in said
    assert "1条落到了分工表" in said
    assert "2022年9月15日" in said


def test_it_lists_what_nobody_took_up_and_what_was_weakened(stage: Stage) -> None:
    document = written(stage)
    said = words(document)
    assert "各级都没有承接（2条）" in said
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    school = next(row for row in rows if tier.SCHOOL in row)
    assert school[3] == "市级、县（区）级"
    assert school[4]
    weakened = next(row for row in rows if any(tier.DIGITAL in cell for cell in row) and "力度变弱" in row[-1])
    assert "探索" in weakened[-1]


def test_it_says_what_a_person_called_not_applicable_and_why(stage: Stage) -> None:
    airport = stage.sentence(stage.nation, stage.district, "upper", "三/m2")
    actions.not_applicable([airport], "由市里统一实施", **stage.desk)
    said = words(written(stage))
    assert "认定为不适用的举措" in said
    assert "由市里统一实施" in said
    assert "其中1处经人工核对" in said


def test_heads_stand_on_every_page_and_no_row_is_torn(stage: Stage) -> None:
    for table in written(stage).tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize(
    "title",
    [
        "短题",
        "关于《梅江革命老区高质量发展示范区建设方案》上下衔接情况的报告",
        "一" * 61,
        "关于《甲》《乙》《丙》的报告" * 4,
    ],
)
def test_a_title_is_broken_into_lines_that_fit_and_lose_nothing(title: str) -> None:
    lines = title_lines(title)
    assert "".join(lines) == title
    assert all(0 < len(line) <= TITLE_CHARACTERS + 1 for line in lines)
    assert not any(line[0] in "》，。、；：" for line in lines)


def test_it_is_written_in_english_too(stage: Stage) -> None:
    with translation.override("en"):
        said = words(written(stage))
    assert "1. Overview" in said
    assert "15 September 2022" in said
