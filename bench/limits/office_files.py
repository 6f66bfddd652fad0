"""Word documents and workbooks at the limit: markup as much as is let in, packed into 20 MB at most."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

from bench.limits.words import ROW_HEADS, noise, paragraph, pieces, row, sentence

Make = Callable[[int], bytes]

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPARE = 4_000
_FAST = 1


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=_FAST) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _document(body: bytes) -> bytes:
    head = f"<w:document {_W}><w:body>".encode()
    return _zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": head + body + b"</w:body></w:document>"})


def _docx(make: Callable[[int], str], before: str = "", after: str = "") -> Make:
    def made(markup: int) -> bytes:
        return _document((before + "".join(pieces(make, markup - _SPARE)) + after).encode())

    return made


def _p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def _full_p(text: str) -> str:
    """A paragraph with the properties that word processors write."""
    font = '<w:rPr><w:rFonts w:ascii="仿宋" w:eastAsia="仿宋" w:hint="eastAsia"/><w:sz w:val="32"/></w:rPr>'
    properties = '<w:pPr><w:spacing w:line="560"/><w:ind w:firstLine="640"/></w:pPr>'
    return f"<w:p>{properties}<w:r>{font}<w:t>{text}</w:t></w:r></w:p>"


def _tr(texts: tuple[str, ...]) -> str:
    return "<w:tr>" + "".join(f"<w:tc>{_p(text)}</w:tc>" for text in texts) + "</w:tr>"


def _small_table(number: int) -> str:
    return f"<w:tbl>{_tr(row(number))}{_tr(row(number + 1))}</w:tbl>{_p(sentence(number))}"


def _workbook(sheet: bytes) -> bytes:
    book = f'<workbook {_S} xmlns:r="{_R}"><sheets><sheet name="附件1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    link = f'<Relationship Id="rId1" Type="{_R}/worksheet" Target="worksheets/sheet1.xml"/>'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    main = f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="xl/workbook.xml"/>'
    return _zipped(
        {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": f'<Relationships xmlns="{relations}">{main}</Relationships>'.encode(),
            "xl/workbook.xml": book.encode(),
            "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}">{link}</Relationships>'.encode(),
            "xl/worksheets/sheet1.xml": sheet,
        }
    )


def _xlsx(make: Callable[[int], str]) -> Make:
    def made(markup: int) -> bytes:
        rows = "".join(pieces(make, markup - _SPARE))
        return _workbook(f"<worksheet {_S}><sheetData>{rows}</sheetData></worksheet>".encode())

    return made


def _column(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _cells(number: int, texts: tuple[str, ...]) -> str:
    cells = (f'<c r="{_column(i)}{number + 1}" t="inlineStr"><is><t>{t}</t></is></c>' for i, t in enumerate(texts, 1))
    return f'<row r="{number + 1}">{"".join(cells)}</row>'


def _wide_row(number: int) -> str:
    return _cells(number, tuple(f"第{column}项" for column in range(1, 16_001)))


def _numbers(number: int) -> str:
    return (
        f'<row r="{number + 1}">'
        + "".join(f'<c r="{c}{number + 1}"><v>{number}</v></c>' for c in "ABCDEFGHIJ")
        + "</row>"
    )


OFFICE: dict[str, tuple[str, Make]] = {
    "docx, paragraphs": ("docx", _docx(lambda n: _p(paragraph(n)))),
    "docx, paragraphs with fonts": ("docx", _docx(lambda n: _full_p(sentence(n)))),
    "docx, empty paragraphs": ("docx", _docx(lambda n: "<w:p/>" * 100, _p("字"))),
    "docx, a run a character": ("docx", _docx(lambda n: "<w:r><w:t>字</w:t></w:r>" * 9, "<w:p>", "</w:p>")),
    "docx, one table": ("docx", _docx(lambda n: _tr(row(n)), "<w:tbl>" + _tr(ROW_HEADS), "</w:tbl>")),
    "docx, one table, hard to pack": (
        "docx",
        _docx(lambda n: _tr((str(n + 1), noise(n, 60), noise(-n, 60))), "<w:tbl>", "</w:tbl>"),
    ),
    "docx, one table of short cells": ("docx", _docx(lambda n: _tr(("字",) * 8), "<w:tbl>", "</w:tbl>")),
    "docx, one table of empty cells": (
        "docx",
        _docx(lambda n: "<w:tr>" + "<w:tc><w:p/></w:tc>" * 9 + _tr(("字",))[6:], "<w:tbl>", "</w:tbl>"),
    ),
    "docx, one row": ("docx", _docx(lambda n: f"<w:tc>{_p('字')}</w:tc>", "<w:tbl><w:tr>", "</w:tr></w:tbl>")),
    "docx, many small tables": ("docx", _docx(_small_table)),
    "docx, a table in one cell": (
        "docx",
        _docx(_small_table, "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
    ),
    "xlsx, dense": ("xlsx", _xlsx(lambda n: _cells(n, row(n) if n else ROW_HEADS))),
    "xlsx, wide": ("xlsx", _xlsx(_wide_row)),
    "xlsx, numbers": ("xlsx", _xlsx(_numbers)),
    "xlsx, short cells": ("xlsx", _xlsx(lambda n: _cells(n, ("字",) * 10))),
}
"""What each is called, its ending, and what makes it of so many bytes of markup."""
