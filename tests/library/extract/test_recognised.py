"""Records read off images carry how sure the recognition was of them."""

from __future__ import annotations

import pytest

from gangmu.extract.plan import extract_plan
from gangmu.model import Plan, SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.structure import read_structure
from gangmu.text import join_docs, read_text

TEXT = "到2030年，新建农村公路120公里（不含村道）。"


def plan_of(*, unsure: str = "", confidence: float = 0.99, annex: bool = False) -> Plan:
    builder = LayoutBuilder()
    builder.start_page(595, 842)
    builder.line("一、总体要求", sure=[0.99] * 6)
    sure = [0.5 if character in unsure else confidence for character in TEXT]
    builder.line(TEXT, sure=sure)
    doc = read_text(builder.finish(SourceInfo("x.png", "0" * 64, "image/png")))
    if annex:
        before = LayoutBuilder()
        before.paragraph("关于修路的意见")
        first = read_text(before.finish(SourceInfo("a.docx", "0" * 64, "application/x")))
        doc = join_docs([first, doc])
    return extract_plan(read_structure(doc))


def test_a_record_is_no_surer_than_its_least_sure_characters() -> None:
    sure, less = plan_of().targets[0], plan_of(confidence=0.93).targets[0]
    assert less.confidence == pytest.approx(sure.confidence / 0.99 * 0.93, abs=0.002)
    assert sure.doubts == less.doubts == ()


@pytest.mark.parametrize("annex", [False, True], ids=["one file", "joined to another"])
def test_an_unsure_figure_is_a_doubt_that_shows_it(annex: bool) -> None:
    target = plan_of(unsure="12", annex=annex).targets[0]
    assert [doubt.code for doubt in target.doubts] == ["ocr.low_confidence"]
    assert "0.50" in target.doubts[0].message
    assert target.doubts[0].message.endswith("1、2")


def test_unsure_marks_and_brackets_are_no_doubt() -> None:
    assert plan_of(unsure="，（）。").targets[0].doubts == ()


def test_text_that_was_not_recognised_keeps_its_confidence() -> None:
    builder = LayoutBuilder()
    builder.line(TEXT)
    doc = read_text(builder.finish(SourceInfo("x.pdf", "0" * 64, "application/pdf")))
    target = extract_plan(read_structure(doc)).targets[0]
    assert target.doubts == ()
    assert target.confidence == pytest.approx(plan_of().targets[0].confidence / 0.99, abs=0.002)
