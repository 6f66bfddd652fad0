"""How a document's lines are set: as paragraphs, as sentences, or broken at a margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gangmu.text.lines import CLAUSE_END, ENDING_MARK, Line

NARROWEST, WIDEST = 40, 110
"""Columns that a page's lines may take."""
_CUT_FROM = 24
"""Columns from which a line without a mark at its end may be one that the margin cut."""
_LEAST_CUT, _LEAST_BROKEN = 8, 5
"""Lines cut at the margin, and lines broken off at a comma, by which the setting is told."""
_SHARE_CUT, _SHARE_BROKEN, _SHARE_WIDER = 0.75, 0.04, 0.02
_LEAST_COMMON, _MOST_TRIED, _TOLERANCE = 3, 3, 2
_LEAST_CUT_UNSEEN, _SHARE_CUT_UNSEEN, _MOST_UNSEEN = 10, 0.9, 24
"""The same where no width is seen, and columns that the page may be wider than the widest line."""
_LEAST_TRAILED, _SHARE_TRAILED, _SHARE_ASTRAY = 10, 0.6, 0.3
"""Full stops that white space trails after, at least, and their share; the share of lines cut by the margin it may."""
_NEAR, _INDENT = 8, 4
"""Columns short of the margin that still count as full; columns that a first line is set in."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the document's lines are set.

    wrap: the column at which running text is broken by hand, or None where lines are paragraphs.
    page_width: the columns of a page whose lines were broken at marks as well, or None.
    space_closes: white space trails after the last line of a paragraph, and after no other.
    line_is_sentence: each line is a sentence whose full stop was lost, so lines must not be joined.
    """

    wrap: int | None
    line_is_sentence: bool
    page_width: int | None = None
    space_closes: bool = False


def setting_of(lines: list[Line]) -> Setting:
    """Judge the setting from the lines' widths and ends.

    Args:
        lines: the document's lines without blank ones, tables and furniture.
    """
    long_enough = [line for line in lines if line.width >= 12]
    wrap = _wrap_column(long_enough)
    stops = sum(line.text.count("。") for line in lines)
    long_lines = [line for line in lines if line.width >= 30]
    lost_stops = wrap is None and len(long_lines) >= 20 and stops < 0.3 * len(long_lines)
    on_pages = any(line.place is not None for line in lines)
    page_width = None if on_pages else _page_width(lines)
    return Setting(wrap if page_width is None else None, lost_stops, page_width, _space_closes(lines))


def _space_closes(lines: Sequence[Line]) -> bool:
    """Whether white space trails after paragraphs, as conversions of a page's text leave it, and not after any line."""
    stopped = [line.trails for line in lines if line.text.endswith("。")]
    cut = [line.trails for line in lines if line.width >= _CUT_FROM and not ENDING_MARK.search(line.text)]
    if sum(stopped) < _LEAST_TRAILED or not cut:
        return False
    return sum(stopped) >= _SHARE_TRAILED * len(stopped) and sum(cut) <= _SHARE_ASTRAY * len(cut)


def _wrap_column(lines: list[Line]) -> int | None:
    """The column where lines are broken: many end, unfinished, within a few columns of one width, and few are wider."""
    if not lines:
        return None
    counts = Counter(line.width for line in lines)
    common = max(counts, key=lambda w: (sum(counts[w + d] for d in (-2, -1, 0, 1, 2)), w))
    near = [line for line in lines if abs(line.width - common) <= 4]
    wider = sum(line.width > common + 8 for line in lines)
    unfinished = sum(not line.ends_sentence for line in near)
    if len(near) < max(3, 0.4 * len(lines)) or wider > 0.3 * len(lines):
        return None
    return common if unfinished >= 0.5 * len(near) and 24 <= common <= 110 else None


def _page_width(lines: Sequence[Line]) -> int | None:
    """The columns of a page whose lines a conversion broke at marks too; None where they are not set so.

    Pieces that the margin cut, no mark at their end, fill the page's width with those before them on their line. The
    width is that of several lines, or, where hardly one was left whole, the one that nearly all such pieces fill.
    """
    cut = [i for i, line in enumerate(lines) if _may_be_cut(lines, i)]
    if len(cut) < _LEAST_CUT:
        return None
    for width in _widest_common([lines[i].width for i in cut]):
        if _is_broken(lines, width) and _share_filled(lines, cut, width) >= _SHARE_CUT:
            return width
    widest = max(line.width for line in lines)
    if len(cut) < _LEAST_CUT_UNSEEN or not NARROWEST <= widest <= WIDEST or not _is_broken(lines, widest):
        return None
    filled = {width: _share_filled(lines, cut, width) for width in range(widest, widest + _MOST_UNSEEN)}
    best = max(filled, key=lambda width: (filled[width], -width))
    return best if filled[best] >= _SHARE_CUT_UNSEEN else None


def _share_filled(lines: Sequence[Line], cut: Sequence[int], width: int) -> float:
    """The share of cut pieces that fill the page; short lines below others without a mark are titles and headings."""
    judged = [i for i in cut if lines[i].width >= width - _NEAR or (i > 0 and ENDING_MARK.search(lines[i - 1].text))]
    filled = sum(_fills(lines, i, width) for i in judged)
    return filled / len(judged) if len(judged) >= _LEAST_CUT else 0.0


def _is_broken(lines: Sequence[Line], width: int) -> bool:
    """Whether many lines break off at a comma before a margin, and hardly one goes beyond it."""
    wider = sum(line.width > width + _INDENT for line in lines)
    broken = sum(CLAUSE_END.search(line.text) is not None and line.width < width - _NEAR for line in lines)
    return wider <= _SHARE_WIDER * len(lines) and broken >= max(_LEAST_BROKEN, _SHARE_BROKEN * len(lines))


def _may_be_cut(lines: Sequence[Line], i: int) -> bool:
    """Whether a line may have been cut by the margin: no mark ends it, and nothing new begins below it."""
    if ENDING_MARK.search(lines[i].text) or i + 1 == len(lines) or lines[i + 1].is_numbered:
        return False
    return lines[i].width >= _CUT_FROM or not lines[i].is_numbered


def _fills(lines: Sequence[Line], i: int, width: int) -> bool:
    """Whether a line with the pieces before it, each broken off at a mark, is as wide as the page or a first line."""
    taken = lines[i].width
    while taken < width - _INDENT - _TOLERANCE and i > 0 and ENDING_MARK.search(lines[i - 1].text):
        i -= 1
        taken += lines[i].width
    return width - _INDENT - _TOLERANCE <= taken <= width + _TOLERANCE


def _widest_common(widths: Sequence[int]) -> Iterator[int]:
    """The widths that several lines have, the widest first."""
    counts = Counter(widths)
    common = [width for width in counts if sum(counts[width + by] for by in (-1, 0, 1)) >= _LEAST_COMMON]
    yield from islice((width for width in sorted(common, reverse=True) if NARROWEST <= width <= WIDEST), _MOST_TRIED)
