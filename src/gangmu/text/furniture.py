"""Page furniture: what a page prints beside its text. It is dropped, and each drop is kept as a located fact."""

from __future__ import annotations

import re
from collections import Counter

from gangmu.text.lines import CONTENTS_HEAD, DOT_LEADER, Line
from gangmu.text.model import Dropped

# Characters that Chinese doubles of its own accord (人人, 稳稳 …): a pair of them at a page break is no slip.
REDUPLICATED = frozenset("人天层处事时家户村县年月日常仅往渐稳源点样种条步代个件项年岁早刚慢好大小多少高长")

_MOST_PAIRS = 2000
"""Pairs looked for in a text: no printer doubles so many, and each costs a way through the text."""
_REGISTRATION = re.compile(r"ICP(?:备|证)|公网安备|网站标识码", re.IGNORECASE)
_SITE = re.compile(
    r"(?:主办|承办|协办|技术支持|维护|版权所有|网站地图|联系我们|关于我们|打印|关闭|分享|扫一扫|上一[篇条]|下一[篇条]|相关(?:链接|文章)|Copyright|©)",
    re.IGNORECASE,
)
"""What a site prints beside its registration, which the law asks of every one (互联网信息服务管理办法, Article 12)."""
_FOOT_LINES, _LONGEST_FOOT = 40, 40
_TO_PAGE = re.compile(r"[.．·…‥。]+\d{0,3}$")
_GOES_ON = re.compile(r"[（(]?\s*续\s*(?:上\s*)?表\s*[\d一二三四五六七八九十.—-]{0,4}\s*[）)]?")


def page_furniture(lines: list[Line]) -> dict[int, str]:
    """Indices of lines that are page numbers, running heads or a table of contents, with the reason of each."""
    found: dict[int, str] = {}
    for i, line in enumerate(lines):
        if line.text and line.is_page_number and line.tabs < 2:
            found[i] = "page number"
        elif _GOES_ON.fullmatch(line.text):
            found[i] = "mark of a table going on"
    found.update(_web_foot(lines))
    found.update(_running_heads(lines, found))
    found.update(_contents(lines, found))
    return found


def _web_foot(lines: list[Line]) -> dict[int, str]:
    """The foot of a web page: from the line of its registration on, with the links and names of its site around it."""
    last = [i for i, line in enumerate(lines) if line.text][-_FOOT_LINES:]
    at = next((n for n, i in enumerate(last) if _REGISTRATION.search(lines[i].text)), None)
    if at is None or any(_is_prose(lines[i]) for i in last[at:]):
        return {}
    first = at
    while first > 0 and not _is_prose(lines[last[first - 1]]) and _SITE.match(lines[last[first - 1]].text):
        first -= 1
    return dict.fromkeys(last[first:], "foot of a web page")


def _is_prose(line: Line) -> bool:
    return "。" in line.text and len(line.text) > _LONGEST_FOOT


def _running_heads(lines: list[Line], numbers: dict[int, str]) -> dict[int, str]:
    """Short lines printed three times or more, each time beside a page number or a page break."""
    if not numbers and not any(line.after_page for line in lines):
        return {}
    counts = Counter(line.text for line in lines if 2 <= len(line.text) <= 40)
    heads: dict[int, str] = {}
    for i, line in enumerate(lines):
        often = counts.get(line.text, 0) >= 3 and not line.is_numbered and line.tabs < 2
        if often and not _is_broken_off(line) and i not in numbers and _beside_page(lines, i, numbers):
            heads[i] = "running head"
    return heads


def _is_broken_off(line: Line) -> bool:
    """Whether a line is part of a sentence: units printed after every duty stand beside many page numbers."""
    opened, closed = (sum(map(line.text.count, brackets)) for brackets in ("（(〔【", "）)〕】"))
    return line.ends_sentence or line.ends_clause or opened != closed


def _beside_page(lines: list[Line], i: int, numbers: dict[int, str]) -> bool:
    near = range(max(0, i - 3), min(len(lines), i + 4))
    return lines[i].after_page or any(j in numbers for j in near)


def _contents(lines: list[Line], known: dict[int, str]) -> dict[int, str]:
    """The lines of a table of contents: by dot leaders, or from 目录 to where its first entry is printed again."""
    leaders = [i for i, line in enumerate(lines) if DOT_LEADER.search(line.text)]
    heads = [i for i, line in enumerate(lines) if line.text and CONTENTS_HEAD.match(_bare(line.text))]
    if len(leaders) >= 3:
        first = min([leaders[0], *(h for h in heads if h < leaders[0])])
        end = _contents_end(lines, first, known) if first in heads else 0
        region = range(first, max(_last_entry(lines, leaders) + 1, end))
    elif heads:
        region = range(heads[0], _contents_end(lines, heads[0], known))
    else:
        return {}
    return {i: "table of contents" for i in region if lines[i].text and i not in known}


def _last_entry(lines: list[Line], leaders: list[int]) -> int:
    """The last line with a dot leader before other text takes over; entries may go over two lines and several pages."""
    last = leaders[0]
    for i in leaders[1:]:
        if sum(not line.is_blank for line in lines[last + 1 : i]) > 4:
            break
        last = i
    return last


def _contents_end(lines: list[Line], head: int, known: dict[int, str]) -> int:
    """Where the table of contents under `head` ends: where its first entry is printed again (be it a preface), or its
    first numbered one.
    """
    within = [i for i in range(head + 1, min(head + 200, len(lines))) if lines[i].text and i not in known]
    numbered = [i for i in within if lines[i].is_numbered]
    if not numbered:
        return head + 1
    ends: list[int] = []
    for entry in {within[0], numbered[0]}:
        text = _entry(lines[entry].text)
        ends += [i for i in range(entry + 1, len(lines)) if _entry(lines[i].text) == text][:1]
    return min(ends, default=head + 1)


def _entry(text: str) -> str:
    """An entry of a table of contents without the dots and the page number it ends with."""
    return _TO_PAGE.sub("", _bare(text))


def _bare(text: str) -> str:
    return "".join(text.split())


class DoubledAtBreak:
    """Characters that page breaks of a text print twice (`〔责` / `责任单位：`); a pair is looked for only once."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._counts: dict[tuple[str, int], int] = {}

    def between(self, left_end: int, right_start: int) -> Dropped | None:
        """The character printed on both sides of a break, or None.

        Args:
            left_end: end offset of the text before the break.
            right_start: start offset of the text after it.
        """
        if left_end < 2 or right_start + 1 >= len(self._source):
            return None
        left, right = self._source[left_end - 1], self._source[right_start]
        if left != right or not "一" <= left <= "鿿" or left in REDUPLICATED:
            return None
        if len(self._counts) > _MOST_PAIRS or self._is_doubled_elsewhere(left) or self._is_new(right_start):
            return None
        return Dropped((left_end - 1, left_end), left, "character doubled at a page break", 0.8)

    def _is_doubled_elsewhere(self, character: str) -> bool:
        return self._count(character * 2, 200_000) > 0

    def _is_new(self, at: int) -> bool:
        """Whether what begins at an offset is printed nowhere else, so that its first character may not belong."""
        return self._count(self._source[at : at + 2], len(self._source)) < 2

    def _count(self, pair: str, end: int) -> int:
        if (pair, end) not in self._counts:
            self._counts[pair, end] = self._source.count(pair, 0, end)
        return self._counts[pair, end]
