"""The clause forms of project boxes, as rules."""

from __future__ import annotations

import re

from gangmu.extract.rules import Rule, RuleSet
from gangmu.model.plan import Stage
from gangmu.vocab.alternatives import alternatives
from gangmu.vocab.project_words import HEAD_NOUNS, NAMED_ACTS, PROJECT_VERBS

_USAGE = "规划专栏、重大项目清单的通行写法"
_PROCEDURE = "政府投资条例（国务院令第712号）及基本建设程序"


_STAGES = {verb.word: verb.stage for verb in PROJECT_VERBS}
_VERB = alternatives(_STAGES)
_ADVERB = (
    "加快|大力|积极|重点|扎实|稳步|有序|深入|全面|统筹|"
    "继续|持续|高质量|高标准|高水平|加紧|抓紧|早日|尽早|适时|逐步|稳妥|同步|科学|新增|尽快"
)
_INNER = "创建|申报创建|申报|争创|申请|建设|新建|共建|打造|设立|开展|实施"
_DONE = alternatives(verb.word for verb in PROJECT_VERBS if verb.stage == "completion")
_MANY = r"(?:[0-9]+|[一二两三四五六七八九十]+)(?:个|所|座|家|处|条|项|批)"

VERB_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.verb",
        pattern=rf"^(?:{_ADVERB})*(?P<verb>(?:联合|会同|携手)[^、，；]{{2,16}}?(?:共建|建设)|(?:{_VERB})(?:、?(?:{_ADVERB})*(?:{_VERB}))*)(?![、路街])(?!工程|项目|行动|计划)(?=.{{3}})",
        triggers="".join(sorted({word[0] for word in _STAGES} | set(_ADVERB.replace("|", "")))),
        source=_USAGE,
        example="积极推进甲、乙等通用机场建设",
        counter="甲高铁、乙铁路等项目前期工作",
    ),
)
SUBJECT_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.subject",
        pattern=rf"^(?P<who>[^，。；]{{2,60}}?(?<![、和与及]))(?P<verb>(?:支持|参与|合作|联合)?(?:{_INNER}))(?!工程|项目|等)(?P<what>.{{4,}})$",
        triggers="".join(sorted({word[0] for word in _INNER.split("|")} | set("支参合联"))),
        source=_USAGE,
        example="甲县、乙县创建国家级示范县",
        counter="甲县城乡环境综合整治工程",
    ),
)
EACH_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.each",
        pattern=rf"^(?P<who>.{{2,60}}?)(?:各|分别)(?P<verb>新建|建设|建成|改扩建|改造){_MANY}(?P<what>.{{3,}})$",
        triggers="各分",
        source=_USAGE,
        example="甲县、乙县各新建1所特殊教育学校",
        counter="各县建强一所高中",
    ),
)
STATE_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.state",
        pattern=rf"^(?P<what>[^，。；、]{{3,40}}?)(?:正式|全面|全线|基本|如期|运营)*(?P<verb>{_DONE})$",
        triggers="".join(sorted({word[0] for word in _DONE.split("|")})),
        source=_PROCEDURE,
        example="甲机场正式运营通航",
        counter="甲机场三期改扩建项目",
    ),
)
TAIL_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.tail.preparation",
        pattern=r"的?(?:项目)?(?:前期(?:研究)?(?:论证)?(?:工作)?|规划研究|研究论证|前期研究)$",
        triggers="前规研",
        source=_PROCEDURE,
        example="甲水库、乙水库前期工作",
        counter="甲水库、乙水库建设",
        gives="前期工作",
    ),
    Rule(
        id="project.tail.start",
        pattern=r"(?:项目)?(?:早日|尽快|如期)?开工(?:建设)?$",
        triggers="开",
        source=_PROCEDURE,
        example="甲高速公路尽快开工建设",
        counter="甲高速公路建设",
        gives="开工",
    ),
    Rule(
        id="project.tail.completion",
        pattern=r"(?:全面|如期|尽快)?(?:建成)?(?:投产|投用|投运|通车|通航|竣工|达产)$",
        triggers="投通竣达",
        source=_PROCEDURE,
        example="甲发电厂二期投产",
        counter="甲发电厂二期建设",
        gives="建成",
    ),
    Rule(
        id="project.tail.application",
        pattern=r"(?:的?申报(?:创建)?(?:工作)?|获批)$",
        triggers="申获",
        source="试点示范、平台称号的申报与创建程序",
        example="甲开发区等扩区调区获批",
        counter="甲开发区建设",
        gives="申报",
    ),
    Rule(
        id="project.tail.building",
        pattern=r"(?:的?(?:项目)?(?:平台)?(?<!能力)(?:建设|运营|办学|落地)(?:项目)?(?:工作)?)$",
        triggers="建运办落",
        source=_USAGE,
        example="甲园区、乙园区等项目建设",
        counter="甲园区前期工作",
    ),
)
LIST_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.list",
        pattern=r"(?:项目|工程)(?:清单|名单|名录|一览|列表|汇总|库|安排表|计划表|表)",
        triggers="项工",
        source=_USAGE,
        example="重大项目清单",
        counter="重点任务分工表",
    ),
)
NOMINAL_RULES: tuple[Rule, ...] = (
    Rule(
        id="project.nominal",
        pattern=rf"^[^，。；]{{2,}}(?:{alternatives(noun.word for noun in (*HEAD_NOUNS, *NAMED_ACTS))})(?:项目)?(?:[（(][^）)]*[）)])?$",
        triggers="",
        source=_USAGE,
        example="甲县污水处理厂提标改造工程",
        counter="各地要高度重视",
    ),
)
RULES = (*VERB_RULES, *SUBJECT_RULES, *EACH_RULES, *STATE_RULES, *TAIL_RULES, *NOMINAL_RULES, *LIST_RULES)
"""Every rule by which projects are read."""

VERB, SUBJECT, EACH = RuleSet(VERB_RULES), RuleSet(SUBJECT_RULES), RuleSet(EACH_RULES)
STATE, TAILS, LISTS = RuleSet(STATE_RULES), RuleSet(TAIL_RULES), RuleSet(LIST_RULES)
NOMINAL = RuleSet(NOMINAL_RULES)

_ORDER: tuple[Stage, ...] = ("preparation", "application", "start", "completion", "construction")
_WORDS = re.compile(_VERB)


def stage_of(action: str) -> Stage | None:
    """The stage a governing verb or a chain of verbs speaks of (`力争开工建设` → start); None where it is open."""
    stages = {_STAGES[word] for word in _WORDS.findall(action)}
    return next((stage for stage in _ORDER if stage in stages), None)
