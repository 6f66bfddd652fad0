"""Typed input and output of the review desk."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from gangmu.model import Plan, Proposal
from gangmu_server.library.models import Edition
from gangmu_server.library.settled import Settled
from gangmu_server.review.decisions import About, Decision, Standing, Subject
from gangmu_server.review.models import QueueItem


@dataclass(frozen=True, slots=True)
class Place:
    """What somebody points at: a record, unit or repair of an edition, as they saw it.

    `digest` is that of the text they saw; where given, the deed is refused if the text is another by now.
    """

    edition: Edition
    about: About
    address: str
    digest: str = ""


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue is narrowed to; an empty field narrows nothing."""

    plan: str = ""
    about: str = ""
    reason: str = ""
    skipped: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Choice:
    """A value a filter may take, and how many lines of the queue have it."""

    value: str
    label: str
    rows: int


@dataclass(frozen=True, slots=True)
class QueueCounts:
    """How much is left: of what the queue is narrowed to, and in all; and what was done today: by everybody, and by
    the one who asks."""

    left: int
    all: int
    today: int
    own_today: int


@dataclass(frozen=True, slots=True)
class Case:
    """Everything the desk shows of one subject.

    Attributes:
        edition: where it stands; `edition.plan` is loaded.
        about: the kind of record, or unit or repair.
        address: where it stands.
        subject: what a decision hangs on; None where a stale decision's record is gone.
        item: its line of the queue; None where nobody doubts it.
        base: the record as read.
        now: the record as it is with the decisions made so far.
        span: its place in the text.
        text: the whole text.
        settled: what was decided about it.
        stale: a decision whose text has changed, to be shown beside the new text.
        history: the decisions about it, newest first, and how each stands.
        candidates: organisations a unit may be.
        chosen: organisations the same printed name was last said to mean, here or in another plan of the zone.
        alike: how many others may be decided with it: ambiguous deadlines of the plan in the same words, other places
            of the same misprint.
        rows: the records that name a unit, or that a repair touches.
        following: the next record of the same kind in the text, which it may be merged with.
    made: the records it was split in, or those its whole was.
        parts: of an edition with annexes, each file's part of the text.
        paged: whether one of its files has pages to look at.
    """

    edition: Edition
    about: About
    address: str
    subject: Subject | None
    item: QueueItem | None
    base: Any
    now: Any
    span: tuple[int, int]
    text: str
    settled: Settled | None = None
    stale: Decision | None = None
    history: Sequence[tuple[Decision, Standing]] = ()
    candidates: Sequence[Mapping[str, Any]] = ()
    chosen: Sequence[str] = ()
    alike: int = 0
    rows: Sequence[Any] = ()
    following: Any = None
    made: Sequence[Any] = ()
    parts: Sequence[tuple[int, int]] = ()
    paged: bool = False


@dataclass(frozen=True, slots=True)
class EffectivePlan:
    """A plan with the decisions over it; `stamp` changes with the reading and with every decision."""

    plan: Plan
    text: str
    settled: Mapping[str, Settled]
    stamp: str
    waiting: Mapping[str, str] = field(default_factory=dict)
    proposals: Mapping[str, Proposal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """A decision in a list: what was decided, how it stands, and whether it may be taken back."""

    key: str
    number: int
    deed: str
    about: str
    address: str
    text: str
    content: Mapping[str, Any]
    reason: str
    by: str
    at: dt.datetime
    standing: str
