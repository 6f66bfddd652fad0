"""PDF and OFD at the limit: very many pages, and very many small pieces on a page."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from bench.limits.words import paragraph, pieces, row

Make = Callable[[int], bytes]

_FONT = "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>"
_GLYPHS = (
    "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
    "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
)
_LINE, _PAGE_LINES = 34, 38
_OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'


def _pdf(pages: Iterator[str], size: int, *, packed: bool) -> bytes:
    """As many pages as go into `size` bytes."""
    objects: list[bytes] = []
    room = size
    for content in pages:
        data = zlib.compress(content.encode(), 1) if packed else content.encode()
        number = 6 + 2 * (len(objects) // 2)
        filtered = b"/Filter/FlateDecode" if packed else b""
        page = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {number} 0 R>>"
        ).encode()
        stream = b"<<%s/Length %d>>stream\n%s\nendstream" % (filtered, len(data), data)
        room -= len(page) + len(stream) + 80
        if room < 0 and objects:
            break
        objects += [page, stream]
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(objects) // 2))
    head = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {len(objects) // 2}/Kids[{kids}]>>".encode()]
    return _numbered([*head, _FONT.encode(), _GLYPHS.encode(), *objects])


def _numbered(objects: list[bytes]) -> bytes:
    out = BytesIO()
    out.write(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj%sendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def _show(x: float, y: float, text: str, size: float) -> str:
    return f"BT /F {size} Tf {x:.1f} {y:.1f} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def _prose() -> Iterator[str]:
    number, text = 0, ""
    while True:
        while len(text) < _LINE * _PAGE_LINES:
            text += paragraph(number)
            number += 1
        lines = [text[at : at + _LINE] for at in range(0, _LINE * _PAGE_LINES, _LINE)]
        text = text[_LINE * _PAGE_LINES :]
        yield "".join(_show(60, 780 - 19 * i, line, 14) for i, line in enumerate(lines))


def _short_pages() -> Iterator[str]:
    number = 0
    while True:
        yield _show(60, 780, f"第{number}页，新建道路{number}公里。", 14)
        number += 1


def _small_texts(on_page: int) -> Iterator[str]:
    """Each character a text of its own, all over the page."""
    while True:
        yield "".join(_show(20 + i * 7 % 550, 20 + i * 13 % 800, "字", 5) for i in range(on_page))


def _ruled() -> Iterator[str]:
    number = 0
    while True:
        rules = [f"50 {y} m 545 {y} l S\n" for y in range(40, 800, 10)]
        rules += [f"{x} 40 m {x} 800 l S\n" for x in range(50, 546, 33)]
        texts = [_show(52 + 33 * c, 42 + 10 * r, str(number + r * c), 6) for r in range(75) for c in range(15)]
        number += 1
        yield "".join(rules + texts)


def _lines_only(on_page: int) -> Iterator[str]:
    while True:
        yield "".join(f"{i % 500} {i * 7 % 800} m {i % 500 + 40} {i * 7 % 800} l S\n" for i in range(on_page))


def pdf(pages: Callable[[], Iterator[str]], *, packed: bool = True) -> Make:
    return lambda size: _pdf(pages(), size, packed=packed)


def _ofd(objects: Callable[[int], str], on_page: int | None = None) -> Make:
    """Pages of so many objects each; all on one page where no number is given."""

    def made(markup: int) -> bytes:
        found = list(pieces(objects, markup - (markup // 20 if on_page else 5_000)))
        step = on_page or len(found)
        return _package(["".join(found[at : at + step]) for at in range(0, len(found), step)])

    return made


def _package(pages: list[str]) -> bytes:
    names = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="P/{i}.xml"/>' for i in range(len(pages)))
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        root = f"<ofd:OFD {_OFD}><ofd:DocBody><ofd:DocRoot>D/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        archive.writestr("OFD.xml", root)
        common = f"<ofd:CommonData><ofd:MaxUnitID>1</ofd:MaxUnitID>{area}</ofd:CommonData>"
        archive.writestr(
            "D/Document.xml", f"<ofd:Document {_OFD}>{common}<ofd:Pages>{names}</ofd:Pages></ofd:Document>"
        )
        for i, content in enumerate(pages):
            layer = f'<ofd:Content><ofd:Layer ID="1">{content}</ofd:Layer></ofd:Content>'
            archive.writestr(f"D/P/{i}.xml", f"<ofd:Page {_OFD}>{layer}</ofd:Page>")
    return out.getvalue()


def _ofd_line(number: int) -> str:
    text = paragraph(number)[:_LINE]
    y = 25 + 6.5 * (number % _PAGE_LINES)
    return (
        f'<ofd:TextObject ID="{number}" Boundary="20 {y} 170 6" Font="1" Size="4.9"><ofd:TextCode X="0" Y="4.5" '
        f'DeltaX="g {len(text)} 4.9">{text}</ofd:TextCode></ofd:TextObject>'
    )


def _ofd_small(number: int) -> str:
    x, y = number * 7 % 180, number * 13 % 270
    code = '<ofd:TextCode X="0" Y="2">字</ofd:TextCode>'
    return f'<ofd:TextObject ID="1" Boundary="{x} {y} 3 3" Font="1" Size="2">{code}</ofd:TextObject>'


def _ofd_row(number: int) -> str:
    """A row of a ruled table on a page of thirty."""
    y = 20 + 8 * (number % 30)
    rules = "".join(
        f'<ofd:PathObject ID="1" Boundary="15 {y + dy} 180 {h}" LineWidth="0.2"><ofd:AbbreviatedData>'
        f"M {x} 0 L {x2} {y2}</ofd:AbbreviatedData></ofd:PathObject>"
        for dy, h, x, x2, y2 in ((0, 1, 0, 180, 0), (8, 1, 0, 180, 0), *((0, 8, x, x, 8) for x in range(0, 181, 36)))
    )
    texts = "".join(
        f'<ofd:TextObject ID="1" Boundary="{16 + 36 * i} {y + 1} 35 6" Font="1" Size="3"><ofd:TextCode X="0" Y="4" '
        f'DeltaX="g 10 3">{text[:10]}</ofd:TextCode></ofd:TextObject>'
        for i, text in enumerate(row(number))
    )
    return rules + texts


PAGES: dict[str, tuple[str, Make]] = {
    "pdf, prose": ("pdf", pdf(_prose)),
    "pdf, very many pages": ("pdf", pdf(_short_pages)),
    "pdf, small texts all over": ("pdf", pdf(lambda: _small_texts(2_000))),
    "pdf, one page of small texts": ("pdf", pdf(lambda: _small_texts(300_000), packed=False)),
    "pdf, ruled tables": ("pdf", pdf(_ruled)),
    "pdf, lines only": ("pdf", pdf(lambda: _lines_only(40_000))),
}
"""At a size of the file in bytes."""

MARKED_UP: dict[str, tuple[str, Make]] = {
    "ofd, prose": ("ofd", _ofd(_ofd_line, _PAGE_LINES)),
    "ofd, one page of small texts": ("ofd", _ofd(_ofd_small)),
    "ofd, a text a page": ("ofd", _ofd(_ofd_line, 1)),
    "ofd, ruled tables": ("ofd", _ofd(_ofd_row, 30)),
}
"""At so many bytes of markup."""
