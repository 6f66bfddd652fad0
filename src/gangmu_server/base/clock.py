"""The clock, read once a request at the edge and passed on as an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def now() -> dt.datetime:
    """This instant. Call it at an edge (a request, a command, a job) and pass the value on."""
    return timezone.now()


def today(at: dt.datetime) -> dt.date:
    """The calendar day of an instant in the server's time zone."""
    return timezone.localtime(at).date()


class ClockMiddleware:
    """Sets `request.now` and `request.today`; the zone middleware may put a demo zone's fixed day in their place."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Read the clock, then go on."""
        request.now = now()  # type: ignore[attr-defined]
        request.today = today(request.now)  # type: ignore[attr-defined]
        return self.get_response(request)
