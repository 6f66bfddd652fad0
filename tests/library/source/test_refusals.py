"""What is refused, with which code and which next step. The bad bytes are made here."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from source_makers import Pdf, docx, page, para, xlsx, zipped
from xlsxwriter import Workbook

from gangmu.errors import (
    EmptySourceError,
    EncryptedSourceError,
    GangmuError,
    MislabelledSourceError,
    MissingSourceError,
    SourceTooLargeError,
    SourceTooLongError,
    UnreadableSourceError,
    UnsupportedSourceError,
)
from gangmu.source import SourceText, limits, load, load_bytes
from tools.specimen.ofd import Ofd

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
WORD = docx(para("正文"))
BOOK = xlsx(lambda book: book.add_worksheet().write(0, 0, "正文"))
OFD = Ofd().page().text(30, 40, "正文").grid([20, 60, 100], [50, 60, 70]).text(22, 56, "甲").bytes()
PDF = Pdf().page().text(80, 700, "正文").bytes()
SUFFIXES = (".txt", ".docx", ".pdf", ".html", ".xlsx", ".doc", ".wps", ".ofd", ".png", ".bmp", "", ".bin")


def _ole(stream: str) -> bytes:
    return OLE + stream.encode("utf-16-le") + bytes(100)


@pytest.mark.parametrize(
    ("data", "name", "found", "step"),
    [
        (_ole("PowerPoint Document"), "a.ppt", "slide show", ".docx"),
        (OLE, "a.doc", "old Office", ".docx"),
        (PNG, "a.png", "picture", "text recognition"),
        (b"\xff\xd8\xff\xe0" + bytes(20), "a.jpg", "picture", "text recognition"),
        (zipped({"a.txt": "x"}), "a.zip", "zip archive", "Unpack"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "a.rar", "compressed archive", "Unpack"),
        (zipped({"ppt/presentation.xml": "<x/>"}), "a.pptx", "slide show", ".docx"),
        (zipped({"content.xml": "<x/>", "mimetype": "x"}), "a.odg", "OpenDocument", ".docx"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n", "a.doc", "web archive", ".html"),
        (b"\x7fELF" + bytes(90), "a.bin", "program", ".docx"),
        (bytes(range(256)) * 9, "a.bin", "unknown type", ".docx"),
    ],
)
def test_a_kind_without_a_reader_is_named_with_the_way_out(data: bytes, name: str, found: str, step: str) -> None:
    with pytest.raises(UnsupportedSourceError) as caught:
        load_bytes(data, name)
    problem, advice = caught.value.parts()
    assert name in problem
    assert found in problem
    assert step in advice
    assert caught.value.code == "source.unsupported"


@pytest.mark.parametrize(
    ("data", "name", "right"),
    [
        (PDF, "a.txt", ".pdf"),
        (WORD, "a.pdf", ".docx"),
        (BOOK, "a.docx", ".xlsx"),
        (page("<p>正文</p>"), "a.txt", ".html"),
        (page("<p>正文</p>"), "a.xlsx", ".html"),
        (b"plain words", "a.pdf", ".txt"),
        (PNG, "a.txt", ".png"),
        ("正文，没有标签".encode("gb18030"), "a.docx", ".txt"),
    ],
)
def test_a_name_that_promises_another_kind_is_refused(data: bytes, name: str, right: str) -> None:
    with pytest.raises(MislabelledSourceError, match=f"Rename it to end in {right}"):
        load_bytes(data, name)


@pytest.mark.parametrize(("data", "name"), [(WORD, "a.doc"), (WORD, "a.wps"), (BOOK, "a.et"), (PDF, "a"), (WORD, "a")])
def test_an_ending_that_promises_nothing_sure_is_read_by_content(data: bytes, name: str) -> None:
    assert "正文" in load_bytes(data, name).text


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.doc"])
def test_an_office_file_behind_a_password_is_refused(name: str) -> None:
    with pytest.raises(EncryptedSourceError, match="remove the password"):
        load_bytes(_ole("EncryptedPackage"), name)


def _compound(stream: str, head: bytes) -> bytes:
    """A compound file of one stream: the header, the stream's first sectors, and its entry in the directory."""
    header = bytearray(OLE[:8] + bytes(504))
    struct.pack_into("<H", header, 30, 9)
    name = stream.encode("utf-16-le")
    entry = (
        name
        + bytes(64 - len(name))
        + struct.pack("<HB", len(name) + 2, 2)
        + bytes(49)
        + struct.pack("<III", 0, 4096, 0)
    )
    return bytes(header) + head + bytes(4096 - len(head)) + bytes(512) + entry


