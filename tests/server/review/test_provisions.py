"""Provisions on the desk: another parent, no provision at all, one in two, two in one, one that was missed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gangmu_server.base.errors import InvalidError
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition, Provision
from gangmu_server.library.search import search
from gangmu_server.review import actions, queries
from gangmu_server.review.decisions import About, Deed, Standing
from gangmu_server.review.payloads import Place
from gangmu_server.review.replay import Effective
from tests.server.review.desk import Desk
from tests.server.texts import OPINION

ORANGES, ROADS, RIVERS = "二/（一）", "二/（二）", "二/（三）"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def shape(desk: Desk) -> dict[str, str | None]:
    return {p.id: p.parent for p in desk.now.plan.provisions}


def words(desk: Desk) -> str:
    """All that the provisions say, whichever of them says it."""
    return "".join(sorted("".join("".join(p.text for p in desk.now.plan.provisions).split())))


def test_another_parent_kind_and_heading(desk: Desk) -> None:
    made = desk.correct(About.PROVISION, RIVERS, parent=ROADS, kind="item", heading="管好一江清水")
    row = desk.records(About.PROVISION)[RIVERS]
    assert (row.parent, row.kind, row.heading, row.confidence) == (ROADS, "item", "管好一江清水", 1.0)
    assert desk.standing(made) == Standing.HOLDS
    assert desk.now.settled[RIVERS].was["parent"] == "二"


@pytest.mark.parametrize("parent", ["二/（三）", "三", "九"])
def test_a_provision_hangs_under_none_that_is_itself_or_stands_behind_or_is_not_there(desk: Desk, parent: str) -> None:
    made = desk.correct(About.PROVISION, RIVERS, parent=parent)
    assert desk.standing(made) == Standing.STALE
    assert shape(desk)[RIVERS] == "二"


def test_a_provision_does_not_hang_below_itself(desk: Desk) -> None:
    desk.correct(About.PROVISION, ROADS, parent=ORANGES)
    made = desk.correct(About.PROVISION, ORANGES, parent=ROADS)
    assert desk.standing(made) == Standing.STALE


def test_what_is_no_provision_leaves_its_words_its_children_and_its_records_where_they_belong(desk: Desk) -> None:
    before = words(desk)
    desk.refuse(About.PROVISION, ROADS)
    rows = desk.records(About.PROVISION)
    assert ROADS not in rows
    assert "改造农村公路80公里" in rows[ORANGES].text
    assert words(desk) == before
    assert {t.provision for t in desk.now.plan.targets if "公路" in t.text} == {ORANGES}
    desk.refuse(About.PROVISION, "二")
    assert shape(desk)[RIVERS] is None, "a child hangs where its parent hung"


def test_one_in_two_and_two_in_one(desk: Desk) -> None:
    before = words(desk)
    text = desk.records(About.PROVISION)[ROADS].text
    cut = text.index("新建桥梁")
    desk.split(About.PROVISION, ROADS, text[:cut], text[cut:])
    rows = desk.records(About.PROVISION)
    assert (rows[f"{ROADS}/s1"].number, rows[f"{ROADS}/s2"].number) == ("（二）", None)
    assert {t.provision for t in desk.now.plan.targets if "桥梁" in t.text} == {f"{ROADS}/s2"}
    desk.merge(About.PROVISION, f"{ROADS}/s1", f"{ROADS}/s2")
    rows = desk.records(About.PROVISION)
    assert rows[f"{ROADS}/s1"].text == text
    assert words(desk) == before


def test_a_missed_provision_takes_its_words_and_records_from_the_one_that_held_them(desk: Desk) -> None:
    before = words(desk)
    desk.add(About.PROVISION, "新建桥梁5座")
    rows = desk.records(About.PROVISION)
    new = rows[f"{ROADS}/x1"]
    assert (new.parent, new.kind, new.text) == (ROADS, "paragraph", "新建桥梁5座")
    assert "新建桥梁" not in rows[ROADS].text
    assert words(desk) == before
    assert {t.provision for t in desk.now.plan.targets if "桥梁" in t.text} == {new.id}


def test_a_parent_is_found_again_where_numbers_have_moved(desk: Desk) -> None:
    above = {name: getattr(desk.now.register.at(About.PROVISION, ROADS), name) for name in Desk.SUBJECT}
    made = desk.decide(Deed.CORRECT, About.PROVISION, RIVERS, values={"parent": ROADS}, above=above)
    moved = desk.read_again(
        OPINION.replace("（一）做强", "（一）总则。\n\n（二）做强").replace("（二）补齐", "（三）补齐")
    )
    assert moved.standing[made.number] == Standing.MOVED
    assert [p.number for p in moved.plan.provisions if "守护一江清水" in p.text] == ["（三）"], (
        "of two （三） the second"
    )
    assert parent_of(moved, "守护一江清水") == "补齐公路短板"
    later = desk.read_again(OPINION.replace("一、主要目标", "一、总体考虑\n\n依法办事。\n\n一、主要目标"))
    assert later.standing[made.number] in {Standing.HOLDS, Standing.MOVED, Standing.DIFFERS}
    assert parent_of(later, "守护一江清水") == "补齐公路短板"


def parent_of(over: Effective, words: str) -> str | None:
    """The heading of the provision under which the one with some words stands."""
    headings = {p.id: p.heading for p in over.plan.provisions}
    (found,) = [p for p in over.plan.provisions if words in p.text]
    return headings[found.parent] if found.parent else None


NUMBERS_UP = (
    ("（三）守护", "（四）守护"),
    ("（二）补齐", "（三）补齐"),
    ("（一）做强", "（一）办好教育。\n\n（二）做强"),
)


@pytest.mark.parametrize("deed", ["confirm", "correct", "refuse"])
def test_a_provision_whose_number_alone_has_moved_keeps_what_was_decided(desk: Desk, deed: str) -> None:
    if deed == "correct":
        made = desk.correct(About.PROVISION, ROADS, heading="补上公路短板")
    else:
        made = getattr(desk, deed)(About.PROVISION, ROADS)
    text = OPINION
    for old, new in NUMBERS_UP:
        text = text.replace(old, new)
    again = desk.read_again(text)
    assert again.standing[made.number] == Standing.MOVED
    roads = [(p.number, p.heading) for p in again.plan.provisions if "新建桥梁" in p.text]
    wanted = {
        "confirm": ("（三）", "补齐公路短板"),
        "correct": ("（三）", "补上公路短板"),
        "refuse": ("（二）", "做强特色产业"),
    }
    assert roads == [wanted[deed]]


def test_a_number_that_a_person_gave_stays_where_the_printed_one_moves(desk: Desk) -> None:
    made = desk.correct(About.PROVISION, ROADS, number="（九）")
    again = desk.read_again(OPINION.replace("（二）补齐", "（五）补齐"))
    assert again.standing[made.number] == Standing.MOVED
    assert [p.number for p in again.plan.provisions if "新建桥梁" in p.text] == ["（九）"]


def test_of_several_provisions_that_say_the_same_under_new_numbers_none_is_taken(desk: Desk) -> None:
    made = desk.confirm(About.PROVISION, RIVERS)
    twice = OPINION.replace("（三）守护一江清水。", "（四）守护一江清水。").replace(
        "三、保障措施", "（五）守护一江清水。每月巡查河道一次。〔责任单位：县水利局、县农业局〕\n\n三、保障措施"
    )
    assert desk.read_again(twice).standing[made.number] == Standing.STALE


DEEDS = ("confirm", "correct", "refuse", "split", "merge", "add")


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 40)), max_size=8))
def test_whatever_is_done_no_words_are_lost_and_no_provision_hangs_below_itself(deeds: list[tuple[str, int]]) -> None:
    desk = Desk()
    before = words(desk)
    for name, pick in deeds:
        do(desk, name, pick)
    assert words(desk) == before
    parents = shape(desk)
    for address in parents:
        seen: list[str] = []
        at: str | None = address
        while at is not None:
            assert at not in seen
            seen.append(at)
            at = parents[at]
    assert {t.provision for t in desk.now.plan.targets} <= set(parents)


def do(desk: Desk, name: str, pick: int) -> None:
    """Some deed on some provision; nothing where none fits. The first one holds the title's words and stays."""
    rows = list(desk.records(About.PROVISION).values())
    row = rows[pick % len(rows)]
    if name == "confirm":
        desk.confirm(About.PROVISION, row.id)
    elif name == "correct":
        desk.correct(About.PROVISION, row.id, parent=rows[(pick * 7) % len(rows)].id)
    elif name == "refuse" and row is not rows[0]:
        desk.refuse(About.PROVISION, row.id)
    elif name == "split" and len(row.text) > 8:
        desk.split(About.PROVISION, row.id, row.text[:4], row.text[4:])
    elif name == "merge" and row is not rows[-1]:
        desk.merge(About.PROVISION, row.id, rows[rows.index(row) + 1].id)
    elif name == "add":
        desk.add(About.PROVISION, ("节水灌溉", "部门协同", "桥梁5座")[pick % 3])


