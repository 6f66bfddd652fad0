"""A document that is in the library already, under another title or as another file; and one without a title."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.errors import ConflictError, InvalidError, NotAllowedError
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import actions
from gangmu_server.library.models import Edition, Plan
from gangmu_server.library.payloads import PlanChange
from gangmu_server.library.reading.twins import title_key
from gangmu_server.library.search import search
from gangmu_server.review.queries import effective_plan
from tests.server.plans import Builder
from tests.server.texts import OPINION

TITLE = "梅江县关于落实示范区建设方案的实施意见"
FACTS: dict[str, Any] = {"places": ("梅江县",), "issued_on": "2022-05-18"}
NAMELESS = "一、重点任务\n\n（一）修路。2023年底前改造农村公路80公里。\n"


@pytest.fixture
def act(coordinator: Account, zone: Zone) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": zone.created_at}


@pytest.fixture
def store(zone: Zone, coordinator: Account) -> Callable[..., Plan]:
    def run(title: str = TITLE, **facts: Any) -> Plan:
        made = Builder(title, **{**FACTS, **facts}).provision("一", "一、重点任务", kind="chapter")
        return made.store(zone, coordinator).plan

    return run


def guess(plan: Plan) -> tuple[Plan | None, str]:
    found = Plan.objects.get(pk=plan.pk)
    return found.same_as_guess, found.same_as_why


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        pytest.param(TITLE, {}, id="the same"),
        pytest.param("中共梅江县委 梅江县人民政府" + TITLE.removeprefix("梅江县"), {}, id="with its issuers"),
        pytest.param(f"{TITLE}（征求意见稿）", {}, id="a draft of it"),
        pytest.param(f"梅江县人民政府关于印发《{TITLE}》的通知", {}, id="under its notice"),
        pytest.param(TITLE, {"issued_on": None}, id="undated"),
    ],
)
def test_a_plan_of_the_same_title_place_and_year_seems_to_be_the_same(
    store: Callable[..., Plan], title: str, facts: dict[str, Any]
) -> None:
    first = store()
    assert guess(store(title, **facts)) == (first, "title")
    assert guess(first) == (None, "")


def test_a_plan_of_the_same_document_number_seems_to_be_the_same_whatever_its_title(
    store: Callable[..., Plan],
) -> None:
    first = store(number="梅县发〔2022〕6号")
    assert guess(store("实施意见", number="梅县发[2022]6号", places=())) == (first, "number")


@pytest.mark.parametrize(
    ("title", "facts"),
    [
        pytest.param(TITLE, {"issued_on": "2019-01-02"}, id="of another year"),
        pytest.param(TITLE, {"places": ("汀江县",)}, id="of another place"),
        pytest.param("梅江县关于支持油茶产业的若干措施", {}, id="of another title"),
        pytest.param(TITLE, {"issuers": ("梅江县财政局",)}, id="by another office"),
        pytest.param(TITLE, {"number": "梅县发〔2022〕7号"}, id="of another number"),
    ],
)
def test_another_plan_is_not_taken_for_the_same(store: Callable[..., Plan], title: str, facts: dict[str, Any]) -> None:
    store(issuers=("梅江县人民政府",), number="梅县发〔2022〕6号")
    assert guess(store(title, **facts)) == (None, "")


def test_titles_that_say_only_what_kind_of_paper_it_is_are_no_sign(store: Callable[..., Plan]) -> None:
    store("实施方案")
    assert guess(store("实施方案")) == (None, "")
    store("支持老区振兴发展的意见", places=(), issued_on=None)
    assert guess(store("支持老区振兴发展的意见", places=(), issued_on=None)) == (None, "")


def test_the_same_plan_as_text_and_as_word_is_noticed_when_it_is_read(
    upload: Callable[..., Any], do_jobs: Callable[[], None]
) -> None:
    upload({"意见.txt": OPINION})
    do_jobs()
    upload({"另存的意见.docx": word(OPINION)})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    assert guess(second) == (first, "number")


def test_the_older_of_two_uploads_is_the_one_kept_in_whatever_order_they_are_read(
    store: Callable[..., Plan], zone: Zone, coordinator: Account
) -> None:
    older = Plan.objects.create(zone=zone, title="先上传", created_at=zone.created_at, created_by=coordinator)
    edition = Edition.objects.create(
        zone=zone, plan=older, number=1, created_at=zone.created_at, created_by=coordinator
    )
    newer = store()
    assert guess(newer) == (None, "")
    Builder(TITLE, **FACTS).provision("一", "一、任务").store_in(edition, coordinator)
    assert guess(newer) == (older, "title")
    Builder("梅江县别的安排和打算", **FACTS).provision("一", "一、任务").store_in(edition, coordinator)
    assert guess(newer) == (None, ""), "read again, the two are not alike any more"


def test_kept_apart_a_plan_is_not_asked_about_again(
    store: Callable[..., Plan], act: dict[str, Any], coordinator: Account
) -> None:
    store()
    second = store()
    second.refresh_from_db()
    actions.keep_apart(second, **act)
    Builder(TITLE, **FACTS).provision("一", "一、任务").store_in(second.editions.get(), coordinator)
    assert guess(second) == (None, "")
    assert AuditEntry.objects.get(action="plan.twin_kept_apart").object_label == second.title


def test_made_a_version_its_file_is_the_newest_edition_of_the_other(
    upload: Callable[..., Any], do_jobs: Callable[[], None], act: dict[str, Any]
) -> None:
    upload({"意见.txt": OPINION})
    upload({"修改稿.txt": OPINION.replace("80公里", "90公里")})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    edition = actions.join_as_edition(second, first, **act)
    do_jobs()
    second.refresh_from_db()
    assert (edition.number, [f.name for f in edition.files.all()]) == (2, ["修改稿.txt"])
    assert first.editions.get(is_current=True) == edition
    assert (second.deleted_at is not None, second.same_as_guess) == (True, None)
    assert AuditEntry.objects.get(action="plan.twin_joined").new["plan"] == second.key


def test_a_published_edition_stays_in_force_beside_the_new_one(
    upload: Callable[..., Any], do_jobs: Callable[[], None], act: dict[str, Any]
) -> None:
    upload({"意见.txt": OPINION})
    upload({"修改稿.txt": OPINION.replace("80公里", "90公里")})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    published = first.editions.get()
    actions.publish_edition(published, **act)
    actions.join_as_edition(second, first, **act)
    do_jobs()
    assert first.editions.get(is_current=True) == published


def test_what_cannot_be_a_version_is_refused(
    upload: Callable[..., Any], do_jobs: Callable[[], None], act: dict[str, Any], evaluator: Account, zone: Zone
) -> None:
    upload({"意见.txt": OPINION})
    upload({"修改稿.txt": OPINION.replace("80公里", "90公里")})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    with pytest.raises(ConflictError):
        actions.join_as_edition(first, first, **act)
    with pytest.raises(NotAllowedError):
        actions.join_as_edition(second, first, acting_user=evaluator, at=zone.created_at)
    actions.join_as_edition(second, first, **act)
    actions.restore_plan(second, **act)
    with pytest.raises(ConflictError):
        actions.join_as_edition(second, first, **act)
    actions.delete_plan(first, **act)
    with pytest.raises(ConflictError):
        actions.join_as_edition(second, first, **act)


@pytest.fixture
def nameless(upload: Callable[..., Any], do_jobs: Callable[[], None]) -> Plan:
    upload({"扫描件0042.txt": NAMELESS})
    do_jobs()
    return Plan.objects.get()


def test_a_supplied_title_lies_over_every_reading_and_not_in_it(
    nameless: Plan, act: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account
) -> None:
    assert (nameless.title, nameless.editions.get().title) == ("扫描件0042", "")
    actions.supply_title(nameless, " 梅江县农村公路三年行动方案 ", **act)
    actions.reread(nameless.editions.get(), **act)
    do_jobs()
    nameless.refresh_from_db()
    edition = nameless.editions.get()
    assert (nameless.title, edition.title) == ("梅江县农村公路三年行动方案", "")
    effective = effective_plan(coordinator, edition)
    assert effective is not None
    assert effective.plan.document.title == "梅江县农村公路三年行动方案"
    entry = AuditEntry.objects.get(action="plan.title_supplied")
    assert (entry.old, entry.new) == ({"title": "扫描件0042"}, {"title": "梅江县农村公路三年行动方案"})


def test_search_finds_a_plan_by_its_supplied_title(
    nameless: Plan, act: dict[str, Any], do_jobs: Callable[[], None], coordinator: Account, zone: Zone
) -> None:
    def kinds(words: str) -> list[str]:
        return [hit.kind for hit in search(coordinator, zone, words).hits]

    assert kinds("三年行动") == []
    actions.supply_title(nameless, "梅江县农村公路三年行动方案", **act)
    assert kinds("三年行动") == ["plan"]
    actions.update_plan(nameless, PlanChange(title="梅江县农村公路五年行动方案"), **act)
    assert (kinds("三年行动"), kinds("五年行动")) == ([], ["plan"])
    actions.reread(nameless.editions.get(), **act)
    do_jobs()
    assert kinds("五年行动") == ["plan"]


def test_a_title_the_text_has_is_never_replaced_in_what_is_read(plan: Plan, act: dict[str, Any]) -> None:
    printed = plan.editions.get().title
    actions.supply_title(plan, "另起的名称", **act)
    effective = effective_plan(act["acting_user"], plan.editions.get())
    assert effective is not None
    assert effective.plan.document.title == printed


def test_the_name_of_the_file_may_be_the_title(nameless: Plan, act: dict[str, Any]) -> None:
    actions.supply_title(nameless, "扫描件0042", **act)
    assert Plan.objects.get().title_by_hand


def test_a_supplied_title_shows_that_the_plan_is_there_already(
    nameless: Plan, act: dict[str, Any], store: Callable[..., Plan]
) -> None:
    first = store(places=(), issued_on="2022-01-01")
    assert guess(nameless) == (None, "")
    places = nameless.editions.get().places_key
    assert places == ""
    Edition.objects.filter(plan=nameless).update(issued_on="2022-03-01")
    actions.supply_title(nameless, TITLE, **act)
    assert guess(first) == (nameless, "title"), "the nameless one came first"


@pytest.mark.parametrize("title", ["", "  ", "长" * 501])
def test_a_title_that_is_none_is_refused(nameless: Plan, act: dict[str, Any], title: str) -> None:
    with pytest.raises(InvalidError):
        actions.supply_title(nameless, title, **act)


def test_only_who_writes_plans_supplies_titles(nameless: Plan, evaluator: Account, zone: Zone) -> None:
    with pytest.raises(NotAllowedError):
        actions.supply_title(nameless, "名称", acting_user=evaluator, at=zone.created_at)


@pytest.mark.parametrize(
    ("title", "other", "alike"),
    [
        ("某县关于修路的意见", "关于修路的意见（试行）", True),
        ("关于印发《某县修路方案》的通知", "某县修路方案", True),
        ("2023年关于修路的意见", "2024年关于修路的意见", False),
        ("修路方案（第二部分）", "修路方案（第一部分）", False),
    ],
)
def test_titles_are_compared_without_what_printings_differ_in(title: str, other: str, alike: bool) -> None:
    assert (title_key(title) == title_key(other)) is alike


def word(text: str) -> bytes:
    made, content = Document(), BytesIO()
    for line in filter(str.strip, text.splitlines()):
        made.add_paragraph(line)
    made.save(content)
    return content.getvalue()
