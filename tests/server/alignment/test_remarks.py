"""What is said beside the figures: plans that could not take part, plans that came too early, goals by name."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from gangmu_server.alignment import queries
from gangmu_server.documents.alignment_report import report_docx
from gangmu_server.library.models import Edition, Indicator, Measure, Target
from tests.server.alignment import tier
from tests.server.alignment.conftest import Stage
from tests.server.alignment.test_report import TODAY, words
from tests.server.web.conftest import Visit

EMPTY = "大埔县贯彻落实梅江示范区建设方案的实施意见"


@pytest.fixture
def empty(stage: Stage) -> Edition:
    """A plan below in which no measure was read: three pages of a scan."""
    plan = tier.Promises(EMPTY, level="county", places=("大埔县",)).cites(tier.TITLE, tier.NUMBER)
    edition = plan.chapter("一", "重点任务").store(stage.zone, stage.user)
    stage.jobs()
    return edition


def test_a_plan_without_measures_makes_no_column_and_no_line_and_it_is_said(
    stage: Stage, empty: Edition, visit: Visit
) -> None:
    found = queries.coverage_of(stage.user, stage.nation.plan)
    assert empty.plan not in [plan for column in found.columns for plan in column.plans]
    assert found.unread == (empty.plan,)
    page = queries.overview(stage.user, stage.zone)
    assert empty.plan_id not in {line.pair.lower_id for line in page.lineage}
    assert page.unread == (empty.plan,)
    for address in ("/alignment/", f"/alignment/plans/{stage.nation.plan.key}/"):
        assert "没有读到举措、未列入比对" in visit(stage.user).get(address).content.decode()
    report = words(Document(BytesIO(report_docx(queries.report_of(stage.user, stage.nation.plan, TODAY)))))
    assert f"《{EMPTY}》没有读到举措，未列入" in report


def test_a_plan_issued_before_the_one_above_is_not_blamed(stage: Stage, visit: Visit) -> None:
    run = stage.run(stage.nation, stage.district)
    run.notices = [{"code": "lower.older", "names": [stage.nation.plan.title, stage.district.plan.title]}]
    run.save()
    client = visit(stage.user)
    assert "印发在本规划之前" in client.get(f"/alignment/plans/{stage.nation.plan.key}/").content.decode()
    assert "下级印发在前" in client.get("/alignment/").content.decode()
    assert stage.district.plan.title in client.get(f"/alignment/pairs/{run.pair.key}/").content.decode()
    report = words(Document(BytesIO(report_docx(queries.report_of(stage.user, stage.nation.plan, TODAY)))))
    assert "印发在前，“未承接”只说明它当时没有这样写" in report


def record(edition: Edition, kind: type, **values: object) -> None:
    facts = {"zone_id": edition.zone_id, "edition": edition, "position": 900, "text": "…", "start": 9000, "end": 9001}
    kind.objects.create(**facts | {"confidence": 1, "payload": {}} | values)


def test_goals_and_indicators_are_held_against_each_other_by_name(stage: Stage, visit: Visit) -> None:
    share = {"name": "森林覆盖率", "unit": "%", "target_year": 2025, "target_text": "62", "target_value": 62}
    record(stage.nation, Indicator, address="i1", comparator="reach", basis="level", **share)
    goal = {"metric": "森林覆盖率达到", "value": 58, "unit": "%", "comparator": "reach", "basis": "level"}
    record(stage.district, Target, address="t1", deadline="2027-12-31", **goal)
    table = queries.goal_table(stage.user, stage.nation.plan, [stage.city.plan, stage.district.plan])
    assert [(x.moved, x.deadline) for x in table.lines[0].changes] == [("dropped", None), ("lowered", "later")]
    html = visit(stage.user).get(f"/alignment/plans/{stage.nation.plan.key}/").content.decode()
    assert "未见同名" in html
    assert "时限推后" in html
    assert "62%" in html


def test_a_figure_inside_a_measure_is_left_to_its_sentence(stage: Stage) -> None:
    measure = Measure.objects.filter(edition=stage.nation).first()
    inside = {"start": measure.start, "end": measure.end, "metric": "建成学校", "value": 3, "unit": "所"}
    record(stage.nation, Target, address="t2", comparator="reach", basis="level", **inside)
    table = queries.goal_table(stage.user, stage.nation.plan, [stage.district.plan])
    assert table.lines == ()
