"""Pairs are found and compared by themselves; a newer result stands beside the one in use until a person takes it."""

from __future__ import annotations

import json

import pytest
from django_tasks_db.models import DBTaskResult

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.models import Alignment, PairKind, PlanPair, Sentence, Side
from gangmu_server.alignment.running import jobs
from gangmu_server.alignment.states import ATTEMPTS
from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import actions as library
from gangmu_server.library.models import Edition
from gangmu_server.library.payloads import IncomingFile, PlanChange
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage, plan_of
from tests.server.conftest import NOW


def pairs() -> set[tuple[str, str, str]]:
    rows = PlanPair.objects.filter(is_live=True).select_related("upper", "lower")
    return {(p.kind, p.upper.title[:4], p.lower.title[:4]) for p in rows}


def test_plans_that_stand_above_each_other_are_found_and_compared_when_they_are_read(stage: Stage) -> None:
    assert pairs() == {
        ("lineage", "梅江革命", "梅州市关"),
        ("lineage", "梅江革命", "梅江区贯"),
        ("lineage", "梅州市关", "梅江区贯"),
        ("rows", "梅江区贯", "梅江区贯"),
    }
    runs = Alignment.objects.all()
    assert {run.state for run in runs} == {"done"}
    assert all(run.in_use for run in runs), "a pair's first result is taken by itself"


def test_what_shows_the_lineage_is_kept_with_its_side(stage: Stage) -> None:
    evidence = stage.pair(stage.nation, stage.district).evidence
    assert evidence[0]["code"] == "cites.number"
    assert evidence[0]["where"] == "lower"
    start, end = evidence[0]["span"]
    assert tier.NUMBER in stage.district.readings.get().text[start:end]


def test_a_plan_beside_the_others_is_compared_with_nothing_until_somebody_asks(stage: Stage, peer: Edition) -> None:
    assert not PlanPair.objects.filter(lower=peer.plan_id).exists()
    asked = actions.compare_plans(plan_of(stage.nation), plan_of(peer), **stage.desk)
    stage.jobs()
    assert asked.pair.kind == PairKind.PEERS
    assert stage.run(stage.nation, peer).counts["links"] >= 2


def test_a_result_is_kept_as_the_alignment_json_and_as_rows_that_say_the_same(stage: Stage) -> None:
    run = stage.run(stage.nation, stage.district)
    payload = json.loads(run.payload)
    assert payload["schema"] == "gangmu.alignment/1"
    assert payload["pair"] == "lineage"
    assert payload["upper"]["text"] is None, "the text stays with the plan JSON"
    linked = {(x["upper"]["measure"], x["lower"]["measure"] or x["lower"]["task"]) for x in payload["links"]}
    rows = {(x.upper.address, x.lower.address) for x in run.links.filter(state="linked")}
    assert rows == linked
    open_below = {x["measure"] or x["task"] for x in payload["added"]}
    assert {s.address for s in run.sentences.filter(side="lower", state="open")} == open_below
    assert run.counts["open"] == len(payload["uncovered"])


def test_a_sentence_carries_its_chapter_and_what_one_filters_by(stage: Stage) -> None:
    airport = stage.sentence(stage.nation, stage.district, Side.UPPER, "三/m2")
    assert (airport.theme, airport.theme_title) == ("三", "三、办好民生")
    assert (airport.has_money, airport.has_pilot) == (True, False)
    village = stage.sentence(stage.nation, stage.district, Side.UPPER, "一/m1")
    assert (village.has_money, village.has_pilot) == (False, True)
    row = stage.sentence(stage.nation, stage.district, Side.LOWER, "附件1-1")
    assert row.is_row


def test_reading_the_same_again_compares_nothing_again(stage: Stage) -> None:
    before = Alignment.objects.count()
    stage.read_again(tier.district(), stage.district)
    assert Alignment.objects.count() == before


def test_a_changed_plan_gets_a_new_result_beside_the_one_in_use_and_it_is_said_what_changed(stage: Stage) -> None:
    old = stage.run(stage.nation, stage.district)
    before = list(old.links.order_by("pk").values_list("pk", "state", "relation"))
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    line = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district))
    assert line.used == old
    assert list(old.links.order_by("pk").values_list("pk", "state", "relation")) == before, "nothing is overwritten"
    assert line.offered is not None
    changes = queries.changes_of(stage.user, line.offered)
    assert [(x.upper.address, x.lower.address) for x in changes.lost] == [("二/m1", "二/m1")]
    assert [s.address for s in changes.now_open] == ["二/m1"]


def test_a_newer_result_is_taken_by_a_person(stage: Stage) -> None:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    offered = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).offered
    actions.take_alignment(offered, **stage.desk)
    line = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district))
    assert (line.used, line.offered) == (offered, None)
    with pytest.raises(ConflictError):
        actions.take_alignment(line.used, **stage.desk)


def test_a_newer_result_that_is_left_is_not_offered_again(stage: Stage) -> None:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    pair = stage.pair(stage.nation, stage.district)
    used = stage.run(stage.nation, stage.district)
    actions.dismiss_alignment(queries.pair_line(stage.user, pair).offered, **stage.desk)
    line = queries.pair_line(stage.user, pair)
    assert (line.used, line.offered) == (used, None)


