"""The one way an audit entry is made."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from gangmu_server.audit.chain import entry_hash
from gangmu_server.audit.models import AuditEntry, Chain
from gangmu_server.audit.queries import facts_of

COMMAND_LINE = "命令行"


@transaction.atomic
def record(
    action: str,
    subject: models.Model,
    *,
    zone: models.Model,
    acting_user: AbstractBaseUser | None,
    at: dt.datetime,
    old: Mapping[str, Any] | None = None,
    new: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Add an entry at the end of the zone's chain. Called by actions inside their own transaction.

    Args:
        action: what was done, `noun.verb`.
        subject: the object it was done to; its text form is kept as it is now.
        zone: whose chain.
        acting_user: who did it; None for somebody at the server's command line.
        at: when.
        old: the changed values before.
        new: the changed values after.

    Returns:
        The stored entry.
    """
    Chain.objects.get_or_create(zone_id=zone.pk)
    head = Chain.objects.select_for_update().get(zone_id=zone.pk)
    entry = AuditEntry(
        zone_id=zone.pk,
        number=head.length + 1,
        at=at,
        actor_id=acting_user.pk if acting_user else None,
        actor_name=str(acting_user) if acting_user else COMMAND_LINE,
        action=action,
        object_type=subject._meta.label_lower,
        object_id=str(subject.pk),
        object_label=str(subject)[:500],
        old=plain(old or {}),
        new=plain(new or {}),
        previous_hash=head.head,
    )
    entry.hash = entry_hash(entry.previous_hash, facts_of(entry))
    entry.save()
    Chain.objects.filter(pk=head.pk).update(length=entry.number, head=entry.hash)
    return entry


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Values as JSON gives them back, so that the hash of the stored entry is the hash of the made one."""
    encoded = json.dumps(dict(values), cls=DjangoJSONEncoder, ensure_ascii=False)
    # A database may give 1e20 back as a whole number; as text it stays what it was.
    return dict(json.loads(encoded, parse_float=str))
