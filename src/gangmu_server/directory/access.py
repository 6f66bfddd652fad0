"""The gate: zones reach a view only through these functions, which take the user."""

from __future__ import annotations

from typing import Any, Protocol, TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from gangmu_server.base.errors import NotAllowedError, NotFoundError, Words
from gangmu_server.directory.models import Account, Membership, Organisation, Place, Role, Zone
from gangmu_server.directory.rights import HOLDERS, NAMES, Right


class InZone(Protocol):
    """Any row: every one has its zone."""

    zone: Any


Owned = TypeVar("Owned", bound=InZone)


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
        raise NotFoundError(what=_("示范区"))
    return zone


def access_organisation(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> Organisation:
    """An organisation by its key.

    Raises:
        NotFoundError: no such organisation in the account's zones.
        NotAllowedError: the right is missing in its zone.
    """
    found = Organisation.objects.select_related("zone", "parent", "place")
    return guarded(user, found.filter(key=key, zone__in=zones_of(user)).first(), right, _("单位"))


def access_place(user: Account, zone: Zone, place_id: int, *, right: Right = Right.READ_PLANS) -> Place:
    """A place of the zone.

    Raises:
        NotFoundError: no such place in this zone, or the zone is not the account's.
        NotAllowedError: the right is missing.
    """
    found = Place.objects.select_related("zone").filter(zone=zone, zone__in=zones_of(user), pk=place_id)
    return guarded(user, found.first(), right, _("地区"))


def access_account(user: Account, zone: Zone, account_id: int) -> Account:
    """An account that holds a role in the zone, for its administrator.

    Raises:
        NotAllowedError: the user does not manage accounts in the zone.
        NotFoundError: no such account with a role in the zone.
    """
    require(user, zone, Right.MANAGE_ACCOUNTS)
    account = Account.objects.filter(pk=account_id, memberships__zone=zone).distinct().first()
    if account is None:
        raise NotFoundError(what=_("账号"))
    return account


def access_membership(user: Account, zone: Zone, membership_id: int) -> Membership:
    """A role held in the zone, for its administrator.

    Raises:
        NotAllowedError: the user does not manage accounts in the zone.
        NotFoundError: no such membership in the zone.
    """
    require(user, zone, Right.MANAGE_ACCOUNTS)
    membership = Membership.objects.select_related("account", "zone").filter(zone=zone, pk=membership_id).first()
    if membership is None:
        raise NotFoundError(what=_("角色"))
    return membership


def guarded(user: Account, found: Owned | None, right: Right, what: Words) -> Owned:
    """A row that was looked up, or the refusal: nothing there and nobody's business look the same.

    Raises:
        NotFoundError: there is none.
        NotAllowedError: the right is missing in its zone.
    """
    if found is None:
        raise NotFoundError(what=what)
    require(user, found.zone, right)
    return found
