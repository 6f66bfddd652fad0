"""What a cell of an indicator table holds, and what a head says its column holds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from gangmu.vocab.units import UNITS

ColumnKind = Literal["number", "attribute", "unit", "category", "value", "text"]
LONGEST_PLAIN = 12
"""A head of values that names no year."""

COLUMN_HEAD = re.compile(
    r"序号|编号|类别|类型|分类|领域|板块|维度|学段|目标层|指标类别|(?:主要|具体|核心|考核|[一二三]级)?指标(?:名称|项|内容)?"
    r"|项目(?:名称)?|(?:计量)?单位|(?:指标)?(?:属性|性质)|备注|资金来源|合计|小计"
    r"|(?:主要|第一|[省市区县]级?)?(?:责任|牵头|配合|协同|协办|参与|主办|承办|落实|实施)(?:责任|负责|配合|协同|协办)?"
    r"(?:单位|部门|科室|主体)|(?:责任|牵头|分管|包抓|包保|挂点|联系|主管)(?:责任|负责)?(?:的?[省市区县]级?)?(?:领导|人)"
    r"|(?:完成|办结|推进|工作|时间)?(?:时限|期限|时间|节点)(?:要求)?|民生实事|实事(?:项目|名称)|(?:重点|主要|具体)?(?:工作|事项)(?:任务|名称)?"
    r"|(?:\d{4}年?[底末]?)?(?:规划|计划|预计|实际)?(?:现状|基期|基准|规划|计划|目标|预期|基数|实际|实绩|预计|完成|达到|水平)"
    r"(?:值|数|年|目标|完成|水平|情况)?(?:[（(]\d{4}年?[）)])?"
    r"|\d{4}年?(?:[（(][^（）()]{1,8}[）)])?|[“\"]?十[一二三四五六]五[”\"]?(?:时期|期)?(?:末|初|规划|目标|现状|完成).{0,8}"
    r"|\d{4}年比\d{4}年.{2,18}|年均.{0,14}|[〔\[【]累计[〕\]】]|(?:五年)?累计.{0,10}|增[长速幅].{0,8}|.*(?:内容|要求|举措|任务|目标)|目标名称"
)
_HEAD_NOTE = re.compile(r"(?<=.)[（(][^（）()]{2,24}[）)]$|(?<=.)[①-⑳*＊]+$|(?<=[）)〕\]】])\d$")
_VALUE = re.compile(
    r"[≥≤≧≦<>＜＞=＝约〔\[【(（±]*[-－+]?[\d０-９](?:[\d０-９.,，．]|。(?=\d))*(?:[%％‰]|个百分点)?[〕\]】)）]*(?:左右|以上|以下|以内)?[〕\]】]?"
)
_BLANK = re.compile(r"[—－–―\-/]{1,3}|无")
_ATTRIBUTE = re.compile(
    r"[〔\[【（(]?(?:[一-鿿]{2}性|(?:预期|约束|引导|指导|预测|考核|监测|控制|倡导|强制)性指标)[〕\]】）)]?"
)
_UNIT = re.compile(
    r"(?:[一-鿿]{1,6}|[A-Za-zμ㎡³²]{1,6}|\d{1,3}[万亿百千]?[一-鿿]{0,4})?[/／]\d{0,4}[万亿百千]{0,2}[一-鿿A-Za-z³²]{0,5}(?:[/／][一-鿿]{1,3})?"
)
_NOTE = re.compile(
    r"(?:说明|注释?|备注|计算(?:方法|公式|口径)|指标(?:解释|说明|定义|含义)|统计口径|(?:数据|资料)来源)[:：]"
)
_SCALED = re.compile(r"[十百千万亿]{0,2}")
_NAME_HEAD = re.compile(r"指标(?!值|层级|类别|属性|性质|来源|解释)|名称|项目|内容|目标$|产品")
_DATED_HEAD = re.compile(r"(?:19|20)\d{2}(?:年|$)|十[一二三四五六]个?五|[“\"][六七八九]五")
_VALUE_HEAD = re.compile(
    r"基期|现状|基准|基数|实际|实绩|预计|完成|(?:规划|计划|目标|预期|指标|现状)[值数]"
    r"|(?:规划|计划)(?:目标)?$|^(?:目标|预期|计划)$|年均|平均每年|累计|增[长速幅]|绝对[值数额量]|^(?:总量|占比|比重|数值)|近期|远期|[初末]期?值"
)
_NO_VALUE_HEAD = re.compile(r"(?:内容|要求|举措|任务|措施|单位|部门|名称|来源|安排|时限|进度|备注)$")
_EXACT_HEADS: tuple[tuple[ColumnKind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"序号|编号|序|编码")),
    ("attribute", re.compile(r"(?:指标|目标)?(?:属性|性质)|指标类型")),
    ("unit", re.compile(r"(?:计量|数量)?单位")),
    (
        "category",
        re.compile(
            r"类别|类型|领域|板块|分类|维度|方面|学段|目标层|[一二]级指标|指标(?:类别|分类|体系)|目标(?:类别|领域)"
        ),
    ),
)


def is_known_head(text: str) -> bool:
    """Whether a text is a column's head, a note in brackets or the mark of one left aside."""
    return COLUMN_HEAD.fullmatch(text) is not None or COLUMN_HEAD.fullmatch(_HEAD_NOTE.sub("", text)) is not None


