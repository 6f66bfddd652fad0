"""Rows of a long table on scans: narrow cells, thin rules, askew to either side, coarse and fine, stamped and grained.

A row stands where its number, leaders, units and figures are what was printed, and its words are but for a character
that was misread: that rows are told apart is measured here, how characters are read by the specimen.
"""

from __future__ import annotations

import re
import sys
from difflib import SequenceMatcher

from bench.formats import printing, rows, scanning, scoring

ROWS = 40
SCANS = ((150, -1.0), (150, 0.0), (150, 1.0), (200, -1.0), (200, 1.0), (300, -1.0), (300, 1.0))
"""Dots an inch, and degrees."""
ALIKE = 0.95
FIGURE = re.compile(r"\d+")
ITEM = re.compile(r"^\d\.(?=\d)")


def measure() -> dict[str, object]:
    """How many rows stand, by scan, and of all scans together."""
    made = rows.made(seed=7, many=ROWS)
    pdf = printing.printed_table(rows.document(made, heads_repeat=True, layout=rows.NARROW))
    found: dict[str, object] = {}
    standing = 0
    for dpi, skew in SCANS:
        print(f"… {ROWS} rows at {dpi} dots an inch, {skew:+.0f}°", file=sys.stderr, flush=True)
        images = scanning.scanned(pdf, "table.pdf", seed=dpi, dpi=dpi, skew=skew)
        plan = scoring.contract(scanning.as_pdf(images, dpi), "table.pdf")
        tasks = {task["number"]: task for task in plan["tasks"]}
        many = sum(stands(tasks.get(row[0]), row) for row in made)
        found[f"{dpi}dpi{skew:+.0f}"] = many
        standing += many
    return {"rows": ROWS * len(SCANS), **found, "scanned_whole": round(standing / (ROWS * len(SCANS)), 4)}


def stands(task: dict[str, object] | None, row: rows.Row) -> bool:
    """Whether a task is its row."""
    if task is None:
        return False
    goals = "".join(map(str, task["annual_goals"])) if isinstance(task["annual_goals"], list) else ""
    same = (task["leaders"], task["units"]) == ([row[3]], row[4].split("、"))
    return same and _figures(goals) == _figures(row[2]) and _alike(str(task["content"]), row[1])


def _figures(goals: str) -> list[str]:
    """The figures of goals; the numbers they are listed by are none."""
    return [figure for goal in goals.split("。") for figure in FIGURE.findall(ITEM.sub("", goal))]


def _alike(found: str, printed: str) -> bool:
    return SequenceMatcher(None, found, printed, autojunk=False).ratio() >= ALIKE
