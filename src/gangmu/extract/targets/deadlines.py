"""Date words: 到2025年, 2025年底前, 6月底前, 年内, “十四五”期间, 三年内, 印发之日起…

Each row names a form; `resolve` works out the last day. What only looks like a deadline (较2020年, 2018年前发证的, 2025年版)
has its rows too, so that it is consumed and governs nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from gangmu.extract.rules import Rule
from gangmu.extract.targets.model import Context, Stretch, When
from gangmu.extract.targets.table import Found, Table
from gangmu.vocab.numerals import ordinal

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

_Y = r"(?:[12１２][0-9０-９]{3}|[一二][〇○零0一二三四五六七八九]{3})"
_YEAR = rf"(?:{_Y}年|今年|明年|本年|当年)"
_MONTH = r"(?:1[0-2]|0?[1-9]|１[０-２]|[１-９]|十[一二]?|[一二三四五六七八九])"
_BEFORE = r"(?:之前|以前|前)"
_FIVE = r"[“\"‘「]?(?P<five>十[一二三四五六七八九]?|[六七八九])五[”\"’」]?"
_N = r"[0-9０-９一二两三四五六七八九十半]{1,8}"
_TO = r"[—–－\-~～至到]{1,4}"

_DATES = "GB/T 7408—2005 日期和时间表示法"
_PLANS = "政府规划、工作报告、责任分工表的通行用法"
_CODE = "中华人民共和国民法典第二百零一条、第二百零二条：期间自次日起算，按年、按月计至对应日"

RULES: tuple[Rule, ...] = (
    Rule(
        "target.date.baseline",
        rf"在{_Y}年(?=[^，。；]{{0,40}}基础上)|(?:相比(?:于|较)?|相较于?|较之?|比|与|同|按照?|依|从|自|对照|对比|基于|围绕|面向|谋划|适应|对)(?:{_YEAR}|上年度?|去年|{_FIVE}(?:时期|期间|末期|末))"
        r"(?:末|底|初|同期|基数|实绩|相比|价格|不变价|开始|起|以来)?",
        "比较与同按依从自对在基围面谋适",
        "国家统计局统计指标解释：基期",
        "上市企业数较2020年末翻番",
        "到2020年末翻番",
        "none",
    ),
    Rule(
        "target.date.since",
        rf"(?:{_YEAR}|{_FIVE}(?:时期|期间)?|党的[^，。；]{{1,6}})(?:以来|起(?:步)?|开始|初(?![步次期]))",
        "来起始初",
        f"{_PLANS}：起点不是期限",
        "2021年以来，累计培训三期",
        "2021年底前完成培训",
        "none",
    ),
    Rule(
        "target.date.event",
        rf"{_Y}年{_MONTH}月[0-9０-９一二三四五六七八九十]{{1,3}}日(?!{_BEFORE})",
        "日",
        f"{_DATES}；写明某日而无“前”的是事件或成文日期",
        "2020年6月3日印发指南",
        "2020年6月3日前印发指南",
        "none",
    ),
    Rule(
        "target.date.attribute",
        rf"{_Y}年(?:底|末|度|版|{_BEFORE})?(?:(?:发证|建成|投产|取得|设立|批准|获批|备案|注册|成立|登记|在建|实施|形成|出生|交付|下达|认定)的|"
        r"版|度(?!前)|远景目标|目标任务|重点工作|工作(?:回顾|安排|要点)|任务)",
        "的版度目作任",
        f"{_PLANS}：作定语的年份不是期限",
        "2018年前发证的老矿山严格执行方案",
        "2018年前完成发证工作",
        "none",
    ),
    Rule(
        "target.date.span",
        rf"{_Y}年?{_TO}(?P<y>{_Y})年(?!以来|初)",
        "—–－-~～至到",
        f"{_DATES}：时段，末年为止",
        "2023—2025年，每县建1所学校",
        "2025年，每县建1所学校",
        "year",
    ),
    Rule(
        "target.date.day",
        rf"(?:(?P<y>{_YEAR})|(?<![0-9０-９]))(?P<m>{_MONTH})月(?P<d>[0-9０-９一二三四五六七八九十]{{1,3}})日{_BEFORE}",
        "日",
        _DATES,
        "6月30日前报送方案",
        "6月30日报送方案",
        "day",
    ),
    Rule(
        "target.date.month",
        rf"(?:(?P<y>{_YEAR})|(?<![0-9０-９个]))(?P<m>{_MONTH})月(?:份)?(?P<part>上旬|中旬|下旬|底|末)?(?P<b>{_BEFORE})?(?![0-9０-９])",
        "月",
        f"{_DATES}；某月底前指该月最后一日前",
        "10月底前建成监测台账",
        "用时3个月",
        "month",
    ),
    Rule(
        "target.date.half",
        rf"(?P<y>{_YEAR})?(?P<h>上半年|下半年)(?:内|{_BEFORE})?",
        "半",
        f"{_DATES}：上半年止于6月30日",
        "上半年完成图斑核查",
        "半年内完成图斑核查",
        "half",
    ),
    Rule(
        "target.date.mid_year",
        rf"(?P<y>{_YEAR})?(?<![0-9０-９去])年中{_BEFORE}",
        "年",
        f"{_DATES}：年中指6月30日",
        "年中前完成方案编制",
        "年中央预算资金到位",
        "half",
    ),
    Rule(
        "target.date.quarter",
        rf"(?P<y>{_YEAR})?(?<![每个0-9])第?(?P<q>[一二三四1-4１-４])季度(?:末|底)?(?:内|{_BEFORE})?",
        "季",
        f"{_DATES}：季度末日",
        "三季度末完成招标",
        "每季度完成招标",
        "quarter",
    ),
    Rule(
        "target.date.to_year",
        rf"(?:展望到?|远期到|近期到|(?<![直达提增得做收])到|至|截至|截止到?)(?P<y>{_YEAR})(?:底|末)?(?P<b>{_BEFORE})?(?:时)?(?!的)",
        "年",
        f"{_PLANS}：到某年指到该年末",
        "到2025年，覆盖率达到30%",
        "比2025年高30%",
        "year",
    ),
    Rule(
        "target.date.year_end",
        rf"(?P<y>{_YEAR})(?:年)?(?:底|末|内|年底|年末|全年)(?P<e>{_BEFORE})?",
        "年",
        f"{_PLANS}：年底前指12月31日前",
        "2025年底前完成改造",
        "2025年前完成改造",
        "year",
    ),
    Rule(
        "target.date.year_before",
        rf"(?P<y>{_YEAR})(?P<b>{_BEFORE})",
        "前",
        "中华人民共和国民法典第一千二百五十九条未及“前”；某年前可读作该年末，也可读作上一年末，故标为有歧义",
        "2025年前完成改造",
        "2025年底前完成改造",
        "year",
    ),
    Rule(
        "target.date.this_year_end",
        rf"(?<![0-9０-９去上往历每])(?:年底|年末|岁末)(?:{_BEFORE})?",
        "年岁",
        f"{_PLANS}：年底前、年末指有效年度的12月31日",
        "年底前新建公路10公里",
        "去年底前新建公路10公里",
        "end",
    ),
    Rule(
        "target.date.whole_year",
        r"(?<![0-9０-９每])(?:全年|年内|年度内|一年内(?=完成))(?!龄|任务|目标|计划|预期|工作|无休|全季)",
        "年",
        f"{_PLANS}：全年、年内指有效年度",
        "年内建成示范基地1个",
        "圆满完成全年任务",
        "end",
    ),
    Rule(
        "target.date.plan_period",
        rf"(?:到|至|在)?{_FIVE}(?:规划|计划)?(?:时期|期间|期末|末期|末|期内|规划期内|中后期)(?:内)?(?!的|以来|是|为)",
        "五",
        f"{_PLANS}：第N个五年规划止于逢五、逢十之年",
        "“十四五”期间推荐项目10个",
        "“十四五”规划推荐项目10个",
        "plan",
    ),
    Rule(
        "target.date.mid_century",
        r"(?:到|至)?(?:本|二十一|21)世纪中叶",
        "世",
        f"{_PLANS}：本世纪中叶指2050年前后",
        "到本世纪中叶建成现代化强市",
        "本世纪以来建成强市",
        "century",
    ),
    Rule(
        "target.date.after_issue",
        rf"(?:自|从)?(?:本[^，。；]{{1,8}})?(?:印发|发布|公布|施行|实施|下发)之日(?:起|后)?(?P<n>{_N})(?P<u>个?月|年|日|天|个工作日)(?:之内|以内|内)",
        "日",
        f"{_CODE}",
        "自印发之日起6个月内制定细则",
        "自印发之日起施行",
        "within",
    ),
    Rule(
        "target.date.within",
        rf"(?:(?:力争|争取|计划)?用|在|经过|未来|今后)?(?<![0-9０-９第近])(?P<n>{_N})(?P<to>{_TO}{_N})?(?:个)?(?P<u>年|个月|月)"
        r"(?:左右)?(?:的)?(?:之内|以内|内(?!涝|需|在|容|生|部)|时间(?!节点))",
        "内时",
        f"{_CODE}；没有起算日的只存原文",
        "3年内培育企业20家",
        "年内培育企业20家",
        "within",
    ),
    Rule(
        "target.date.bare_year",
        rf"(?P<y>{_YEAR})(?!{_BEFORE}|底|末|初(?![步次期])|的|是|为|代|度|来|[0-9０-９])",
        "年",
        f"{_PLANS}：单写某年指该年末",
        "力争2025年突破10家",
        "2025年是关键之年",
        "bare",
    ),
)

# First characters: years and months, words of place and comparison, quotes before 十四五.
_HEADS = '0-9０-９一二三四五六七八九十两半今明本当在相较比与同按依从自对到至截展远近上下第年岁全“"‘「党印发基围面谋适公施实力争计用经未'
TABLE = Table(RULES, _HEADS)
_LONGEST = 1200
_HEDGE = re.compile(
    r"(?:[，；：、。！？,;:\s”）)\n]|力争|争取|确保|预计|计划|预期|努力|并|且|其中|在|于|全[省市区县国旗]|[我本][省市区县国]|综合考虑各方面因素)\Z"
)


def find(sentence: Stretch, context: Context) -> list[When]:
    """The date words of a sentence, from left to right, baselines and names included.

    Args:
        sentence: where to look.
        context: the year in force and the issue date.

    Returns:
        Date words with their last day where it can be known.
    """
    found: list[When] = []
    seen = _Seen(sentence.text, sentence.start, context)
    for hit in TABLE.scan(sentence.text, sentence.start, sentence.end, sentence.trace):
        when = _resolve(hit, seen)
        found.append(when)
        if when.governs and when.deadline and not when.inferred:
            seen = _Seen(seen.text, seen.floor, context, int(when.deadline[:4]))
    return found


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a date word is worked out from: the sentence, the context, the year last printed in it."""

    text: str
    floor: int
    context: Context
    last_year: int | None = None

    @property
    def year(self) -> int | None:
        """The year a date word without one belongs to."""
        return self.context.year or self.last_year