def test_a_newer_result_that_says_the_same_is_taken_by_itself(stage: Stage) -> None:
    moved = tier.nation()
    moved.facts["horizon"] = (2025, 2035)  # something of the plan changed that no sentence shows
    stage.read_again(moved, stage.nation)
    run = stage.run(stage.nation, stage.district)
    assert run.number == 2
    entry = AuditEntry.objects.filter(action="alignment.adopted").order_by("-number").first()
    assert entry.new["by"] == "itself"


def test_a_plan_that_changes_twice_while_it_waits_is_looked_at_once(stage: Stage) -> None:
    tier.district("整治城区夜市。").store_in(stage.district, stage.user)
    tier.district("整治城区早市。").store_in(stage.district, stage.user)
    waiting = DBTaskResult.objects.filter(task_path=jobs.look_for_pairs.module_path, status="READY")
    assert waiting.count() == 1
    stage.jobs()
    assert stage.pair(stage.nation, stage.district).alignments.count() == 2


def test_the_wrong_order_is_put_right_and_said(stage: Stage) -> None:
    asked = actions.compare_plans(plan_of(stage.district), plan_of(stage.nation), **stage.desk)
    assert asked.is_reversed
    assert asked.pair == stage.pair(stage.nation, stage.district)
    assert asked.alignment is None, "it had been compared already"


def test_a_plan_with_itself_is_refused(stage: Stage) -> None:
    with pytest.raises(InvalidError):
        actions.compare_plans(plan_of(stage.nation), plan_of(stage.nation), **stage.desk)


def test_a_plan_that_was_not_read_is_refused(stage: Stage) -> None:
    unread = library.upload_files([_file("一、目标\n建成水库。")], zone=stage.zone, **stage.desk)[0].edition.plan
    with pytest.raises(ConflictError):
        actions.compare_plans(plan_of(stage.nation), unread, **stage.desk)


def test_plans_of_two_zones_are_refused(stage: Stage, other_zone: Zone, outsider: Account) -> None:
    foreign = tier.peer().store(other_zone, outsider)
    with pytest.raises(InvalidError):
        actions.compare_plans(plan_of(stage.nation), plan_of(foreign), **stage.desk)


def test_who_only_reads_has_nothing_compared(stage: Stage, evaluator: Account) -> None:
    with pytest.raises(NotAllowedError):
        actions.compare_zone(zone=stage.zone, acting_user=evaluator, at=NOW)


def test_a_level_set_by_hand_counts(stage: Stage, peer: Edition) -> None:
    """Without a citation nothing puts one above the other; a citing plan set to a higher level is no lower one."""
    library.update_plan(plan_of(stage.district), PlanChange(level="national"), **stage.desk)
    stage.jobs()
    pair = stage.pair(stage.nation, stage.district)
    assert "level.above" not in {e["code"] for e in pair.evidence}


def test_a_deleted_plan_leaves_the_tier_and_comes_back(stage: Stage) -> None:
    library.delete_plan(plan_of(stage.city), **stage.desk)
    assert "prefectural" not in {c.code for c in queries.coverage_of(stage.user, plan_of(stage.nation)).columns}
    library.restore_plan(plan_of(stage.city), **stage.desk)
    stage.jobs()
    assert "prefectural" in {c.code for c in queries.coverage_of(stage.user, plan_of(stage.nation)).columns}


def test_an_empty_plan_below_is_said(stage: Stage) -> None:
    empty = tier.Promises("梅江镇落实梅江示范区建设方案的通知", level="township", places=("梅江区",))
    edition = empty.cites(tier.TITLE, tier.NUMBER).store(stage.zone, stage.user)
    stage.jobs()
    run = stage.run(stage.nation, edition)
    assert [notice["code"] for notice in run.notices] == ["lower.empty"]
    assert run.counts["open"] == 6


def test_a_run_that_breaks_ends_as_failed_and_says_why(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(upper: object, lower: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(jobs, "compare", broken)
    tier.district("整治城区夜市。").store_in(stage.district, stage.user)
    stage.jobs()
    latest = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).latest
    assert (latest.state, latest.error_code) == ("failed", "alignment.error")
    assert stage.run(stage.nation, stage.district).number == 1, "the result in use stays"


def test_a_run_that_kills_its_worker_is_given_up(stage: Stage) -> None:
    run = stage.run(stage.nation, stage.city)
    Alignment.objects.filter(pk=run.pk).update(state="running", in_use=False, attempts=ATTEMPTS)
    assert jobs.align_pair.func(run.pk) == "failed"
    run.refresh_from_db()
    assert run.error_code == "alignment.crashed"


def test_a_job_done_twice_changes_nothing(stage: Stage) -> None:
    run = stage.run(stage.nation, stage.city)
    rows = Sentence.objects.count()
    assert jobs.align_pair.func(run.pk) == "done"
    assert Sentence.objects.count() == rows
    assert jobs.align_pair.func(0) == "gone"


def _file(text: str) -> IncomingFile:
    return IncomingFile("新.txt", text.encode())
