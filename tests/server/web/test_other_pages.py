"""Search, the directory, the audit trail, the tour."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.library.models import Edition, Plan
from tests.server.conftest import PASSWORD
from tests.server.web.conftest import Visit


@pytest.fixture
def desk(visit: Visit, coordinator: Account) -> Client:
    return visit(coordinator)


@pytest.fixture
def keeper(visit: Visit, administrator: Account) -> Client:
    return visit(administrator)


# --- search ---------------------------------------------------------------------------------------


def test_search_finds_two_characters_and_shows_the_words_around(desk: Client, edition: Edition) -> None:
    page = desk.get("/search/", {"q": "民生"}).content.decode()
    assert "<mark>民生</mark>" in page
    assert f"/plans/{edition.plan.key}/?at=%E4%B8%89/%EF%BC%88%E4%B8%80%EF%BC%89#" in page.replace("%2F", "/")


def test_search_narrows_by_kind_and_by_plan_and_widens_again(desk: Client, edition: Edition) -> None:
    page = desk.get("/search/", {"q": "农村公路", "kind": "task"})
    assert {hit.kind for hit in page.context["result"].hits} == {"task"}
    page = desk.get("/search/", {"q": "农村公路", "plan": edition.plan.key}).content.decode()
    assert edition.plan.title in page


@pytest.mark.parametrize("query", ["天文台", "民生 天文台", "%", "'", '"', "*", "民生 OR 1=1", "AND"])
def test_words_nobody_wrote_find_nothing_and_break_nothing(query: str, desk: Client, edition: Edition) -> None:
    answer = desk.get("/search/", {"q": query})
    assert answer.status_code == 200
    assert "没有找到" in answer.content.decode()


def test_the_chips_of_a_search_add_up_to_what_was_found(desk: Client, edition: Edition) -> None:
    page = desk.get("/search/", {"q": "梅江"}).content.decode()
    found = int(re.search(r"找到 <b>(\d+)</b> 处", page)[1])
    chips = re.findall(r'<a class="tag" href="[^"]*kind=(\w+)">[^<]*?(\d+)</a>', page)
    assert "plan" in dict(chips), "the plan's own title"
    assert sum(int(n) for _kind, n in chips) == found
    titles = desk.get("/search/", {"q": "梅江", "kind": "plan"}).content.decode()
    assert f"找到 <b>{dict(chips)['plan']}</b> 处" in titles


def test_search_without_words_offers_examples(desk: Client) -> None:
    assert "例如" in desk.get("/search/").content.decode()


def test_a_page_number_out_of_range_is_not_an_error(desk: Client, edition: Edition) -> None:
    for page in ("0", "-3", "99999999999", "x"):
        assert desk.get("/search/", {"q": "民生", "page": page}).status_code == 200
        assert desk.get("/tables/target/", {"page": page}).status_code == 200


def test_markup_in_a_query_is_only_text(desk: Client) -> None:
    assert "<script>" not in re.sub(
        r"<script src.*?>|<script>\s*</script>", "", desk.get("/search/", {"q": "<script>x"}).content.decode()
    )


# --- directory ------------------------------------------------------------------------------------


def test_an_unknown_name_is_filed_under_a_known_unit(
    desk: Client, edition: Edition, organisation: Organisation
) -> None:
    assert "记为已有单位" in desk.get("/units/").content.decode()
    data = {"name": "区交通局", "organisation": organisation.pk}
    page = desk.post("/directory/organisations/alias/", data, follow=True).content.decode()
    assert f"已将“区交通局”记为“{organisation.name}”" in page
    assert "提档升级农村公路" in desk.get(f"/units/{organisation.key}/").content.decode()


def test_units_that_plans_name_are_entered_at_once_and_those_unticked_are_not(desk: Client, edition: Edition) -> None:
    page = desk.get("/directory/organisations/propose/").content.decode()
    assert all(name in page for name in ("区交通局", "区财政局", "区住建局"))
    made = desk.post(
        "/directory/organisations/propose/", {"name": ["区交通局", "区住建局", "不在规划里的局"]}, follow=True
    )
    assert "已登记 2 个单位" in made.content.decode()
    assert not Organisation.objects.filter(name__in=["区财政局", "不在规划里的局"]).exists()
    left = desk.get("/directory/organisations/propose/").content.decode()
    assert "区财政局" in left
    assert "区交通局" not in left


def test_a_unit_is_entered_with_its_other_names_however_they_are_parted(desk: Client) -> None:
    data = {"name": "区卫生健康委", "aliases": "区卫健委，卫健委; 区卫健委"}
    desk.post("/directory/organisations/add/", data)
    made = Organisation.objects.get(name="区卫生健康委")
    assert sorted(a.name for a in made.aliases.all()) == ["区卫健委", "卫健委"]


def test_a_name_that_is_there_already_is_refused_on_the_form(desk: Client, organisation: Organisation) -> None:
    page = desk.post("/directory/organisations/add/", {"name": organisation.name}).content.decode()
    assert "请改正以下内容" in page
    assert Organisation.objects.filter(name=organisation.name).count() == 1


def test_a_unit_is_renamed_and_moved_and_keeps_its_old_name(desk: Client, organisation: Organisation) -> None:
    desk.post("/directory/organisations/add/", {"name": "县政府"})
    parent = Organisation.objects.get(name="县政府")
    desk.post(f"/directory/organisations/{organisation.key}/", {"name": "县农业局（新）", "parent": parent.pk})
    organisation.refresh_from_db()
    assert (organisation.name, organisation.parent) == ("县农业局（新）", parent)
    assert "县农业农村局" in [a.name for a in organisation.aliases.all()]
    desk.post(f"/directory/organisations/{organisation.key}/alias/remove/", {"name": "县农业农村局"})
    assert "县农业农村局" not in [a.name for a in organisation.aliases.all()]


def test_a_unit_cannot_stand_below_itself(desk: Client, organisation: Organisation) -> None:
    answer = desk.post(
        f"/directory/organisations/{organisation.key}/", {"name": organisation.name, "parent": organisation.pk}
    )
    assert "请改正以下内容" in answer.content.decode()


def test_the_administrator_opens_an_account_and_hands_over_a_link(keeper: Client, zone: Zone) -> None:
    data = {"username": "xinyuan", "name": "辛远", "role": "evaluator", "phone": "", "email": "", "password": ""}
    page = keeper.post("/directory/accounts/add/", data, follow=True).content.decode()
    assert "已开通“辛远”的账号" in page
    account = Account.objects.get(username="xinyuan")
    assert "/password/" in page, "an account without a first password comes with its link"
    page = keeper.post(f"/directory/accounts/{account.pk}/reset/").content.decode()
    link = re.search(r"<code>http://testserver(/password/[^<]+)</code>", page)
    assert link
    visitor = Client()
    form = visitor.get(link[1], follow=True)
    new = {"new_password1": "taojiang-66-he", "new_password2": "taojiang-66-he"}
    visitor.post(form.request["PATH_INFO"], new)
    assert visitor.post("/sign-in/", {"username": "xinyuan", "password": "taojiang-66-he"}).status_code == 302


@pytest.mark.parametrize(("role", "with_unit"), [("unit", False), ("evaluator", True)])
def test_only_a_units_clerk_has_a_unit_said_beside_the_field(
    role: str, with_unit: bool, keeper: Client, organisation: Organisation, coordinator: Account
) -> None:
    data = {"username": "xinyuan", "name": "辛远", "role": role, "organisation": organisation.pk if with_unit else ""}
    page = keeper.post("/directory/accounts/add/", data).content.decode()
    assert 'href="#id_organisation"' in page
    assert not Account.objects.filter(username="xinyuan").exists()
    answer = keeper.post(f"/directory/accounts/{coordinator.pk}/grant/", data)
    assert answer.status_code == 422
    assert "选定单位" in answer.content.decode() or "不指定" in answer.content.decode()
    assert coordinator.memberships.count() == 1


def test_a_weak_first_password_is_refused_on_the_form(keeper: Client) -> None:
    data = {"username": "xinyuan", "name": "辛远", "role": "evaluator", "password": "12345"}
    page = keeper.post("/directory/accounts/add/", data).content.decode()
    assert "请改正以下内容" in page
    assert not Account.objects.filter(username="xinyuan").exists()


def test_roles_are_given_and_taken_and_an_account_closed(keeper: Client, coordinator: Account) -> None:
    page = f"/directory/accounts/{coordinator.pk}/"
    keeper.post(f"{page}grant/", {"role": "evaluator"})
    assert "评估人员" in keeper.get(page).content.decode()
    membership = coordinator.memberships.get(role="evaluator")
    keeper.post(f"{page}revoke/{membership.pk}/")
    assert not coordinator.memberships.filter(role="evaluator").exists()
    keeper.post(f"{page}active/", {"active": "no"})
    coordinator.refresh_from_db()
    assert not coordinator.is_active


def test_the_last_administrator_stays(keeper: Client, administrator: Account) -> None:
    answer = keeper.post(f"/directory/accounts/{administrator.pk}/active/", {"active": "no"})
    assert answer.status_code == 409
    assert "唯一的管理员" in answer.content.decode()


def test_a_reset_by_mail_says_the_same_for_every_name(coordinator: Account, mailoutbox: list[object]) -> None:
    coordinator.email = "tc@example.cn"
    coordinator.save()
    pages = [
        Client().post("/password/", {"email": name}, follow=True).content for name in (coordinator.username, "nobody")
    ]
    assert len({re.sub(rb'value="[^"]*"|"X-CSRFToken": "[^"]*"', b"", page) for page in pages}) == 1
    assert len(mailoutbox) == 1
    assert mailoutbox[0].to == ["tc@example.cn"]  # type: ignore[attr-defined]


# --- audit and tour -------------------------------------------------------------------------------


def test_the_audit_trail_reads_in_words_and_verifies(keeper: Client, plan: Plan, triggers_in_place: None) -> None:
    page = keeper.get("/audit/").content.decode()
    assert "上传规划" in page
    assert "江一禾" in page
    assert "national" not in page
    assert "核验通过" in keeper.get("/audit/?verify=1").content.decode()


def test_the_audit_trail_shows_where_the_chain_breaks(keeper: Client, plan: Plan) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("UPDATE audit_auditentry SET object_label = 'x' WHERE number = 2")
    page = keeper.get("/audit/?verify=1").content.decode()
    assert "核验没有通过" in page
    assert "第 2 条" in page


def test_only_those_with_the_right_see_the_audit_trail(desk: Client) -> None:
    assert desk.get("/audit/").status_code == 403
    assert "/audit/" not in desk.get("/plans/").content.decode()


def test_the_tour_leads_to_the_zones_own_plan(desk: Client, edition: Edition) -> None:
    assert f"/plans/{edition.plan.key}/" in desk.get("/help/").content.decode()


def test_a_demo_zone_says_so_on_every_page(desk: Client, zone: Zone) -> None:
    assert "演示数据" not in desk.get("/plans/").content.decode()
    zone.is_demo = True
    zone.save()
    for path in ("/plans/", "/tables/task/", "/units/", "/search/", "/help/", "/account/", "/nowhere/"):
        assert "演示数据" in desk.get(path).content.decode(), path


def test_signing_in_is_audited(coordinator: Account, keeper: Client) -> None:
    Client().post("/sign-in/", {"username": coordinator.username, "password": PASSWORD})
    assert "登录" in keeper.get("/audit/?action=account").content.decode()