def _word(flags: int) -> bytes:
    return _compound("WordDocument", struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0, 0, flags))


def _book(*records: int) -> bytes:
    return _compound("Workbook", b"".join(struct.pack("<HHH", kind, 2, 0) for kind in (0x809, *records)))


LOCKED = {
    "a.doc": _word(0x0100),
    "a.wps": _word(0x1300),
    "a.xls": _book(0x86, 0x2F),
    "a.et": _book(0x2F),
    "a.odt": zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "??",
            "META-INF/manifest.xml": "<manifest:encryption-data/>",
        }
    ),
}
OPEN = {
    "a.doc": _word(0x1200),
    "a.xls": _book(0x86, 0xE1),
    "a.odt": zipped({"mimetype": "x.opendocument.text", "content.xml": ""}),
}


@pytest.mark.parametrize("name", LOCKED)
@pytest.mark.parametrize("office", ["", "soffice"])
def test_an_old_office_file_behind_a_password_is_said_to_be_with_and_without_libreoffice(
    name: str, office: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GANGMU_SOFFICE", office)
    with pytest.raises(EncryptedSourceError, match="remove the password"):
        load_bytes(LOCKED[name], name)


@pytest.mark.parametrize("name", OPEN)
def test_an_old_office_file_without_a_password_is_not_taken_for_locked(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GANGMU_SOFFICE", "")
    with pytest.raises(UnsupportedSourceError, match="Install LibreOffice"):
        load_bytes(OPEN[name], name)


def test_a_pdf_behind_a_password_is_refused() -> None:
    locked = PDF.replace(
        b"/Root 1 0 R>>",
        b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
        + b"ab" * 32
        + b">/U<"
        + b"cd" * 32
        + b">>>>>",
    )
    with pytest.raises(EncryptedSourceError):
        load_bytes(locked, "a.pdf")


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (WORD[:200], "a.docx", "container"),
        (WORD[:100] + bytes(40) + WORD[140:], "a.docx", "container"),
        (BOOK[:-30], "a.xlsx", "container"),
        (zipped({"[Content_Types].xml": "<x/>"}), "a.docx", "missing"),
        (zipped({"word/document.xml": "<w:document"}), "a.docx", "XML"),
        (zipped({"word/document.xml": "<d/>", "word/styles.xml": "<s"}), "a.docx", "XML"),
        (zipped({"word/document.xml": '<!DOCTYPE d [<!ENTITY a "b">]><d>&a;</d>'}), "a.docx", "entities"),
        (zipped({"xl/workbook.xml": "<workbook/>"}), "a.xlsx", "workbook"),
        (zipped({"OFD.xml": "<x/>"}), "a.ofd", "missing"),
        (zipped({"OFD.xml": "<x"}), "a.ofd", "XML"),
        (b"%PDF-1.4\n" + bytes(100), "a.pdf", "PDF"),
        (PDF[:300], "a.pdf", "PDF"),
        (bytes(range(256)), "a.pdf", "PDF"),
        (bytes(range(256)) * 9, "a.html", "encoding"),
        (bytes(range(256)) * 9, "a.png", "picture"),
        (bytes(range(256)) * 9, "a.tif", "picture"),
        (docx("<w:sdt>" * 1500 + "</w:sdt>" * 1500), "a.docx", "nested"),
        (page("<div>" * 1500), "a.html", "nested"),
    ],
)
def test_a_damaged_file_is_refused_with_what_is_broken(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(UnreadableSourceError, match=reason):
        load_bytes(data, name)


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (b"", "a.txt", "zero bytes"),
        (b"", "a.docx", "zero bytes"),
        (docx(para("")), "a.docx", "blank"),
        (docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "a.docx", "looks like a scan"),
        (xlsx(lambda book: book.add_worksheet()), "a.xlsx", "blank"),
        (page("<nav>menu</nav>"), "a.html", "blank"),
        (page('<img src="scan.png">'), "a.html", "looks like a scan"),
        (Pdf().page().bytes(), "a.pdf", "blank"),
        (Pdf().page().picture().page().picture().bytes(), "a.pdf", "looks like a scan"),
    ],
)
def test_a_file_without_text_is_refused_and_a_scan_is_called_so(data: bytes, name: str, reason: str) -> None:
    with pytest.raises(EmptySourceError, match=reason):
        load_bytes(data, name)


