"""What a figure measures: a level, a rate of growth, a change, a running total.

The nearest word of change before the number decides; 提高到, 增至 and 降至 name the level reached, not the change.
"""

from __future__ import annotations

from typing import cast

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets.table import Table
from gangmu.model.plan import Basis

_NEXT = r"(?=[0-9０-９〇○零一二两三四五六七八九十百千半])"
_GLUE = (
    r"(?:分别|各|均|都|达到|达|保持在|稳定在|控制在|维持在|为|在|约|近|接近|力争|实现|不低于|不少于|不超过|不高于|低于|高于|超过|超|突破|大于|至少|"
    r"总体|平均|再|了|幅度|实际|同口径)*"
)
_STATS = "国家统计局统计指标解释：发展速度、增长速度、平均增长速度、百分点"

RULES: tuple[Rule, ...] = (
    Rule(
        "target.basis.level_reached",
        r"(?:提高|提升|增加|增长|扩大|上升|拓展|延长|下降|降低|减少|缩小|缩短|压减|压缩|精简|恢复|调整|升|降|增|减|扩|涨|压|回升)"
        rf"(?:到|至|为){_GLUE}{_NEXT}",
        "到至为",
        f"{_STATS}；“提高到”所述为达到的水平",
        "覆盖率提高到60%",
        "覆盖率提高3个百分点",
        "level",
    ),
    Rule(
        "target.basis.growth",
        rf"(?:(?<!负)增长(?:速度)?|(?<!自然)增长率|递增|增速|增幅|涨幅|增长幅度|递减){_GLUE}{_NEXT}|"
        rf"(?:(?:年均|年|同比|环比|逐年)增){_GLUE}{_NEXT}",
        "增涨递",
        f"{_STATS}；年均增长以平均增长速度计",
        "工业增加值年均增长8%左右",
        "工业增加值增长到800亿元",
        "growth",
    ),
    Rule(
        "target.basis.change",
        r"(?:下降|降低|减少|削减|压减|压缩|缩短|缩小|提高|(?<!改造)(?<!整合)(?<!优化)(?<!巩固)(?<!完善)(?<!建设)提升|增加|上升|上调|下调|净增|扩大|多增|节约|压降|降幅|减幅|回落|收窄|(?<!不)减)"
        rf"{_GLUE}{_NEXT}",
        "下降减削压缩提增上净扩多节回收",
        f"{_STATS}：增减量与百分点",
        "能耗下降13.5%",
        "能耗降至13.5吨",
        "change",
    ),
    Rule(
        "target.basis.cumulative",
        rf"(?:累计|累积|总计|合计)[^，。；：、,;:]{{0,24}}?{_NEXT}",
        "累总合",
        "国家统计局统计指标解释：累计数",
        "到2025年累计培训3万人次",
        "每年培训3万人次",
        "cumulative",
    ),
    Rule(
        "target.basis.average",
        rf"(?:年均|年平均|平均每年){_GLUE}{_NEXT}",
        "年平",
        f"{_STATS}：年均数",
        "增加值增速年均7.5%左右",
        "年内增速7.5%左右",
        "growth_average",
    ),
)

TABLE = Table(RULES)
_WINDOW = 30


def of(text: str, floor: int, start: int, trace: Trace | None) -> Basis | None:
    """The basis of the number at `start`.

    Args:
        text: clean text.
        floor: where the figure's own words begin (the end of the figure before, or the clause's start).
        start: where the number starts.
        trace: what to tell which rules fired.

    Returns:
        The basis, or None where no word tells (a level, unless the figure stands in a chain).
    """
    for found in TABLE.scan(text, max(floor, start - _WINDOW), start + 2, trace):
        if found.end == start:
            return cast(Basis, found.rule.gives)
    return None
