"""Decisions laid over a reading: what each deed does, what survives another reading, what waits for a person."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs, to_builtins

import gangmu
from gangmu.model import Plan, Proposal, UnitRef
from gangmu_server.review.decisions import PLAN_FIELDS, About, Deed, Standing
from gangmu_server.review.fields import FieldError, with_values
from gangmu_server.review.replay import Effective
from tests.server.review.desk import Desk
from tests.server.texts import OPINION

ORANGE = "二/（一）/t1"
WATER = "二/（一）/t2"
DUTY = "二/（一）/r1"


@pytest.fixture
def desk() -> Desk:
    return Desk()


def kept(plan: Plan) -> dict[str, list[object]]:
    """The records without the times of decisions."""
    return {field: list(getattr(plan, field)) for field in PLAN_FIELDS.values()}


def test_without_decisions_the_plan_is_as_read(desk: Desk) -> None:
    assert desk.now.plan == desk.plan
    assert desk.now.settled == {}


def test_a_confirmed_record_is_sure_and_keeps_its_values(desk: Desk) -> None:
    decision = desk.confirm(About.TARGET, ORANGE)
    record = desk.records(About.TARGET)[ORANGE]
    assert (record.confidence, record.doubts, record.value) == (1.0, (), 12)
    assert desk.now.settled[ORANGE].kind == "confirm"
    assert desk.standing(decision) == Standing.HOLDS


def test_a_correction_keeps_the_old_value_beside_the_new(desk: Desk) -> None:
    desk.correct(About.TARGET, ORANGE, value=20, unit="片")
    assert desk.records(About.TARGET)[ORANGE].value == 20
    assert desk.now.settled[ORANGE].was == {"value": 12, "unit": "个"}
    assert desk.plan == gangmu.read(OPINION.encode(), name="plan.txt"), "the reading is not edited"


def test_a_later_correction_wins_field_by_field(desk: Desk) -> None:
    desk.correct(About.TARGET, ORANGE, value=20)
    desk.correct(About.TARGET, ORANGE, value=21)
    desk.correct(About.TARGET, ORANGE, metric="标准果园")
    record = desk.records(About.TARGET)[ORANGE]
    assert (record.value, record.metric) == (21, "标准果园")


def test_a_refused_record_is_gone_and_no_other(desk: Desk) -> None:
    desk.refuse(About.TARGET, ORANGE)
    assert desk.records(About.TARGET).keys() == {t.id for t in desk.plan.targets} - {ORANGE}


def test_a_record_split_gives_parts_with_their_own_places(desk: Desk) -> None:
    (measure, *_rest) = [m for m in desk.plan.measures if "节水灌溉" in m.text]
    first, second = measure.text.rstrip("。").split("，")
    desk.split(About.MEASURE, measure.id, first, second)
    parts = [desk.records(About.MEASURE)[f"{measure.id}/s{n}"] for n in (1, 2)]
    assert [part.text for part in parts] == [first, second]
    for part in parts:
        assert desk.text[slice(*part.span)] == part.text
    assert measure.id not in desk.records(About.MEASURE)


def test_records_merged_cover_both_places_and_name_all_units(desk: Desk) -> None:
    first, second, *_ = desk.plan.responsibilities
    desk.merge(About.RESPONSIBILITY, first.id, second.id)
    merged = desk.records(About.RESPONSIBILITY)[first.id]
    assert merged.span == (first.span[0], second.span[1])
    assert set(merged.units) == {*first.units, *second.units}
    assert second.id not in desk.records(About.RESPONSIBILITY)


def test_an_added_record_stands_in_its_place(desk: Desk) -> None:
    decision = desk.add(About.TARGET, "县委统筹、部门协同、乡镇落实", comparator="more_than")
    record = desk.records(About.TARGET)[decision.subject.address]
    assert desk.text[slice(*record.span)] == "县委统筹、部门协同、乡镇落实"
    assert record.comparator == "more_than"
    order = [t.span[0] for t in desk.now.plan.targets]
    assert order == sorted(order)


def test_an_added_record_can_be_corrected_and_refused_like_any_other(desk: Desk) -> None:
    added = desk.add(About.PROJECT, "县委统筹、部门协同、乡镇落实")
    desk.correct(About.PROJECT, added.subject.address, name="统筹机制")
    assert desk.records(About.PROJECT)[added.subject.address].name == "统筹机制"
    desk.refuse(About.PROJECT, added.subject.address)
    assert desk.records(About.PROJECT) == {}


def test_an_ambiguous_deadline_settled_is_ambiguous_no_more(desk: Desk) -> None:
    targets = tuple(structs.replace(t, ambiguous=True) if t.id == ORANGE else t for t in desk.plan.targets)
    desk = Desk(plan=structs.replace(desk.plan, targets=targets))
    desk.decide(Deed.SETTLE, About.TARGET, ORANGE, deadline="2021-12-31")
    record = desk.records(About.TARGET)[ORANGE]
    assert (record.deadline, record.ambiguous) == ("2021-12-31", False)


def test_a_unit_resolved_holds_for_every_row_that_prints_it(desk: Desk) -> None:
    desk.decide(Deed.RESOLVE_UNIT, About.UNIT, "unit/县农业农村局", organisations=["县农业农村和水利局"])
    refs = {ref for r in desk.now.plan.responsibilities for ref in r.unit_refs}
    assert refs == {UnitRef("县农业农村局", "县农业农村和水利局", 1.0)}


def test_a_repair_accepted_is_marked_in_every_record_it_stands_in_and_one_refused_changes_nothing() -> None:
    text = OPINION.replace("节水灌溉", "节氷灌溉", 1)
    at = text.index("氷")
    plan = gangmu.read(text.encode(), name="plan.txt")
    proposal = Proposal((at, at + 1), "氷", "水", "word", "节氷灌溉 → 节水灌溉", 0.75)
    for deed, word in ((Deed.ACCEPT_REPAIR, "节水灌溉"), (Deed.REFUSE_REPAIR, "节氷灌溉")):
        desk = Desk(text, structs.replace(plan, proposals=(proposal,)))
        desk.decide(deed, About.REPAIR, "repair/0")
        assert any(word in m.text for m in desk.now.plan.measures)
        assert desk.now.plan.proposals == ()
        repaired = [r for m in desk.now.plan.measures for r in m.repairs if r.to == "水"]
        assert bool(repaired) == (deed == Deed.ACCEPT_REPAIR)


TWICE = "赣州市修路方案\n一、任务\n（一）修路。修好静州的环城路，建好静州港的码头，年内动工。\n"


@pytest.mark.parametrize(("address", "left"), [("repair/0", "静州港"), ("repair/1", "静州的环城路")])
def test_one_place_of_an_error_is_mended_and_the_other_still_waits(address: str, left: str) -> None:
    desk = Desk(TWICE)
    desk.decide(Deed.ACCEPT_REPAIR, About.REPAIR, address)
    (article,) = [p for p in desk.now.plan.provisions if p.number == "（一）"]
    assert left in article.text
    assert article.text.count("静州") == 1
    assert len(desk.now.plan.proposals) == 1


@pytest.mark.parametrize("deed", [Deed.ACCEPT_REPAIR, Deed.REFUSE_REPAIR])
def test_all_places_of_an_error_are_decided_in_one_step_and_taken_back_in_one(deed: Deed) -> None:
    desk = Desk(TWICE)
    other = desk.now.register.at(About.REPAIR, "repair/1")
    assert other is not None
    made = desk.decide(deed, About.REPAIR, "repair/0", also=[to_builtins(other)])
    (article,) = [p for p in desk.now.plan.provisions if p.number == "（一）"]
    assert article.text.count("静州") == (0 if deed == Deed.ACCEPT_REPAIR else 2)
    assert desk.now.plan.proposals == ()
    desk.withdraw(made)
    assert desk.now.plan.proposals == desk.plan.proposals


def test_what_does_not_apply_stays_in_the_plan_with_its_mark(desk: Desk) -> None:
    desk.decide(Deed.NOT_APPLICABLE, About.TARGET, ORANGE)
    assert ORANGE in desk.records(About.TARGET)
    assert desk.now.settled[ORANGE].kind == "not_applicable"


# --- another reading -----------------------------------------------------------------------------------


def test_a_decision_follows_its_text_to_another_address(desk: Desk) -> None:
    decision = desk.correct(About.TARGET, ORANGE, value=20)
    earlier = "（一）办好老区教育。2022年12月底前新建学校2所。\n\n"
    text = (
        OPINION.replace("（一）做强", f"{earlier}（二）做强")
        .replace("（二）补齐", "（三）补齐")
        .replace("（三）守护", "（四）守护")
    )
    again = desk.read_again(text)
    assert desk.standing(decision, again) == Standing.MOVED
    assert {t.id: t.value for t in again.plan.targets}["二/（二）/t1"] == 20


def test_a_decision_whose_text_changed_is_stale_and_changes_nothing(desk: Desk) -> None:
    decision = desk.correct(About.TARGET, ORANGE, value=99)
    again = desk.read_again(OPINION.replace("新建脐橙标准果园12个", "新建脐橙标准果园20个"))
    assert desk.standing(decision, again) == Standing.STALE
    assert {t.id: t.value for t in again.plan.targets}[ORANGE] == 20


def test_a_decision_whose_record_is_gone_is_stale(desk: Desk) -> None:
    decision = desk.confirm(About.TARGET, ORANGE)
    again = desk.read_again(OPINION.replace("2022年12月底前新建脐橙标准果园12个，", ""))
    assert desk.standing(decision, again) == Standing.STALE


def test_confirmed_values_hold_when_a_newer_reader_reads_the_same_text_otherwise(desk: Desk) -> None:
    decision = desk.confirm(About.TARGET, ORANGE)
    targets = tuple(structs.replace(t, value=120) if t.id == ORANGE else t for t in desk.plan.targets)
    again = desk.read_again(plan=structs.replace(desk.plan, targets=targets))
    assert {t.id: t.value for t in again.plan.targets}[ORANGE] == 12
    assert desk.standing(decision, again) == Standing.DIFFERS


def test_what_the_reader_finds_by_itself_now_is_not_added_twice(desk: Desk) -> None:
    words = next(t for t in desk.plan.targets if t.id == WATER).text
    without = structs.replace(desk.plan, targets=tuple(t for t in desk.plan.targets if t.id != WATER))
    early = Desk(plan=without)
    added = early.add(About.TARGET, words)
    assert added.subject.address in early.records(About.TARGET)
    again = early.read_again(plan=desk.plan)
    assert [t.id for t in again.plan.targets] == [t.id for t in desk.plan.targets]
    assert early.standing(added, again) == Standing.IDLE


def test_decisions_about_parts_sleep_while_the_split_is_taken_back(desk: Desk) -> None:
    measure = next(m for m in desk.plan.measures if "节水灌溉" in m.text)
    split = desk.split(About.MEASURE, measure.id, *measure.text.rstrip("。").split("，"))
    on_part = desk.confirm(About.MEASURE, f"{measure.id}/s1")
    desk.withdraw(split)
    assert desk.standing(on_part) == Standing.IDLE
    assert measure.id in desk.records(About.MEASURE)


def test_twins_are_told_apart_by_their_order() -> None:
    text = "一、目标\n\n（一）水利。每月巡查一次。\n\n（二）林业。每月巡查一次。\n"
    desk = Desk(text)
    _first, second = (t.id for t in desk.plan.targets)
    decision = desk.refuse(About.TARGET, second)
    again = desk.read_again("一、目标\n\n（一）总则。\n\n（二）水利。每月巡查一次。\n\n（三）林业。每月巡查一次。\n")
    assert desk.standing(decision, again) in {Standing.MOVED, Standing.HOLDS}
    assert [t.provision for t in again.plan.targets] == ["一/（二）"]
    gone = desk.read_again("一、目标\n\n（一）林业和水利。每月巡查一次。\n")
    assert desk.standing(decision, gone) == Standing.STALE, "one of two is left: nobody can tell which"


# --- properties ----------------------------------------------------------------------------------------

DEEDS = ("confirm", "correct", "refuse", "split", "merge", "add", "not_applicable")


def one_deed(desk: Desk, name: str, pick: int) -> None:
    """Some deed on some record of the desk; nothing where none fits."""
    about = list(PLAN_FIELDS)[pick % len(PLAN_FIELDS)]
    rows = list(desk.records(about).values())
    record = rows[pick % len(rows)] if rows else None
    if name == "add":
        words = "脐橙标准果园 节水灌溉 一江清水 部门协同 桥梁5座".split()
        desk.add(about, words[pick % len(words)])
    elif record is None:
        return
    elif name == "confirm":
        desk.confirm(about, record.id)
    elif name == "correct":
        values = {
            About.TARGET: {"value": pick},
            About.MEASURE: {"verb": f"动{pick}"},
            About.RESPONSIBILITY: {"lead_unit": f"局{pick}"},
            About.PROVISION: {"heading": f"题{pick}"},
        }
        desk.correct(about, record.id, **values.get(about, {"name": f"名{pick}"}))
    elif name == "split" and len(record.text) > 8:
        words = "".join(desk.text[slice(*record.span)].split())
        desk.split(about, record.id, words[:4], words[4:])
    elif name == "merge" and len(rows) > 1:
        other = rows[(pick + 1) % len(rows)]
        if other.id != record.id:
            desk.merge(about, record.id, other.id)
    elif name in {"refuse", "not_applicable"}:
        desk.decide(Deed(name), about, record.id)


def same(a: Effective, b: Effective) -> bool:
    return kept(a.plan) == kept(b.plan) and a.settled == b.settled and a.standing == b.standing


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), max_size=8))
def test_any_decisions_give_the_same_records_when_the_unchanged_text_is_read_again(
    deeds: list[tuple[str, int]],
) -> None:
    desk = Desk()
    for name, pick in deeds:
        one_deed(desk, name, pick)
    assert same(desk.now, desk.read_again())
    assert all(s in {Standing.HOLDS, Standing.IDLE} for s in desk.now.standing.values()), "nothing made here goes stale"
    addresses = [r.id for f in PLAN_FIELDS.values() for r in getattr(desk.now.plan, f)]
    assert len(addresses) == len(set(addresses))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), min_size=1, max_size=8))
def test_taking_decisions_back_one_by_one_restores_every_earlier_state(deeds: list[tuple[str, int]]) -> None:
    desk = Desk()
    states = [kept(desk.now.plan)]
    made = []
    for name, pick in deeds:
        before = len(desk.decisions)
        one_deed(desk, name, pick)
        if len(desk.decisions) > before:
            made.append(desk.decisions[-1])
            states.append(kept(desk.now.plan))
    for decision, state in zip(reversed(made), reversed(states[:-1]), strict=True):
        desk.withdraw(decision)
        assert kept(desk.now.plan) == state


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), max_size=6))
def test_every_record_still_equals_its_place_in_the_text(deeds: list[tuple[str, int]]) -> None:
    desk = Desk()
    for name, pick in deeds:
        one_deed(desk, name, pick)
    for field in ("targets", "measures", "projects", "responsibilities"):
        for record in getattr(desk.now.plan, field):
            assert "".join(desk.text[slice(*record.span)].split()) == record.text


@pytest.mark.parametrize(
    ("about", "values", "field"),
    [
        (About.TARGET, {"text": "改原文"}, "text"),
        (About.TARGET, {"value": "十二"}, "value"),
        (About.TARGET, {"comparator": "most"}, "comparator"),
        (About.TARGET, {"metric": ""}, "metric"),
        (About.RESPONSIBILITY, {"units": []}, "units"),
    ],
)
def test_a_value_its_field_cannot_hold_is_refused_by_name(about: About, values: dict, field: str) -> None:  # type: ignore[type-arg]
    record = next(iter(Desk().records(about).values()))
    with pytest.raises(FieldError) as refused:
        with_values(about, record, values)
    assert refused.value.field == field
