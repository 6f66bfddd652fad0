"""OFD documents: reading order from coordinates, tables from paths, packages as different writers make them."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from source_makers import zipped

from gangmu.errors import EmptySourceError, EncryptedSourceError, UnreadableSourceError
from gangmu.source.ofd_page import MM
from tools.specimen.ofd import HEAD, NS, Ofd

EXAMPLE = Path(__file__).resolve().parents[3] / "examples" / "national-plan.ofd"


def _texts(source) -> list[str]:  # type: ignore[no-untyped-def]
    return [source.text[slice(*block.span)] for block in source.blocks]


def _parts(ofd: Ofd) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(ofd.bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _object(inner: str, boundary: str = "20 30 150 8", more: str = "") -> str:
    return f'<ofd:TextObject ID="1" Boundary="{boundary}" Font="1" Size="5" {more}>{inner}</ofd:TextObject>'


def test_lines_are_read_from_the_top_down_whatever_order_they_are_written_in(read) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd().page().text(30, 120, "第三行").text(30, 40, "第一行").text(30, 80, "第二行")
    assert _texts(read(ofd.bytes(), "a.ofd")) == ["第一行", "第二行", "第三行"]


def test_pages_are_in_points_and_lines_have_their_place(read) -> None:  # type: ignore[no-untyped-def]
    source = read(Ofd().page().text(20, 50, "甲乙", 5).page().text(20, 50, "丙", 5).bytes(), "a.ofd")
    assert source.page_sizes == ((pytest.approx(210 * MM), pytest.approx(297 * MM)),) * 2
    assert [block.page for block in source.blocks] == [0, 1]
    left, top, right, bottom = source.blocks[0].box
    assert (left, right) == (pytest.approx(20 * MM, abs=0.1), pytest.approx(30 * MM, abs=0.1))
    assert top < 50 * MM < bottom
    assert source.blocks[0].size == pytest.approx(5 * MM, abs=0.1)


def test_characters_stand_where_their_offsets_put_them(read) -> None:  # type: ignore[no-untyped-def]
    """A wide offset is a space; `g 2 5` is 5 twice; pieces of text each start at their own X."""
    inner = '<ofd:TextCode X="0" Y="6" DeltaX="g 2 5 15">修公路桥</ofd:TextCode><ofd:TextCode X="60" Y="6">十里</ofd:TextCode>'
    source = read(Ofd().page().raw(_object(inner)).bytes(), "a.ofd")
    assert _texts(source) == ["修公路 桥 十里"]


def test_vertical_offsets_put_one_character_under_the_other(read) -> None:  # type: ignore[no-untyped-def]
    inner = '<ofd:TextCode X="0" Y="6" DeltaY="g 2 9">竖着排</ofd:TextCode>'
    assert _texts(read(Ofd().page().raw(_object(inner)).bytes(), "a.ofd")) == ["竖", "着", "排"]


def test_a_matrix_moves_and_scales_what_it_holds(read) -> None:  # type: ignore[no-untyped-def]
    text = _object('<ofd:TextCode X="0" Y="4" DeltaX="5">大字</ofd:TextCode>', more='CTM="2 0 0 2 10 100"')
    source = read(Ofd().page().raw(text).text(30, 60, "先读").bytes(), "a.ofd")
    assert _texts(source) == ["先读", "大字"]
    assert source.blocks[1].size == pytest.approx(10 * MM, abs=0.1)
    assert source.blocks[1].box[0] == pytest.approx(30 * MM, abs=0.1)


def test_a_watermark_set_aslant_is_no_text_and_is_noted(read) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd().page().text(30, 40, "正文").text(60, 60, "内部资料", matrix="0.8 0.6 -0.6 0.8 0 0")
    source = read(ofd.bytes(), "a.ofd")
    assert source.text == "正文"
    assert [issue.code for issue in source.issues] == ["source.watermark"]


def test_what_is_not_visible_is_not_read(read) -> None:  # type: ignore[no-untyped-def]
    hidden = _object('<ofd:TextCode X="0" Y="6">隐藏</ofd:TextCode>', more='Visible="false"')
    assert read(Ofd().page().text(30, 40, "正文").raw(hidden).bytes(), "a.ofd").text == "正文"


def test_a_template_and_blocks_in_blocks_belong_to_the_page(read) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd().template().text(80, 20, "某市人民政府文件", 9)
    inner = _object('<ofd:TextCode X="0" Y="6">正文</ofd:TextCode>')
    ofd.page(on_template=True).raw(f"<ofd:PageBlock><ofd:PageBlock>{inner}</ofd:PageBlock></ofd:PageBlock>")
    ofd.page().text(30, 40, "次页")
    assert _texts(read(ofd.bytes(), "a.ofd")) == ["某市人民政府文件", "正文", "次页"]


def test_a_table_is_read_from_its_rules_cell_by_cell(read, grid) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd().page().text(20, 30, "表前").grid([20, 60, 180], [40, 60, 90]).text(22, 50, "序号").text(64, 50, "内容")
    ofd.text(22, 72, "1").text(64, 72, "修路架桥，").text(64, 80, "通到每个组").text(20, 110, "表后")
    source = read(ofd.bytes(), "a.ofd")
    assert [block.kind for block in source.blocks] == ["line", "table", "line"]
    assert grid(source) == [
        (0, 0, 1, 1, "序号"), (0, 1, 1, 1, "内容"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "修路架桥， 通到每个组"),
    ]  # fmt: skip


def test_a_table_drawn_as_one_path_is_read_too(read, grid) -> None:  # type: ignore[no-untyped-def]
    """Some writers draw all rules of a table in one path, or its cells as closed figures."""
    figures = " ".join(
        f"M {x} {y} L {x + 50} {y} L {x + 50} {y + 20} L {x} {y + 20} C" for x in (0, 50) for y in (0, 20)
    )
    path = (
        f'<ofd:PathObject ID="5" Boundary="20 40 100 40" LineWidth="0.2"><ofd:AbbreviatedData>{figures}'
        "</ofd:AbbreviatedData></ofd:PathObject>"
    )
    ofd = Ofd().page().raw(path).text(22, 52, "甲").text(72, 52, "乙").text(22, 72, "丙").text(72, 72, "丁")
    assert [text for *_, text in grid(read(ofd.bytes(), "a.ofd"))] == ["甲", "乙", "丙", "丁"]


def test_a_curve_and_a_shade_are_no_rules(read) -> None:  # type: ignore[no-untyped-def]
    shade = '<ofd:PathObject ID="5" Boundary="20 40 100 40" Stroke="false" Fill="true"><ofd:AbbreviatedData>'
    shade += "M 0 0 L 100 0 L 100 40 L 0 40 C M 50 0 B 50 10 50 20 50 40</ofd:AbbreviatedData></ofd:PathObject>"
    ofd = Ofd().page().raw(shade).text(22, 52, "甲").text(72, 52, "乙")
    assert [block.kind for block in read(ofd.bytes(), "a.ofd").blocks] == ["line"]


def test_characters_the_file_does_not_give_are_those_of_the_glyphs_of_its_font(read) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd(font=_font({0x533A: 3, 0x53BF: 4})).page().text(30, 40, "\ue000\ue001路", glyphs=[3, 4, 9])
    assert read(ofd.bytes(), "a.ofd").text == "区县路"


@pytest.mark.parametrize("font", [b"", b"\0\1\0\0\0\1", b"OTTO" + b"\xff" * 60])
def test_a_damaged_font_leaves_the_characters_as_they_are(read, font: bytes) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd(font=font).page().text(30, 40, "县\ue000", glyphs=[3, 4])
    assert read(ofd.bytes(), "a.ofd").text == "县\ue000"


def test_places_are_found_however_the_writer_names_them(read) -> None:  # type: ignore[no-untyped-def]
    parts = _parts(Ofd().page().text(30, 40, "正文"))
    moved = {name.replace("Pages/Page_0/Content.xml", "pages/page_0/content.xml"): data for name, data in parts.items()}
    document = moved["Doc_0/Document.xml"].replace(b"Pages/Page_0/Content.xml", b"/Doc_0\\Pages\\Page_0\\Content.xml")
    assert read(zipped(moved | {"Doc_0/Document.xml": document}), "a.ofd").text == "正文"


def test_a_package_of_several_documents_is_read_in_order(read) -> None:  # type: ignore[no-untyped-def]
    first, second = (_parts(Ofd().page().text(30, 40, text)) for text in ("甲文", "乙文"))
    parts = first | {name.replace("Doc_0", "Doc_1"): data for name, data in second.items() if name != "OFD.xml"}
    bodies = "".join(f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in range(2))
    parts["OFD.xml"] = f"{HEAD}<ofd:OFD {NS}>{bodies}</ofd:OFD>".encode()
    assert _texts(read(zipped(parts), "a.ofd")) == ["甲文", "乙文"]


def test_a_page_that_is_missing_or_damaged_is_noted_and_the_others_are_read(read) -> None:  # type: ignore[no-untyped-def]
    parts = _parts(Ofd().page().text(30, 40, "甲").page().text(30, 40, "乙").page().text(30, 40, "丙"))
    parts["Doc_0/Pages/Page_1/Content.xml"] = b"<broken"
    source = read(zipped(parts), "a.ofd")
    assert _texts(source) == ["甲", "丙"]
    assert [(issue.code, issue.span) for issue in source.issues] == [("source.page_broken", source.pages[1])]


def test_a_scanned_page_is_called_one(read) -> None:  # type: ignore[no-untyped-def]
    picture = Ofd().page().picture((0, 0, 210, 297), b"\x89PNG\r\n\x1a\n")
    with pytest.raises(EmptySourceError, match="looks like a scan"):
        read(picture.bytes(), "a.ofd")


@pytest.mark.parametrize("missing", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_a_package_without_its_parts_is_refused(read, missing: str) -> None:  # type: ignore[no-untyped-def]
    parts = _parts(Ofd().page().text(30, 40, "甲"))
    parts[missing] = b""
    with pytest.raises(UnreadableSourceError):
        read(zipped(parts), "a.ofd")


def test_an_encrypted_package_is_refused(read) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EncryptedSourceError):
        read(zipped(_parts(Ofd().page().text(30, 40, "甲")) | {"Encryptions.xml": b"<x/>"}), "a.ofd")


def test_the_specimen_has_the_words_that_another_reader_finds(read) -> None:  # type: ignore[no-untyped-def]
    ofdkit = pytest.importorskip("ofdkit")
    theirs = "".join("".join(page.text().split()) for page in ofdkit.open(str(EXAMPLE)).pages)
    ours = read(EXAMPLE.read_bytes(), EXAMPLE.name).text
    assert "".join(ours.split()) == theirs


def _font(codes: dict[int, int]) -> bytes:
    """A font file that holds nothing but a character map."""
    starts = sorted(codes)
    many = len(starts) + 1
    ends = [*starts, 0xFFFF]
    deltas = [(codes[code] - code) & 0xFFFF for code in starts] + [1]
    rows = [2 * many, 0, 0, 0, *ends, 0, *starts, 0xFFFF, *deltas, *([0] * many)]
    body = struct.pack(f">HHH{len(rows)}H", 4, 6 + 2 * len(rows), 0, *rows)
    cmap = struct.pack(">HHHHI", 0, 1, 3, 1, 12) + body
    return b"\0\1\0\0" + struct.pack(">HHHH4sIII", 1, 16, 0, 0, b"cmap", 0, 28, len(cmap)) + cmap
