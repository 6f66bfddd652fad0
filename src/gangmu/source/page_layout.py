"""Laid-out pages, whatever their format, into lines and tables in reading order: PDF, OFD and recognised images.

A page's lines carry their box, font size, indent and gap; joining them into paragraphs is the next stage's work.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from gangmu.source.aligned import aligned_tables
from gangmu.source.columns import RIGHT, WHOLE
from gangmu.source.health import ailment
from gangmu.source.layout import GridCell, LayoutBuilder
from gangmu.source.limits import check_length, check_printed
from gangmu.source.lost_rules import mended
from gangmu.source.model import Box
from gangmu.source.numbered import Open, numbered_tables
from gangmu.source.page_marks import Glyph, Rules
from gangmu.source.pdf_grid import Grid, Place, grids
from gangmu.source.pdf_lines import Line, column_edges, lines, plain_text
from gangmu.source.placed_glyphs import FoundCell, around, indicator_tables
from gangmu.source.placed_heads import HeadColumn

_LEAST_RULES = 3
"""Two lines and one across them: a table's page may end before its last line does, a frame's too."""
_FEW_LINES = 6
_MOST_OF_PAGE = 0.8
_AILMENTS = {
    "picture": "it is a picture without text",
    "unmapped": "its fonts do not name their characters",
    "codes": "its fonts name their characters by number only",
    "strange": "its characters are none of a Chinese document",
    "foreign": "it has no Chinese, and a picture covers the page",
    "heaped": "its characters stand on top of each other",
}


class Table(NamedTuple):
    """A table on a page."""

    cells: list[GridCell]
    box: Box
    untold: bool = False
    """Whether several of its rows stand in one, and could not be put apart."""


class Page(NamedTuple):
    """What was read of a page.

    Attributes:
        width, height: in points.
        lines: in reading order, those of tables left out.
        tables: from top to bottom.
        frames: drawn around text, a border around the page left out.
        broken: whether it cannot be opened.
        ailment: what is wrong with its text layer (`gangmu.source.health`); None where nothing is.
        recognised: whether its text was read off its image.
        marks: how many characters and ruled lines stand on it.
        turned: by how many degrees against the clock its image was turned to be read.
        cut: a table without rules that goes on after it.
        columns: of an indicator table without rules that may go on after it.
    """

    width: float = 595.0
    height: float = 842.0
    lines: tuple[Line, ...] = ()
    tables: tuple[Table, ...] = ()
    frames: tuple[Box, ...] = ()
    broken: bool = False
    ailment: str | None = None
    recognised: bool = False
    marks: int = 0
    turned: float = 0.0
    cut: Open | None = None
    columns: tuple[HeadColumn, ...] = ()


def page_of(
    size: tuple[float, float],
    found: list[Glyph],
    ruled: Rules,
    *,
    aligned: bool = False,
    before: Page | None = None,
) -> Page:
    """A page from the characters and ruled lines that stand on it.

    Args:
        size: width and height in points.
        found: its characters, in any order.
        ruled: its ruled lines, and whether it holds pictures.
        aligned: whether whatever stands in columns is a table, as on recognised pages; of a text layer only numbered
            rows under the heads of a responsibility table are.
        before: the page before it, whose end may have cut a table without rules.
    """
    many = min(len(ruled.lying), len(ruled.standing)) >= 1 and len(ruled.lying) + len(ruled.standing) >= _LEAST_RULES
    marked = grids(ruled.lying, ruled.standing) if many else []
    tables, rest = _tables(found, [grid for grid in marked if grid.places], seen=aligned)
    columns: tuple[HeadColumn, ...] = ()
    if not aligned:
        placed, rest, columns = _placed(rest, before.columns if before else ())
        tables = sorted([*tables, *placed], key=lambda table: table.box[1])
    unruled, cut = (aligned_tables(rest), None) if aligned else numbered_tables(rest, before.cut if before else None)
    if unruled:
        more, rest = _tables(rest, unruled)
        tables = sorted([*tables, *more], key=lambda table: table.box[1])
    frames = tuple(g.box for g in marked if not g.places and g.box[3] - g.box[1] < _MOST_OF_PAGE * size[1])
    wrong = ailment(found, ruled.pictures, size)
    marks = len(found) + len(ruled.lying) + len(ruled.standing)
    printed = tuple(lines(rest, [table.box for table in tables]))
    return Page(*size, printed, tuple(tables), frames, ailment=wrong, marks=marks, cut=cut, columns=columns)


def text_of(page: Page) -> str:
    """All that is printed on a page, in no particular order."""
    return "".join([line.text for line in page.lines] + [cell.text for table in page.tables for cell in table.cells])


def all_within(pages: Iterable[Page], name: str) -> list[Page]:
    """Pages one after the other, until there is more on them than one reading takes.

    Args:
        pages: read as they are asked for.
        name: the file's.

    Raises:
        SourceTooLongError: more than the limit.
    """
    found: list[Page] = []
    marks = pieces = 0
    for page in pages:
        marks += page.marks
        pieces += len(page.lines) + sum(len(table.cells) for table in page.tables)
        check_printed(marks, name)
        check_length(0, pieces, name)
        found.append(page)
    return found


def put_pages(builder: LayoutBuilder, pages: Sequence[Page]) -> None:
    """Writes pages, each with an issue where it could not be read, or not wholly."""
    edges = _edges(pages)
    for number, page in enumerate(pages):
        _put_page(builder, page, number, edges)


def _tables(found: list[Glyph], frames: list[Grid], *, seen: bool = False) -> tuple[list[Table], list[Glyph]]:
    """Tables with their text, and the characters that stand in none; of those seen on an image lines may be missing."""
    tables: list[Table] = []
    rest = found
    for frame in frames:
        inside = sorted((glyph for glyph in rest if _is_in(glyph, frame.box)), key=_middle)
        if not inside:
            continue
        whole, untold = mended(frame, inside) if seen else (frame, False)
        cells = [_cell(place, _between(inside, place.box)) for place in whole.places]
        rest = [glyph for glyph in rest if not _is_in(glyph, frame.box)]
        tables.append(Table(cells, _round(frame.box), untold))
    return tables, rest


def _placed(
    found: list[Glyph], before: tuple[HeadColumn, ...]
) -> tuple[list[Table], list[Glyph], tuple[HeadColumn, ...]]:
    """Indicator tables without rules, the characters that stand in none, and the columns of one that may go on."""
    tables: list[Table] = []
    columns: tuple[HeadColumn, ...] = ()
    taken: set[int] = set()
    for table in indicator_tables(found, before):
        cells = [_placed_cell(cell) for cell in table.cells]
        tables.append(Table(cells, _round(table.box)))
        taken |= {id(glyph) for cell in table.cells for glyph in cell.glyphs}
        columns = table.columns
    return tables, [glyph for glyph in found if id(glyph) not in taken], columns


def _placed_cell(cell: FoundCell) -> GridCell:
    text, sure = plain_text(cell.glyphs)
    box = _round(around(cell.glyphs)) if cell.glyphs else None
    return GridCell(text, cell.row, cell.col, cell.rows, cell.cols, box, sure)


def _cell(place: Place, inside: list[Glyph]) -> GridCell:
    text, sure = plain_text(inside)
    return GridCell(text, place.row, place.col, place.rows, place.cols, _round(place.box), sure)


def _middle(glyph: Glyph) -> float:
    return glyph.middle


def _between(glyphs: list[Glyph], box: Box) -> list[Glyph]:
    """Of characters from top to bottom, those that stand in a box."""
    first, last = bisect_left(glyphs, box[1], key=_middle), bisect_left(glyphs, box[3], key=_middle)
    return [glyph for glyph in glyphs[first:last] if _is_in(glyph, box)]


def _is_in(glyph: Glyph, box: Box) -> bool:
    x = (glyph.box[0] + glyph.box[2]) / 2
    return box[0] <= x < box[2] and box[1] <= glyph.middle < box[3]


def _round(box: Box) -> Box:
    return round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1)


_Kind = tuple[int, bool, int]


def _kind(page: Page, number: int, line: Line) -> _Kind:
    """What lines share their edges: those of pages of one width on the same side of the sheet, in one column."""
    return round(page.width), number % 2 == 0, line.column


def _edges(pages: Sequence[Page]) -> dict[_Kind, tuple[float, float]]:
    """Left and right edge of the text, for each kind of page and column; of its tables where they are the page."""
    standing: dict[_Kind, list[Line]] = {}
    for number, page in enumerate(pages):
        filled = [Line("", table.box, 0.0) for table in page.tables if len(page.lines) < _FEW_LINES]
        for line in filled * _FEW_LINES or page.lines:
            standing.setdefault(_kind(page, number, line), []).append(line)
    found = {kind: column_edges(group) for kind, group in standing.items()}
    return {kind: edges for kind, edges in found.items() if edges is not None}


def _put_page(builder: LayoutBuilder, page: Page, number: int, edges: dict[_Kind, tuple[float, float]]) -> None:
    builder.start_page(page.width, page.height, page.turned)
    _note(builder, page, number + 1)
    for item in _in_order(page):
        if isinstance(item, Table):
            if item.untold:
                builder.issue("rows_not_told_apart", f"Several rows of a table on page {number + 1} stand in one.")
            builder.table(item.cells, item.box)
        else:
            framed = any(_holds(frame, item.box) for frame in page.frames)
            _put_line(builder, item, edges.get(_kind(page, number, item)), framed)


def _in_order(page: Page) -> Iterator[Line | Table]:
    """Lines and tables as they are read: a table before the lines below it, in its column where there are two."""
    waiting = deque(page.tables)
    gutter = min((line.box[0] for line in page.lines if line.column == RIGHT), default=page.width)
    for stretch in _stretches(page.lines):
        yield from _until(waiting, min(line.box[1] for line in stretch))
        beside = list(_until(waiting, max(line.box[3] for line in stretch))) if len(stretch) > 1 else []
        right = [table for table in beside if (table.box[0] + table.box[2]) / 2 >= gutter]
        down: list[Line | Table] = [table for table in beside if table not in right]
        then: list[Line | Table] = [*right]
        down += [line for line in stretch if line.column != RIGHT]
        then += [line for line in stretch if line.column == RIGHT]
        yield from [*sorted(down, key=_top), *sorted(then, key=_top)]
    yield from waiting


def _until(waiting: deque[Table], height: float) -> Iterator[Table]:
    """The tables that begin above a height, no longer waiting."""
    while waiting and waiting[0].box[1] < height:
        yield waiting.popleft()


def _stretches(found: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines of two columns that stand beside each other, and every other line alone."""
    stretch: list[Line] = []
    for line in found:
        if stretch and (WHOLE in (line.column, stretch[-1].column) or line.column < stretch[-1].column):
            yield stretch
            stretch = []
        stretch.append(line)
    if stretch:
        yield stretch


