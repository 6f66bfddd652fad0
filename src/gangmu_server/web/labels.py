"""Words on screen for the codes of the library and the server, in one place.

Codes stay in the database; the words are chosen at display time, so that the language switch reaches them.
"""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

WORDS: dict[str, dict[str, object]] = {
    "level": {
        "national": _("国家"),
        "cross_provincial": _("跨省"),
        "provincial": _("省级"),
        "prefectural": _("市级"),
        "county": _("县（区）级"),
        "township": _("乡镇（街道）"),
        "": _("层级未识别"),
    },
    "record": {
        "provision": _("条款"),
        "measure": _("举措"),
        "target": _("目标"),
        "indicator": _("指标"),
        "project": _("项目"),
        "responsibility": _("分工"),
        "task": _("任务"),
        "issue": _("读取提示"),
        "repair": _("文字修复"),
        "plan": _("规划"),
    },
    "provision": {
        "part": _("篇"),
        "chapter": _("章"),
        "section": _("节"),
        "article": _("条"),
        "item": _("项"),
        "box": _("专栏"),
        "annex": _("附件"),
        "preamble": _("引言"),
        "paragraph": _("段"),
    },
    "comparator": {
        "at_least": _("不低于"),
        "more_than": _("超过"),
        "at_most": _("不高于"),
        "less_than": _("低于"),
        "about": _("左右"),
        "range": _("区间"),
        "rise": _("稳中有升"),
        "hold": _("保持稳定"),
        "reach": _("达到"),
    },
    "basis": {
        "level": _("水平值"),
        "growth": _("增速"),
        "growth_average": _("年均增速"),
        "change": _("变化量"),
        "cumulative": _("累计值"),
    },
    "recurrence": {"monthly": _("每月"), "quarterly": _("每季度"), "yearly": _("每年")},
    "stage": {
        "preparation": _("前期"),
        "start": _("开工"),
        "construction": _("建设"),
        "completion": _("建成"),
        "application": _("申报"),
    },
    "role": {
        "lead": _("牵头"),
        "support": _("责任"),
        "leader": _("责任领导"),
    },
}

FIGURES: dict[str, object] = {
    "at_least": _("%(figure)s以上"),
    "more_than": _("超过%(figure)s"),
    "at_most": _("%(figure)s以内"),
    "less_than": _("低于%(figure)s"),
    "about": _("%(figure)s左右"),
    "rise": _("稳中有升"),
    "hold": _("保持稳定"),
}


def word(table: str, code: str | None) -> str:
    """The words for a code of a table; the code itself where the table does not know it."""
    return str(WORDS[table].get(code or "", code or ""))


def choices(table: str) -> list[tuple[str, str]]:
    """Code and words of a table, for a filter."""
    return [(code, str(text)) for code, text in WORDS[table].items() if code]


def number(value: Decimal | float | int | None) -> str:
    """A figure as an office prints it: no exponent, no trailing zeros, no thousands marks."""
    if value is None:
        return ""
    text = format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure(
    value: Decimal | float | int | None,
    unit: str | None,
    comparator: str | None,
    value_max: Decimal | float | int | None = None,
) -> str:
    """A target's figure in words: 15%以上, 超过1000亿元, 10–12万亩, 稳中有升; empty where there is none to state."""
    if value is None:
        return str(FIGURES[comparator]) if comparator in {"rise", "hold"} else ""
    amount = number(value) if value_max is None else f"{number(value)}–{number(value_max)}"
    pattern = str(FIGURES.get(comparator or "", "%(figure)s"))
    return pattern % {"figure": f"{amount}{unit or ''}"}
