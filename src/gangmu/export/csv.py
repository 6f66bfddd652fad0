"""A plan as CSV files, one a kind of record, that spreadsheet programs open with the right characters."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

from gangmu.errors import Language
from gangmu.export.tables import Table, Value, tables_of
from gangmu.model import Plan

_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes spreadsheet programs run a cell as a formula; the wide signs do in programs set to Chinese or Japanese."""


def files(plan: Plan, language: Language = "zh") -> dict[str, bytes]:
    """File name → content, for every kind of record that the plan has.

    Args:
        plan: what was read.
        language: of heads and words.

    Returns:
        UTF-8 with a byte order mark, without which Excel takes the text for another encoding.
    """
    return {f"{table.kind}.csv": _content(table, plan, language) for table in tables_of(plan)}


def write(plan: Plan, folder: Path, language: Language = "zh") -> list[Path]:
    """Writes the files into a folder, which is made where it is missing; gives their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in files(plan, language).items():
        (folder / name).write_bytes(content)
        paths.append(folder / name)
    return paths


def _content(table: Table, plan: Plan, language: Language) -> bytes:
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([column.head[language == "en"] for column in table.columns])
    writer.writerows([[_safe(value) for value in row] for row in table.rows(plan, language)])
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Value) -> str | int | float:
    """Text that would be run as a formula gets an apostrophe before it; numbers stay numbers."""
    if value is None:
        return ""
    return f"'{value}" if isinstance(value, str) and value.startswith(_RUNS) else value
