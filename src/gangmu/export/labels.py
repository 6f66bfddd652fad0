"""Chinese and English words for the contract's codes, as tables show them."""

from __future__ import annotations

from gangmu.errors import Language

LABELS: dict[str, tuple[str, str]] = {
    # of whose plan
    "national": ("国家级", "national"),
    "cross_provincial": ("跨省", "cross-provincial"),
    "provincial": ("省级", "provincial"),
    "prefectural": ("市级", "prefectural"),
    "county": ("县级", "county"),
    "township": ("乡级", "township"),
    # kinds of provision
    "part": ("篇", "part"),
    "chapter": ("章", "chapter"),
    "section": ("节", "section"),
    "article": ("条", "article"),
    "item": ("项", "item"),
    "box": ("专栏", "box"),
    "annex": ("附件", "annex"),
    "preamble": ("前言", "preamble"),
    "paragraph": ("段", "paragraph"),
    # comparators
    "at_least": ("不低于", "at least"),
    "more_than": ("超过", "more than"),
    "at_most": ("不超过", "at most"),
    "less_than": ("低于", "less than"),
    "about": ("左右", "about"),
    "range": ("区间", "range"),
    "rise": ("上升", "rise"),
    "hold": ("保持稳定", "hold"),
    "reach": ("达到", "reach"),
    # what a figure measures
    "level": ("水平", "level"),
    "growth": ("增速", "growth"),
    "growth_average": ("年均增速", "average growth"),
    "change": ("增减量", "change"),
    "cumulative": ("累计", "cumulative"),
    # how firm an act is, and who acts
    "explore": ("探索", "explore"),
    "prepare": ("筹备", "prepare"),
    "strive": ("争取", "strive"),
    "act": ("实施", "act"),
    "settle": ("办成", "settle"),
    "own": ("本级", "own"),
    "above": ("支持下级", "above"),
    "beside": ("配合他方", "beside"),
    # recurring duties
    "monthly": ("每月", "monthly"),
    "quarterly": ("每季度", "quarterly"),
    "yearly": ("每年", "yearly"),
    # stages of a project
    "preparation": ("前期", "preparation"),
    "start": ("开工", "start"),
    "construction": ("建设", "construction"),
    "completion": ("建成", "completion"),
    "application": ("申报", "application"),
}


def label(code: str | None, language: Language) -> str | None:
    """The word for a code; the code itself where there is none, None for None."""
    if code is None:
        return None
    chinese, english = LABELS.get(code, (code, code))
    return chinese if language == "zh" else english
