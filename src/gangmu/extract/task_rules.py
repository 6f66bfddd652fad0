"""Column heads of responsibility tables (责任分工表, 任务分解表, 工作台账), as rules."""

from __future__ import annotations

from gangmu.extract.rules import Rule, RuleSet

_USAGE = "Column heads of published responsibility tables (责任分工表, 任务分解表, 工作台账)"
_ONE_YEAR = r"(?<![—－–\-~～至到\d])\d{4}年(?!度?[—－–\-~～至到])"
"""A year that is no end of a stretch: a goal of 2025, not one for 2023—2025年."""
_GOAL = r"(?:目标|计划|进度|要求|安排|打算)"

COLUMNS = RuleSet(
    (
        Rule("task.column.number", r"^(?:序号|编号|序|项次|No\.?)$", "序编项N", _USAGE, "序号", "序号及说明", "number"),
        Rule(
            "task.column.leader",
            r"(?:责任|牵头|分管|包抓|挂点|挂钩|市级|县级|区级)领导|领导责任|^(?:负责|责任|牵头)人$|领导$",
            "领人",
            _USAGE,
            "责任领导",
            "领导小组职责",
            "leaders",
        ),
        Rule(
            "task.column.support",
            r"(?:配合|协办|协同|协助|参与|参加|支持)(?:责任)?(?:单位|部门)|(?:单位|部门)[（(](?:配合|协办)",
            "配协参支",
            _USAGE,
            "配合单位",
            "主办单位",
            "support",
        ),
        Rule(
            "task.column.lead",
            r"(?:牵头|主办|主责|主要责任|第一责任|主管)(?:责任)?(?:单位|部门)",
            "牵主第",
            _USAGE,
            "牵头单位",
            "配合单位",
            "lead",
        ),
        Rule(
            "task.column.units",
            r"(?:责任|承办|实施|落实|完成|负责|指导|工作)?(?:单位|部门)(?:[（(].*[）)])?$|责任主体",
            "单部责",
            _USAGE,
            "责任单位",
            "单位名称变更情况",
            "units",
        ),
        Rule(
            "task.column.part_of_year",
            rf"(?:上半年|下半年|[前第]?[一二三四1-4]季度|(?:1[0-2]|[1-9])月(?:底|末)前?)(?:(?:工作|主要|重点|推进)*(?:{_GOAL}|任务|工作|节点)+)?(?:[（(][^）)]*[）)])?$",
            "半季月",
            f"{_USAGE}：一栏是一年的一段",
            "2026年三季度目标",
            "上半年完成情况",
            "annual",
        ),
        Rule(
            "task.column.due",
            r"(?:完成)?(?:时限|时间|期限)(?:要求|节点|安排)?$|进度安排|起止年限",
            "时期进起",
            _USAGE,
            "完成时限",
            "建设工期说明",
            "due",
        ),
        Rule(
            "task.column.overall",
            rf"总体(?:目标|要求)|总目标|^目标$|(?:五年|中长期|中期|长期|远期)目标|"
            rf"^(?!.*{_ONE_YEAR}).*(?:目标要求|预期目标|工作目标|(?:考核|量化|绩效)(?:指标|目标)$)",
            "目总考量绩",
            _USAGE,
            "总体目标要求",
            "2022年任务目标",
            "overall",
        ),
        Rule(
            "task.column.annual",
            rf"^(?!.*(?:情况|进展|实际|实绩|现状|完成值)$).*?(?:(?P<year>\d{{4}})年(?:度)?.*(?:目标|任务|计划|工作|进度|要求|打算)|"
            rf"年度(?:目标|任务|计划)|阶段(?:性)?(?:目标|任务)|近期(?:目标|任务)|全年{_GOAL}$|{_GOAL}(?:\d{{4}}年度?|全年)$|^\d{{4}}年度?$)",
            "年阶近",
            _USAGE,
            "2023年度工作任务",
            "2023年度任务完成情况",
            "annual",
        ),
        Rule(
            "task.column.category",
            r"^(?:(?:所属|重点|工作|任务|项目|目标)?(?:类别|分类|类型|大类|领域|板块|方面)|类)(?:名称)?$",
            "类领板方",
            _USAGE,
            "任务类别",
            "分类推进措施",
            "category",
        ),
        Rule(
            "task.column.content",
            r"内容|(?:重点|主要|具体|工作|行动|改革|目标)?(?:任务|举措|措施|事项|工作|项目|计划)(?:名称)?$|实事$",
            "内任举措事工项计实",
            _USAGE,
            "行动计划内容",
            "任务分工",
            "content",
        ),
    )
)
