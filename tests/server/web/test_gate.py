"""Who gets to a page, and where one lands who does not: every address of the site is walked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from gangmu_server.directory.models import Account, Membership, Organisation, Zone
from gangmu_server.library.models import Edition
from tests.server.conftest import NOW, PASSWORD
from tests.server.web.conftest import Visit

OPEN = {
    "sign-in", "sign-out", "set-language", "password-reset", "password-reset-sent", "password-reset-confirm", "health",
}  # fmt: skip
"""The only pages a visitor gets without signing in."""


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from names(pattern.url_patterns)
        elif pattern.name:
            yield pattern


PAGES = sorted(names(get_resolver().url_patterns), key=lambda p: p.name)


def address(pattern: URLPattern, edition: Edition, organisation: Organisation, account: Account) -> str:
    """The page's address with real keys in it, so that only the gate can be in the way."""
    part = edition.parts.first()
    values = {
        "key": edition.key if pattern.name.startswith("edition-") else edition.plan.key,
        "file": part.file.key if part else "x",
        "kind": "task",
        "form": "xlsx",
        "view_id": 1,
        "account_id": account.pk,
        "membership_id": 1,
        "uidb64": "x",
        "token": "x",
    }
    if pattern.name in {"unit", "unit-file", "organisation", "alias-add", "alias-remove"}:
        values["key"] = organisation.key
    return reverse(pattern.name, kwargs={name: values.get(name, 1) for name in pattern.pattern.converters})


@pytest.mark.parametrize("spot", PAGES, ids=lambda p: p.name)
def test_a_visitor_is_sent_to_sign_in_from_every_page_but_the_few_open_ones(
    spot: URLPattern, edition: Edition, organisation: Organisation, administrator: Account
) -> None:
    answer = Client().get(address(spot, edition, organisation, administrator), {"name": "x"})
    sent_away = answer.status_code == 302 and answer.url.startswith("/sign-in/")
    assert sent_away != (spot.name in OPEN)


@pytest.mark.parametrize("spot", PAGES, ids=lambda p: p.name)
def test_an_account_of_another_zone_finds_nothing_of_this_one(
    spot: URLPattern, edition: Edition, organisation: Organisation, outsider: Account, visit: Visit
) -> None:
    administrator = Account.objects.get(username="guanli")
    url = address(spot, edition, organisation, administrator)
    answers = [visit(outsider).get(url, {"name": "区交通局"}), visit(outsider).post(url)]
    for answer in answers:
        body = answer.content.decode(errors="replace") if not answer.streaming else ""
        assert "提档升级" not in body
        assert "县农业农村局" not in body
        assert administrator.name not in body
        if spot.pattern.converters.keys() & {"key", "account_id"}:
            assert answer.status_code in {404, 405, 302, 403}


READING_PAGES = ["home", "tables", "units", "leaders", "search", "help"]


@pytest.mark.parametrize("name", READING_PAGES)
@pytest.mark.parametrize("who", ["clerk", "leader", "supervisor"])
def test_a_role_without_the_right_gets_a_refusal_in_words(
    name: str, who: str, visit: Visit, request: pytest.FixtureRequest
) -> None:
    answer = visit(request.getfixturevalue(who)).get(reverse(name))
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "查看规划" in page
    assert "页面还没有开放" in page, "no way round in circles: the first page is as closed as this one"
    assert "换个账号登录" in page
    assert 'id="bar-search"' not in page


WRITES = ["upload", "plan-delete", "plan-change", "plan-add-edition", "edition-reread", "edition-publish"]


@pytest.mark.parametrize("name", WRITES)
def test_an_evaluator_reads_but_changes_nothing(name: str, visit: Visit, evaluator: Account, edition: Edition) -> None:
    args = [] if name == "upload" else [edition.key if name.startswith("edition") else edition.plan.key]
    data = {"files": _file("a.txt")} if name in {"upload", "plan-add-edition"} else {"title": "改名"}
    answer = visit(evaluator).post(reverse(name, args=args), data)
    assert answer.status_code == 403
    edition.plan.refresh_from_db()
    assert edition.plan.deleted_at is None
    assert edition.plan.title != "改名"


def test_pages_that_change_something_do_not_open_by_an_address_alone(
    visit: Visit, coordinator: Account, edition: Edition
) -> None:
    for name in WRITES:
        args = [] if name == "upload" else [edition.key if name.startswith("edition") else edition.plan.key]
        assert visit(coordinator).get(reverse(name, args=args)).status_code == 405, name