def base_year(context: Context) -> int | None:
    """The year before which a date is past: the year in force, else the issue year."""
    if context.year is not None:
        return context.year
    return int(context.issued_on[:4]) if context.issued_on else None


def _resolve(hit: Found, seen: _Seen) -> When:
    kind = hit.rule.gives
    return _idle(hit, seen) if kind == "none" or _in_brackets(hit, seen.text) else _KINDS[kind](hit, seen)


def _idle(hit: Found, seen: _Seen) -> When:
    """A date word that governs nothing."""
    return When(hit.start, hit.end, seen.text[hit.start : hit.end], governs=False)


def _in_brackets(hit: Found, text: str) -> bool:
    """Whether brackets hold years and nothing else, as in a title: （2026—2030年）."""
    bracketed = text[hit.start - 1 : hit.start] in ("（", "(") and text[hit.end : hit.end + 1] in ("）", ")")
    return bracketed and hit.rule.gives in ("year", "bare")


def _year_of(hit: Found, seen: _Seen) -> tuple[int | None, bool]:
    """The year a date word names, and whether it had to be inferred."""
    printed = hit.part("y")
    if printed is None or printed in ("今年", "本年", "当年"):
        return seen.year, True
    if printed == "明年":
        return (seen.context.year + 1 if seen.context.year else None), True
    return int(printed.rstrip("年").translate(_WIDE).translate(_YEAR_DIGITS)), False


