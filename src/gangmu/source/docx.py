"""Reader of Word documents (.docx): paragraphs and tables in reading order, automatic numbers written out.

Insertions under tracked changes are read, deletions are not; hidden text, headers, footers, comments and a table
of contents made by Word are left out; text boxes follow the paragraph they hang on. A table of one column is a
frame around running text and is read as such.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from gangmu.errors import UnreadableSourceError
from gangmu.model import SourceInfo
from gangmu.source.docx_numbering import Numbering, W, value_of, whole
from gangmu.source.docx_styles import Styles
from gangmu.source.layout import GridCell, LayoutBuilder
from gangmu.source.limits import markup_parser, open_archive, read_part
from gangmu.source.model import SourceText

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_PLAIN = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_SKIPPED = {
    "annotationRef", "altChunk", "del", "delInstrText", "delText", "instrText", "moveFrom", "pPr", "rPr", "rt",
    "rubyPr", "sdtEndPr", "sdtPr", "sectPr", "tblGrid", "tblPr", "tcPr", "trPr",
}  # fmt: skip
"""Elements whose inside is no running text of the final document."""
_SIGNS = {"tab": "\t", "ptab": "\t", "cr": "\n", "br": "\n", "noBreakHyphen": "-"}
_OFF = ("0", "false", "off", "none")


def read(data: bytes, info: SourceInfo) -> SourceText:
    """A Word document.

    Args:
        data: the file's bytes.
        info: where they came from.

    Returns:
        Text with paragraph and table blocks; a paragraph broken by hand into lines gives line blocks.

    Raises:
        UnreadableSourceError: container or markup is damaged.
        SourceTooLargeError: it unpacks to more than the limit.
        EmptySourceError: no text.
    """
    archive = open_archive(data, info.name)
    body = _part(archive, r"word/document\d*\.xml", info.name)
    if body is None:
        raise UnreadableSourceError(name=info.name, reason="damage.part")
    walker = _Walker(
        Styles(_part(archive, r"word/styles\d*\.xml", info.name)),
        Numbering(_part(archive, r"word/numbering\d*\.xml", info.name)),
        _length(body),
    )
    builder = LayoutBuilder(info.name)
    for item in walker.items(body):
        _put(builder, walker, item)
    _note_left_out(builder, body)
    pictures = next(body.iter(f"{W}drawing", f"{W}pict", f"{W}object"), None) is not None
    return builder.finish(info, ("empty.pictures", "advice.ocr") if pictures else ("empty.blank", "advice.check"))


class _Text(NamedTuple):
    """A paragraph as it prints: its lines, number included, and its heading level."""

    lines: tuple[str, ...]
    level: int | None
    framed: bool = False


class _Table(NamedTuple):
    """A table still to be read: reading it counts its numbers on, so it must wait for its turn."""

    node: etree._Element


class _Walker:
    """Goes through the document once, in reading order."""

    def __init__(self, styles: Styles, numbering: Numbering, length: int) -> None:
        self._styles = styles
        self._numbering = numbering
        self._length = length
        self._carried = ""

    def items(self, container: etree._Element) -> Iterator[_Text | _Table]:
        """Paragraphs and tables under an element."""
        for node in _children(container):
            kind = _local(node)
            if kind == "p":
                yield from self._paragraph(node)
            elif kind == "tbl":
                yield from self._table_or_frame(node)
            elif kind == "sdt" and _is_contents(node):
                continue
            elif kind == "AlternateContent":
                yield from self.items(_chosen(node))
            elif kind not in _SKIPPED:
                yield from self.items(node)

    def grid(self, table: etree._Element) -> list[GridCell]:
        """The cells of a table, merged ones once with their extent."""
        cells: list[GridCell] = []
        open_above: dict[int, int] = {}
        for row, node in enumerate(_rows(table)):
            col = _grid_before(node)
            for cell in _cells(node):
                properties = cell.find(f"{W}tcPr")
                cols = 1 if properties is None else max(1, whole(value_of(properties, "gridSpan"), 1))
                above = open_above.get(col) if _continues(properties, "vMerge") else None
                if _continues(properties, "hMerge") and cells and cells[-1].row == row:
                    cells[-1] = _grown(cells[-1], cols=cols)
                elif above is not None:
                    cells[above] = _grown(cells[above], rows=1)
                else:
                    open_above[col] = len(cells)
                    cells.append(GridCell(self._cell_text(cell), row, col, 1, cols))
                col += cols
        return cells

    def _table_or_frame(self, table: etree._Element) -> Iterator[_Text | _Table]:
        if max((len(_cells(row)) for row in _rows(table)), default=0) > 1:
            yield _Table(table)
            return
        framed = _length(table) < self._length / 2  # a table around most of the document is its layout
        for row in _rows(table):
            for cell in _cells(row):
                for item in self.items(cell):
                    yield item._replace(framed=framed or item.framed) if isinstance(item, _Text) else item

    def _cell_text(self, cell: etree._Element) -> str:
        pieces: list[str] = []
        for item in self.items(cell):
            if isinstance(item, _Text):
                pieces.extend(item.lines)
            else:
                pieces.extend(inner.text for inner in self.grid(item.node))
        return " ".join(piece for piece in pieces if piece)

    def _paragraph(self, node: etree._Element) -> Iterator[_Text | _Table]:
        properties = node.find(f"{W}pPr")
        style = None if properties is None else value_of(properties, "pStyle")
        out: list[str] = []
        boxes: list[etree._Element] = []
        _collect(node, out, boxes)
        text = self._carried + "".join(out)
        self._carried = ""
        if _mark_is_deleted(properties):
            self._carried = text
        elif not self._styles.is_contents(style):
            label = self._label(properties, style)
            yield _Text(tuple((label + text).split("\n")), self._level(properties, style))
        for box in boxes:
            yield from self.items(box)

    def _label(self, properties: etree._Element | None, style: str | None) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        named = None if own is None else value_of(own, "numId")
        level = None if own is None else value_of(own, "ilvl")
        if named is not None:
            return self._numbering.label(named, whole(level, 0))
        inherited = self._styles.numbering(style)
        if inherited is None:
            return ""
        instance, list_level, saying = inherited
        tied = self._numbering.level_of_style(instance, saying)
        fallback = tied if tied is not None else list_level or 0
        return self._numbering.label(instance, whole(level, fallback))

    def _level(self, properties: etree._Element | None, style: str | None) -> int | None:
        outline = None if properties is None else value_of(properties, "outlineLvl")
        if outline is None:
            return self._styles.level(style)
        level = whole(outline, 9)
        return level + 1 if level < 9 else None


def _part(archive: zipfile.ZipFile, pattern: str, name: str) -> etree._Element | None:
    part = next((entry for entry in archive.namelist() if re.fullmatch(pattern, entry)), None)
    data = None if part is None else read_part(archive, part, name)
    if data is None:
        return None
    parser = markup_parser(remove_comments=True)
    try:
        return etree.fromstring(data.replace(_STRICT, _PLAIN), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableSourceError(name=name, reason="damage.xml") from error


def _put(builder: LayoutBuilder, walker: _Walker, item: _Text | _Table) -> None:
    if isinstance(item, _Table):
        builder.table(walker.grid(item.node))
        return
    lines = [line for line in item.lines if line.strip()]
    if len(lines) == 1:
        builder.paragraph(lines[0], item.level, framed=item.framed)
        return
    for i, line in enumerate(lines):
        builder.line(line, level=item.level, framed=item.framed, closes=i == len(lines) - 1)


def _note_left_out(builder: LayoutBuilder, body: etree._Element) -> None:
    notes = sum(1 for _ in body.iter(f"{W}footnoteReference", f"{W}endnoteReference"))
    if notes:
        builder.issue("source.footnotes", f"Footnotes and endnotes left out: {notes}.")
    chunks = sum(1 for _ in body.iter(f"{W}altChunk"))
    if chunks:
        builder.issue("source.embedded", f"Embedded documents left out: {chunks}.")


def _local(node: etree._Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _children(node: etree._Element) -> Iterator[etree._Element]:
    return node.iterchildren("*")  # elements only: no comments, no unresolved entities


def _collect(node: etree._Element, out: list[str], boxes: list[etree._Element]) -> None:
    """Running text under an element into `out`, text boxes into `boxes`."""
    for child in _children(node):
        kind = _local(child)
        if kind == "t":
            out.append((child.text or "").replace("\n", " "))
        elif kind in _SIGNS:
            out.append(_SIGNS[kind])
        elif kind == "txbxContent":
            boxes.append(child)
        elif kind == "AlternateContent":
            _collect(_chosen(child), out, boxes)
        elif kind not in _SKIPPED and not (kind == "r" and _is_hidden(child)):
            _collect(child, out, boxes)


def _chosen(node: etree._Element) -> etree._Element:
    """One of the renderings of alternate content: the first, or the fallback where that alone holds text."""
    choices = [child for child in _children(node) if _local(child) in ("Choice", "Fallback")]
    with_text = [choice for choice in choices if any(_local(inner) == "t" for inner in choice.iter("{*}t"))]
    return (with_text or choices or [etree.Element("none")])[0]


def _length(node: etree._Element) -> int:
    """How many characters of text an element holds."""
    return sum(len(text.text or "") for text in node.iter(f"{W}t"))


def _is_hidden(run: etree._Element) -> bool:
    properties = run.find(f"{W}rPr")
    hidden = None if properties is None else properties.find(f"{W}vanish")
    return hidden is not None and hidden.get(f"{W}val", "1") not in _OFF


def _is_contents(node: etree._Element) -> bool:
    gallery = next(node.iter(f"{W}docPartGallery"), None)
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _mark_is_deleted(properties: etree._Element | None) -> bool:
    """Whether the paragraph's end is deleted under tracked changes, so that it runs into the next."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in _under(table, "tr") if row.find(f"{W}trPr/{W}del") is None]


def _cells(row: etree._Element) -> list[etree._Element]:
    return [cell for cell in _under(row, "tc") if cell.find(f"{W}tcPr/{W}cellDel") is None]


def _under(node: etree._Element, kind: str) -> list[etree._Element]:
    """Elements of a kind directly under a node, content controls and tracked insertions between them looked through."""
    found: list[etree._Element] = []
    for child in _children(node):
        local = _local(child)
        if local == kind:
            found.append(child)
        elif local in ("sdt", "sdtContent", "ins", "moveTo", "customXml"):
            found.extend(_under(child, kind))
    return found


def _grid_before(row: etree._Element) -> int:
    properties = row.find(f"{W}trPr")
    return 0 if properties is None else max(0, whole(value_of(properties, "gridBefore"), 0))


def _continues(properties: etree._Element | None, merge: str) -> bool:
    found = None if properties is None else properties.find(f"{W}{merge}")
    return found is not None and found.get(f"{W}val", "continue") == "continue"


def _grown(cell: GridCell, rows: int = 0, cols: int = 0) -> GridCell:
    return GridCell(cell.text, cell.row, cell.col, cell.rows + rows, cell.cols + cols)
