"""Figures: value, unit, bounding words and basis as printed."""

from __future__ import annotations

import pytest

from tests.library.extract.target_words import figure, lines, read

PRINTED = [
    ("新建公园3座", ["3 座 reach"], "a count and its classifier"),
    ("安装路灯0.017万盏", ["0.017 万盏 reach"], "万 stays in the unit, the value as printed"),
    ("完成投资1,265万元", ["1265 万元 reach"], "a comma every three digits"),
    ("总产值达到9，350亿元", ["9350 亿元 reach"], "a full-width comma inside a number is no separator"),
    ("森林覆盖率达到６５．２％", ["65.2 % reach"], "full-width digits, point and sign"),
    ("入学率达到百分之九十九点五以上", ["99.5 % at_least"], "百分之 and a spelled decimal"),
    ("原油产量达到一亿五千万吨", ["15000 万吨 reach"], "the last scale word goes with the unit"),
    ("铁路里程达到六点八万公里", ["6.8 万公里 reach"], "a scale after a spelled decimal"),
    ("非公经济占比达到三分之一左右", ["0.3333 - about"], "a fraction in words"),
    ("实践课占总课时一半以上", ["0.5 - at_least"], "半 is 0.5"),
    ("优秀比例达三成以上", ["3 成 at_least"], "成 counts where a bound follows"),
    ("发放创业贷款每年不低于4亿元", ["4 亿元 at_least"], "so many 亿元 a year is no benefit"),
    ("解决二百万人、一百五十万头牲畜的饮水困难", ["200 万人 reach", "150 万头 reach"], "people counted in words"),
    ("五年培养学生三万五千人", ["35000 人 reach"], "a large number in words without a scale at its end"),
    ("中专毕业生八万人", ["8 万人 reach"], "and one with a scale, though no verb says so"),
    ("颗粒物浓度下降到60微克每立方米", ["60 微克每立方米 reach"], "a compound measure in words"),
    ("储能装机达到300万千瓦/600万千瓦时", ["300 万千瓦 reach", "600 万千瓦时 reach"], "two figures at a stroke"),
    ("重污染天数控制在5天以内", ["5 天 at_most"], "days that are held are no term"),
    ("电力消纳责任权重达到35%", ["35 % reach"], "a weight that is an indicator"),
    ("开垦荒地1.5万顷", ["1.5 万顷 reach"], "an old measure of land"),
    ("库容保证在3万立方米和4万立方米", ["3 万立方米 reach", "4 万立方米 reach"], "保证在 says how much, not where"),
    ("电话普及率达到8部／百人", ["8 部／百人 reach"], "a unit per so many of another"),
    ("全员劳动生产率达到30万元/人左右", ["30 万元/人 about"], "a compound unit"),
    ("细颗粒物浓度降至28微克/立方米", ["28 微克/立方米 reach"], "a compound measure"),
    (
        "孕产妇死亡率控制在9/10万以内",
        ["9 /10万 at_most"],
        "so many in a hundred thousand is one figure, no scale of a map",
    ),
    ("开放科研仪器1万台（套）以上", ["1 万台（套） at_least"], "a second classifier in brackets"),
    ("建设保障房1200套(间)", ["1200 套(间) reach"], "brackets as printed"),
    ("算力规模突破8万P", ["8 万P more_than"], "a Latin unit is no name"),
    ("灌溉水利用系数提高到0.58", ["0.58 - reach"], "an index has no unit"),
    ("尾矿库数量保持0", ["0 - reach"], "zero is a value, not a blank"),
    ("产业产值突破万亿元", ["1 万亿元 more_than"], "a scale alone is one of it, where something is passed"),
    ("人口控制在十三亿以内", ["13 亿 at_most"], "a scale may be the whole unit"),
    ("至少建成一所特教学校", ["1 所 at_least"], "a spelled one counts where it is stressed"),
    ("服务站点达到300余个", ["300 个 more_than"], "余 is more than the number"),
    ("新增岗位10多万个", ["10 万个 more_than"], "a scale after 多"),
    ("开通6条多式联运线路", ["6 条 reach"], "but 多 may begin the noun"),
    ("算力规模达到15Eflops", ["15 Eflops reach"], "a unit in Latin letters however it is spelled"),
    ("新增算力3 EFLOPS", ["3 EFLOPS reach"], "and set off by a space"),
    ("完成12期骨干培训任务", ["12 期 reach"], "期 counts courses that are held"),
    ("推进园区3期工程", [], "not the stages of a work"),
    ("推动甲厂、乙厂等40万千瓦机组投产", ["40 万千瓦 reach"], "等 before a figure sums up a list"),
    ("新增单项冠军企业5家", ["5 家 reach"], "单项冠军 is no single case"),
    ("依托现有场地建设20个游园", ["20 个 reach"], "what is built is counted, not what it leans on"),
    ("每年安排资金3000万元", ["3000 万元 reach"], "money set aside each year is no benefit"),
    (
        "播种面积稳定在60万亩以上、产量稳定在20万吨以上",
        ["60 万亩 at_least", "20 万吨 at_least"],
        "稳定在 says how much, not where",
    ),
]

