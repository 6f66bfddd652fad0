"""The audit trail: complete, unchangeable, and telling where somebody tried."""

from __future__ import annotations

import datetime as dt
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from gangmu_server.audit.actions import record
from gangmu_server.audit.models import AppendOnlyError, AuditEntry, Chain
from gangmu_server.audit.queries import faults_of
from gangmu_server.directory.models import Zone

NOW = dt.datetime(2022, 9, 15, 2, 0, 0, 123456, tzinfo=dt.UTC)


@pytest.fixture
def three(zone: Zone) -> list[AuditEntry]:
    """Three more entries in the zone's chain, with values of every kind JSON has."""
    values: list[dict[str, Any]] = [
        {"title": "甲"},
        {"number": 3, "share": 0.1 + 0.2, "huge": 1e20, "none": None, "day": NOW.date()},
        {"list": ["乙", True, {"深": 1.0}]},
    ]
    return [record("zone.noted", zone, zone=zone, acting_user=None, at=NOW, new=value) for value in values]


def reasons(zone: Zone) -> list[tuple[int, str]]:
    return [(fault.number, fault.reason) for fault in faults_of(zone)]


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_entries_are_numbered_and_tied_to_the_one_before(zone: Zone, three: list[AuditEntry]) -> None:
    entries = list(AuditEntry.objects.filter(zone=zone).order_by("number"))
    assert [entry.number for entry in entries] == [1, 2, 3, 4]
    assert [entry.previous_hash for entry in entries] == ["", *(entry.hash for entry in entries[:-1])]
    assert reasons(zone) == []


def test_each_zone_has_its_own_chain(zone: Zone, other_zone: Zone, three: list[AuditEntry]) -> None:
    assert Chain.objects.get(zone=zone).length == 4
    assert Chain.objects.get(zone=other_zone).length == 1


def test_a_change_behind_the_back_is_found(zone: Zone, three: list[AuditEntry]) -> None:
    sql("UPDATE audit_auditentry SET actor_name = %s WHERE id = %s", "别人", three[1].pk)
    assert reasons(zone) == [(3, "内容被改动")]


def test_a_change_with_a_new_hash_is_found_at_the_next_entry(zone: Zone, three: list[AuditEntry]) -> None:
    sql("UPDATE audit_auditentry SET hash = %s WHERE id = %s", "f" * 64, three[1].pk)
    assert reasons(zone) == [(3, "内容被改动"), (4, "与前一条不相接")]


def test_an_entry_taken_out_is_found(zone: Zone, three: list[AuditEntry]) -> None:
    sql("DELETE FROM audit_auditentry WHERE id = %s", three[0].pk)
    assert reasons(zone) == [(3, "序号不连续，应为 2"), (3, "与前一条不相接")]


def test_entries_cut_off_at_the_end_are_found(zone: Zone, three: list[AuditEntry]) -> None:
    sql("DELETE FROM audit_auditentry WHERE id = %s", three[2].pk)
    assert reasons(zone) == [(0, "末尾的记录被删除，或链首被改动")]


def test_the_program_itself_cannot_change_or_delete(zone: Zone, three: list[AuditEntry]) -> None:
    with pytest.raises(AppendOnlyError):
        three[0].save()
    with pytest.raises(AppendOnlyError):
        three[0].delete()
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.update(action="zone.forged")
    with pytest.raises(AppendOnlyError):
        AuditEntry.objects.all().delete()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_auditentry SET action = 'x' WHERE id = %s", "DELETE FROM audit_auditentry WHERE id = %s"],
)
@pytest.mark.usefixtures("triggers_in_place")
def test_the_database_refuses_even_plain_sql(zone: Zone, three: list[AuditEntry], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement, three[0].pk)
    assert reasons(zone) == []


@pytest.mark.usefixtures("triggers_in_place")
def test_verify_prints_the_head_to_keep_elsewhere(zone: Zone, three: list[AuditEntry]) -> None:
    out = StringIO()
    call_command("verify", stdout=out)
    assert f"梅江示范区：4 条，{three[2].hash}" in out.getvalue()
    assert "审计链完整" in out.getvalue()


def test_verify_fails_where_the_guard_was_taken_away(zone: Zone) -> None:
    out = StringIO()
    with pytest.raises(CommandError, match="2 处问题"):
        call_command("verify", stdout=out)
    assert "数据库触发器缺失：audit_entry_no_update" in out.getvalue()


@transaction.atomic
def failing_action(zone: Zone) -> None:
    record("zone.noted", zone, zone=zone, acting_user=None, at=NOW)
    raise RuntimeError


def test_an_action_that_fails_leaves_no_entry(zone: Zone) -> None:
    with pytest.raises(RuntimeError):
        failing_action(zone)
    assert Chain.objects.get(zone=zone).length == 1
    assert reasons(zone) == []
