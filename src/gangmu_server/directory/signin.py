"""Signing in by user name or mobile number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.db.models import Q
from django.http import HttpRequest

from gangmu_server.directory.models import Account


class NameOrPhoneBackend(BaseBackend):
    """Looks an account up by user name (any letter case) or phone and checks the password."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> Account | None:
        """The active account these credentials belong to, or None."""
        if not username or password is None:
            return None
        account = Account.objects.filter(Q(username__iexact=username) | Q(phone=username)).first()
        if account is None:
            Account().set_password(password)  # the same work as a wrong password, so that names cannot be timed out
            return None
        return account if account.check_password(password) and account.is_active else None

    def get_user(self, user_id: int) -> Account | None:
        """The active account of a session."""
        return Account.objects.filter(pk=user_id, is_active=True).first()


def attempt_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """The name wrong passwords are counted under: another letter case or a space in front is no other name."""
    given = (credentials or {}).get("username") or (request.POST.get("username") if request else "") or ""
    return str(given).strip().casefold()


def client_address(request: HttpRequest) -> str | None:
    """The address wrong passwords are counted under.

    Behind proxies it is the one that the outermost of them saw: that many places from the end of `X-Forwarded-For`,
    where nothing that the client itself sent can stand.
    """
    passed = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if settings.PROXIES and len(passed) >= settings.PROXIES:
        return passed[-settings.PROXIES]
    return request.META.get("REMOTE_ADDR")
