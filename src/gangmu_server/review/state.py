"""A plan's reading together with its decisions, from the database to plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from gangmu.model import Plan
from gangmu_server.library.models import Edition, Reading, ReadingState
from gangmu_server.library.reading.names import plan_of_reading
from gangmu_server.review.decisions import Decision
from gangmu_server.review.models import Decision as Row
from gangmu_server.review.replay import Effective, replay
from gangmu_server.review.subjects import Register

KEPT = 8
"""Readings kept decoded in memory: a reading never changes."""


@dataclass(frozen=True, slots=True)
class Read:
    """A reading in use: the plan as read (with repairs proposed since, where the zone's names changed), the text its
    spans count in, and units that nothing settles."""

    number: int
    names_number: int
    version: str
    plan: Plan
    text: str
    candidates: Mapping[str, Sequence[Mapping[str, Any]]]
    register: Register


@dataclass(frozen=True, slots=True)
class State:
    """What holds in an edition now."""

    edition: Edition
    read: Read
    decisions: tuple[Decision, ...]
    effective: Effective

    @property
    def stamp(self) -> str:
        """Changes with the reading and with every decision."""
        read = self.read
        return f"{read.number}.{read.names_number}.{self.decisions[-1].number if self.decisions else 0}"

    def replayed(self, decisions: Sequence[Decision]) -> Effective:
        """The same reading with other decisions over it."""
        return replay(self.read.plan, self.read.text, decisions, self.read.register)


def decisions_of(plan_id: int) -> tuple[Decision, ...]:
    """All decisions about a plan, the earliest first."""
    rows = Row.objects.filter(plan_id=plan_id).select_related("undoes").order_by("number")
    return tuple(row.value() for row in rows)


def state_of(edition: Edition) -> State | None:
    """The edition's reading in use with the decisions about its plan; None while it has not been read."""
    numbers = edition.readings.filter(in_use=True).values_list("number", "names_number").first()
    if numbers is None:
        return None
    read = _read(edition.pk, edition.key, *numbers)
    decisions = decisions_of(edition.plan_id)
    return State(edition, read, decisions, replay(read.plan, read.text, decisions, read.register))


def stood_of(plan_id: int) -> Callable[[Decision], Register | None]:
    """What stood in a plan when a decision about it was made: the reading in use then."""

    @cache
    def made() -> dict[int, tuple[int, str, dt.datetime]]:
        rows = Row.objects.filter(plan_id=plan_id, edition__isnull=False)
        return {
            number: made for number, *made in rows.values_list("number", "edition_id", "edition__key", "decided_at")
        }

    @cache
    def ended() -> list[tuple[int, dt.datetime, int, int]]:
        rows = Reading.objects.filter(edition__plan_id=plan_id, state=ReadingState.DONE).order_by("number")
        return list(rows.values_list("edition_id", "finished_at", "number", "names_number"))

    def stood(decision: Decision) -> Register | None:
        edition_id, key, at = made().get(decision.number, (0, "", decision.at))
        numbers = [numbers for edition, finished, *numbers in ended() if edition == edition_id and finished <= at]
        return _read(edition_id, key, *numbers[-1]).register if numbers else None

    return stood


@lru_cache(maxsize=KEPT)
def _read(edition_id: int, _key: str, number: int, names_number: int) -> Read:
    reading = Reading.objects.defer("layout").get(edition_id=edition_id, number=number)
    plan = plan_of_reading(reading)
    register = Register(plan, reading.text)
    return Read(number, names_number, reading.reader_version, plan, reading.text, reading.unit_candidates, register)
