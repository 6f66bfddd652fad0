"""Who would be asked: by what stands nearest, and by what a promise names."""

from __future__ import annotations

from msgspec import structs

from gangmu.align.model import Near, Side, Uncovered
from gangmu.align.owners import Owners
from gangmu.model import Task
from tests.library.align.small_plans import district

UNITS = (
    ("县发改委",),
    ("县交通运输局", "县财政局"),
    ("县文广新旅局",),
    ("各镇",),
    ("县工业局", "县工信局"),
    ("县工信局（县大数据中心）",),
    ("县工信局",),
)


def owners() -> Owners:
    plan = district("办好龙舟邀请赛。")
    rows = tuple(
        Task(
            id=f"附件1-{i}",
            annex="附件1",
            number=str(i),
            section=None,
            leaders=(),
            lead_unit=units[0],
            units=units,
            supporting_units=(),
            content=f"第{i}件事",
            overall_goals=(),
            annual_goals=(),
            year=None,
            span=(0, 1),
        )
        for i, units in enumerate(UNITS)
    )
    return Owners(structs.replace(plan, tasks=rows))


def promise(text: str, *near: tuple[str, float]) -> Uncovered:
    return Uncovered(Side("m1", "m1", None, (0, 1), text), tuple(Near(key, "…", score) for key, score in near))


def test_a_unit_whose_matter_is_named_comes_before_one_that_carries_what_is_barely_near() -> None:
    assert owners().recommended(promise("创建国家全域旅游示范区。", ("附件1-0", 0.3)))[0] == "县文广新旅局"


def test_without_a_named_matter_the_nearest_sentence_decides_and_its_lead_comes_first() -> None:
    found = owners().recommended(promise("把这件事办好。", ("附件1-1", 0.4), ("附件1-0", 0.2)))
    assert found == ("县交通运输局", "县财政局", "县发改委")


def test_what_is_hardly_near_says_nothing_and_groups_are_nobody() -> None:
    assert owners().recommended(promise("把这件事办好。", ("附件1-1", 0.05), ("附件1-3", 0.9))) == ()


def test_a_unit_is_named_once_and_the_one_with_more_duties_first() -> None:
    assert owners().recommended(promise("培育制造业集群。")) == ("县工信局", "县工业局")
