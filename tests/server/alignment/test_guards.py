"""What every action and list of alignment must have, as those of the other apps do."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.models import Alignment
from gangmu_server.alignment.running.materials import material_of
from gangmu_server.alignment.running.result import compare
from gangmu_server.audit.models import AuditEntry
from gangmu_server.web.audit_words import DEEDS, FIELDS
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage, plan_of

ACTIONS = {name: getattr(actions, name) for name in actions.__all__}


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_an_action_names_who_acts_and_when_and_is_atomic(action: Callable[..., Any]) -> None:
    parameters = inspect.signature(action).parameters
    for name in ("acting_user", "at"):
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default is inspect.Parameter.empty
    assert inspect.unwrap(action) is not action
    assert action.__doc__


def link(stage: Stage) -> Any:
    return stage.link(stage.nation, stage.district, "一/m1", "一/m1")


def sentence(stage: Stage, side: str, address: str) -> Any:
    return stage.sentence(stage.nation, stage.district, side, address)


def offered(stage: Stage) -> Alignment:
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    found = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).offered
    assert found is not None
    return found


def queued(stage: Stage) -> Alignment:
    other = tier.peer().store(stage.zone, stage.user)
    asked = actions.compare_plans(plan_of(stage.nation), plan_of(other), **stage.desk)
    assert asked.alignment is not None
    return asked.alignment


def started(stage: Stage) -> Alignment:
    alignment = queued(stage)
    actions.start_alignment(alignment, **stage.desk)
    return alignment


def finish(stage: Stage, alignment: Alignment) -> None:
    upper, lower = material_of(alignment.pair.upper), material_of(alignment.pair.lower)
    assert upper is not None
    assert lower is not None
    actions.finish_alignment(alignment, compare(upper, lower), **stage.desk)


STEPS: dict[str, tuple[Callable[[Stage], Any], Callable[[Stage, Any], object]]] = {
    "add_link": (
        lambda s: (sentence(s, "upper", "四/m1"), sentence(s, "lower", "二/m2")),
        lambda s, two: actions.add_link(*two, "related", **s.desk),
    ),
    "change_relation": (link, lambda s, x: actions.change_relation(x, "adopted", **s.desk)),
    "compare_plans": (
        lambda s: tier.peer().store(s.zone, s.user),
        lambda s, other: actions.compare_plans(plan_of(s.nation), plan_of(other), **s.desk),
    ),
    "compare_zone": (lambda s: s.zone, lambda s, zone: actions.compare_zone(zone=zone, **s.desk)),
    "confirm_link": (link, lambda s, x: actions.confirm_link(x, **s.desk)),
    "dismiss_alignment": (offered, lambda s, run: actions.dismiss_alignment(run, **s.desk)),
    "fail_alignment": (started, lambda s, run: actions.fail_alignment(run, "alignment.error", {"name": "x"}, **s.desk)),
    "finish_alignment": (started, finish),
    "not_applicable": (
        lambda s: sentence(s, "upper", "三/m2"),
        lambda s, row: actions.not_applicable([row], "由市里实施", **s.desk),
    ),
    "reject_link": (link, lambda s, x: actions.reject_link(x, **s.desk)),
    "start_alignment": (queued, lambda s, run: actions.start_alignment(run, **s.desk)),
    "take_alignment": (offered, lambda s, run: actions.take_alignment(run, **s.desk)),
    "withdraw_decision": (
        lambda s: actions.confirm_link(link(s), **s.desk),
        lambda s, decision: actions.withdraw_decision(decision, **s.desk),
    ),
}


def test_every_action_is_tried_here() -> None:
    assert set(STEPS) == set(ACTIONS)


@pytest.mark.parametrize("name", STEPS)
def test_every_action_leaves_an_audit_entry_by_its_actor_that_the_trail_has_words_for(name: str, stage: Stage) -> None:
    prepare, act = STEPS[name]
    thing = prepare(stage)
    before = set(AuditEntry.objects.values_list("pk", flat=True))
    act(stage, thing)
    left = AuditEntry.objects.exclude(pk__in=before)
    assert left
    for entry in left:
        assert entry.actor_name == "江一禾"
        assert entry.object_label
        assert entry.action in DEEDS
        assert {*entry.old, *entry.new} - FIELDS.keys() == set()


def coverage(stage: Stage) -> object:
    found = queries.coverage_of(stage.user, stage.nation.plan)
    return [(line.sentence.text, line.advised, line.takers) for line in found.lines]


def peers(stage: Stage) -> object:
    found = queries.reading_list(stage.user, stage.nation.plan)
    return [(idea.sentence.decision, idea.plan.title) for group in found.groups for idea in group.ideas]


LISTS: dict[str, tuple[int, Callable[[Stage], object]]] = {
    "overview": (6, lambda s: [line.pair.upper.title for line in queries.overview(s.user, s.zone).lineage]),
    "coverage": (6, coverage),
    "goals": (6, lambda s: queries.goal_table(s.user, s.nation.plan, [s.city.plan, s.district.plan]).lines),
    "units": (7, lambda s: [dict(x.units) for x in queries.units_of(s.user, s.nation.plan).lines]),
    "side by side": (7, lambda s: queries.side_by_side(s.user, s.run(s.nation, s.district)).blocks),
    "chain": (18, lambda s: [x.plan.title for x in queries.chain_of(s.user, s.district, "附件1-1").steps]),
    "peers": (8, peers),
    "report": (9, lambda s: [x.plan.title for x in queries.report_of(s.user, s.nation.plan, s.zone.created_at).lowers]),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_the_database_as_often_for_many_as_for_few(name: str, stage: Stage) -> None:
    most, ask = LISTS[name]
    ask(stage)  # what the stage itself loads lazily is loaded now
    with CaptureQueriesContext(connection) as few:
        ask(stage)
    for i in range(5):
        more = tier.Promises(f"第{i}区贯彻落实梅江示范区建设方案的实施意见", level="county", places=("梅江区",))
        more.cites(tier.TITLE, tier.NUMBER).chapter("一", "重点任务")
        for k in range(4):
            more.measure(f"一/m{k}", f"建设第{k}座水库，改造{k}条农村公路。", "一")
        more.task("附件1-1", "改造农村公路", ["区交通运输局"]).store(stage.zone, stage.user)
    stage.jobs()
    with CaptureQueriesContext(connection) as many:
        ask(stage)
    assert len(many) == len(few) <= most
