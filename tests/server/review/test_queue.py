"""The review desk's queue: what is in it, in which order, and what leaves it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition
from gangmu_server.review import actions, queries
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place, QueueFilter
from tests.server.plans import Builder


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def test_the_worst_comes_first_and_what_is_sure_does_not_come(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone
) -> None:
    doubtful_plan()
    found = list(queries.queue(coordinator, zone))
    assert [item.address for item in found] == ["一/t1", "一/t2", "附件1-1"]
    assert [item.reasons[0]["code"] for item in found] == ["ambiguous", "unsure", "doubt"]


@pytest.mark.parametrize(
    ("wanted", "addresses"),
    [
        (QueueFilter(about="task"), ["附件1-1"]),
        (QueueFilter(reason="unsure"), ["一/t2"]),
        (QueueFilter(reason="unit"), []),
        (QueueFilter(plan="none"), []),
    ],
)
def test_the_queue_is_narrowed_by_plan_kind_and_reason(
    wanted: QueueFilter, addresses: list[str], doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone
) -> None:
    doubtful_plan()
    assert [item.address for item in queries.queue(coordinator, zone, wanted)] == addresses


def test_filters_say_how_many_lines_they_leave(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone
) -> None:
    edition = doubtful_plan()
    choices = queries.queue_choices(coordinator, zone)
    assert [(c.value, c.rows) for c in choices["plan"]] == [(edition.plan.key, 3)]
    assert {(c.value, c.rows) for c in choices["about"]} == {("target", 2), ("task", 1)}
    assert ("ambiguous", 1) in {(c.value, c.rows) for c in choices["reason"]}


def test_a_line_leaves_with_its_verdict_and_comes_back_when_that_is_taken_back(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone, by: dict[str, Any]
) -> None:
    edition = doubtful_plan()
    deeds: list[tuple[str, Callable[[Place], Any]]] = [
        ("一/t1", lambda p: actions.settle_deadline(p, dt.date(2024, 12, 31), **by)),
        ("一/t2", lambda p: actions.refuse(p, **by)),
        ("一/t2", lambda p: actions.mark_not_applicable(p, reason="不属于本县", **by)),
        ("附件1-1", lambda p: actions.confirm(Place(edition, About.TASK, "附件1-1"), **by)),
    ]
    for address, deed in deeds:
        made = deed(Place(edition, About.TARGET, address))
        assert address not in [i.address for i in queries.queue(coordinator, zone)]
        actions.withdraw(made, **by)
        assert address in [i.address for i in queries.queue(coordinator, zone)]


def test_deadlines_printed_alike_are_settled_in_one_step_and_taken_back_in_one(
    zone: Zone, coordinator: Account, by: dict[str, Any]
) -> None:
    made = Builder("时限相同")
    facts = {"ambiguous": True, "deadline": "2025-12-31", "deadline_text": "2025年前"}
    for i in range(4):
        made.target(f"t{i}", f"2025年前建成第{i}处", **facts)
    made.target("t8", "2023年前验收", **{**facts, "deadline": "2023-12-31", "deadline_text": "2023年前"})
    edition = made.store(zone, coordinator)
    place = Place(edition, About.TARGET, "t0")
    assert queries.case(coordinator, place).alike == 3
    decision = actions.settle_deadline(place, dt.date(2024, 12, 31), alike=True, **by)
    days = {t.address: (str(t.deadline), t.ambiguous, t.settled_by) for t in edition.targets.all()}
    assert {days[f"t{i}"] for i in range(4)} == {("2024-12-31", False, "江一禾")}
    assert days["t8"] == ("2023-12-31", True, "")
    assert [item.address for item in queries.queue(coordinator, zone)] == ["t8"]
    actions.withdraw(decision, **by)
    assert queries.queue(coordinator, zone).count() == 5


def test_what_is_left_and_done_today_is_counted(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone, by: dict[str, Any], today: dt.date
) -> None:
    edition = doubtful_plan()
    actions.confirm(Place(edition, About.TARGET, "一/t1"), **by)
    actions.withdraw(actions.confirm(Place(edition, About.TARGET, "一/t2"), **by), **by)
    counts = queries.queue_counts(coordinator, zone, today)
    assert (counts.left, counts.today, counts.own_today) == (2, 1, 1)
    assert queries.queue_counts(coordinator, zone, today + dt.timedelta(days=1)).today == 0
    assert queries.waiting_by_plan(coordinator, zone) == {edition.plan_id: 2}


def test_what_is_left_is_counted_as_the_queue_is_narrowed(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone, by: dict[str, Any], today: dt.date
) -> None:
    first, second = doubtful_plan("甲"), doubtful_plan("乙")
    actions.confirm(Place(first, About.TARGET, "一/t1"), **by)
    for wanted in (QueueFilter(), QueueFilter(plan=first.plan.key), QueueFilter(plan=second.plan.key, reason="unsure")):
        counts = queries.queue_counts(coordinator, zone, today, wanted)
        assert counts.left == queries.queue(coordinator, zone, wanted).count()
        assert counts.all == queries.queue(coordinator, zone).count()


def test_a_filter_says_what_it_leaves_beside_the_others(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone, by: dict[str, Any]
) -> None:
    first = doubtful_plan("甲")
    doubtful_plan("乙")
    actions.confirm(Place(first, About.TARGET, "一/t1"), **by)
    wanted = QueueFilter(plan=first.plan.key)
    choices = queries.queue_choices(coordinator, zone, wanted)
    assert sum(choice.rows for choice in choices["about"]) == queries.queue(coordinator, zone, wanted).count()
    assert sum(choice.rows for choice in choices["plan"]) == queries.queue(coordinator, zone).count()


def test_undo_takes_back_ones_own_newest_decision(
    doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone, by: dict[str, Any]
) -> None:
    edition = doubtful_plan()
    earlier = actions.confirm(Place(edition, About.TARGET, "一/t3"), **by)
    first = actions.confirm(Place(edition, About.TARGET, "一/t1"), **by)
    second = actions.confirm(Place(edition, About.TARGET, "一/t2"), **by)
    sitting = [first.key, second.key]
    assert queries.last_decision(coordinator, zone, sitting) == second
    actions.withdraw(second, **by)
    assert queries.last_decision(coordinator, zone, sitting) == first
    actions.withdraw(first, **by)
    assert queries.last_decision(coordinator, zone, sitting) is None, "what was decided earlier stays"
    assert queries.last_decision(coordinator, zone, [earlier.key]) == earlier


def test_a_case_knows_its_neighbour_history_and_place(
    doubtful_plan: Callable[..., Edition], coordinator: Account, by: dict[str, Any]
) -> None:
    edition = doubtful_plan()
    place = Place(edition, About.TARGET, "一/t1")
    actions.correct(place, {"value": 4}, **by)
    case = queries.case(coordinator, place)
    assert (case.base.value, case.now.value) == (3, 4)
    assert case.following.id == "一/t2"
    assert case.text[slice(*case.span)] == "2025年前建成产业园3个"
    assert [(d.deed.value, s.value) for d, s in case.history] == [("correct", "holds")]


QUERIES: dict[str, tuple[int, Callable[[Account, Zone], object]]] = {
    "queue": (2, lambda u, z: [i.edition.plan.title for i in queries.queue(u, z)]),
    "counts": (4, lambda u, z: queries.queue_counts(u, z, z.created_at.date())),
    "choices": (4, queries.queue_choices),
    "waiting": (2, queries.waiting_by_plan),
    "last decision": (2, lambda u, z: queries.last_decision(u, z, ["no", "such"])),
}


@pytest.mark.parametrize("name", QUERIES)
def test_the_desk_asks_the_database_as_often_for_many_as_for_few(
    name: str, doubtful_plan: Callable[..., Edition], coordinator: Account, zone: Zone
) -> None:
    most, ask = QUERIES[name]
    doubtful_plan("甲")
    with CaptureQueriesContext(connection) as few:
        ask(coordinator, zone)
    for i in range(4):
        doubtful_plan(f"乙{i}")
    with CaptureQueriesContext(connection) as many:
        ask(coordinator, zone)
    assert len(few) == len(many) <= most


def test_a_decision_asks_the_database_as_often_in_a_long_plan(
    doubtful_plan: Callable[..., Edition], coordinator: Account, by: dict[str, Any]
) -> None:
    """A confirmation changes its own row and the queue, not the whole plan's rows."""
    edition = doubtful_plan()
    with CaptureQueriesContext(connection) as asked:
        actions.confirm(Place(edition, About.TARGET, "一/t1"), **by)
    assert len(asked) <= 45
    assert not [q for q in asked.captured_queries if q["sql"].startswith("DELETE") and "library_target" in q["sql"]]
