"""Organisations: a tree, several names, and days on which they stand."""

from __future__ import annotations

import datetime as dt

import pytest

from gangmu_server.base.errors import InvalidError, NotAllowedError
from gangmu_server.directory import actions, queries
from gangmu_server.directory.models import Account, Organisation, PlaceLevel, Zone
from gangmu_server.directory.names import base_key, name_key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("县财政局", "县 财政局"),
        ("县工信局(县大数据中心)", "县工信局（县大数据中心）"),
        ("县工信局〔县大数据中心〕", "县工信局（县大数据中心）"),
        ("5Ｇ专班", "5G专班"),
        ("县发改\n委", "县发改委"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("县发改委", "县发展改革委"), ("县农业局", "县农业农村局")])
def test_other_names_are_not_made_the_same_silently(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("县工信局（县大数据中心）", "县工信局"),
        ("县财政局", "县财政局"),
        ("（牵头）县财政局", "（牵头）县财政局"),
        ("县乡（镇）办", "县乡（镇）办"),
    ],
)
def test_brackets_at_the_end_of_a_name_may_be_left_out(name: str, base: str) -> None:
    assert base_key(name) == base


def test_the_tree_is_told_parents_first(zone: Zone, administrator: Account, now: dt.datetime, today: dt.date) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": now}
    county = actions.create_organisation("县级单位", is_group=True, **act)
    actions.create_organisation("县水利局", county, position=2, **act)
    farming = actions.create_organisation("县农业农村局", county, position=1, aliases=("县农业局",), **act)
    actions.create_organisation("县果业中心", farming, **act)
    lines = queries.organisation_tree(administrator, zone, today)
    assert [(line.depth, line.organisation.name, line.aliases) for line in lines] == [
        (0, "县级单位", ()),
        (1, "县农业农村局", ("县农业局",)),
        (2, "县果业中心", ()),
        (1, "县水利局", ()),
    ]


def test_an_organisation_that_closed_is_gone_from_its_last_day_on(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    last = dt.date(2022, 12, 31)
    actions.close_organisation(organisation, last, zone=zone, acting_user=administrator, at=now)
    assert queries.organisation_tree(administrator, zone, last) != []
    assert queries.organisation_tree(administrator, zone, last + dt.timedelta(days=1)) == []


def test_a_closed_parent_does_not_hide_its_children(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime, today: dt.date
) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": now}
    actions.create_organisation("县果业中心", organisation, **act)
    actions.close_organisation(organisation, today - dt.timedelta(days=1), **act)
    lines = queries.organisation_tree(administrator, zone, today)
    assert [(line.depth, line.organisation.name) for line in lines] == [(0, "县果业中心")]


def test_a_renamed_organisation_still_answers_to_its_old_name(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    actions.rename_organisation(organisation, "县农业农村和水利局", zone=zone, acting_user=administrator, at=now)
    assert queries.organisation_names(organisation) == {"县农业农村和水利局", "县农业农村局", "县农业局"}


def test_a_unit_cannot_stand_below_itself(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": now}
    below = actions.create_organisation("县果业中心", organisation, **act)
    for parent in (organisation, below):
        with pytest.raises(InvalidError):
            actions.move_organisation(organisation, parent, **act)
    actions.move_organisation(below, None, **act)
    assert below.parent is None


@pytest.mark.parametrize("name", ["", "   ", "县农业农村局"])
def test_a_name_is_needed_and_stands_once_under_its_parent(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime, name: str
) -> None:
    with pytest.raises(InvalidError):
        actions.create_organisation(name, zone=zone, acting_user=administrator, at=now)


def test_a_parent_of_another_zone_is_refused(
    zone: Zone, other_zone: Zone, administrator: Account, outsider: Account, now: dt.datetime
) -> None:
    strange = actions.create_organisation("外县财政局", zone=other_zone, acting_user=outsider, at=now)
    with pytest.raises(InvalidError):
        actions.create_organisation("县财政局", strange, zone=zone, acting_user=administrator, at=now)


def test_one_alias_may_belong_to_two_units_and_is_then_a_doubt(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime, today: dt.date
) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": now}
    other = actions.create_organisation("县水利局", **act)
    actions.add_alias(other, "县农水局", **act)
    actions.add_alias(organisation, "县农水局", **act)
    assert set(queries.names_in_zone(administrator, zone, today)["县农水局"]) == {other, organisation}
    with pytest.raises(InvalidError):
        actions.add_alias(organisation, "县农水局", **act)


def test_an_alias_can_be_taken_away(
    zone: Zone, administrator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    actions.remove_alias(organisation.aliases.get(), zone=zone, acting_user=administrator, at=now)
    assert queries.organisation_names(organisation) == {"县农业农村局"}


def test_who_may_not_manage_organisations_changes_nothing(
    zone: Zone, evaluator: Account, organisation: Organisation, now: dt.datetime
) -> None:
    with pytest.raises(NotAllowedError):
        actions.rename_organisation(organisation, "县财政局", zone=zone, acting_user=evaluator, at=now)
    with pytest.raises(NotAllowedError):
        actions.create_place("寻乌县", PlaceLevel.COUNTY, zone=zone, acting_user=evaluator, at=now)


def test_places_and_persons_are_entered(zone: Zone, administrator: Account, now: dt.datetime, today: dt.date) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": now}
    city = actions.create_place("赣州市", PlaceLevel.PREFECTURAL, code="360700", **act)
    actions.create_place("寻乌县", PlaceLevel.COUNTY, city, code="360734", **act)
    with pytest.raises(InvalidError):
        actions.create_place("安远县", "galaxy", city, **act)
    actions.create_person("陆知行", valid_from=today, **act)
    assert [place.name for place in queries.places(administrator, zone)] == ["赣州市", "寻乌县"]
    assert [person.name for person in queries.persons(administrator, zone, today)] == ["陆知行"]
    assert not queries.persons(administrator, zone, today - dt.timedelta(days=1))
