"""One unit's sheet and one leader's: everything they answer for, by date, and units nobody has registered."""

from __future__ import annotations

import datetime as dt

import pytest

from gangmu_server.directory.actions import add_alias, create_organisation
from gangmu_server.directory.models import Account, Organisation, Zone
from gangmu_server.directory.queries import organisation_tree
from gangmu_server.library import actions, queries
from gangmu_server.library.branches import branch_of
from gangmu_server.library.payloads import Sheet
from gangmu_server.library.units import proposed_organisations
from tests.server.plans import Builder


@pytest.fixture
def plans(zone: Zone, coordinator: Account) -> None:
    """Two plans that name the same bureau in different ways."""
    made = Builder("甲县实施意见")
    made.task("附件1-1", "建设果园", ["县农业农村局（县果业办）", "县财政局"], ["陆知行"])
    made.task("附件1-2", "修路", ["县交通运输局", "县农业农村局"], ["韩晓序"], due="2022-08-31")
    made.task("附件1-3", "技术服务", ["县水利局"], year=None, supporting_units=("县农业局",))
    made.target("附件1-1/t1", "新建3个", task="附件1-1", value=3, deadline="2022-06-30")
    made.target("附件1-1/t2", "新建12个", task="附件1-1", value=12, deadline="2022-12-31")
    made.store(zone, coordinator)
    other = Builder("甲县年度要点")
    other.duty("一/d1", "防汛", ["县水利局", "县农业农村局"], "县水利局")
    other.target("一/t1", "排查", inside="一/d1", deadline="2022-10-31")
    other.duty("一/d2", "春耕", ["县农业农村局"], "县农业农村局")
    other.store(zone, coordinator)


def lines(sheet: Sheet) -> list[tuple[str, str, str]]:
    return [(str(e.due_on), e.role, e.row.address) for e in sheet.entries]


def test_a_units_sheet_holds_all_it_leads_or_supports_by_date(
    plans: None, organisation: Organisation, evaluator: Account, today: dt.date
) -> None:
    sheet = queries.unit_sheet(evaluator, organisation, today)
    assert lines(sheet) == [
        ("2022-08-31", "responsible", "附件1-2"),
        ("2022-10-31", "responsible", "一/d1"),
        ("2022-12-31", "lead", "附件1-1"),
        ("None", "lead", "一/d2"),
        ("None", "supporting", "附件1-3"),
    ]
    assert (sheet.led, sheet.plans, sheet.next_due) == (2, 2, dt.date(2022, 10, 31))
    assert set(sheet.names) == {"县农业农村局", "县农业农村局（县果业办）", "县农业局"}


def test_the_deadline_shown_is_the_one_that_comes_next(
    plans: None, organisation: Organisation, evaluator: Account
) -> None:
    def due(today: dt.date) -> dt.date | None:
        sheet = queries.unit_sheet(evaluator, organisation, today)
        return next(e.due_on for e in sheet.entries if e.row.address == "附件1-1")

    assert due(dt.date(2022, 1, 1)) == dt.date(2022, 6, 30)
    assert due(dt.date(2022, 6, 30)) == dt.date(2022, 6, 30)
    assert due(dt.date(2022, 7, 1)) == dt.date(2022, 12, 31)
    assert due(dt.date(2024, 1, 1)) == dt.date(2022, 12, 31)


def test_an_entry_brings_its_targets(plans: None, organisation: Organisation, evaluator: Account) -> None:
    sheet = queries.unit_sheet(evaluator, organisation, dt.date(2022, 1, 1))
    entry = next(e for e in sheet.entries if e.row.address == "附件1-1")
    assert [t.address for t in entry.targets] == ["附件1-1/t1", "附件1-1/t2"]
    assert entry.edition.plan.title == "甲县实施意见"


def test_a_leaders_sheet_holds_the_rows_that_name_the_leader(
    plans: None, zone: Zone, evaluator: Account, today: dt.date
) -> None:
    sheet = queries.leader_sheet(evaluator, zone, "陆知行", today)
    assert lines(sheet) == [("2022-12-31", "leader", "附件1-1")]
    assert [(c.value, c.rows) for c in queries.leaders(evaluator, zone)] == [("陆知行", 1), ("韩晓序", 1)]


