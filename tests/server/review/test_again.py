"""Where a decision comes back when its text has changed: at the record that took the place of its own, or by itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gangmu_server.directory.models import Account
from gangmu_server.library import actions as library
from gangmu_server.library.models import Edition, Plan
from gangmu_server.library.payloads import IncomingFile
from gangmu_server.review import actions, queries
from gangmu_server.review.again import asked_at
from gangmu_server.review.decisions import About, Decision
from gangmu_server.review.models import QueueItem
from gangmu_server.review.payloads import Place
from gangmu_server.review.subjects import Register
from tests.server.review.desk import Desk

PLAN = """梅江县城市更新实施方案

一、主要任务

（一）改造老旧小区。2024年底前改造老旧小区60个，加装电梯200部。（责任单位：县住建局、各镇）

（二）建设停车设施。2025年前新增停车位8000个。每年新建公园5个。（责任单位：县城管局）

（三）完善管网。2024年新建雨污管网80公里，改造供水管网40公里。（责任单位：县住建局、县水利局）
"""
ONE_PUT_BEFORE = (
    PLAN.replace("（三）", "（四）")
    .replace("（二）", "（三）")
    .replace("（一）改造", "（一）编制规划。2023年底前完成专项规划1个。（责任单位：县自然资源局）\n\n（二）改造")
)
HOUSES, LIFTS, PARKS = "改造老旧小区60个", "加装电梯200部", "新建公园5个"


def target(desk: Desk, words: str) -> str:
    """The address of the target with some words."""
    (found,) = [t.id for t in desk.plan.targets if words in t.text]
    return found


def asked_again(desk: Desk, decision: Decision, text: str) -> str | None:
    """The text of the record at which a decision comes back when another text is read; None where by itself."""
    over = desk.read_again(text)
    stood = Register(desk.plan, desk.text)
    address = asked_at(over, desk.decisions, lambda _decision: stood)[decision.number]
    rows = {r.id: r.text for r in (*over.plan.targets, *over.plan.measures, *over.plan.provisions)}
    return rows[address] if address else None


@pytest.fixture
def desk() -> Desk:
    return Desk(PLAN)


@pytest.mark.parametrize(
    ("decided", "change", "found"),
    [
        (HOUSES, ("小区60个", "小区66个"), "改造老旧小区66个"),
        (HOUSES, ("改造老旧小区60个", "改造城镇老旧小区70个"), "改造城镇老旧小区70个"),
        (HOUSES, ("改造老旧小区60个，", ""), None),
        (HOUSES, ("改造老旧小区60个", "培育骨干企业60家"), None),
        (PARKS, ("每年新建公园5个。", "每年新建口袋公园8个。"), "新建口袋公园8个"),
    ],
)
def test_it_comes_back_at_the_revised_sentence_wherever_that_stands_now(
    desk: Desk, decided: str, change: tuple[str, str], found: str | None
) -> None:
    decision = desk.confirm(About.TARGET, target(desk, decided))
    again = asked_again(desk, decision, ONE_PUT_BEFORE.replace(*change))
    assert (again is None) == (found is None), again
    assert found is None or found in (again or "")


def test_it_never_comes_back_at_a_record_that_stood_beside_the_old_one_and_still_stands() -> None:
    text = "一、目标\n\n（一）水库。新建小型水库3座。\n\n（二）电站。新建小型水库电站3座。\n"
    desk = Desk(text)
    decision = desk.confirm(About.TARGET, target(desk, "水库3座"))
    assert asked_again(desk, decision, text.replace("新建小型水库3座。", "")) is None


def test_it_never_comes_back_at_a_record_that_another_decision_is_about(desk: Desk) -> None:
    first = desk.confirm(About.TARGET, target(desk, HOUSES))
    text = PLAN.replace("小区60个", "小区66个")
    desk.plan, desk.text = Desk(text).plan, text
    desk.confirm(About.TARGET, target(desk, "小区66个"))
    assert asked_at(desk.now, desk.decisions, lambda _decision: None)[first.number] is None


def test_two_revised_sentences_each_get_their_own_decision_back(desk: Desk) -> None:
    houses = desk.confirm(About.TARGET, target(desk, HOUSES))
    lifts = desk.confirm(About.TARGET, target(desk, LIFTS))
    text = ONE_PUT_BEFORE.replace("小区60个", "小区66个").replace("电梯200部", "电梯260部")
    assert "小区66个" in (asked_again(desk, houses, text) or "")
    assert "电梯260部" in (asked_again(desk, lifts, text) or "")


def test_of_sentences_as_alike_it_comes_back_at_the_one_in_the_old_place() -> None:
    desk = Desk("一、目标\n\n（一）南河。新建堤防3公里。\n\n（二）北河。种好树。\n")
    decision = desk.confirm(About.TARGET, target(desk, "堤防3公里"))
    text = "一、目标\n\n（一）南河。新建堤防5公里。\n\n（二）北河。新建堤防7公里。\n"
    assert asked_again(desk, decision, text) == "新建堤防5公里"


# --- on the desk ---------------------------------------------------------------------------------------


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


@pytest.fixture
def revised(
    upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any]
) -> Callable[[str, str], tuple[Edition, int]]:
    """A plan of which one target was confirmed, read in a later version: that version and the decision's number."""

    def make(decided: str, text: str) -> tuple[Edition, int]:
        (outcome,) = upload({"plan.txt": PLAN})
        do_jobs()
        first = outcome.edition
        row = first.targets.get(text__contains=decided)
        made = actions.confirm(Place(first, About.TARGET, row.address), **by)
        newer = library.add_edition(Plan.objects.get(), [IncomingFile("2.txt", text.encode())], **by)
        do_jobs()
        library.make_current(newer, **by)
        return newer, made.number

    return make


