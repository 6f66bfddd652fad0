"""Documents that came as one long line: web pages whose line breaks were turned into spaces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gangmu.text.lines import Line
from gangmu.vocab.numbering import DATE_AHEAD

SHORTEST = 240
"""Characters below which a line with spaces is running text set apart by hand."""
MARKS_NEEDED = 3
SHORTEST_PIECE = 12
"""What stands between two spaces is this long on average; text recognition sets them closer."""

_BREAK = re.compile(r"(?<=[^\sA-Za-z0-9])[ \u3000]+(?=\S)|(?<=\S)[ \u3000]+(?=[^\sA-Za-z0-9])")
_OPENING = re.compile(
    r"(?:^|[ \u3000])(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]"
    rf"|\d{{1,2}}[.．、](?:(?!\d)|{DATE_AHEAD})|第[一二三四五六七八九十]{{1,3}}[章节条])"
)


def split_flattened(lines: Iterable[Line]) -> Iterator[Line]:
    """Cut lines that hold a whole document at their spaces; others stay as they are.

    A line counts as flattened where it is long, several provisions open in it after a space, and its pieces are as
    long as paragraphs are.

    Args:
        lines: the physical lines of a source.
    """
    for line in lines:
        gaps = list(_gaps(line)) if len(line.text) >= SHORTEST else []
        if not gaps:
            yield line
            continue
        at = 0
        for start, end in [*gaps, (len(line.text), len(line.text))]:
            yield Line(line.start + at, line.start + start, line.text[at:start], 0, 0)
            at = end


def _gaps(line: Line) -> Iterator[tuple[int, int]]:
    """The spaces that were line breaks, or none."""
    if line.tabs or len(_OPENING.findall(line.text)) < MARKS_NEEDED:
        return
    gaps = [match.span() for match in _BREAK.finditer(line.text)]
    if len(line.text) >= SHORTEST_PIECE * (len(gaps) + 1):
        yield from gaps
