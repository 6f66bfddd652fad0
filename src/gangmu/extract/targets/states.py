"""States: goals without a figure that can still be checked, by a date or by their wording.

`QUALITY` rows are strong enough to stand without a date (稳中有升, 全覆盖, 清零); `DONE` rows need one; `VAGUE` rows say what
nobody can check (进一步提升) and keep a clause out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from gangmu.extract.rules import Rule, Trace
from gangmu.extract.targets.model import Clause
from gangmu.extract.targets.phrases import names_an_indicator
from gangmu.extract.targets.table import Table
from gangmu.model.plan import Comparator

_CONTRACT = "计划JSON约定“targets”：有期限而无数字、可核查的状态"
_INDICATOR = "规划指标表的定性目标值"
_VAGUENESS = "计划JSON约定“targets”：进一步、明显、持续提升一类可以不列"
_ACTS = "规划、方案、责任分工表的通行用法"

QUALITY_RULES: tuple[Rule, ...] = (
    Rule(
        "target.state.rise",
        r"稳中有(?:升|增)|只增不减|量稳质升|只升不降|(?:比重|占比|份额|比例|率)(?:稳步|逐年|持续)(?:提高|提升|上升)",
        "升增减",
        _INDICATOR,
        "财政科技投入只增不减",
        "财政科技投入只减不增",
        "rise",
    ),
    Rule(
        "target.state.hold",
        r"(?:率|比重|占比|比例|份额|面积|产量|总量|水平|数量|增速|价格|规模|人口)(?:总体|基本|继续)?(?:保持|维持)?(?:在?合理区间|基本稳定|总体稳定|稳定|不变|不减少|不下降)$|"
        r"增长(?:与|和)[^，。；]{2,12}(?:基本)?同步$",
        "稳不合同",
        _INDICATOR,
        "制造业比重保持基本稳定",
        "制造业比重较为理想",
        "hold",
    ),
    Rule(
        "target.state.multiply",
        r"翻(?:一|两|三|1|2)?番|(?<!工业)(?:实现|较[^，。；]{2,10})?倍增(?!行动|计划|工程|升级)|翻(?:一|1)倍",
        "番倍",
        "现代汉语词典（第7版）“翻番”：数量加倍",
        "外贸总值力争翻一番",
        "实施收入倍增计划",
        "reach",
    ),
    Rule(
        "target.state.all",
        r"(?<!健)全(?:面)?覆盖(?!的)|应[编保收治养尽改检办帮兑救享还]尽[编保收治养尽改检办帮兑救享还]|(?:动态|全部|提前)?清零|归零|全面达标|全部(?:达标|达到|完成|建成|脱贫|关停|到位|解决|消除|销号)|"
        r"(?:保持|位居|稳居|进入|跻身|迈入)[^，。；]{1,14}(?:前列|行列|第一方阵)",
        "覆尽零标部列阵",
        _INDICATOR,
        "养老服务实现城乡全覆盖",
        "服务覆盖城乡居民",
        "reach",
    ),
)

VAGUE_RULES: tuple[Rule, ...] = (
    Rule(
        "target.vague.degree",
        r"进一步|(?:明显|显著|大幅度?|有效|全面|整体|切实|逐步|稳步|持续|不断|日益)(?:提升|提高|增强|改善|优化|加强|深化|增长|增加|扩大|拓展|巩固|加快|完善|普及|发展|下降|降低|减少|"
        r"缩小|进展|成效|推进|改观|好转)|(?:成效|效果|进展|作用)(?:明显|显著|良好|突出)|良好开局|新?篇章|更大贡献|更加|不断|日益|有所|逐步|较[大快](?:提升|提高|增长|发展|改善|进展)|加快(?!建成)|着力|"
        r"趋于|更好地?|充分(?:发挥|激发|释放|呈现)|(?:新|明显|重大|积极|实质性|阶段性|决定性)(?:成效|进展|突破|成果)",
        "进明显大有全整切逐稳持不日成效进作更较加着趋充新重积实阶决良篇",
        _VAGUENESS,
        "农机使用效率进一步提升",
        "农机品类基本齐全",
        "degree",
    ),
    Rule(
        "target.vague.circumstance",
        r"^(?:必须|要|应当?|须|需要?)?(?:除|能够|有条件|适当|主要(?=[以是依靠])|坚持|围绕|贯彻|牢牢|紧紧|以|按|根据|依托|通过|针对|聚焦|为了?(?!民)|由|在|从|对标|结合|"
        r"适应|面向|立足|把|将|使|让|与|而|这|我们|各地|是|也|要求|综合|全力以赴|确保(?:圆满|完成全年|实现)|支持|鼓励|引导)",
        "",
        f"{_VAGUENESS}；方式、条件不是结果",
        "按照动态管理原则",
        "建立动态管理台账",
        "circumstance",
    ),
    Rule(
        "target.vague.process",
        r"^(?:必须|要|应当?|须|需要?)?(?:继续|全面|深度|创造性|完整准确全面|坚决|认真|牢固|主动|积极|系统)*"
        r"(?:加强|推进|加快|加速|深化|强化|着力|落实|狠抓|紧抓|统筹|大力|继续|深入|促进|优化|完善|健全|贯彻|融入|增强|提升|扩大|激发|释放|巩固|维护|"
        r"防范|稳定|发挥|壮大|培育(?!一批|[0-9])|做优|做强|做大|"
        r"推动(?![^，。；]{1,24}(?:投产|通车|开工|建成|达标|复通|达峰|落地|清零|获批))|抓好|抓实|充分|切实|有序|扎实|协调|保持|严格|重点|突出|努力|并?争取(?:更多|支持|一批|上级))",
        "",
        f"{_VAGUENESS}；没有写明结果的工作",
        "推进园区建设",
        "建成园区1处",
        "process",
    ),
)

DONE_RULES: tuple[Rule, ...] = (
    Rule(
        "target.state.finish",
        r"完成|建成|建好|建强|竣工|完工|封顶|合龙|投产|投运|投用|投入(?:使用|运营|运行)|通车|通航|通水|通电|开通|交付|验收|销号|办结|(?:办理|处理|处置)完[毕结]|审结|答复|回复|反馈|兑[付现]|达产|运营|贯通|建立|建设|组建|成立|设立|"
        r"形成|构建|搭建|打造|实施|启动|开工|动工|挂牌|上线",
        "完建竣封合投通开交验销办处审答回反兑达运贯立组成设形构搭打实启动挂上",
        _ACTS,
        "8月底前建成作业中心",
        "作业中心的工作",
        "reach",
    ),
    Rule(
        "target.state.issue",
        r"出台|印发|发布|公布|制定|制订|修订|编制|明确|提出|提交|报送|申报|申请|签订|签署|梳理|摸清|录入|核查|核定|普查|调查|做好|开展|组织|举办|召开|落实|推出|指导|评选|"
        r"遴选|认定|备案|登记|上报|通过|确定|划定|纳入",
        "出印发公制修编明提报申签梳摸录核普调做开组举召落推指评遴认备登上通确划纳",
        _ACTS,
        "12月底前出台实施方案",
        "12月底前的实施方案",
        "reach",
    ),
    Rule(
        "target.state.win",
        r"获批|获评|创建|创成|争创|入选|认定为|列入|建设成为|成为|跻身|荣获|授牌",
        "获创入认列成跻荣授",
        _ACTS,
        "年内获批低碳试点",
        "年内的低碳试点",
        "reach",
    ),
    Rule(
        "target.state.reach",
        r"达到|达标|实现|基本|全面|全部|到位|齐全|具备|满足|普及|覆盖|消除|解决|取消|关停|退出|淘汰|根除|遏制|得到[^，。；]{0,6}(?:管控|控制|保障|治理|解决|整治|保护|恢复|管理|就业|安置|落实|满足|救助)|进入|迈入|"
        r"最小|最优|一流|领先|转变|转型|配备|配齐|建有|拥有|关闭|拆除|搬迁|整治|治理|修复|恢复|改造|开放|引进|培育|推广|协同|前列|现代化|水平",
        "达实基全到齐具满普覆消解取关退淘根遏得进迈最一领转配建拥拆搬整治修恢改开引培推协前现水",
        _ACTS,
        "到2025年，产品质量达到国际先进水平",
        "到2025年的产品质量",
        "reach",
    ),
)

QUALITY = Table(QUALITY_RULES)
VAGUE = Table(VAGUE_RULES)
DONE = Table(DONE_RULES)

_NO_STATE = re.compile(
    r"^(?:对于?|凡是?|针对)[^，。；]*(?:申请|企业|单位|机构|项目|事项|问题|诉求|人员|家庭|群众|对象|学校)$|"
    r"(?:期限|规划期|基准年|基期|展望期|近期|远期|开局之年|收官之年|起步之?年|一年|关键期)|^(?:是|为)|^[^，。；]{0,12}(?:要求|思路|方针|原则|基调|主题|主线|着力点|出发点)(?:就)?[是为]|(?:如下|(?:预期|主要|总体|具体|奋斗|工作)目标[是为]?|任务是|要求是|工作是)$"
)
_SETTLED = re.compile(
    r"(?:全面|基本|高标准|高质量|成功|力争|争取|确保|计划)*(?:完成|建成|建立|打造|出台|制定|创建|开工|启动|组建|成立|申报|获批|编制|印发|搭建|新建)"
)
_PRECISE = re.compile(r"[月季半底末前日内]|全年")
_LEAST = 4
_MILESTONE = re.compile(
    r"(?:全部|全面|正式|如期)?(?:开工|动工|竣工|完工|封顶|合龙|投产|达产|投用|投运|运营|通车|通航|通水|通电|贯通|交付|验收|挂牌|上线|印发|出台|启动)"
)
"""Steps of a work that a clause may consist of alone (6月底前完成招标，三季度末前开工)."""


_ALL_OF_THEM = re.compile(
    r"(?:绝?大部分|绝?大多数|多数|全部|全都|均|都|普遍|基本)(?:都|能|能够|可|要)?(?:得到|实现|达到|完成|建成|纳入|享有|享受|参加|配备|具备|用上|住上)"
    r"[^0-9０-９]{0,12}"
)
"""A predicate that its subject's comma parts from it: …的劳动力，大部分得到就业; 全部建成公园2座 is a clause of its own."""
_SUBJECT_ONLY = re.compile(
    r"(?:[^，。；]{0,4}[0-9０-９]{4}年[底末前]{0,2}[，,]?)?[^0-9０-９]{0,30}[一-鿿]的[一-鿿]{2,10}"
)
_PROMISED = re.compile(r"(?:全部|一律|予以)?(?:办结|(?:办理|处理|处置)完[毕结]|审结|答复|回复|反馈|兑[付现])(?:到位)?")
_MATTER = re.compile(r"(?:\A|[，；：,;:])(?:对于?|凡是?|针对)(?P<matter>[^，；：。,;:]{2,40})[，,]\Z")
_DUTY = re.compile(r"(?:必须|须|应当|应|要|均|都)+\Z")
_EVENT = ("后", "起", "时", "之日")


