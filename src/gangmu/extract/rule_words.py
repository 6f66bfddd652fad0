"""What the rules are called in Chinese: their groups, their names, what a match means, and sources told in English.

The rules' ids are for programs. A person who asks why a sentence was read as it was is told these words, on the terminal,
on the pages and in the published grammar; the tests see to it that every rule has some.
"""

from __future__ import annotations

from gangmu.extract.rules import Rule

GROUPS: dict[str, str] = {
    "structure.number": "层级编号",
    "document": "文件事实",
    "document.level": "文件的层级",
    "document.place": "地名的级别",
    "document.scope": "规划范围",
    "task.column": "责任分工表的列",
    "indicator.column": "指标表的列",
    "indicator.value": "指标值的写法",
    "indicator.table": "不是指标表",
    "target.number": "数字的写法",
    "target.comparator": "以上、以下、左右",
    "target.basis": "水平、增速、变化量、累计",
    "target.date": "时限",
    "target.recurrence": "周期",
    "target.not": "不是目标的数字",
    "target.past": "过去的成绩",
    "target.state": "没有数字的目标",
    "target.vague": "不算目标的说法",
    "measure.verb": "举措的动词",
    "measure.section": "不写举措的章节",
    "measure.not": "不是举措的话",
    "project": "项目的写法",
    "project.tail": "项目所处的阶段",
    "duty.label": "责任标注的标签",
    "duty.tail": "责任标注的结尾",
    "duty.note": "责任标注里的注",
    "duty.order": "单位的排列次序",
    "duty.open": "不加括号的责任标注",
    "duty": "只列单位的责任标注",
}
"""By the rule's id without its last part."""