def test_the_desk_asks_at_the_revised_record_and_settling_that_one_puts_the_old_decision_to_rest(
    revised: Callable[[str, str], tuple[Edition, int]], by: dict[str, Any]
) -> None:
    newer, number = revised(HOUSES, ONE_PUT_BEFORE.replace("小区60个", "小区66个"))
    other = newer.targets.get(text__contains="专项规划1个")
    assert other.address == "一/（一）/t1", "what stands at the old address is another sentence"
    line = QueueItem.objects.get(edition=newer, decision_number=number)
    assert "小区66个" in newer.targets.get(address=line.address).text
    actions.confirm(Place(newer, About.TARGET, other.address), **by)
    line = QueueItem.objects.get(edition=newer, decision_number=number)
    shown = queries.case(by["acting_user"], Place(newer, About.TARGET, line.address))
    assert shown.stale is not None
    assert "小区60个" in shown.stale.subject.text
    actions.correct(Place(newer, About.TARGET, line.address), {"value": 67}, **by)
    assert not QueueItem.objects.filter(edition=newer, decision_number=number).exists()
    standing = {d.number: d.standing for d in queries.decisions_about(by["acting_user"], newer.plan)}
    assert standing[number] == "withdrawn"


def test_a_decision_whose_record_is_gone_stands_by_itself_and_outlives_what_is_decided_at_its_old_address(
    revised: Callable[[str, str], tuple[Edition, int]], by: dict[str, Any]
) -> None:
    newer, number = revised(HOUSES, ONE_PUT_BEFORE.replace("改造老旧小区60个，", ""))
    line = QueueItem.objects.get(edition=newer, decision_number=number)
    assert (line.address, line.reasons[0]["code"]) == (f"old/{number}", "gone")
    there = queries.case(by["acting_user"], Place(newer, About.TARGET, "一/（一）/t1"))
    assert there.stale is None
    assert there.history == []
    actions.confirm(Place(newer, About.TARGET, "一/（一）/t1"), **by)
    gone = queries.case(by["acting_user"], Place(newer, About.TARGET, f"old/{number}"))
    assert gone.now is None
    assert "小区60个" in gone.stale.subject.text
