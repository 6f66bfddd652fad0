"""Names that call many units (各镇, 相关街道, 县直各相关单位): a person says who is meant, and their sheets show it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from gangmu_server.directory.actions import create_organisation
from gangmu_server.directory.models import Account, Organisation
from gangmu_server.library import queries as library
from gangmu_server.library.actions import reread
from gangmu_server.library.models import Edition, Mention
from gangmu_server.library.payloads import TableFilter
from gangmu_server.review import actions, queries
from gangmu_server.review.decisions import About
from gangmu_server.review.models import QueueItem
from gangmu_server.review.payloads import Place


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def members(edition: Edition, user: Account, printed: str) -> list[str]:
    return [c["name"] for c in queries.case(user, Place(edition, About.UNIT, f"unit/{printed}")).candidates]


def test_each_group_waits_with_its_members(read: Edition, coordinator: Account) -> None:
    assert members(read, coordinator, "各镇") == ["东河镇人民政府", "西河镇"]
    assert members(read, coordinator, "相关街道") == ["城关街道办事处", "江北街道"]
    assert members(read, coordinator, "县直各相关单位") == ["县交通运输局", "县水利局"], "no 镇, and nobody of the city"
    lines = {i.label: i.reasons[0] for i in QueueItem.objects.filter(codes__contains="group")}
    assert set(lines) == {"各镇", "相关街道", "县直各相关单位"}
    assert (lines["各镇"]["every"], lines["相关街道"]["every"]) == (True, False)


def test_a_group_entered_by_its_own_name_is_asked_about_where_it_has_members(
    read: Edition, administrator: Account, by: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    for name in ("各镇", "各乡镇"):
        create_organisation(name, zone=read.zone, acting_user=administrator, at=by["at"], is_group=True)
    do_jobs()
    assert QueueItem.objects.filter(label="各镇").exists()


def test_nobody_is_made_responsible_before_a_person_said_so(
    read: Edition, zone_units: dict[str, Organisation], coordinator: Account, today: dt.date
) -> None:
    assert library.unit_sheet(coordinator, zone_units["西河镇"], today).entries == ()


def test_accepted_members_have_the_duty_on_their_sheets_through_the_group(
    read: Edition, zone_units: dict[str, Organisation], coordinator: Account, by: dict[str, Any], today: dt.date
) -> None:
    place = Place(read, About.UNIT, "unit/各镇")
    made = actions.resolve_unit(place, [zone_units["东河镇人民政府"], zone_units["西河镇"]], **by)
    for name in ("东河镇人民政府", "西河镇"):
        sheet = library.unit_sheet(coordinator, zone_units[name], today)
        (entry,) = sheet.entries
        assert (entry.through, entry.role, sheet.names) == ("各镇", "responsible", ("各镇",))
        assert "改造农村公路" in entry.row.text
    duty = next(d for d in read.responsibilities.all() if "各镇" in d.units)
    assert duty.units[-3:] == ["各镇", "相关街道", "县直各相关单位"], "what is printed stays"
    assert not QueueItem.objects.filter(label="各镇").exists()
    actions.withdraw(made, **by)
    assert library.unit_sheet(coordinator, zone_units["西河镇"], today).entries == ()
    assert QueueItem.objects.filter(label="各镇").exists()


def test_a_unit_named_itself_is_not_on_its_sheet_twice(
    read: Edition, zone_units: dict[str, Organisation], coordinator: Account, by: dict[str, Any], today: dt.date
) -> None:
    place = Place(read, About.UNIT, "unit/县直各相关单位")
    actions.resolve_unit(place, [zone_units["县交通运输局"], zone_units["县水利局"]], **by)
    entries = library.unit_sheet(coordinator, zone_units["县交通运输局"], today).entries
    assert [(e.role, e.through) for e in entries] == [("lead", "")]
    water = library.unit_sheet(coordinator, zone_units["县水利局"], today).entries
    assert sorted((e.role, e.through) for e in water) == [("lead", ""), ("responsible", "县直各相关单位")]


def test_counts_of_printed_names_and_filters_know_no_members(
    read: Edition, zone_units: dict[str, Organisation], coordinator: Account, by: dict[str, Any], today: dt.date
) -> None:
    zone = read.zone
    before = [(u.name, u.rows) for u in library.unit_coverage(coordinator, zone, today).known]
    offered = lambda: [c.value for c in library.filter_choices(coordinator, zone, "responsibility", today).units]  # noqa: E731
    units = offered()
    actions.resolve_unit(Place(read, About.UNIT, "unit/各镇"), [zone_units["西河镇"]], **by)
    coverage = library.unit_coverage(coordinator, zone, today)
    assert [(u.name, u.rows) for u in coverage.known] == before
    assert offered() == units
    assert {o.name: n for o, n in coverage.through.items()} == {"西河镇": 1}
    assert "西河镇" not in [o.name for o in coverage.silent]
    wanted = TableFilter(unit=zone_units["西河镇"].key)
    assert library.table(coordinator, zone, "responsibility", wanted).count() == 1


def test_a_name_that_a_person_called_no_unit_of_the_zone_is_known_until_that_is_taken_back(
    read: Edition, coordinator: Account, by: dict[str, Any]
) -> None:
    assert queries.units_set_aside(coordinator, read.zone) == frozenset()
    made = actions.mark_not_applicable(Place(read, About.UNIT, "unit/县林业局（县油茶办）"), reason="误读", **by)
    assert queries.units_set_aside(coordinator, read.zone) == {"县林业局（县油茶办）"}
    actions.withdraw(made, **by)
    assert queries.units_set_aside(coordinator, read.zone) == frozenset()


def test_the_decision_survives_another_reading(
    read: Edition, zone_units: dict[str, Organisation], by: dict[str, Any], do_jobs: Callable[[], None]
) -> None:
    actions.resolve_unit(Place(read, About.UNIT, "unit/相关街道"), [zone_units["江北街道"]], **by)
    reread(read, **by)
    do_jobs()
    assert [m.name for m in Mention.objects.filter(through="相关街道")] == ["江北街道"]
