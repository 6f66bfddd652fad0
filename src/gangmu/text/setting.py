"""How a document's lines are set: as paragraphs, as sentences, or broken at a margin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from gangmu.text.lines import Line

NARROWEST, WIDEST = 40, 110
"""Columns that a page's lines may take."""
_SHORTEST, _LONG = 12, 30
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
    widths = [line.width for line in lines]
    wrap = _wrap_column(lines, widths)
    stops = sum(line.text.count("。") for line in lines)
    long_lines = sum(width >= _LONG for width in widths)
    lost_stops = wrap is None and long_lines >= 20 and stops < 0.3 * long_lines
    on_pages = any(line.place is not None for line in lines)
    page_width = None if on_pages else _Pieces(lines, widths).page_width()
    return Setting(wrap if page_width is None else None, lost_stops, page_width, _space_closes(lines, widths))


def _space_closes(lines: Sequence[Line], widths: Sequence[int]) -> bool:
    """Whether white space trails after paragraphs, as conversions of a page's text leave it, and not after any line."""
    stopped = [line.trails for line in lines if line.text.endswith("。")]
    if sum(stopped) < max(_LEAST_TRAILED, _SHARE_TRAILED * len(stopped)):
        return False
    cut = [line.trails for line, own in zip(lines, widths, strict=True) if own >= _CUT_FROM and not line.ends_at_mark]
    return bool(cut) and sum(cut) <= _SHARE_ASTRAY * len(cut)


def _wrap_column(lines: Sequence[Line], widths: Sequence[int]) -> int | None:
    """The column where lines are broken: many end, unfinished, within a few columns of one width, and few are wider."""
    judged = [(line, width) for line, width in zip(lines, widths, strict=True) if width >= _SHORTEST]
    if not judged:
        return None
    counts = Counter(width for _, width in judged)
    common = max(counts, key=lambda w: (sum(counts[w + d] for d in (-2, -1, 0, 1, 2)), w))
    near = [line for line, width in judged if abs(width - common) <= 4]
    wider = sum(width > common + 8 for _, width in judged)
    if len(near) < max(3, 0.4 * len(judged)) or wider > 0.3 * len(judged):
        return None
    unfinished = sum(not line.ends_sentence for line in near)
    return common if unfinished >= 0.5 * len(near) and 24 <= common <= 110 else None


class _Pieces:
    """Lines as pieces of a page's printed lines: how wide each is, and whether a mark ends it."""

    def __init__(self, lines: Sequence[Line], widths: Sequence[int]) -> None:
        self._lines, self._widths = lines, widths
        self._marked = [line.ends_at_mark for line in lines]

    def page_width(self) -> int | None:
        """The columns of a page whose lines a conversion broke at marks too; None where they are not set so.

        Pieces that the margin cut, no mark at their end, fill the page's width with those before them on their line.
        The width is that of several lines, or, where hardly one was left whole, the one nearly all such pieces fill.
        """
        if not self._lines or not self._is_broken(WIDEST):
            return None
        cut = [i for i, marked in enumerate(self._marked) if not marked and self._may_be_cut(i)]
        if len(cut) < _LEAST_CUT:
            return None
        for width in _widest_common([self._widths[i] for i in cut]):
            if self._is_broken(width) and self._share_filled(cut, width) >= _SHARE_CUT:
                return width
        return self._unseen(cut)

    def _unseen(self, cut: Sequence[int]) -> int | None:
        widest = max(self._widths)
        if len(cut) < _LEAST_CUT_UNSEEN or not NARROWEST <= widest <= WIDEST or not self._is_broken(widest):
            return None
        filled = {width: self._share_filled(cut, width) for width in range(widest, widest + _MOST_UNSEEN)}
        best = max(filled, key=lambda width: (filled[width], -width))
        return best if filled[best] >= _SHARE_CUT_UNSEEN else None

    def _share_filled(self, cut: Sequence[int], width: int) -> float:
        """The share of cut pieces that fill the page; short lines below others without a mark are titles, headings."""
        judged = [i for i in cut if self._widths[i] >= width - _NEAR or (i > 0 and self._marked[i - 1])]
        filled = sum(self._fills(i, width) for i in judged)
        return filled / len(judged) if len(judged) >= _LEAST_CUT else 0.0

    def _is_broken(self, width: int) -> bool:
        """Whether many lines break off at a comma before a margin, and hardly one goes beyond it."""
        if sum(own > width + _INDENT for own in self._widths) > _SHARE_WIDER * len(self._lines):
            return False
        broken = sum(
            line.ends_clause and own < width - _NEAR for line, own in zip(self._lines, self._widths, strict=True)
        )
        return broken >= max(_LEAST_BROKEN, _SHARE_BROKEN * len(self._lines))

    def _may_be_cut(self, i: int) -> bool:
        """Whether a line without a mark at its end may have been cut by the margin: nothing new begins below it."""
        if i + 1 == len(self._lines) or self._lines[i + 1].is_numbered:
            return False
        return self._widths[i] >= _CUT_FROM or not self._lines[i].is_numbered

    def _fills(self, i: int, width: int) -> bool:
        """Whether a line with the pieces before it, each broken off at a mark, fills the page or is a first line."""
        taken = self._widths[i]
        while taken < width - _INDENT - _TOLERANCE and i > 0 and self._marked[i - 1]:
            i -= 1
            taken += self._widths[i]
        return width - _INDENT - _TOLERANCE <= taken <= width + _TOLERANCE


def _widest_common(widths: Sequence[int]) -> Iterator[int]:
    """The widths that several lines have, the widest first."""
    counts = Counter(widths)
    common = [width for width in counts if sum(counts[width + by] for by in (-1, 0, 1)) >= _LEAST_COMMON]
    yield from islice((width for width in sorted(common, reverse=True) if NARROWEST <= width <= WIDEST), _MOST_TRIED)
