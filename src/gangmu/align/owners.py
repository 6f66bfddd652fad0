"""Who would be asked to take up what nobody took up: the units that carry what stands nearest to it, and those whose
matter it names.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

from gangmu.align.fold import fold
from gangmu.align.model import Uncovered
from gangmu.model import Document, Plan
from gangmu.vocab.organs import GROUP_HEADS

MOST_OWNERS = 3
"""More units than this are nobody's recommendation."""
_GROUPS = tuple(GROUP_HEADS)
NEAR_ENOUGH = 0.1
"""Sentences less like than this say nothing about whose matter it is."""
NEAREST, UNDER_HEADING, NAMED = 2.0, 0.25, 2.5
"""What a unit gains: times the score of a near sentence it carries; under the heading the promise would stand, for each
mark; once, where the promise names its matter. A named matter outweighs a near sentence, not two that agree."""
LEADS = 1.5
"""The first unit of a mark or row leads it (列第一的为牵头单位)."""

_BRACKETS = re.compile(r"（[^（）]*）")
"""区工信局（区大数据中心） and 区工信局 are one unit."""

_MATTERS = """
文旅|文广|文化|旅游	文化|文旅|旅游|景区|文物|旧址|遗址|博物馆|纪念馆|非遗|文艺|演艺|广播电视
农业农村	农业|农产品|种植|养殖|畜牧|渔业|农田|粮食|脐橙|蔬菜|茶叶|油茶|农机|村庄|宅基地
乡村振兴	脱贫|返贫|帮扶|易地搬迁|易地扶贫|乡村振兴
交通	公路|铁路|机场|航道|港口|码头|航运|交通|物流园
教育|教体	教育|学校|高校|大学|(?<!科)学院|幼儿园|义务教育|职业院校|教师
体育|教体	体育|赛事|运动|健身
卫健|卫生	医院|医疗|卫生|疾控|中医|健康|养老托育|托位
医保	医保|医疗保险|医疗保障
民政	养老|救助|低保|殡葬|社区服务|儿童福利|慈善
人社|人力资源	就业|创业|社会保险|技能培训|技工|人力资源|工伤|劳动
科技	科技|研发|创新平台|实验室|成果转化|高新技术
工信|工业	工业|制造|园区|产业集群|数字经济|信息化|新材料|电子信息|企业上云|5G
商务	商贸|消费|外贸|外资|对外开放|双向开放|口岸|跨境|电商|电子商务|会展
生态环境	污染|大气|水环境|土壤|排污|生态环境|环境质量|碳达峰|碳中和|碳汇|低碳|降碳
林业	林业|森林|林权|湿地|国家公园|自然保护地|造林|油茶林
自然资源	国土空间|用地|矿山|地质灾害|测绘|不动产|土地|耕地
水利	水利|水库|水土保持|水土流失|防洪|河道|灌区|饮水|供水
住建|住房	住房|危房|城市更新|老旧小区|棚户区|建筑业|燃气|市政
财政	财政|转移支付|专项债|政府债券|奖补|预算
金融	金融|信贷|贷款|上市|保险公司|担保|基金
市场监管	市场监管|产品质量|质量强|质量基础|标准化|知识产权|专利|食品安全|药品
应急	应急|安全生产|防灾|减灾|消防
发改|发展改革	价格|能源|电力|新能源|重大项目|对口支援|对口合作|体制改革|规划编制
退役军人	退役军人|烈士|褒扬|双拥|优抚
党史|史志	党史|史志|史料|红色资源普查
组织部|人才	人才|干部|挂职|基层党组织
宣传部	宣传|精神文明|理论研究|红色基因
统战|工商联	民营经济|民营企业|商会
"""
"""Parts of a unit's name, and the words of its matter: how departments are cut in every province, prefecture and county
(机构设置), whatever they are called in full."""


class Owners:
    """The units of a plan, by the sentences and headings they answer for."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._measures = {measure.id: measure for measure in plan.measures}
        self._tasks = {task.id: task for task in plan.tasks}
        carried = (*(mark.units for mark in plan.responsibilities), *(task.units for task in plan.tasks))
        self._carries = Counter(unit for units in carried for unit in units)

    @classmethod
    def among(cls, plans: Sequence[Plan], document: Document) -> Owners:
        """The owners of the plan of a document; nobody's where it is not among the plans.

        Args:
            plans: the plans compared.
            document: of one of them.
        """
        return cls(next((plan for plan in plans if plan.document == document), Plan(document=document)))

    def recommended(self, uncovered: Uncovered) -> tuple[str, ...]:
        """Units that carry the nearest measures or whose matter the promise names, the likeliest first.

        Args:
            uncovered: a promise that the plan does not take up.
        """
        weights: dict[str, float] = defaultdict(float)
        for near in uncovered.nearest:
            if near.score >= NEAR_ENOUGH:
                for unit, share in self._of_sentence(near.key):
                    weights[unit] += NEAREST * near.score * share
        if uncovered.home:
            for unit in self._under(uncovered.home):
                weights[unit] += UNDER_HEADING
        text = fold("".join(uncovered.side.text.split()))
        for unit in self._carries:
            weights[unit] += NAMED * _named(unit, text)
        single = (unit for unit, weight in weights.items() if weight > 0 and not unit.startswith(_GROUPS))
        # Of two that weigh the same the one with more duties: a name printed once may be a slip for another.
        ranked = sorted(single, key=lambda unit: (-weights[unit], -self._carries[unit]))
        by_name: dict[str, str] = {}
        for unit in ranked:
            by_name.setdefault(_BRACKETS.sub("", fold(unit)), unit)
        return tuple(islice(by_name.values(), MOST_OWNERS))

    def _of_sentence(self, key: str) -> Iterator[tuple[str, float]]:
        """Units of a row, or of the duty mark that covers a measure; the one that leads weighs more."""
        if (task := self._tasks.get(key)) is not None:
            yield from _weighed(task.units)
        elif (measure := self._measures.get(key)) is not None:
            for mark in self._plan.responsibilities:
                if mark.span[0] <= measure.span[0] < mark.span[1]:
                    yield from _weighed(mark.units)

    def _under(self, home: str) -> Iterator[str]:
        """Units of all marks of a provision, or of all rows of a table's section."""
        for mark in self._plan.responsibilities:
            if mark.provision == home:
                yield from mark.units
        for task in self._plan.tasks:
            if f"{task.annex}/{task.section or ''}" == home:
                yield from task.units


def _weighed(units: tuple[str, ...]) -> Iterator[tuple[str, float]]:
    return ((unit, LEADS if i == 0 else 1.0) for i, unit in enumerate(units))


@cache
def _matters() -> tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]:
    rows = (line.split("\t") for line in _MATTERS.strip().splitlines())
    return tuple((re.compile(name), re.compile(words)) for name, words in rows)


def _named(unit: str, text: str) -> float:
    """How much of a promise is a unit's matter: 1 for its first words, a little more for each further."""
    words = {word for name, pattern in _matters() if name.search(unit) for word in pattern.findall(text)}
    return 1 + 0.2 * (len(words) - 1) if words else 0.0
