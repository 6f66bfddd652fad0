"""Tables whose cells are parted by spaces: printed pages taken over as lines of text.

Columns drawn apart by wide gaps are cut there. Where a converter left one space between all words, the words of a row
are divided by what the heads say each column holds; a name keeps the spaces inside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.text.cell_lines import StackedTable, is_page_mark
from gangmu.text.lines import Line
from gangmu.text.patience import Patience
from gangmu.text.row_fit import Kind, fit, kinds_of, kinds_seen
from gangmu.text.row_stream import Stream
from gangmu.text.stream_table import stream_table
from gangmu.text.tables import GridCell, is_bar_row, is_caption, may_be_head
from gangmu.vocab.table_cells import is_known_head, is_value

HEADS_NEEDED = 3
MOST_HEAD_LINES = 3
MOST_COLUMNS = 10
ROWS_NEEDED = 2
PROBE = 8
"""Lines below heads that are new which are looked at to tell the columns."""
LONGEST_LINE = 200
LONGEST_ROW = 3
"""Lines that a row may take."""
LONGEST_FRAGMENT = 24
CROSSING = 2.0
"""What speaks against a row of an indicator table going on in the next line."""
MOST_PIECES = 60
_WIDE = re.compile(r"[^\s　]+(?:[  ][^\s　]+)*")
_WORD = re.compile(r"(?:19|20)\d{2}[  ]年[^\s　]*|[^\s　]+")
_HEAD_WORD = re.compile(r"(?<![^\s　])(?:[一-鿿][  　]){1,5}[一-鿿](?=[\s　]|$)|" + _WORD.pattern)
"""A word of the heads, its characters set apart or not (`指 标 名 称`)."""
_SENTENCE = re.compile(r"[。；！？]")
_SHORT_SECTION = re.compile(r"[一-鿿、]{2,12}")
_SPACE = re.compile(r"\s+")
_TOLD = frozenset(("value", "attribute"))
"""What a table printed so must have, or numbers and units: running text has none of them in columns."""

Piece = tuple[int, int]
"""Source range of a piece of a line."""


@dataclass(frozen=True, slots=True)
class _Heads:
    pieces: list[Piece]
    names: list[str]
    kinds: tuple[Kind, ...]
    lines: int = 1


def may_open_spaced(line: Line) -> bool:
    """Whether a line can hold the heads of a table parted by spaces, or the first of them."""
    text = line.text
    if line.tabs or len(text) > LONGEST_LINE or not (" " in text or "　" in text):
        return False
    if text[-1:] in "|｜" or is_bar_row(line) or _SENTENCE.search(text) or is_caption(text):
        return False
    names = _SPACE.split(text)
    return is_known_head("".join(names)) or (len(names) >= 2 and any(map(is_known_head, names)))


def spaced_table(lines: Sequence[Line], first: int, patience: Patience) -> StackedTable | None:
    """The table parted by spaces whose heads stand at `first`, or None where none does.

    Args:
        lines: lines of the source, blank ones included.
        first: the index of the line of heads.
        patience: what a search in vain is taken off.
    """
    told = _of_indicators(lines, first, patience)
    if told is not None:
        return told
    heads = _heads(lines, first) or _heads_by_rows(lines, first)
    if heads is None:
        return None
    rows: list[list[list[Piece]]] = [[[piece] for piece in heads.pieces]]
    pages: list[int] = []
    sections: list[list[list[Piece]]] = []
    end = at = first + heads.lines
    whole = 0
    while at < len(lines):
        line = lines[at]
        if is_page_mark(line):
            pages.append(at)
        elif not line.is_blank:
            row, last = _row_from(lines, at, heads)
            section = _section(lines, at, heads) if row is None or _is_short_section(line) else None
            row = row if section is None else None
            if row is not None:
                rows += [*sections, row]
                sections = []
                whole += 1
                at = last
                end = at + 1
            elif section is not None and not sections:
                sections = [section]
            else:
                break
        at += 1
    if whole < 2:
        return None
    return StackedTable(tuple(_cells(rows)), end, tuple(i for i in pages if i < end))


def _of_indicators(lines: Sequence[Line], first: int, patience: Patience) -> StackedTable | None:
    """An indicator table, its rows told by what all of them hold: cut at wide gaps, else at every space."""
    for pattern in (_WIDE, _WORD):
        pieces: list[Piece] = []
        at: list[int] = []
        for i in range(first, len(lines)):
            if lines[i].tabs or len(lines[i].text) > LONGEST_LINE:
                break
            own = [] if is_page_mark(lines[i]) else _pieces(lines[i], pattern)
            pieces += own
            at += [i] * len(own)
        texts = tuple(_bare(lines[i], piece) for i, piece in zip(at, pieces, strict=True))
        starts = tuple(n == 0 or at[n - 1] != i for n, i in enumerate(at))
        patience.spend(len(pieces))
        found = stream_table(Stream(texts, starts, CROSSING, patience=patience), pieces)
        if found is not None:
            end = at[found.end - 1] + 1
            return StackedTable(found.cells, end, tuple(i for i in range(first, end) if is_page_mark(lines[i])))
    return None


def _heads(lines: Sequence[Line], first: int) -> _Heads | None:
    """The heads in a line, or in a few of them where a line holds known ones only."""
    for pattern in (_WIDE, _HEAD_WORD):
        pieces: list[Piece] = []
        names: list[str] = []
        for count, line in enumerate(lines[first : first + MOST_HEAD_LINES], start=1):
            whole = is_known_head(_SPACE.sub("", line.text))
            own = [(line.start, line.end)] if whole else _pieces(line, pattern)
            pieces += own
            names += [_bare(line, piece) for piece in own]
            if count < MOST_HEAD_LINES and len(names) < HEADS_NEEDED and all(map(is_known_head, names)):
                continue
            kinds = kinds_of(names)
            told = bool(_TOLD & set(kinds)) or (kinds[0] == "number" and "units" in kinds)
            if len(names) >= HEADS_NEEDED and _are_heads(names) and told and "text" in kinds:
                return _Heads(pieces, names, kinds, count)
            break
    return None


def _heads_by_rows(lines: Sequence[Line], first: int) -> _Heads | None:
    """Heads of which some are new, where the lines below have as many pieces and tell what the columns hold."""
    for pattern in (_WIDE, _WORD):
        pieces = _pieces(lines[first], pattern)
        names = [_bare(lines[first], piece) for piece in pieces]
        if not HEADS_NEEDED <= len(names) <= MOST_COLUMNS or any(is_value(n) and not n.startswith("20") for n in names):
            continue
        rows = []
        for line in lines[first + 1 : first + 1 + PROBE]:
            own = [_bare(line, piece) for piece in _pieces(line, pattern)]
            if len(own) == len(names):
                rows.append(own)
            elif len(own) > 1:
                break
        kinds = kinds_seen(names, rows) if len(rows) >= ROWS_NEEDED else None
        if kinds is not None:
            return _Heads(pieces, names, kinds)
    return None


def _are_heads(names: list[str]) -> bool:
    """Whether all are heads: known ones, with one rare one among four at most."""
    known = [is_known_head(name) for name in names]
    rare = [name for name, is_known in zip(names, known, strict=True) if not is_known]
    return len(rare) <= len(names) // 4 and sum(known) >= HEADS_NEEDED and all(map(may_be_head, rare))


def _pieces(line: Line, pattern: re.Pattern[str]) -> list[Piece]:
    return [(line.start + m.start(), line.start + m.end()) for m in pattern.finditer(line.text)]


def _bare(line: Line, piece: Piece) -> str:
    return _SPACE.sub("", line.text[piece[0] - line.start : piece[1] - line.start])


def _section(lines: Sequence[Line], at: int, heads: _Heads) -> list[list[Piece]] | None:
    """A line without columns as a section row of the table: numbered, or a few words with a row after them."""
    line = lines[at]
    numbered = line.is_numbered and len(_pieces(line, _WIDE)) == 1 and len(line.text) <= 40
    if not (numbered and not line.text[:1].isdigit()):
        following = next((i for i in range(at + 1, min(at + 3, len(lines))) if not lines[i].is_blank), None)
        if not _is_short_section(line) or following is None or _row([lines[following]], heads) is None:
            return None
    return [[(line.start, line.end)], *([] for _ in heads.names[1:])]


def _is_short_section(line: Line) -> bool:
    return _SHORT_SECTION.fullmatch(line.text) is not None and not line.is_numbered


def _row_from(lines: Sequence[Line], at: int, heads: _Heads) -> tuple[list[list[Piece]] | None, int]:
    """The row that begins at a line, and its last line: a name too long for its column goes on in the next ones."""
    if (parted := _parted_row(lines, at, heads)) is not None:
        return parted
    for last in range(at, min(at + LONGEST_ROW, len(lines))):
        if last > at and (lines[last].is_blank or lines[last].is_numbered or is_page_mark(lines[last])):
            break
        if len(lines[last].text) > LONGEST_LINE:
            break
        row = _row(lines[at : last + 1], heads)
        if row is not None:
            return row, last
    return None, at


def _parted_row(lines: Sequence[Line], at: int, heads: _Heads) -> tuple[list[list[Piece]], int] | None:
    """A row whose name stands above and below the line of its figures, as many lines below as above at most."""
    above = _fragments(lines, at, LONGEST_ROW - 1)
    middle = at + len(above)
    if not above or middle >= len(lines) or lines[middle].is_blank:
        return None
    name = heads.kinds.index("text")
    others = (*heads.kinds[:name], *heads.kinds[name + 1 :])
    pieces = _pieces(lines[middle], _WIDE)
    if len(pieces) != len(others):
        return None
    texts = [_bare(lines[middle], piece) for piece in pieces]
    if any(kind == "value" and not is_value(text) for kind, text in zip(others, texts, strict=True)):
        return None
    divided = fit(texts, others)
    if divided is None or divided[0] <= 0:
        return None
    below = _fragments(lines, middle + 1, len(above))
    row = [pieces[a:b] for a, b in divided[1]]
    row.insert(name, [*above, *below])
    return row, middle + len(below)


def _fragments(lines: Sequence[Line], at: int, most: int) -> list[Piece]:
    """Lines of one piece from a line on, none of them a figure, a numbered line or a sentence."""
    found: list[Piece] = []
    for line in lines[at : at + most]:
        own = _pieces(line, _WIDE)
        if len(own) != 1 or line.is_numbered or line.tabs or _SENTENCE.search(line.text) or is_value(line.text):
            break
        if len(line.text) > LONGEST_FRAGMENT:
            break
        found += own
    return found


def _row(lines: Sequence[Line], heads: _Heads) -> list[list[Piece]] | None:
    """The columns of a row: cut at its wide gaps where they are as many as the heads, else divided word by word."""
    for pattern in (_WIDE, _WORD):
        pieces = [piece for line in lines for piece in _pieces(line, pattern)]
        texts = [_bare(line, piece) for line in lines for piece in _pieces(line, pattern)]
        if texts == heads.names:
            return [[piece] for piece in pieces]
        if len(pieces) + 1 < len(heads.kinds) or len(pieces) > MOST_PIECES:
            continue
        divided = fit(texts, heads.kinds)
        if divided is not None and divided[0] > 0:
            row = [pieces[a:b] for a, b in divided[1]]
            if any(run for run, kind in zip(row, heads.kinds, strict=True) if kind == "text"):
                return row
    return None


def _cells(rows: Sequence[list[list[Piece]]]) -> Iterator[GridCell]:
    for r, row in enumerate(rows):
        for c, pieces in enumerate(row):
            yield GridCell(tuple(_ranges(pieces, row)), r, c)


def _ranges(pieces: list[Piece], row: list[list[Piece]]) -> Iterator[Piece]:
    """The source ranges of a cell: one, unless pieces of other cells of the row stand between its own."""
    start = end = None
    for a, b in pieces:
        if start is None or end is None:
            start, end = a, b
        elif any(end <= x < a for run in row if run is not pieces for x, _ in run):
            yield start, end
            start, end = a, b
        else:
            end = b
    if start is not None and end is not None:
        yield start, end
