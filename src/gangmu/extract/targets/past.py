"""What tells a review from a plan: headings, words of the past, dates before the year in force."""

from __future__ import annotations

from functools import lru_cache

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets.table import Table

_CONTRACT = "计划JSON约定“Not targets”：过去的成绩不是目标"
_REPORT = "政府工作报告体例：先回顾，后部署"

_MADE = (
    "优化|营造|创造|改善|净化|塑造|构建|打造|夯实|筑牢|打牢|厚植|奠定|巩固|增强|强化|加强|提升|健全|完善|补齐|跟踪|监测|"
    "评估|督促|督查|检查|考核|公开|通报"
)
HEADING_RULES: tuple[Rule, ...] = (
    Rule(
        "target.past.heading_made",
        rf"(?:\A|[，,、；])[^，。；]{{0,8}}?(?:{_MADE})[^，。；]{{0,14}}?(?:(?:发展|建设|工作)基础|发展环境|(?:完成|执行|实施|落实|进展)情况)",
        "",
        f"{_REPORT}；要营造的环境、要夯实的基础不是回顾",
        "一、持续优化发展环境",
        "一、发展环境",
    ),
    Rule(
        "target.past.heading",
        r"回顾|(?:完成|执行|实施|落实|进展)情况|(?:发展|现实|建设|工作)基础|现状|基本情况|(?<!解决)(?<!整改)(?<!针对)存在(?:的)?(?:主要|突出|困难和|不足和)?(?:问题|不足|困难|短板|差距)|发展环境|面临的?形势|发展形势|机遇[与和]?挑战|背景|"
        r"(?:时期|五年|年)(?:主要)?工作(?:情况|总结)|编制说明",
        "",
        _REPORT,
        "一、2030年工作回顾",
        "二、2031年工作安排",
    ),
    Rule(
        "target.past.heading_success",
        r"成就|成效|成绩",
        "",
        f"{_REPORT}；“取得显著成效”之类在目标之下是目标，在回顾之下或单独成题是成绩",
        "二、“十四五”发展成就",
        "二、“十五五”发展目标",
    ),
    Rule(
        "target.past.heading_ahead",
        r"(?:目标|任务|安排|部署|要求|重点工作|打算|愿景|举措)",
        "",
        f"{_REPORT}；部署在回顾之后",
        "三、2031年重点工作",
        "一、2030年工作回顾",
    ),
)

SENTENCE_RULES: tuple[Rule, ...] = (
    Rule(
        "target.past.over",
        r"(?:近年来|(?:截至|截止)?目前|现已|[一二两三四五六七八九十\d]{1,4}年(?:多)?(?:以)?来|过去的?(?:一年|[三五]年)|这[一五]年|[五三十一]年间|以来|刚刚过去|回望|回首|历年来|迄今|至今为止|"
        r"创历史|历史最好|创[一二三四五六七八九十\d]{1,4}年来|(?<![比较同与在])(?<!超过)(?:去年(?!同)|上年末|前年))",
        "来去过这间望首历迄至创前上现",
        _CONTRACT,
        "近年来培训3万人次",
        "今后培训3万人次",
    ),
    Rule(
        "target.past.done",
        r"(?<=[一-鿿])(?<![为除不罢极到受末])(?<!明确)(?<!提出)(?<!确定)(?<!规定)(?<!部署)了(?![解却结断])"
        r"|(?<![而不早自])已(?:经|达|建|完|有|累|实|成|超|形|基|开|全|从|启|初|先|被|通|培|获|列|纳|落|投|与)",
        "了已",
        f"{_CONTRACT}；时态助词“了”、副词“已”",
        "目前已建成3座",
        "年内再建成3座",
    ),
)

_MADE_RULE = HEADING_RULES[0].id
_SUCCESS_AND_AHEAD = {"target.past.heading_success", "target.past.heading_ahead"}
HEADINGS = Table(HEADING_RULES)
# First characters: words of the past, counts of years, the particles 了 and 已.
SENTENCES = Table(SENTENCE_RULES, "近截目现一二两三四五六七八九十0-9０-９过这以刚回首历迄至创去上前了已")


@lru_cache(maxsize=512)
def review(headings: tuple[str, ...]) -> bool:
    """Whether the headings say that what follows looks back.

    Args:
        headings: from the top down; the nearest one that tells decides. What tells of success alone (取得显著成效) does
            so only where no heading above it tells.

    Returns:
        True under 工作回顾 and its like; False under a plan's headings or none.
    """
    success = False
    for heading in reversed(headings):
        kinds = {found.rule.id for found in HEADINGS.scan(heading, 0, len(heading))} - {_MADE_RULE}
        if "target.past.heading" in kinds or kinds == _SUCCESS_AND_AHEAD:
            return True
        if "target.past.heading_ahead" in kinds:
            return False
        success = success or bool(kinds)
    return success


def cues(text: str, start: int, end: int, trace: Trace | None) -> list[int]:
    """Where words of the past stand in a sentence."""
    return [found.start for found in SENTENCES.scan(text, start, end, trace)]
