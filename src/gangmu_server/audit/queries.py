"""Reading a zone's chain, and checking it. Who may read is asked above, in `directory.queries`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, models

from gangmu_server.audit.chain import entry_hash, instant
from gangmu_server.audit.models import AuditEntry, Chain
from gangmu_server.audit.triggers import missing_triggers


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold. `number` is 0 for the chain as a whole."""

    number: int
    reason: str


def entries_of(zone: models.Model) -> models.QuerySet[AuditEntry]:
    """The zone's entries, newest first."""
    return AuditEntry.objects.filter(zone_id=zone.pk).select_related("actor").order_by("-number")


def facts_of(entry: AuditEntry) -> dict[str, object]:
    """What the hash covers: everything but the hashes."""
    return {
        "zone": entry.zone_id,
        "number": entry.number,
        "at": instant(entry.at),
        "actor": entry.actor_id,
        "actor_name": entry.actor_name,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "object_label": entry.object_label,
        "old": entry.old,
        "new": entry.new,
    }


def faults_of(zone: models.Model) -> Iterator[Fault]:
    """Walk the zone's chain from the first entry and tell each place where it does not hold."""
    expected, previous = 1, ""
    for entry in AuditEntry.objects.filter(zone_id=zone.pk).order_by("number").iterator(chunk_size=1000):
        if entry.number != expected:
            yield Fault(entry.number, f"序号不连续，应为 {expected}")
        if entry.previous_hash != previous:
            yield Fault(entry.number, "与前一条不相接")
        if entry.hash != entry_hash(entry.previous_hash, facts_of(entry)):
            yield Fault(entry.number, "内容被改动")
        expected, previous = entry.number + 1, entry.hash
    head = Chain.objects.filter(zone_id=zone.pk).first()
    if (head.length, head.head) != (expected - 1, previous) if head else expected != 1:
        yield Fault(0, "末尾的记录被删除，或链首被改动")


def guard_faults() -> list[Fault]:
    """The database's own guards against change that are not in place."""
    return [Fault(0, f"数据库触发器缺失：{name}") for name in missing_triggers(connection)]