def test_a_scan_is_sent_to_text_recognition() -> None:
    with pytest.raises(EmptySourceError, match="Install text recognition"):
        load_bytes(Pdf().page().picture().bytes(), "a.pdf")


@pytest.mark.parametrize("kind", ["missing", "folder"])
def test_a_path_without_a_file_is_refused(tmp_path: Path, kind: str) -> None:
    path = tmp_path if kind == "folder" else tmp_path / "none.txt"
    with pytest.raises(MissingSourceError, match="folder" if kind == "folder" else "no such file"):
        load(path)


def test_a_file_over_the_limit_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(limits.MAX_FILE + 1)
    with pytest.raises(SourceTooLargeError, match="over the limit of 100 MB"):
        load(path)


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx"])
def test_an_archive_that_unpacks_to_too_much_is_refused(name: str) -> None:
    part = "word/document.xml" if name == "a.docx" else "xl/workbook.xml"
    with pytest.raises(SourceTooLargeError, match="once unpacked"):
        load_bytes(zipped({part: b"<a>" + b" " * (limits.MAX_UNPACKED + 10)}), name)


def test_an_archive_that_lies_about_its_size_is_counted_all_the_same() -> None:
    name = b"word/document.xml"
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = deflate.compress(b" " * (limits.MAX_UNPACKED + 10)) + deflate.flush()
    fields = (0, len(packed), 10, len(name))  # says it unpacks to 10 bytes
    local = b"PK\x03\x04" + struct.pack("<HHHHHIIIHH", 20, 0, 8, 0, 0, *fields, 0) + name + packed
    entry = b"PK\x01\x02" + struct.pack("<HHHHHHIIIHHHHHII", 20, 20, 0, 8, 0, 0, *fields, 0, 0, 0, 0, 0, 0) + name
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 1, 1, len(entry), len(local), 0)
    data = local + entry + end
    assert zipfile.ZipFile(BytesIO(data)).infolist()[0].file_size == 10
    with pytest.raises(SourceTooLargeError):
        load_bytes(data, "a.docx")


