"""Whether a stretch can hold a target at all: most sentences cannot, and are passed over here."""

from __future__ import annotations

import re

_HAN = "一二两三四五六七八九十百千"

_MANY = _HAN[1:]
"""一 alone wakes nothing: 一个, 一批 and 一体 are in every other sentence."""

# Each row: a character (class) and what must stand around it. One class stands in front of all rows, so that the scan
# stops only at those characters.
_ROWS: tuple[tuple[str, str], ...] = (
    ("0-9０-９番", ""),
    ("分", "之"),
    ("年", "[底末内中]"),
    ("月", "[底末前份度调通]"),
    ("季", "[度通调]"),
    ("五", '[”"’」]?(?:时期|期间|期?末|期内|规划期)'),
    ("半", "[年数以左]"),
    ("今明", "年"),
    ("全", "(?:年|覆盖|面(?:覆盖|达标)|部)"),
    ("每", "(?:个|一)?(?:[月季年]|半年|[两二三五]年)"),
    ("逐按", "[月季年]"),
    ("世", "纪中叶"),
    ("日", "(?:起|前)"),
    ("节汛期季冬耕秋暖", "(?:来临|到来|开始|结束)?(?:之|以)?前"),
    ("倍", "增"),
    ("尽", "[编保收治养改检办帮兑救享还]"),
    ("稳", "(?:中有|定|步)"),
    ("增", "不减"),
    ("前", "列"),
    ("同", "步"),
    ("至", "少"),
    ("不", "(?:少|低)于"),
    (_MANY, "(?:[吨元亩倍成个家所座处条项件台套场次支名人户]|公[里斤顷]|平方|立方|千[瓦米])"),
)
_BEHIND = (rf"(?<=清零|归零)|(?<=[{_HAN}万亿][万亿])",)
_FIRST = "".join(chars for chars, _ in _ROWS) + "零万亿"

WAKES = re.compile(f"[{_FIRST}](?:{'|'.join((*(f'(?<=[{a}]){b}' for a, b in _ROWS), *_BEHIND))})")
"""Finds a place that may belong to a target; nothing found means nothing to read."""
