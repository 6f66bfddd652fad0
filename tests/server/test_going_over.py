"""What people decided about a plan goes with its files, when the plan becomes another's version or annex."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from gangmu_server.audit.models import AuditEntry
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import actions as library
from gangmu_server.library.models import Edition, Plan, Target, Task
from gangmu_server.review import actions as desk
from gangmu_server.review.decisions import About
from gangmu_server.review.models import Decision, QueueItem
from gangmu_server.review.payloads import Place
from gangmu_server.review.state import state_of
from tests.server.plans import Builder
from tests.server.texts import OPINION

ORANGE, ROADS, RIVER = "二/（一）/t1", "二/（二）/t1", "二/（三）"
DRAFT = OPINION.replace("80公里", "90公里")


@pytest.fixture
def act(coordinator: Account, zone: Zone) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": zone.created_at}


@pytest.fixture
def twins(upload: Callable[..., Any], do_jobs: Callable[[], None]) -> tuple[Plan, Plan]:
    """An opinion, and another file of it with one figure changed."""
    upload({"意见.txt": OPINION})
    upload({"修改稿.txt": DRAFT})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    return first, second


def target(plan: Plan, address: str = ORANGE) -> Place:
    return Place(plan.editions.order_by("-number")[0], About.TARGET, address)


def add(plan: Plan, words: str, act: dict[str, Any]) -> Decision:
    edition = plan.editions.order_by("-number")[0]
    text = state_of(edition).read.text  # type: ignore[union-attr]
    start = text.index(words)
    return desk.add_record(edition, About.TARGET, (start, start + len(words)), {"metric": words[:4]}, **act)


def row(edition: Edition, address: str = ORANGE) -> Target:
    return Target.objects.get(edition=edition, address=address)


def test_a_correction_made_on_a_file_holds_in_the_version_it_becomes_by_whom_it_was_made(
    twins: tuple[Plan, Plan], act: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    first, second = twins
    made = desk.correct(target(second), {"value": 20}, reason="印错了", **act)
    edition = library.join_as_edition(second, first, **act)
    do_jobs()
    assert (row(edition).value, row(edition).settled_by, row(edition).settled_at) == (20, "江一禾", made.decided_at)
    copy = first.decisions.get()
    assert (copy.reason, copy.content["values"], copy.edition) == ("印错了", {"value": 20}, edition)
    assert AuditEntry.objects.get(action="plan.decisions_carried").new == {"plan": second.key, "decisions": 1}
    assert second.decisions.get() == made, "restored, the plan has its own decisions as before"


def test_the_version_in_force_shows_at_once_what_it_prints_too(
    twins: tuple[Plan, Plan], act: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    first, second = twins
    published = first.editions.get()
    library.publish_edition(published, **act)
    desk.correct(target(second), {"value": 20}, **act)
    desk.correct(target(second, ROADS), {"value": 95}, **act)
    edition = library.join_as_edition(second, first, **act)
    assert (row(published).value, row(published, ROADS).value) == (20, 80)
    do_jobs()
    assert (row(edition).value, row(edition, ROADS).value) == (20, 95)
    assert not QueueItem.objects.filter(edition=edition, codes__contains="stale").exists()


def test_added_and_withdrawn_ones_keep_apart_from_those_of_the_other_plan(
    twins: tuple[Plan, Plan], act: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    first, second = twins
    add(first, "加强组织领导", act)
    desk.withdraw(desk.correct(target(second), {"value": 20}, **act), **act)
    added = add(second, "部门协同", act)
    desk.correct(target(second, added.address), {"metric": "部门协同机制"}, **act)
    edition = library.join_as_edition(second, first, **act)
    do_jobs()
    assert row(edition).value == 12, "what was withdrawn stays withdrawn"
    metrics = Target.objects.filter(edition=edition, address__regex=r"x\d$").values_list("metric", flat=True)
    assert sorted(metrics) == ["加强组织", "部门协同机制"]
    assert [d.number for d in first.decisions.order_by("number")] == [1, 2, 3, 4, 5]


def test_brought_along_once_they_are_not_brought_again(
    twins: tuple[Plan, Plan], act: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    first, second = twins
    made = desk.correct(target(second), {"value": 20}, **act)
    library.join_annex(second, first, **act)
    do_jobs()
    library.restore_plan(second, **act)
    desk.withdraw(made, **act)
    library.join_annex(second, first, **act)
    assert [(d.number, d.deed) for d in first.decisions.order_by("number")] == [(1, "correct"), (2, "withdraw")]
    assert first.decisions.get(number=2).undoes.number == 1  # type: ignore[union-attr]


def test_what_was_decided_about_an_annex_holds_when_it_joins_its_opinion(
    upload: Callable[..., Any], do_jobs: Callable[[], None], act: dict[str, Any], zone: Zone, coordinator: Account
) -> None:
    annex = Builder("附件1").task("附件1-1", "修好桥梁", ["县交通局"]).store(zone, coordinator)
    desk.correct(Place(annex, About.TASK, "附件1-1"), {"units": ["县公路局"]}, **act)
    upload({"意见.txt": OPINION})
    do_jobs()
    owner = Plan.objects.exclude(pk=annex.plan_id).get()
    library.join_annex(annex.plan, owner, **act)
    Builder("意见", text="").task("附件1-7", "修好桥梁", ["县交通局"]).store_in(owner.editions.get(), coordinator)
    assert Task.objects.get(edition__plan=owner).units == ["县公路局"], "found by its words, at another number"


def test_a_plan_without_decisions_brings_none_and_says_nothing(twins: tuple[Plan, Plan], act: dict[str, Any]) -> None:
    first, second = twins
    library.join_as_edition(second, first, **act)
    assert not AuditEntry.objects.filter(action="plan.decisions_carried").exists()
