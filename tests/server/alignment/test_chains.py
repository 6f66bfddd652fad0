"""From a table row up to the sentence it began with, and down again."""

from __future__ import annotations

from gangmu_server.alignment import queries
from gangmu_server.alignment.payloads import Chain
from gangmu_server.library.models import Edition
from tests.server.alignment.conftest import Stage
from tests.server.web.conftest import Visit


def told(chain: Chain) -> dict[str, list[str]]:
    return {f"{step.place} {step.plan.level}": [s.sentence.address for s in step.sentences] for step in chain.steps}


def test_a_row_leads_up_to_the_sentence_at_the_top(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.district, "附件1-1")
    assert chain.is_row
    assert told(chain) == {"above national": ["一/m2"], "above prefectural": ["一/m1"], "here county": ["一/m2"]}
    top, between = (step.sentences[0] for step in chain.steps[:2])
    assert (top.answers, top.is_direct) == ((), True), "nothing above it that it could answer"
    assert [(a.relation, a.upper.level, a.pair) for a in between.answers] == [
        ("adopted", "national", stage.pair(stage.nation, stage.city))
    ]


def test_what_became_of_an_upper_sentence_is_told_at_the_lower_one(stage: Stage, visit: Visit) -> None:
    chain = queries.chain_of(stage.user, stage.district, "附件1-1")
    assert [(a.upper.level, a.upper_address) for a in chain.answers] == [
        ("national", "一/m2"),
        ("prefectural", "一/m1"),
        ("county", "一/m2"),
    ]
    down = queries.chain_of(stage.user, stage.nation, "一/m1")
    softened = down.steps[-1].sentences[0]
    assert [(a.relation, a.upper.level) for a in softened.answers] == [("softened", "national")]
    html = visit(stage.user).get(f"/editions/{stage.district.key}/chain/?at=附件1-1").content.decode()
    here = html[html.index("chain-here") :]
    assert here.index("relation is-") < here.index("本任务"), "the word for it stands before the task"


def test_a_level_that_has_the_upper_sentence_but_not_this_one_is_not_called_empty(stage: Stage, visit: Visit) -> None:
    """A second row of the district answers the nation's sentence; the city's own one does not reach it."""
    address = f"/editions/{stage.city.key}/chain/?at=一/m2"
    html = visit(stage.user).get(address).content.decode()
    for step in html.split('<li class="chain-step')[1:]:
        assert not ("未承接" in step and "chain-beside" in step)


def test_a_promise_at_the_top_leads_down_to_the_row(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.nation, "一/m2")
    assert told(chain) == {
        "here national": [],
        "below prefectural": ["一/m1"],
        "below county": ["一/m2", "附件1-1"],
    }


def test_a_level_that_did_not_take_a_promise_up_is_shown_empty(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.nation, "三/m1")
    assert told(chain) == {"here national": [], "below prefectural": [], "below county": []}


def test_a_sentence_taken_up_by_way_of_another_plan_says_so(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.district, "二/m2")
    assert told(chain)["above national"] == ["四/m1"]
    assert not chain.steps[0].sentences[0].is_direct


def test_what_else_came_of_the_sentence_at_the_top_stands_beside(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.city, "一/m1")
    county = next(step for step in chain.steps if step.plan.level == "county")
    assert [s.sentence.address for s in county.sentences] == ["一/m2", "附件1-1"]
    assert county.beside == ()


def test_a_duty_mark_leads_through_the_measures_it_covers(stage: Stage) -> None:
    duty = stage.district.responsibilities.get()
    measure = stage.district.measures.get(address="一/m2")
    type(duty).objects.filter(pk=duty.pk).update(start=measure.start, end=measure.end)
    chain = queries.chain_of(stage.user, stage.district, duty.address)
    assert told(chain)["above national"] == ["一/m2"]


def test_a_plan_that_was_compared_with_none_says_so(stage: Stage, peer: Edition) -> None:
    chain = queries.chain_of(stage.user, peer, "一/m1")
    assert not chain.compared


def test_an_address_where_nothing_stands_gives_an_empty_chain(stage: Stage) -> None:
    chain = queries.chain_of(stage.user, stage.district, "九/m9")
    assert chain.text == ""
    assert not any(step.sentences for step in chain.steps)
