"""Rules for indicator tables: what a column's head says it holds, and the words that bound a value."""

from __future__ import annotations

from gangmu.extract.rules import Rule, RuleSet

_USAGE = "Indicator tables of five-year plan outlines (主要指标, 专栏) and their column heads"

COLUMNS = RuleSet(
    (
        Rule("indicator.column.number", r"^(?:序号|编号|序)$", "序编", _USAGE, "序号", "序号指标", "number"),
        Rule("indicator.column.attribute", r"属性|性质|指标类型", "属性类", _USAGE, "属性", "类别", "attribute"),
        Rule(
            "indicator.column.category",
            r"^(?:类别|类型|领域|分类|维度|板块|方面|学段|一级指标|(?:指标|目标)(?:类别|领域)|目标层?)$",
            "类领分维板方学一指目",
            _USAGE,
            "类别",
            "指标",
            "category",
        ),
        Rule("indicator.column.unit", r"^(?:计量)?单位$", "单", _USAGE, "单位", "责任单位", "unit"),
        Rule(
            "indicator.column.average",
            r"年均|累计|五年|增[长加幅速减]|\d{4}年比",
            "年累五增比",
            _USAGE,
            "年均增速〔累计〕",
            "2025年",
            "average",
        ),
        Rule(
            "indicator.column.goal",
            r"^(?:主要|具体|发展|总体|规划)目标(?:名称|内容|任务)?$|^目标(?:名称|内容|任务|指标)$",
            "主具发总规目",
            f"{_USAGE}; some tables call their indicators goals",
            "主要目标",
            "规划目标值",
            "name",
        ),
        Rule(
            "indicator.column.baseline",
            r"基期|现状|基准|基数|实际|实绩|预计|完成(?:值|数|情况)?$|初值",
            "基现实预完初",
            f"{_USAGE}; yearly plans set 预计 of the year that ends beside 计划 of the next",
            "2021年基期值",
            "2025年目标值",
            "baseline",
        ),
        Rule(
            "indicator.column.target",
            r"目标|规划值|预期|计划",
            "目规预计",
            _USAGE,
            "2025年目标值",
            "2021年现状值",
            "target",
        ),
        Rule("indicator.column.name", r"指标(?!值)", "指", _USAGE, "指标名称", "2030年指标值", "name"),
        Rule(
            "indicator.column.year",
            r"^(?:19|20)\d{2}年?[底末]?(?:指标值|水平|达到)?(?:[（(].*[）)])?$",
            "年0123456789",
            _USAGE,
            "2025年",
            "年均增速",
            "year",
        ),
    )
)

VALUE_RULES = RuleSet(
    (
        Rule(
            "indicator.value.at_least",
            r"[≥≧＞=]=|≥|≧|不低于|不少于|至少|以上",
            "≥≧＞=不至以",
            "Civil Code, Article 1259: 以上 includes the number",
            "≥90",
            "＞90",
            "at_least",
        ),
        Rule(
            "indicator.value.at_most",
            r"≤|≦|不高于|不超过|以内|以下|控制在",
            "≤≦不以控",
            "Civil Code, Article 1259: 以下, 以内 include the number",
            "≤5.5",
            "<5.5",
            "at_most",
        ),
        Rule(
            "indicator.value.more_than",
            r"[>＞〉]|超过|大于|高于|突破",
            ">＞〉超大高突",
            "Civil Code, Article 1259: 超过 excludes the number",
            ">95",
            "≥95",
            "more_than",
        ),
        Rule(
            "indicator.value.less_than",
            r"[<＜〈]|低于|小于",
            "<＜〈低小",
            "Civil Code, Article 1259: 不满 and the like exclude the number",
            "<5",
            "≤5",
            "less_than",
        ),
        Rule(
            "indicator.value.about",
            r"左右|约|上下|近\d",
            "左约上近",
            "Official usage of approximate figures",
            "52左右",
            "52",
            "about",
        ),
        Rule(
            "indicator.value.rise",
            r"稳中有升|稳步(?:提高|提升|增长|上升)|持续(?:提高|提升|增长|上升)|量稳质升|逐步(?:提高|提升)|有所(?:提高|提升)|稳中提质|进一步(?:提高|提升)|[一-鿿]*(?:提高|提升|增长|上升)$",
            "稳持量逐有进提增上",
            "Official usage of goals without a figure",
            "稳中有升",
            "保持稳定",
            "rise",
        ),
        Rule(
            "indicator.value.hold",
            r"保持(?:稳定|不变|基本稳定|平稳)|稳定$|基本稳定|不降低|只增不减|不下降|不减少|维持",
            "保稳基不只维",
            "Official usage of goals without a figure",
            "保持稳定",
            "稳中有升",
            "hold",
        ),
    )
)

FOREIGN_HEAD = RuleSet(
    (
        Rule(
            "indicator.table.foreign",
            r"投资|资金|金额|预算|造价|经费|分值|权重|得分|评分|扣分|计分|项目名称|建设(?:内容|地点|规模|性质|年限)|评价标准|考核办法|申报条件|补[助贴]|奖补|工资|单价|收费|时限|期限",
            "投资金预造经分权得评扣计项建考申补时期奖工单收",
            "Lists of projects, budgets and scoring sheets: heads that indicator tables do not have",
            "项目名称、总投资",
            "指标、2025年",
            "foreign",
        ),
    )
)

FOREIGN_CAPTION = RuleSet(
    (
        Rule(
            "indicator.table.money",
            r"(?:投资|资金|经费)(?:估算|匡算|测算|概算|安排|筹措|来源|需求|计划)",
            "投资金经费",
            "Lists of money by their caption: their years hold sums to be spent",
            "规划投资估算汇总表",
            "招商引资和投资环境主要指标",
            "foreign",
        ),
    )
)

PAST_CAPTION = RuleSet(
    (
        Rule(
            "indicator.table.past",
            r"(?:完成|实现|执行|达成|进展|发展|变化|对比)(?:情况|状况)(?:一览|统计)?表?$|统计表$|主要成就|历年",
            "情状统主历",
            "Reviews at the head of a plan: what the last one reached is no goal of this one",
            "“十三五”主要指标完成情况",
            "“十四五”主要指标",
            "past",
        ),
    )
)