def with_predicates(text: str, parts: list[Clause]) -> list[Clause]:
    """Clauses, where a subject that only a comma parts from its predicate has joined it.

    Args:
        text: clean text.
        parts: the clauses of a sentence.

    Returns:
        The clauses; 到2035年，需要帮扶的家庭，全部得到救助 is two of them no more.
    """
    made: list[Clause] = []
    for clause in parts:
        before = made[-1] if made else None
        if (
            before is not None
            and _ALL_OF_THEM.fullmatch(text, clause.start, clause.end)
            and _SUBJECT_ONLY.fullmatch(text, before.start, before.end)
            and not DONE.has(text, before.start, before.end)
        ):
            made[-1] = Clause(before.start, clause.end)
        else:
            made.append(clause)
    return made


def promised(words: str, lead: str, before: str) -> str:
    """The matter that an office promises to have dealt with so many days after it came up; "" where it is no promise.

    企业诉求15日内办结 and 对涉企申请，15日内办结 are promises; 收到申请后5日内完成备案 is a rule of procedure.

    Args:
        words: the clause after its date (办结).
        lead: what stands before the date in it.
        before: the sentence up to the clause.

    Source:
        优化营商环境条例（国务院令第722号）：限时办结.
    """
    if _PROMISED.fullmatch(words) is None:
        return ""
    named = _MATTER.search(before)
    matter = lead or (named["matter"] if named is not None else "")
    return "" if matter.endswith(_EVENT) else _DUTY.sub("", matter)


