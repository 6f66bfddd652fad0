"""How an action stores a row: checked first, and what a rule refuses becomes one sentence."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from gangmu_server.audit.actions import record
from gangmu_server.base.errors import InvalidError
from gangmu_server.directory.models import Account, Alias, Organisation, Place, Zone


def store(row: Model) -> None:
    """Check and save; what a field, a form rule or a constraint refuses becomes one sentence."""
    try:
        row.full_clean()
        with transaction.atomic():
            row.save()
    except ValidationError as error:
        raise InvalidError(what="；".join(error.messages)) from error
    except IntegrityError as error:
        raise InvalidError(what=_("已有同名的记录。")) from error


def same_zone(zone: Zone, *rows: Organisation | Place | Alias | None) -> None:
    """Refuse rows of another zone."""
    if any(row is not None and row.zone_id != zone.pk for row in rows):
        raise InvalidError(what=_("所选对象不属于本示范区。"))


def record_change(
    action: str, row: Model, *, zone: Zone, acting_user: Account, at: dt.datetime, old: object, new: object
) -> None:
    """An audit entry of one value that changed."""
    record(action, row, zone=zone, acting_user=acting_user, at=at, old={"value": old}, new={"value": new})
