"""The metric: the noun phrase with its verb, shared out where a list shares its head."""

from __future__ import annotations

import pytest

from tests.library.extract.target_words import read

NAMED = [
    (
        "年底前新建农村公路10公里、生态路8公里",
        ["新建农村公路", "新建生态路"],
        "a later member takes the first one's verb",
    ),
    ("建成基地1个、认证产品2个", ["建成基地", "认证产品"], "unless it has its own"),
    ("创建2个田园综合体、3个美丽乡村", ["创建田园综合体", "创建美丽乡村"], "the noun after the number"),
    (
        "利用闲置校舍改建10个养老院和30个幸福院",
        ["利用闲置校舍改建养老院", "改建幸福院"],
        "the verb next to the number is shared",
    ),
    ("争取新增上市企业1家以上", ["新增上市企业"], "words of intent are left out"),
    ("力争县道三级路比例达70%", ["县道三级路比例"], "and words of reaching"),
    ("实现疫情发生面积控制在1.3万亩", ["疫情发生面积"], "on both sides"),
    ("营业收入突破230亿元，同比增长15%", ["营业收入", "营业收入"], "a clause without a subject takes the last one"),
    ("人均寿命提高1岁，达到79岁", ["人均寿命", "人均寿命"], "the same within the year"),
    (
        "原煤、原油、天然气产量分别达到700万吨、120万吨、10亿立方米",
        ["原煤产量", "原油产量", "天然气产量"],
        "分别 in turn",
    ),
    ("花生种植、收获机械化率分别达到65%和55%", ["花生种植机械化率", "花生收获机械化率"], "head and modifier shared"),
    ("城乡居民收入分别增长5%、6%", ["城镇居民收入", "农村居民收入"], "城乡 stands for two"),
    ("污水处理率和垃圾处理率分别达到95%和99%", ["污水处理率", "垃圾处理率"], "complete members stay"),
    (
        "市级医院、中医院床位数分别达到500张、300张",
        ["市级医院床位数", "中医院床位数"],
        "two whole nouns share no part of a word",
    ),
    ("新增就业1.5万人、培训10万人次", ["新增就业", "培训"], "what is itself done is no object of the next verb"),
    (
        "绿地率达到40%。较2023年提高3个百分点",
        ["绿地率", "绿地率"],
        "a comparison opens the next sentence: same subject",
    ),
    ("绿地率达到40%。大家都说好。较2023年提高3个百分点", ["绿地率", ""], "but not the one after"),
    ("马铃薯种植、收获机械化率均达到45%", ["马铃薯种植、收获机械化率"], "均 joins"),
    (
        "布局建设20个国家级、19个省级重点县",
        ["布局建设国家级重点县", "布局建设省级重点县"],
        "an adjective takes the next one's noun",
    ),
    ("完成现有5座、面积20公顷的矿山治理任务", ["完成现有矿山治理任务", "面积矿山治理任务"], "a bare verb takes it too"),
    ("改造小区35个、惠及居民2万户", ["改造小区", "改造小区惠及居民"], "what the first one brings"),
    ("完成货币化安置2000户、实物安置500套", ["完成货币化安置", "完成实物安置"], "the opening verb, not the last word"),
    ("实现农业产值80亿元，其中种植业45亿元、畜牧业35亿元", ["农业产值", "种植业", "畜牧业"], "种植业 is no verb"),
    ("粮食播种面积7万亩、产量3万吨", ["粮食播种面积", "粮食产量"], "a topic inside a list"),
    ("本科、硕士招生规模分别扩大10%和15%", ["本科招生规模", "硕士招生规模"], "a shared noun with its modifier"),
    ("省、市财政分别安排资金2亿元和1亿元", ["省安排资金", "市财政安排资金"], "subjects that act in turn"),
    ("3月底前开工率达到50%、6月底前达到80%", ["开工率", "开工率"], "a date is not part of a name"),
    ("完成改造120户，其中一季度完成30户、二季度完成50户", ["完成改造"] * 3, "a bare verb takes the object before"),
    ("脐橙种植面积稳定在20万亩，产量达到25万吨", ["脐橙种植面积", "脐橙产量"], "an indicator takes the topic before"),
    ("交易额达200亿元，零售额50亿元，分别增长15%和20%", ["交易额", "零售额"] * 2, "分别 can look back over clauses"),
    ("原油年产量回升并稳定在2亿吨", ["原油年产量"], "two verbs of movement"),
    ("小麦、玉米等品种覆盖率达到97%", ["小麦、玉米等品种覆盖率"], "a list inside the name stays whole"),
    ("自来水普及率、集中供热率分别提高到96%、70%", ["自来水普及率", "集中供热率"], "普及 parts no list"),
    (
        "城镇和农村居民收入年均分别增长6%、7%",
        ["城镇居民收入", "农村居民收入"],
        "年均 before 分别 is no part of the name",
    ),
    ("2028年、2029年各新建公园2座", ["新建公园", "新建公园"], "nor is 各 after years"),
    ("改造线路和30个站点", ["改造站点"], "a member that is empty before its number takes the verb"),
    ("覆盖率由1.1%提高到4.6%", ["覆盖率"], "the baseline is not part of the name"),
    ("新（改、扩）建幼儿园5所", ["新（改、扩）建幼儿园"], "brackets stay"),
    ("工业总产值，2028年达到13亿元", ["工业总产值"], "a subject before its date"),
    ("棉花，年产量425万吨", ["棉花年产量"], "a topic before its indicator"),
    ("报装、验收全流程时限分别压缩至3、7天以内", ["报装全流程时限", "验收全流程时限"], "时限 is shared too"),
    (
        "甲乡、乙乡新建粮仓分别为4和6座",
        ["甲乡新建粮仓", "乙乡新建粮仓"],
        "subjects with the same last word share the rest",
    ),
    (
        "财政投资项目审批时限不超过60天，民间投资项目不超过35天",
        ["财政投资项目审批时限", "民间投资项目审批时限"],
        "another kind of the same thing",
    ),
    ("城镇登记失业率不超过5%，农村不超过3%", ["城镇登记失业率", "农村登记失业率"], "another kind of place"),
    ("城镇登记失业率不超过5%，入学率达到99%", ["城镇登记失业率", "入学率"], "a whole name takes nothing over"),
    ("规上企业总产值到2029年突破400亿元", ["规上企业总产值"], "what stands before a date inside the clause"),
    ("规上企业总产值力争到2029年突破400亿元", ["规上企业总产值"], "words of intent aside"),
    (
        "每乡建设1所60-90个床位的公办敬老院",
        ["每乡建设公办敬老院", "建设床位"],
        "what one figure counts another describes",
    ),
    ("小学升学率达到99%，初中达到95%", ["小学升学率", "初中升学率"], "another kind of school"),
    ("城市公交等候时间不超过8分钟、农村不超过30分钟", ["城市公交等候时间", "农村公交等候时间"], "in a list too"),
    ("建成2~3所强校，6~8所新校", ["建成强校", "建成新校"], "a clause that opens with its number takes the verb before"),
    ("培育强企20家，3家企业获批上市", ["培育强企", "企业获批上市"], "unless it tells an act of its own"),
    ("甲乡、乙乡分别建成2座、3座粮仓", ["甲乡建成粮仓", "乙乡建成粮仓"], "what is counted follows, so they act"),
    (
        "甲、乙、丙三市用水强度分别降至28、30和32吨",
        ["甲市用水强度", "乙市用水强度", "丙市用水强度"],
        "how many they are is no part",
    ),
    (
        "大额纳税人、零散纳税人办税时间分别压缩至3、2小时",
        ["大额纳税人办税时间", "零散纳税人办税时间"],
        "the same last word",
    ),
    (
        "婴儿、5岁以下儿童死亡率分别控制在5‰、6‰以内",
        ["婴儿死亡率", "5岁以下儿童死亡率"],
        "whose rate it is, is not shared",
    ),
    ("高中、初中班额分别控制在50、45人以内", ["高中班额", "初中班额"], "a measure of schools"),
    ("省级、市级园区分别达到3个和5个", ["省级园区", "市级园区"], "an adjective takes the noun in turn too"),
    ("管网覆盖率2028年、2029年分别达到80%、90%", ["管网覆盖率"] * 2, "years in a list are not part of it"),
    ("并网装机、生物质装机分别达到50万千瓦和5万千瓦", ["并网装机", "生物质装机"], "并网 is one word"),
    (
        "生产总值按2030年不变价计算达到80亿元，年均增长6%",
        ["生产总值", "生产总值"],
        "prices it is counted at are no name",
    ),
    ("农业总产值（按可比价格计算）达到9亿元", ["农业总产值"], "nor in brackets"),
    ("营业收入达到5亿元，按现价计算，年均增长7%", ["营业收入", "营业收入"], "nor as a clause of their own"),
    ("可比价生产总值增长8%", ["可比价生产总值"], "a name that holds them keeps them"),
    ("财政收入可比增长12%", ["财政收入"], "nor 可比 alone"),
    ("农民收入扣除价格因素后实际增长6%", ["农民收入"], "nor what is taken off"),
    ("工业产值达到40亿元，年递增9%", ["工业产值", "工业产值"], "年 before a rate of growth names nothing"),
    ("旅游收入年增长12%", ["旅游收入"], "nor after a name"),
    ("原煤年产量增长3%", ["原煤年产量"], "年产量 is a name"),
    (
        "粮食产量五年平均达到45万吨，比“十五五”计划期间平均38.5万吨增长17%，年递增3%",
        ["粮食产量"] * 3,
        "what it is compared with, however long, is no name",
    ),
    ("种植面积，2030年和2035年分别保证在6万亩和7万亩", ["种植面积", "种植面积"], "a subject set off before dates"),
    (
        "果园总面积有较大幅度的增长，2030年、2035年分别达到2万亩、3万亩",
        ["果园总面积"] * 2,
        "the subject of a clause about growth",
    ),
    ("园地面积相对稳定，2030年保持在8万亩", ["园地面积"], "相对 is no part of it"),
    (
        "城镇居民和农民人均收入分别达到5万元和3万元",
        ["城镇居民人均收入", "农民人均收入"],
        "town is no modifier of country",
    ),
    (
        "城镇居民人均可支配收入和农民人均纯收入年均增长6%和7%以上",
        ["城镇居民人均可支配收入", "农民人均纯收入"],
        "as many measured things as figures, without 分别",
    ),
    ("绿地率、覆盖率达到40%", ["绿地率、覆盖率"], "more things than figures stay together"),
    ("人均住房面积，城市达到36平方米，农村达到45平方米", ["城市人均住房面积", "农村人均住房面积"], "kinds of place"),
    ("GDP达到560亿元，人均8万元", ["GDP", "人均GDP"], "an average of what was named"),
    ("农业总产值达到80亿元，人均2万元，亩均3千元", ["农业总产值", "人均农业总产值", "亩均农业总产值"], "and another"),
    ("最高年产量要达到52万吨", ["最高年产量"], "要 is no part of a name"),
    ("城区用水需要达到5万吨", ["城区用水需要"], "需要 is"),
    ("耕地面积保证不少于66万亩", ["耕地面积"], "nor is 保证"),
    ("开发面积发展到8万亩", ["开发面积"], "nor 发展到"),
    ("将有50%的农村劳动力转移就业", ["农村劳动力转移就业"], "nor 将有"),
    ("人均收入，城镇居民达到6万元，农民达到4万元", ["城镇居民人均收入", "农民人均收入"], "kinds of people"),
    (
        "粮食产量稳定在45万吨，比去年净增2万吨",
        ["粮食产量"] * 2,
        "the year it is compared with does not tell of the past",
    ),
    ("增加值年均增长8%，高于全省平均水平1个百分点", ["增加值"] * 2, "nor is what it is to be above a name"),
    (
        "生产总值突破80亿元，按可比价格计算比2030年翻一番",
        ["生产总值", "生产总值按可比价格计算比2030年翻一番"],
        "a state too",
    ),
    ("改造老旧校舍30所，年底前再开工改造20所", ["改造老旧校舍", "开工改造老旧校舍"], "nor 再"),
    ("三年累计惠及居民6万户", ["惠及居民"], "nor over how many years it adds up"),
    ("将乐县建成公园2座", ["将乐县建成公园"], "将 opens names too"),
]


@pytest.mark.parametrize(("text", "wanted", "why"), NAMED)
def test_a_metric_names_what_is_measured(text: str, wanted: list[str], why: str) -> None:
    assert [target.metric for target in read(text)] == wanted, why


def test_a_figure_of_which_nothing_is_named_is_doubted() -> None:
    named, nameless = read("绿地率达到40%。大家都说好。较2023年提高3个百分点")
    assert (named.doubts, [d.code for d in nameless.doubts]) == ((), ["target.nameless"])
