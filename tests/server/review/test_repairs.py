"""What recognition garbled, against the zone's own tables and the document's vocabulary: proposed, and never applied."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gangmu_server.directory import actions as directory
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library.models import Edition
from gangmu_server.review import actions, queries
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.plans import Builder

HEAD = "桐江区关于推进示范区建设的实施意见\n\n一、重点任务\n\n（一）办实事。"
LEADERS = "附件1\n桐江区任务分工表\n序号\t工作任务\t责任领导\t责任单位\n"
ROWS = "".join(f"{i}\t办好第{i}件实事\t方清源\t区财政局\n" for i in range(1, 5))

CASES = {
    "a place between places": (f"{HEAD}推进安远、寻鸟、定南三县道路建设，年内修好三条路。\n", "寻鸟 → 寻乌"),
    "a place before a known organisation's words": (
        f"{HEAD}由静州经济技术开发区先行先试，形成能够推广的做法。\n",
        "静州 → 赣州",
    ),
    "a word of the document": (
        f"{HEAD}治理废弃露天矿山三处，再治理废弃霹天矿山一处，都要在年内办完。\n",
        "霹天 → 露天",
    ),
    "an organisation in running text": (
        f"{HEAD}种苗由桐江区林亚局统一调配，清明之前送到苗圃。\n",
        "桐江区林亚局 → 桐江区林业局",
    ),
    "a project of another plan": (
        f"{HEAD}抓紧办好霹天矿山生态修复工程，落实管护人手和经费。\n",
        "霹天矿山生态修复工程 → 露天矿山生态修复工程",
    ),
    "a leader the zone knows": (f"{HEAD}统筹推进。\n\n{LEADERS}1\t办好一件实事\t韩晓予\t区财政局\n", "韩晓予 → 韩晓序"),
    "a leader the document knows": (
        f"{HEAD}统筹推进。\n\n{LEADERS}{ROWS}5\t办好末件事\t方清原\t区财政局\n",
        "方清原 → 方清源",
    ),
}


@pytest.fixture
def known(zone: Zone, administrator: Account, coordinator: Account, now: dt.datetime) -> None:
    """Places, organisations, a person, and a project of another plan."""
    office = {"zone": zone, "acting_user": administrator, "at": now}
    for name in ("寻乌", "安远", "定南", "赣州"):
        directory.create_place(name, "county", **office)
    for name in ("桐江区林业局", "赣州经济技术开发区管委会", "区财政局", "区卫生健康委员会"):
        directory.create_organisation(name, **office)
    directory.create_person("韩晓序", **office)
    Builder("市级规划").project("p1", "露天矿山生态修复工程").store(zone, coordinator)


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def said(edition: Edition) -> str:
    """All that the tables show of an edition."""
    rows = [*edition.provisions.all(), *edition.tasks.all(), *edition.targets.all(), *edition.measures.all()]
    return "".join(f"{row.text}{row.payload}" for row in rows)


@pytest.mark.parametrize("name", CASES)
def test_a_misprint_is_proposed_with_its_reason_and_made_only_when_accepted(
    name: str, known: None, upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any]
) -> None:
    text, why = CASES[name]
    wrong, right = why.split(" → ")
    edition = upload({"a.txt": text})[0].edition
    do_jobs()
    item = queries.queue(by["acting_user"], edition.zone).get(about="repair", edition=edition)
    assert (item.label, item.reasons[0]["why"]) == (why, why)
    assert wrong in said(edition)
    place = Place(edition, About.REPAIR, item.address)
    made = actions.decide_repair(place, True, **by)
    assert wrong not in said(edition)
    assert right in said(edition)
    assert text == edition.readings.get().text, "the source stays"
    actions.withdraw(made, **by)
    assert wrong in said(edition)
    actions.decide_repair(place, False, **by)
    assert not queries.queue(by["acting_user"], edition.zone).filter(about="repair", edition=edition).exists()
    assert wrong in said(edition)


@pytest.mark.parametrize("printed", ["区卫健生康委员会", "区卫生建康委员会", "区康委卫生健员会"])
def test_a_unit_whose_characters_were_shuffled_or_mistaken_is_offered_its_organisation(
    printed: str, known: None, upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any]
) -> None:
    text = f"{HEAD}统筹推进。\n\n{LEADERS}1\t办好一件实事\t方清源\t{printed}\n"
    edition = upload({"a.txt": text})[0].edition
    do_jobs()
    place = Place(edition, About.UNIT, f"unit/{printed}")
    case = queries.case(by["acting_user"], place)
    assert case.candidates[0]["name"] == "区卫生健康委员会"
    assert edition.tasks.get().units == [printed]
    assert case.item is not None


THRICE = f"{HEAD}修好静州的环城路，对接静州市中心城区，建好静州港的码头，年内动工。\n"


@pytest.mark.parametrize("accepted", [True, False])
def test_all_places_of_an_error_are_decided_in_one_step_and_taken_back_in_one(
    accepted: bool, known: None, upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any]
) -> None:
    edition = upload({"a.txt": THRICE})[0].edition
    do_jobs()
    waiting = queries.queue(by["acting_user"], edition.zone).filter(about="repair", edition=edition)
    assert waiting.count() == 3
    place = Place(edition, About.REPAIR, waiting[0].address)
    assert queries.case(by["acting_user"], place).alike == 2
    made = actions.decide_repair(place, accepted, alike=True, **by)
    assert not waiting.all().exists()
    assert ("静州" in said(edition)) is not accepted
    actions.withdraw(made, **by)
    assert waiting.all().count() == 3


def test_one_place_of_an_error_is_decided_by_itself(
    known: None, upload: Callable[..., Any], do_jobs: Callable[[], None], by: dict[str, Any]
) -> None:
    edition = upload({"a.txt": THRICE})[0].edition
    do_jobs()
    waiting = queries.queue(by["acting_user"], edition.zone).filter(about="repair", edition=edition)
    port = next(item for item in waiting if THRICE[item.end :].startswith("州港"))
    actions.decide_repair(Place(edition, About.REPAIR, port.address), True, **by)
    article = edition.provisions.get(text__contains="赣州港")
    assert "静州的环城路" in article.text
    assert waiting.all().count() == 2
