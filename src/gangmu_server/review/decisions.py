"""What a person decides about a reading, as plain values. No database: `replay` works on these alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class About(StrEnum):
    """What a decision is about: a record of a kind, a printed unit name, or a proposed repair."""

    TASK = "task"
    TARGET = "target"
    INDICATOR = "indicator"
    PROJECT = "project"
    RESPONSIBILITY = "responsibility"
    MEASURE = "measure"
    PROVISION = "provision"
    UNIT = "unit"
    REPAIR = "repair"


class Deed(StrEnum):
    """What is decided."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    REFUSE = "refuse"
    SPLIT = "split"
    MERGE = "merge"
    ADD = "add"
    SETTLE = "settle"
    NOT_APPLICABLE = "not_applicable"
    ACCEPT_REPAIR = "accept_repair"
    REFUSE_REPAIR = "refuse_repair"
    RESOLVE_UNIT = "resolve_unit"
    WITHDRAW = "withdraw"


PLAN_FIELDS: dict[About, str] = {
    About.TASK: "tasks",
    About.TARGET: "targets",
    About.INDICATOR: "indicators",
    About.PROJECT: "projects",
    About.RESPONSIBILITY: "responsibilities",
    About.MEASURE: "measures",
    About.PROVISION: "provisions",
}
"""Where the records of a kind stand in the plan."""


OLD = "old/"
"""Before a decision's number: the address of a line of the queue about a decision whose record is gone."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a decision hangs on, so that it finds its record again when the plan is read anew.

    Attributes:
        about: the kind of record, or unit or repair.
        address: where it stood.
        digest: of its text, white space aside: the same text gives the same digest wherever it stands.
        ordinal: which of the records of its kind with this very text it was, from 0.
        twins: how many of those there were.
        text: the text itself, to be shown where it has changed.
    """

    about: About
    address: str
    digest: str
    ordinal: int = 0
    twins: int = 1
    text: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. Decisions are only added: a later one supersedes, a withdrawal names the one it takes back.

    Attributes:
        number: its place in the plan's order, from 1.
        deed: what was decided.
        subject: about what.
        content: what the deed needs: new values, parts, a proposal, an organisation.
        by: who decided, as named then.
        at: when.
        reason: why, where one was given.
        undoes: the number of the decision a withdrawal takes back.
    """

    number: int
    deed: Deed
    subject: Subject
    by: str
    at: dt.datetime
    content: Mapping[str, Any] = field(default_factory=dict)
    reason: str = ""
    undoes: int | None = None


class Standing(StrEnum):
    """How a decision stands over a reading."""

    HOLDS = "holds"
    MOVED = "moved"
    """It holds, at another address: the same text stands elsewhere now."""
    DIFFERS = "differs"
    """It holds, but the reader now reads other values from the same text than those that were confirmed."""
    STALE = "stale"
    """The text it was about has changed or is gone: it is laid over nothing and waits for a person."""
    WITHDRAWN = "withdrawn"
    IDLE = "idle"
    """There is nothing to lay it over and nothing to ask: its repair, unit or split is not there any more."""
