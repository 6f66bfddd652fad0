"""The branches of a zone's tree of organs, one a level, and which of them a name belongs to."""

from __future__ import annotations

from gangmu.resolve import level_by_name

NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER = (
    "国家有关部门",
    "省级单位",
    "市级单位",
    "区县级单位",
    "乡镇和街道",
    "其他单位",
)
BRANCHES = (NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER)
BY_LEVEL = {"national": NATION, "provincial": PROVINCE, "prefectural": CITY, "county": COUNTY, "township": TOWNSHIP}
"""A name that tells no level (财政部, 税务局) is of the level of the plan that prints it."""
LEVEL_OF_BRANCH = {branch: level for level, branch in BY_LEVEL.items()}


def branch_of(name: str, level: str) -> str:
    """The branch a unit hangs under: by its name, else by the level of the plan that prints it."""
    return BY_LEVEL.get(level_by_name(name) or level, OTHER)