NAMES: dict[str, dict[str, str]] = {
    "structure.number": {
        "part": "篇的编号：第一篇",
        "chapter": "章的编号：第一章",
        "section": "节的编号：第一节",
        "clause": "条的编号：第一条",
        "dotted3": "三段数字编号：3.2.1",
        "dotted2": "两段数字编号：3.2",
        "lettered": "字母加数字的编号：A.3",
        "han": "一级编号：一、",
        "paren_han": "二级编号：（一）",
        "arabic": "三级编号：1.",
        "paren_arabic": "四级编号：（1）",
        "half_paren": "半括号编号：1）",
        "circled": "带圈编号：①",
        "bare": "标题前的光数字：3主要内容",
    },
    "document": {"citation": "引用的文件和它的文号"},
    "document.level": {
        "national": "国家文件：向党中央、国务院报告",
        "provincial": "省级文件：向省委、省政府报告",
        "prefectural": "市级文件：向市委、市政府报告",
        "county": "县级文件：向县委、县政府报告",
        "addresses_counties": "主送各县（市、区）的是市级文件",
        "addresses_towns": "主送各乡镇的是县级文件",
    },
    "document.place": {
        "town": "乡镇、街道的名称",
        "county": "名录里没有的县名",
        "province": "省的名称",
        "city": "名录里没有的市名",
    },
    "document.scope": {"stated": "写明的规划范围", "concerns": "某区域涉及哪些市县"},
    "task.column": {
        "number": "序号列",
        "leader": "责任领导列",
        "support": "配合单位列",
        "lead": "牵头单位列",
        "units": "责任单位列",
        "part_of_year": "一年中一段的目标列：三季度目标",
        "due": "完成时限列",
        "overall": "总体目标列",
        "annual": "年度目标列",
        "category": "类别列",
        "content": "工作内容列",
    },
    "indicator.column": {
        "number": "序号列",
        "attribute": "属性列：预期性、约束性",
        "category": "类别列",
        "unit": "单位列",
        "average": "年均增速或累计列",
        "goal": "写作“目标”的指标名称列",
        "baseline": "基期值列",
        "target": "目标值列",
        "name": "指标名称列",
        "year": "只写年份的列",
    },
    "indicator.value": {
        "at_least": "不低于：≥",
        "at_most": "不高于：≤",
        "more_than": "超过：>",
        "less_than": "低于：<",
        "about": "左右",
        "rise": "上升的定性目标：稳中有升",
        "hold": "保持的定性目标：保持稳定",
    },
    "indicator.table": {
        "foreign": "表头属于项目表、评分表",
        "money": "标题是投资、资金表",
        "past": "标题是完成情况、回顾",
    },
    "target.number": {
        "percent_words": "汉字百分数：百分之九十九",
        "fraction": "汉字分数：三分之一",
        "half": "半数：一半以上",
        "range": "数值范围：5%—5.5%",
        "arabic": "阿拉伯数字",
        "spelled": "汉字数字：四亿",
    },
    "target.comparator": {
        "at_least": "不低于、不少于某数",
        "at_most": "不高于、不超过某数",
        "more_than": "超过、突破某数",
        "less_than": "低于、少于某数",
        "about": "数字前写“约”",
        "or_more": "数字后写“以上”",
        "or_less": "数字后写“以内”“以下”",
        "or_so": "数字后写“左右”",
        "odd": "数字后写“余”“多”",
    },
    "target.basis": {
        "level_reached": "提高到某数：达到的水平",
        "growth": "增长多少：增速",
        "change": "增减多少：变化量",
        "cumulative": "累计多少",
        "average": "年均多少：年均增速",
    },
    "target.date": {
        "baseline": "基期：较2020年末……",
        "since": "起点：2021年以来",
        "event": "已发生的事：某年某月某日印发",
        "attribute": "作定语的年份：2018年前发证的……",
        "span": "时段：2023—2025年",
        "day": "到某日前",
        "month": "到某月前、某月底前",
        "half": "上半年、下半年",
        "mid_year": "年中前",
        "quarter": "某季度末",
        "to_year": "到某年",
        "year_end": "某年底前",
        "year_before": "某年前（可以有两种理解）",
        "this_year_end": "年底前、年末",
        "whole_year": "年内、全年",
        "plan_part": "规划的初期、中期",
        "plan_period": "某个五年规划期间",
        "mid_century": "到本世纪中叶",
        "after_issue": "自印发之日起多少天、月、年内",
        "after_event": "自某事之日起多少天、月、年内",
        "days": "多少日内",
        "within": "多少年内、多少个月内",
        "years_in_turn": "并列的年份：2025、2026年分别……",
        "bare_year": "单写的年份：力争2025年……",
        "feast": "某节日前",
        "season": "某季节、汛期前",
        "term": "规划期内、期末",
    },
    "target.recurrence": {
        "monthly_act": "每月一办",
        "monthly_held": "每月办几次",
        "monthly_due": "每月底前",
        "monthly_by": "按月、逐月",
        "quarterly_act": "每季度一办",
        "quarterly_held": "每季度办几次",
        "quarterly_due": "每季度底前",
        "quarterly_by": "按季、逐季",
        "yearly_act": "每年一办",
        "yearly_held": "每年办几次",
        "yearly_due": "每年底前",
        "yearly_by": "按年、逐年",
        "other_act": "每半年一类的周期，一次一办",
        "other_held": "每半年一类的周期，办几次",
    },
    "target.not": {
        "quoted_name": "引号里名称中的数字",
        "web_address": "网址里的数字",
        "latin_name": "字母名称里的数字：5G",
        "ordinal": "序数：第18届",
        "number_plate": "编号、周年：3号机组",
        "clause_count": "文件、条款的条数",
        "map_scale": "比例尺：1/5万",
        "grade": "等级：千亿级、5A级",
        "age": "年龄条件",
        "per": "每多少年、每多少人一类的规则",
        "streak": "连续多少个月",
        "baseline_from": "由某数提高到……里的基期数",
        "baseline_than": "比某数增加……里的基期数",
        "groundwork": "在某数的基础上：已有的基础",
        "things_said": "概括的数目：8个方面",
        "made_of": "划分为几个：范围和构成",
        "members": "已有的主体：发挥8家企业的作用",
        "condition": "资格条件：对多少人以上的……",
        "tax_rate": "税率、征收率",
        "share_paid": "按百分之几补助、分担",
        "allowance": "奖补、申报的上限",
        "benefit": "补贴标准、价格",
        "goal_named": "评说目标的话，不是目标本身",
        "indicator_count": "指标的项数",
        "voltage": "电压等级",
        "plant_size": "规格、型号里的数字",
    },
    "target.past": {
        "heading_made": "标题写要营造的环境，不是回顾",
        "heading": "标题是回顾",
        "heading_success": "标题是成就、成效",
        "heading_ahead": "标题是部署，回顾到此为止",
        "over": "近年来……：已过去的时段",
        "done": "已、了：已完成的事",
    },
    "target.state": {
        "rise": "只增不减、稳中有升",
        "hold": "保持稳定",
        "multiply": "翻一番、增长几倍",
        "all": "全覆盖、全部、清零",
        "finish": "按时建成、完成",
        "issue": "按时出台、印发",
        "win": "按时获批、创成",
        "reach": "达到某种水平",
    },
    "target.vague": {
        "degree": "进一步、明显、持续一类的程度",
        "circumstance": "方式、条件，不是结果",
        "process": "推进、开展，没有写明结果",
    },
    "measure.verb": {
        "head": "动词开头的任务句",
        "subject": "某单位要、应、须做什么",
        "dated": "时限开头的任务句",
        "frame": "在某方面做什么",
        "anywhere": "句中的任务动词",
    },
    "measure.section": {
        "background": "发展基础一类的章节",
        "past": "工作回顾一类的章节",
        "guiding": "总体要求一类的章节",
        "goals": "主要目标一类的章节",
        "supplement": "附则一类的章节",
    },
    "measure.not": {
        "past": "过去的时段",
        "done": "已完成的事",
        "significance": "说明意义",
        "definition": "解释名词",
        "guiding": "指导思想",
        "formal": "制定缘由、施行日期一类的程式话",
    },
    "project": {
        "verb": "推进某某项目建设",
        "subject": "某地创建、建设某某",
        "each": "几地各建几个",
        "state": "项目投运、通车一类的状态",
        "nominal": "单列的工程名称",
        "list": "项目清单的标题",
    },
    "project.tail": {
        "preparation": "前期工作",
        "start": "开工",
        "completion": "建成、投产",
        "application": "申报、获批",
        "building": "项目建设",
    },
    "duty.label": {
        "person": "责任领导、责任人",
        "time": "完成时限",
        "lead": "牵头单位",
        "charge": "责任单位",
        "support": "配合、参与单位",
        "guide": "指导单位",
    },
    "duty.tail": {
        "lead": "某单位牵头",
        "shared": "按职责分工负责",
        "support": "某单位配合",
        "guide": "某单位指导",
        "charge": "某单位负责",
    },
    "duty.note": {"lead": "单位后注明“牵头”"},
    "duty.order": {"first_leads": "写明列在首位的为牵头单位"},
    "duty.open": {"paragraph": "另起一行的责任单位", "sentence": "接在句后的责任单位"},
    "duty": {"bare": "括号里只列单位"},
}
"""By group and by the last part of the rule's id."""