@dataclass(frozen=True, slots=True)
class State:
    """What a clause says without a figure: which rule found it, what it compares, how sure that is."""

    rule: str
    comparator: Comparator
    confidence: float


def state(text: str, start: int, clause: Clause, *, led: bool, in_table: bool, trace: Trace | None) -> State | None:
    """The state a clause commits to.

    Args:
        text: clean text.
        start: where the clause's own words begin, after its date and words of intent.
        clause: the clause.
        led: whether its subject stands before the date.
        in_table: whether it is a goal of a responsibility table.
        trace: what to tell which rules fired.

    Returns:
        The state, or None where the clause is vague, a circumstance, or no commitment.
    """
    short = clause.end - start < _LEAST and not led
    if (short and not _MILESTONE.fullmatch(text, start, clause.end)) or _NO_STATE.search(text[start : clause.end]):
        return None
    dated = clause.own is not None
    strong = next(QUALITY.scan(text, start, clause.end, trace), None)
    if strong is not None:
        return State(strong.rule.id, cast(Comparator, strong.rule.gives), 0.8)
    if clause.when is None or _vague(text[start : clause.end], dated and in_table, trace):
        return None
    done = next(DONE.scan(text, start, clause.end, trace), None)
    if done is None:
        due = dated and clause.when.deadline is not None and (in_table or _PRECISE.search(clause.when.text) is not None)
        return (
            State("target.state.dated", "reach", 0.6)
            if due and not names_an_indicator(text[start : clause.end])
            else None
        )
    return State(done.rule.id, cast(Comparator, done.rule.gives), 0.85 if dated else 0.7)


def _vague(body: str, due: bool, trace: Trace | None) -> bool:
    """Whether nobody can check a clause; work that a table gives a date of its own is due all the same."""
    kinds = {found.rule.gives for found in VAGUE.scan(body, 0, len(body), trace)}
    if "circumstance" in kinds:
        return True
    settled = _SETTLED.match(body) is not None
    return ("degree" in kinds and not settled) or ("process" in kinds and not due)
