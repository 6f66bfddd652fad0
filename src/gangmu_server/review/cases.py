"""Settled records as cases that `gangmu check` reads again: plain values, and the files they become."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import to_builtins

from gangmu.checks.cases import SCHEMA, WORDS, missing
from gangmu.model import Plan
from gangmu_server.library.reading.excerpts import standing_excerpt
from gangmu_server.review.decisions import PLAN_FIELDS, About, Decision, Deed, Standing
from gangmu_server.review.fields import values_of
from gangmu_server.review.queries import base_record
from gangmu_server.review.state import State

KEPT_DEEDS = (Deed.CONFIRM, Deed.CORRECT, Deed.SETTLE, Deed.REFUSE, Deed.SPLIT, Deed.MERGE, Deed.ADD)
"""Decisions about what the reader should read; units, repairs and what does not apply are the zone's own affair."""


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case to be written: its file's name, its content, and whether it stands on the whole file."""

    name: str
    content: Mapping[str, Any]
    whole: bool

    def text(self) -> str:
        """The file's text."""
        return json.dumps(self.content, ensure_ascii=False, indent=1) + "\n"


@dataclass(frozen=True, slots=True)
class Source:
    """Where the whole of an edition is kept beside its cases: the file's name there, and its annexes'."""

    file: str
    annexes: tuple[str, ...] = ()


def cases_of(state: State, title: str, source: Source) -> Iterator[CaseFile]:
    """The cases of an edition: one for each decision that holds and says what should be read.

    Args:
        state: reading and decisions.
        title: the plan's.
        source: the whole file, for records that no excerpt can stand for.
    """
    last: dict[tuple[About, str], Decision] = {}
    for decision in state.decisions:
        standing = state.effective.standing[decision.number]
        if standing in {Standing.HOLDS, Standing.MOVED, Standing.DIFFERS} and decision.deed in KEPT_DEEDS:
            last[decision.subject.about, state.effective.places[decision.number]] = decision
    for (about, address), decision in last.items():
        case = _case(state, about, address, decision)
        if case is not None:
            yield _file(state, about, address, decision, case, title=title, source=source)


def _case(state: State, about: About, address: str, decision: Decision) -> dict[str, Any] | None:
    kind = PLAN_FIELDS[about]
    base = base_record(state, about, address)
    now = {record.id: record for record in getattr(state.effective.plan, kind)}
    wanted = [record for key, record in now.items() if key == address or key.startswith(f"{address}/s")]
    whole = [base] if decision.deed in {Deed.REFUSE, Deed.SPLIT} and base is not None else []
    if not wanted and not whole:
        return None
    return {
        "expect": [{"kind": kind, "record": _fields(about, record)} for record in wanted],
        "refuse": [{"kind": kind, "record": _named(about, record)} for record in whole],
    }


def _fields(about: About, record: Any) -> dict[str, Any]:
    """A record's own words and its correctable fields."""
    words = WORDS.get(PLAN_FIELDS[about], "text")
    found: dict[str, Any] = to_builtins({words: getattr(record, words), **values_of(about, record)})
    return found


def _named(about: About, record: Any) -> dict[str, Any]:
    """Just enough to tell a record from others of the same words."""
    found = _fields(about, record)
    heads = {WORDS.get(PLAN_FIELDS[about], "text"), "metric", "name", "value"}
    return {name: value for name, value in found.items() if name in heads}


def _file(
    state: State, about: About, address: str, decision: Decision, case: dict[str, Any], *, title: str, source: Source
) -> CaseFile:
    base = base_record(state, about, address)
    rows = getattr(state.effective.plan, PLAN_FIELDS[about])
    subject = base if base is not None else next(record for record in rows if record.id == address)

    def reads(plan: Plan) -> bool:
        return base is None or missing(plan, PLAN_FIELDS[about], _fields(about, base)) is None

    excerpt = standing_excerpt(state.read.plan, state.read.text, subject, reads)
    place = {"text": excerpt} if excerpt is not None else {"file": source.file, "annexes": list(source.annexes)}
    content = {
        "schema": SCHEMA,
        "name": f"{title} {address}",
        "decided": {"decision": decision.deed.value, "by": decision.by, "at": decision.at.isoformat()},
        "source": place,
        **case,
    }
    return CaseFile(f"{_safe(address)}.case.json", content, whole=excerpt is None)


def _safe(name: str) -> str:
    """A name that every file system takes."""
    return re.sub(r"[^\w（）-]+", "_", name).strip("_")[:80] or "case"
