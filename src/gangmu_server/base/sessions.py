"""A session ends after a time without a request; the clock is set forward by requests, but not written by every one."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

SEEN = "seen"
WRITE_EVERY = 60
"""Seconds between two writes: a page of twenty requests is one write, and half an hour stays half an hour."""


class SlidingSessionMiddleware:
    """Notes the minute of the last request in the session of whoever is signed in, which sets its end forward."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note, then go on."""
        if request.user.is_authenticated:
            at = int(request.now.timestamp())  # type: ignore[attr-defined]
            if at - request.session.get(SEEN, 0) >= WRITE_EVERY:
                request.session[SEEN] = at
        return self.get_response(request)
