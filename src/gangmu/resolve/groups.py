"""Names that call many units at once (`各镇、相关街道`, `区直各相关单位`, `各县（市、区）`), and who is meant.

Usage: 各 calls all of a kind; 相关, 有关, 涉及 and 其他 call those it concerns, which only a person can say. 区直 and
区级 say of which level the units are; a name that says nothing is of the level of the plan that prints it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gangmu.resolve.gazetteer import Organisation
from gangmu.resolve.levels import level_by_name

UNIT = "单位"
_LEVELS = {
    "中央": "national", "国家": "national", "省": "provincial", "自治区": "provincial", "市": "prefectural",
    "州": "prefectural", "盟": "prefectural", "区": "county", "县": "county", "旗": "county",
}  # fmt: skip
_LEVEL_WORD = "|".join(sorted(_LEVELS, key=len, reverse=True))
_SOME = "其他相关|其它相关|其他有关|其它有关|有关|相关|涉及|其他|其它|相应"
_FORM = re.compile(
    rf"(?P<first>各|各级|全)?(?:(?P<level>{_LEVEL_WORD})(?:(?P<direct>直属|直|属|级)|(?=各|{_SOME})))?"
    rf"(?P<each>各级|各)?(?P<some>{_SOME})?的?(?P<after>各)?(?P<kinds>.+?)(?P<organ>人民政府|党委、?政府|党委|党工委|政府|管委会)?"
)
_KIND_WORDS: dict[str, str] = {
    "街道办事处": "街道", "街道办": "街道", "办事处": "街道", "街道": "街道", "街": "街道", "乡": "乡", "镇": "镇",
    "设区市": "市", "县级市": "市", "市": "市", "自治县": "县", "县": "县", "区": "区", "旗": "旗",
    "责任单位": UNIT, "成员单位": UNIT, "配合单位": UNIT, "行业主管部门": UNIT, "主管部门": UNIT, "职能部门": UNIT,
    "业务部门": UNIT, "部门": UNIT, "委办局": UNIT, "单位": UNIT, "机关": UNIT,
    "工业园区": "园区", "产业园区": "园区", "园区": "园区", "开发区": "园区", "高等院校": "高校", "高等学校": "高校",
    "高校": "高校", "院校": "高校", "国有企业": "企业", "企业": "企业", "国企": "企业",
}  # fmt: skip
_OF_THE_TASK = frozenset(("责任单位", "成员单位", "配合单位"))
"""Units by their part in a task: who they are is said elsewhere, so a person picks them."""
_KINDS = re.compile("|".join(sorted(_KIND_WORDS, key=len, reverse=True)))
_JOINTS = re.compile(r"[（）()、，,/和及与或]")
_BY_NAME: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"(?:园区|开发区|高新区|经开区|示范区|新区)(?:管委会|管理委员会)?$"), "园区"),
    (re.compile(r"(镇|乡)(?:人民政府|政府|党委)?$"), None),
    (re.compile(r"街道(?:办事处|办|党工委)?$"), "街道"),
    (re.compile(r"(?:大学|学院)$"), "高校"),
    (re.compile(r"(?:公司|集团)$"), "企业"),
    (re.compile(r"(?<![社灾])([县市区旗])(?:人民政府|政府|委|党委)?$"), None),
)
"""What kind an organisation is by how its name ends; None where the pattern's own words are the kind."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a name for many units calls.

    Attributes:
        kinds: of what kind they are: 镇, 乡, 街道, 县, 市, 区, 园区, 高校, 企业, or 单位 for organs of a government.
        level: of which level, where the name says so (the contract's codes).
        every: all of the kind are meant; else those it concerns.
    """

    kinds: tuple[str, ...]
    level: str | None
    every: bool


def group_of(printed: str) -> Group | None:
    """What a printed name calls, if it calls many units at once.

    Args:
        printed: the name as printed.

    Returns:
        None for the name of a single unit.

    >>> group_of("区直各相关单位")
    Group(kinds=('单位',), level='county', every=False)
    """
    for match in _readings("".join(printed.split())):
        words = _JOINTS.sub("", match["kinds"])
        found = _KINDS.findall(words)
        if found and "".join(found) == words:
            some = bool(match["some"]) or not _OF_THE_TASK.isdisjoint(found)
            kinds = tuple(dict.fromkeys(_KIND_WORDS[word] for word in found))
            return Group(kinds, _LEVELS.get(match["level"] or ""), not some)
    return None


def _readings(name: str) -> list[re.Match[str]]:
    """The ways a name may be taken apart: only such as say 各, 相关 or 区直."""
    match = _FORM.fullmatch(name)
    if match is None or not any(match[part] for part in ("first", "each", "some", "after", "direct")):
        return []
    return [match]


def kind_of(organisation: Organisation) -> str:
    """Of what kind an organisation is: as its zone says, else by its name."""
    if organisation.group:
        return next((kind for kind in dict.fromkeys(_KIND_WORDS.values()) if organisation.group.endswith(kind)), UNIT)
    for pattern, kind in _BY_NAME:
        if match := pattern.search(organisation.name):
            return kind or match[1]
    return UNIT


def level_of(organisation: Organisation) -> str | None:
    """Of which level an organisation is: as its zone says, by its group (`区直单位`), or by its name; else None."""
    group = organisation.group or ""
    said = organisation.level or next((code for word, code in _LEVELS.items() if group.startswith(f"{word}直")), None)
    return said or level_by_name(organisation.name)


def members(group: Group, organisations: tuple[Organisation, ...], level: str | None = None) -> list[Organisation]:
    """The organisations a group may mean.

    Args:
        group: what the name calls.
        organisations: the zone's.
        level: of the plan that prints the name, for one that says no level itself.

    Returns:
        Those of its kinds; organs only of its level, or of none that is known.
    """
    wanted = group.level or level
    return [
        one
        for one in organisations
        if kind_of(one) in group.kinds and (group.kinds != (UNIT,) or wanted is None or level_of(one) in {wanted, None})
    ]
