"""Tables across plans: narrowed, sorted, added up; only editions in force."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from gangmu.model import IndicatorValue
from gangmu_server.directory.actions import add_alias, create_organisation
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.library import queries
from gangmu_server.library.models import Edition
from gangmu_server.library.payloads import TableFilter, UnitSum
from gangmu_server.library.units import proposed_organisations
from tests.server.plans import Builder

TODAY = dt.date(2022, 9, 15)


@pytest.fixture
def county(zone: Zone, coordinator: Account) -> Edition:
    """A county plan: three tasks, a duty mark, targets on both."""
    made = Builder("甲县实施意见", level="county", places=("甲县",))
    made.task("附件1-1", "改造农村公路", ["县交通运输局", "县财政局"], ["陆知行"])
    made.task("附件1-2", "建设果园", ["县农业农村局（县果业办）"], ["韩晓序", "陆知行"], due="2022-06-30")
    made.task("附件1-3", "开展督导", [], year=None, supporting_units=("县财政局",))
    made.duty("一/d1", "推广节水灌溉", ["县水利局", "县财政局"], "县水利局")
    made.target("附件1-1/t1", "改造公路80公里", task="附件1-1", value=80, unit="公里", deadline="2022-12-31")
    made.target("附件1-1/t2", "新建桥梁5座", task="附件1-1", value=5, unit="座", deadline="2022-10-31")
    made.target("附件1-2/t1", "新建果园12个", task="附件1-2", value=12, unit="个", deadline="2022-06-30")
    made.target("一/t1", "灌溉3万亩", inside="一/d1", value=3, unit="万亩", comparator="at_least")
    made.target("一/t2", "新建公路0.5公里", value=0.5, unit="公里", comparator="at_least", deadline="2023-12-31")
    made.target("一/t3", "贫困发生率下降2%", value=2, unit="%", basis="change")
    made.target("一/t4", "覆盖率80%", value=80, unit="%")
    return made.store(zone, coordinator)


@pytest.fixture
def city(zone: Zone, coordinator: Account) -> Edition:
    """A city plan: indicators and projects."""
    made = Builder("乙市发展规划", level="prefectural", places=("乙市",))
    made.indicator(
        "表1-1",
        "森林覆盖率",
        unit="%",
        attribute="约束性",
        category="生态",
        baseline=IndicatorValue(year=2020, value=76.2, text="76.2"),
        target=IndicatorValue(year=2025, value=76.2, comparator="hold", text="保持稳定"),
    )
    made.indicator(
        "表1-2",
        "粮食产量",
        unit="亿斤",
        attribute="预期性",
        target=IndicatorValue(year=2025, value=0, text="0"),
    )
    made.indicator("表1-3", "空着的指标", attribute="预期性", target=IndicatorValue(year=2025))
    made.project("专栏1/p1", "通用机场", box="专栏1", stage="construction", places=("石城", "定南"))
    made.project("专栏1/p2", "抽水蓄能电站", box="专栏1", stage="preparation", places=("赣县",))
    made.target("二/t1", "建成冷链仓库6座", value=6, unit="座", deadline="2024-12-31")
    return made.store(zone, coordinator)


@pytest.fixture
def both(county: Edition, city: Edition) -> Zone:
    """The zone with both plans."""
    return county.zone


def addresses(user: Account, zone: Zone, kind: str, sort: str = "", **wanted: Any) -> list[str]:
    return [row.address for row in queries.table(user, zone, kind, TableFilter(**wanted), sort)]


FILTERS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("task", {}, ["附件1-1", "附件1-2", "附件1-3"]),
    ("task", {"unit": "县财政局"}, ["附件1-1", "附件1-3"]),
    ("task", {"unit": "县农业农村局"}, ["附件1-2"]),
    ("task", {"unit": "县农业农村局(县果业办)"}, ["附件1-2"]),
    ("task", {"unit": "没有的局"}, []),
    ("task", {"leader": "陆知行"}, ["附件1-1", "附件1-2"]),
    ("task", {"leader": "陆 知行"}, ["附件1-1", "附件1-2"]),
    ("task", {"unit": "陆知行"}, []),
    ("task", {"due_until": dt.date(2022, 6, 30)}, ["附件1-2"]),
    ("task", {"due_from": dt.date(2022, 10, 31), "due_until": dt.date(2022, 10, 31)}, ["附件1-1"]),
    ("task", {"undated": True}, ["附件1-3"]),
    ("task", {"words": "公路"}, ["附件1-1"]),
    ("task", {"words": "建设 果园"}, ["附件1-2"]),
    ("task", {"words": "公路 果园"}, []),
    ("task", {"place": "甲县"}, ["附件1-1", "附件1-2", "附件1-3"]),
    ("task", {"place": "甲"}, []),
    ("task", {"level": "prefectural"}, []),
    ("target", {"unit": "县水利局"}, ["一/t1"]),
    ("target", {"unit": "县财政局"}, ["附件1-1/t1", "附件1-1/t2", "一/t1"]),
    ("target", {"leader": "韩晓序"}, ["附件1-2/t1"]),
    ("target", {"comparator": "at_least"}, ["一/t1", "一/t2"]),
    ("target", {"comparator": "at_least", "due_until": dt.date(2023, 12, 31)}, ["一/t2"]),
    ("target", {"place": "乙市"}, ["二/t1"]),
    ("target", {"level": "prefectural"}, ["二/t1"]),
    ("indicator", {"attribute": "约束性"}, ["表1-1"]),
    ("indicator", {"comparator": "hold"}, ["表1-1"]),
    ("indicator", {"words": "森林"}, ["表1-1"]),
    ("indicator", {"unit": "县财政局"}, ["表1-1", "表1-2", "表1-3"]),
    ("project", {"stage": "construction"}, ["专栏1/p1"]),
    ("project", {"place": "定南"}, ["专栏1/p1"]),
    ("project", {"place": "乙市"}, ["专栏1/p1", "专栏1/p2"]),
    ("responsibility", {"unit": "县财政局"}, ["一/d1"]),
]


@pytest.mark.parametrize(("kind", "wanted", "expected"), FILTERS)
def test_a_filter_narrows_to_exactly_these_rows(
    both: Zone, evaluator: Account, kind: str, wanted: dict[str, Any], expected: list[str]
) -> None:
    assert addresses(evaluator, both, kind, **wanted) == expected


def test_a_unit_may_be_an_organisation_with_its_other_names(
    county: Edition, zone: Zone, evaluator: Account, administrator: Account, organisation: Organisation
) -> None:
    assert addresses(evaluator, zone, "task", unit=organisation.key) == ["附件1-2"]
    add_alias(organisation, "县财政局", zone=zone, acting_user=administrator, at=zone.created_at)
    assert addresses(evaluator, zone, "task", unit=organisation.key) == ["附件1-1", "附件1-2", "附件1-3"]


def test_a_plan_is_chosen_by_its_key(county: Edition, city: Edition, evaluator: Account) -> None:
    assert addresses(evaluator, county.zone, "target", plan=city.plan.key) == ["二/t1"]


SORTS: list[tuple[str, str, list[str]]] = [
    ("task", "due", ["附件1-2", "附件1-1", "附件1-3"]),
    ("task", "-due", ["附件1-1", "附件1-2", "附件1-3"]),
    ("task", "nonsense", ["附件1-1", "附件1-2", "附件1-3"]),
    ("indicator", "target", ["表1-2", "表1-1", "表1-3"]),
    ("indicator", "-target", ["表1-1", "表1-2", "表1-3"]),
    ("target", "-value", ["附件1-1/t1", "一/t4", "附件1-2/t1", "二/t1", "附件1-1/t2", "一/t1", "一/t3", "一/t2"]),
]


@pytest.mark.parametrize(("kind", "sort", "expected"), SORTS)
def test_a_sort_puts_rows_without_a_value_last_either_way(
    both: Zone, evaluator: Account, kind: str, sort: str, expected: list[str]
) -> None:
    assert addresses(evaluator, both, kind, sort) == expected


def test_every_named_sort_works_on_this_database(county: Edition, city: Edition, evaluator: Account) -> None:
    for kind, names in queries.SORTS.items():
        rows = len(addresses(evaluator, county.zone, kind))
        for name in names:
            assert len(addresses(evaluator, county.zone, kind, name)) == rows
            assert len(addresses(evaluator, county.zone, kind, f"-{name}")) == rows


def test_the_foot_of_the_table_counts_what_the_filter_leaves(
    county: Edition, city: Edition, evaluator: Account
) -> None:
    total = queries.totals(evaluator, county.zone, "task", None, TODAY)
    assert (total.rows, total.plans, total.overdue, total.undated) == (3, 1, 1, 1)
    some = queries.totals(evaluator, county.zone, "task", TableFilter(unit="县财政局"), TODAY)
    assert (some.rows, some.overdue) == (2, 0)
    assert queries.totals(evaluator, county.zone, "project", None, TODAY).overdue is None


def test_only_figures_that_may_be_added_are_added(county: Edition, city: Edition, evaluator: Account) -> None:
    total = queries.totals(evaluator, county.zone, "target", None, TODAY)
    assert total.sums == (UnitSum("公里", 2, Decimal("80.5")), UnitSum("座", 2, Decimal("11")))
    assert str(total.sums[1].total) == "11"


def test_zero_is_a_value_and_blank_is_none(city: Edition, evaluator: Account) -> None:
    values = {row.address: row.target_value for row in queries.table(evaluator, city.zone, "indicator")}
    assert values["表1-2"] == 0
    assert values["表1-2"] is not None
    assert values["表1-3"] is None


def test_figures_are_kept_as_printed(zone: Zone, coordinator: Account) -> None:
    Builder().target("t1", "改造路灯0.017万盏", value=0.017, unit="万盏").store(zone, coordinator)
    assert queries.table(coordinator, zone, "target").get().value == Decimal("0.017")


def test_due_dates_tell_where_they_come_from(county: Edition, evaluator: Account) -> None:
    rows = {row.address: (row.due_on, row.due_basis) for row in queries.table(evaluator, county.zone, "task")}
    assert rows == {
        "附件1-1": (dt.date(2022, 10, 31), "goal"),
        "附件1-2": (dt.date(2022, 6, 30), "printed"),
        "附件1-3": (None, "none"),
    }


def test_a_task_without_dates_is_due_at_the_end_of_its_year(zone: Zone, coordinator: Account) -> None:
    Builder().task("附件1-1", "持续推进", ["县水利局"], year=2023).store(zone, coordinator)
    row = queries.table(coordinator, zone, "task").get()
    assert (row.due_on, row.due_basis) == (dt.date(2023, 12, 31), "year")


def test_the_filters_offer_only_what_some_row_has(county: Edition, city: Edition, evaluator: Account) -> None:
    choices = queries.filter_choices(evaluator, county.zone, "task", TODAY)
    assert [(c.label, c.rows) for c in choices.plans] == [("甲县实施意见", 3)]
    assert {(c.value, c.rows) for c in choices.units} == {
        ("县财政局", 2),
        ("县交通运输局", 1),
        ("县农业农村局（县果业办）", 1),
    }
    assert [(c.value, c.rows) for c in choices.leaders] == [("陆知行", 2), ("韩晓序", 1)]
    assert [c.value for c in queries.filter_choices(evaluator, county.zone, "project", TODAY).places] == [
        "乙市",
        "定南",
        "石城",
        "赣县",
    ]
    assert [c.value for c in queries.filter_choices(evaluator, county.zone, "indicator", TODAY).attributes] == [
        "约束性",
        "预期性",
    ]
    levels = queries.filter_choices(evaluator, county.zone, "target", TODAY).levels
    assert [(c.value, c.rows) for c in levels] == [("prefectural", 1), ("county", 7)]


DEBRIS = ("章发政", "管区卫健", "县水利局*", "县农林农村局")


@pytest.fixture
def debris(zone: Zone, coordinator: Account) -> Edition:
    """A table whose unit cells recognition has spoilt, beside whole names."""
    return Builder("某意见").task("附件1-1", "修路", ["县水利局", "各镇", *DEBRIS]).store(zone, coordinator)


def offered(zone: Zone, user: Account) -> tuple[set[str], set[str]]:
    found = queries.filter_choices(user, zone, "task", TODAY)
    return {c.value for c in found.units}, {c.value for c in found.odd_units}


def test_where_no_unit_is_registered_names_of_no_units_form_stand_apart(
    debris: Edition, zone: Zone, coordinator: Account
) -> None:
    assert offered(zone, coordinator) == ({"县水利局", "各镇", "县农林农村局"}, set(DEBRIS[:3]))


def test_where_units_are_registered_every_other_name_stands_apart_until_a_person_says_whom_it_means(
    debris: Edition, zone: Zone, coordinator: Account, administrator: Account
) -> None:
    by = {"zone": zone, "acting_user": administrator, "at": zone.created_at}
    create_organisation("县水利局", **by)
    bureau = create_organisation("县农业农村局", **by)
    assert offered(zone, coordinator) == ({"县水利局", "各镇"}, set(DEBRIS))
    add_alias(bureau, "县农林农村局", **by)
    assert offered(zone, coordinator)[1] == set(DEBRIS[:3])


def test_names_of_no_units_form_are_proposed_last_and_said_to_be_odd(
    debris: Edition, zone: Zone, administrator: Account
) -> None:
    odd = {p.name: p.is_odd for p in proposed_organisations(administrator, zone, TODAY)}
    assert {name for name, is_odd in odd.items() if is_odd} == set(DEBRIS[:3])


def test_another_zones_rows_are_not_in_the_table(
    county: Edition, other_zone: Zone, outsider: Account, evaluator: Account
) -> None:
    Builder("外县意见").task("附件1-9", "外面的事", ["县财政局"]).store(other_zone, outsider)
    assert "附件1-9" not in addresses(evaluator, county.zone, "task")
    assert addresses(outsider, other_zone, "task", unit="县财政局") == ["附件1-9"]
