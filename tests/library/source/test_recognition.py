"""Text recognised on images: scanned PDF, pictures, broken text layers; cached, resumed, told about, and refused."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from page_pictures import encoded, has_ink, noisy, picture, skewed, stamped
from source_makers import Pdf

from gangmu.errors import UnreadableSourceError, UnsupportedSourceError
from gangmu.source import Recognition, SourceText, load_bytes, pdf
from gangmu.source.health import ailment
from gangmu.source.page_marks import Glyph
from gangmu.source.recognition import pages as recognition_pages
from gangmu.source.recognition import pool
from gangmu.source.recognition.cache import Cache
from gangmu.source.recognition.model import PageImage, Seen, Sign
from tools.specimen.ofd import Ofd

LINES = (
    "关于建设样板区的实施意见",
    "一、总体要求",
    "到2030年，新建农村公路120公里，",
    "改造危桥15座。〔责任单位：县交通局〕",
)
GRID = (("序号", "工作内容", "责任单位"), ("1", "修路", "县交通局"), ("2", "建水库3座", "县水利局"))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text).translate(str.maketrans("(),:[]", "（），：〔〕"))


def letter() -> Pdf:
    page = Pdf(narrow=True).page()
    for n, text in enumerate(LINES):
        page.text(90, 700 - 40 * n, text, 16)
    return page


def table() -> Pdf:
    page = Pdf(narrow=True).page().text(200, 760, "任务分工表", 22).grid([80, 140, 360, 500], [560, 600, 640, 680])
    for row, texts in enumerate(GRID):
        for x, text in zip((90, 150, 370), texts, strict=True):
            page.text(x, 654 - 40 * row, text, 12)
    return page


def crowded() -> Pdf:
    """A table as Word sets it: thin rules, narrow cells whose text stands close under them, no line of text long."""
    xs, ys = [80, 140, 240, 340, 430, 530], [760 - 46 * row for row in range(13)]
    page = Pdf(narrow=True).page().grid(xs, ys, thick=0.5)
    for row in range(12):
        texts = _crowded(row) if row else ("序号", "内容", "目标", "责任领导", "单位")
        for x, text in zip(xs[:-1], texts, strict=True):
            for line, part in enumerate(text.split("/")):
                page.text(x + 5, 760 - 46 * row - 12 - 14 * line, part, 12)
    return page


def _crowded(row: int) -> tuple[str, ...]:
    return str(row), f"整治第{row}号山/塘并加固塘/坝", f"新修渠道{row}公/里", "沈怀谷", "县水利局、县/农业农村局、/各镇"


@pytest.fixture
def recognition(tmp_path: Path) -> Recognition:
    return Recognition(workers=1, cache=tmp_path / "cache")


@pytest.fixture
def scan() -> Any:
    """`scan(pdf)`: its first page as a picture; without a Chinese font there is nothing to see on it."""

    def taken(page: Pdf) -> Any:
        image = picture(page.bytes())
        if not has_ink(image):
            pytest.skip("no Chinese font on this machine")
        return image

    return taken


def grid_of(source: SourceText) -> list[tuple[int, int, str]]:
    block = next(block for block in source.blocks or () if block.kind == "table")
    return [(cell.row, cell.col, bare(source.text[slice(*cell.span)])) for cell in block.cells]


@pytest.mark.ocr
def test_a_skewed_noisy_stamped_page_is_read_line_by_line(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    image = noisy(skewed(stamped(scan(letter()), (700, 580)), 1.0))
    source = load_bytes(encoded(image, dpi=(200, 200)), "a.png", recognition)
    assert [bare(source.text[slice(*block.span)]) for block in source.blocks or ()] == [bare(line) for line in LINES]
    assert source.info.media_type == "image/png"
    assert all(block.size == pytest.approx(16, abs=0.6) for block in source.blocks or ())
    left, top, right, bottom = (source.blocks or ())[1].box or (0, 0, 0, 0)
    assert (left, right) == (pytest.approx(90, abs=12), pytest.approx(90 + 6 * 16, abs=12))
    assert top < 842 - 660 < bottom + 6


@pytest.mark.ocr
def test_every_stretch_says_how_sure_it_is(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    source = load_bytes(encoded(scan(letter())), "a.png", recognition)
    covered = "".join(source.text[slice(*run.span)] for run in source.runs)
    assert bare(covered) == bare(source.text)
    assert all(0 < run.confidence <= 1 for run in source.runs)


@pytest.mark.ocr
def test_a_ruled_table_on_a_skewed_page_is_read_cell_by_cell(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    source = load_bytes(encoded(noisy(skewed(scan(table()), -0.8))), "a.png", recognition)
    assert grid_of(source) == [(r, c, bare(text)) for r, row in enumerate(GRID) for c, text in enumerate(row)]


@pytest.mark.ocr
@pytest.mark.parametrize("dpi", [150, 200])
@pytest.mark.parametrize("angle", [-1.0, 0.0, 1.0])
def test_every_row_of_a_crowded_table_of_thin_rules_stands_by_itself(recognition, angle, dpi) -> None:  # type: ignore[no-untyped-def]
    image = picture(crowded().bytes(), dpi=dpi)
    if not has_ink(image):
        pytest.skip("no Chinese font on this machine")
    data = encoded(skewed(image, angle), "JPEG", quality=85, dpi=(dpi, dpi))
    found = grid_of(load_bytes(data, "a.jpg", recognition))
    assert [text for _, col, text in found if col == 0] == ["序号", *map(str, range(1, 12))]
    assert [text for _, col, text in found if col == 4] == ["单位", *["县水利局、县农业农村局、各镇"] * 11]


@pytest.mark.ocr
@pytest.mark.parametrize("angle", [-1.5, 1.5])
def test_short_lines_alone_tell_the_slope_of_a_page(scan, recognition, angle: float) -> None:  # type: ignore[no-untyped-def]
    page = Pdf(narrow=True).page()
    for row in range(12):
        for x, text in zip((80, 230, 380, 500), ("水源工程", f"第{row}水厂", "万立方米", f"{row + 20}"), strict=True):
            page.text(x, 760 - 26 * row, text, 14)
    found = grid_of(load_bytes(encoded(skewed(scan(page), angle)), "a.png", recognition))
    assert [text for _, col, text in found if col == 1] == [f"第{row}水厂" for row in range(12)]
    assert [text for _, col, text in found if col == 3] == [str(row + 20) for row in range(12)]


@pytest.mark.ocr
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_lying_on_its_side_or_head_is_set_upright(scan, recognition, turned: int) -> None:  # type: ignore[no-untyped-def]
    image = scan(letter()).rotate(turned, expand=True)
    assert bare(load_bytes(encoded(image), "a.png", recognition).text) == bare("".join(LINES))


@pytest.mark.ocr
@pytest.mark.parametrize("form", ["JPEG", "TIFF", "GIF", "BMP"])
def test_pictures_of_other_kinds_are_read(scan, recognition, form: str) -> None:  # type: ignore[no-untyped-def]
    source = load_bytes(encoded(scan(letter()), form), f"a.{form.lower()}", recognition)
    assert "120公里" in bare(source.text)


@pytest.mark.ocr
def test_a_tiff_of_several_pages_and_a_transparent_picture_are_read(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    pages = [scan(Pdf().page().text(90, 700, text, 22)) for text in ("甲方案", "乙方案")]
    tiff = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    source = load_bytes(tiff, "a.tif", recognition)
    assert [bare(source.text[slice(*span)]) for span in source.pages or ()] == ["甲方案", "乙方案"]
    clear = pages[0].convert("RGBA")
    clear.putalpha(pages[0].convert("L").point(lambda value: 255 - value))
    assert bare(load_bytes(encoded(clear), "b.png", recognition).text) == "甲方案"


@pytest.mark.ocr
def test_a_scanned_page_among_others_is_read_in_its_place(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    ofd = Ofd().page().text(30, 40, "甲文").page().picture((0, 0, 210, 297), encoded(scan(letter()))).page()
    source = load_bytes(ofd.text(30, 40, "乙文").bytes(), "a.ofd", recognition)
    pages = [bare(source.text[slice(*span)]) for span in source.pages or ()]
    assert (pages[0], pages[2]) == ("甲文", "乙文")
    assert pages[1] == bare("".join(LINES))
    assert [(issue.code, issue.span[0]) for issue in source.issues] == [
        ("source.page_recognised", (source.pages or ())[1][0])
    ]


@pytest.mark.ocr
def test_a_page_whose_fonts_give_wrong_characters_is_read_off_its_image(scan, recognition, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """The page looks right; its text layer gives private characters for those it draws."""
    scan(letter())
    unnamed = str.maketrans({c: chr(0xE000 + i) for i, c in enumerate("".join(LINES))})
    read_layer = pdf.glyphs
    monkeypatch.setattr(
        pdf, "glyphs", lambda page: [glyph._replace(text=glyph.text.translate(unnamed)) for glyph in read_layer(page)]
    )
    data = letter().page().text(90, 700, "完", 16).bytes()
    source = load_bytes(data, "a.pdf", recognition)
    pages = [bare(source.text[slice(*span)]) for span in source.pages or ()]
    assert pages == [bare("".join(LINES)), "完"]
    assert [issue.code for issue in source.issues] == ["source.page_recognised"]
    assert "fonts" in source.issues[0].message
    with pytest.raises(UnreadableSourceError, match="text recognition"):
        load_bytes(letter().bytes(), "b.pdf", Recognition(wanted=False))


@pytest.mark.ocr
def test_latin_text_over_a_chinese_page_gives_way_to_its_picture_and_over_no_such_page_stays(scan, recognition) -> None:  # type: ignore[no-untyped-def]
    """A scanner that was told to read English writes words over the page that stand nowhere on it."""
    whole, words = (0.0, 0.0, 210.0, 297.0), "Tlic qnick hrown fux jumqs ovcr 2027"
    chinese, blank = encoded(scan(letter())), encoded(scan(letter()).point(lambda _: 255))
    ofd = Ofd()
    for picture_data in (chinese, blank):
        ofd.page().picture(whole, picture_data)
        for row in range(8):
            ofd.text(30, 150 + 10 * row, words)
    source = load_bytes(ofd.bytes(), "a.ofd", recognition)
    pages = [source.text[slice(*span)] for span in source.pages or ()]
    assert bare(pages[0]).startswith(bare("".join(LINES)))
    assert pages[1].count("hrown fux") == 8
    assert [issue.code for issue in source.issues] == ["source.page_recognised"]
    alone = load_bytes(ofd.bytes(), "a.ofd", Recognition(wanted=False))
    assert [issue.code for issue in alone.issues] == ["source.page_garbled"] * 2


@pytest.mark.ocr
def test_what_was_recognised_is_kept_and_taken_again(scan, recognition, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    data = encoded(scan(letter()))
    first = load_bytes(data, "a.png", recognition)
    monkeypatch.setattr(pool, "_WORKER", "gangmu.no_such_module")
    assert load_bytes(data, "b.png", recognition).text == first.text


@pytest.mark.ocr
def test_a_reading_broken_off_goes_on_with_the_pages_that_are_left(scan, tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Stopped after the second of four pages, by whatever stops it; the next reading recognises only the others."""
    pages = [scan(Pdf().page().text(90, 700, text, 22)) for text in ("甲方案", "乙方案", "丙方案", "丁方案")]
    tiff = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))

    def stop(done: int, _: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_bytes(tiff, "a.tif", Recognition(workers=1, cache=tmp_path, progress=stop))
    sent: list[int] = []
    seen = recognition_pages.each_seen

    def counted(images, workers: int):  # type: ignore[no-untyped-def]
        for number, image, answer in seen(images, workers):
            sent.append(number)
            yield number, image, answer

    monkeypatch.setattr(recognition_pages, "each_seen", counted)
    told: list[tuple[int, int]] = []
    source = load_bytes(
        tiff, "a.tif", Recognition(workers=1, cache=tmp_path, progress=lambda done, all_: told.append((done, all_)))
    )
    assert [bare(source.text[slice(*span)]) for span in source.pages or ()] == ["甲方案", "乙方案", "丙方案", "丁方案"]
    assert sent == [2, 3]
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]


