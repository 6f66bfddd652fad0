"""Who may do what, and who may not: the whole table, and what strangers see."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gangmu_server.base.errors import NotAllowedError, NotFoundError
from gangmu_server.directory import queries as directory
from gangmu_server.directory.access import (
    access_account,
    access_organisation,
    access_zone,
    may,
    require,
    roles_in,
    zones_of,
)
from gangmu_server.directory.models import Account, Organisation, Role, Zone
from gangmu_server.directory.rights import HOLDERS, Right
from gangmu_server.library import queries
from gangmu_server.library.access import access_edition, access_file, access_plan
from gangmu_server.library.models import Plan, SourceFile
from gangmu_server.library.search import search

R, W, O, A, J = (  # noqa: E741
    Right.READ_PLANS,
    Right.WRITE_PLANS,
    Right.MANAGE_ORGANISATIONS,
    Right.MANAGE_ACCOUNTS,
    Right.READ_AUDIT,
)
TABLE = [
    ("coordinator", {R, W, O}),
    ("evaluator", {R, J}),
    ("administrator", {R, O, A, J}),
    ("clerk", set()),
    ("leader", set()),
    ("supervisor", set()),
    ("outsider", set()),
]


@pytest.mark.parametrize(("who", "rights"), TABLE, ids=[who for who, _ in TABLE])
def test_each_role_has_its_rights_and_no_others(
    who: str, rights: set[Right], zone: Zone, request: pytest.FixtureRequest
) -> None:
    account: Account = request.getfixturevalue(who)
    assert {right for right in Right if may(account, zone, right)} == rights


def test_every_right_has_a_holder() -> None:
    assert set(HOLDERS) == set(Right)
    assert all(HOLDERS.values())


def test_a_refusal_names_the_right_and_whom_to_ask(zone: Zone, evaluator: Account) -> None:
    with pytest.raises(NotAllowedError) as refusal:
        require(evaluator, zone, Right.WRITE_PLANS)
    assert refusal.value.sentence == "您在本示范区没有“维护规划”的权限。"
    assert "管理员" in refusal.value.next_step
    assert refusal.value.status == 403


def test_an_account_that_was_switched_off_may_nothing(zone: Zone, coordinator: Account) -> None:
    coordinator.is_active = False
    assert roles_in(coordinator, zone) == frozenset()
    assert not may(coordinator, zone, Right.READ_PLANS)


def test_a_zone_is_found_only_by_who_holds_a_role_in_it(zone: Zone, leader: Account, outsider: Account) -> None:
    assert access_zone(leader, zone.key) == zone
    assert list(zones_of(outsider)) != [zone]
    with pytest.raises(NotFoundError):
        access_zone(outsider, zone.key)


def test_another_zones_things_look_as_if_they_were_not_there(plan: Plan, outsider: Account) -> None:
    edition = plan.editions.get()
    file = SourceFile.objects.get(editions=edition)
    for look in (
        lambda: access_plan(outsider, plan.key),
        lambda: access_edition(outsider, edition.key),
        lambda: access_file(outsider, file.key),
    ):
        with pytest.raises(NotFoundError):
            look()


def test_a_role_without_the_right_is_refused(plan: Plan, supervisor: Account, evaluator: Account) -> None:
    edition = plan.editions.get()
    with pytest.raises(NotAllowedError):
        access_plan(supervisor, plan.key)
    with pytest.raises(NotAllowedError):
        access_edition(evaluator, edition.key, right=Right.WRITE_PLANS)
    assert access_edition(evaluator, edition.key) == edition


def test_an_organisation_of_another_zone_is_not_found(organisation: Organisation, outsider: Account) -> None:
    with pytest.raises(NotFoundError):
        access_organisation(outsider, organisation.key)


def test_accounts_are_shown_to_their_own_administrator_only(
    zone: Zone, other_zone: Zone, administrator: Account, coordinator: Account, outsider: Account
) -> None:
    assert access_account(administrator, zone, coordinator.pk) == coordinator
    with pytest.raises(NotAllowedError):
        access_account(coordinator, zone, administrator.pk)
    with pytest.raises(NotFoundError):
        access_account(outsider, other_zone, coordinator.pk)


READS: list[tuple[str, Callable[[Account, Zone, Plan], object]]] = [
    ("plan cards", lambda u, z, p: queries.plan_cards(u, z)),
    ("edition facts", lambda u, z, p: queries.edition_facts(u, p.editions.get())),
    ("editions", lambda u, z, p: queries.editions_of(u, p)),
    ("records", lambda u, z, p: queries.records(u, p.editions.get(), "task")),
    ("record", lambda u, z, p: queries.record_at(u, p.editions.get(), "一")),
    ("plan", lambda u, z, p: queries.plan_of(u, p.editions.get())),
    ("readings", lambda u, z, p: queries.readings_of(u, p.editions.get())),
    ("under way", lambda u, z, p: queries.readings_under_way(u, z)),
    ("latest", lambda u, z, p: queries.latest_readings(u, [p.editions.get()])),
    ("table", lambda u, z, p: queries.table(u, z, "target")),
    ("totals", lambda u, z, p: queries.totals(u, z, "target", None, z.created_at.date())),
    ("choices", lambda u, z, p: queries.filter_choices(u, z, "target", z.created_at.date())),
    ("leaders", lambda u, z, p: queries.leaders(u, z)),
    ("printed unit", lambda u, z, p: queries.printed_unit_sheet(u, z, "县水利局", z.created_at.date())),
    ("leader sheet", lambda u, z, p: queries.leader_sheet(u, z, "陆知行", z.created_at.date())),
    ("coverage", lambda u, z, p: queries.unit_coverage(u, z, z.created_at.date())),
    ("search", lambda u, z, p: search(u, z, "公路")),
    ("organisations", lambda u, z, p: directory.organisation_tree(u, z, z.created_at.date())),
    ("places", lambda u, z, p: directory.places(u, z)),
    ("persons", lambda u, z, p: directory.persons(u, z, z.created_at.date())),
    ("accounts", lambda u, z, p: directory.accounts(u, z)),
    ("audit", lambda u, z, p: directory.audit_entries(u, z)),
]


@pytest.mark.parametrize("read", [read for _, read in READS], ids=[name for name, _ in READS])
def test_no_query_answers_somebody_from_outside(
    read: Callable[[Account, Zone, Plan], object], plan: Plan, zone: Zone, outsider: Account
) -> None:
    with pytest.raises(NotAllowedError):
        read(outsider, zone, plan)


def test_a_coordinator_sees_neither_accounts_nor_the_audit_trail(zone: Zone, coordinator: Account) -> None:
    with pytest.raises(NotAllowedError):
        directory.accounts(coordinator, zone)
    with pytest.raises(NotAllowedError):
        directory.audit_entries(coordinator, zone)


def test_the_administrator_sees_who_may_do_what(zone: Zone, administrator: Account, clerk: Account) -> None:
    lines = {line.account: line for line in directory.accounts(administrator, zone)}
    assert lines[clerk].roles == (Role.UNIT,)
    assert [str(m.organisation) for m in lines[clerk].memberships] == ["县农业农村局"]
