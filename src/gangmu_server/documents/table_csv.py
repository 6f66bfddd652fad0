"""A table as comma-separated text that Excel opens in Chinese and never runs."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import StringIO
from typing import Any

BOM = "﻿"
RUNNABLE = ("=", "+", "-", "@", "\t", "\r")


def table_csv(title: str, notes: Sequence[str], head: Sequence[Any], rows: Iterable[Sequence[Any]]) -> bytes:
    """Head and rows; title and notes are left out, so that programs read the file as it is.

    Args:
        title: not written.
        notes: not written.
        head: names of the columns.
        rows: values; text that a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([safe(value) for value in head])
    writer.writerows([safe(value) for value in row] for row in rows)
    return (BOM + out.getvalue()).encode()


def safe(value: Any) -> str:
    """The value as text; figures and dates as they are, other text never as a formula."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    text = str(value)
    return f"'{text}" if text.startswith(RUNNABLE) and not isinstance(value, int | float) else text