def test_a_session_that_ended_leads_back_to_the_page_and_says_so(coordinator: Account, visit: Visit) -> None:
    client = Client()
    sign_in = client.post("/sign-in/", {"username": coordinator.username, "password": PASSWORD})
    assert sign_in.status_code == 302
    del client.cookies["sessionid"]
    away = client.get("/tables/task/?unit=x")
    assert away.url == "/sign-in/?next=/tables/task/%3Funit%3Dx"
    assert "登录已过期" in client.get(away.url).content.decode()


def test_after_signing_out_nothing_is_said_of_an_ended_session(coordinator: Account) -> None:
    client = Client()
    client.post("/sign-in/", {"username": coordinator.username, "password": PASSWORD})
    client.post("/sign-out/")
    assert "登录已过期" not in client.get("/sign-in/?next=/plans/").content.decode()


def test_a_form_sent_after_the_session_ended_comes_back_to_its_page_and_not_to_the_forms_address(
    edition: Edition,
) -> None:
    page = f"/plans/{edition.plan.key}/manage/"
    answer = Client().post(f"/plans/{edition.plan.key}/change/", headers={"Referer": f"http://testserver{page}"})
    assert answer.url == f"/sign-in/?next={page}"


def test_a_referer_of_another_site_is_not_followed(edition: Edition) -> None:
    answer = Client().post(f"/plans/{edition.plan.key}/change/", headers={"Referer": "http://elsewhere.example/x"})
    assert answer.url == "/sign-in/?next=/"


def test_htmx_is_told_to_load_the_sign_in_page_whole(db: None) -> None:
    answer = Client().get(
        "/plans/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/plans/?level=county"}
    )
    assert answer.headers["HX-Redirect"] == "/sign-in/?next=/plans/%3Flevel%3Dcounty"


def test_a_first_password_must_be_changed_before_anything_else(coordinator: Account, visit: Visit) -> None:
    coordinator.must_change_password = True
    coordinator.password = make_password(PASSWORD)
    coordinator.save()
    client = visit(coordinator)
    assert client.get("/plans/").url == "/account/password/"
    new = {"old_password": PASSWORD, "new_password1": "dongjiang-88-yuan", "new_password2": "dongjiang-88-yuan"}
    assert client.post("/account/password/", new).url == "/account/"
    assert client.get("/plans/").status_code == 200


def test_an_account_without_a_role_is_told_whom_to_ask(zone: Zone, visit: Visit) -> None:
    account = Account.objects.create(username="xinren", name="新来", created_at=NOW)
    answer = visit(account).get("/plans/")
    assert answer.status_code == 403
    assert "还没有分配角色" in answer.content.decode()
    assert visit(account).get("/account/").status_code == 200


def test_an_account_of_two_zones_chooses_which_to_work_in(
    zone: Zone, other_zone: Zone, coordinator: Account, outsider: Account, visit: Visit
) -> None:
    Membership.objects.create(zone=other_zone, account=coordinator, role="coordinator", granted_at=NOW)
    client = visit(coordinator)
    before = client.get("/plans/").context["zone"]
    other = other_zone if before == zone else zone
    client.post(f"/account/zone/{other.key}/")
    assert client.get("/plans/").context["zone"] == other


def test_a_wrong_password_is_refused_and_too_many_lock_the_name(coordinator: Account, settings: object) -> None:
    client = Client()
    for _try in range(8):
        answer = client.post("/sign-in/", {"username": coordinator.username, "password": "falsch-0000"})
    assert answer.status_code == 429
    assert "已暂停登录" in answer.content.decode()


def test_the_mobile_number_signs_in_too(coordinator: Account) -> None:
    coordinator.phone = "13900000001"
    coordinator.save()
    assert Client().post("/sign-in/", {"username": "13900000001", "password": PASSWORD}).status_code == 302


@pytest.mark.parametrize("path", ["/plans/nosuchplan/", "/units/nosuchunit/", "/tables/nosuchtable/", "/nowhere/"])
def test_a_page_that_is_not_there_says_so_in_words(path: str, coordinator: Account, visit: Visit) -> None:
    answer = visit(coordinator).get(path)
    assert answer.status_code == 404
    assert "没有找到" in answer.content.decode()
    assert "Traceback" not in answer.content.decode()


def _file(name: str, content: bytes = "一、目标\n到2025年建成。".encode()) -> object:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(name, content)
