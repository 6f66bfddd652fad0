"""States: goals without a figure, and duties that come back."""

from __future__ import annotations

import pytest

from tests.library.extract.target_words import lines, read

DATED = [
    ("12月底前出台实施方案", ["reach 出台实施方案 2026-12-31"], "an act with a term"),
    ("2028年底前全面完成危房改造", ["reach 全面完成危房改造 2028-12-31"], "a result with a term"),
    (
        "10月底前建成作业中心，搭建信息系统",
        ["reach 建成作业中心 2026-10-31", "reach 搭建信息系统 2026-10-31"],
        "one record a clause",
    ),
    (
        "到2028年，农机品类基本齐全，使用效率进一步提升",
        ["reach 农机品类基本齐全 2028-12-31"],
        "what is vague is left out",
    ),
    ("12月底前争取主体封顶", ["reach 主体封顶 2026-12-31"], "words of intent are left out of the metric"),
    ("7月底前摸清底数，并争取支持", ["reach 摸清底数 2026-07-31"], "hoping for support is no state"),
    ("到2028年，实现所有乡镇通三级路", ["reach 所有乡镇通三级路 2028-12-31"], "实现 says it is a result"),
    (
        "上半年完成图斑核查，下半年做好数据入库",
        ["reach 完成图斑核查 2026-06-30", "reach 做好数据入库 2026-12-31"],
        "two terms",
    ),
    ("到2028年，建立长效机制，加快园区建设", ["reach 建立长效机制 2028-12-31"], "work without a result is no state"),
    ("力争一期工程2028年底前开工", ["reach 一期工程开工 2028-12-31"], "the subject before the date"),
    (
        "上半年完成招标，三季度末前开工",
        ["reach 完成招标 2026-06-30", "reach 开工 2026-09-30"],
        "a step of a work may be all that a clause says",
    ),
    ("安置房12月底前封顶", ["reach 安置房封顶 2026-12-31"], "a noun that begins like a verb is the subject too"),
    ("12月底前动员", [], "any two characters are none"),
    ("到2035年，制造业比重保持基本稳定", ["hold 制造业比重保持基本稳定 2035-12-31"], "hold"),
    (
        "到2028年，有困难的残疾人，大部分得到救助",
        ["reach 有困难的残疾人，大部分得到救助 2028-12-31"],
        "a comma between a subject and what is said of all of it",
    ),
    (
        "到2028年，建好文化站，全部达到省级标准",
        ["reach 建好文化站 2028-12-31", "reach 全部达到省级标准 2028-12-31"],
        "but not between two acts",
    ),
    ("今年工作的总体要求是坚持稳字当头，狠抓落实，加速技术改造", [], "how to go about it is no state"),
    ("年底前，对涉企申请，建立专门台账", ["reach 建立专门台账 2026-12-31"], "nor is what a clause is about"),
    ("到2028年，研发投入占比稳中有升", ["rise 研发投入占比稳中有升 2028-12-31"], "rise"),
]

UNDATED = [
    ("养老服务实现城乡全覆盖", ["reach 养老服务实现城乡全覆盖"], "全覆盖 can be checked"),
    ("零就业家庭动态清零", ["reach 零就业家庭动态清零"], "清零"),
    ("外贸总值翻一番", ["reach 外贸总值翻一番"], "翻一番 has no figure"),
    ("财政科技投入只增不减", ["rise 财政科技投入只增不减"], "只增不减"),
    ("创新能力位居全省前列", ["reach 创新能力位居全省前列"], "a place among the first"),
    ("实施居民收入倍增计划", [], "the name of a plan"),
    ("健全覆盖城乡的服务体系", [], "健全覆盖 is not 全覆盖"),
    ("出台实施方案", [], "an act without a term waits for one"),
    ("进一步提升治理水平", [], "vague"),
]

RECURRING = [
    ("按照“每月一排查、每季一报告”要求", ["every monthly 排查", "every quarterly 报告"], "two duties in one clause"),
    ("每季度至少召开1次协调会议", ["every quarterly 召开1次协调会议"], "a meeting every quarter"),
    ("坚持每季度调度", ["every quarterly 调度"], "without a number"),
    ("实行月调度、季通报、年考核", ["every monthly 调度", "every quarterly 通报", "every yearly 考核"], "short forms"),
    ("每年12月10日前报送年度总结", ["every yearly 报送年度总结"], "a day of every year"),
    ("每季度末5日前报送进展", ["every quarterly 报送进展"], "a day of every quarter"),
    ("每季度末通报一次", ["every quarterly 通报"], "the end of every quarter"),
    ("每月下旬召开1次例会，每年底开展评估", ["every monthly 召开1次例会", "every yearly 开展评估"], "or of a month"),
    ("每年年底前报送总结", ["every yearly 报送总结"], "the year's end, twice said"),
    ("按月通报进展", ["every monthly 通报"], "按月"),
    ("每年组织一次综合演练", ["every yearly 组织一次综合演练"], "every year"),
    ("每年新增岗位500个", ["500 个 reach"], "a yearly amount is a figure"),
    ("在每年召开的部际会议上协调事项", [], "an occasion is no duty"),
    ("符合条件的老人按月发放养老金", [], "a payment is no duty of this kind"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), DATED + UNDATED + RECURRING)
def test_a_goal_without_a_figure_is_told_from_a_wish(text: str, wanted: list[str], why: str) -> None:
    assert lines(text) == wanted, why


def test_work_that_a_table_gives_a_date_of_its_own_is_due() -> None:
    assert lines("到2028年，完善好各类配套设施", in_table=True) == ["reach 完善好各类配套设施 2028-12-31"]
    assert lines("到2028年，完善好各类配套设施") == []


def test_a_state_does_not_inherit_a_date_from_the_sentence_before() -> None:
    assert lines("到2028年，绿地率达到40%。建成绿道体系。") == ["40 % reach 2028-12-31"]


def test_a_recurring_duty_has_neither_value_nor_deadline() -> None:
    duty = read("2028年底前，坚持每月一排查")[0]
    assert (duty.recurrence, duty.value, duty.deadline) == ("monthly", None, None)


@pytest.mark.parametrize("text", ["每半年开展一次督查", "每两年组织1次评估", "每半年一督查"])
def test_a_duty_of_another_period_is_kept_and_doubted(text: str) -> None:
    [found] = read(text)
    assert (found.recurrence, found.value, found.deadline) == (None, None, None)
    assert [doubt.code for doubt in found.doubts] == ["recurrence.unread"]
