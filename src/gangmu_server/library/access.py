"""The gate: plans, editions, files and readings reach a view only through these functions, which take the user."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gangmu_server.base.errors import NotFoundError
from gangmu_server.directory.access import require, zones_of
from gangmu_server.directory.models import Account, Zone
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Edition, Plan, SavedView, SourceFile


def access_plan(user: Account, key: str, *, right: Right = Right.READ_PLANS, deleted: bool = False) -> Plan:
    """A plan by its key.

    Args:
        user: who asks.
        key: the plan's address.
        right: what the user wants to do with it.
        deleted: look among the deleted plans instead.

    Raises:
        NotFoundError: no such plan in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Plan.objects.select_related("zone", "place").filter(zone__in=zones_of(user), deleted_at__isnull=not deleted)
    plan = rows.filter(key=key).first()
    if plan is None:
        raise NotFoundError(what=_("规划"))
    require(user, plan.zone, right)
    return plan


def access_edition(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> Edition:
    """An edition by its key; its plan is loaded and not deleted.

    Raises:
        NotFoundError: no such edition in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Edition.objects.select_related("zone", "plan", "plan__place")
    edition = rows.filter(key=key, zone__in=zones_of(user), plan__deleted_at__isnull=True).first()
    if edition is None:
        raise NotFoundError(what=_("版本"))
    require(user, edition.zone, right)
    return edition


def access_file(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> SourceFile:
    """A source file that an undeleted plan of the account's zones uses.

    Raises:
        NotFoundError: no such file there.
        NotAllowedError: the right is missing in its zone.
    """
    rows = SourceFile.objects.select_related("zone").filter(zone__in=zones_of(user), key=key)
    file = rows.filter(uses__edition__plan__deleted_at__isnull=True, uses__isnull=False).distinct().first()
    if file is None:
        raise NotFoundError(what=_("文件"))
    require(user, file.zone, right)
    return file


def access_saved_view(user: Account, zone: Zone, view_id: int) -> SavedView:
    """One of the account's own saved views of tables.

    Raises:
        NotFoundError: no such view, or it is somebody else's.
    """
    view = SavedView.objects.filter(zone=zone, zone__in=zones_of(user), account=user, pk=view_id).first()
    if view is None:
        raise NotFoundError(what=_("视图"))
    return view