def test_a_unit_nobody_registered_has_a_sheet_too(plans: None, zone: Zone, evaluator: Account, today: dt.date) -> None:
    sheet = queries.printed_unit_sheet(evaluator, zone, "县水利局", today)
    assert [role for _, role, _ in lines(sheet)] == ["lead", "lead"]
    assert queries.printed_unit_sheet(evaluator, zone, "没有的局", today).entries == ()


def test_coverage_tells_known_unknown_and_ambiguous(
    plans: None, zone: Zone, organisation: Organisation, administrator: Account, today: dt.date
) -> None:
    act = {"zone": zone, "acting_user": administrator, "at": zone.created_at}
    first = create_organisation("县水务局", **act)
    second = create_organisation("县河道中心", **act)
    for unit in (first, second):
        add_alias(unit, "县水利局", **act)
    found = queries.unit_coverage(administrator, zone, today)
    assert {(u.name, u.rows) for u in found.known} == {
        ("县农业农村局", 3),
        ("县农业农村局（县果业办）", 1),
        ("县农业局", 1),
    }
    merged = [(u.organisation.name, u.rows, u.other_names) for u in found.organisations]
    assert merged == [("县农业农村局", 5, ("县农业农村局（县果业办）", "县农业局"))], "one line for each organisation"
    assert {u.name for u in found.unknown} == {"县财政局", "县交通运输局"}
    assert [(u.name, len(u.organisations)) for u in found.ambiguous] == [("县水利局", 2)]


def test_an_organisation_no_plan_names_is_told(
    plans: None, zone: Zone, organisation: Organisation, administrator: Account, today: dt.date
) -> None:
    quiet = create_organisation("县档案馆", zone=zone, acting_user=administrator, at=zone.created_at)
    assert queries.unit_coverage(administrator, zone, today).silent == (quiet,)


@pytest.mark.parametrize(
    ("name", "level", "branch"),
    [
        ("县财政局", "", "区县级单位"),
        ("区委宣传部", "", "区县级单位"),
        ("章贡高新区管委会", "", "区县级单位"),
        ("市自然资源局章贡分局", "county", "市级单位"),
        ("省发展改革委", "", "省级单位"),
        ("国家乡村振兴局", "", "国家有关部门"),
        ("财政部", "national", "国家有关部门"),
        ("市场监管总局", "national", "国家有关部门"),
        ("区域合作办", "", "其他单位"),
        ("区城市管理局", "", "区县级单位"),
        ("县市场监管局", "", "区县级单位"),
        ("江西省水利厅", "", "省级单位"),
        ("赣州市财政局", "", "市级单位"),
        ("寻乌县果业局", "", "区县级单位"),
        ("赣州市章贡区财政局", "", "区县级单位"),
        ("税务局", "county", "区县级单位"),
        ("各镇", "county", "乡镇和街道"),
        ("相关街道", "county", "乡镇和街道"),
        ("革命老区振兴基金会", "", "其他单位"),
    ],
)
def test_a_units_branch_is_told_by_its_name_or_by_the_plan(name: str, level: str, branch: str) -> None:
    assert branch_of(name, level) == branch


def test_printed_units_can_be_registered_all_at_once(
    plans: None, zone: Zone, coordinator: Account, today: dt.date
) -> None:
    proposals = proposed_organisations(coordinator, zone, today)
    actions.register_units(proposals, zone=zone, acting_user=coordinator, at=zone.created_at)
    assert queries.unit_coverage(coordinator, zone, today).unknown == ()
    assert proposed_organisations(coordinator, zone, today) == []
    tree = [(line.depth, line.organisation.name) for line in organisation_tree(coordinator, zone, today)]
    assert tree[0] == (0, "区县级单位")
    assert (1, "县农业农村局") in tree
    farming = Organisation.objects.get(name="县农业农村局")
    assert [alias.name for alias in farming.aliases.all()] == ["县农业农村局（县果业办）"]
