"""The source text as HTML: one section a provision, a span where records stand, nothing for single characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from django.utils.translation import gettext as _

from gangmu.model import Plan, Provision, Span
from gangmu_server.library.layout import Block, Cell
from gangmu_server.web.plan_page.grid import Placed, head_of, rows_of
from gangmu_server.web.plan_page.marks import MarkIndex

APART = ("第", "专栏", "附件", "附表")
"""How numbers begin that stand apart from their heading."""


@dataclass(frozen=True, slots=True)
class Section:
    """A provision's own text as HTML; `id` is the provision's address, empty before the first provision."""

    id: str
    kind: str
    depth: int
    html: str
    place: str = ""


@dataclass(slots=True)
class _Open:
    provision: Provision | None
    depth: int = 0
    expected: str = ""
    apart: int = 0  # characters still to come of a number that stands apart from its heading
    parts: list[str] = field(default_factory=list)


def sections(text: str, blocks: Sequence[Block], plan: Plan, index: MarkIndex) -> list[Section]:
    """Lay the source out.

    Args:
        text: the decoded source, or `document.text`.
        blocks: its paragraphs and tables in reading order.
        plan: the provisions.
        index: the marks of the records.

    Returns:
        Sections in reading order; a paragraph that holds the start of a provision is parted there.
    """
    painter = _Painter(text, index, plan.document.title or "")
    out: list[_Open] = [_Open(None)]
    depths = depth_of(plan.provisions)
    starts = sorted(plan.provisions, key=lambda p: p.span[0])
    offsets = [p.span[0] for p in starts]
    for block in blocks:
        for part in _parted(block, offsets):
            at = bisect_right(offsets, part.start) - 1
            owner = starts[at] if at >= 0 else None
            if owner is not out[-1].provision:
                out.append(_Open(owner, depths[owner.id] if owner else 0, _heading_of(owner), _apart_of(owner)))
            painter.paint(part, out[-1])
    return [
        Section(
            s.provision.id if s.provision else "", s.provision.kind if s.provision else "", s.depth, "".join(s.parts)
        )
        for s in out
        if s.parts
    ]


def depth_of(provisions: Iterable[Provision]) -> dict[str, int]:
    """How deep each provision lies: 1 for one without a parent."""
    depths: dict[str, int] = {}
    for provision in provisions:
        depths[provision.id] = depths.get(provision.parent or "", 0) + 1
    return depths


def _heading_of(provision: Provision | None) -> str:
    """Number and heading as they open the provision's text, white space aside; empty where there is no heading."""
    if provision is None or not provision.heading:
        return ""
    return "".join(f"{provision.number or ''}{provision.heading}".split())


def _apart_of(provision: Provision | None) -> int:
    """How many characters a number has that stands apart from its heading (第一章, 专栏3); 0 for other numbers."""
    number = "".join(((provision and provision.number) or "").split())
    return len(number) if number.startswith(APART) else 0


def _parted(block: Block, offsets: Sequence[int]) -> Iterator[Block]:
    """A block of running text cut where provisions start inside it; tables stay whole."""
    if block.cells or not block.pieces:
        yield block
        return
    cuts = offsets[bisect_right(offsets, block.start) : bisect_right(offsets, block.pieces[-1][1] - 1)]
    pieces = list(block.pieces)
    for cut in cuts:
        before = [(s, min(e, cut)) for s, e in pieces if s < cut]
        pieces = [(max(s, cut), e) for s, e in pieces if e > cut]
        if before:
            yield Block(pieces=tuple(before))
    if pieces:
        yield Block(pieces=tuple(pieces))


def _place(pieces: Sequence[Span]) -> str:
    """Where a paragraph or a table row stands in the source, so that its page can be asked for."""
    return f' data-o="{pieces[0][0]}" data-e="{pieces[-1][1]}"' if pieces else ""