def _made(
    hit: Found, seen: _Seen, day: date | None, *, inferred: bool = False, ambiguous: bool = False, carries: bool = False
) -> When:
    base = base_year(seen.context)
    return When(
        start=hit.start,
        end=hit.end,
        text=seen.text[hit.start : hit.end].strip("，,"),
        deadline=day.isoformat() if day else None,
        inferred=inferred and day is not None,
        ambiguous=ambiguous,
        carries=carries,
        past=day is not None and base is not None and day.year < base,
    )


def _end_of(year: int | None, month: int = 12, day: int | None = None) -> date | None:
    if year is None or not 1 <= year <= 9999:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, min(day or last, last))


def _by_year(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    ambiguous = hit.part("b") is not None and not hit.match.group().rstrip("之以前").endswith(("底", "末"))
    return _made(
        hit, seen, _end_of(year), inferred=inferred, ambiguous=ambiguous, carries=hit.rule.id.endswith("to_year")
    )


def _by_bare_year(hit: Found, seen: _Seen) -> When:
    """A year alone is a deadline at the head of a clause or after a word of intent, else part of a name."""
    return _by_year(hit, seen) if _at_head(hit, seen) else _idle(hit, seen)


def _at_head(hit: Found, seen: _Seen) -> bool:
    """Whether a date opens its clause or follows a word of intent."""
    return hit.start == seen.floor or _HEDGE.search(seen.text, max(seen.floor, hit.start - 8), hit.start) is not None


def _by_month(hit: Found, seen: _Seen) -> When:
    part, before = hit.part("part"), hit.part("b")
    year, inferred = _year_of(hit, seen)
    base = base_year(seen.context)
    planned = hit.part("y") and _at_head(hit, seen) and year is not None and base is not None and year >= base
    if part is None and before is None and not planned:
        return _idle(hit, seen)
    day = {"上旬": 10, "中旬": 20}.get(part or "")
    ambiguous = part is None and before is not None
    return _made(hit, seen, _end_of(year, _number(hit, "m"), day), inferred=inferred, ambiguous=ambiguous)


def _by_day(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    return _made(hit, seen, _end_of(year, _number(hit, "m"), _number(hit, "d")), inferred=inferred)


def _by_half(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    return _made(hit, seen, _end_of(year, 12 if hit.part("h") == "下半年" else 6), inferred=inferred)


def _by_quarter(hit: Found, seen: _Seen) -> When:
    year, inferred = _year_of(hit, seen)
    return _made(hit, seen, _end_of(year, _number(hit, "q") * 3), inferred=inferred)


def _by_year_end(hit: Found, seen: _Seen) -> When:
    return _made(hit, seen, _end_of(seen.year), inferred=True)


def _by_plan(hit: Found, seen: _Seen) -> When:
    """The Nth five-year plan ends in 1955 + 5N (from the sixth on)."""
    return _made(hit, seen, _end_of(1955 + 5 * _number(hit, "five")), carries=True)


def _by_century(hit: Found, seen: _Seen) -> When:
    return _made(hit, seen, date(2050, 12, 31), ambiguous=True, carries=True)


def _by_length(hit: Found, seen: _Seen) -> When:
    """So long from the issue date on; without one, or with a span of years (5—10年), the words alone are kept."""
    issued_on = seen.context.issued_on
    number = ordinal((hit.part("n") or "").translate(_WIDE))
    if number is None or issued_on is None or number > _LONGEST or hit.part("to"):
        return _made(hit, seen, None)
    issued, unit = date.fromisoformat(issued_on), hit.part("u") or ""
    if "日" in unit or "天" in unit:
        return _made(hit, seen, issued + timedelta(days=number), inferred=True, ambiguous="工作" in unit)
    year, month = divmod(issued.month - 1 + (number * 12 if "年" in unit else number), 12)
    day = _end_of(issued.year + year, month + 1, issued.day)
    return _made(hit, seen, day, inferred=True, ambiguous=not hit.rule.id.endswith("after_issue"))


def _number(hit: Found, part: str) -> int:
    """A part that the row's pattern keeps to small numbers."""
    return ordinal((hit.part(part) or "").translate(_WIDE)) or 1


_KINDS: dict[str, Callable[[Found, _Seen], When]] = {
    "year": _by_year,
    "bare": _by_bare_year,
    "month": _by_month,
    "day": _by_day,
    "half": _by_half,
    "quarter": _by_quarter,
    "end": _by_year_end,
    "plan": _by_plan,
    "century": _by_century,
    "within": _by_length,
}
