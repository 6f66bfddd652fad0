"""Years that a title names: the year its document is in force for, and those it sets goals for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangmu.vocab.numerals import ordinal

_FIRST_OF_FIVE = 6
"""From the sixth on a five-year plan ends in a year of five or ten."""
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_TO = r"[—–－\-~～至到]{1,4}"
_WORK = (
    r"(?:工作报告|要点|计划(?!执行)|任务|安排|方案|实事|分工|分解|清单|重点工作|主要工作|目标|行动|措施|举措|思路|部署|责任书|台账|项目|"
    r"工作的?(?:实施)?(?:意见|通知))"
)
_IN_FORCE = re.compile(
    rf"(?<![—–－\-~～至到向\d])(?P<y>{_YEAR})年度?(?!前|底|末|远景|以来|版|{_TO})[^年]{{0,40}}?{_WORK}"
)
"""`2025年重点工作安排`, `2025年度用地计划`; not `2030年前碳达峰行动方案`, nor the years of a stretch."""
_BEHIND = re.compile(rf"[（(](?P<y>{_YEAR})年度?[）)]$")
_STRETCH = re.compile(rf"{_YEAR}年?{_TO}(?P<y>{_YEAR})年?")
_PLAN = re.compile(
    r"[“\"]?(?P<a>十[一二三四五六七八九]?|[六七八九])五[”\"]?(?:时期|期间)?[^，。]{0,30}(?:规划|计划|纲要)|第(?P<b>[一-鿿]{1,3})个五年(?:规划|计划)"
)
_REPORT = re.compile(r"(?:\A|\n|标题[:：])[^\n。：:，]{0,16}政府工作报告(?=\Z|[\n—（(\d一二]|发文|时间|来源|[:：])")
_HEAD_END = re.compile(r"[各同]位(?:代表|委员)|代表们|同志们")
_DAY = re.compile(
    rf"(?P<y>{_YEAR}|二[〇○][〇○零一二三四五六七八九]{{2}})[年./-](?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[月./-]"
)
_LATE = 10
"""A session from October on may look to the next year; a report's year is then not told by its day."""
_VISION = re.compile(rf"(?P<y>{_YEAR})年?远景")


def year_in_force(title: str) -> int | None:
    """The year that a title plans for: of several the last (…2024年计划执行情况与2025年计划草案的报告).

    Source:
        plan-json.md, "the year in force"; titles of work reports, yearly plans, lists of the year's tasks.
    """
    found = [match["y"] for match in _IN_FORCE.finditer(_year_first(title))]
    return _number(found[-1]) if found else None


def _year_first(title: str) -> str:
    """A title with the year it closes with in brackets (`…责任分解（2023年）`) in front, where others have it."""
    behind = _BEHIND.search(title)
    return f"{behind['y']}年{title[: behind.start()]}" if behind else title


def report_year(title: str | None, head: str, day: str | None) -> int | None:
    """The year that a work report plans for where its title names none: that of the session it is given in.

    Args:
        title: the document's title; without one the head must hold the report's.
        head: the text before the salutation, where a session's day or the page's date stands.
        day: the document's date (ISO), where it is known.

    Returns:
        The year; None for other documents, without a date, and for sessions late in a year.

    Source:
        全国人民代表大会组织法、地方组织法：例会一般在第一季度举行，报告部署当年工作。
    """
    if not (title or "").endswith("政府工作报告") and (title or _REPORT.search(head) is None):
        return None
    match = _DAY.search(day or "") or _DAY.search(head)
    month = ordinal(match["m"]) if match else None
    return _number(match["y"]) if match and month and month < _LATE else None


def before_salutation(text: str) -> str:
    """The head of a speech: what stands before 各位代表."""
    match = _HEAD_END.search(text)
    return text[: match.start()] if match else text


def years_of_goals(title: str) -> Iterator[int]:
    """The year in force, the end of a stretch of years (2023—2025年), of a five-year plan (“十五五”规划), a vision (二〇三五年远景目标)."""
    year = year_in_force(title)
    if year is not None:
        yield year
    yield from (_number(match["y"]) for pattern in (_STRETCH, _VISION) for match in pattern.finditer(title))
    for plan in _PLAN.finditer(title):
        number = ordinal(plan["a"] or plan["b"])
        if number is not None and number >= _FIRST_OF_FIVE:
            yield 1955 + 5 * number


def _number(printed: str) -> int:
    return int(printed.translate(_HAN_DIGITS))