@pytest.mark.ocr
def test_progress_is_told_page_by_page(scan, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    told: list[tuple[int, int]] = []
    pages = [scan(Pdf().page().text(90, 700, text, 22)) for text in ("甲方案", "乙方案", "丙方案")]
    tiff = encoded(pages[0], "TIFF", save_all=True, append_images=pages[1:])
    wanted = Recognition(workers=2, cache=tmp_path, progress=lambda done, all_: told.append((done, all_)))
    source = load_bytes(tiff, "a.tif", wanted)
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert [bare(source.text[slice(*span)]) for span in source.pages or ()] == ["甲方案", "乙方案", "丙方案"]


@pytest.mark.ocr
def test_a_worker_that_does_not_answer_costs_its_page_and_no_more(scan, recognition, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(pool, "_WORKER", "gangmu.no_such_module")
    data = Ofd().page().text(30, 40, "甲文").page().picture((0, 0, 210, 297), encoded(scan(letter()))).bytes()
    source = load_bytes(data, "a.ofd", recognition)
    assert source.text.strip() == "甲文"
    assert [issue.code for issue in source.issues] == ["source.page_picture"]


@pytest.mark.ocr
@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(60), b"\xff\xd8\xff\xe0" + bytes(60), b"II*\x00" + bytes(60)]
)
def test_a_picture_that_cannot_be_decoded_is_refused(data: bytes, recognition) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UnreadableSourceError, match="cannot be decoded"):
        load_bytes(data, "a", recognition)


