"""Names that a later clause leaves half said: 社会投资项目不超过40天 after 政府投资项目审批时限不超过70天."""

from __future__ import annotations

from gangmu.extract.targets.lists import MEASURED_HEAD
from gangmu.extract.targets.verbs import VERBS, verb_at

_COUNTERPARTS = tuple(
    tuple(sorted(words.split(), key=len, reverse=True))
    for words in (
        "城市 城镇 城区 市区 县城 镇区 主城区 中心城区 建成区 农村 乡村 乡镇 郊区 山区 平原 老城区 新城区 新区",
        "城镇居民 农村居民 城乡居民 农民 牧民 农牧民 渔民",
        "幼儿园 小学 初中 高中 普通高中 中职学校 高校",
        "专科 本科 硕士 博士",
    )
)
"""Kinds of place, of people, of schools, of degrees that limits are set for side by side."""
_SHORTEST, _LONGEST = 2, 4


def completed(name: str, earlier: str) -> str:
    """A name with what it shares with the one before it.

    Args:
        name: the later clause's own words (社会投资项目, 农村).
        earlier: the metric before it, with the same unit (政府投资项目审批时限, 城镇登记失业率).

    Returns:
        The whole name (社会投资项目审批时限, 农村登记失业率); `name` itself where the two share nothing.
    """
    if name == earlier or MEASURED_HEAD.search(name) or verb_at(name, 0, len(name)):
        return name
    return _of_counterpart(name, earlier) or _of_kind(name, earlier) or name


def is_counterpart(name: str) -> bool:
    """Whether a name is only one of the kinds that figures are set for side by side (人均住房面积，城市达到36平方米)."""
    return any(name in words for words in _COUNTERPARTS)


def _of_counterpart(name: str, earlier: str) -> str:
    """Another kind in the place of the first (城镇登记失业率 → 农村登记失业率)."""
    kinds = next((words for words in _COUNTERPARTS if name in words), ())
    first = next((word for word in kinds if earlier.startswith(word)), "")
    first = first or next((word for word in kinds if word in earlier), "")
    return earlier.replace(first, name, 1) if first else ""


def _of_kind(name: str, earlier: str) -> str:
    """Another kind of the same thing: what follows that thing's name is said of both (…项目审批时限)."""
    for length in range(min(_LONGEST, len(name) - 1), _SHORTEST - 1, -1):
        _, shared, rest = earlier.partition(name[-length:])
        if shared and MEASURED_HEAD.search(rest):
            return name + rest
    return ""


def holds_a_verb(noun: str) -> bool:
    """Whether words of two characters or more inside a phrase are verbs (企业获批试点: somebody else's act)."""
    return any(noun[at : at + 2] in VERBS for at in range(len(noun) - 1))
