"""The gate: decisions and lines of the queue reach a view only through these functions, which take the user."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from gangmu_server.base.errors import NotFoundError
from gangmu_server.directory.access import require, zones_of
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.access import access_edition
from gangmu_server.review.decisions import About
from gangmu_server.review.models import Decision
from gangmu_server.review.payloads import Place


def access_decision(user: Account, key: str, *, right: Right = Right.READ_PLANS) -> Decision:
    """A decision about an undeleted plan of the account's zones.

    Raises:
        NotFoundError: no such decision there.
        NotAllowedError: the right is missing in its zone.
    """
    rows = Decision.objects.select_related("zone", "plan", "edition", "undoes")
    found = rows.filter(key=key, zone__in=zones_of(user), plan__deleted_at__isnull=True).first()
    if found is None:
        raise NotFoundError(what=_("决定"))
    require(user, found.zone, right)
    return found


def access_place(
    user: Account, edition_key: str, about: str, address: str, *, right: Right = Right.READ_PLANS
) -> Place:
    """A place in an edition that the account may open; whether something stands there is for the query or action.

    Raises:
        NotFoundError: no such edition, or no such kind.
        NotAllowedError: the right is missing in its zone.
    """
    edition = access_edition(user, edition_key, right=right)
    if about not in About.__members__.values():
        raise NotFoundError(what=_("这条记录"))
    return Place(edition, About(about), address)