BOUNDED = [
    ("达标率不低于92%", ["92 % at_least"], "不低于 includes the number (Civil Code 1259)"),
    ("创建示范点8个以上", ["8 个 at_least"], "以上 includes the number"),
    ("面积控制在1.3万亩及以下", ["1.3 万亩 at_most"], "及以下"),
    ("失业率控制在5.5%以内", ["5.5 % at_most"], "控制在…以内"),
    ("失业率控制在5%", ["5 % reach"], "控制在 alone bounds nothing"),
    ("失业率控制在5.5%左右", ["5.5 % about"], "左右 decides, not 控制在"),
    ("死亡人数不超过3人", ["3 人 at_most"], "不超过 is not 超过"),
    ("集群产值突破600亿元", ["600 亿元 more_than"], "突破 does not include the number"),
    ("登记失业率低于4.5%", ["4.5 % less_than"], "低于 does not include the number"),
    ("培育人才近2000名", ["2000 名 about"], "近"),
    ("红线面积不低于国土面积的25%", ["25 % at_least"], "what the share is of may stand between"),
    ("办理时限压缩到3个工作日内", ["3 个工作日 at_most"], "内 after a length of time"),
    ("年底前至少开展1次演练", ["1 次 at_least 2026-12-31"], "a verb between 至少 and the number"),
    ("争取创建至少2个园区", ["2 个 at_least"], "至少 right before the number"),
    ("经济总量跨越5500亿元大关", ["5500 亿元 more_than"], "大关 is no thing that is counted"),
    ("地区生产总值增长5%—5.5%", ["5~5.5 % range growth"], "a range keeps both ends"),
    ("新建幼儿园5至8所", ["5~8 所 range"], "至 between two numbers"),
    ("发电装机达到约30亿千瓦", ["30 亿千瓦 about"], "the word next to the number decides"),
    ("送电160～300万千瓦", ["160~300 万千瓦 range"], "one scale for both ends"),
    ("产量四亿九千万～五亿吨", ["4.9~5 亿吨 range"], "two scales brought to one"),
    ("增长19.6一26.4%", ["19.6~26.4 % range growth"], "一 read for a dash between digits"),
]

BASES = [
    ("工业增加值年均增长8%左右", ["8 % about growth"], "年均增长 is growth"),
    ("消费价格涨幅2%", ["2 % reach growth"], "涨幅"),
    ("单位能耗下降13.5%", ["13.5 % reach change"], "下降 N%"),
    ("城镇化率提升1个百分点以上", ["1 个百分点 at_least change"], "percentage points are a change"),
    ("覆盖率提高到60%", ["60 % reach"], "提高到 names the level"),
    ("浓度降至30微克", ["30 微克 reach"], "降至 names the level"),
    ("到2028年累计培训3万人次", ["3 万人次 reach cumulative 2028-12-31"], "累计"),
    ("接待人次年增9%，收入同比增11%", ["9 % reach growth", "11 % reach growth"], "年增 is growth"),
    ("接待人次年增9万人次", ["9 万人次 reach change"], "of an amount a change"),
    ("粮食产量五年平均达到45万吨", ["45 万吨 reach"], "an amount on the average is a level"),
    ("工业产值年递增9%", ["9 % reach growth"], "年递增 as 年均"),
    ("增速年均7.5%左右", ["7.5 % about growth_average"], "年均 without 增长"),
    ("新增企业50家", ["50 家 reach"], "新增 is a level"),
    ("整合提升20个服务综合体", ["20 个 reach"], "提升 before counted things is an act"),
    ("自然增长率控制在5‰以下", ["5 ‰ at_most"], "the name of a rate is no growth"),
    ("生产总值增长6%—8%，力争10%", ["6~8 % range growth", "10 % reach growth"], "a bare second aim grows too"),
    ("实现旅游收入120亿元、增长12%", ["120 亿元 reach", "12 % reach growth"], "two bases in one clause"),
]

