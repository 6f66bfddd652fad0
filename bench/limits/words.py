"""Sentences and rows as plans have them, without end; the same number gives the same words."""

from __future__ import annotations

from collections.abc import Callable, Iterator

ACTS = ("新建", "改造", "整治", "修复", "提升", "完善", "推广", "扩建")
THINGS = (
    ("乡村道路", "公里"),
    ("供水管网", "公里"),
    ("老旧小区", "个"),
    ("危旧桥梁", "座"),
    ("小型水库", "座"),
    ("苗圃", "亩"),
)
REASONS = (
    "方便群众出行",
    "补齐民生短板",
    "保障用水安全",
    "守住安全底线",
    "改善人居环境",
    "带动产业发展",
    "留住青年人才",
)
UNITS = ("县交通局", "县水利局", "县住建局", "县应急局", "各乡镇人民政府", "县发改局", "县文旅局")
LEADERS = ("陆知行", "沈怀谷", "韩晓序", "秦以宁", "卫清和")
ROW_HEADS = ("序号", "工作内容", "2030年任务目标", "责任领导", "责任单位")
FIRST_UNCOMMON, HOW_MANY = 0x4E00, 3000


def sentence(number: int) -> str:
    """A sentence with a figure, a date and a duty mark."""
    thing, unit = THINGS[number % len(THINGS)]
    act, reason = ACTS[number % len(ACTS)], REASONS[number % len(REASONS)]
    until = 2025 + number % 11
    end = f"（责任单位：{UNITS[number % len(UNITS)]}）" if number % 4 == 0 else ""
    goal = f"到{until}年{thing}达到{number % 9973}{unit}，比上年增长{number % 37}.{number % 7}%"
    return f"{reason}，{act}{thing}，{goal}。{end}"


def paragraph(number: int) -> str:
    """A numbered paragraph of three sentences; now and then a heading before it is due."""
    if number % 40 == 0:
        return f"{_chinese(1 + number // 40 % 89)}、{ACTS[number % len(ACTS)]}{THINGS[number % len(THINGS)][0]}工程"
    return f"{1 + number % 40}．" + "".join(sentence(3 * number + k) for k in range(3))


def row(number: int) -> tuple[str, ...]:
    """A row of a table of duties; columns as in `ROW_HEADS`."""
    unit = "、".join(sorted({UNITS[number % len(UNITS)], UNITS[number // 7 % len(UNITS)]}))
    goal = f"1.{1 + number % 12}月底前{sentence(number)}2.年内{sentence(number + 1)}"
    return str(number + 1), sentence(number + 5), goal, LEADERS[number % len(LEADERS)], unit


def noise(number: int, length: int) -> str:
    """Characters in no order, which do not pack well: a linear congruence over the common part of Unicode."""
    state, out = number * 2654435761 % 2**32, []
    for _ in range(length):
        state = (state * 1664525 + 1013904223) % 2**32
        out.append(chr(FIRST_UNCOMMON + (state >> 16) % HOW_MANY))
    return "".join(out)


def pieces(make: Callable[[int], str], size: int) -> Iterator[str]:
    """What `make` gives for 0, 1, 2 …, until all of it together has `size` bytes."""
    number = 0
    while size > 0:
        piece = make(number)
        size -= len(piece.encode())
        number += 1
        yield piece


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十") + (digits[ones] if ones else "")
