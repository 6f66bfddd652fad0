"""Lines of laid-out pages: which go on in the next, by where they stand."""

from __future__ import annotations

from gangmu.model import SourceInfo
from gangmu.source.layout import LayoutBuilder
from gangmu.text import read_text


def test_a_signature_set_to_the_right_is_not_run_together() -> None:
    builder = LayoutBuilder()
    builder.start_page(595, 842)
    builder.line("各单位要把任务落到人头，把时间排到季度，把责任压到岗位，年终逐项", indent=2, gap=0, size=16)
    builder.line("对账。", indent=0, gap=25, size=16)
    builder.line("某县人民政府", indent=19, gap=2, size=16)
    builder.line("2030年5月6日", indent=18, gap=2, size=16)
    doc = read_text(builder.finish(SourceInfo("x.pdf", "0" * 64, "application/pdf")))
    assert [doc.text[p.start : p.end][-9:] for p in doc.paragraphs] == [
        "位，年终逐项对账。",
        "某县人民政府",
        "2030年5月6日",
    ]


def test_a_block_set_in_as_a_whole_is_one_paragraph() -> None:
    builder = LayoutBuilder()
    builder.start_page(595, 842)
    builder.line("第一行写到这里还没有写完就到了右边缘，", indent=8, gap=0, size=16)
    builder.line("第二行接着写。", indent=8, gap=9, size=16)
    doc = read_text(builder.finish(SourceInfo("x.pdf", "0" * 64, "application/pdf")))
    assert len(doc.paragraphs) == 1
