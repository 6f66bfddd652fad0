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
    r"(?:工作报告|要点|计划(?!执行)|任务|安排|方案|实事|分工|清单|重点工作|主要工作|目标|行动|措施|举措|思路|部署|责任书|台账|项目|"
    r"工作的?(?:实施)?(?:意见|通知))"
)
_IN_FORCE = re.compile(
    rf"(?<![—–－\-~～至到向\d])(?P<y>{_YEAR})年度?(?!前|底|末|远景|以来|版|{_TO})[^年]{{0,40}}?{_WORK}"
)
"""`2025年重点工作安排`, `2025年度用地计划`; not `2030年前碳达峰行动方案`, nor the years of a stretch."""
_STRETCH = re.compile(rf"{_YEAR}年?{_TO}(?P<y>{_YEAR})年?")
_PLAN = re.compile(
    r"[“\"]?(?P<a>十[一二三四五六七八九]?|[六七八九])五[”\"]?(?:时期|期间)?[^，。]{0,30}(?:规划|计划|纲要)|第(?P<b>[一-鿿]{1,3})个五年(?:规划|计划)"
)
_VISION = re.compile(rf"(?P<y>{_YEAR})年?远景")


def year_in_force(title: str) -> int | None:
    """The year that a title plans for: of several the last (…2024年计划执行情况与2025年计划草案的报告).

    Source:
        plan-json.md, "the year in force"; titles of work reports, yearly plans, lists of the year's tasks.
    """
    found = [match["y"] for match in _IN_FORCE.finditer(title)]
    return _number(found[-1]) if found else None


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
