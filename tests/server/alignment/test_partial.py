"""Promises lost inside a sentence: every figure that stands over one says so."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document
from python_calamine import CalamineWorkbook

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.fates import Cover, Recount, fate_of, lost_by_all, lost_of
from gangmu_server.alignment.models import Link, Sentence, SentenceState
from gangmu_server.alignment.payloads import Cell, CoverageFilter, PromiseLine
from gangmu_server.documents.alignment_report import report_docx
from gangmu_server.library.models import Edition
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage
from tests.server.alignment.test_report import TODAY, words
from tests.server.conftest import NOW
from tests.server.web.conftest import Visit

FIRST, SECOND = "推进农村公路提档升级", "创建“四好农村路”示范县"


def county(stage: Stage, name: str, *measures: str) -> Edition:
    plan = tier.Promises(f"{name}贯彻落实梅江示范区建设方案的实施意见", level="county", places=(name,))
    plan.cites(tier.TITLE, tier.NUMBER).chapter("一", "重点任务")
    for i, text in enumerate(measures, start=1):
        plan.measure(f"一/m{i}", text, "一")
    edition = plan.store(stage.zone, stage.user)
    stage.jobs()
    return edition


@pytest.fixture
def half(stage: Stage) -> Edition:
    """The only county below: of two promises in one sentence it holds the second."""
    stage.district.plan.deleted_at = NOW
    stage.district.plan.save()
    return county(stage, "梅县区", f"{SECOND}。", "按程序推动梅江师范学院更名升格。")


def promise(stage: Stage, address: str, level: str = "") -> PromiseLine:
    found = queries.coverage_of(stage.user, stage.nation.plan, level=level)
    return next(line for line in found.lines if line.sentence.address == address)


def roads(stage: Stage) -> PromiseLine:
    return promise(stage, "一/m2")


@pytest.mark.parametrize(
    ("relations", "lost", "fate"),
    [
        (["adopted"], [], Cover.TAKEN),
        (["adopted", "softened"], [], Cover.TAKEN),
        (["softened"], [], Cover.SOFTENED),
        (["refined"], ["建设机场"], Cover.PARTIAL),
        (["softened"], ["建设机场"], Cover.PARTIAL),
        ([], [], Cover.NONE),
    ],
)
def test_what_became_of_a_sentence(relations: list[str], lost: list[str], fate: Cover) -> None:
    state = SentenceState.LINKED if relations else SentenceState.OPEN
    assert fate_of(state, relations, lost) == fate
    assert fate_of(SentenceState.NOT_APPLICABLE, relations, lost) == Cover.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("lists", "lost"),
    [
        ([["甲厂", "乙路"]], ("甲厂", "乙路")),
        ([["甲厂", "乙路"], ["乙路"]], ("乙路",)),
        ([["甲厂"], ["乙路"]], ()),
        ([["建设甲厂、乙路"], ["乙路"]], ("乙路",)),
        ([], ()),
    ],
)
def test_a_level_lost_what_all_its_plans_lost(lists: list[list[str]], lost: tuple[str, ...]) -> None:
    assert lost_by_all(lists) == lost


def test_a_sentence_that_lost_a_promise_is_taken_up_in_part_and_names_it(stage: Stage, half: Edition) -> None:
    line = roads(stage)
    assert line.states["county"] == "partial"
    assert line.lost == {"county": (FIRST,)}


def test_a_column_that_lost_promises_is_never_full(stage: Stage, half: Edition) -> None:
    lost = Cell("", "county", {Cover.TAKEN: 3, Cover.PARTIAL: 1})
    assert (lost.percent, lost.is_full) == (75, False)
    only_weaker = Cell("", "county", {Cover.TAKEN: 3, Cover.SOFTENED: 1})
    assert (only_weaker.percent, only_weaker.is_full) == (100, False)
    found = queries.coverage_of(stage.user, stage.nation.plan)
    cell = next(cell for cell in found.totals if cell.column == "county")
    assert (cell.whole, cell.partial, cell.open, cell.percent) == (1, 1, 4, 16)


def test_two_plans_that_lost_different_halves_lost_nothing_together(stage: Stage) -> None:
    mint, water = "修缮苏区造币厂旧址", "整治九堡河沿岸水系景观"
    stage.read_again(tier.nation().measure("四/m2", f"{mint}，{water}。", "四"), stage.nation)
    for below in (stage.city, stage.district):
        run = stage.pair(stage.nation, below).alignments.order_by("-number").first()
        actions.take_alignment(run, **stage.desk)
    county(stage, "梅县区", f"{mint}。")
    assert promise(stage, "四/m2").lost == {"county": (water,)}
    county(stage, "兴宁市", f"{water}。")
    assert (promise(stage, "四/m2").states["county"], promise(stage, "四/m2").lost) == ("taken", {})
    apart = promise(stage, "四/m2", level="county")
    assert sorted(state for code, state in apart.states.items() if code.startswith("plan-")) == [
        "none",
        "partial",
        "partial",
    ]
    assert sorted(apart.lost.values()) == sorted([(mint,), (water,)])


def test_what_the_plan_between_lost_is_lost_behind_it(stage: Stage) -> None:
    """The district takes the museum up from the city alone; the city held half of what the nation said."""
    relics = "支持红军标语旧址申报全国重点文物保护单位，整治苏区造币厂周边水系景观。"
    nation = tier.nation().measure("四/m2", relics, "四")
    stage.read_again(nation, stage.nation)
    run = stage.pair(stage.nation, stage.city).alignments.order_by("-number").first()
    for pair in (stage.pair(stage.nation, stage.city), stage.pair(stage.nation, stage.district)):
        run = pair.alignments.order_by("-number").first()
        actions.take_alignment(run, **stage.desk)
    lines = {x.sentence.address: x for x in queries.coverage_of(stage.user, stage.nation.plan).lines}
    assert lines["四/m1"].states["county"] == "through"
    assert lines["四/m2"].states == {"prefectural": "partial", "county": "partial", "rows": "none"}
    assert set(lines["四/m2"].lost["county"]) == {"整治苏区造币厂周边水系景观"}
    row = next(x for x in queries.overview(stage.user, stage.zone).lineage if x.pair == pair)
    assert (row.through, row.partly_through, row.whole_through) == (2, 1, 1)


def test_partly_taken_promises_are_a_filter_and_come_before_whole_ones(stage: Stage, half: Edition) -> None:
    found = queries.coverage_of(stage.user, stage.nation.plan, CoverageFilter(column="county", state="partial"))
    assert [line.sentence.address for line in found.lines] == ["一/m2"]
    whole = queries.coverage_of(stage.user, stage.nation.plan, CoverageFilter(column="county", state="covered"))
    assert "一/m2" not in [line.sentence.address for line in whole.lines]


def test_the_pair_its_page_and_the_report_have_one_set_of_figures(stage: Stage, half: Edition) -> None:
    pair = stage.pair(stage.nation, half)
    line = queries.pair_line(stage.user, pair)
    page = queries.side_by_side(stage.user, stage.run(stage.nation, half))
    column = queries.coverage_of(stage.user, stage.nation.plan, level="county").totals[1]
    told = queries.report_of(stage.user, stage.nation.plan, TODAY).lowers
    report = next(lower for lower in told if lower.plan == half.plan)
    assert {cover: n for cover, n in page.cell.counts.items() if n} == line.cell.counts
    assert (column.partial, column.softened) == (line.cell.partial, line.cell.softened)
    assert (len(report.partial), len(report.softened)) == (line.cell.partial, line.cell.softened)
    overview = queries.overview(stage.user, stage.zone)
    row = next(x for x in overview.lineage if x.pair == pair)
    assert row.with_through == column.percent
    assert row.cell.open - row.through == column.open
    assert row.cell.partial + row.partly_through == column.partial


@pytest.mark.parametrize(
    ("added", "lost"),
    [("对农村公路分批提档升级改造。", []), ("办好梅江马拉松。", [FIRST])],
    ids=["holds it", "is about something else"],
)
def test_a_link_that_a_person_adds_may_bring_the_promise_back(added: str, lost: list[str]) -> None:
    never: Recount = lambda links: pytest.fail("nothing was taken away")  # noqa: E731
    read = Link(state="linked", read_state="linked", dropped=[{"text": FIRST}], lower=Sentence(text=f"{SECOND}。"))
    by_hand = Link(state="linked", read_state="", lower=Sentence(text=added))
    assert lost_of([read], never) == [FIRST]
    assert lost_of([read, by_hand], never) == lost


def test_a_rejected_link_loses_nothing_of_its_own(stage: Stage, half: Edition) -> None:
    link = stage.link(stage.nation, half, "一/m2", "一/m1")
    decision = actions.reject_link(link, **stage.desk)
    assert (roads(stage).states["county"], roads(stage).lost) == ("through", {}), "by way of the city"
    actions.withdraw_decision(decision, **stage.desk)
    assert roads(stage).lost == {"county": (FIRST,)}


@pytest.fixture
def shared(stage: Stage) -> Edition:
    """The only county below: two of its sentences hold one of the two promises each."""
    stage.district.plan.deleted_at = NOW
    stage.district.plan.save()
    return county(stage, "梅县区", f"{SECOND}。", f"{FIRST}，打通断头路。", "按程序推动梅江师范学院更名升格。")


def test_what_only_a_rejected_link_held_is_lost_in_every_figure(stage: Stage, shared: Edition) -> None:
    pair = stage.pair(stage.nation, shared)
    before = queries.pair_line(stage.user, pair).cell
    assert (roads(stage).states["county"], roads(stage).lost) == ("taken", {})
    actions.reject_link(stage.link(stage.nation, shared, "一/m2", "一/m2"), **stage.desk)
    assert (roads(stage).states["county"], roads(stage).lost) == ("partial", {"county": (FIRST,)})
    after = queries.pair_line(stage.user, pair).cell
    assert (after.partial, after.whole) == (before.partial + 1, before.whole - 1)
    overview = next(x for x in queries.overview(stage.user, stage.zone).lineage if x.pair == pair)
    assert overview.cell.partial == after.partial
    found = queries.coverage_of(stage.user, stage.nation.plan, CoverageFilter(column="county", state="partial"))
    assert [line.sentence.address for line in found.lines] == ["一/m2"]
    report = queries.report_of(stage.user, stage.nation.plan, TODAY).lowers
    assert [len(lower.partial) for lower in report if lower.plan == shared.plan] == [1]


def test_a_rejection_taken_back_gives_the_promise_back(stage: Stage, shared: Edition) -> None:
    decision = actions.reject_link(stage.link(stage.nation, shared, "一/m2", "一/m2"), **stage.desk)
    actions.withdraw_decision(decision, **stage.desk)
    assert (roads(stage).states["county"], roads(stage).lost) == ("taken", {})


def test_a_sentence_linked_by_hand_instead_may_hold_what_the_rejected_one_held(stage: Stage, shared: Edition) -> None:
    actions.reject_link(stage.link(stage.nation, shared, "一/m2", "一/m2"), **stage.desk)
    upper = stage.sentence(stage.nation, shared, "upper", "一/m2")
    lower = stage.sentence(stage.nation, shared, "lower", "一/m3")
    actions.add_link(upper, lower, "related", **stage.desk)
    assert roads(stage).lost == {"county": (FIRST,)}, "the school holds nothing of the roads"


def test_the_decision_outlives_a_new_run(stage: Stage, shared: Edition) -> None:
    actions.reject_link(stage.link(stage.nation, shared, "一/m2", "一/m2"), **stage.desk)
    stage.read_again(tier.nation().measure("四/m2", "修缮苏区造币厂旧址。", "四"), stage.nation)
    actions.take_alignment(stage.pair(stage.nation, shared).alignments.order_by("-number").first(), **stage.desk)
    assert roads(stage).lost == {"county": (FIRST,)}


def test_the_page_names_what_was_lost_and_says_how_percentages_count(stage: Stage, half: Edition, visit: Visit) -> None:
    url = f"/alignment/plans/{stage.nation.plan.key}/?column=county&state=partial"
    html = visit(stage.user).get(url).content.decode()
    assert f"<q>{FIRST}</q>" in html
    assert "一句里丢了部分承诺的是部分承接，不算在内" in html


def test_the_files_name_it_too(stage: Stage, half: Edition, visit: Visit) -> None:
    answer = visit(stage.user).get(f"/alignment/plans/{stage.nation.plan.key}/list.xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    row = next(row for row in rows if tier.ROADS in row)
    assert "部分承接" in row
    assert any(str(value).endswith(f"：{FIRST}") for value in row)
    report = words(Document(BytesIO(report_docx(queries.report_of(stage.user, stage.nation.plan, TODAY)))))
    assert "1条只承接了一部分，另有0条只以较弱的说法承接" in report
    assert f"丢掉：{FIRST}" in report
