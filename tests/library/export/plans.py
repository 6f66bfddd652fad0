"""Plans made up by hypothesis, and one made by hand that fills every table."""

from __future__ import annotations

from hypothesis import strategies as st

from gangmu.model import (
    Citation,
    Document,
    Doubt,
    Indicator,
    IndicatorValue,
    Issue,
    Measure,
    Plan,
    Project,
    Provision,
    Repair,
    Responsibility,
    SourceInfo,
    SourcePart,
    Target,
    Task,
)

_SAFE_WHOLE = 2**53
"""Whole numbers that every reader of JSON keeps exactly."""

_NUMBERS = st.one_of(
    st.integers(-_SAFE_WHOLE, _SAFE_WHOLE), st.floats(allow_nan=False, allow_infinity=False), st.none()
)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(int, st.integers(-_SAFE_WHOLE, _SAFE_WHOLE))


def plans() -> st.SearchStrategy[Plan]:
    """Any plan the types allow."""
    several = {kind: st.lists(st.from_type(cls), max_size=2).map(tuple) for kind, cls in KINDS.items()}
    return st.builds(Plan, document=st.from_type(Document), **several)


KINDS = {
    "provisions": Provision,
    "measures": Measure,
    "targets": Target,
    "indicators": Indicator,
    "projects": Project,
    "responsibilities": Responsibility,
    "tasks": Task,
    "issues": Issue,
}

INFO = SourceInfo(name="意见.docx", sha256="0" * 64, media_type="text/plain", encoding="utf-8")

FULL = Plan(
    document=Document(
        title="关于建设样板区的*意见*",
        number="区发〔2030〕1号",
        issuers=("某区委", "某区政府"),
        issued_on="2030-01-02",
        level="county",
        places=("某区",),
        horizon=(2030, 2035),
        cites=(Citation("上级方案", None, (0, 4)), Citation("上级通知", "市发〔2030〕3号", (5, 9))),
        source=INFO,
        parts=(SourcePart(INFO, (0, 50)), SourcePart(SourceInfo("附件.xlsx", "1" * 64, "x/y"), (51, 90))),
        text="全文",
    ),
    provisions=(
        Provision(
            id="一", text="一、总体要求", span=(0, 6), parent=None, kind="chapter", number="一、", heading="总体要求"
        ),
        Provision(id="一/1", text="1.修路", span=(7, 12), parent="一", kind="item", number="1.", heading=None),
    ),
    measures=(Measure(id="一/1/m1", text="加快修路。", span=(7, 12), provision="一/1", verb="加快"),),
    targets=(
        Target(
            id="一/1/t1",
            text="年底前新建公路10公里以上",
            span=(7, 20),
            provision="一/1",
            metric="新建公路",
            value=10,
            unit="公里",
            comparator="at_least",
            deadline="2030-12-31",
            deadline_text="年底前",
            year=2030,
            inferred_year=True,
            repairs=(Repair((8, 9), "3", "", "page number", 0.9),),
            doubts=(Doubt("year", "年份系推定"),),
            rule="target.figure",
        ),
        Target(id="一/1/t2", text="事故为0起", span=(21, 26), metric="事故", value=0, unit="起"),
        Target(id="一/1/t3", text="=cmd|' /C calc'!A0", span=(27, 30), metric="=1+1", recurrence="monthly"),
    ),
    indicators=(
        Indicator(
            id="i1",
            text="粮食产量 51.7 52左右",
            span=(30, 40),
            category="农业",
            name="粮食产量",
            unit="亿斤",
            baseline=IndicatorValue(2028, 51.7, text="51.7"),
            target=IndicatorValue(2030, 52, comparator="about", basis="level", text="52左右"),
            attribute="约束性",
        ),
    ),
    projects=(
        Project(
            id="p1",
            text="推进甲机场",
            span=(41, 45),
            box="专栏1",
            group=None,
            name="甲机场",
            action="推进",
            stage="start",
        ),
    ),
    responsibilities=(
        Responsibility(
            id="r1",
            text="修路。",
            span=(7, 10),
            provision="一/1",
            units=("甲局", "乙局"),
            lead_unit="甲局",
            mark_span=(10, 14),
        ),
    ),
    tasks=(
        Task(
            id="附件1-1",
            annex="附件1",
            number="1",
            section=None,
            content="修路|架桥",
            overall_goals=("到2035年成网",),
            annual_goals=("开工一条", "完工一条"),
            year=2030,
            leaders=("某某",),
            units=("甲局",),
            lead_unit="甲局",
            span=(50, 60),
        ),
    ),
    issues=(Issue("structure.gap", "a number is skipped", (1, 2)),),
)
