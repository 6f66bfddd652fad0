"""Lines of a page that a conversion broke at marks and quotes as well as at the margin, put back into paragraphs.

A line printed as `…，加快推进` comes as `…，` and `加快推进`. Where a printed line ends is told by its measure: those
of a full line together are as wide as the page, those of a paragraph's first line two characters less. The printed
lines and paragraphs of a run are found together: those that explain its pieces at the least cost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from gangmu.text.lines import BARE_NUMBER, DUTY_LABEL, Line, ends_title

_INDENT = 4
"""Columns that a first line is set in."""
_OFF, _NOT_FULL = (0.0, 0.2, 0.4, 1.2, 1.5, 2.5, 3.0), 5.0
"""What it costs a line that goes on to be so many columns wider or narrower than the page."""
_TITLE_CUT = 0.5
_MOST_OVER, _NEAR = 8, 8
"""Columns that the pieces of a line may be too wide together; columns short of the margin that still count as full."""
_STOP = re.compile(r"[。！？!?][”’）)〕】」』]*$")
_CLOSE = re.compile(r"[）)〕】\]]$")
_HALF_STOP = re.compile(r"[：:；;]$")
_OPENS = re.compile(r"[“‘《（(〔【「『\[，。；：、）)〕】》”’]")
_NARROW_MARK = re.compile(r"[,;:!?()\[\]\"']")
_ANY_MARK = re.compile(r"[，。；：！？,;:!?]")
_LONGEST_HEADING = 44
_BRACKETS = {**dict.fromkeys("（(〔【[", 1), **dict.fromkeys("）)〕】]", -1)}


_State = tuple[int, bool]
"""Pieces that are set, and whether a paragraph ends with them."""


def ragged_paragraphs(lines: Sequence[Line], width: int) -> list[list[Line]]:
    """Group pieces of lines into paragraphs.

    Args:
        lines: pieces in order, blank ones left out.
        width: the columns of the page (`setting.page_width`).
    """
    return _Setter(lines, width).paragraphs()


class _Setter:
    """Sets pieces into printed lines: the cheapest way to every state, from the first piece on."""

    def __init__(self, lines: Sequence[Line], width: int) -> None:
        self._lines, self._width = lines, width
        self._inside = list(_inside_brackets(lines))
        self._best: dict[_State, tuple[float, _State]] = {(0, True): (0.0, (0, True))}

    def paragraphs(self) -> list[list[Line]]:
        for start in range(len(self._lines)):
            for begins in (True, False):
                if (start, begins) in self._best:
                    self._set_from((start, begins))
        state: _State = (len(self._lines), True)
        ends = [state[0]]
        while state[0] > 0:
            state = self._best[state][1]
            if state[1]:
                ends.append(state[0])
        return [list(self._lines[a:b]) for a, b in pairwise(reversed(ends))]

    def _set_from(self, state: _State) -> None:
        """Try every printed line from a state on: at the beginning of a paragraph, or within one."""
        start, begins = state
        cost = self._best[state][0] + (self._cost_of_start(start) if begins else _cost_within(*self._around(start)))
        taken = _INDENT if begins else 0
        for end in range(start + 1, len(self._lines) + 1):
            taken += self._lines[end - 1].width
            if end - start > 1:
                cost += _cost_of_break(*self._around(end - 1))
                if taken > self._width + _MOST_OVER:
                    break
            printed = self._lines[start:end]
            off = _off(printed, taken - self._width)
            titled = begins and _is_title_cut(printed, self._lines[end : end + 1])
            self._reach((end, False), cost + (min(off, _TITLE_CUT) if titled else off), state)
            closing = _cost_of_closing(printed, taken - self._width, begins)
            self._reach((end, True), cost + closing + (off if taken > self._width else 0.0), state)

    def _reach(self, state: _State, cost: float, before: _State) -> None:
        if state not in self._best or cost < self._best[state][0]:
            self._best[state] = cost, before

    def _around(self, at: int) -> tuple[Line, Line]:
        return self._lines[at - 1], self._lines[at]

    def _cost_of_start(self, at: int) -> float:
        line = self._lines[at]
        if at == 0:
            return 0.0
        told = line.is_numbered or DUTY_LABEL.match(line.text) is not None
        return (0.0 if told else 0.9) + (3.0 if self._inside[at] else 0.0)


def _inside_brackets(lines: Sequence[Line]) -> Iterator[bool]:
    """For each piece whether a bracket that was opened before it is still open; a numbered one begins outside."""
    depth = 0
    for line in lines:
        if line.is_numbered:
            depth = 0
        yield depth > 0
        depth = max(0, depth + sum(_BRACKETS.get(character, 0) for character in line.text))


def _cost_within(before: Line, line: Line) -> float:
    """Of a printed line that goes on in a paragraph: hardly any where the margin cut it."""
    if line.is_numbered:
        return 4.0 if before.ends_sentence or before.is_numbered or _CLOSE.search(before.text) else 1.0
    return 0.3 if _STOP.search(before.text) else 0.0


def _cost_of_break(before: Line, line: Line) -> float:
    """Of a piece ending within a printed line: at marks they do."""
    if line.is_numbered and not before.ends_clause:
        return 4.0
    return 0.1 if before.ends_at_mark or _OPENS.match(line.text) else 3.5


def _off(printed: Sequence[Line], over: int) -> float:
    """Of a printed line going on that is not as wide as the page; marks of one column may take two in print."""
    narrow = sum(len(_NARROW_MARK.findall(line.text)) for line in printed)
    columns = over if over > 0 else max(0, -over - narrow)
    return _OFF[columns] if columns < len(_OFF) else _NOT_FULL


def _is_title_cut(printed: Sequence[Line], following: Sequence[Line]) -> bool:
    """Whether a title, set in the middle of the page and so never as wide, goes on in the next line."""
    text = "".join(piece.text for piece in (*printed, *following))
    whole = bool(following) and ends_title(text) and not ends_title(text[: -len(following[0].text)])
    return whole and _ANY_MARK.search(text) is None


def _cost_of_closing(printed: Sequence[Line], over: int, begins: bool) -> float:
    """Of a paragraph ending with a printed line: none after a full stop."""
    last = printed[-1]
    if begins and len(printed) == 1 and BARE_NUMBER.fullmatch(last.text):
        return 6.0
    if _STOP.search(last.text):
        return 0.0
    if _HALF_STOP.search(last.text) or _CLOSE.search(last.text):
        return 0.5
    if last.ends_clause:
        return 5.0
    if over > -_NEAR:
        return 4.0
    ends = len(printed) == 1 and ends_title(last.text) and _ANY_MARK.search(last.text) is None
    return 1.0 if ends or (begins and _may_head(printed)) else 2.5


def _may_head(printed: Sequence[Line]) -> bool:
    """Whether an unfinished line is a heading or a title: numbered, named as one, or short and without any mark."""
    text = "".join(piece.text for piece in printed)
    short = len(printed) == 1 and printed[0].width <= _LONGEST_HEADING and not _ANY_MARK.search(text)
    return short or printed[0].is_numbered or ends_title(text)
