"""Chinese first: the language is the account's or the visitor's choice, never the browser's guess."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation


class LanguageMiddleware:
    """Activates the chosen language for one request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Activate, answer, and name the language in the answer."""
        with translation.override(chosen_language(request)):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
            return response


def chosen_language(request: HttpRequest) -> str:
    """The cookie's language where it is one of ours, else the account's, else the installation's."""
    known = dict(settings.LANGUAGES)
    choices = (request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, ""), getattr(request.user, "language", ""))
    return next((code for code in choices if code in known), settings.LANGUAGE_CODE)
