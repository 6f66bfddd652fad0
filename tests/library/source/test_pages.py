"""Pages as images, and where text stands on them."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from source_makers import Pdf, docx, para

from gangmu.errors import PageError, UnsupportedSourceError
from gangmu.source import Recognition, SourceText, load_bytes
from gangmu.source.ofd_page import MM
from gangmu.source.pages import boxes_of, page_image
from gangmu.text import join_docs, read_text
from tools.specimen.ofd import Ofd

Read = Callable[[bytes, str], SourceText]


def pixels(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and rows of an RGB image whose rows are not filtered."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, body = 8, b""
    width = height = 0
    while at < len(png):
        (length,) = struct.unpack_from(">I", png, at)
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack_from(">I", png, at + 8 + length)[0] == zlib.crc32(kind + data)
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", data)
        body += data if kind == b"IDAT" else b""
        at += 12 + length
    rows = zlib.decompress(body)
    stride = 3 * width + 1
    assert len(rows) == stride * height
    return width, height, b"".join(rows[n * stride + 1 : (n + 1) * stride] for n in range(height))


def darkest(png: bytes, box: tuple[float, float, float, float], dpi: float) -> int:
    """The darkest value inside a box given in points."""
    width, _, rows = pixels(png)
    left, top, right, bottom = (round(edge * dpi / 72) for edge in box)
    return min(min(rows[3 * (y * width + left) : 3 * (y * width + right)]) for y in range(top, bottom))


TABLE = (
    Pdf().page().grid([80, 200, 400], [500, 600, 700]).box(90, 640, 60, 40).text(90, 550, "1").text(210, 550, "修路")
)


def test_a_page_of_a_pdf_is_drawn_in_the_size_asked_for() -> None:
    width, height, _ = pixels(page_image(TABLE.bytes(), 0, 144))
    assert (width, height) == (1190, 1684)
    assert darkest(page_image(TABLE.bytes(), 0, 72), (92, 165, 148, 198), 72) < 60
    assert darkest(page_image(TABLE.bytes(), 0, 72), (420, 165, 480, 198), 72) == 255


def test_a_page_of_an_ofd_is_drawn_with_its_lines() -> None:
    ofd = Ofd().page().text(30, 40, "甲").page().grid([20, 60, 180], [40, 60, 90])
    image = page_image(ofd.bytes(), 1, 72)
    assert pixels(image)[:2] == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    assert darkest(image, (25 * MM, 39 * MM, 55 * MM, 41 * MM), 72) < 160
    assert darkest(image, (25 * MM, 62 * MM, 55 * MM, 88 * MM), 72) == 255


@pytest.mark.ocr
def test_a_page_of_a_picture_is_given_as_png() -> None:
    from page_pictures import encoded, picture

    image = picture(TABLE.bytes())
    jpeg = encoded(image, "JPEG", dpi=(200, 200))
    assert pixels(page_image(jpeg, 0, 100, name="a.jpg"))[:2] == (round(image.width / 2), round(image.height / 2))


@pytest.mark.ocr
@pytest.mark.parametrize(("quarters", "skew"), [(1, 0.0), (2, -1.0), (3, 1.0)])
def test_a_scan_on_its_side_or_head_is_drawn_upright_under_its_boxes(
    tmp_path: Path, quarters: int, skew: float
) -> None:
    """Each line's box holds its ink, and the paper around the lines holds none."""
    from page_pictures import encoded, has_ink, picture, skewed

    texts = ("修桥十座并改造农村公路三百公里", "新建水库三座。县水利局负责组织实施", "植树造林一千亩，完成封山育林")
    letter = Pdf(narrow=True).page()
    for n, text in enumerate(texts):
        letter.text(60, 780 - 60 * n, text, 20)
    upright = picture(letter.bytes())
    if not has_ink(upright):
        pytest.skip("no Chinese font on this machine")
    scan = encoded(skewed(upright, skew).rotate(90 * quarters, expand=True), dpi=(200, 200))
    source = load_bytes(scan, "a.png", Recognition(workers=1, cache=tmp_path))
    (turned,) = source.page_turns or ()
    assert turned == pytest.approx(360 - 90 * quarters - skew, abs=0.5)
    image = page_image(scan, 0, 72, name="a.png", turned=turned)
    assert pixels(image)[:2] == tuple(round(edge) for edge in (source.page_sizes or ())[0])
    assert len(source.blocks or ()) == len(texts)
    for block in source.blocks or ():
        ((_, (left, top, right, bottom)),) = boxes_of(source, block.span)
        assert darkest(image, (left, top, left + 20, bottom), 72) < 120
        assert darkest(image, (right - 20, top, right, bottom), 72) < 120
        assert darkest(image, (left, bottom + 8, right, bottom + 20), 72) > 200


def test_a_page_that_is_not_there_is_an_error_that_counts_the_pages() -> None:
    with pytest.raises(PageError, match="no page 3; the file has 1") as caught:
        page_image(TABLE.bytes(), 3, name="a.pdf")
    assert isinstance(caught.value, IndexError)
    with pytest.raises(PageError):
        page_image(Ofd().page().text(30, 40, "甲").bytes(), -1)


def test_a_format_without_pages_has_no_images() -> None:
    with pytest.raises(UnsupportedSourceError, match="no pages"):
        page_image(docx(para("甲")), 0, name="a.docx")


def test_a_part_of_a_line_is_boxed_by_the_width_of_its_characters(read: Read) -> None:
    source = read(Pdf().page().text(80, 700, "修路十公里", 16).bytes(), "a.pdf")
    at = source.text.index("十")
    ((page, (left, top, right, bottom)),) = boxes_of(source, (at, at + 3))
    assert (page, left, right) == (0, pytest.approx(80 + 32), pytest.approx(80 + 80))
    assert top < 842 - 700 < bottom + 3


def test_text_over_lines_cells_and_pages_is_boxed_piece_by_piece(read: Read) -> None:
    pdf = Pdf().page().text(80, 760, "表前").grid([80, 200, 400], [500, 600, 700]).text(90, 550, "1")
    pdf.text(210, 550, "修路").page().text(80, 700, "次页")
    source = read(pdf.bytes(), "a.pdf")
    boxes = boxes_of(source, (source.text.index("修"), len(source.text)))
    assert [(page, box[0]) for page, box in boxes] == [(0, 200.0), (1, pytest.approx(80))]
    assert boxes_of(source, (0, 0)) == []


def test_boxes_are_found_in_a_document_of_several_files(read: Read) -> None:
    first = read(Pdf().page().text(80, 700, "甲").page().text(80, 700, "乙").bytes(), "a.pdf")
    second = read(docx(para("丙")), "b.docx")
    third = read(TABLE.bytes(), "c.pdf")
    joined = join_docs([read_text(source) for source in (first, second, third)]).source
    assert [page for page, _ in boxes_of(joined, (joined.text.index("乙"), joined.text.index("乙") + 1))] == [1]
    assert boxes_of(joined, (joined.text.index("丙"), joined.text.index("丙") + 1)) == []
    ((page, box),) = boxes_of(joined, (joined.text.index("修"), joined.text.index("修") + 1))
    assert (page, box) == (2, (200.0, 242.0, 400.0, 342.0))
    assert len(joined.page_sizes or ()) == 3
    assert joined.page_turns == (0.0, 0.0, 0.0)


def test_a_file_read_from_bytes_has_no_boxes_where_it_is_text() -> None:
    assert boxes_of(load_bytes("一、修路".encode(), "a.txt"), (0, 3)) == []
