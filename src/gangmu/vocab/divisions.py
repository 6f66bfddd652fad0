"""Administrative divisions of county level and above, and how texts shorten their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_SUFFIX = re.compile(
    r"(?:特别行政区|(?:壮族|回族|维吾尔)?自治区|[一-鿿]{0,12}族自治[州县]|自治[州县旗]|地区|林区|特区|矿区|省|市|县|区|州|盟|旗)$"
)

ABBREVIATIONS = frozenset("京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀贵黔云滇藏陕秦甘陇青宁新港澳台深")
"""Single characters that stand for a province, as the state's table of short names has them; 深 by usage (深港)."""


@dataclass(frozen=True, slots=True)
class Division:
    """A province (level 1), prefecture (2) or county (3) with its GB/T 2260 code."""

    code: str
    name: str

    @property
    def level(self) -> int:
        return 1 if self.code.endswith("0000") else 2 if self.code.endswith("00") else 3

    @property
    def short(self) -> str:
        """The name without its kind (赣州市 → 赣州); two characters at least stay."""
        return short_of(self.name)


def short_of(name: str) -> str:
    """A place's name without its kind; two characters at least stay.

    >>> short_of("赣州市"), short_of("赣县")
    ('赣州', '赣县')
    """
    bare = _SUFFIX.sub("", name)
    return bare if len(bare) >= 2 else name


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions of the shipped table (its source stands in the file)."""
    lines = (files("gangmu.vocab") / "data" / "divisions.tsv").read_text("utf-8").splitlines()
    return tuple(Division(*line.split("\t")) for line in lines if not line.startswith("#"))


@cache
def by_name() -> dict[str, Division]:
    """Divisions by full name; of a name borne by several, the highest."""
    found: dict[str, Division] = {}
    for division in sorted(divisions(), key=lambda d: -d.level):
        found[division.name] = division
    return found


@cache
def by_short_name() -> dict[str, Division]:
    """Provinces and prefectures, and counties whose short name is borne once, by short name."""
    found: dict[str, Division] = {}
    seen: dict[str, int] = {}
    for division in sorted(divisions(), key=lambda d: -d.level):
        seen[division.short] = seen.get(division.short, 0) + 1
        if division.level < 3 or seen[division.short] == 1:
            found[division.short] = division
        elif found.get(division.short) and found[division.short].level == 3:
            del found[division.short]
    return found


@cache
def _full_name_pattern() -> re.Pattern[str]:
    names = sorted(by_name(), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, names)))


def places_named(text: str) -> list[Division]:
    """Divisions named in full in a text, in order, each once."""
    found = dict.fromkeys(match.group() for match in _full_name_pattern().finditer(text))
    return [by_name()[name] for name in found]
