"""Recurring duties: 每月一排查, 每季度至少召开1次, 按月调度, 月调度、季通报."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets.table import Table
from gangmu.model.plan import Recurrence

_CONTRACT = "计划JSON约定“targets”：每月一排查、每季一报告"
_OFTEN = r"(?:原则上|定期|至少|不少于|不低于|集中|分别|要|应|均|都)*"
_AT = r"(?:年?[底末初]月?(?!前|之前|以前)|[上中下]旬(?!前|之前|以前))?"
_ACT = (
    r"(?:排查|报告|督导|督查|督办|调度|通报|汇报|会商|研判|检查|巡查|抽查|例会|小结|总结|评估|考核|监测|更新|公布|发布|报送|上报|"
    r"梳理|复盘|走访|联系|协商|核查|分析|点评|评比|晾晒|演练|体检|轮训|培训|修订|调整|清理|公示|推送|回访)"
)
_HOLD = (
    r"(?:(?:开展|召开|组织|举行|举办|进行|听取)(?!的)|专题|集中|向[^，。；]{1,14}|对[^，。；]{1,14}|将[^，。；]{1,14})"
)
_TIMES = r"(?:[一二两三四五六1-9１-９](?:次|轮|期|批|场|回|至[一二两三四1-9]次)?)?"


def _every(name: str, word: str, gives: Recurrence | Literal[""], example: str, counter: str) -> tuple[Rule, ...]:
    """Rows for one period: 每月一排查, 每月召开1次…, 每月10日前报送…, 按月调度."""
    return (
        Rule(
            f"target.recurrence.{name}_act",
            rf"每(?:个|1|一)?{word}{_AT}{_OFTEN}{_TIMES}(?P<act>{_HOLD}?(?:[一1１](?:次)?)?{_ACT})(?:[一1-4两](?:次|轮))?",
            "每",
            _CONTRACT,
            f"坚持每{example}一排查",
            f"第{counter}个{example}排查",
            gives,
        ),
        Rule(
            f"target.recurrence.{name}_held",
            rf"每(?:个|1|一)?{word}{_AT}{_OFTEN}(?P<act>{_HOLD}{_OFTEN}(?:[一二两三四1-9１-９][—－~～至-]?[1-9]?(?:次|轮|场|期)[^，。；、]{{0,18}}|[^，。；、0-9]{{1,16}}"
            rf"(?:[一二两三四1-9]次|会议|例会|活动)(?:[一二两三四1-9]次)?)|[^，。；、0-9]{{1,10}}[一二两三四1-9](?:次|轮)(?:[^，。；、]{{0,12}}))",
            "每",
            _CONTRACT,
            f"每{example}召开1次协调会议",
            f"本{example}召开1次协调会议",
            gives,
        ),
        Rule(
            f"target.recurrence.{name}_due",
            rf"每(?:个)?{word}(?:[0-9０-９]{{1,2}}月|年(?=[底末初]))?(?:底|末|初|上旬|中旬|下旬)?(?:[0-9０-９]{{1,2}}日)?(?:之前|以前|前)(?P<act>[^，。；、]{{2,18}})",
            "每",
            _CONTRACT,
            f"每{example}底前报送进展",
            f"本{example}底前报送进展",
            gives,
        ),
        Rule(
            f"target.recurrence.{name}_by",
            rf"(?:按|逐){word}(?P<act>{_HOLD}?{_ACT})|(?<![0-9一二两三四五六七八九十个每本当上下前半])(?:{word[0] if word[0] != '(' else '季'})(?P<short>{_ACT})(?=[、，；。”\"]|制度|机制|$)",
            "按逐" + example[0],
            f"{_CONTRACT}；按月、逐季的说法",
            f"实行按{example}调度",
            f"完成3个{example}调度",
            gives,
        ),
    )


RULES: tuple[Rule, ...] = (
    *_every("monthly", "月", "monthly", "月", "3"),
    *_every("quarterly", "(?:季度?)", "quarterly", "季度", "3"),
    *_every("yearly", "年度?", "yearly", "年", "3"),
    *_every("other", "(?:半年|[两二三五]年)", "", "半年", "3个")[:2],
)

TABLE = Table(RULES, "每按逐月季年")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A recurring duty at `[start, end)`; `every` is None for periods that the contract has no word for (每半年, 每周)."""

    start: int
    end: int
    act: str
    every: Recurrence | None
    rule: str


def find(text: str, start: int, end: int, trace: Trace | None) -> list[Recurring]:
    """The recurring duties of a sentence, one for each period and act."""
    return [
        Recurring(
            found.start,
            found.end,
            _act(found.part("act") or found.part("short") or ""),
            cast(Recurrence, found.rule.gives) if found.rule.gives else None,
            found.rule.id,
        )
        for found in TABLE.scan(text, start, end, trace)
    ]


def _act(words: str) -> str:
    return words.lstrip("一1次")
