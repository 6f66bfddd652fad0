"""What is no target: names with numbers, thresholds, benefits, rules, scales, definitions, the past."""

from __future__ import annotations

import pytest

from tests.library.extract.target_words import lines, read

NO_TARGETS = [
    ("加快5G网络和G60走廊建设", "names with numbers"),
    ("完善“1+5+N”政策体系", "a formula in quotes"),
    ("推广1+3+N治理模式", "a formula without quotes"),
    ("打造“15分钟”健身圈", "a name in quotes"),
    ("持续改善PM2.5浓度", "a pollutant"),
    ("推动古镇创建5A级景区", "a grade"),
    ("壮大千亿级产业链", "a size used as a name"),
    ("推进百万吨级基地建设", "a size used as a name"),
    ("推动兴川两座煤矿30万吨级码头前期工作", "a size used as a name"),
    ("推动3号机组投产", "a number plate"),
    ("推进千人以上供水工程改造", "a size that says which works"),
    ("台账保存期限不少于办结后6个月，驻村时间不少于8个月", "how long a rule runs"),
    ("纳入年度综合考核，权重不低于5%", "a weight in an assessment"),
    ("起拍价可按不低于评估价的70%执行", "a rate that a rule lays down"),
    ("办好第18届运动会", "an ordinal"),
    ("举办建县100周年活动", "an anniversary"),
    ("推进220千伏变电站建设", "a voltage"),
    ("落实好12条惠企措施", "clauses of a document"),
    ("贯彻〔2022〕9号文件", "a document number"),
    ("完成1/5万地质调查", "a map scale"),
    ("充电桩车桩比达到2:1", "a ratio is no single number"),
    ("村级河长每周巡河1次", "a rule with a period the records do not know"),
    ("公用经费定额提高到小学720元", "a rate of benefit"),
    ("补助标准提高到每人每年640元", "a benefit"),
    ("对获奖企业一次性奖励20万元", "a reward"),
    ("贷款贴息不超过3%", "a rate of benefit"),
    ("对吸纳10人以上就业的企业给予奖补", "a condition of benefit"),
    ("单个项目融资不超过总投资的70%", "a ceiling for each case"),
    ("班额不得超过55人", "a prohibition"),
    ("为70岁以上老人免费体检", "a condition of age"),
    ("从具有3年以上经历的人员中招聘", "a condition of experience"),
    ("连续3个月未达标的予以通报", "a rule"),
    ("教材每3年修订1次", "a rule"),
    ("开展为期3个月的整治", "a length of time"),
    ("土地承包到期后再延长30年", "a length of time"),
    ("重点抓好8个方面工作", "things said, not done"),
    ("预期性指标19项、约束性指标9项", "a count of indicators"),
    ("全市划分为5个修复分区", "a definition"),
    ("围绕8条产业链开展招商", "a circumstance"),
    ("本区域包括甲县、乙县等24个县（市、区），总面积5万平方公里", "the area of a plan"),
    ("确定5%左右的增长目标，留有余地", "talk about a goal"),
    ("在生均拨款达到12000元的基础上逐步提高", "the groundwork"),
    ("发展日产5000吨新型水泥", "a specification"),
    ("习近平总书记先后2次亲临指导", "an event"),
    ("预计可千方百计扩大就业", "a proverb with numbers"),
    ("统筹国内国际两个市场、两种资源", "a set phrase"),
    ("打造一支懂农业的一线队伍", "一支, 一线"),
    ("适用3%征收率的业务免税", "a rate of tax"),
    ("进项税额加计5%抵减应纳税额", "a deduction"),
    ("研发费用加计扣除比例由75%提高到100%", "and its new rate"),
    ("按成交金额的3%给予买方资助", "a share that is paid"),
    ("按贷款余额增量的2%提供资金支持", "the same in other words"),
    ("资助缴纳费用的50%", "or the other way round"),
    ("每年按成交额从高到低排序资助不超过20家", "an allowance"),
    ("每件专利资助不超过3个国家或地区", "how far a benefit goes"),
    ("每个企业限报2项", "how much one may ask for"),
    ("省级财政承担60%", "who pays how much"),
    ("稳岗返还比例提高到90%", "a rate of refund"),
    ("资金支持比例由1%提高到2%", "a rate of support"),
    ("单位缴费比例降到16%", "what is to be paid in"),
    ("首付款比例下调到20%", "a rate for loans"),
    ("按1%的贴息率支持更新贷款，期限不超过2年", "how much interest is paid, and how long"),
    ("对年产值超过2000万元且增长20%以上的企业，按增量的10%给予奖励", "who is eligible"),
    ("增长15%以上的再奖5万元", "and what is given on top"),
    ("按每人1000元标准发放补助", "a rate for each"),
    ("来源：http://www.example.gov.cn/columns/ab0-7d/203108/15/7a1e.html", "an address on the web"),
    ("包括南坡、北坡等12个自然村", "what it is made of"),
    ("发挥9条步行街的消费主阵地作用", "what there already is"),
    ("提出节能减排5项目标", "a count of goals"),
    ("!2:8%34#56%$(cid:12)9%", "what a broken font leaves"),
]

