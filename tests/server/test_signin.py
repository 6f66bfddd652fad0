"""Coming in through the door of the site: throttled, timed, and with headers that keep strangers out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.conf import settings as live_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone

from gangmu.errors import EmptySourceError
from gangmu_server.base import clock
from gangmu_server.base.errors import ConflictError, ErrorMiddleware
from gangmu_server.directory import actions
from gangmu_server.directory.models import Account, Zone
from tests.server.conftest import PASSWORD


def post_sign_in(client: Client, username: str, password: str) -> HttpResponse:
    return client.post(reverse("sign-in"), {"username": username, "password": password})


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_opens_and_signing_out_closes(client: Client, coordinator: Account) -> None:
    post_sign_in(client, "TONGCHOU", PASSWORD)
    assert is_in(client)
    client.post(reverse("sign-out"))
    assert not is_in(client)


def test_too_many_wrong_passwords_close_the_door_even_for_the_right_one(client: Client, coordinator: Account) -> None:
    answers = [post_sign_in(client, "tongchou", "wrong").status_code for _ in range(live_settings.AXES_FAILURE_LIMIT)]
    assert answers[-1] == 429
    assert post_sign_in(client, "tongchou", PASSWORD).status_code == 429
    assert not is_in(client)


def test_a_locked_out_name_does_not_lock_out_its_neighbour(
    client: Client, coordinator: Account, evaluator: Account
) -> None:
    for _ in range(live_settings.AXES_FAILURE_LIMIT):
        post_sign_in(client, "tongchou", "wrong")
    post_sign_in(client, "pinggu", PASSWORD)
    assert is_in(client)


@pytest.mark.parametrize(
    ("proxies", "passed", "address"),
    [
        (0, "10.1.1.9", "127.0.0.1"),  # nobody in front: the client may write what it likes
        (1, "10.1.1.9", "10.1.1.9"),
        (1, "8.8.8.8, 10.1.1.9", "10.1.1.9"),  # the first was sent by the client itself
        (2, "10.1.1.9, 10.0.0.2", "10.1.1.9"),
        (1, "", "127.0.0.1"),
    ],
)
def test_wrong_passwords_count_under_the_address_that_the_proxy_saw(
    db: None, settings: Any, proxies: int, passed: str, address: str
) -> None:
    settings.PROXIES = proxies
    post_sign_in(Client(headers={"x-forwarded-for": passed}), "tongchou", "wrong")
    assert AccessAttempt.objects.get().ip_address == address


@pytest.mark.parametrize(("minutes", "opens"), [(14, False), (16, True)])
def test_the_door_opens_again_after_a_while(client: Client, coordinator: Account, minutes: int, opens: bool) -> None:
    for _ in range(live_settings.AXES_FAILURE_LIMIT):
        post_sign_in(client, "tongchou", "wrong")
    AccessAttempt.objects.update(attempt_time=timezone.now() - dt.timedelta(minutes=minutes))
    post_sign_in(client, "tongchou", PASSWORD)
    assert is_in(client) is opens


def test_other_letter_cases_of_a_name_are_no_other_name_to_try(client: Client, coordinator: Account) -> None:
    for name in ("tongchou", "TONGCHOU", "Tongchou", " tongchou") * 2:
        post_sign_in(client, name, "wrong")
    assert post_sign_in(client, "tONGCHOU", PASSWORD).status_code == 429


def test_being_locked_out_is_said_in_words_with_what_to_do(client: Client, coordinator: Account) -> None:
    for _ in range(live_settings.AXES_FAILURE_LIMIT):
        answer = post_sign_in(client, "tongchou", "wrong")
    page = answer.content.decode()
    assert "密码多次输错，已暂停登录" in page
    assert "15 分钟" in page


def test_a_session_ends_by_itself_and_each_request_sets_its_end_forward(
    client: Client, coordinator: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    post_sign_in(client, "tongchou", PASSWORD)
    start = timezone.now()

    def end_after_request(minutes: int) -> dt.datetime:
        monkeypatch.setattr(clock, "now", lambda: start + dt.timedelta(minutes=minutes))
        monkeypatch.setattr(timezone, "now", lambda: start + dt.timedelta(minutes=minutes))
        client.get(reverse("home"))
        return Session.objects.get().expire_date

    first = end_after_request(5)
    second = end_after_request(20)
    assert second - first == dt.timedelta(minutes=15)
    assert abs(second - start - dt.timedelta(minutes=50)) < dt.timedelta(minutes=1)


def test_a_session_that_ran_out_leads_to_sign_in_and_back(client: Client, coordinator: Account) -> None:
    post_sign_in(client, "tongchou", PASSWORD)
    Session.objects.update(expire_date=timezone.now() - dt.timedelta(seconds=1))
    answer = client.get(reverse("search"), {"q": "公路"})
    assert answer.status_code == 302
    assert answer.url.startswith(f"{reverse('sign-in')}?next=/search/")


def test_the_administrators_reset_link_opens_once(
    client: Client, zone: Zone, administrator: Account, coordinator: Account, now: dt.datetime
) -> None:
    link = actions.issue_reset_link(coordinator, zone=zone, acting_user=administrator, at=now)
    address = reverse("password-reset-confirm", args=[link.uid, link.token])
    form = client.get(address, follow=True)
    new = {"new_password1": "hongqi-piaopiao-9", "new_password2": "hongqi-piaopiao-9"}
    client.post(form.redirect_chain[-1][0], new)
    post_sign_in(client, "tongchou", "hongqi-piaopiao-9")
    assert is_in(client)
    other = Client()
    other.post(
        other.get(address, follow=True).request["PATH_INFO"], {**new, "new_password1": "x", "new_password2": "x"}
    )
    assert post_sign_in(other, "tongchou", "hongqi-piaopiao-9").status_code == 302


def test_a_reset_mail_goes_only_to_an_account_that_has_an_address(client: Client, coordinator: Account) -> None:
    coordinator.email = "tongchou@example.cn"
    coordinator.save()
    client.post(reverse("password-reset"), {"email": "nobody@example.cn"})
    assert mail.outbox == []
    client.post(reverse("password-reset"), {"email": "tongchou@example.cn"})
    assert re.search(r"/password/\w+/[\w-]+/", mail.outbox[0].body)


def test_every_answer_keeps_strangers_scripts_out(client: Client, db: None) -> None:
    for address in (reverse("sign-in"), "/no/such/page", "/health"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'self'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert "http:" not in policy
        assert "https:" not in policy


def test_the_language_is_chinese_whatever_the_browser_says(client: Client, db: None) -> None:
    answer = client.get(reverse("sign-in"), headers={"accept-language": "en"})
    assert answer.headers["Content-Language"] == "zh-hans"
    client.cookies[live_settings.LANGUAGE_COOKIE_NAME] = "en"
    assert client.get(reverse("sign-in")).headers["Content-Language"] == "en"
    client.cookies[live_settings.LANGUAGE_COOKIE_NAME] = "klingon"
    assert client.get(reverse("sign-in")).headers["Content-Language"] == "zh-hans"


@pytest.mark.parametrize("who", ["coordinator", "administrator"])
def test_the_admin_opens_for_a_superuser_only_and_writes_nothing(
    client: Client, who: str, request: pytest.FixtureRequest
) -> None:
    account: Account = request.getfixturevalue(who)
    client.force_login(account, backend="gangmu_server.directory.signin.NameOrPhoneBackend")
    assert client.get("/admin/").status_code == 302
    account.is_superuser = True
    account.save()
    assert client.get("/admin/").status_code == 200
    assert client.get("/admin/directory/zone/add/").status_code == 403
    page = client.get(f"/admin/directory/account/{account.pk}/change/")
    assert page.status_code == 200
    assert account.password not in page.content.decode()


ERRORS: list[tuple[Exception, int, str, str]] = [
    (ConflictError(what="页面已变"), 409, "conflict", "页面已变"),
    (EmptySourceError(name="空.txt", reason="empty.bytes", advice="advice.check"), 422, "source.empty", "空.txt"),
]


@pytest.mark.parametrize(("error", "status", "code", "words"), ERRORS)
def test_an_error_becomes_a_page_a_fragment_or_json(
    rf: RequestFactory, error: Exception, status: int, code: str, words: str
) -> None:
    shape: dict[str, Callable[[HttpResponse], bool]] = {
        "": lambda answer: "<html" in answer.content.decode(),
        "HX-Request": lambda answer: "<html" not in answer.content.decode(),
        "Accept": lambda answer: answer.headers["Content-Type"] == "application/json",
    }
    for header, fits in shape.items():
        request: HttpRequest = rf.get("/", headers={header: "application/json"} if header else {})
        answer = ErrorMiddleware(lambda r: HttpResponse()).process_exception(request, error)
        assert answer.status_code == status
        assert fits(answer)
        assert words in answer.content.decode("unicode_escape" if header == "Accept" else "utf-8")
    assert ErrorMiddleware(lambda r: HttpResponse()).process_exception(rf.get("/"), KeyError()) is None


def test_no_page_can_be_framed_or_guess_types(client: Client, db: None) -> None:
    headers = client.get(reverse("sign-in")).headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_uploaded_files_have_no_address_of_their_own(client: Client, plan: object) -> None:
    file = next(Path(live_settings.MEDIA_ROOT).rglob("*"))
    assert client.get(f"{live_settings.MEDIA_URL}{file.name}").status_code in {302, 404}
