"""A user's own cases: excerpts of plans with the records a person settled in them, read again and compared.

A case is a small JSON file; `docs/how-to/check-your-own-cases.md` says what is in it. Cases are the user's: none of
them is part of this package, and checking one changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from gangmu.model import Plan

SCHEMA = "gangmu.case/1"
KINDS = ("targets", "tasks", "indicators", "projects", "responsibilities", "measures", "provisions")
WORDS = {"tasks": "content"}
"""The field that holds a record's own words, where it is not `text`."""

Read = Callable[[bytes | str, Sequence[str], str], Plan]
"""Reads a document: bytes or a path, the paths of its annexes, and the name to remember for bytes."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a case does not hold.

    Attributes:
        code: `unreadable` (the case file), `refused` (the document), `missing`, `differs` or `unwanted`.
        kind: the kind of record.
        text: the record's own words.
        fields: for `differs`, each field with the value wanted and the value read.
        reason: for `unreadable` and `refused`, why.
    """

    code: str
    kind: str = ""
    text: str = ""
    fields: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """A case and why it does not hold; it holds where there is no problem."""

    path: Path
    name: str
    problems: tuple[Problem, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the document is read as the person settled it."""
        return not self.problems


def check_cases(folder: Path, read: Read) -> Iterator[Checked]:
    """Check every case of a folder and the folders in it, in order of their names.

    Args:
        folder: where the case files (`*.case.json`) are.
        read: the reader to check.

    Returns:
        Each case with its problems. A case file that is none, and a document that is refused, are problems too.
    """
    plans: dict[tuple[str, ...], Plan] = {}
    for path in sorted(folder.rglob("*.case.json")):
        yield _check(path, read, plans)


def _check(path: Path, read: Read, plans: dict[tuple[str, ...], Plan]) -> Checked:
    try:
        case = json.loads(path.read_text("utf-8"))
        if case["schema"] != SCHEMA:
            raise ValueError(f"schema {case['schema']}")
        wanted = [(e["kind"], e["record"]) for e in case["expect"]]
        unwanted = [(e["kind"], e["record"]) for e in case.get("refuse", ())]
        if not {kind for kind, _ in (*wanted, *unwanted)} <= set(KINDS):
            raise ValueError("kind")
    except (OSError, ValueError, KeyError, TypeError) as error:
        return Checked(path, path.name, (Problem("unreadable", reason=f"{type(error).__name__}: {error}"),))
    name = str(case.get("name") or path.name)
    try:
        plan = _plan(case["source"], path, read, plans)
    except Exception as error:  # noqa: BLE001 - whatever the reader under test does with a document is a finding, not a crash
        return Checked(path, name, (Problem("refused", reason=f"{type(error).__name__}: {error}"),))
    problems = [p for kind, record in wanted if (p := missing(plan, kind, record)) is not None]
    problems += [Problem("unwanted", kind, _words(kind, r)) for kind, r in unwanted if _found(plan, kind, r)]
    return Checked(path, name, tuple(problems))


def _plan(source: Mapping[str, Any], path: Path, read: Read, plans: dict[tuple[str, ...], Plan]) -> Plan:
    """The document of a case: its excerpt, or a whole file beside it, which is read once for all its cases."""
    if "text" in source:
        return read(str(source["text"]).encode(), (), "case.txt")
    files = tuple(str((path.parent / name).resolve()) for name in (source["file"], *source.get("annexes", ())))
    if files not in plans:
        plans[files] = read(files[0], files[1:], Path(files[0]).name)
    return plans[files]


def missing(plan: Plan, kind: str, wanted: Mapping[str, Any]) -> Problem | None:
    """Why a record is not in a plan as wanted: no record of its words, or the nearest of them reads otherwise."""
    alike = [_plain(record) for record in getattr(plan, kind) if _same_words(kind, _plain(record), wanted)]
    if not alike:
        return Problem("missing", kind, _words(kind, wanted))
    differing = [
        {name: (value, _at(record, name)) for name, value in wanted.items() if not _same(_at(record, name), value)}
        for record in alike
    ]
    least = min(differing, key=len)
    return Problem("differs", kind, _words(kind, wanted), least) if least else None


def _found(plan: Plan, kind: str, unwanted: Mapping[str, Any]) -> bool:
    return any(all(_same(_at(_plain(r), n), v) for n, v in unwanted.items()) for r in getattr(plan, kind))


def _plain(record: Any) -> dict[str, Any]:
    found: dict[str, Any] = msgspec.to_builtins(record)
    return found


def _same_words(kind: str, record: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return _bare(_words(kind, record)) == _bare(_words(kind, wanted))


def _words(kind: str, record: Mapping[str, Any]) -> str:
    return str(record.get(WORDS.get(kind, "text"), ""))


def _at(record: Mapping[str, Any], path: str) -> Any:
    """A field by its path, `target.value`."""
    found: Any = record
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
    return found


def _same(read: Any, wanted: Any) -> bool:
    if isinstance(read, list | tuple) or isinstance(wanted, list | tuple):
        return list(read or ()) == list(wanted or ())
    if isinstance(read, str) and isinstance(wanted, str):
        return _bare(read) == _bare(wanted)
    return bool(read == wanted) or (read in (None, "") and wanted in (None, ""))


def _bare(text: str) -> str:
    """A text without white space and without the marks that end a clause: a part keeps none, a sentence does."""
    return "".join(text.split()).strip("，,；;。、")
