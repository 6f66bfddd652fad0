"""The branches of a zone's tree of organs, one a level, and which of them a name belongs to."""

from __future__ import annotations

import re

NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER = (
    "国家有关部门",
    "省级单位",
    "市级单位",
    "区县级单位",
    "乡镇和街道",
    "其他单位",
)
BRANCHES = (NATION, PROVINCE, CITY, COUNTY, TOWNSHIP, OTHER)
BY_NAME: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"(乡|镇|街道|街道办|街道办事处|镇街|（镇）|（街道）)$"), TOWNSHIP),
    (re.compile(r"^各?(省|自治区)"), PROVINCE),
    (re.compile(r"^各?市(?!场|政|容|民)"), CITY),
    (re.compile(r"^各?(区(?!域)|县|旗)"), COUNTY),
    (re.compile(r"^(国家|国务院|中国|全国|中央|中共中央)"), NATION),
    (re.compile(r"^[一-龥]{2,3}(省|自治区)(?![一-龥]{2,4}[市县区])"), PROVINCE),
    (re.compile(r"^(?:[一-龥]{2,3}省)?[一-龥]{1,3}[^城]市(?!场|政|容|民|[一-龥]{1,3}[县区])"), CITY),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{1,3}[^老社地景园特山牧林范税]区(?!域)[一-龥]"), COUNTY),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{2,4}[县旗][一-龥]"), COUNTY),
)
"""A unit's level by how its name begins (区财政局, 市水利局); the township branch by how it ends."""
BY_LEVEL = {"national": NATION, "provincial": PROVINCE, "prefectural": CITY, "county": COUNTY, "township": TOWNSHIP}
"""A name that tells no level (财政部, 税务局) is of the level of the plan that prints it."""
LEVEL_OF_BRANCH = {branch: level for level, branch in BY_LEVEL.items()}


def branch_of(name: str, level: str) -> str:
    """The branch a unit hangs under: by its name, else by the level of the plan that prints it."""
    found = next((branch for pattern, branch in BY_NAME if pattern.search(name)), None)
    return found or BY_LEVEL.get(level, OTHER)
