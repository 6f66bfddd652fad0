"""Numbers as plans print them: 1，265, 0.017万, 百分之十五, 四亿六千五百万, 三分之一, 5—8, 一半.

A value stays as printed and the last 万 or 亿 goes with the unit (`3.6亿吨` → 3.6 亿吨, `二亿一千万千瓦` → 21000 万千瓦).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.extract.rules import Rule
from gangmu.extract.targets.table import Found, Table
from gangmu.vocab.units import FIRST_CHARS

_WIDE = str.maketrans("０１２３４５６７８９．，·", "0123456789.,.")
_HAN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2}
_HAN_SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}

D = "[0-9０-９]"
HAN = "〇○零一二两三四五六七八九十百千万亿"
ARABIC = rf"(?<![0-9０-９.．])(?:{D}{{1,3}}(?:[,，]{D}{{3}})+(?!{D})|{D}{{1,15}}(?!{D}))(?:[.．·]{D}{{1,8}})?"
_SPELLED = rf"(?<![第几数{HAN}])[{HAN}]{{1,24}}(?<!千(?=[瓦米克伏焦帕]))(?:点[〇○零一二三四五六七八九]{{1,8}})?"
_NUMBER = rf"(?:{ARABIC}|{_SPELLED})"
_SCALE = r"(?:万亿|千亿|百亿|十亿|千万|百万|十万|亿|万|千|百)?"
TO = r"(?:[—–－\-~～〜]{1,4}|至|到|(?<=[0-9０-９万亿%％])一(?=[0-9０-９]))"
_BETWEEN = r"(?:[%％‰]|个百分点|[个家户所座处件项名人亩元吨]|亿元|万元|公里)?"
_UNIT_AHEAD = f"(?:(?=[{re.escape(''.join(sorted(FIRST_CHARS - set('万亿十百千'))))}]|千[瓦米克伏焦帕]|以[上下内]|左右)|(?<=[万亿])(?=[，。；、]|$|大关))"

_USAGE = "GB/T 15835—2011 出版物上数字用法"

RULES: tuple[Rule, ...] = (
    Rule(
        "target.number.percent_words",
        rf"(?P<base>[百千万])分之(?P<a>{_NUMBER})(?:{TO}(?:[百千万]分之)?(?P<b>{_NUMBER}))?",
        "分",
        "GB/T 15835—2011, 5.2：汉字数字的百分比写作百分之……",
        "入学率达到百分之九十九以上",
        "由两部分之间的差额决定",
    ),
    Rule(
        "target.number.fraction",
        r"(?P<d>[二三四五六七八九十]{1,4})分之(?P<n>[一二两三四五六七八九]{1,4})",
        "分",
        "GB/T 15835—2011, 5.2：汉字数字的分数",
        "占比达到三分之一左右",
        "成绩占百分之十",
    ),
    Rule(
        "target.number.half",
        r"(?P<half>一半|半数)(?=以上|以下|左右|，|。|；|的|$)|(?P<over>过半)",
        "半",
        "现代汉语词典（第7版）“半”：二分之一",
        "课时占总课时一半以上",
        "上半年完成一半径调整",
    ),
    Rule(
        "target.number.range",
        rf"(?P<a>{_NUMBER})(?P<sa>{_SCALE})(?P<ua>{_BETWEEN}){TO}(?P<b>{_NUMBER})(?P<sb>{_SCALE})(?!{D}|[月日号])",
        "—–－-~～〜至到一",
        "GB/T 15834—2011, 4.13：数值起止用一字线或浪纹线",
        "生产总值增长5%—5.5%",
        "本期自3月至4月",
    ),
    Rule(
        "target.number.arabic",
        rf"(?P<a>{ARABIC})(?P<sa>{_SCALE})",
        "0123456789０１２３４５６７８９",
        _USAGE,
        "安装路灯0.017万盏",
        "安装一批路灯",
    ),
    Rule(
        "target.number.spelled",
        rf"(?P<a>{_SPELLED})(?P<sa>[万亿]?){_UNIT_AHEAD}",
        HAN,
        "GB/T 15835—2011, 4.2：汉字数字",
        "新增供水能力四亿立方米",
        "统一规划布局",
    ),
)

TABLE = Table(RULES)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number read: its value, the second value of a range, and the scale that goes with the unit."""

    value: float | int
    value_max: float | int | None
    scale: str
    percent: str | None
    spelled: bool


def read(found: Found) -> Amount | None:
    """The value of a number that a row of the table matched.

    Args:
        found: a match of `TABLE`.

    Returns:
        The amount, or None where the characters make no number (万 alone).
    """
    name = found.rule.id.rpartition(".")[2]
    if name == "half":
        return Amount(0.5, None, "", None, True)
    if name == "fraction":
        below, above = _han(found.part("d") or ""), _han(found.part("n") or "")
        return Amount(round(above / below, 4), None, "", None, True) if below and above else None
    if name == "percent_words":
        return _percent(found)
    return _plain(found)


def _percent(found: Found) -> Amount | None:
    sign = {"百": "%", "千": "‰", "万": "‱"}[found.part("base") or "百"]
    first, last = _value(found.part("a")), _value(found.part("b"))
    return None if first is None else Amount(first[0], last[0] if last else None, "", sign, False)


def _plain(found: Found) -> Amount | None:
    a, b = found.part("a") or "", found.part("b")
    scale_a, scale_b = found.part("sa") or "", found.part("sb") or ""
    first, spelled = _value(a, scale_a), a[0] in HAN
    if first is None:
        return None
    if b is None:
        return Amount(first[0], None, first[1], None, spelled)
    second = _value(b, scale_b)
    if second is None:
        return None
    low = first[0]
    if first[1] != second[1] and (first[1] or low > second[0]):
        low = _tidy(low * _weight(first[1]) / _weight(second[1]))
    return Amount(low, second[0], second[1], None, spelled)


def _value(text: str | None, scale: str = "") -> tuple[float | int, str] | None:
    """The number and its trailing scale."""
    if not text:
        return None
    if text[0] not in HAN:
        plain = text.translate(_WIDE).replace(",", "")
        return (float(plain) if "." in plain else int(plain)), scale
    bare = text.rstrip("万亿")
    if not bare:
        return (1, text) if text in ("万", "亿", "万亿") else None
    trail = text[len(bare) :]
    return _tidy(_han(text) / _weight(trail)), trail + scale


def _weight(scale: str) -> int:
    weight = 1
    for char in scale:
        weight *= _HAN_SCALES[char]
    return weight


def _tidy(value: float) -> float | int:
    value = round(value, 6)
    return int(value) if value == int(value) else value


def _han(text: str) -> float:
    """A number in Chinese numerals: 四亿六千五百万 → 465000000, 六点五 → 6.5, 一九○○ → 1900."""
    whole, _, part = text.partition("点")
    total = _han_whole(whole)
    return total + float("0." + "".join(str(_HAN_DIGITS[c]) for c in part)) if part else total


def _han_whole(text: str) -> int:
    if text and all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _HAN_DIGITS:
            digit = digit * 10 + _HAN_DIGITS[char]
            continue
        weight = _HAN_SCALES[char]
        if weight >= 10**4:
            total = (total + section + digit) * weight if weight == 10**8 else total + (section + digit) * weight
            section = digit = 0
        else:
            section += (digit or 1) * weight
            digit = 0
    return total + section + digit
