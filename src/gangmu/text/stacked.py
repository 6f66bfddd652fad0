"""Tables printed a cell a line: web pages and scans that lost their rules but kept their cells apart.

Such a table is known by its heads, one after another on lines of their own. Its rows are told by what each of them
holds at a fixed place: a running number, an attribute (预期性, 约束性) at the end, or its figures in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangmu.text.cell_lines import StackedTable, bare, indicator_stack, is_page_mark, next_cell
from gangmu.text.lines import Line
from gangmu.text.patience import Patience
from gangmu.text.row_fit import NEVER, Kind, fit, kinds_of, kinds_seen
from gangmu.text.tables import ATTRIBUTE, GridCell, may_be_head
from gangmu.vocab.table_cells import is_known_head, is_value

LONGEST_HEAD = 14
LONGEST_NEW_HEAD = 8
"""A first head that is new: believed only where known ones follow and the rows below repeat themselves."""
LONGEST_DATED_HEAD = 26
"""A head that compares two years is longer (`2022年比2016年增加[累计提高百分点]`)."""
HEADS_BEFORE_RARE = 2
HEADS_NEEDED = 3
ROWS_NEEDED = 2
PROBE_ROWS = 3
LONGEST_PROBED = 60
WRAPPED = 3
"""Lines a row may take beyond one for each column, where nothing but its width tells it."""
MOST_COLUMNS = 10
LONGEST_ROW = 40
_HEAD_GOES_ON = re.compile(r"基期值?|目标值?|现状值?|规划值?|[〔\[(（]?累计[〕\])）]?|[（(].{1,8}[）)]")
_NO_HEAD = re.compile(r"[，。；：！？,;:!?]")
_CAPTION = re.compile(r"附?表|专栏|附件")
_MEASURED = re.compile(r"[≥≤<>＜＞]?\d[\d.,]*[^\d]{1,6}")
"""A figure with its unit: no part of a name."""
LAST_OF_HEADS = frozenset("号类别型域块标称位性质注导门限值数年长速率〕容求举措务度段目层")

Cell = list[int]
"""The lines of one cell, by their index."""


def may_open_stack(line: Line) -> bool:
    """Whether a line can be the first head of a table printed a cell a line."""
    text = line.text
    if len(text) > LONGEST_HEAD or line.tabs or line.is_numbered:
        return False
    head = bare(line)
    return (text[-1:] in LAST_OF_HEADS and _is_head(head)) or (len(head) <= LONGEST_NEW_HEAD and may_be_head(head))


_SECTION_ROW = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]")
_ROW_NUMBER = re.compile(r"(\d{1,3})[.．、]?")


def stacked_table(lines: Sequence[Line], first: int, patience: Patience) -> StackedTable | None:
    """The table printed a cell a line that begins at `first`, or None where none does.

    Args:
        lines: lines of the source, blank ones included.
        first: the index of what may be its first head.
        patience: what a search in vain is taken off.
    """
    stream = indicator_stack(lines, first, patience)
    if stream is not None:
        return stream
    heads, at = _heads(lines, first)
    kinds = kinds_of(["".join(bare(lines[i]) for i in head) for head in heads])
    rows = _rows(lines, at, kinds) if len(heads) >= HEADS_NEEDED else []
    if not _are_rows(rows):
        heads, kinds = _heads_by_rows(lines, first)
        rows = _rows(lines, heads[-1][-1] + 1, kinds) if heads else []
    if not _are_rows(rows) or _are_heads(lines, heads, rows) or _is_under_caption(lines, heads, kinds, rows):
        return None
    end = max(i for row in rows for cell in row for i in cell) + 1
    placed = (_grid_cell(lines, cell, r, c) for r, row in enumerate([heads, *rows]) for c, cell in enumerate(row))
    return StackedTable(tuple(placed), end, tuple(i for i in range(first, end) if is_page_mark(lines[i])))


def _are_rows(rows: Sequence[list[Cell]]) -> bool:
    return len([row for row in rows if len(row) > 1 and row[-1]]) >= ROWS_NEEDED


def _are_heads(lines: Sequence[Line], heads: list[Cell], rows: Sequence[list[Cell]]) -> bool:
    """Whether what would be rows is mostly the heads over again, as in a form that nobody filled in."""
    names = frozenset(bare(lines[i]) for head in heads for i in head)
    pieces = [bare(lines[i]) for row in rows for cell in row for i in cell]
    return 2 * sum(piece in names for piece in pieces) > len(pieces)


def _is_under_caption(
    lines: Sequence[Line], heads: list[Cell], kinds: tuple[Kind, ...], rows: list[list[Cell]]
) -> bool:
    """Whether the first head is the table's caption (`主要指标`): without it there are more rows, or numbers lead."""
    if kinds[0] != "text" or len(heads) <= HEADS_NEEDED or kinds[1] not in ("text", "number", "category"):
        return False
    return kinds[1] == "number" or len(_rows(lines, heads[-1][-1] + 1, kinds[1:])) > len(rows)