class _Painter:
    """Writes blocks as HTML."""

    def __init__(self, text: str, index: MarkIndex, title: str) -> None:
        self._text = text
        self._index = index
        self._title = "".join(title.split())

    def paint(self, block: Block, section: _Open) -> None:
        if block.cells:
            section.parts.append(self._table(block.cells))
            return
        head, rest = self._split_heading(block.pieces, section)
        if head and not self._visible(rest):
            section.parts.append(f'<h3 class="src-head"{_place(head)}>{self._heading(head, section)}</h3>')
        elif head or self._visible(rest):
            lead = f'<b class="src-lead">{self._heading(head, section)}</b>' if head else ""
            kind = ' class="src-title"' if section.provision is None and self._is_title(rest) else ""
            section.parts.append(f"<p{kind}{_place([*head, *rest])}>{lead}{self._pieces(rest)}</p>")

    def _is_title(self, pieces: Sequence[Span]) -> bool:
        return bool(self._title) and "".join("".join(self._text[s:e] for s, e in pieces).split()) == self._title

    def _heading(self, pieces: Sequence[Span], section: _Open) -> str:
        """Number and heading, with the gap the clean text has lost where the number stands apart (第一章, 专栏3).

        Where the heading has a line of its own, the number is over before it.
        """
        out = []
        for start, end in pieces:
            cut = min(end, start + section.apart)
            out.append(self._pieces([(start, cut)]))
            section.apart -= sum(not c.isspace() for c in self._text[start:cut])
            if cut > start and section.apart == 0 and self._text[cut : cut + 1] not in {":", "："}:
                out.append(" ")
            out.append(self._pieces([(cut, end)]))
        return "".join(out)

    def _split_heading(self, pieces: Sequence[Span], section: _Open) -> tuple[list[Span], list[Span]]:
        head: list[Span] = []
        rest = list(pieces)
        while section.expected and rest:
            start, end = rest[0]
            stop = self._end_of_heading(start, end, section)
            head.append((start, stop))
            rest[:1] = [(stop, end)] if stop < end else []
        if head and rest and self._text[rest[0][0]] in "。：:":
            rest[0] = (rest[0][0] + 1, rest[0][1])
            head.append((rest[0][0] - 1, rest[0][0]))
        return head, [piece for piece in rest if piece[0] < piece[1]]

    def _end_of_heading(self, start: int, end: int, section: _Open) -> int:
        """How far the heading reaches into a piece; a mark between number and heading belongs to it."""
        at = start
        while at < end and section.expected:
            if self._text[at] == section.expected[0]:
                section.expected = section.expected[1:]
            at += 1
        return at

    def _visible(self, pieces: Iterable[Span]) -> bool:
        return any(self._text[s:e].strip() for s, e in pieces)

    def _pieces(self, pieces: Iterable[Span]) -> str:
        return "".join(self._stretch_html(s, e) for s, e in pieces)

    def _stretch_html(self, start: int, end: int) -> str:
        out = []
        for piece in self._index.stretches(start, end):
            text = escape(self._text[piece.start : piece.end], quote=False)
            if piece.records:
                numbers = " ".join(map(str, piece.records))
                text = f'<span class="e {" ".join(piece.letters)}" data-r="{numbers}">{text}</span>'
            out.append(text)
        return "".join(out)

    def _section_row(self, cells: Sequence[Cell]) -> Callable[[Cell], Cell]:
        """Let a cell that stands alone in its row, as the heading of a section does, reach across the table."""
        width = max((cell.col + cell.cols for cell in cells), default=0)
        filled: dict[int, list[int]] = {}
        for cell in cells:
            if self._visible(cell.pieces):
                filled.setdefault(cell.row, []).append(cell.col)

        shared = {row for cell in cells for row in range(cell.row + 1, cell.row + cell.rows)}

        def widened(cell: Cell) -> Cell:
            if width < 2 or filled.get(cell.row) != [0] or cell.rows > 1 or cell.row in shared:
                return cell
            return replace(cell, cols=width if cell.col == 0 else 0)

        return widened

    def _table(self, cells: Sequence[Cell]) -> str:
        widened = list(map(self._section_row(cells), cells))
        head = len(head_of(widened))
        body = "".join(self._row(row, i < head) for i, row in enumerate(rows_of(widened)))
        label = escape(_("表格"))
        frame = f'<div class="src-table" tabindex="0" role="region" aria-label="{label}">'
        return f"{frame}<table>{body}</table></div>"

    def _row(self, row: Sequence[Placed], is_head: bool) -> str:
        own = [piece for placed in row if placed.cell and placed.cell.rows == 1 for piece in placed.cell.pieces]
        mark = ' class="is-head"' if is_head else ""
        return f"<tr{mark}{_place(sorted(own))}>{''.join(map(self._cell, row))}</tr>"

    def _cell(self, placed: Placed) -> str:
        return f"<td{placed.extent}>{self._pieces(placed.cell.pieces) if placed.cell else ''}</td>"