@pytest.mark.ocr
def test_a_picture_is_not_read_where_that_is_not_wanted() -> None:
    with pytest.raises(UnsupportedSourceError, match="Install text recognition"):
        load_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60), "a.png", Recognition(wanted=False))


# --- without the engine ---------------------------------------------------------------------------


def test_a_result_is_found_again_by_image_and_engine_and_damage_is_no_result(tmp_path: Path) -> None:
    image, other = PageImage(2, 1, b"\x00" * 6), PageImage(2, 1, b"\xff" * 6)
    seen = Seen(10, 10, (Sign("县", 0, 0, 1, 1, 1, 0.9),), (), ())
    cache = Cache(tmp_path, "engine-1")
    cache.keep(image, seen)
    assert cache.find(image) == seen
    assert cache.find(other) is None
    assert Cache(tmp_path, "engine-2").find(image) is None
    for path in tmp_path.rglob("*"):
        if path.is_file():
            path.write_bytes(b"damage")
    assert cache.find(image) is None


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = Cache(tmp_path / "file", "engine-1")
    image = PageImage(2, 1, b"\x00" * 6)
    cache.keep(image, Seen(1, 1, (), (), ()))
    assert cache.find(image) is None


def test_characters_stand_at_even_distances_whatever_the_columns_they_were_seen_in() -> None:
    np = pytest.importorskip("numpy")
    from gangmu.source.recognition.signs import Letter, placed
    from gangmu.source.recognition.signs import Seen as Line

    random = np.random.default_rng(7)
    text = "到2030年，新建农村公路120公里"
    widths = [0.5 if c.isascii() else 1.0 for c in text]
    starts = [100 + 40 * sum(widths[:i]) for i in range(len(text))]
    letters = [
        Letter(c, start + 20 * width + random.normal(0, 5), 0.99)
        for c, start, width in zip(text, starts, widths, strict=True)
    ]
    short = [Letter("完", 120, 0.99), Letter("。", 150, 0.99)]
    signs = placed([Line(letters, 90, 900, 300, 352), Line(short, 90, 170, 400, 452)], 0.36)
    assert signs[-1].size == pytest.approx(40 * 0.36, rel=0.05)
    signs = signs[:-2]
    assert "".join(sign.text for sign in signs) == text
    assert max(abs(sign.left - start * 0.36) for sign, start in zip(signs, starts, strict=True)) < 0.3 * 40 * 0.36
    assert signs[0].size == pytest.approx(40 * 0.36, rel=0.05)


