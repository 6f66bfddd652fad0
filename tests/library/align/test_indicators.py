"""Goals and indicators of two plans, compared by name."""

from __future__ import annotations

import pytest

from gangmu.align.indicators import Goal, GoalChange, as_printed, compare_goals, of_indicator
from gangmu.model import Indicator, IndicatorValue, Target


def goal(name: str, value: float | None = None, unit: str = "", **more: object) -> Goal:
    text = f"{name}{'' if value is None else value}{unit}"
    facts = {"deadline": "2025-12-31", **more}
    return Goal("goal", Target(id=name, text=text, span=(0, len(text)), metric=name, value=value, unit=unit, **facts))


def change(upper: Goal, *lower: Goal, one_ground: bool = True) -> GoalChange:
    return compare_goals([upper], lower, one_ground=one_ground)[0]


@pytest.mark.parametrize(
    ("upper", "lower", "moved"),
    [
        (goal("森林覆盖率", 60, "%"), goal("全区森林覆盖率达到", 62, "%"), "raised"),
        (goal("森林覆盖率", 60, "%"), goal("森林覆盖率", 58, "%"), "lowered"),
        (goal("森林覆盖率", 60, "%"), goal("到2025年，森林覆盖率", 60, "%"), "same"),
        (goal("高标准农田", 2, "万亩"), goal("高标准农田", 20000, "亩"), "same"),
        (goal("地区生产总值", 500, "亿元"), goal("经济总量", 520, "亿元"), "raised"),
        (goal("研究与试验发展经费投入强度", 2.5, "%"), goal("研发经费投入强度", 2.5, "%"), "same"),
        (
            goal("游客满意度", 90, "%", comparator="at_least"),
            goal("游客满意度", 90, "%", comparator="about"),
            "loosened",
        ),
        (goal("地区生产总值", 500, "亿元"), goal("地区生产总值", 8, "%", basis="growth"), "other"),
        (goal("森林覆盖率", 60, "%"), goal("森林覆盖率"), "named"),
        (goal("城镇居民收入", 4, "万元"), goal("农村居民收入", 4, "万元"), "dropped"),
        (goal("人均地区生产总值", 5, "万元"), goal("地区生产总值", 5, "亿元"), "dropped"),
        (goal("出口总额", 5, "亿元"), goal("进口总额", 5, "亿元"), "dropped"),
    ],
)
def test_a_figure_is_held_against_the_one_of_its_name(upper: Goal, lower: Goal, moved: str) -> None:
    assert change(upper, lower).moved == moved


def test_amounts_of_different_ground_are_not_held_against_each_other_but_shares_are() -> None:
    total = (goal("地区生产总值", 500, "亿元"), goal("地区生产总值", 60, "亿元"))
    share = (goal("森林覆盖率", 60, "%"), goal("森林覆盖率", 50, "%"))
    assert change(*total, one_ground=False).moved == "ground"
    assert change(*share, one_ground=False).moved == "lowered"


@pytest.mark.parametrize(
    ("lower", "moved", "deadline"),
    [
        (goal("我区与全国同步基本实现现代化", deadline="2035-12-31"), "same", "later"),
        (goal("办好县里的运动会", deadline="2025-12-31"), "dropped", None),
    ],
)
def test_a_goal_without_a_figure_is_known_by_its_words(lower: Goal, moved: str, deadline: str | None) -> None:
    found = change(goal("示范区与全国同步基本实现现代化"), lower)
    assert (found.moved, found.deadline) == (moved, deadline)


def test_the_members_of_a_goal_may_stand_in_another_order() -> None:
    assert (
        change(goal("形成生态美丽、产业兴旺、人民富庶的局面"), goal("形成产业兴旺、人民富庶、生态美丽的局面")).moved
        == "same"
    )


def test_of_several_of_one_name_a_figure_of_the_same_year_is_taken() -> None:
    years = [goal("粮食产量", v, "万吨", deadline=f"{y}-12-31") for y, v in ((2023, 50), (2025, 55), (2035, 60))]
    found = change(goal("粮食产量", 54, "万吨"), goal("粮食产量"), *years)
    assert (found.lower and found.lower.target.value, found.moved) == (55, "raised")


def test_a_table_row_is_told_as_printed() -> None:
    row = Indicator(
        id="i1",
        text="…",
        span=(0, 1),
        category=None,
        name="出口总额",
        unit="亿元",
        baseline=IndicatorValue(),
        target=IndicatorValue(year=2025, text="量稳质升", comparator="rise"),
        attribute="预期性",
    )
    found = of_indicator(row)
    assert (found.home, found.value, found.target.deadline) == ("table", "量稳质升", "2025-12-31")
    assert as_printed("年均7.5左右", "%", is_figure=True) == "年均7.5左右%"


def test_what_measures_and_rows_say_is_left_to_them() -> None:
    inside = Goal("measure", goal("建成学校", 3, "所").target)
    assert compare_goals([inside], [inside], one_ground=True) == ()
