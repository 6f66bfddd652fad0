"""Small files made on the spot, byte by byte where a library would hide what the test is about."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

import xlsxwriter

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)

_COLLECTION = "<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"


def zipped(parts: dict[str, bytes | str]) -> bytes:
    """A zip archive of named parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "") -> bytes:
    """A Word document from the markup of its body, its numbering and its styles."""
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W} {_MORE}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        }
    )


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(text: str = "", *, num: tuple[int, int] | None = None, style: str = "", more: str = "") -> str:
    """A paragraph; `num` is list instance and level."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    numbered = f'<w:numPr><w:ilvl w:val="{num[1]}"/><w:numId w:val="{num[0]}"/></w:numPr>' if num else ""
    return f"<w:p><w:pPr>{named}{numbered}{more}</w:pPr>{run(text) if text else ''}</w:p>"


def level(number: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """One level of a list."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>'
        f'{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, instances: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    """One abstract list and its instances."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{instances}'


def cell(content: str, more: str = "") -> str:
    body = content if content.startswith("<w:") else para(content)
    return f"<w:tc><w:tcPr>{more}</w:tcPr>{body}</w:tc>"


def table(*rows: str) -> str:
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"


def xlsx(fill, **options: object) -> bytes:  # type: ignore[no-untyped-def]
    """A workbook that `fill(workbook)` writes into."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, options) as book:
        fill(book)
    return out.getvalue()


class Pdf:
    """A PDF with Chinese text in a font that every reader knows by name, and ruled lines."""

    def __init__(self, *, turned: int = 0, size: tuple[int, int] = (595, 842), narrow: bool = False) -> None:
        """Pages turned, of a size in points; `narrow` sets Latin characters half as wide as Chinese ones."""
        self._narrow = narrow
        self._pages: list[list[str]] = []
        self._turned = turned
        self._size = size

    def page(self) -> Pdf:
        self._pages.append([])
        return self

    def text(self, x: float, y: float, text: str, size: float = 16) -> Pdf:
        """Text with its baseline at y points from the bottom."""
        code = text.encode("utf-16-be").hex()
        self._pages[-1].append(f"BT /F {size} Tf {x} {y} Td <{code}> Tj ET")
        return self

    def sideways(self, x: float, y: float, text: str, size: float = 16) -> Pdf:
        """Text that runs up the page, as on a wide table printed on a tall page."""
        code = text.encode("utf-16-be").hex()
        self._pages[-1].append(f"BT /F {size} Tf 0 1 -1 0 {x} {y} Tm <{code}> Tj ET")
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Pdf:
        self._pages[-1].append(f"{x0} {y0} m {x1} {y1} l S")
        return self

    def box(self, x: float, y: float, width: float, height: float) -> Pdf:
        """A filled box: how word processors draw borders."""
        self._pages[-1].append(f"{x} {y} {width} {height} re f")
        return self

    def grid(self, xs: list[float], ys: list[float], thick: float = 1.0) -> Pdf:
        self._pages[-1].append(f"{thick} w")
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def picture(self) -> Pdf:
        self._pages[-1].append("q 500 0 0 700 40 40 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q")
        return self

    def bytes(self) -> bytes:
        kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(self._pages)))
        widths = "/W[1 95 500]" if self._narrow else ""
        objects = [
            "<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(self._pages)}/Kids[{kids}]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
            f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000{widths}/CIDSystemInfo" + _COLLECTION,
        ]
        width, height = self._size
        for i, content in enumerate(self._pages):
            packed = zlib.compress("\n".join(content).encode("latin-1")).decode("latin-1")
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Rotate {self._turned}"
                f"/Resources<</Font<</F 3 0 R>>>>/Contents {6 + 2 * i} 0 R>>"
            )
            objects.append(f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n{packed}\nendstream")
        return _file(objects)


def _file(objects: list[str]) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj{text}endobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out) + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()


def page(body: str, head: str = '<meta charset="utf-8">') -> bytes:
    """A web page."""
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode()