_COMPARED = {
    "at_least": "不低于",
    "at_most": "不高于",
    "more_than": "超过",
    "less_than": "低于",
    "about": "左右",
    "rise": "上升",
    "hold": "保持",
    "reach": "达到",
}
MEANINGS: dict[str, dict[str, str]] = {
    "structure.number": {"part": "篇", "chapter": "章", "section": "节", "article": "条", "item": "项"},
    "document.level": {"national": "国家", "provincial": "省级", "prefectural": "市级", "county": "县（区）级"},
    "document.place": {"township": "乡镇（街道）", "county": "县（区）级", "provincial": "省级"},
    "task.column": {
        "number": "序号",
        "leaders": "责任领导",
        "support": "配合单位",
        "lead": "牵头单位",
        "units": "责任单位",
        "annual": "年度目标",
        "due": "完成时限",
        "overall": "总体目标",
        "category": "类别",
        "content": "工作内容",
    },
    "indicator.column": {
        "number": "序号",
        "attribute": "属性",
        "category": "类别",
        "unit": "单位",
        "average": "年均或累计",
        "name": "名称",
        "baseline": "基期值",
        "target": "目标值",
        "year": "年份",
    },
    "indicator.value": _COMPARED,
    "indicator.table": {"foreign": "不是指标表", "past": "上一期的完成情况"},
    "target.comparator": _COMPARED,
    "target.basis": {
        "level": "水平值",
        "growth": "增速",
        "growth_average": "年均增速",
        "change": "变化量",
        "cumulative": "累计值",
    },
    "target.date": {
        "none": "不是时限",
        "year": "到该年末",
        "day": "到该日",
        "month": "到该月末",
        "half": "到半年末",
        "quarter": "到该季度末",
        "end": "到所属年度末",
        "unread": "推不出日期，只存原文",
        "plan": "到五年规划期末",
        "century": "到本世纪中叶",
        "within": "从印发之日起算",
        "length": "从某日起算的一段时间",
        "bare": "到该年末（前面没有“到”）",
        "feast": "到节日前一日",
    },
    "target.recurrence": {"monthly": "每月", "quarterly": "每季度", "yearly": "每年"},
    "target.state": _COMPARED,
    "target.vague": {"degree": "只说程度", "circumstance": "只说方式、条件", "process": "只说过程"},
    "measure.section": {
        "background": "背景",
        "past": "回顾",
        "guiding": "总体要求",
        "goals": "目标",
        "supplement": "附则",
    },
    "measure.not": {
        "past": "过去的事",
        "significance": "意义",
        "definition": "名词解释",
        "guiding": "指导思想",
        "formal": "程式话",
    },
    "project.tail": {"前期工作": "前期工作", "开工": "开工", "建成": "建成", "申报": "申报"},
    "duty.label": {
        "nobody": "不是单位",
        "lead": "牵头单位",
        "charge": "责任单位",
        "support": "配合单位",
        "guide": "指导单位",
    },
    "duty.tail": {
        "lead": "牵头单位",
        "shared": "按职责分工的责任单位",
        "support": "配合单位",
        "guide": "指导单位",
        "charge": "责任单位",
    },
    "duty.note": {"lead": "牵头单位"},
    "duty.order": {"first": "首位为牵头单位"},
    "duty.open": {"paragraph": "另起一行", "sentence": "接在句后"},
    "duty": {"bare": "只列单位"},
}
"""What a rule gives, by group."""

