"""Reader of web pages as government sites publish documents: the main text, without the site around it.

Block elements and line breaks are paragraphs, tables keep their merged cells. A table of one column, or one that
holds other tables, is a frame around running text and is read as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from gangmu.errors import UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.counting import count
from gangmu.source.encoding import decode
from gangmu.source.html_content import main_content, printed_title
from gangmu.source.html_facts import page_facts
from gangmu.source.html_tags import BLOCKS, DROPPED, HEADINGS, is_hidden
from gangmu.source.layout import GridCell, LayoutBuilder
from gangmu.source.model import SourceText

_HEAD = 4096
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]*encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE)
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "utf8": "utf-8"}
"""What pages call their encoding → the encoding that really reads them."""

_MOST_COLUMNS = 1000
_COUNTED = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read(data: bytes, info: SourceInfo) -> SourceText:
    """A web page.

    Args:
        data: the page's bytes.
        info: where they came from.

    Returns:
        Text with paragraph and table blocks.

    Raises:
        UnreadableSourceError: text in no known encoding, or no page at all.
        EmptySourceError: a page without text.
    """
    text, damaged_as = _decoded(data, info.name)
    # Without huge_tree a page is cut off without a word, at ten million bytes and where it is nested deeply.
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSourceError(name=info.name, reason="damage.html") from error
    builder = LayoutBuilder(info.name)
    facts: tuple[tuple[str, str], ...] = ()
    if root is not None:
        content = main_content(root)
        flow = _Flow(builder, _length(content))
        title = printed_title(root, content)
        if title:
            builder.paragraph(title, 0)
        flow.element(content)
        flow.end()
        facts = page_facts(root, content)
    pictures = root is not None and next(root.iter("img"), None) is not None
    empty = ("empty.pictures", "advice.ocr") if pictures else ("empty.blank", "advice.check")
    if damaged_as is not None:
        builder.issue("source.damaged_bytes", f"Some bytes are damaged; the page was read as {damaged_as}.")
    return msgspec.structs.replace(builder.finish(info, empty), facts=facts)


def _decoded(data: bytes, name: str) -> tuple[str, str | None]:
    """The page's text by what it declares; by guess where that is missing or wrong. With damage, the encoding too."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        label = (declared.group(1) or declared.group(2)).decode("ascii", "replace").lower()
        try:
            return data.decode(_SUPERSETS.get(label, label)), None
        except (UnicodeError, LookupError):
            pass
    decoded = decode(data)
    if decoded is not None:
        return decoded.text, decoded.encoding if decoded.damaged else None
    raise UnreadableSourceError(name=name, reason="damage.encoding")


class _Flow:
    """Walks through elements and writes paragraphs as they end."""

    def __init__(self, builder: LayoutBuilder, length: int) -> None:
        self._builder = builder
        self._pieces: list[str] = []
        self._level: int | None = None
        self._framed = False
        self._length = length

    def element(self, node: etree._Element) -> None:
        """Writes what is inside an element."""
        self._text(node.text)
        for child in node.iterchildren("*"):
            tag = str(child.tag).lower()
            if tag == "br":
                self.end()
            elif tag == "table" and _is_data(child):
                self.end()
                self._builder.table(_grid(child))
            elif tag not in DROPPED and not is_hidden(child):
                self._inside(child, tag)
            self._text(child.tail)

    def end(self) -> None:
        """Ends the paragraph."""
        self._builder.paragraph("".join(self._pieces), self._level, framed=self._framed)
        self._pieces.clear()

    def _inside(self, node: etree._Element, tag: str) -> None:
        if tag not in BLOCKS:
            self.element(node)
            return
        self.end()
        outer, framed = self._level, self._framed
        self._level = HEADINGS.get(tag, outer)
        self._framed = framed or (tag == "table" and _length(node) < self._length / 2)
        if tag == "li":
            self._text(_number(node))
        if tag == "pre":
            self._lines("".join(map(str, node.itertext())))
        else:
            self.element(node)
        self.end()
        self._level, self._framed = outer, framed

    def _lines(self, text: str) -> None:
        for line in text.splitlines():
            self._pieces.append(line)
            self.end()

    def _text(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)


def _length(node: etree._Element) -> int:
    """How many characters of text an element holds. A table around most of the page is its layout, no frame."""
    return sum(len(str(text).strip()) for text in node.itertext())


def _number(item: etree._Element) -> str:
    """The number a browser prints before an item of an ordered list."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in parent.get("style", ""):
        return ""
    before = sum(1 for sibling in item.itersiblings("li", preceding=True))
    start = parent.get("start", "1")
    number = (int(start) if start.isdigit() else 1) + before
    return f"{count(number, _COUNTED.get(parent.get('type', '1'), 'decimal'))}. "


def _is_data(table: etree._Element) -> bool:
    """Whether a table is one to read as such: more than one column, no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(list(row.iterchildren("td", "th"))) > 1 for row in table.iter("tr"))


def _grid(table: etree._Element) -> list[GridCell]:
    """The cells of a table, each once with its extent, as the HTML standard lays them out."""
    cells: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    rows = [row for row in table.iter("tr") if not is_hidden(row)]
    for number, row in enumerate(rows):
        col = 0
        for node in row.iterchildren("td", "th"):
            while (number, col) in taken:
                col += 1
            cols = min(_extent(node, "colspan"), _MOST_COLUMNS)
            down = _extent(node, "rowspan") or len(rows)
            cell = GridCell(_cell_text(node), number, col, min(down, len(rows) - number), max(1, cols))
            taken.update((r, c) for r in range(number, number + cell.rows) for c in range(col, col + cell.cols))
            cells.append(cell)
            col += cell.cols
    return cells


def _extent(node: etree._Element, attribute: str) -> int:
    text = node.get(attribute, "1").strip()
    return int(text[:6]) if text.isdecimal() else 1


def _cell_text(node: etree._Element) -> str:
    return " ".join("".join(_pieces(node)).split())


def _pieces(node: etree._Element) -> Iterator[str]:
    yield node.text or ""
    for child in node.iterchildren("*"):
        tag = str(child.tag).lower()
        if tag == "br":
            yield " "
        elif tag not in DROPPED and not is_hidden(child):
            edge = " " if tag in BLOCKS else ""
            yield edge
            yield _number(child) if tag == "li" else ""
            yield from _pieces(child)
            yield edge
        yield child.tail or ""
