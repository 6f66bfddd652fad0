"""Automatic numbers of Word documents, worked out as Word does, since they are not in the text.

A paragraph names a numbering instance (`numId`) and a level; the instance points at an abstract list whose
levels say format, start and pattern. Instances of one abstract list go on counting together unless they say
otherwise (ISO/IEC 29500-1, 17.9).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from gangmu.source.counting import count

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_CLOSED = "、）」】"


class Level(NamedTuple):
    """One level of a list."""

    format: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    restart: int | None = None
    legal: bool = False
    style: str | None = None


@dataclass(slots=True)
class _List:
    """An abstract list and where its counting stands; None where a level has not been counted yet."""

    levels: dict[int, Level]
    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


@dataclass(slots=True)
class _Instance:
    abstract: str
    levels: dict[int, Level]
    starts: dict[int, int]
    used: bool = False


class Numbering:
    """The lists of one document. `label` counts on: call it once for each numbered paragraph, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        if root is not None:
            self._read(root)

    def label(self, instance_id: str, level: int) -> str:
        """The number a paragraph prints, with the space that follows it; "" for bullets and unknown lists."""
        instance = self._instances.get(instance_id)
        if instance is None or instance.abstract not in self._lists or not 0 <= level < _LEVELS:
            return ""
        counted = self._lists[instance.abstract]
        levels = counted.levels | instance.levels
        self._advance(counted, instance, levels, level)
        return _printed(levels, counted.counts, level)

    def level_of_style(self, instance_id: str, style: str) -> int | None:
        """The level of a list that is tied to a paragraph style."""
        instance = self._instances.get(instance_id)
        if instance is None or instance.abstract not in self._lists:
            return None
        levels = self._lists[instance.abstract].levels | instance.levels
        return next((number for number, level in levels.items() if level.style == style), None)

    def _advance(self, counted: _List, instance: _Instance, levels: dict[int, Level], level: int) -> None:
        if not instance.used:
            instance.used = True
            for overridden in instance.starts:
                counted.counts[overridden] = None
        now = counted.counts[level]
        start = instance.starts.get(level, levels.get(level, Level()).start)
        counted.counts[level] = start if now is None else now + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart is None or (restart and level < restart):
                counted.counts[deeper] = None

    def _read(self, root: etree._Element) -> None:
        by_style: dict[str, str] = {}
        links: dict[str, str] = {}
        for abstract in root.findall(f"{W}abstractNum"):
            key = abstract.get(f"{W}abstractNumId", "")
            self._lists[key] = _List(dict(_level(node) for node in abstract.findall(f"{W}lvl")))
            own, linked = abstract.find(f"{W}styleLink"), abstract.find(f"{W}numStyleLink")
            if own is not None:
                by_style[own.get(f"{W}val", "")] = key
            if linked is not None:
                links[key] = linked.get(f"{W}val", "")
        for node in root.findall(f"{W}num"):
            instance = _instance(node)
            linked_style = links.get(instance.abstract)
            instance.abstract = by_style.get(linked_style or "", instance.abstract)
            self._instances[node.get(f"{W}numId", "")] = instance


def value_of(node: etree._Element, child: str) -> str | None:
    """The `w:val` of a child element, None where there is no such child or no value."""
    found = node.find(f"{W}{child}")
    return None if found is None else found.get(f"{W}val")


def whole(text: str | None, default: int) -> int:
    """A number written in an attribute; the default where it is none."""
    try:
        return int(text or "")
    except ValueError:
        return default


def _level(node: etree._Element) -> tuple[int, Level]:
    restart = value_of(node, "lvlRestart")
    legal = node.find(f"{W}isLgl")
    level = Level(
        format=_format(node),
        text=value_of(node, "lvlText") or "",
        start=whole(value_of(node, "start"), 0),
        suffix=value_of(node, "suff") or "tab",
        restart=None if restart is None else whole(restart, 0),
        legal=legal is not None and legal.get(f"{W}val", "1") not in ("0", "false", "off"),
        style=value_of(node, "pStyle"),
    )
    return whole(node.get(f"{W}ilvl"), 0), level


def _format(node: etree._Element) -> str:
    """The level's format; one that newer programs write beside the plain one lies in mc:AlternateContent."""
    direct = value_of(node, "numFmt")
    if direct is not None:
        return direct
    inner = next(node.iter(f"{W}numFmt"), None)
    return "decimal" if inner is None else inner.get(f"{W}val", "decimal")


def _instance(node: etree._Element) -> _Instance:
    instance = _Instance(abstract=value_of(node, "abstractNumId") or "", levels={}, starts={})
    for override in node.findall(f"{W}lvlOverride"):
        number = whole(override.get(f"{W}ilvl"), 0)
        start = value_of(override, "startOverride")
        if start is not None and 0 <= number < _LEVELS:
            instance.starts[number] = whole(start, 1)
        level = override.find(f"{W}lvl")
        if level is not None:
            instance.levels[number] = _level(level)[1]
    return instance


def _printed(levels: dict[int, Level], counts: list[int | None], level: int) -> str:
    own = levels.get(level, Level())
    if own.format == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        place = int(match.group(1)) - 1
        named = levels.get(place, Level())
        counted = counts[place]
        form = "decimal" if own.legal and named.format != "none" else named.format
        return count(named.start if counted is None else counted, form)

    text = _PLACE.sub(number, own.text)
    if not text or own.suffix == "nothing" or text[-1] in _CLOSED:
        return text
    return text + " "
