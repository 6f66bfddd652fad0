"""The gate: zones reach a view only through these functions, which take the user."""

from __future__ import annotations

from django.db.models import QuerySet

from gangmu_server.base.errors import NotAllowedError, NotFoundError
from gangmu_server.directory.models import Account, Membership, Role, Zone
from gangmu_server.directory.rights import HOLDERS, NAMES, Right


def zones_of(user: Account) -> QuerySet[Zone]:
    """The zones in which the account holds a role."""
    return Zone.objects.filter(memberships__account=user).distinct().order_by("name")


def roles_in(user: Account, zone: Zone) -> frozenset[Role]:
    """The roles of an active account in a zone."""
    if not user.is_active:
        return frozenset()
    rows = Membership.objects.filter(zone=zone, account=user).values_list("role", flat=True)
    return frozenset(Role(row) for row in rows)


def may(user: Account, zone: Zone, right: Right) -> bool:
    """Whether one of the account's roles in the zone carries the right."""
    return bool(roles_in(user, zone) & HOLDERS[right])


def require(user: Account, zone: Zone, right: Right) -> None:
    """Pass or refuse.

    Raises:
        NotAllowedError: none of the account's roles in the zone carries the right.
    """
    if not may(user, zone, right):
        raise NotAllowedError(right=NAMES[right])


def access_zone(user: Account, key: str) -> Zone:
    """A zone by its key.

    Raises:
        NotFoundError: no such zone, or the account holds no role in it.
    """
    zone = zones_of(user).filter(key=key).first()
    if zone is None:
        raise NotFoundError(what="示范区")
    return zone
