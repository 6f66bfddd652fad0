"""Writes OFD documents (GB/T 33190-2016): characters at their places, ruled lines, pictures, templates.

Places are millimetres from the top left corner of the page; text stands on its baseline. The same calls give the same
bytes.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

NS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
DATE = (2022, 3, 17, 0, 0, 0)
_FIRST_OBJECT = 1000
_TEMPLATE = 90
_FONT = 1


@dataclass
class Sheet:
    """A page, or a template that pages stand on."""

    objects: list[str] = field(default_factory=list)
    on_template: bool = False


class Ofd:
    """A document being written."""

    def __init__(
        self, width: float = 210.0, height: float = 297.0, *, title: str = "", font: bytes | None = None
    ) -> None:
        self.width, self.height = width, height
        self._title = title
        self._font = font
        self._sheets: list[Sheet] = []
        self._template: Sheet | None = None
        self._media: list[bytes] = []
        self._id = _FIRST_OBJECT

    def page(self, *, on_template: bool = False) -> Ofd:
        """Start a page."""
        self._sheets.append(Sheet(on_template=on_template))
        return self

    def template(self) -> Ofd:
        """What follows goes on the template, until the next page starts."""
        self._template = Sheet()
        return self

    def text(
        self,
        x: float,
        y: float,
        text: str,
        size: float = 5.6,
        steps: list[float] | None = None,
        *,
        matrix: str = "",
        glyphs: list[int] | None = None,
    ) -> Ofd:
        """Text from x on its baseline y; steps from each character to the next, one size each where none are given."""
        steps = [size if not c.isascii() else size / 2 for c in text[:-1]] if steps is None else steps
        top = y - 0.9 * size
        drawn = ""
        if glyphs is not None:
            numbers = " ".join(map(str, glyphs))
            drawn = (
                f'<ofd:CGTransform CodePosition="0" CodeCount="{len(text)}" GlyphCount="{len(glyphs)}">'
                f"<ofd:Glyphs>{numbers}</ofd:Glyphs></ofd:CGTransform>"
            )
        delta = f' DeltaX="{packed(steps)}"' if steps else ""
        ctm = f' CTM="{matrix}"' if matrix else ""
        self._add(
            "TextObject",
            f'Boundary="{mm(x)} {mm(top)} {mm(sum(steps) + size)} {mm(1.2 * size)}" Font="{_FONT}" Size="{mm(size)}"{ctm}',
            f'{drawn}<ofd:TextCode X="0" Y="{mm(y - top)}"{delta}>{escape(text)}</ofd:TextCode>',
        )
        return self

    def rule(self, x0: float, y0: float, x1: float, y1: float) -> Ofd:
        """A ruled line."""
        left, top = min(x0, x1), min(y0, y1)
        box = f"{mm(left)} {mm(top)} {mm(abs(x1 - x0))} {mm(abs(y1 - y0))}"
        path = f"M {mm(x0 - left)} {mm(y0 - top)} L {mm(x1 - left)} {mm(y1 - top)}"
        inner = f"<ofd:AbbreviatedData>{path}</ofd:AbbreviatedData>"
        self._add("PathObject", f'Boundary="{box}" LineWidth="0.2"', inner)
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Ofd:
        """The rules of a table."""
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        return self

    def picture(self, box: tuple[float, float, float, float], png: bytes) -> Ofd:
        """A picture that fills a box given by left, top, width, height."""
        self._media.append(png)
        place = " ".join(map(mm, box))
        ctm = f"{mm(box[2])} 0 0 {mm(box[3])} 0 0"
        self._add("ImageObject", f'Boundary="{place}" CTM="{ctm}" ResourceID="{200 + len(self._media)}"', "")
        return self

    def raw(self, xml: str) -> Ofd:
        """An object given as markup."""
        self._sheet.objects.append(xml)
        return self

    def bytes(self) -> bytes:
        """The file."""
        out = BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            for name, content in self._parts().items():
                info = zipfile.ZipInfo(name, DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                info.create_system = 0
                archive.writestr(info, content)
        return out.getvalue()

    @property
    def _sheet(self) -> Sheet:
        return self._sheets[-1] if self._sheets or self._template is None else self._template

    def _add(self, kind: str, attributes: str, inner: str) -> None:
        self._id += 1
        self._sheet.objects.append(f'<ofd:{kind} ID="{self._id}" {attributes}>{inner}</ofd:{kind}>')

    def _parts(self) -> dict[str, bytes | str]:
        parts: dict[str, bytes | str] = {
            "OFD.xml": f'{HEAD}<ofd:OFD {NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            f"<ofd:Title>{escape(self._title)}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": self._document(),
            "Doc_0/PublicRes.xml": self._resources(),
        }
        for number, sheet in enumerate(self._sheets):
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = self._content(sheet)
        if self._template is not None:
            parts["Doc_0/Tpls/Tpl_0/Content.xml"] = self._content(self._template)
        for number, data in enumerate(self._media, 1):
            parts[f"Doc_0/Res/image_{number}.png"] = data
        if self._font is not None:
            parts["Doc_0/Res/font_1.ttf"] = self._font
        return parts

    def _document(self) -> str:
        template = '<ofd:TemplatePage ID="90" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if self._template else ""
        pages = "".join(
            f'<ofd:Page ID="{100 + n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(self._sheets))
        )
        return (
            f"{HEAD}<ofd:Document {NS}><ofd:CommonData><ofd:MaxUnitID>{self._id}</ofd:MaxUnitID><ofd:PageArea>"
            f"<ofd:PhysicalBox>0 0 {mm(self.width)} {mm(self.height)}</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>{template}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages></ofd:Document>"
        )

    def _resources(self) -> str:
        file = "" if self._font is None else "<ofd:FontFile>font_1.ttf</ofd:FontFile>"
        font = f'<ofd:Font ID="{_FONT}" FontName={quoteattr("仿宋")} FamilyName={quoteattr("仿宋")}>{file}</ofd:Font>'
        media = "".join(
            f'<ofd:MultiMedia ID="{200 + n}" Type="Image" Format="PNG"><ofd:MediaFile>image_{n}.png</ofd:MediaFile>'
            "</ofd:MultiMedia>"
            for n in range(1, len(self._media) + 1)
        )
        media = f"<ofd:MultiMedias>{media}</ofd:MultiMedias>" if media else ""
        return f'{HEAD}<ofd:Res {NS} BaseLoc="Res"><ofd:Fonts>{font}</ofd:Fonts>{media}</ofd:Res>'

    def _content(self, sheet: Sheet) -> str:
        used = f'<ofd:Template TemplateID="{_TEMPLATE}" ZOrder="Background"/>' if sheet.on_template else ""
        objects = "\n".join(sheet.objects)
        layer = f'<ofd:Layer ID="{_TEMPLATE + 1}" Type="Body">\n{objects}\n</ofd:Layer>'
        return f"{HEAD}<ofd:Page {NS}>{used}<ofd:Content>{layer}</ofd:Content></ofd:Page>"


def mm(value: float) -> str:
    """A length as the markup prints it."""
    return f"{value:.3f}".rstrip("0").rstrip(".") or "0"


def packed(steps: list[float]) -> str:
    """Offsets as the standard shortens them: three or more equal ones in a row as `g 3 5.2`."""
    pieces: list[str] = []
    i = 0
    while i < len(steps):
        same = 1
        while i + same < len(steps) and mm(steps[i + same]) == mm(steps[i]):
            same += 1
        pieces.append(f"g {same} {mm(steps[i])}" if same > 2 else " ".join([mm(steps[i])] * same))
        i += same
    return " ".join(pieces)
