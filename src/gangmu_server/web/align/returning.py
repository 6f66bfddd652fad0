"""Where a form leads back to."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme


def next_of(request: HttpRequest) -> str:
    """The page of this server that the form names; empty where it names none."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if allowed else ""


def back(request: HttpRequest, name: str, *args: object) -> HttpResponse:
    """To the page the form names, else to a page by its name."""
    return redirect(next_of(request) or name, *([] if next_of(request) else args))