SHARED = [
    (
        "收入分别增长5%、6.5%左右",
        ["5 % about growth", "6.5 % about growth"],
        "the bound after a chain holds for all of it",
    ),
    (
        "损耗率分别降至12%、5%、8%以下",
        ["12 % at_most", "5 % at_most", "8 % at_most"],
        "however long the chain is",
    ),
    (
        "平均办理时间分别压减至35天、45天以内",
        ["35 天 at_most", "45 天 at_most"],
        "a length of time in a chain is no date",
    ),
    (
        "报装、验收时限分别压缩至3.5、7个工作日以内",
        ["3.5 个工作日 at_most", "7 个工作日 at_most"],
        "numbers that are shared out print their unit once",
    ),
    ("报装、验收时限分别压缩至3个、7个工作日", ["3 个工作日 reach", "7 个工作日 reach"], "or half of it"),
    ("甲乡、乙乡新建粮仓分别为4和6座", ["4 座 reach", "6 座 reach"], "joined by 和"),
    ("甲、乙两港吞吐系数分别为4和6", ["4 - reach", "6 - reach"], "or none at all"),
    ("利润、税收分别增长5、6.5%左右", ["5 % about growth", "6.5 % about growth"], "a bound after the last"),
    ("普及率、合格率、满意率分别达到60、70、80%", ["60 % reach", "70 % reach", "80 % reach"], "three of them"),
    ("甲、乙、丙分别新建3、4、5所学校", ["3 所 reach", "4 所 reach", "5 所 reach"], "each of them waits for the last"),
    ("分别在3、5号码头试点", [], "numbers shared out that get no unit are names"),
    (
        "培育1~2所强校，6~8所特色校和10~12所新型校",
        ["1~2 所 range", "6~8 所 range", "10~12 所 range"],
        "ranges in a list; their signs are nothing garbled",
    ),
    ("培育1~2家链主和6~8家骨干", ["1~2 家 range", "6~8 家 range"], "two of them"),
    (
        "财政投资项目审批时限不超过60个工作日，民间投资项目不超过35个工作日",
        ["60 个工作日 at_most", "35 个工作日 at_most"],
        "a second limit of time names only what else it holds for",
    ),
    (
        "日用电量县城不超过9度，乡村不超过6度",
        ["9 度 at_most", "6 度 at_most"],
        "度 that are used up are no number plate",
    ),
    ("审批时限不超过3天，主任任期2年", ["3 天 at_most"], "a length of time that limits nothing is none"),
    ("比重分别超过2%、5%", ["2 % more_than", "5 % more_than"], "the bound before a chain too"),
    ("比重分别提高3个和4个百分点", ["3 个百分点 reach change", "4 个百分点 reach change"], "and the unit"),
    ("甲、乙两项覆盖率均达到90%", ["90 % reach"], "均 gives one record"),
    ("城镇就业和转移就业各4500人", ["4500 人 reach"], "各 gives one record"),
    ("新建省级平台5家、中试基地10家", ["5 家 reach", "10 家 reach"], "a list after one verb"),
    ("建成1个国家级、2个省级基地", ["1 个 reach", "2 个 reach"], "a list before one noun"),
    ("占比由76%提高到80%", ["80 % reach"], "a baseline is no target"),
    ("面积从现状43万亩提高到50万亩以上", ["50 万亩 at_least"], "nor is 现状"),
    ("较2024年增加50家", ["50 家 reach change"], "the baseline's year is no deadline"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), PRINTED + BOUNDED + BASES + SHARED)
def test_figures_are_read_as_printed(text: str, wanted: list[str], why: str) -> None:
    assert lines(text) == wanted, why


def test_a_figure_keeps_the_clause_it_stands_in() -> None:
    text = "深入推进改革，新建公园3座、广场2处；完善配套。"
    found = read(text)
    assert [text[f.start : f.end] for f in found] == ["新建公园3座、广场2处"] * 2


@pytest.mark.parametrize(
    "mark",
    [
        "（县甲局、县乙局负责）",
        "（责任单位：县甲局（县乙中心）、各乡镇）",
        "【责任单位：县甲局】",
        "（县甲局牵头，12月底前）",
    ],
)
def test_a_duty_mark_before_the_full_stop_is_no_part_of_the_clause(mark: str) -> None:
    text = f"完善配套，完成20万亩林地备案{mark}。"
    assert [(text[f.start : f.end], f.metric) for f in read(text)] == [("完成20万亩林地备案", "完成林地备案")]


def test_offsets_count_in_the_whole_text_and_nothing_outside_the_passage_is_read() -> None:
    from gangmu.extract.targets import Context, targets_in

    text = "新建公园3座。新建广场2处。新建码头1座。"
    found = targets_in(text, 7, 14, Context())
    assert [(figure(f), text[f.start : f.end]) for f in found] == [("2 处 reach", "新建广场2处")]


def test_what_is_less_certain_says_so() -> None:
    sure = {text: read(text)[0].confidence for text in ("新建公园3座", "系数提高到0.6", "至少建成一所学校")}
    assert sure["新建公园3座"] > sure["系数提高到0.6"]
    assert sure["新建公园3座"] > sure["至少建成一所学校"]


def test_a_passage_without_anything_to_check_gives_nothing() -> None:
    assert read("坚持因地制宜，进一步完善长效机制，切实提升治理水平。") == []
    assert read("") == []