SOURCES: dict[str, str] = {
    "Drafting habit of five-year plans: 编, 篇 above 章": "五年规划纲要的行文惯例：章之上设编、篇",
    "Legislation Law (2023), Article 65: 章": "立法法（2023年修正）第六十五条：章",
    "Legislation Law (2023), Article 65: 节": "立法法（2023年修正）第六十五条：节",
    "Legislation Law (2023), Article 65: 条": "立法法（2023年修正）第六十五条：条",
    "Numbering in technical guides and lists of official documents": "技术导则和公文清单的编号写法",
    "GB/T 9704-2012 §7.3.3: first level 一、": "GB/T 9704—2012，7.3.3：第一层用“一、”",
    "GB/T 9704-2012 §7.3.3: second level （一）": "GB/T 9704—2012，7.3.3：第二层用“（一）”",
    "GB/T 9704-2012 §7.3.3: third level 1.": "GB/T 9704—2012，7.3.3：第三层用“1.”",
    "GB/T 9704-2012 §7.3.3: fourth level （1）": "GB/T 9704—2012，7.3.3：第四层用“（1）”",
    "GB/T 9704-2012, GB/T 15834-2011 §4.15: 书名号 around titles of documents; the number follows in brackets": (
        "GB/T 9704—2012、GB/T 15834—2011，4.15：文件名用书名号，文号在其后括注"
    ),
    "A national plan without a printed issuer says who approves it or to whom its course is reported": (
        "没有印发文机关的国家规划，写明由谁批准、向谁报告"
    ),
    "A provincial plan without a printed issuer reports to the province; who gives a work report speaks for it": (
        "没有印发文机关的省级规划，向省委、省政府报告；作工作报告的人代表本级政府"
    ),
    "A city's plan without a printed issuer reports to the city": "没有印发文机关的市级规划，向市委、市政府报告",
    "A county's plan without a printed issuer reports to the county; who gives a work report speaks for it": (
        "没有印发文机关的县级规划，向县委、县政府报告；作工作报告的人代表本级政府"
    ),
    "GB/T 9704-2012 §7.3.2 主送机关: a document goes to the level below its issuer": (
        "GB/T 9704—2012，7.3.2：主送机关，文件发给下一级"
    ),
    "Towns stand below the table of divisions (GB/T 10114): they are known by the kind in their name": (
        "行政区划名录（GB/T 10114）之下的乡镇、街道，凭名称里的通名认定"
    ),
    "A county that the table of divisions does not know (renamed or dissolved) is known by the kind in its name": (
        "名录里没有的县（更名或撤并），凭名称里的通名认定"
    ),
    "A province is known by the kind in its name": "省凭名称里的通名认定",
    "A city that the table does not know: its level is told by whom the document addresses": (
        "名录里没有的市，级别看文件主送给谁"
    ),
    "Planning documents state their scope in a sentence of its own": "规划文件单用一句写明范围",
    "A zone across several places lists them where it is first named": "跨几地的示范区，首次提到时列出所涉各地",
    "Column heads of published responsibility tables (责任分工表, 任务分解表, 工作台账)": (
        "已公开的责任分工表、任务分解表、工作台账的表头"
    ),
    "Column heads of published responsibility tables (责任分工表, 任务分解表, 工作台账)：一栏是一年的一段": (
        "已公开的责任分工表、任务分解表、工作台账的表头：一栏是一年的一段"
    ),
    "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads": (
        "五年规划纲要的主要指标表、专栏及其表头"
    ),
    "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads; some tables call their "
    "indicators goals": "五年规划纲要的主要指标表、专栏及其表头；有的表把指标称作目标",
    "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads; yearly plans set 预计 of the "
    "year that ends beside 计划 of the next": "五年规划纲要的主要指标表、专栏及其表头；年度计划把上年预计和下年计划并列",
    "Civil Code, Article 1259: 以上 includes the number": "民法典第一千二百五十九条：以上包括本数",
    "Civil Code, Article 1259: 以下, 以内 include the number": "民法典第一千二百五十九条：以下、以内包括本数",
    "Civil Code, Article 1259: 超过 excludes the number": "民法典第一千二百五十九条：超过不包括本数",
    "Civil Code, Article 1259: 不满 and the like exclude the number": "民法典第一千二百五十九条：不满一类不包括本数",
    "Official usage of approximate figures": "公文通行用法：约数",
    "Official usage of goals without a figure": "公文通行用法：没有数字的目标",
    "Lists of projects, budgets and scoring sheets: heads that indicator tables do not have": (
        "项目清单、预算表、评分表的表头，指标表里没有"
    ),
    "Lists of money by their caption: their years hold sums to be spent": "标题写明是资金表：各年份下是要花的钱",
    "Reviews at the head of a plan: what the last one reached is no goal of this one": (
        "规划开头的回顾：上一期达到的，不是本期的目标"
    ),
}
"""Sources that the rules tell in English."""

