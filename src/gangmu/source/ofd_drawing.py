"""An OFD page as an image: its pictures, lines and characters put on a PDF page of our own, which PDFium draws.

Characters are drawn in the Chinese font of this machine, at the places and sizes the document gives; where there is no
such font, their places stay blank.
"""

from __future__ import annotations

import importlib
import importlib.util
import zlib
from io import BytesIO
from typing import Any

import pypdfium2 as pdfium

from gangmu.source.model import Box
from gangmu.source.ofd_package import Package, PageSource
from gangmu.source.ofd_page import MM, Marks
from gangmu.source.page_marks import Glyph, Rules
from gangmu.source.pdf_page import rendered
from gangmu.source.recognition.model import PageImage

_JPEG = b"\xff\xd8\xff"
_BASELINE = 0.12
_FONT = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font"
    "/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1[500 94 500]]"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>"
)


def drawn(package: Package, source: PageSource, marks: Marks, dpi: float) -> PageImage:
    """A page of an OFD document as pixels.

    Args:
        package: where its pictures are.
        source: the page.
        marks: what stands on it.
        dpi: how many pixels make an inch.
    """
    width, height = source.box[2] * MM, source.box[3] * MM
    images = [(picture.box, _stream(package.data(picture.part) or b"")) for picture in marks.pictures]
    streams = [stream for _, stream in images if stream is not None]
    content = [
        _placed_image(box, n, height) for n, box in enumerate(box for box, stream in images if stream is not None)
    ]
    content += [_rules(marks.rules, height), *(_text(glyph, height) for glyph in marks.glyphs)]
    document = pdfium.PdfDocument(_file("\n".join(content).encode("ascii"), streams, width, height))
    try:
        return rendered(document[0], dpi)
    finally:
        document.close()


def _stream(data: bytes) -> bytes | None:
    """A picture as a PDF object; None for kinds that cannot be decoded here."""
    if importlib.util.find_spec("PIL") is None:
        return None
    pillow: Any = importlib.import_module("PIL.Image")
    try:
        image = pillow.open(BytesIO(data))
        pixels = data
        form = "/DCTDecode"
        if not (data.startswith(_JPEG) and image.mode in ("RGB", "L")):
            image = image.convert("RGB")
            pixels, form = zlib.compress(image.tobytes()), "/FlateDecode"
    except Exception:  # noqa: BLE001  a picture from outside, of any kind and any damage, is left blank
        return None
    space = "/DeviceGray" if image.mode == "L" else "/DeviceRGB"
    head = (
        f"<</Type/XObject/Subtype/Image/Width {image.width}/Height {image.height}/ColorSpace{space}/BitsPerComponent 8"
    )
    return f"{head}/Filter{form}/Length {len(pixels)}>>stream\n".encode() + pixels + b"\nendstream"


def _placed_image(box: Box, number: int, height: float) -> str:
    left, top, right, bottom = box
    return f"q {right - left:.2f} 0 0 {bottom - top:.2f} {left:.2f} {height - bottom:.2f} cm /I{number} Do Q"


def _rules(rules: Rules, height: float) -> str:
    lying = [f"{r.start:.2f} {height - r.at:.2f} m {r.end:.2f} {height - r.at:.2f} l S" for r in rules.lying]
    standing = [f"{r.at:.2f} {height - r.start:.2f} m {r.at:.2f} {height - r.end:.2f} l S" for r in rules.standing]
    return "\n".join(["0.5 w", *lying, *standing])


def _text(glyph: Glyph, height: float) -> str:
    if len(glyph.text) != 1 or ord(glyph.text) > 0xFFFF:
        return ""
    baseline = height - glyph.box[3] + _BASELINE * glyph.size
    return f"BT /F {glyph.size:.2f} Tf {glyph.box[0]:.2f} {baseline:.2f} Td <{ord(glyph.text):04x}> Tj ET"


def _file(content: bytes, images: list[bytes], width: float, height: float) -> bytes:
    packed = zlib.compress(content)
    named = " ".join(f"/I{n} {5 + n} 0 R" for n in range(len(images)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width:.2f} {height:.2f}]/Contents 4 0 R"
        f"/Resources<</Font<</F {_FONT}>>/XObject<<{named}>>>>>>".encode(),
        f"<</Filter/FlateDecode/Length {len(packed)}>>stream\n".encode() + packed + b"\nendstream",
        *images,
    ]
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj".encode() + body + b"endobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010d} 00000 n \n".encode() for place in places)
    return bytes(out) + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
