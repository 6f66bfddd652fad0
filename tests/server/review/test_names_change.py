"""A zone's names change after a plan was read: its printed names are looked up again, and nothing is applied silently."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gangmu_server.audit.models import AuditEntry
from gangmu_server.directory import actions as directory
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.library import queries as library
from gangmu_server.library.models import Edition, Plan, Reading
from gangmu_server.review import actions, queries
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.texts import OPINION

GARBLED = OPINION.replace("县农业农村局", "县农村业农局").replace("全县森林", "会昌、寻鸟、安远三县森林")


@pytest.fixture
def office(zone: Zone, administrator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"zone": zone, "acting_user": administrator, "at": now}


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


@pytest.fixture
def garbled(upload: Callable[..., Any], do_jobs: Callable[[], None]) -> Edition:
    """Read where the zone knows nobody."""
    upload({"a.txt": GARBLED})
    do_jobs()
    return Edition.objects.get()


def asked(user: Account, zone: Zone, about: str) -> dict[str, str]:
    rows = queries.queue(user, zone).filter(about=about)
    return {row.label: row.reasons[0]["code"] for row in rows}


def test_an_organisation_registered_later_is_offered_for_what_was_printed_before(
    garbled: Edition, office: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account
) -> None:
    zone = garbled.zone
    assert asked(coordinator, zone, "unit") == {}, "without a directory nobody is asked about"
    payload = garbled.readings.get().payload
    made = directory.create_organisation("县农业农村局", **office)
    do_jobs()
    assert asked(coordinator, zone, "unit")["县农村业农局"] == "unit"
    case = queries.case(coordinator, Place(garbled, About.UNIT, "unit/县农村业农局"))
    assert [c["name"] for c in case.candidates][:1] == [made.name]
    reading = garbled.readings.get()
    assert (reading.payload, reading.number) == (payload, 1), "nothing was read again"
    entry = AuditEntry.objects.filter(action="reading.looked_up").latest("number")
    assert (entry.actor_name, entry.old["units"], entry.new["units"] > 0) == ("方静川", 0, True)


def test_what_the_new_name_says_exactly_is_on_its_sheet_and_leaves_the_queue(
    garbled: Edition, office: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account, today: dt.date
) -> None:
    zone = garbled.zone
    directory.create_organisation("县财政局", **office)
    do_jobs()
    assert "县水利局" in asked(coordinator, zone, "unit")
    water = directory.create_organisation("县水利局", **office)
    do_jobs()
    assert "县水利局" not in asked(coordinator, zone, "unit")
    assert len(library.unit_sheet(coordinator, water, today).entries) == 1


def test_a_short_name_is_asked_about_and_not_taken_for_granted(
    garbled: Edition, office: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account, today: dt.date
) -> None:
    made = directory.create_organisation("梅江县水利局", **office)
    do_jobs()
    assert asked(coordinator, garbled.zone, "unit")["县水利局"] == "short"
    assert library.unit_sheet(coordinator, made, today).entries == ()


def test_a_unit_that_was_closed_is_asked_about_again(
    garbled: Edition, office: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account, today: dt.date
) -> None:
    water = directory.create_organisation("县水利局", **office)
    directory.create_organisation("县水务和水利局", **office)
    do_jobs()
    assert "县水利局" not in asked(coordinator, garbled.zone, "unit")
    directory.rename_organisation(water, "县河湖局", **office)
    directory.remove_alias(water.aliases.get(), **office)
    do_jobs()
    assert "县水利局" in asked(coordinator, garbled.zone, "unit")


def test_a_place_registered_later_proposes_repairs_that_a_person_decides(
    garbled: Edition, office: dict[str, Any], by: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account
) -> None:
    zone = garbled.zone
    assert asked(coordinator, zone, "repair") == {}
    for name in ("寻乌", "会昌", "安远"):
        directory.create_place(name, "county", **office)
    do_jobs()
    assert asked(coordinator, zone, "repair") == {"寻鸟 → 寻乌": "proposal"}
    assert "寻鸟" in garbled.provisions.get(address="一").text, "nothing is applied by itself"
    item = queries.queue(coordinator, zone).get(about="repair")
    actions.decide_repair(Place(garbled, About.REPAIR, item.address), True, **by)
    assert "寻乌" in garbled.provisions.get(address="一").text
    assert asked(coordinator, zone, "repair") == {}
    directory.create_place("定南", "county", **office)
    do_jobs()
    assert asked(coordinator, zone, "repair") == {}, "what was decided is not proposed again"
    assert "寻乌" in garbled.provisions.get(address="一").text


def test_decisions_stay_when_names_change(
    garbled: Edition, office: dict[str, Any], by: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account
) -> None:
    made = directory.create_organisation("县农业农村局", **office)
    do_jobs()
    actions.resolve_unit(Place(garbled, About.UNIT, "unit/县农村业农局"), [made], **by)
    directory.create_organisation("县农村农业中心", **office)
    do_jobs()
    assert "县农村业农局" not in asked(coordinator, garbled.zone, "unit")


def test_many_changes_are_one_job_and_a_change_that_says_nothing_new_leaves_no_trace(
    garbled: Edition, office: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    for i in range(5):
        directory.create_organisation(f"县第{i}局", **office)
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY, task_path__endswith="look_up_names")
    assert waiting.count() == 1
    do_jobs()
    number = garbled.readings.get().names_number
    directory.create_person("陆知行", **office)
    do_jobs()
    assert garbled.readings.get().names_number == number


def test_deleted_plans_and_other_zones_are_left_alone(
    garbled: Edition, outsider: Account, other_zone: Zone, now: dt.datetime, do_jobs: Callable[[], None]
) -> None:
    directory.create_organisation("县农业农村局", zone=other_zone, acting_user=outsider, at=now)
    do_jobs()
    assert Reading.objects.get().names_number == 0
    assert Plan.objects.get().zone == garbled.zone
    assert Organisation.objects.get().zone == other_zone