def _heads_by_rows(lines: Sequence[Line], first: int) -> tuple[list[Cell], tuple[Kind, ...]]:
    """Heads of which some are new, where what follows repeats itself row by row in as many lines; else none."""
    cells = list(_short_cells(lines, first))
    texts = [bare(lines[i]) for i in cells]
    if sum(map(is_known_head, texts[:HEADS_NEEDED])) < HEADS_NEEDED - 1:
        return [], ()
    for width in range(HEADS_NEEDED, MOST_COLUMNS + 1):
        names = texts[:width]
        rows = [texts[at : at + width] for at in range(width, len(texts) - width + 1, width)][:PROBE_ROWS]
        numbered = any(lines[i].is_numbered for i in cells[:width])
        if len(rows) < ROWS_NEEDED or numbered or not all(map(_may_head, names)):
            break
        kinds = kinds_seen(names, rows)
        if kinds is not None and sum(map(is_known_head, names)) * 2 >= width:
            return [[i] for i in cells[:width]], kinds
    return [], ()


def _short_cells(lines: Sequence[Line], first: int) -> Iterator[int]:
    """As many lines as heads and a few rows below them may take."""
    i = next_cell(lines, first)
    for _ in range(MOST_COLUMNS * (PROBE_ROWS + 1)):
        if i is None or len(lines[i].text) > LONGEST_PROBED:
            return
        yield i
        i = next_cell(lines, i + 1)


def _may_head(text: str) -> bool:
    """Whether a cell can be a head at all: short, no figure but a year, no sentence."""
    return len(text) <= LONGEST_DATED_HEAD and not _NO_HEAD.search(text) and (is_known_head(text) or not is_value(text))


def _is_head(text: str) -> bool:
    return is_known_head(text) and not _NO_HEAD.search(text) and not _CAPTION.match(text)


def _heads(lines: Sequence[Line], first: int) -> tuple[list[Cell], int]:
    """The heads and the index after them; a head may go on in a second line (`2020年` / `基期值`)."""
    heads: list[Cell] = []
    at: int | None = first
    after = first
    while at is not None and len(heads) < MOST_COLUMNS and not lines[at].is_numbered:
        text = bare(lines[at])
        if heads and _HEAD_GOES_ON.fullmatch(text) and not _complete(lines, heads[-1]):
            heads[-1].append(at)
        elif _is_next_head(lines, at, len(heads)):
            heads.append([at])
        else:
            break
        after = at + 1
        at = next_cell(lines, after)
    return heads, after


def _is_next_head(lines: Sequence[Line], at: int, before: int) -> bool:
    """Whether a line is a head: a known one, or a rare one after some known ones and before another."""
    text = bare(lines[at])
    if len(text) <= (LONGEST_DATED_HEAD if text[:4].isdigit() else LONGEST_HEAD) and _is_head(text):
        return True
    return before >= HEADS_BEFORE_RARE and may_be_head(text) and _head_follows(lines, at)


def _head_follows(lines: Sequence[Line], at: int) -> bool:
    """Whether a known head follows: then a rare one may stand between."""
    following = next_cell(lines, at + 1)
    return following is not None and not lines[following].is_numbered and _is_head(bare(lines[following]))


def _complete(lines: Sequence[Line], head: Cell) -> bool:
    """Whether a head says all it has to: a bare year or average may go on in the next line."""
    text = "".join(bare(lines[i]) for i in head)
    return re.fullmatch(r"\d{4}年?|年均增[长速]率?|.{0,4}完成", text) is None


