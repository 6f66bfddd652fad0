"""The physical lines of a text file, and what each of them is by its look alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.text.spaces import SPACE_CHARACTERS
from gangmu.vocab.numbering import DATE_AHEAD

LINE = re.compile(r"[^\r\n\f]*(?:\r\n|\r|\n|\f|$)")
NUMBER_START = re.compile(
    r"(?:第\s*[一二三四五六七八九十百零〇\d]+\s*[编篇章节条](?![一-鿿]?号)"
    r"|[一二三四五六七八九十]{1,3}\s*、"
    r"|[（(〈]\s*[一二三四五六七八九十]{1,3}\s*[）)〉]"
    r"|[（(]\s*\d{1,2}\s*[）)]"
    rf"|\d{{1,2}}\s*[.．、](?:(?!\s*\d)|\s*{DATE_AHEAD})"
    r"|[①-⑳]"
    r"|专\s*栏\s*[\d一二三四五六七八九十]+"
    r"|附\s*[件录表]\s*[\dA-Z一二三四五六七八九十]*\s*(?:[：:.．]|$))"
)
BARE_NUMBER = re.compile(
    r"第\s*[一二三四五六七八九十百零〇\d]+\s*[编篇章节条]|[一二三四五六七八九十]{1,3}\s*、"
    r"|[（(〈]\s*[一二三四五六七八九十]{1,3}\s*[）)〉]|[（(]\s*\d{1,2}\s*[）)]|\d{1,2}\s*[.．、]"
)
"""The number of a provision: alone on a line it belongs to the next one."""
STRONG_START = re.compile(
    r"(?:第\s*[一二三四五六七八九十百零〇]+\s*[编篇章节]|[一二三四五六七八九十]{1,3}\s*、|[（(]\s*[一二三四五六七八九十]{1,3}\s*[）)]|专\s*栏\s*[\d一二三四五六七八九十]+"
    r"|附\s*[件录]\s*[\dA-Z一二三四五六七八九十]*\s*$|[\dA-Z]{1,2}\.\d{1,2}(?:\.\d{1,2})?\s+(?=[一-鿿]))"
)
SENTENCE_END = re.compile(
    r"(?:[。！？；：…!?;:]|(?<=[一-鿿])\.)[”’）】」』)\]\"]*$|[。；][（〔【\[(][^（）〔〕【】()]*(?:[（(][^（）()]*[）)][^（）〔〕【】()]*)*[）〕】\])]$"
)
_CLAUSE_ENDS = frozenset("，、,")
_ENDS = frozenset("，。；：、！？,;:!?.）)〕】》」』”’]—…")
BRACKET_END = re.compile(r"[）〕】)\]]$")
TITLE_END = re.compile(
    r"(?:意见|方案|规划|纲要|计划|通知|办法|报告|决定|要点|细则|清单|分工表|责任表|任务表|一览表|分解表|指标表|指标|指南|措施|实施细则|条例|(?:责任|任务)(?:分解|分工)|若干(?:政策|举措|规定))"
    r"(?:[（(](?:草案|试行|暂行|征求意见稿|送审稿|修订版?|[\d年—－-]+)[）)])?$"
)
_YEARS_WORK = re.compile(
    r"[一-鿿]{2,30}(?:20\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年度?[^年，。；：]{0,24}(?:工作安排|重点工作|(?:重点|主要|工作)任务|任务安排|实事(?:项目)?|工作思路|工作部署)$"
    r"|关于[^，。；：]{2,40}(?:工作安排|任务安排|实事(?:项目)?)$"
)
"""Titles of what a place or organ does in a year; without the place these words head a part of a report."""
_SECTION_NAME = re.compile(
    r"(?:保障|政策|具体|工作|主要|组织|配套|推进|实施|支持|重点|改革|总体|发展|规划|预期|目标|行动|建设|监督|附|任务){0,3}(?:措施|举措|方案|任务|指标|计划|要点|规划)"
)
"""Headings that end like a title and name no plan (保障措施, 主要指标)."""
_NO_TABS = SPACE_CHARACTERS.replace("\t", "")
PAGE_NUMBER = re.compile(
    r"(?:[-—－–―·.]\s*)?(?:第\s*)?\d(?:\s?\d){0,3}(?:\s*页)?(?:\s*[-—－–―·])?$"
    r"|第\s*\d{1,4}\s*页\s*[,，/]?\s*[共(（]\s*\d{1,4}\s*页?[)）]?$"
    r"|[#=*\s-]*(?:Page|PAGE|page|P\.)\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\s*[:：]?[#=*\s-]*$"
)
"""A line that only counts pages: as it is printed, or as a conversion sets it between them (`# Page 12:`)."""
DOT_LEADER = re.compile(r"(?:[.．·…‥]\s?){4,}|—{6,}")
CONTENTS_HEAD = re.compile(r"目(?:录|次)(?:序言|前言)?$")
DUTY_LABEL = re.compile(
    r"(?:责任|牵头|配合|负责|主办|协办|协同|参与|落实)(?:责任|负责)?(?:单位|部门|主体|(?:[省市区县]级?)?领导)\s*[:：]"
)
METADATA = re.compile(
    r"(?:分类号|索引号|(?:信息|文章)?来源|(?:发布|发表|更新)?时间|作者|(?:责任)?编辑|(?:发布|发文|公开|成文|生成)日期|发布机构|主题分类|发文字号"
    r"|(?:浏览|点击|阅读)(?:次数|[量数])|字体|下载地址|(?:您的|您现在的|当前)位置)\s*[:：]"
    r"|[^/。]{2,12}(?:\s/\s[^/。]{1,12}){2,}"
)
NUMBER_LINE = re.compile(r"[一-鿿]{1,10}[〔\[［(（【]\s?(?:19|20)\d{2}\s?[〕\]］)）】]\s?\d{1,4}号$")


def ends_title(text: str) -> bool:
    """Whether a line ends as titles of documents do and is no heading of a part such as 保障措施."""
    return TITLE_END.search(text) is not None and _SECTION_NAME.fullmatch(text) is None


def names_a_years_work(text: str) -> bool:
    """Whether a line is a title such as `某县2025年重点工作安排`."""
    return _YEARS_WORK.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line stands on a page: distance from the left and right edge in characters, type size in points.

    `closes` says that the format itself ends the paragraph with this line, `framed` that it stands in a box.
    """

    indent: float | None
    gap: float | None
    size: float | None
    closes: bool
    framed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line without its break: `[start, end)` of the source, stripped of white space at both ends.

    `place` is known where the format gives it (PDF, line breaks of Word); plain text has the indent alone, and whether
    white space `trails` after the last word.
    """

    start: int
    end: int
    text: str
    indent: int
    tabs: int
    after_page: bool = False
    place: Place | None = None
    trails: bool = False

    @property
    def is_blank(self) -> bool:
        return self.start == self.end

    @property
    def is_numbered(self) -> bool:
        return NUMBER_START.match(self.text) is not None

    @property
    def ends_sentence(self) -> bool:
        return SENTENCE_END.search(self.text) is not None

    @property
    def ends_clause(self) -> bool:
        """Whether the line breaks off at a comma."""
        return self.text[-1:] in _CLAUSE_ENDS

    @property
    def ends_at_mark(self) -> bool:
        """Whether a mark closes the line, at which a sentence or a piece of one may end."""
        return self.text[-1:] in _ENDS

    @property
    def is_page_number(self) -> bool:
        return PAGE_NUMBER.fullmatch(self.text) is not None

    @property
    def width(self) -> int:
        """Columns the line takes: two for a Chinese character, one for a Latin one, as GB 18030 counts its bytes."""
        return len(self.text.encode("gb18030", "replace"))


def split_lines(source: str) -> list[Line]:
    """All physical lines of a source, in order."""
    lines: list[Line] = []
    at = 0
    after_page = False
    while at < len(source):
        match = LINE.match(source, at)
        assert match is not None
        raw = match.group()
        body = raw.rstrip("\r\n\f")
        white = _NO_TABS if body.count("\t") >= 2 else SPACE_CHARACTERS  # an empty first cell is a cell
        left = len(body) - len(body.lstrip(white))
        text = body.strip(white) if body.strip(SPACE_CHARACTERS) else ""
        start = at + left if text else at
        trails = bool(text) and len(body) > left + len(text)
        columns = _columns(body[:left])
        lines.append(Line(start, start + len(text), text, columns, body.count("\t"), after_page, trails=trails))
        after_page = raw.endswith("\f")
        at = match.end()
    return lines


def _columns(white: str) -> int:
    return sum(2 if ch == "　" else 1 for ch in white)
