"""Annex files: found to belong to a plan, joined to it, parted again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from gangmu_server.base.errors import ConflictError
from gangmu_server.directory.models import Account, Zone
from gangmu_server.library import actions
from gangmu_server.library.models import Edition, Plan
from tests.server.plans import Builder

DUTIES = ("县农业农村局", "县水利局", "县交通运输局", "县财政局")


def opinion(title: str = "关于落实建设方案的实施意见", units: tuple[str, ...] = DUTIES) -> Builder:
    made = Builder(title).provision("一", "一、重点任务", kind="chapter")
    for i, unit in enumerate(units):
        made.duty(f"一/d{i}", f"办好第{i}件事", [unit])
    return made


def table(title: str | None = None, units: tuple[str, ...] = DUTIES, head: str = "任务分工表") -> Builder:
    made = Builder(title or "附件1", level=None, places=()).provision("附件1", head, kind="annex")
    for i, unit in enumerate(units):
        made.task(f"附件1-{i}", f"第{i}项工作", [unit])
    return made


@pytest.fixture
def act(coordinator: Account, zone: Zone) -> dict[str, object]:
    return {"acting_user": coordinator, "at": zone.created_at}


@pytest.fixture
def store(zone: Zone, coordinator: Account) -> Callable[[Builder], Plan]:
    return lambda builder: builder.store(zone, coordinator).plan


def guess(plan: Plan) -> Plan | None:
    return Plan.objects.get(pk=plan.pk).annex_of_guess


def test_an_annex_belongs_to_the_plan_whose_title_it_prints(store: Callable[[Builder], Plan]) -> None:
    owner = store(opinion("梅江县关于落实建设方案的实施意见", units=()))
    store(opinion("汀江县关于支持老区发展的若干措施", units=()))
    annex = store(table(head="附件1 《梅江县关于落实建设方案的实施意见》任务分工"))
    assert guess(annex) == owner


def test_an_annex_without_a_title_belongs_to_the_plan_that_names_its_units(store: Callable[[Builder], Plan]) -> None:
    owner = store(opinion("甲"))
    store(opinion("乙", units=("市农业农村局", "市水利局", "市财政局")))
    assert guess(store(table())) == owner


def test_the_guess_is_made_too_when_the_opinion_comes_after_its_annex(store: Callable[[Builder], Plan]) -> None:
    annex = store(table())
    assert guess(annex) is None
    owner = store(opinion())
    assert guess(annex) == owner


@pytest.mark.parametrize(
    "builder",
    [
        pytest.param(table(units=("省水利厅", "省林业局", "省财政厅")), id="other units"),
        pytest.param(opinion("丁"), id="an opinion of its own"),
        pytest.param(table(units=("县农业农村局", "县水利局")), id="too few units to tell"),
    ],
)
def test_what_does_not_belong_is_not_guessed(store: Callable[[Builder], Plan], builder: Builder) -> None:
    store(opinion("甲"))
    assert guess(store(builder)) is None


def test_two_plans_alike_are_no_guess(store: Callable[[Builder], Plan]) -> None:
    store(opinion("甲"))
    store(opinion("乙"))
    assert guess(store(table())) is None


def test_a_guess_refused_is_not_made_again(store: Callable[[Builder], Plan], act: dict[str, object]) -> None:
    store(opinion("甲"))
    annex = store(table())
    annex.refresh_from_db()
    actions.dismiss_annex_guess(annex, **act)
    store(opinion("另一份", units=()))
    assert guess(annex) is None


@pytest.fixture
def pair(upload: Callable[..., object], do_jobs: Callable[[], None]) -> tuple[Plan, Plan]:
    """An opinion and an annex that stand apart, both read."""
    from tests.server.texts import OPINION

    upload({"意见.txt": OPINION})
    upload({"附件1.txt": "附件1\n\n重点任务说明\n\n第一批任务由县水利局牵头。\n"})
    do_jobs()
    first, second = Plan.objects.order_by("pk")
    return first, second


def test_joining_makes_one_document_of_both(
    pair: tuple[Plan, Plan], act: dict[str, object], do_jobs: Callable[[], None]
) -> None:
    owner, annex = pair
    reading = actions.join_annex(annex, owner, **act)
    do_jobs()
    reading.refresh_from_db()
    annex.refresh_from_db()
    edition = owner.editions.get()
    assert [part.file.name for part in edition.parts.order_by("position")] == ["意见.txt", "附件1.txt"]
    assert "第一批任务" in reading.text
    assert annex.deleted_at is not None
    assert annex.annex_of_guess is None


def test_joining_a_published_edition_opens_a_draft_beside_it(
    pair: tuple[Plan, Plan], act: dict[str, object], do_jobs: Callable[[], None]
) -> None:
    owner, annex = pair
    published = owner.editions.get()
    actions.publish_edition(published, **act)
    actions.join_annex(annex, owner, **act)
    assert published.parts.count() == 1
    assert owner.editions.get(number=2).parts.count() == 2


def test_parting_gives_the_annex_a_plan_of_its_own_again(
    pair: tuple[Plan, Plan], act: dict[str, object], do_jobs: Callable[[], None]
) -> None:
    owner, annex = pair
    actions.join_annex(annex, owner, **act)
    do_jobs()
    edition = owner.editions.get()
    file = edition.parts.get(position=1).file
    own = actions.split_annex(edition, file, **act)
    do_jobs()
    assert [part.file.name for part in edition.parts.all()] == ["意见.txt"]
    assert own.plan.title == "附件1"
    assert guess(own.plan) is None
    assert "第一批任务" not in edition.readings.get(in_use=True).text


def test_a_plan_cannot_join_itself_or_what_is_gone(pair: tuple[Plan, Plan], act: dict[str, object]) -> None:
    owner, annex = pair
    with pytest.raises(ConflictError):
        actions.join_annex(owner, owner, **act)
    actions.delete_plan(owner, **act)
    with pytest.raises(ConflictError):
        actions.join_annex(annex, owner, **act)


def test_the_document_itself_is_no_annex_to_part(pair: tuple[Plan, Plan], act: dict[str, object]) -> None:
    edition: Edition = pair[0].editions.get()
    with pytest.raises(ConflictError):
        actions.split_annex(edition, edition.parts.get().file, **act)
