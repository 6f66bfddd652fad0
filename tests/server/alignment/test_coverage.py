"""How promises fare at each level below, who carries them, and the list behind every figure."""

from __future__ import annotations

import pytest

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.fates import Cover
from gangmu_server.alignment.payloads import Cell, CoverageFilter
from gangmu_server.base.errors import NotAllowedError
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Plan
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage


def states(stage: Stage) -> dict[str, dict[str, str]]:
    found = queries.coverage_of(stage.user, stage.nation.plan)
    return {line.sentence.address: {c: s.value for c, s in line.states.items()} for line in found.lines}


def test_every_promise_has_its_state_at_each_level_and_in_the_tables(stage: Stage) -> None:
    assert states(stage) == {
        "三/m1": {"prefectural": "none", "county": "none", "rows": "none"},
        "三/m2": {"prefectural": "none", "county": "none", "rows": "none"},
        "一/m1": {"prefectural": "none", "county": "softened", "rows": "none"},
        "一/m2": {"prefectural": "taken", "county": "taken", "rows": "taken"},
        "二/m1": {"prefectural": "none", "county": "taken", "rows": "none"},
        "四/m1": {"prefectural": "taken", "county": "through", "rows": "none"},
    }


def test_what_nobody_took_up_comes_first(stage: Stage) -> None:
    found = queries.coverage_of(stage.user, stage.nation.plan)
    assert [line.sentence.address for line in found.lines][:2] == ["三/m1", "三/m2"]
    assert [line.is_orphan for line in found.lines] == [True, True, False, False, False, False]
    assert found.orphans == 2


def test_the_matrix_counts_chapters_by_level(stage: Stage) -> None:
    found = queries.coverage_of(stage.user, stage.nation.plan)
    assert [column.code for column in found.columns] == ["prefectural", "county", "rows"]
    matrix = {row.title: [(cell.percent, cell.open, cell.softened) for cell in row.cells] for row in found.rows}
    assert matrix == {
        "一、振兴乡村": [(50, 1, 0), (100, 0, 1), (50, 1, 0)],
        "二、保护生态": [(0, 1, 0), (100, 0, 0), (0, 1, 0)],
        "三、办好民生": [(0, 2, 0), (0, 2, 0), (0, 2, 0)],
        "四、传承红色基因": [(100, 0, 0), (100, 0, 0), (0, 1, 0)],
    }


