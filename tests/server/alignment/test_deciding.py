"""People's decisions lie over what the aligner found, stay over re-reading, and can be taken back."""

from __future__ import annotations

import pytest
from msgspec import structs

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.access import access_decision, access_link, access_pair, access_sentence
from gangmu_server.alignment.models import LinkDecision
from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from gangmu_server.directory.models import Account
from gangmu_server.library import actions as library
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage
from tests.server.conftest import NOW


def softened(stage: Stage) -> object:
    return stage.link(stage.nation, stage.district, "一/m1", "一/m1")


def test_a_confirmed_link_stays_and_says_who_and_when(stage: Stage) -> None:
    actions.confirm_link(softened(stage), **stage.desk)
    link = softened(stage)
    assert (link.state, link.relation, link.deed) == ("linked", "softened", "confirm")
    assert (link.decision.by_name, link.decision.decided_at) == ("江一禾", NOW)


def test_a_rejected_link_leaves_both_sentences_open(stage: Stage) -> None:
    actions.reject_link(softened(stage), reason="说的是两件事", **stage.desk)
    assert softened(stage).state == "rejected"
    for side in ("upper", "lower"):
        assert stage.sentence(stage.nation, stage.district, side, "一/m1").state == "open"
    assert "softened" not in stage.run(stage.nation, stage.district).counts


def test_an_added_link_takes_the_sentence_off_the_open_ones(stage: Stage) -> None:
    upper = stage.sentence(stage.nation, stage.district, "upper", "四/m1")
    lower = stage.sentence(stage.nation, stage.district, "lower", "二/m2")
    actions.add_link(upper, lower, "related", **stage.desk)
    link = stage.link(stage.nation, stage.district, "四/m1", "二/m2")
    assert (link.state, link.relation, link.deed) == ("linked", "related", "add")
    assert stage.sentence(stage.nation, stage.district, "upper", "四/m1").state == "linked"
    with pytest.raises(ConflictError):
        actions.add_link(upper, lower, "related", **stage.desk)


def test_a_relation_is_changed(stage: Stage) -> None:
    actions.change_relation(softened(stage), "adopted", **stage.desk)
    link = softened(stage)
    assert (link.relation, link.read_relation) == ("adopted", "softened")


def test_not_applicable_needs_a_reason_and_takes_the_promise_out_of_the_percentage(stage: Stage) -> None:
    airport = stage.sentence(stage.nation, stage.district, "upper", "三/m2")
    with pytest.raises(InvalidError):
        actions.not_applicable([airport], "  ", **stage.desk)
    before = queries.coverage_of(stage.user, stage.nation.plan).totals[-2]
    actions.not_applicable([airport], "机场由市里统一实施", **stage.desk)
    after = queries.coverage_of(stage.user, stage.nation.plan).totals[-2]
    assert (before.meant, after.meant) == (6, 5)
    kept = stage.sentence(stage.nation, stage.district, "upper", "三/m2")
    assert (kept.state, kept.decision.reason) == ("not_applicable", "机场由市里统一实施")


def test_a_decision_is_taken_back_and_what_was_before_it_holds_again(stage: Stage) -> None:
    first = actions.change_relation(softened(stage), "adopted", **stage.desk)
    second = actions.reject_link(softened(stage), **stage.desk)
    actions.withdraw_decision(second, **stage.desk)
    assert (softened(stage).state, softened(stage).relation) == ("linked", "adopted")
    actions.withdraw_decision(first, **stage.desk)
    assert (softened(stage).relation, softened(stage).decision) == ("softened", None)
    with pytest.raises(ConflictError):
        actions.withdraw_decision(first, **stage.desk)
    assert LinkDecision.objects.count() == 4, "decisions are only added"


def test_an_added_link_that_is_taken_back_is_gone(stage: Stage) -> None:
    upper = stage.sentence(stage.nation, stage.district, "upper", "四/m1")
    lower = stage.sentence(stage.nation, stage.district, "lower", "二/m3")
    decision = actions.add_link(upper, lower, "adopted", **stage.desk)
    actions.withdraw_decision(decision, **stage.desk)
    page = queries.side_by_side(stage.user, stage.run(stage.nation, stage.district))
    block = next(b for b in page.blocks if b.upper and b.upper.address == "四/m1")
    assert [a.lower.address for a in (*block.answers, *block.rejected)] == []
    assert stage.sentence(stage.nation, stage.district, "lower", "二/m3").state == "open"


