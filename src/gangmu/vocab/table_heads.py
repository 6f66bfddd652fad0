"""Heads of responsibility tables (责任分工表, 任务分解表): what a printed line must name to open one."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = re.compile(r"序号?|编号|项次")
_CONTENT = re.compile(r".{0,8}(?:内容|任务|举措|措施|事项|要点|项目)(?:名称|目标|要求)?")
_UNITS = re.compile(
    r"(?:责任|牵头|主办|承办|实施|落实|完成|主要责任)(?:责任)?(?:单位|部门|主体|领导)(?:[（(].{1,8}[）)])?"
)
_OTHER = re.compile(
    r"备注|(?:任务|工作)?(?:类别|类型|分类|领域|板块)|(?:配合|协办|参与|协同)(?:单位|部门)|(?:分管|包抓|挂点|市级|县级|区级)领导|(?:责任|负责|联系)人"
    r"|(?:完成)?(?:时限|时间|期限)(?:要求|节点)?|(?:进度|时间)安排"
    r"|(?:总体|工作|主要|年度|阶段|预期|量化)?(?:目标|要求)|\d{4}年(?:度)?.{0,8}|(?:[上下]半年|全年|[前第]?[一二三四1-4]季度)(?:(?:工作|推进)?(?:目标|任务|计划|安排|进度))?|(?:具体|工作|推进)?(?:措施|举措)"
)


def opens_responsibilities(heads: Sequence[str]) -> bool:
    """Whether a row of texts heads a responsibility table whose rows are numbered.

    Args:
        heads: the texts without white space, from left to right.

    Returns:
        True where a number, what is to be done and who answers for it are named, and nothing but such heads.
    """
    if len(heads) < 3 or not NUMBER.fullmatch(heads[0]):
        return False
    kinds = [_kind(head) for head in heads[1:]]
    return "content" in kinds and "units" in kinds and None not in kinds


def _kind(head: str) -> str | None:
    named = (("units", _UNITS), ("content", _CONTENT), ("other", _OTHER))
    return next((kind for kind, pattern in named if pattern.fullmatch(head)), None)