def _rows(lines: Sequence[Line], at: int, kinds: tuple[Kind, ...]) -> list[list[Cell]]:
    """The rows below the heads, up to the first lines that make none."""
    if not kinds:
        return []
    values = kinds.count("value")
    runs: Iterator[Cell] = iter(())
    if kinds[-1] == "attribute":
        runs = _runs_by_attribute(lines, at)
    elif "number" in kinds:
        runs = _runs_by_number(lines, at, kinds)
    elif values >= 2 and kinds[-1] == "value":
        runs = _runs_by_values(lines, at, kinds)
    rows = list(_rows_of(lines, runs, kinds))
    if values and len(rows) < ROWS_NEEDED and "number" not in kinds:
        rows = list(_rows_of(lines, _runs_by_width(lines, at, kinds), kinds))
    return rows


def _rows_of(lines: Sequence[Line], runs: Iterator[Cell], kinds: tuple[Kind, ...]) -> Iterator[list[Cell]]:
    for run in runs:
        row = list(_divided(lines, run, kinds))
        if not row:
            return
        yield from row


def _divided(lines: Sequence[Line], run: Cell, kinds: tuple[Kind, ...]) -> Iterator[list[Cell]]:
    """The row that some lines make; what stands before it and belongs to no column is a section row of its own."""
    has_category = "category" in kinds
    columns: tuple[Kind, ...] = kinds if has_category else ("section", *kinds)
    numbered = 0 if has_category else _sections_before(lines, run)
    divided = fit([bare(lines[i]) for i in run[numbered:]], columns)
    if divided is None or divided[0] < 0:
        return
    cells = [run[numbered + a : numbered + b] for a, b in divided[1]]
    if not has_category:
        section, *cells = cells
        for part in [[i] for i in run[:numbered]] + ([section] if section else []):
            yield [part, *([] for _ in cells[1:])]
    yield cells


def _sections_before(lines: Sequence[Line], run: Cell) -> int:
    """How many numbered section rows, one below another, stand before a row; a single one may be broken over lines."""
    many = next((n for n, i in enumerate(run) if not _SECTION_ROW.match(bare(lines[i]))), len(run))
    return many if many > 1 else 0


def _runs_by_attribute(lines: Sequence[Line], at: int) -> Iterator[Cell]:
    """Rows that end with an attribute."""
    run: Cell = []
    i = next_cell(lines, at)
    while i is not None and len(run) <= LONGEST_ROW:
        run.append(i)
        if ATTRIBUTE.fullmatch(bare(lines[i])):
            yield run
            run = []
        i = next_cell(lines, i + 1)


def _runs_by_number(lines: Sequence[Line], at: int, kinds: tuple[Kind, ...]) -> Iterator[Cell]:
    """Rows that hold 1, 2, 3 … in turn; a category printed before the number belongs to the row after it."""
    before = kinds.index("number")
    starts = _numbers(lines, at, len(kinds) - before)
    if not starts and "value" not in kinds:
        starts = _numbers_of_extract(lines, at, len(kinds) - before)
    lead = list(_between(lines, at, starts[0])) if starts else []
    if not before and _sections_before(lines, [*lead, *starts[:1]]) != len(lead) and len(lead) != 1:
        lead = []
    for n, start in enumerate(starts):
        last = n + 1 == len(starts)
        own = list(_between(lines, start, None if last else starts[n + 1]))
        if last:
            own, following = _last_row(lines, own, kinds[before:]), []
        elif before and _suits(lines, own[:-1], kinds[before:]) > _suits(lines, own, kinds[before:]):
            own, following = own[:-1], own[-1:]
        else:
            own, following = _without_sections(lines, own)
        yield [*lead, *own]
        lead = following


def _without_sections(lines: Sequence[Line], run: Cell) -> tuple[Cell, Cell]:
    """A row's lines, and the numbered section rows behind them, which belong to what follows."""
    end = len(run)
    while end > 1 and _SECTION_ROW.match(bare(lines[run[end - 1]])):
        end -= 1
    return run[:end], run[end:]


def _numbers(lines: Sequence[Line], at: int, width: int) -> list[int]:
    """Where 1, 2, 3 … stand: a figure of the row before is no number of the next, so each row is given its width."""
    starts: list[int] = []
    found = _number_after(lines, at, 1, 0)
    while found is not None:
        starts.append(found)
        found = _number_after(lines, found + 1, len(starts) + 1, width)
    return starts


