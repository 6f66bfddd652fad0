"""The zone a request is about: the one chosen in the session, else the first of the account's zones."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from gangmu_server.directory.access import zones_of
from gangmu_server.directory.models import Zone

SESSION_KEY = "zone"


class ZoneMiddleware:
    """Sets `request.zone` (None for a visitor or an account without a role) and, in a demo zone, `request.today`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the zone, then go on."""
        request.zone = current_zone(request)  # type: ignore[attr-defined]
        if request.zone is not None and request.zone.fixed_today:  # type: ignore[attr-defined]
            request.today = request.zone.fixed_today  # type: ignore[attr-defined]
        return self.get_response(request)


def current_zone(request: HttpRequest) -> Zone | None:
    """The zone of the session if the account still holds a role there, else its first."""
    if not request.user.is_authenticated:
        return None
    zones = list(zones_of(request.user))
    chosen = request.session.get(SESSION_KEY)
    return next((z for z in zones if z.key == chosen), zones[0] if zones else None)


def choose_zone(request: HttpRequest, zone: Zone) -> None:
    """Keep a zone, already passed by `access_zone`, for this session."""
    request.session[SESSION_KEY] = zone.key