# --- in the database -----------------------------------------------------------------------------------


def test_rows_outline_and_search_follow(edition: Edition, by: dict[str, Any], coordinator: Account) -> None:
    actions.correct(Place(edition, About.PROVISION, RIVERS), {"parent": ROADS, "heading": "管好一江清水"}, **by)
    row = Provision.objects.get(edition=edition, address=RIVERS)
    assert (row.parent_address, row.depth, row.heading, row.settled_by) == (ROADS, 2, "管好一江清水", "江一禾")
    hit = next(h for h in search(coordinator, edition.zone, "巡查河道").hits if h.kind == "provision")
    assert "补齐公路短板" in hit.trail


def test_a_parent_that_cannot_be_is_refused_by_name(edition: Edition, by: dict[str, Any]) -> None:
    with pytest.raises(InvalidError) as refused:
        actions.correct(Place(edition, About.PROVISION, ROADS), {"parent": RIVERS}, **by)
    assert "上级条款须在它前面" in refused.value.sentence
    with pytest.raises(InvalidError):
        actions.correct(Place(edition, About.PROVISION, ROADS), {"kind": "chapitre"}, **by)


def test_confirming_and_refusing_and_taking_back(edition: Edition, by: dict[str, Any], coordinator: Account) -> None:
    before = list(Provision.objects.filter(edition=edition).values_list("address", "parent_address", "text"))
    place = Place(edition, About.PROVISION, ROADS)
    actions.confirm(place, **by)
    assert queries.case(coordinator, place).settled.kind == "confirm"
    made = actions.refuse(place, reason="是上一条的话", **by)
    assert not Provision.objects.filter(edition=edition, address=ROADS).exists()
    actions.withdraw(made, **by)
    assert list(Provision.objects.filter(edition=edition).values_list("address", "parent_address", "text")) == before


def test_a_provision_is_parted_at_a_place_and_joined_again(edition: Edition, by: dict[str, Any]) -> None:
    text = edition.readings.get().text
    actions.split(Place(edition, About.PROVISION, ROADS), [text.index("新建桥梁")], **by)
    first, second = Provision.objects.filter(edition=edition, address__startswith=f"{ROADS}/s")
    assert second.text.startswith("新建桥梁5座。")
    actions.merge(Place(edition, About.PROVISION, first.address), second.address, **by)
    assert Provision.objects.get(edition=edition, address=first.address).text.endswith("各乡镇〕")
