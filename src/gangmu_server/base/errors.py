"""Refusals of the server and how any error becomes an answer: a code, a plain sentence, and the next step."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gangmu.errors import GangmuError
from gangmu_server.base.sentences import library_sentence

log = logging.getLogger(__name__)
Words = str | Promise


class RefusedError(Exception):
    """Something the server will not do. Raised by access functions and actions, shown by `ErrorMiddleware`.

    Attributes:
        code: stable identifier for programs, tests and docs.
        status: the HTTP status of the answer.
        data: the values the sentence is filled with.
    """

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400
    template: ClassVar[Words] = _("操作没有完成。")
    next_template: ClassVar[Words] = ""

    def __init__(self, **data: Any) -> None:
        self.data = data
        super().__init__(self.code)

    @property
    def sentence(self) -> str:
        """What happened, in the language of the request."""
        return str(self.template).format(**self.data)

    @property
    def next_step(self) -> str:
        """What to do about it."""
        return str(self.next_template).format(**self.data)


class NotAllowedError(RefusedError):
    """The account's roles in this zone do not include the right. Cure: ask the zone's administrator for the role."""

    code = "not_allowed"
    status = 403
    template = _("您在本示范区没有“{right}”的权限。")
    next_template = _("需要时请联系本示范区管理员。")


class NotFoundError(RefusedError):
    """No such object, or it is none of the account's business: both look the same."""

    code = "not_found"
    status = 404
    template = _("没有找到{what}。")
    next_template = _("请检查地址，或从首页重新进入。")


class ConflictError(RefusedError):
    """The object is in a state that does not allow this. `what` says which."""

    code = "conflict"
    status = 409
    template = _("{what}")
    next_template = _("请刷新页面后再试。")


class InvalidError(RefusedError):
    """A value that cannot be taken. `what` names the field and the reason."""

    code = "invalid"
    status = 422
    template = _("{what}")


def explain(error: Exception) -> tuple[str, str, str, int]:
    """Code, sentence, next step and HTTP status of an error of ours or of the library."""
    if isinstance(error, RefusedError):
        return error.code, error.sentence, error.next_step, error.status
    if isinstance(error, GangmuError):
        sentence, step = library_sentence(error.code, error.data)
        return error.code, sentence, step, 422
    raise TypeError(type(error).__name__)


class ErrorMiddleware:
    """Turns a `RefusedError` or a library error raised in a view into an answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; `process_exception` does the work."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The answer to a known error; unknown ones go on to the 500 page."""
        if not isinstance(error, RefusedError | GangmuError):
            return None
        return answer(request, *explain(error))


def answer(request: HttpRequest, code: str, sentence: str, next_step: str, status: int) -> HttpResponse:
    """The error as JSON where JSON is asked for, else as the page (or, for htmx, the fragment) `errors/…`."""
    facts: Mapping[str, object] = {"code": code, "sentence": sentence, "next_step": next_step, "status": status}
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"error": facts}, status=status)
    template = "errors/fragment.html" if request.headers.get("HX-Request") else "errors/error.html"
    return render(request, template, dict(facts), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400."""
    return answer(request, "bad_request", str(_("请求的格式不对。")), str(_("请返回上一页重新填写。")), 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return answer(request, "forbidden", str(_("没有权限打开此页。")), str(_("需要时请联系本示范区管理员。")), 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that is out of date: the page stayed open over a sign-in or a restart."""
    return answer(request, "form_expired", str(_("页面已过期，没有提交。")), str(_("请返回上一页刷新后再提交。")), 403)


def not_found(request: HttpRequest, exception: Exception | Http404) -> HttpResponse:
    """404."""
    return answer(request, "not_found", str(_("没有找到此页。")), str(_("请检查地址，或从首页重新进入。")), 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the trace; the log has it."""
    return answer(
        request, "server_error", str(_("系统出错，操作没有完成。")), str(_("请稍后再试；仍不行时请联系运维人员。")), 500
    )


def locked_out(request: HttpRequest, credentials: Mapping[str, object] | None = None, *args: object) -> HttpResponse:
    """429 after too many wrong passwords."""
    step = str(_("请 15 分钟后再试，或请管理员重置密码。"))
    return answer(request, "sign_in.locked", str(_("密码多次输错，已暂停登录。")), step, 429)
