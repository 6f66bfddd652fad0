"""Page numbers that a conversion set before the first line of a page: `12 各级要…`, `33.1.3 原则`, `6析连续数据`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gangmu.text.lines import SENTENCE_END, Line

SERIES = 3
"""Numbers set apart by a space that make a series."""
GLUED_SERIES = 5
"""Numbers set close to the text that make one: figures begin lines too."""
SHORTEST_PAGE, LONGEST_PAGE = 3, 90
"""Lines a page may have."""
PAGES_LOST = 3
"""Pages whose number may be missing between two others."""
_FARTHEST = LONGEST_PAGE * (PAGES_LOST + 1)
"""Lines between two numbers of a series, at most."""
_HEADING_LENGTH = 22

_SPACED = re.compile(r"(\d{1,3})[  　]+(?=[一-鿿“（])")
_DIGITS = re.compile(r"\d{1,5}")
_TEXT = re.compile(r"[  　]+[一-鿿（“《]|[一-鿿（“《](?<![年月日时个名人户家项条次种类所座处万亿千百十多余%])")
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}[  　]*[一-鿿]")
_ROMAN = re.compile(r"[IVX]{1,5}(?=\d)")


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A line that may begin with the number of its page."""

    line: int
    value: int
    length: int


def page_prefixes(lines: Sequence[Line]) -> dict[int, int]:
    """Lines that begin with the number of their page, each with the number's length.

    Args:
        lines: the document's lines, page furniture left out.

    Returns:
        Index → length of what is to be dropped; empty where the numbers do not make a series.
    """
    return _spaced(lines) or _glued(lines)


def _spaced(lines: Sequence[Line]) -> dict[int, int]:
    """A rising series set apart by spaces, unless it numbers headings."""
    found = [_Candidate(i, int(m[1]), m.end()) for i, line in enumerate(lines) if (m := _SPACED.match(line.text))]
    rising = all(a.value < b.value for a, b in pairwise(found))
    headings = sum(_is_heading(lines[c.line]) for c in found)
    return {c.line: c.length for c in found} if len(found) >= SERIES and rising and 2 * headings < len(found) else {}


def _is_heading(line: Line) -> bool:
    return len(line.text) <= _HEADING_LENGTH and not SENTENCE_END.search(line.text)


def _numbers_heading(line: Line, candidate: _Candidate) -> bool:
    """Whether the number may be the heading's own: a space follows it, and a heading the space."""
    return _is_heading(line) and line.text[candidate.length] in " \u3000"


def _glued(lines: Sequence[Line]) -> dict[int, int]:
    """The longest series of numbers set close to the text, about a page apart."""
    series = _longest([c for i, line in enumerate(lines) for c in _candidates(i, line.text)])
    if len(series) < GLUED_SERIES or 2 * sum(_numbers_heading(lines[c.line], c) for c in series) >= len(series):
        return {}
    found = {c.line: c.length for c in series}
    for i in range(max(0, series[0].line - LONGEST_PAGE), series[0].line):
        if roman := _ROMAN.match(lines[i].text):  # the pages before the first are numbered I, II, …
            found[i] = roman.end()
    return found


def _candidates(i: int, text: str) -> list[_Candidate]:
    digits = _DIGITS.match(text)
    if digits is None:
        return []
    cuts = (k for k in range(1, min(3, digits.end()) + 1) if (_TEXT if k == digits.end() else _NUMBER).match(text, k))
    return [_Candidate(i, int(text[:k]), k) for k in cuts]


def _longest(candidates: Sequence[_Candidate]) -> list[_Candidate]:
    """The longest run of candidates whose numbers and places rise together; those before stand not far above."""
    before: list[int | None] = []
    length: list[int] = []
    near = 0
    for n, candidate in enumerate(candidates):
        while candidate.line - candidates[near].line > _FARTHEST:
            near += 1
        known = (m for m in range(near, n) if _follows(candidates[m], candidate))
        best = max(known, key=lambda m: length[m], default=None)
        before.append(best)
        length.append(1 if best is None else length[best] + 1)
    at = max(range(len(candidates)), key=lambda m: length[m], default=None)
    found: list[_Candidate] = []
    while at is not None:
        found.append(candidates[at])
        at = before[at]
    return found[::-1]


def _follows(before: _Candidate, after: _Candidate) -> bool:
    pages = after.value - before.value
    return 1 <= pages <= PAGES_LOST and SHORTEST_PAGE * pages <= after.line - before.line <= LONGEST_PAGE * (pages + 1)
