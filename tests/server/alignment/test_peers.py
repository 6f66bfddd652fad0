"""What plans of the same level do that this one does not."""

from __future__ import annotations

import pytest

from gangmu_server.alignment import actions, queries
from gangmu_server.library.models import Edition
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage, plan_of


@pytest.fixture
def compared(stage: Stage, peer: Edition) -> Edition:
    actions.compare_plans(plan_of(stage.nation), plan_of(peer), **stage.desk)
    stage.jobs()
    return peer


def test_plans_of_the_same_level_wait_to_be_compared(stage: Stage, peer: Edition) -> None:
    found = queries.reading_list(stage.user, stage.nation.plan)
    assert list(found.uncompared) == [plan_of(peer)]
    assert found.size == 0


def test_the_list_holds_what_the_peer_does_and_this_plan_does_not_under_its_own_chapters(
    stage: Stage, compared: Edition
) -> None:
    found = queries.reading_list(stage.user, stage.nation.plan)
    assert found.uncompared == ()
    told = {group.title: [idea.sentence.address for idea in group.ideas] for group in found.groups}
    assert told == {"一、振兴乡村": ["一/m2"], "二、保护生态": ["二/m2"]}


def test_the_same_pair_read_from_the_other_side(stage: Stage, compared: Edition) -> None:
    found = queries.reading_list(stage.user, plan_of(compared))
    addresses = {idea.sentence.address for group in found.groups for idea in group.ideas}
    assert addresses == {"一/m2", "三/m1", "三/m2", "四/m1"}


def test_what_several_peers_do_is_told_once_and_first(stage: Stage, compared: Edition) -> None:
    second = tier.second_peer().store(stage.zone, stage.user)
    stage.jobs()
    for one, other in ((stage.nation, second), (compared, second)):
        actions.compare_plans(plan_of(one), plan_of(other), **stage.desk)
    stage.jobs()
    found = queries.reading_list(stage.user, stage.nation.plan)
    ideas = [idea for group in found.groups for idea in group.ideas]
    tea = [idea for idea in ideas if "茶叶" in idea.sentence.text]
    assert [idea.peers for idea in tea] == [2]
    assert len(ideas) == 3


def test_the_list_is_narrowed_by_words_and_by_what_an_idea_carries(stage: Stage, compared: Edition) -> None:
    assert queries.reading_list(stage.user, stage.nation.plan, "茶").size == 1
    assert queries.reading_list(stage.user, stage.nation.plan, tag="money").size == 1
    assert queries.reading_list(stage.user, stage.nation.plan, "茶", "money").size == 0


def test_an_idea_that_does_not_apply_is_set_aside_with_its_reason(stage: Stage, compared: Edition) -> None:
    idea = next(
        idea
        for group in queries.reading_list(stage.user, stage.nation.plan).groups
        for idea in group.ideas
        if "茶" in idea.sentence.text
    )
    actions.not_applicable([idea.sentence], "本地不产茶", **stage.desk)
    found = queries.reading_list(stage.user, stage.nation.plan)
    assert found.size == 1
    assert [aside.sentence.decision.reason for aside in found.set_aside] == ["本地不产茶"]
