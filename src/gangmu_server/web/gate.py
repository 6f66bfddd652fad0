"""Who comes in: a session that ended, a first password to change, an account without a role."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

WAS_SIGNED_IN = "gangmu-signed-in"
"""Cookie that tells the sign-in page that a session ended by itself, and not by signing out."""


def free_of_zone(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Mark a view that an account without a role, or with a first password, may still open."""
    view.free_of_zone = True  # type: ignore[attr-defined]
    return view


class GateMiddleware(LoginRequiredMiddleware):
    """Django's sign-in gate, which also answers htmx and comes back to a page and not to a form's address."""

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Let the request through, or answer in the view's stead."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is not None or not request.user.is_authenticated:
            return refused
        if getattr(view_func, "free_of_zone", False) or not getattr(view_func, "login_required", True):
            return None
        if request.user.must_change_password:
            return redirect("password-change")
        return None

    def handle_no_permission(self, request: HttpRequest, view_func: Callable[..., Any]) -> HttpResponse:
        """To the sign-in page, with the page to come back to."""
        response = redirect_to_login(page_of(request), resolve_url(self.get_login_url(view_func)))
        return HttpResponseClientRedirect(response.url) if request.headers.get("HX-Request") else response


class ZoneGateMiddleware:
    """An account that holds no role yet is told so, whatever page it asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; `process_view` does the work."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., Any],
        view_args: tuple[Any, ...],
        view_kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """The page that says whom to ask, where the account has no zone."""
        free = getattr(view_func, "free_of_zone", False) or not getattr(view_func, "login_required", True)
        inside = (view_func.__module__ or "").startswith("gangmu_server.web")
        if request.user.is_authenticated and inside and not free and request.zone is None:  # type: ignore[attr-defined]
            return render(request, "web/account/no_zone.html", status=403)
        return None


def page_of(request: HttpRequest) -> str:
    """The page the request came from: its own address for a plain GET, else the page that holds the form."""
    address = request.headers.get("HX-Current-URL") or (
        "" if request.method in {"GET", "HEAD"} else request.headers.get("Referer", "")
    )
    if address and url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(address)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