def test_decisions_hold_in_another_reading_even_where_addresses_moved(stage: Stage) -> None:
    actions.confirm_link(softened(stage), relation="related", **stage.desk)
    moved = tier.district("整治城区夜市，规范占道经营。")
    measures = moved.records["measures"]
    measures[0] = structs.replace(measures[0], id="一/m9")
    stage.read_again(moved, stage.district)
    offered = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).offered
    actions.take_alignment(offered, **stage.desk)
    link = stage.link(stage.nation, stage.district, "一/m1", "一/m9")
    assert (link.relation, link.deed) == ("related", "confirm")


def test_a_decision_whose_sentence_changed_is_laid_over_nothing_and_asks_for_a_person(stage: Stage) -> None:
    river = stage.link(stage.nation, stage.district, "二/m1", "二/m1")
    decision = actions.confirm_link(river, **stage.desk)
    stage.read_again(tier.district("开展梅江流域横向生态补偿，治理水土流失40平方公里。"), stage.district)
    offered = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).offered
    assert offered.counts["stale"] == 1
    actions.take_alignment(offered, **stage.desk)
    page = queries.side_by_side(stage.user, stage.run(stage.nation, stage.district))
    assert page.stale == (decision,)
    assert stage.link(stage.nation, stage.district, "二/m1", "二/m1").decision is None


def test_an_older_result_can_no_longer_be_decided_on(stage: Stage) -> None:
    old = softened(stage)
    stage.read_again(tier.district("整治城区夜市，规范占道经营。"), stage.district)
    offered = queries.pair_line(stage.user, stage.pair(stage.nation, stage.district)).offered
    actions.take_alignment(offered, **stage.desk)
    old = access_link(stage.user, old.pk)
    with pytest.raises(ConflictError):
        actions.confirm_link(old, **stage.desk)


def test_an_unknown_relation_is_refused(stage: Stage) -> None:
    with pytest.raises(InvalidError):
        actions.change_relation(softened(stage), "grandfathered", **stage.desk)
    with pytest.raises(InvalidError):
        actions.change_relation(softened(stage), "", **stage.desk)


def test_two_sentences_of_one_side_are_not_linked(stage: Stage) -> None:
    first = stage.sentence(stage.nation, stage.district, "upper", "四/m1")
    second = stage.sentence(stage.nation, stage.district, "upper", "三/m1")
    with pytest.raises(InvalidError):
        actions.add_link(first, second, "adopted", **stage.desk)


def test_who_only_reads_decides_nothing(stage: Stage, evaluator: Account) -> None:
    with pytest.raises(NotAllowedError):
        actions.confirm_link(softened(stage), acting_user=evaluator, at=NOW)
    assert not LinkDecision.objects.exists()


def test_another_zone_finds_nothing(stage: Stage, outsider: Account) -> None:
    decision = actions.confirm_link(softened(stage), **stage.desk)
    pair = stage.pair(stage.nation, stage.district)
    sentence = stage.sentence(stage.nation, stage.district, "upper", "一/m1")
    for attempt in (
        lambda: access_pair(outsider, pair.key),
        lambda: access_link(outsider, softened(stage).pk),
        lambda: access_sentence(outsider, sentence.pk),
        lambda: access_decision(outsider, decision.pk),
    ):
        with pytest.raises(NotFoundError):
            attempt()


def test_a_decision_leaves_an_entry_with_both_sentences(stage: Stage) -> None:
    actions.reject_link(softened(stage), reason="两件事", **stage.desk)
    entry = AuditEntry.objects.filter(action="link.rejected").get()
    assert entry.new["upper"].startswith("一/m1 支持梅江县")
    assert entry.new["reason"] == "两件事"


def test_decisions_go_along_when_their_plan_joins_another(stage: Stage) -> None:
    other = tier.district().store(stage.zone, stage.user)
    stage.jobs()
    actions.reject_link(stage.link(stage.nation, other, "一/m1", "一/m1"), reason="说的是两件事", **stage.desk)
    upper = stage.sentence(stage.nation, other, "upper", "三/m2")
    actions.withdraw_decision(actions.not_applicable([upper], "由市里办", **stage.desk)[0], **stage.desk)
    library.join_annex(other.plan, stage.district.plan, **stage.desk)
    pair = stage.pair(stage.nation, stage.district)
    deeds = LinkDecision.objects.filter(pair=pair).order_by("number").values_list("deed", "reason")
    assert list(deeds) == [("reject", "说的是两件事"), ("not_applicable", "由市里办"), ("withdraw", "")]
    assert stage.link(stage.nation, stage.district, "一/m1", "一/m1").state == "rejected"
    entries = AuditEntry.objects.filter(action="pair.decisions_carried", object_label=str(pair))
    assert [entry.new["decisions"] for entry in entries] == [3]
