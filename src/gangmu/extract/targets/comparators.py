"""Words that bound a figure: 以上, 不低于, 超过, 左右 …

Civil Code, Article 1259: 以上, 以下, 以内, 届满 include the number itself; 不满, 超过, 以外 do not.
"""

from __future__ import annotations

import re
from typing import cast

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets.model import Figure
from gangmu.extract.targets.table import Table
from gangmu.model.plan import Comparator

_CODE = "中华人民共和国民法典第一千二百五十九条"
_USAGE = "规划文件通行用法"
_NEXT = r"(?=[0-9０-９〇○零一二两三四五六七八九十百千万亿半])"
_TO = r"(?:达到|达|至|到|在|于|为)?"
_OF = r"[一-鿿]{1,12}?的"

BEFORE_RULES: tuple[Rule, ...] = (
    Rule(
        "target.comparator.at_least",
        rf"(?:不(?:得)?(?:低|少|小|下)于|不低过|不少过|至少|最少|最低|起码)(?:{_TO}|(?P<verb>[一-鿿]{{1,4}}?|{_OF})){_NEXT}",
        "不至最起",
        f"{_CODE}：不低于即包括本数",
        "达标率不低于70%",
        "达标率低于70%",
        "at_least",
    ),
    Rule(
        "target.comparator.at_most",
        rf"(?:不(?:得)?(?:超过|超|高于|大于|多于|突破)|至多|最多|最高)(?:{_TO}|(?P<verb>{_OF})){_NEXT}",
        "不至最",
        f"{_CODE}：不超过即包括本数",
        "失业率不超过5%",
        "失业率超过5%",
        "at_most",
    ),
    Rule(
        "target.comparator.more_than",
        rf"(?:(?<!不)(?<!得)(?:超过|突破|大于|高于|多于|超出|跨越|逾)|(?<!不)(?<!得)超){_TO}{_NEXT}",
        "超突大高多跨逾",
        f"{_CODE}：超过不包括本数",
        "产值突破600亿元",
        "产值不超过600亿元",
        "more_than",
    ),
    Rule(
        "target.comparator.less_than",
        rf"(?:(?<!不)(?<!得)(?:低于|小于|少于)|不足|不到|不满){_TO}{_NEXT}",
        "低小少不",
        f"{_CODE}：不满不包括本数",
        "水耗低于10立方米",
        "水耗不低于10立方米",
        "less_than",
    ),
    Rule(
        "target.comparator.about",
        rf"(?:大约|约为|约|接近|(?<![邻附最临靠])近){_TO}{_NEXT}",
        "约近",
        f"{_USAGE}：约数",
        "床位增加约200张",
        "约定2家单位",
        "about",
    ),
)

AFTER_RULES: tuple[Rule, ...] = (
    Rule(
        "target.comparator.or_more",
        r"(?:（?含）?)?(?:及其|及|或|和)?以上",
        "上",
        f"{_CODE}：以上包括本数",
        "建成基地8个以上",
        "建成基地8个",
        "at_least",
    ),
    Rule(
        "target.comparator.or_less",
        r"(?:（?含）?)?(?:及其|及|或|和)?(?:以下|以内|之内|内(?=$|[，。；、）]))",
        "下内",
        f"{_CODE}：以下、以内包括本数",
        "浓度控制在25微克以内",
        "浓度控制在25微克",
        "at_most",
    ),
    Rule(
        "target.comparator.or_so",
        r"(?:左右|上下)",
        "左上",
        f"{_USAGE}：约数",
        "增长5.5%左右",
        "增长5.5%",
        "about",
    ),
    Rule(
        "target.comparator.odd",
        r"(?:余|多)(?![种样式元层维功])",
        "余多",
        "GB/T 15835—2011, 5.4：余、多表示约数，数值大于本数",
        "服务站点300余个",
        "发展5多种经营",
        "more_than",
    ),
)

BEFORE = Table(BEFORE_RULES)
AFTER = Table(AFTER_RULES)
_WINDOW = 18
_CUES = re.compile(f"[{''.join(rule.triggers for rule in BEFORE_RULES)}]")
"""Characters of which one stands in every row before a number."""


def before(text: str, floor: int, start: int, trace: Trace | None) -> tuple[int, Comparator | None]:
    """The bounding words that end where a number starts.

    Args:
        text: clean text.
        floor: no further back than here.
        start: where the number starts.
        trace: what to tell which rules fired.

    Returns:
        Where the words start (`start` where there are none) and the comparator.
    """
    floor = max(floor, start - _WINDOW)
    if _CUES.search(text, floor, start) is None:
        return start, None
    for found in BEFORE.scan(text, floor, start + 2, trace):
        if found.end == start:
            return (start if found.part("verb") else found.start), cast(Comparator, found.rule.gives)
    return start, None


def after(text: str, end: int, ceiling: int, trace: Trace | None) -> tuple[int, Comparator | None]:
    """The bounding words that follow a unit: where they end, and the comparator."""
    found = AFTER.at(text, end, ceiling, trace)
    return (end, None) if found is None else (found.end, cast(Comparator, found.rule.gives))


def settle(figures: list[Figure]) -> None:
    """Give each figure of a clause its comparator; bare figures of one chain (5%、6.5%左右) share theirs.

    A chain's first figure carries the word before (分别超过2%、5%), its last the word after.
    """
    for figure in reversed(figures):
        if figure.value_max is not None:
            figure.comparator = "range"
    for figure in figures:
        figure.comparator = figure.comparator or "reach"
