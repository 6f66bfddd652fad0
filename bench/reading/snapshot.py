"""A reading made small enough to keep, without a sentence: addresses, places, digests, closed or numeric values."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = ("provisions", "measures", "targets", "indicators", "projects", "responsibilities", "tasks")
NOT_VALUES = frozenset(
    {"id", "span", "mark_span", "text", "content", "repairs", "confidence", "rule", "doubts", "unit_refs"}
)
# Strings from closed lists, dates and addresses stand as they are; every other string is kept as a digest.
CLOSED = frozenset({"kind", "comparator", "basis", "deadline", "due", "recurrence", "stage", "attribute"})
ADDRESSES = frozenset({"parent", "provision", "task", "annex", "number", "box"})
PLAIN = CLOSED | ADDRESSES


@dataclass(frozen=True, slots=True)
class Entry:
    """One record of a reading."""

    kind: str
    id: str
    span: tuple[int, int]
    digest: str
    values: Mapping[str, Any]

    def line(self) -> str:
        """The record as one line of the baseline."""
        return json.dumps(
            [self.kind, self.id, self.span, self.digest, self.values], ensure_ascii=False, separators=(",", ":")
        )

    @classmethod
    def from_line(cls, line: str) -> Entry:
        """A record from one line of the baseline."""
        kind, id_, span, digest, values = json.loads(line)
        return cls(kind, id_, (span[0], span[1]), digest, values)


def digest(text: object) -> str:
    """Ten characters that stand for a text, white space aside."""
    return hashlib.sha256(re.sub(r"\s+", "", str(text)).encode()).hexdigest()[:10]


def entries(plan: Mapping[str, Any]) -> list[Entry]:
    """All records of a plan (contract JSON), in reading order."""
    return [entry(kind, record) for kind in KINDS for record in plan.get(kind) or ()]


def entry(kind: str, record: Mapping[str, Any]) -> Entry:
    """One record without its words."""
    text = record.get("content") if kind == "tasks" else record.get("text")
    values = {key: kept(key, value) for key, value in record.items() if key not in NOT_VALUES}
    values = {key: value for key, value in values.items() if value not in (None, False, [], {})}
    start, end = record["span"]
    return Entry(kind, record["id"], (start, end), digest(text), values)


def kept(key: str, value: Any) -> Any:
    """A value as the baseline keeps it."""
    if isinstance(value, str):
        return value if key in PLAIN else digest(value)
    if isinstance(value, Mapping):
        return {k: kept(k, v) for k, v in value.items() if v is not None}
    if isinstance(value, Sequence):
        return [kept(key, v) for v in value]
    return value


def load(path: Path) -> list[Entry]:
    """A document's baseline; empty where none is recorded."""
    if not path.exists():
        return []
    return [Entry.from_line(line) for line in path.read_text("utf-8").splitlines() if line]


def save(path: Path, records: list[Entry]) -> None:
    """Write a document's baseline."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(record.line() + "\n" for record in records), "utf-8")