def test_dots_that_lead_to_a_page_number_are_put_where_the_engine_left_them_out() -> None:
    pytest.importorskip("numpy")
    from gangmu.source.recognition.signs import Letter, placed
    from gangmu.source.recognition.signs import Seen as Line

    head = [Letter(c, 120 + 40 * i, 0.99) for i, c in enumerate("第一节修路.")]
    signs = placed([Line([*head, Letter("8", 900, 0.9)], 100, 910, 300, 352)], 0.36)
    text = "".join(sign.text for sign in signs)
    assert text.startswith("第一节修路.……")
    assert text.endswith("…8")
    assert max(sign.right for sign in signs[:-1]) < signs[-1].left + 5


def glyphs(text: str, step: float = 12) -> list[Glyph]:
    return [
        Glyph(c, (60 + step * (i % 35), 80 + 20 * (i // 35), 72 + step * (i % 35), 92 + 20 * (i // 35)), 12)
        for i, c in enumerate(text)
    ]


PAGE = (595.0, 842.0)
GOOD = "到2030年，新建农村公路一百公里，改造危桥十五座；粮食产量稳定在五万吨以上。" * 3


@pytest.mark.parametrize(
    ("why", "text", "found"),
    [
        ("a good page", GOOD, None),
        ("a page of figures and Latin words", "GDP 3.5% 2030 ISO9001 COD≤50mg/L ①②③ 1～2 万m³" * 3, None),
        (
            "traditional characters",
            "實施鄉村振興戰略，推進農業現代化，建設生態宜居的和美鄉村，讓群眾過上好日子。" * 2,
            None,
        ),
        ("characters its fonts do not name", GOOD + "\ue123" * 60, "unmapped"),
        ("numbers in the place of characters", "(cid:1234)(cid:88)" * 20, "codes"),
        ("Latin letters with marks", "ÕâÊÇÒ»¸öÂÒÂëµÄÒ³Ãæ£¬ÎÄ×Ö²ã²»ÄÜÓÃ¡£" * 4, "strange"),
        ("rare characters one after the other", "锟斤拷烫烫烫屯屯屯籗鑾鎽剸鏂规鍒跺畾鍙戝睍鐩爣鏄庣‘" * 4, "strange"),
    ],
)
def test_the_health_of_a_text_layer_is_told_from_its_characters(why: str, text: str, found: str | None) -> None:
    assert ailment(glyphs(text), [], PAGE) == found, why


def test_characters_on_top_of_each_other_are_no_text_layer() -> None:
    assert ailment(glyphs(GOOD, step=0)[:30], [], PAGE) == "heaped"


@pytest.mark.parametrize(
    ("pictures", "text", "found"),
    [
        ([(0, 0, 595, 842)], "", "picture"),
        ([(0, 0, 595, 420), (0, 420, 595, 842)], "扫描全能王创建", "picture"),
        ([(0, 0, 595, 842)], GOOD, None),
        ([(200, 300, 300, 400)], "", None),
    ],
)
def test_a_page_that_is_its_picture_is_told(pictures, text: str, found: str | None) -> None:  # type: ignore[no-untyped-def]
    assert ailment(glyphs(text), pictures, PAGE) == found