def _top(item: Line | Table) -> float:
    return item.box[1]


def _note(builder: LayoutBuilder, page: Page, number: int) -> None:
    if page.broken:
        builder.issue("source.page_broken", f"Page {number} cannot be opened.")
    elif page.recognised:
        why = _AILMENTS.get(page.ailment or "", "it is an image")
        builder.issue("source.page_recognised", f"Page {number} was read off its image: {why}.")
    elif page.ailment == "picture":
        builder.issue("source.page_picture", f"Page {number} is a picture without text.")
    elif page.ailment is not None:
        builder.issue(
            "source.page_garbled", f"The text of page {number} is not to be trusted: {_AILMENTS[page.ailment]}."
        )


def _holds(frame: Box, box: Box) -> bool:
    """Whether the middle of a box lies in a frame."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return frame[0] <= x <= frame[2] and frame[1] <= y <= frame[3]


def _put_line(builder: LayoutBuilder, line: Line, edges: tuple[float, float] | None, framed: bool) -> None:
    em = line.size or 12.0
    indent = None if edges is None else round((line.box[0] - edges[0]) / em, 1)
    gap = None if edges is None else round((edges[1] - line.box[2]) / em, 1)
    builder.line(line.text, framed=framed, box=line.box, indent=indent, gap=gap, size=line.size, sure=line.sure)
