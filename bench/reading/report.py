"""What the comparison prints. Words of documents appear on the terminal only, never in a file."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from bench.reading.compare import Difference
from bench.reading.snapshot import KINDS, Entry

SHOWN = 8
WIDTH = 48


def difference(name: str, found: Difference, source: str, everything: bool) -> None:
    """A line of counts for a document, then the records themselves: losses first."""
    parts = (("gained", found.gained), ("lost", found.lost), ("changed", found.changed), ("readdressed", found.moved))
    counts = ", ".join(f"{len(records)} {word}" for word, records in parts)
    print(f"{name}: {found.same} the same, {counts}")
    for sign, records in (("-", found.lost), ("+", found.gained)):
        for kind in KINDS:
            of_kind = [entry for entry in records if entry.kind == kind]
            listing([f"  {sign} {_words(entry, source)}" for entry in of_kind], everything)
    listing([f"  ~ {_words(c.after, source)}: {_fields(c.fields)}" for c in found.changed], everything)


def listing(rows: list[str], everything: bool) -> None:
    """The rows, or the first of them and how many more there are."""
    shown = rows if everything else rows[:SHOWN]
    for row in shown:
        print(row)
    if len(shown) < len(rows):
        print(f"      … and {len(rows) - len(shown)} more (python -m bench.reading --all)")


def _words(entry: Entry, source: str) -> str:
    text = re.sub(r"\s+", "", source[entry.span[0] : entry.span[1]])
    values = {
        k: v for k, v in entry.values.items() if k in ("value", "unit", "comparator", "basis", "deadline", "stage")
    }
    return f"{entry.kind} {entry.id} {text[:WIDTH]}{'…' if len(text) > WIDTH else ''} {values or ''}".rstrip()


def _fields(fields: Mapping[str, tuple[object, object]]) -> str:
    return "; ".join(f"{name} {before!r} → {after!r}" for name, (before, after) in fields.items())


def rows(score: Any, path: str = "") -> Iterator[tuple[str, dict[str, float]]]:
    """Every group of numbers of a score report, with its path."""
    if not isinstance(score, Mapping):
        return
    own = {key: value for key, value in score.items() if isinstance(value, int | float)}
    if own:
        yield path, own
    for key, value in score.items():
        yield from rows(value, f"{path} {key}".strip())


def scores(before: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Every score, a line a kind of record; beside a figure the recorded one where it differs."""
    for name, score in now.items():
        print(f"\n{name}")
        old = dict(rows(before.get(name, {})))
        for path, values in rows(score):
            print(f"  {path:26} {', '.join(_figure(k, v, old.get(path, {}).get(k, v)) for k, v in values.items())}")


def _figure(name: str, now: float, before: float) -> str:
    return f"{name} {now}" if now == before else f"{name} {now} (was {before})"


def found(before: Mapping[str, Any], now: Mapping[str, Any], gold: Path) -> None:
    """Gold records found now and not before, or before and not now."""
    for name, kinds in now.items():
        for kind, marks in kinds.items():
            old = before.get(name, {}).get(kind, "")
            if len(old) != len(marks):
                continue
            records = (gold / name / f"{kind}.jsonl").read_text("utf-8").splitlines()
            rows = [json.loads(row) for row in records if row.strip()]
            _found_rows(f"{name} {kind}", old, marks, rows)


def _found_rows(title: str, old: str, marks: str, rows: list[dict[str, Any]]) -> None:
    words = {0: "missed", 1: "found", 2: "right"}
    moves = Counter[str]()
    for before, after, row in zip(old, marks, rows, strict=True):
        if before != after:
            move = f"{words[int(before)]} → {words[int(after)]}"
            moves[move] += 1
            text = re.sub(
                r"\s+", "", str(row.get("text") or row.get("heading") or row.get("content") or row.get("name"))
            )
            print(f"  {title}: {move}: {row.get('value', '')}{row.get('unit') or ''} {text[:WIDTH]}")
    if moves:
        print(f"  {title}: {dict(moves)}")


def without_words(result: dict[str, Any]) -> dict[str, Any]:
    """The result without the scorer's examples, which quote documents."""
    if isinstance(result, dict):
        return {k: without_words(v) for k, v in result.items() if not k.endswith("examples")}
    return result