def test_a_sheet_with_cells_a_million_rows_apart_is_refused() -> None:
    def fill(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet()
        sheet.write(0, 0, "a")
        sheet.write(1_048_575, 16_383, "b")

    with pytest.raises(SourceTooLongError, match="17,179,869,184 places of a sheet"):
        load_bytes(xlsx(fill), "a.xlsx")


@pytest.mark.parametrize(
    ("there", "far", "error"),
    [
        ('r="A1"', 'r="Ayear1"', UnreadableSourceError),
        ('<row r="1"', '<row r="99999999999"', UnreadableSourceError),
        ('<row r="1"><c r="A1"', '<row r="9999999"><c', SourceTooLongError),
    ],
)
def test_a_cell_whose_place_is_damaged_lays_out_no_endless_sheet(
    there: str, far: str, error: type[GangmuError]
) -> None:
    with zipfile.ZipFile(BytesIO(BOOK)) as book:
        parts = {entry: book.read(entry) for entry in book.namelist()}
    part = "xl/worksheets/sheet1.xml"
    sheet = parts[part].decode().replace(' spans="1:1"', "")
    assert there in sheet
    with pytest.raises(error):
        load_bytes(zipped(parts | {part: sheet.replace(there, far)}), "a.xlsx")


_LONG = "字" * (limits.MAX_TEXT // 4)


@pytest.mark.parametrize(
    ("make", "name", "what"),
    [
        ((_LONG * 4 + "末").encode, "a.txt", "4,000,001 characters"),
        (lambda: b"a\n" * limits.MAX_PIECES, "a.txt", "400,001 paragraphs, lines and cells"),
        (lambda: b"a\r" * limits.MAX_PIECES, "a.txt", "400,001 paragraphs, lines and cells"),
        (lambda: docx(para(_LONG) * 4 + para("末")), "a.docx", "4,000,00. characters"),
        (lambda: docx("<w:p/>" * (limits.MAX_MARKS + 1)), "a.docx", "marks of its markup"),
        (lambda: page(f"<p>{_LONG}</p>" * 4 + "<p>末</p>"), "a.html", "4,000,00. characters"),
        (lambda: page("<table>" + "<tr><td>甲<td>乙" * (limits.MAX_PIECES // 2 + 1)), "a.html", "cells of tables"),
        (lambda: xlsx(_long_cells), "a.xlsx", "4,200,000 characters"),
        (lambda: _pages(limits.MAX_PAGES + 1), "a.pdf", "5,001 pages"),
    ],
)
def test_a_file_longer_than_a_reading_takes_is_refused_by_its_size(
    make: Callable[[], bytes], name: str, what: str
) -> None:
    with pytest.raises(SourceTooLongError, match=what) as refused:
        load_bytes(make(), name)
    assert refused.value.code == "source.too_long"
    assert f"{refused.value.data['limit']:,}" in refused.value.say("zh")


@pytest.mark.parametrize("ending", ["pdf", "ofd"])
def test_pages_are_counted_by_what_is_drawn_on_them_until_it_is_too_much(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_PRINTED", 100)
    pdf, ofd = Pdf(), Ofd()
    for _ in range(5):
        pdf.page().text(80, 700, "字" * 40)
        ofd.page().text(30, 40, "字" * 40)
    with pytest.raises(SourceTooLongError, match="120 characters and lines drawn"):
        load_bytes({"pdf": pdf.bytes, "ofd": ofd.bytes}[ending](), f"a.{ending}")


def _long_cells(book: Workbook) -> None:
    sheet = book.add_worksheet()
    for row in range(140):
        sheet.write_string(row, 0, "字" * 15_000)
        sheet.write_string(row, 1, "字" * 15_000)


def _pages(many: int) -> bytes:
    pdf = Pdf()
    for _ in range(many):
        pdf.page()
    return pdf.bytes()


@pytest.fixture(autouse=True)
def _without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is made up here is no office file; LibreOffice has tests of its own."""
    monkeypatch.setenv("GANGMU_SOFFICE", "")


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(SUFFIXES))
def test_random_bytes_give_text_or_an_error_of_ours(data: bytes, suffix: str) -> None:
    _text_or_refusal(data, f"a{suffix}")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([WORD, BOOK, PDF, OFD, page("<table><tr><td>甲<td>乙</table>")]),
    st.lists(st.tuples(st.integers(0, 5000), st.binary(min_size=1, max_size=6)), min_size=1, max_size=5),
    st.sampled_from(SUFFIXES),
)
def test_damage_anywhere_gives_text_or_an_error_of_ours(
    good: bytes, damage: list[tuple[int, bytes]], suffix: str
) -> None:
    data = bytearray(good)
    for place, piece in damage:
        at = place % len(data)
        data[at : at + len(piece)] = piece
    _text_or_refusal(bytes(data), f"a{suffix}")


def _text_or_refusal(data: bytes, name: str) -> None:
    try:
        source = load_bytes(data, name)
    except GangmuError as error:
        refusal = error
    else:
        assert isinstance(source, SourceText)
        source.text.encode("utf-8")
        return
    assert name in refusal.message
    assert refusal.parts("zh")[0]
