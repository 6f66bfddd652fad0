"""Plain text written in Markdown: headings behind `#`, tables between bars, words between asterisks.

The marks are left out and noted; headings and tables become blocks, as a format with a layout of its own gives them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from gangmu.source.model import Block, Cell
from gangmu.text.lines import Line
from gangmu.text.spaces import SPACE_CHARACTERS

_HEADING = re.compile(r"#{1,6}[  　]+(?=\S)")
_HEADING_END = re.compile(r"[  　]+#{1,6}$")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)+\|?")
_LINE_RULE = re.compile(r"-{3,}|\*{3,}|_{3,}")
_OPENING = re.compile(r"(?:>[  ]?)+(?:[*+-][  ]+)?|[*+-][  ]+(?=\S)(?!\d{1,4}[  ]*-$)")  # `- 12 -`: a page's number
_EMPHASIS = re.compile(r"\*\*\S[^*\n]*\*\*")
_MARK = re.compile(r"\*\*|<br\s*/?>|\\(?=[.#*_\-()\[\]|])|&nbsp;")
_BAR = re.compile(r"(?<!\\)\|")
HEADINGS_NEEDED = 2


@dataclass(slots=True)
class Markup:
    """Lines and blocks of a source written in Markdown, and the source ranges of its marks."""

    items: list[Line | Block] = field(default_factory=list)
    marks: list[tuple[int, int]] = field(default_factory=list)


def read_markdown(source: str, lines: Sequence[Line]) -> Markup | None:
    """Take a source's markup away.

    Args:
        source: the text.
        lines: its physical lines.

    Returns:
        What stays and what goes, or None where the text is not written in Markdown.
    """
    if not _is_markdown(lines):
        return None
    found = Markup(marks=[match.span() for match in _MARK.finditer(source)])
    i = 0
    while i < len(lines):
        end = _table_end(lines, i)
        if end > i:
            _take_table(found, source, lines[i:end])
            i = end
            continue
        _take_line(found, lines[i])
        i += 1
    found.marks = list(_disjoint(found.marks))
    return found


def _disjoint(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    end = 0
    for a, b in sorted(ranges):
        if b > max(a, end):
            yield max(a, end), b
            end = b


def _is_markdown(lines: Sequence[Line]) -> bool:
    """Whether several headings, or emphasis, or the rule under a table's head show the text to be Markdown."""
    headings = sum(_is_heading(line) for line in lines)
    emphasis = sum("**" in line.text and _EMPHASIS.search(line.text) is not None for line in lines)
    return headings + emphasis >= HEADINGS_NEEDED or any(_is_table_rule(line) for line in lines)


def _is_heading(line: Line) -> bool:
    """Whether a line is a heading: conversions set a page's number so too."""
    return line.text.startswith("#") and _HEADING.match(line.text) is not None and not line.is_page_number


def _is_table_rule(line: Line) -> bool:
    return "|" in line.text and "--" in line.text and _TABLE_RULE.fullmatch(line.text) is not None


def _take_line(found: Markup, line: Line) -> None:
    """A line without the marks at its ends; a heading is a paragraph of its own."""
    if _LINE_RULE.fullmatch(line.text):
        found.marks.append((line.start, line.end))
        return
    if line.is_page_number:
        found.items.append(line)
        return
    heading = _HEADING.match(line.text)
    opening = heading or _OPENING.match(line.text)
    start, end = 0, len(line.text)
    if opening is not None:
        start = opening.end()
        found.marks.append((line.start, line.start + start))
    if heading is not None and (closing := _HEADING_END.search(line.text, start)) is not None:
        end = closing.start()
        found.marks.append((line.start + end, line.end))
    while line.text.startswith("**", start) and start + 2 <= end:
        start += 2
    while line.text.endswith("**", start, end):
        end -= 2
    if heading is not None:
        found.items.append(Block("paragraph", (line.start + start, line.start + end)))
        return
    found.items.append(replace(line, start=line.start + start, end=line.start + end, text=line.text[start:end]))


def _table_end(lines: Sequence[Line], first: int) -> int:
    """The index after the table whose head stands at `first`; `first` where none does."""
    if first + 1 >= len(lines) or "|" not in lines[first].text or not _is_table_rule(lines[first + 1]):
        return first
    end = first + 2
    while end < len(lines) and "|" in lines[end].text:
        end += 1
    return end


def _take_table(found: Markup, source: str, lines: Sequence[Line]) -> None:
    cells: list[Cell] = []
    rows = [line for line in lines if not _is_table_rule(line)]
    found.marks.extend((line.start, line.end) for line in lines if _is_table_rule(line))
    for row, line in enumerate(rows):
        bars = [match.start() for match in _BAR.finditer(source, line.start, line.end)]
        found.marks.extend((bar, bar + 1) for bar in bars)
        cells.extend(Cell(span, row, col) for col, span in enumerate(_pieces(source, line, bars)))
    found.items.append(Block("table", (lines[0].start, lines[-1].end), tuple(cells), len(rows)))


def _pieces(source: str, line: Line, bars: Sequence[int]) -> Iterator[tuple[int, int]]:
    """What stands between the bars of a row; the first and the last bar may be left out."""
    edges = [*([] if bars[0] == line.start else [line.start - 1]), *bars]
    if bars[-1] != line.end - 1:
        edges.append(line.end)
    for before, after in pairwise(edges):
        body = source[before + 1 : after]
        start = before + 1 + len(body) - len(body.lstrip(SPACE_CHARACTERS))
        yield start, max(start, start + len(body.strip(SPACE_CHARACTERS)))