def _numbers_of_extract(lines: Sequence[Line], at: int, width: int) -> list[int]:
    """Where rising numbers stand, as in an office's own rows out of a longer table."""
    starts: list[int] = []
    highest, since = 0, width
    i = next_cell(lines, at)
    while i is not None and since <= LONGEST_ROW:
        number = _ROW_NUMBER.fullmatch(bare(lines[i]))
        if number and int(number[1]) > highest and since >= width:
            starts.append(i)
            highest, since = int(number[1]), 0
        since += 1
        i = next_cell(lines, i + 1)
    return starts


def _number_after(lines: Sequence[Line], at: int, number: int, width: int) -> int | None:
    """Where the next number stands: as far on as a row is wide, or nearer where cells of the row are blank."""
    near: int | None = None
    i = next_cell(lines, at)
    for since in range(1, LONGEST_ROW + 1):
        if i is None:
            break
        if bare(lines[i]).rstrip(".．、") == str(number):
            if since >= width:
                return i
            near = i
        i = next_cell(lines, i + 1)
    return near


def _between(lines: Sequence[Line], start: int, stop: int | None) -> Iterator[int]:
    i = next_cell(lines, start)
    taken = 0
    while i is not None and (stop is None or i < stop) and taken <= LONGEST_ROW:
        yield i
        taken += 1
        i = next_cell(lines, i + 1)


def _last_row(lines: Sequence[Line], rest: Cell, kinds: tuple[Kind, ...]) -> Cell:
    """As much of what follows the last number as makes the best row."""
    lengths = range(len(kinds), min(len(rest), 3 * len(kinds)) + 1)
    best = max(lengths, key=lambda n: (_suits(lines, rest[:n], kinds), -n), default=len(rest))
    return rest[:best]


def _suits(lines: Sequence[Line], run: Cell, kinds: tuple[Kind, ...]) -> float:
    divided = fit([bare(lines[i]) for i in run], kinds)
    return float("-inf") if divided is None else divided[0]


def _runs_by_values(lines: Sequence[Line], at: int, kinds: tuple[Kind, ...]) -> Iterator[Cell]:
    """Rows that end with their figures, one for each column of values."""
    width = kinds.count("value")
    run: Cell = []
    figures = 0
    i = next_cell(lines, at)
    while i is not None and len(run) <= LONGEST_ROW:
        run.append(i)
        figures = figures + 1 if is_value(bare(lines[i])) else 0
        if figures >= width and len(run) > width:
            yield run
            run, figures = [], 0
        i = next_cell(lines, i + 1)


def _runs_by_width(lines: Sequence[Line], at: int, kinds: tuple[Kind, ...]) -> Iterator[Cell]:
    """Rows told by nothing but their width: as many lines as suit the columns best, the row after them included."""
    sizes = range(max(2, len(kinds) - 1), len(kinds) + WRAPPED + 1)
    cells = list(_between(lines, at, None))

    def suits(start: int, size: int) -> float:
        return _suits_width(lines, cells[start : start + size], kinds) if start + size <= len(cells) else NEVER

    def with_next(start: int, size: int) -> float:
        following = max((suits(start + size, n) for n in sizes), default=0.0)
        return suits(start, size) + max(following, 0.0) - 2.0 * abs(size - len(kinds))

    while cells:
        size = max(sizes, key=lambda n: with_next(0, n))
        if suits(0, size) <= 0:
            return
        yield cells[:size]
        cells = list(_between(lines, cells[size - 1] + 1, None))


def _suits_width(lines: Sequence[Line], run: Cell, kinds: tuple[Kind, ...]) -> float:
    """How well some lines make a row; not at all where fewer than half of its values are figures or blank."""
    columns: tuple[Kind, ...] = kinds if "category" in kinds else ("section", *kinds)
    texts = [bare(lines[i]) for i in run]
    divided = fit(texts, columns)
    if divided is None:
        return NEVER
    places = divided[1] if "category" in kinds else divided[1][1:]
    printed = ["".join(texts[a:b]) for (a, b), kind in zip(places, kinds, strict=True) if kind == "value"]
    figures = sum(is_value(value) or any(map(str.isdigit, value)) for value in printed)
    swallowed = sum(
        _MEASURED.fullmatch(piece) is not None
        for (a, b), kind in zip(places, kinds, strict=True)
        if kind != "value"
        for piece in texts[a:b]
    )
    return divided[0] - 4.0 * swallowed if 2 * figures >= len(printed) else NEVER


def _grid_cell(lines: Sequence[Line], cell: Cell, row: int, col: int) -> GridCell:
    return GridCell(((lines[cell[0]].start, lines[cell[-1]].end),) if cell else (), row, col)
