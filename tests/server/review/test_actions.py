"""Decisions in the database: kept for good, audited, taken back, and shown by tables, sheets and search at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from gangmu_server.directory.actions import create_organisation
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.library import actions as library
from gangmu_server.library import queries as tables
from gangmu_server.library.models import Edition, Mention, Passage, Plan, Target
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.library.rows import replace_rows
from gangmu_server.library.search import search
from gangmu_server.review import actions, queries
from gangmu_server.review.access import access_decision, access_place
from gangmu_server.review.decisions import About
from gangmu_server.review.models import Decision, FixedDecisionError, QueueItem
from gangmu_server.review.payloads import Place
from gangmu_server.review.state import state_of
from tests.server.texts import NEWER_OPINION, OPINION

ORANGE = "二/（一）/t1"


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def row(edition: Edition, address: str = ORANGE) -> Target:
    return Target.objects.get(edition=edition, address=address)


def test_a_correction_shows_in_the_table_at_once_with_who_and_when_and_the_old_value(
    orange: Place, by: dict[str, Any], coordinator: Account, zone: Zone, now: dt.datetime
) -> None:
    actions.correct(orange, {"value": 20, "deadline": "2022-11-30"}, **by)
    found = tables.table(coordinator, zone, "target").get(address=ORANGE)
    assert (found.value, found.deadline) == (20, dt.date(2022, 11, 30))
    assert (found.settled_kind, found.settled_by, found.settled_at) == ("correct", "江一禾", now)
    assert found.was == {"value": 12, "deadline": "2022-12-31"}
    assert found.responsibility.due_on == dt.date(2022, 11, 30), "the duty mark's own due date follows"


def test_the_reading_itself_is_never_edited(orange: Place, by: dict[str, Any], edition: Edition) -> None:
    before = edition.readings.get().payload
    actions.correct(orange, {"value": 20}, **by)
    actions.refuse(orange, **by)
    assert edition.readings.get().payload == before


def test_a_refused_record_leaves_tables_sheets_and_search(
    plan: Plan, by: dict[str, Any], coordinator: Account, zone: Zone, edition: Edition
) -> None:
    duty = edition.responsibilities.first()
    actions.refuse(Place(edition, About.RESPONSIBILITY, duty.address), reason="是举例", **by)
    assert not Mention.objects.filter(edition=edition, name__startswith="县林业局").exists()
    assert not edition.responsibilities.filter(address=duty.address).exists()
    assert search(coordinator, zone, "脐橙").total > 0, "the provision itself stays"


def test_every_decision_is_audited_with_old_and_new(orange: Place, by: dict[str, Any]) -> None:
    actions.correct(orange, {"value": 20}, reason="通知更正", **by)
    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.action, entry.actor_name) == ("decision.correct", "江一禾")
    assert (entry.old, entry.new["value"]) == ({"value": 12}, 20)


def test_taking_back_restores_the_row_and_keeps_both_decisions(
    orange: Place, by: dict[str, Any], edition: Edition
) -> None:
    before = row(edition)
    made = actions.correct(orange, {"value": 20}, **by)
    actions.withdraw(made, **by)
    after = row(edition)
    assert (after.value, after.settled_kind, after.was, after.pk) == (before.value, "", {}, before.pk)
    assert [d.deed for d in Decision.objects.order_by("number")] == ["correct", "withdraw"]
    with pytest.raises(ConflictError):
        actions.withdraw(made, **by)
    with pytest.raises(ConflictError):
        actions.withdraw(Decision.objects.get(deed="withdraw"), **by)


def test_a_decision_is_never_changed_or_deleted(orange: Place, by: dict[str, Any]) -> None:
    made = actions.confirm(orange, **by)
    made.reason = "改了"
    for deed in (made.save, made.delete):
        with pytest.raises(FixedDecisionError):
            deed()


def test_the_database_refuses_a_withdrawal_of_nothing(orange: Place, by: dict[str, Any]) -> None:
    made = actions.confirm(orange, **by)
    made.pk, made.number, made.key, made.deed = None, 99, "other", "withdraw"
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()


def rows_of(edition: Edition) -> list[object]:
    """All rows as they are shown, but for their ids."""
    skipped = {"id", "edition_id", "task_id", "responsibility_id", "provision_id"}
    found: list[object] = []
    for model in (
        "provisions",
        "tasks",
        "responsibilitys",
        "responsibilities",
        "measures",
        "targets",
        "indicators",
        "projects",
        "mentions",
        "passages",
    ):
        manager = getattr(edition, model, None)
        if manager is None:
            continue
        for item in manager.order_by("pk" if model == "passages" else "position", "pk"):
            values = {k: v for k, v in vars(item).items() if not k.startswith("_") and k not in skipped}
            found.append((model, values))
    return sorted(found, key=str)


def test_rows_changed_in_place_are_those_of_a_plan_laid_out_anew(
    orange: Place, by: dict[str, Any], edition: Edition
) -> None:
    duty = edition.responsibilities.order_by("position")[1]
    actions.correct(orange, {"value": 20, "deadline": "2022-11-30"}, **by)
    actions.confirm(Place(edition, About.RESPONSIBILITY, duty.address), **by)
    actions.correct(
        Place(edition, About.RESPONSIBILITY, duty.address),
        {"units": ["县交通局", "县公路中心"], "lead_unit": "县公路中心"},
        **by,
    )
    in_place = rows_of(edition)
    state = state_of(edition)
    replace_rows(edition, state.effective.plan, state.effective.settled)
    assert rows_of(edition) == in_place


def test_a_target_taken_out_leaves_the_rows_of_a_plan_laid_out_anew(
    orange: Place, by: dict[str, Any], edition: Edition
) -> None:
    actions.refuse(orange, **by)
    left = [{k: v for k, v in values.items() if k != "position"} for _model, values in rows_of(edition)]  # type: ignore[misc]
    state = state_of(edition)
    replace_rows(edition, state.effective.plan, state.effective.settled)
    anew = [{k: v for k, v in values.items() if k != "position"} for _model, values in rows_of(edition)]  # type: ignore[misc]
    assert sorted(map(str, left)) == sorted(map(str, anew))
    assert edition.responsibilities.first().due_on == dt.date(2022, 12, 31), "the other target's date is left"


def test_an_added_record_is_found_by_tables_and_gone_when_taken_back(
    plan: Plan, edition: Edition, by: dict[str, Any]
) -> None:
    start = OPINION.index("县委统筹")
    made = actions.add_record(edition, About.TARGET, (start - 1, start + 9), {"comparator": "reach"}, **by)
    assert row(edition, made.address).text.startswith("，县委统筹")
    actions.withdraw(made, **by)
    assert not Target.objects.filter(address=made.address).exists()


def test_splitting_and_merging_keep_places(edition: Edition, by: dict[str, Any]) -> None:
    measure = edition.measures.get(text__contains="节水灌溉")
    cut = OPINION.index("推广节水灌溉")
    actions.split(Place(edition, About.MEASURE, measure.address), [cut], **by)
    parts = edition.measures.filter(address__startswith=f"{measure.address}/s").order_by("position")
    assert [p.text for p in parts] == ["2022年12月底前新建脐橙标准果园12个", "推广节水灌溉3万亩"]
    actions.merge(Place(edition, About.MEASURE, parts[0].address), parts[1].address, **by)
    assert (
        edition.measures.get(address=parts[0].address).text == "2022年12月底前新建脐橙标准果园12个，推广节水灌溉3万亩"
    )


@pytest.mark.parametrize(
    ("deed", "error"),
    [
        (lambda p, by: actions.correct(p, {"value": "十二"}, **by), InvalidError),
        (lambda p, by: actions.correct(p, {"text": "改原文"}, **by), InvalidError),
        (lambda p, by: actions.mark_not_applicable(p, reason=" ", **by), InvalidError),
        (lambda p, by: actions.settle_deadline(p, None, **by), ConflictError),
        (lambda p, by: actions.split(p, [0], **by), InvalidError),
        (lambda p, by: actions.merge(p, p.address, **by), ConflictError),
        (lambda p, by: actions.merge(p, "二/（九）/t1", **by), ConflictError),
        (lambda p, by: actions.decide_repair(p, True, **by), InvalidError),
        (lambda p, by: actions.resolve_unit(Place(p.edition, About.UNIT, "unit/县农业局"), [], **by), InvalidError),
        (lambda p, by: actions.add_record(p.edition, About.TARGET, (10, 10), {}, **by), InvalidError),
        (lambda p, by: actions.confirm(Place(p.edition, p.about, p.address, digest="0" * 20), **by), ConflictError),
        (lambda p, by: actions.confirm(Place(p.edition, p.about, "九/t1"), **by), ConflictError),
    ],
)
def test_what_cannot_be_done_is_refused_and_leaves_nothing(
    orange: Place, by: dict[str, Any], deed: Callable[[Place, dict[str, Any]], object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        deed(orange, by)
    assert not Decision.objects.exists()


@pytest.mark.parametrize("role", ["evaluator", "outsider", "leader", "clerk"])
def test_only_who_writes_plans_decides(
    orange: Place, now: dt.datetime, role: str, request: pytest.FixtureRequest
) -> None:
    account = request.getfixturevalue(role)
    with pytest.raises(NotAllowedError):
        actions.confirm(orange, acting_user=account, at=now)
    assert not Decision.objects.exists()


def test_decisions_and_places_of_another_zone_are_not_found(
    orange: Place, by: dict[str, Any], outsider: Account
) -> None:
    made = actions.confirm(orange, **by)
    with pytest.raises(NotFoundError):
        access_decision(outsider, made.key)
    with pytest.raises(NotFoundError):
        access_place(outsider, orange.edition.key, "target", ORANGE)
    for ask in (lambda: queries.queue(outsider, orange.edition.zone), lambda: queries.case(outsider, orange)):
        with pytest.raises(NotAllowedError):
            ask()


# --- another reading, another edition ------------------------------------------------------------------


def test_a_decision_survives_reading_again(
    orange: Place, by: dict[str, Any], edition: Edition, do_jobs: Callable[[], None]
) -> None:
    actions.correct(orange, {"value": 20}, **by)
    library.reread(edition, **by)
    do_jobs()
    assert (row(edition).value, row(edition).settled_by) == (20, "江一禾")
    assert not QueueItem.objects.filter(address=ORANGE).exists()


def test_a_decision_holds_in_a_new_edition_where_the_text_is_the_same_and_is_asked_again_where_not(
    orange: Place, by: dict[str, Any], plan: Plan, coordinator: Account, do_jobs: Callable[[], None]
) -> None:
    road = Place(orange.edition, About.TARGET, "二/（二）/t1")
    actions.correct(orange, {"value": 99}, **by)
    actions.correct(road, {"value": 88}, **by)
    newer = library.add_edition(plan, [IncomingFile("2.txt", NEWER_OPINION.encode())], **by)
    do_jobs()
    library.make_current(newer, **by)
    assert row(newer, road.address).value == 88
    assert row(newer).value == 20, "the new text's own figure"
    (item,) = queries.queue(coordinator, plan.zone).filter(address=ORANGE)
    assert item.reasons[0]["code"] == "stale"
    shown = queries.case(coordinator, Place(newer, About.TARGET, ORANGE))
    assert "果园12个" in shown.stale.subject.text
    assert "果园20个" in shown.now.text
    actions.confirm(Place(newer, About.TARGET, ORANGE), **by)
    assert not queries.queue(coordinator, plan.zone).filter(address=ORANGE).exists(), "the old decision is at rest"


def test_a_decision_whose_record_is_gone_waits_and_can_be_taken_back(
    orange: Place, by: dict[str, Any], plan: Plan, coordinator: Account, do_jobs: Callable[[], None]
) -> None:
    made = actions.confirm(orange, **by)
    text = OPINION.replace("2022年12月底前新建脐橙标准果园12个，推广节水灌溉3万亩。", "抓好脐橙生产。")
    newer = library.add_edition(plan, [IncomingFile("2.txt", text.encode())], **by)
    do_jobs()
    library.make_current(newer, **by)
    (item,) = queries.queue(coordinator, plan.zone).filter(decision_number=made.number)
    assert item.reasons[0]["code"] == "gone"
    shown = queries.case(coordinator, Place(newer, About.TARGET, item.address))
    assert shown.now is None
    assert shown.stale is not None
    actions.withdraw(made, **by)
    assert not queries.queue(coordinator, plan.zone).filter(decision_number=made.number).exists()


def test_a_purged_plan_takes_its_decisions_with_it(
    orange: Place, by: dict[str, Any], plan: Plan, now: dt.datetime
) -> None:
    actions.withdraw(actions.confirm(orange, **by), **by)
    library.delete_plan(plan, **by)
    library.purge_plan(plan, acting_user=None, at=now)
    assert not Decision.objects.exists()


# --- units ----------------------------------------------------------------------------------------------


@pytest.fixture
def bureau(zone: Zone, administrator: Account, now: dt.datetime) -> Organisation:
    return create_organisation("县河湖事务中心", zone=zone, acting_user=administrator, at=now)


@pytest.mark.usefixtures("organisation")
def test_a_printed_unit_is_referred_to_an_organisation_and_remembered_for_all_plans(
    bureau: Organisation, upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any], zone: Zone
) -> None:
    coordinator = by["acting_user"]
    other = OPINION.replace("梅县发〔2022〕6号", "梅县发〔2022〕7号")
    first, _second = (
        o.edition for name in ("a.txt", "b.txt") for o in upload({name: OPINION if name == "a.txt" else other})
    )
    do_jobs()
    asked = queries.queue(coordinator, zone).filter(about="unit", address="unit/县水利局")
    assert asked.count() == 2
    made = actions.resolve_unit(Place(first, About.UNIT, "unit/县水利局"), [bureau], remember=True, **by)
    assert bureau.aliases.filter(name="县水利局").exists()
    assert asked.count() == 0, "the other plan's line closes too"
    refs = [r for duty in first.responsibilities.all() for r in duty.payload["unit_refs"] if r["printed"] == "县水利局"]
    assert refs == [{"printed": "县水利局", "name": "县河湖事务中心", "confidence": 1.0}]
    assert made.content["remembered"] is True


@pytest.mark.usefixtures("organisation")
def test_a_unit_that_is_none_of_the_zones_is_put_aside_with_a_reason(
    edition: Edition, by: dict[str, Any], coordinator: Account, zone: Zone
) -> None:
    place = Place(edition, About.UNIT, "unit/各乡镇")
    assert queries.queue(coordinator, zone).filter(address=place.address).exists()
    actions.mark_not_applicable(place, reason="泛指", **by)
    assert not queries.queue(coordinator, zone).filter(address=place.address).exists()


def test_passages_follow_a_corrected_task(
    doubtful_plan: Callable[..., Edition], by: dict[str, Any], coordinator: Account, zone: Zone
) -> None:
    edition = doubtful_plan()
    actions.correct(Place(edition, About.TASK, "附件1-1"), {"content": "修好渡口"}, **by)
    assert Passage.objects.get(edition=edition, kind="task").text.startswith("修好渡口")
    assert search(coordinator, zone, "渡口").total == 1