@pytest.mark.parametrize(
    ("counts", "percent", "why"),
    [
        ({Cover.TAKEN: 199, Cover.NONE: 1}, 99, "100 means all, so it is rounded down"),
        ({Cover.TAKEN: 3}, 100, "all"),
        ({Cover.NOT_APPLICABLE: 3}, None, "nobody ought to take these up"),
        (
            {Cover.SOFTENED: 1, Cover.THROUGH: 1, Cover.NONE: 2},
            50,
            "weaker or by way of another plan counts, and shows",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_percentage_is_of_those_that_are_meant(counts: dict[Cover, int], percent: int | None, why: str) -> None:
    assert Cell("", "county", counts).percent == percent, why


@pytest.mark.parametrize(
    ("wanted", "addresses"),
    [
        (CoverageFilter(theme="三"), ["三/m1", "三/m2"]),
        (CoverageFilter(column="county", state="none"), ["三/m1", "三/m2"]),
        (CoverageFilter(column="county", state="softened"), ["一/m1"]),
        (CoverageFilter(column="county", state="covered"), ["一/m1", "二/m1", "四/m1", "一/m2"]),
        (CoverageFilter(state="orphan"), ["三/m1", "三/m2"]),
        (CoverageFilter(tags=("money",)), ["三/m2"]),
        (CoverageFilter(tags=("pilot",)), ["一/m1", "一/m2"]),
        (CoverageFilter(tags=("pilot", "money")), []),
        (CoverageFilter(words="机场 投资"), ["三/m2"]),
        (CoverageFilter(column="nosuch", state="none"), ["三/m1", "三/m2", "一/m1", "二/m1", "四/m1"]),
    ],
    ids=str,
)
def test_the_list_is_narrowed(stage: Stage, wanted: CoverageFilter, addresses: list[str]) -> None:
    found = queries.coverage_of(stage.user, stage.nation.plan, wanted)
    assert sorted(line.sentence.address for line in found.lines) == sorted(addresses)
    assert found.size == 6, "the matrix always shows all"


def test_a_level_with_several_plans_counts_the_best_and_opens_into_each(stage: Stage) -> None:
    other = tier.Promises("梅县区贯彻落实梅江示范区建设方案的实施意见", level="county", places=("梅县区",))
    other.cites(tier.TITLE, tier.NUMBER).chapter("一", "重点任务")
    other.measure("一/m1", "按程序推动梅江师范学院更名升格。", "一").store(stage.zone, stage.user)
    stage.jobs()
    assert states(stage)["三/m1"]["county"] == "taken"
    found = queries.coverage_of(stage.user, stage.nation.plan, level="county")
    heads = [column.plans[0].title[:3] for column in found.columns if column.code.startswith("plan-")]
    assert sorted(heads) == ["梅县区", "梅江区"]
    line = next(x for x in found.lines if x.sentence.address == "三/m1")
    assert sorted(line.states[c.code] for c in found.columns if c.code.startswith("plan-")) == ["none", "taken"]


def test_units_are_recommended_where_nobody_took_a_promise_up(stage: Stage) -> None:
    """The lower plan's units come from what stands nearest; a plan without duty marks recommends nobody."""
    found = queries.coverage_of(stage.user, stage.city.plan)
    line = next(x for x in found.lines if x.sentence.address == "一/m3")
    assert line.states["county"] == "none"
    assert set(line.advised) <= {"区交通运输局", "区财政局", "区档案局"}


def test_a_plan_with_a_table_and_nothing_below_shows_how_far_its_text_reached_it(stage: Stage) -> None:
    found = queries.coverage_of(stage.user, stage.district.plan)
    assert [column.code for column in found.columns] == ["rows"]
    assert {x.sentence.address: x.lost for x in found.lines if x.states["rows"] != "none"} == {
        "一/m2": {"rows": ("推进农村公路提档升级",)}
    }, "the row holds the second half of the sentence alone"


def test_a_plan_nothing_stands_below_has_no_columns(stage: Stage, peer: object) -> None:
    found = queries.coverage_of(stage.user, peer.plan)
    assert (found.columns, found.lines) == ((), ())


def test_the_overview_says_the_same_as_the_page(stage: Stage) -> None:
    page = queries.overview(stage.user, stage.zone)
    line = next(x for x in page.tier if x.plan.pk == stage.nation.plan_id)
    own = queries.coverage_of(stage.user, stage.nation.plan)
    assert [cell.counts for cell in line.cells] == [cell.counts for cell in own.totals]
    assert (line.size, line.orphans) == (own.size, own.orphans)
    assert [x.plan.level for x in page.tier] == ["national", "prefectural"]


def test_a_plan_that_was_not_read_is_not_offered_for_comparison(stage: Stage) -> None:
    Plan.objects.create(
        zone=stage.zone, title="读取失败的规划", created_at=stage.zone.created_at, created_by=stage.user
    )
    titles = [plan.title for plan in queries.overview(stage.user, stage.zone).plans]
    assert "读取失败的规划" not in titles
    assert stage.nation.plan.title in titles


def test_measures_stand_against_the_units_that_carry_them(stage: Stage) -> None:
    found = queries.units_of(stage.user, stage.nation.plan)
    assert found.lower == stage.district.plan, "the lowest plan is shown first"
    carried = {line.sentence.address: dict(line.units) for line in found.lines if line.units}
    assert carried == {"一/m2": {"区交通运输局": "lead", "区财政局": "support"}}
    assert found.units == (("区交通运输局", 1, 1), ("区财政局", 1, 0))
    assert {line.sentence.address for line in found.lines if line.is_open} == {"三/m1", "三/m2", "四/m1"}


def test_units_of_one_chapter_and_of_another_plan(stage: Stage) -> None:
    found = queries.units_of(stage.user, stage.nation.plan, stage.city.plan.key, theme="一")
    assert found.lower == stage.city.plan
    assert [line.sentence.address for line in found.lines] == ["一/m1", "一/m2"]
    assert found.units == ()


def test_a_link_that_a_person_made_carries_on_below(stage: Stage) -> None:
    """Nothing says what both sentences hold: whatever is followed goes on."""
    upper = stage.sentence(stage.nation, stage.city, "upper", "二/m1")
    lower = stage.sentence(stage.nation, stage.city, "lower", "一/m1")
    actions.add_link(upper, lower, "related", **stage.desk)
    assert states(stage)["二/m1"]["rows"] == "taken"


def test_a_role_without_the_right_is_refused(stage: Stage, clerk: Account) -> None:
    for ask in (
        lambda: queries.coverage_of(clerk, stage.nation.plan),
        lambda: queries.units_of(clerk, stage.nation.plan),
        lambda: queries.overview(clerk, stage.zone),
        lambda: queries.chain_of(clerk, stage.nation, "一/m1"),
        lambda: queries.reading_list(clerk, stage.nation.plan),
        lambda: queries.side_by_side(clerk, stage.run(stage.nation, stage.city)),
    ):
        with pytest.raises(NotAllowedError):
            ask()