def is_value(text: str) -> bool:
    """Whether a text is a figure, or the dash that stands for none."""
    return _VALUE.fullmatch(text) is not None or _BLANK.fullmatch(text) is not None


def is_unit(text: str) -> bool:
    """Whether a text is a unit of measure and nothing else."""
    scale = _SCALED.match(text)
    bare = text[scale.end() if scale else 0 :]
    return text in UNITS or bare in UNITS or text in "％" or _UNIT.fullmatch(text) is not None


def is_attribute(text: str) -> bool:
    """Whether a text is an attribute (`预期性`, `[约束性]`) and nothing else."""
    return _ATTRIBUTE.fullmatch(text) is not None


def is_note(text: str) -> bool:
    """Whether a text explains the row before it (`说明：…`, `计算方法：…`)."""
    return _NOTE.match(text) is not None


def opens_part(text: str) -> bool:
    """Whether a name is that of a part of the one above it (`其中：…`)."""
    return text.startswith("其中")


def kind_of_head(head: str) -> ColumnKind | None:
    """What the column under a head holds, or None where the head does not tell.

    Args:
        head: without white space.
    """
    exact = next((kind for kind, pattern in _EXACT_HEADS if pattern.fullmatch(head)), None)
    if exact is not None:
        return exact
    dated = _DATED_HEAD.search(head) is not None
    if (dated or (_VALUE_HEAD.search(head) and len(head) <= LONGEST_PLAIN)) and not _NO_VALUE_HEAD.search(head):
        return "value"
    return "text" if _NAME_HEAD.search(head) else None


_LEAF_HEAD = re.compile(
    r"绝对[值数额量]|总量|数值|比?增[长速幅].{0,8}|年均.{0,10}|占比|比重"
    r"|(?:19|20)\d{2}年?.{0,6}|近期|远期|[“\"]?十[一二三四五六]五.{0,4}"
)
_OVER_YEARS = re.compile(r"目标|规划|计划|预期|指标值|数值")
_YEAR = re.compile(r"(?:19|20)\d{2}年?")


def is_leaf_head(head: str) -> bool:
    """Whether a head can stand under another that it divides (`绝对值`, `2025年`)."""
    return _LEAF_HEAD.fullmatch(head) is not None


def may_divide(head: str, leaves: Sequence[str]) -> bool:
    """Whether a head can stand over others: no year over years.

    Args:
        head: without white space.
        leaves: the heads below it.
    """
    if kind_of_head(head) in ("number", "attribute", "unit", "category"):
        return False
    if any(map(_YEAR.match, leaves)):
        return _OVER_YEARS.search(head) is not None and not _YEAR.search(head)
    return kind_of_head(head) == "value"
