"""A row of an indicator table that was parted by a person, read cell by cell."""

from __future__ import annotations

import re
from typing import Any

from gangmu.model import Indicator

BETWEEN = re.compile(r"[\s|｜]+")
"""What stands between the cells of a row in a source: tabs, line ends, rules drawn by hand."""
FIGURE = re.compile(r"[<>≤≥＜＞]?\s*(-?\d+(?:\.\d+)?)")
ATTRIBUTES = ("预期性", "约束性")
NUMBERED = re.compile(r"\d{1,3}[.、．]?")
IN_BRACKETS = re.compile(r"(.+?)[（(]([^（）()]{1,8})[）)]")


def cells_of(words: str, row: Indicator) -> dict[str, Any]:
    """What the cells of a part say: its name, its unit, its figures and attribute.

    Args:
        words: the part's place in the source, with what stands between its cells.
        row: the row it was part of, whose years hold for the part too.

    Returns:
        Values of the correctable fields; a cell that is not there is empty, so that no figure of another row stands
        in it.
    """
    cells = [cell for cell in BETWEEN.split(words) if cell]
    if len(cells) > 1 and NUMBERED.fullmatch(cells[0]) and not FIGURE.fullmatch(cells[1]):
        cells = cells[1:]
    figures = [i for i, cell in enumerate(cells) if FIGURE.match(cell)]
    before = cells[: figures[0]] if figures else cells
    said = [cell for cell in before if cell not in ATTRIBUTES][: None if figures else 1] or cells
    name, unit = _name_and_unit(said)
    values = [_number(cells[i]) for i in figures]
    return {
        "name": name,
        "unit": unit,
        "baseline.year": row.baseline.year,
        "baseline.value": values[0] if len(values) > 1 else None,
        "target.year": row.target.year,
        "target.value": values[-1] if values else None,
        "target.value_max": None,
        "attribute": next((cell for cell in cells if cell in ATTRIBUTES), None),
    }


def _name_and_unit(said: list[str]) -> tuple[str, str | None]:
    if len(said) > 1:
        return "".join(said[:-1]), said[-1].strip("（）()")
    match = IN_BRACKETS.fullmatch(said[0])
    return (match[1], match[2]) if match else (said[0], None)


def _number(cell: str) -> int | float:
    match = FIGURE.match(cell)
    value = float(match[1]) if match else 0.0
    return int(value) if value.is_integer() else value
