"""Of which level a unit is, by its name alone: how it begins (区财政局, 市水利局), a township by how it ends."""

from __future__ import annotations

import re

from gangmu.model.plan import Level

_BY_NAME: tuple[tuple[re.Pattern[str], Level], ...] = (
    (re.compile(r"(乡|镇|街道|街道办|街道办事处|镇街|（镇）|（街道）)$"), "township"),
    (re.compile(r"^各?(省|自治区)"), "provincial"),
    (re.compile(r"^各?市(?!场|政|容|民)"), "prefectural"),
    (re.compile(r"^各?(区(?!域)|县|旗)"), "county"),
    (re.compile(r"^(国家|国务院|中国|全国|中央|中共中央)"), "national"),
    (re.compile(r"^[一-龥]{2,3}(省|自治区)(?![一-龥]{2,4}[市县区])"), "provincial"),
    (re.compile(r"^(?:[一-龥]{2,3}省)?[一-龥]{1,3}[^城]市(?!场|政|容|民|[一-龥]{1,3}[县区])"), "prefectural"),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{1,3}[^老社地景园特山牧林范税]区(?!域)[一-龥]"), "county"),
    (re.compile(r"^(?:[一-龥]{2,4}[省市]){0,2}[一-龥]{2,4}[县旗][一-龥]"), "county"),
)


def level_by_name(name: str) -> Level | None:
    """The level a unit's name tells; None for one that tells none (财政部, 税务局).

    Args:
        name: as printed.

    >>> level_by_name("区财政局"), level_by_name("某市某县财政局"), level_by_name("税务局")
    ('county', 'county', None)
    """
    return next((level for pattern, level in _BY_NAME if pattern.search(name)), None)