ONLY_THE_COUNT = [
    ("新增产值超1亿元企业2家", ["2 家 reach"], "the threshold describes the firms"),
    ("招引总投资亿元以上项目20个", ["20 个 reach"], "亿元以上 is an attribute"),
    ("引进10亿元以上项目3个", ["3 个 reach"], "so is a threshold in figures"),
    ("12种污染物排放总量削减5%", ["5 % reach change"], "the count describes the subject"),
    ("收入50万元以上的村占比达68%", ["68 % reach"], "a threshold inside a share"),
    ("在14个市州增补学位2万个", ["2 万个 reach"], "where, and how many"),
    ("打造人才服务3.0版，引进人才20名", ["20 名 reach"], "a version"),
    ("建成3人制球场20个", ["20 个 reach"], "a kind of play"),
    ("对认定的企业，分别给予最高80万元、40万元奖励，培育企业20家", ["20 家 reach"], "ceilings of a benefit"),
    ("按贷款额的40%给予贴息，培育企业20家", ["20 家 reach"], "a rate of a benefit"),
    ("建成10万千瓦级风电项目30个", ["30 个 reach"], "a size and a count"),
    ("打造“15分钟生活圈”20个", ["20 个 reach"], "a name and a count"),
    ("基本医保缴费率达到98%", ["98 % reach"], "how many pay in is no rate of pay"),
    ("污水处理费征收率达到95%", ["95 % reach"], "nor how much of a fee comes in"),
    ("对20户以上的自然村，新建公路100公里", ["100 公里 reach"], "for whom, and how much"),
    ("减税降费比例达到8%", ["8 % reach"], "what is spared in all is a goal"),
    ("补贴资金兑现率达到98%", ["98 % reach"], "and whether benefits are paid"),
    ("财政补助资金增长10%", ["10 % reach growth"], "and what there is to pay them from"),
    ("按年度预算收入的2%设立专项资金", ["2 % reach"], "money set aside is no benefit"),
    ("资助学生不少于3000人", ["3000 人 at_least"], "at least so many is no allowance"),
    ("税收收入占比提高到80%", ["80 % reach"], "税 alone says no rate"),
    ("全市适用一次办的事项比例达到90%", ["90 % reach"], "nor does 适用"),
    ("发挥12家链主企业作用，新建基地5个", ["5 个 reach"], "what there is, and what is built"),
    ("新增5个项目标准化示范点", ["5 个 reach"], "项目标准 holds no 目标"),
    (
        "自获批满10年之日起6个月内提出申请，建成公园2座",
        ["2 座 reach ?自获批满10年之日起6个月内"],
        "a rule of procedure alone is no target",
    ),
    ("打造1个两千亿级园区", ["1 个 reach"], "a count and a size"),
]

PAST = [
    ("近年来，全县培训3万人次", "近年来"),
    ("五年来，新建学校20所，新增学位2万个", "五年来 holds for the sentence"),
    ("目前已建成社区食堂25个", "已"),
    ("目前，全县共有学校120所", "目前"),
    ("完成了12项改革", "了"),
    ("2024年新建公园2座", "a year before the year in force"),
    ("“十四五”期间，新建公园2座", "a plan that has ended"),
]


@pytest.mark.parametrize(("text", "why"), NO_TARGETS)
def test_a_number_that_promises_nothing_is_left_alone(text: str, why: str) -> None:
    assert lines(text) == [], why


@pytest.mark.parametrize(("text", "wanted", "why"), ONLY_THE_COUNT)
def test_what_describes_the_counted_thing_is_not_counted(text: str, wanted: list[str], why: str) -> None:
    assert lines(text) == wanted, why


@pytest.mark.parametrize(("text", "why"), PAST)
def test_what_has_been_done_is_no_target(text: str, why: str) -> None:
    assert lines(text) == [], why


def test_a_clause_that_looks_ahead_ends_the_past() -> None:
    assert lines("目前已建成食堂25个，今年再建10个") == ["10 个 reach 2026-12-31"]


@pytest.mark.parametrize(
    ("headings", "read_at_all"),
    [
        (("一、2025年工作回顾",), False),
        (("一、2025年工作回顾", "（一）产业发展提质增效"), False),
        (("一、上一个五年计划执行情况", "1.经济增长"), False),
        (("第一章 规划背景", "第一节 发展基础"), False),
        (("二、2026年重点工作",), True),
        (("一、持续优化发展环境", "第三条 放宽准入"), True),
        (("二、夯实产业发展基础",), True),
        (("五、加强规划实施情况评估",), True),
        (("一、发展环境",), False),
        (("一、优化服务取得新成效",), False),
        (("三、强化要素保障，优化发展环境", "7.加强用地保障"), True),
        (("第二节 存在问题",), False),
        (("二、着力解决存在的突出问题",), True),
        (("二、“十五五”主要目标", "绿化水平取得显著成效"), True),
        (("一、2025年工作回顾", "绿化水平取得显著成效"), False),
        (("绿化水平取得显著成效",), False),
        (("一、目标任务完成成效",), False),
        (("一、十四五成就和2026年工作安排", "二、2026年重点工作"), True),
        ((), True),
    ],
)
def test_under_a_heading_that_looks_back_nothing_is_promised(headings: tuple[str, ...], read_at_all: bool) -> None:
    assert bool(read("新建公园2座", 2026, headings=headings)) is read_at_all


def test_a_past_year_needs_a_year_to_compare_with() -> None:
    assert lines("2024年新建公园2座", None) == ["2 座 reach 2024-12-31"]
    assert lines("2024年新建公园2座", None, issued_on="2026-03-01") == []