READINGS: dict[str, str] = {
    "structure.part": "编号层级中的一篇",
    "structure.chapter": "编号层级中的一章",
    "structure.section": "编号层级中的一节",
    "structure.article": "编号层级中的一条",
    "structure.item": "编号层级中的一项",
    "structure.box": "专栏",
    "structure.annex": "附件",
    "structure.preamble": "第一个编号之前的引言",
    "structure.paragraph": "没有编号的一段",
    "task.row": "责任分工表的一行",
    "indicator.row": "指标表的一行",
    "target.state.dated": "写明时限的工作结果",
}
"""What records say made them where that is no single rule: the whole of a table row, or of the hierarchy."""


def group_of(rule: Rule) -> str:
    """The group a rule stands in: its id without the last part."""
    return rule.id.rpartition(".")[0] or rule.id


def name(rule: Rule) -> str:
    """A rule's name in Chinese; its group's where the rule has none, its id where that has none either."""
    return name_by_id(rule.id)


def name_by_id(rule_id: str) -> str:
    """What made a record, in Chinese: its rule's name, or that of a way of reading; the id where neither is known."""
    if rule_id in READINGS:
        return READINGS[rule_id]
    group, _, last = rule_id.rpartition(".")
    return NAMES.get(group, {}).get(last) or GROUPS.get(group, rule_id)


def meaning(rule: Rule) -> str:
    """What a match means, in Chinese; "" where the rule's groups say it."""
    return MEANINGS.get(group_of(rule), {}).get(rule.gives, "") if rule.gives else ""


def source(rule: Rule) -> str:
    """The law, standard or usage behind a rule, in Chinese."""
    said = SOURCES.get(rule.source, rule.source)
    return said.replace("“Not targets”一节", "“哪些不是目标”一节").replace("“Not targets”", "“哪些不是目标”")
