"""What every page is given: the zone, the navigation the account may use, and the version."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.access import roles_in, zones_of
from gangmu_server.directory.models import Role
from gangmu_server.directory.rights import HOLDERS, Right


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in the navigation: who may go there, its icon and words."""

    place: str
    under: str
    icon: str
    label: str | Promise
    right: Right


NAVIGATION = (
    Entry("home", "/plans/", "files", _("规划库"), Right.READ_PLANS),
    Entry("tables", "/tables/", "table", _("台账"), Right.READ_PLANS),
    Entry("review", "/review/", "checklist", _("核对台"), Right.READ_PLANS),
    Entry("alignment", "/alignment/", "route", _("上下衔接"), Right.READ_PLANS),
    Entry("units", "/units/", "building-bank", _("责任单位"), Right.READ_PLANS),
    Entry("leaders", "/leaders/", "user-check", _("责任领导"), Right.READ_PLANS),
)
ADMINISTRATION = (
    Entry("organisations", "/directory/organisations/", "sitemap", _("单位名录"), Right.MANAGE_ORGANISATIONS),
    Entry("accounts", "/directory/accounts/", "users", _("账号和角色"), Right.MANAGE_ACCOUNTS),
    Entry("audit", "/audit/", "history", _("审计记录"), Right.READ_AUDIT),
)


def page(request: HttpRequest) -> dict[str, object]:
    """Zone, navigation and version for `base.html`."""
    zone = getattr(request, "zone", None)
    facts: dict[str, object] = {"zone": zone, "version": version("gangmu")}
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or zone is None:
        return facts
    try:
        roles = roles_in(user, zone)
    except DatabaseError:  # the page that says so is drawn all the same, without navigation
        return facts
    return facts | {
        "navigation": _entries(request, roles, NAVIGATION),
        "administration": _entries(request, roles, ADMINISTRATION),
        "may_write": bool(roles & HOLDERS[Right.WRITE_PLANS]),
        "membership_label": "、".join(str(role.label) for role in Role if role in roles),
        "other_zones": [z for z in zones_of(user) if z.pk != zone.pk],
    }


def _entries(request: HttpRequest, roles: frozenset[Role], entries: tuple[Entry, ...]) -> list[dict[str, object]]:
    return [
        {
            "place": e.place,
            "url": reverse(e.place),
            "icon": e.icon,
            "label": e.label,
            "here": request.path.startswith(e.under),
        }
        for e in entries
        if roles & HOLDERS[e.right]
    ]
