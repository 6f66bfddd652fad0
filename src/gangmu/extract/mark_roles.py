"""Inside a duty mark: who leads, who answers for it, who helps.

Two ways of writing are known: labels (`牵头单位：甲；配合单位：乙`) and closing words (`甲牵头，乙、丙配合`,
`甲、乙按职责分工负责`). Both are tables of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, get_args

from gangmu.extract.brackets import split_outside
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.unit_lists import looks_like_unit, unit_names

Role = Literal["lead", "charge", "shared", "support", "guide", "nobody"]

_PRACTICE = "各级政府任务分工方案的标注方式"
_STATE_COUNCIL = "国务院及国务院办公厅文件的逐条分工标注"
_DRAFTING = "立法技术规范（试行）（一），法工委发〔2009〕62号：会同"
_KINDS = r"(?:单位|部门|机构|科室|处室|主体|地区)"
_NOTE = r"(?:[（(][^（）()]*[）)])?"
_FRESH = r"(?:(?<!\w)|(?<=[部委局办厅会院府司镇乡处室站所署]))"
"""A label begins after a mark or, where the space between is lost, after a unit."""
_WHOSE = r"(?:(?:国家|中央|[省市州区县旗镇乡]{1,2}|地方)(?:级|直|本级)?|第一|其[他它]|主要|具体|共同|相关|有关)?"
"""Of which level, or which among several (`市直责任单位：`, `其他责任单位：`)."""
_COLON = r"\s*[:：∶︰﹕]"
_BY_OFFICE = r"(?:(?:按照?|根据|依照?|依据)(?:各自)?(?:的)?(?:职责|职能|职权)(?:和?分工|范围|权限)?)?"
"""Each within its office: `按职责分工配合` is help all the same."""

LABEL_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.label.person",
        pattern=rf"{_FRESH}(?:责任|牵头|分管|包联|挂点|联系|督导|包保|负责|主管)(?:[省市区县]级?)?(?:领导|人|同志){_NOTE}{_COLON}",
        triggers="领人同",
        source=_PRACTICE,
        example="责任领导：某某；责任单位：区甲局",
        counter="责任单位：区甲局",
        gives="nobody",
    ),
    Rule(
        id="duty.label.time",
        pattern=rf"{_FRESH}(?:完成|办理|责任|推进|落实|实施)?(?:时限|时间|期限|时间节点|进度)(?:要求|安排)?{_NOTE}{_COLON}",
        triggers="时期进",
        source=_PRACTICE,
        example="责任单位：区甲局；完成时限：12月底",
        counter="责任单位：区时间服务中心",
        gives="nobody",
    ),
    Rule(
        id="duty.label.lead",
        pattern=rf"{_FRESH}{_WHOSE}总?(?:牵头|主办|主责|主抓)(?:责任|负责)?{_KINDS}?"
        rf"(?:[及和与、/](?:责任|配合|参与|负责){_KINDS})?{_NOTE}{_COLON}",
        triggers="牵主",
        source=_PRACTICE,
        example="牵头单位：区甲局；配合单位：区乙局",
        counter="区甲局牵头，区乙局配合",
        gives="lead",
    ),
    Rule(
        id="duty.label.charge",
        pattern=rf"{_FRESH}{_WHOSE}责?(?:责任|负责|落实|实施|承办|承担|执行){_KINDS}?{_NOTE}{_COLON}",
        triggers="责落实承执",
        source=_PRACTICE,
        example="责任单位：区甲局、区乙局，各镇",
        counter="责任人：某某",
        gives="charge",
    ),
    Rule(
        id="duty.label.support",
        pattern=rf"{_FRESH}{_WHOSE}(?:配合|协办|协助|协同|参与|参加|支持|会办|成员)(?:责任)?{_KINDS}?{_NOTE}{_COLON}",
        triggers="配协参支会成",
        source=_PRACTICE,
        example="牵头单位：区甲局；参与单位：区乙局",
        counter="区乙局配合",
        gives="support",
    ),
    Rule(
        id="duty.label.guide",
        pattern=rf"{_FRESH}{_WHOSE}(?:业务)?(?:指导|督导|监督|监管|督促|督办|主管|验收|考核){_KINDS}?{_NOTE}{_COLON}",
        triggers="导督监主验考",
        source=_PRACTICE,
        example="责任单位：各镇；指导单位：区甲局",
        counter="区甲局指导",
        gives="guide",
    ),
)

TAIL_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.tail.lead",
        pattern=_BY_OFFICE
        + r"(?:负责|共同|联合|分别|分头)?(?:总?牵头)(?:负责|落实|实施|推进|抓总|承办|组织(?:实施)?|抓好?落实)?$",
        triggers="牵",
        source=_STATE_COUNCIL,
        example="省甲厅牵头",
        counter="牵头单位",
        gives="lead",
    ),
    Rule(
        id="duty.tail.shared",
        pattern=r"(?:(?:按照?|根据|依照?|依据)(?:各自)?(?:的)?(?:职责|职能|职权|任务|权限)(?:和?分工|范围|权限)?"
        r"(?:分别|共同|协同|抓好|做好)?(?:分工)?(?:负责|落实|推进|实施|抓落实|组织实施)?|(?:分别|分头|分工|分级)(?:负责|落实|牵头)|各负其责)$",
        triggers="按根依分各",
        source=_STATE_COUNCIL,
        example="省甲厅、省乙厅按职责分工负责",
        counter="省甲厅、省乙厅负责",
        gives="shared",
    ),
    Rule(
        id="duty.tail.support",
        pattern=_BY_OFFICE + r"(?:共同|积极|协同)?(?:配合|协助|协同|协办|参与|参加|支持)(?:落实|实施|推进|做好)?$",
        triggers="配协参支",
        source=_STATE_COUNCIL,
        example="省乙厅、省丙厅等配合",
        counter="省乙厅负责",
        gives="support",
    ),
    Rule(
        id="duty.tail.guide",
        pattern=r"(?:加强|负责|业务|统筹)?(?:(?:指导|督导|监督|统筹|督促)(?:推进|协调|落实)?|(?:指导|领导|统筹协调)下)$",
        triggers="导督统",
        source=_PRACTICE,
        example="市甲局指导",
        counter="市甲局负责",
        gives="guide",
    ),
    Rule(
        id="duty.tail.charge",
        pattern=r"(?:(?:主要|具体|直接|共同|总|全面|一并|组织)?(?:负责|负总责|承办|承担|落实)(?:落实|实施|推进|组织实施|抓好?落实|此项工作)?|(?:组织|具体|共同|联合)实施)$",
        triggers="负承落组具共联",
        source=_STATE_COUNCIL,
        example="甲部、乙总局等负责",
        counter="甲部牵头",
        gives="charge",
    ),
)

ORDER_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.order.first_leads",
        pattern=r"(?:第一(?:位|个|名|家)?|首位|首个|最前面?)的?(?:责任|负责)?(?:单位|部门|者)?"
        r"(?:即?为|是|系)(?:[^，。；：〕）]{0,8}的)?(?:总?牵头|主要责任|第一责任|主办)(?:单位|部门|责任|负责|者)?",
        triggers="第首最",
        source="文件自定的分工规则：列首位者为牵头单位",
        example="甲部、乙部负责。排在首位的部门为牵头部门，下同",
        counter="项目第一年为建设期，由牵头单位管理",
        gives="first",
    ),
)

_SUPPORT: Role = "support"
_ROLES: dict[str, Role] = {role: role for role in get_args(Role)}
NOTE_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.note.lead",
        pattern=r"[（(](?:总?牵头|主办|主责)(?:单位|部门)?[）)]",
        triggers="（(",
        source=_PRACTICE,
        example="区甲局（牵头）、区乙局",
        counter="区甲局（区数据中心）",
        gives="lead",
    ),
)
_NOTES = RuleSet(NOTE_RULES)
_LABELS, _TAILS, ORDER = RuleSet(LABEL_RULES), RuleSet(TAIL_RULES), RuleSet(ORDER_RULES)
_COLON_LOST = re.compile(
    r"(?<!\w)((?:责任|牵头|主办|负责|配合|协办|参与)(?:单位|部门))[;；.．。,，·、]?(?![:：∶︰﹕;；.．。,，·、])(?=\w{2})"
)
_SAME_BELOW = re.compile(r"[，。；、]?(?:以)?下同[。]?$|(?<![^，。；：:])(?:以)?下同[。，；：:]")
_SIDE_BY_SIDE = re.compile(r"(?<=[一-鿿](?:牵头|负责|配合|参与|指导|落实))、")
"""Shares that are parted as loosely as their units (`甲局牵头、乙局配合`)."""
_FOR_THE_REST = re.compile(
    r"[。；，,]\s*(?:以下|下文|后文|下述)[^，。；,]{0,8}?(?:均|都|同样|一律)[^。；]*[。]?$"
    r"|[。；，,]\s*(?:以下|下文|后文)?(?:均|都)?不再(?:重复|逐一|一一|另行|单独)?(?:列出|列示|列明|标注|注明)[。]?$"
)
_ALSO_CHARGED = re.compile(r"[。；，]\s*([^。；，]{2,40}?)(?:均|都|同)(?:为|是|作为)(?:责任|配合|参与|落实)单位[。]?$")
"""A sentence of its own that charges the levels below: `…负责。各县区政府均为责任单位`."""
_TERSE_LIST = re.compile(r"、[^、，。；]{2,6}等(?:有关|相关)?部门")
"""Departments called by their field alone: `公安、城管等部门配合`."""
_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
_OPENING = re.compile(r"^(?:(?:(?:此|该|本|以上|上述)项?(?:工作|任务|事项|内容|措施)?)?(?:由|请)|在)")
_JOINTLY = re.compile(r"会同|商(?=[国省市县区各有])|联合")
_LEADS_HERE = re.compile(NOTE_RULES[0].pattern + "$")
_HELPS_HERE = re.compile(r"[（(](?:配合|协办|参与|协助)(?:单位|部门)?[）)]$")


@dataclass(frozen=True, slots=True)
class Share:
    """Units that have the same part in a duty."""

    role: Role
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a mark says: the shares in printed order, and whether labels or closing words say it."""

    shares: tuple[Share, ...]
    labelled: bool
    rule: str

    @property
    def units(self) -> tuple[str, ...]:
        """All units, in printed order."""
        return tuple(unit for share in self.shares for unit in share.units)

    def lead(self, first_leads: bool) -> str | None:
        """Who leads.

        Args:
            first_leads: whether the document has said that the unit named first leads.

        Returns:
            The unit named with 牵头; failing that the first by the document's rule, the only one answerable, or the
            first after 责任单位：; None where several answer side by side.
        """
        by_role = {role: [u for s in self.shares if s.role == role for u in s.units] for role in ("lead", "charge")}
        if by_role["lead"]:
            return by_role["lead"][0]
        if first_leads:
            return self.units[0]
        if any(share.role == "shared" for share in self.shares):
            return None
        if self.labelled and by_role["charge"]:
            return by_role["charge"][0]
        answerable = by_role["charge"] or list(self.units)
        return answerable[0] if len(answerable) == 1 else None


def read_mark(content: str, trace: Trace | None = None) -> Assignment | None:
    """Take the inside of a bracket apart.

    Args:
        content: the text between the brackets.
        trace: collects which rules fired.

    Returns:
        The assignment, or None where the bracket assigns no duty.
    """
    printed, content = content, _without_order(_SIDE_BY_SIDE.sub("，", content))
    labels = sorted(_LABELS.scan(content, trace=trace), key=lambda hit: hit.start)
    if not labels and _COLON_LOST.match(content):
        mended = read_mark(_COLON_LOST.sub(r"\1：", content), trace)
        return mended if mended is not None and all(map(looks_like_unit, mended.units)) else None
    if labels:
        named = next((hit for hit in labels if hit.rule.gives != "nobody"), labels[0])
        return _labelled(content, [(_ROLES[hit.rule.gives], hit.start, hit.end) for hit in labels], named.rule.id)
    shares, rule = _by_tails(content, trace)
    if not shares and (note := _NOTES.first(content, trace=trace)) is not None:
        shares, rule = list(_shares("support", content)), note.rule.id
    if not shares and content != printed.strip():
        return bare_list(content)
    names = [unit for share in shares for unit in share.units]
    likely = sum(map(looks_like_unit, names))
    if not likely or (likely < 0.7 * len(names) and not (looks_like_unit(names[0]) and _TERSE_LIST.search(content))):
        return None
    return Assignment(tuple(shares), False, rule)


def bare_list(content: str) -> Assignment | None:
    """A bracket that holds nothing but units, as some issuers print duties (`（省甲厅、省乙厅）`)."""
    names = unit_names(content)
    if not names or not all(map(looks_like_unit, names)):
        return None
    return Assignment((Share("shared" if len(names) > 1 else "charge", names),), False, "duty.bare")


def _without_order(content: str) -> str:
    """The content without what it says of marks to come: who leads in all of them, who answers for all, 下同."""
    content = _ALSO_CHARGED.sub(r"，\1负责", _FOR_THE_REST.sub("", _SAME_BELOW.sub("", content.strip())))
    content = _BRACKET.sub(lambda note: "" if ORDER.first(note.group()) else note.group(), content)
    rule = ORDER.first(content)
    if rule is None:
        return content
    kept = [content[a:b] for a, b in split_outside(content, 0, len(content), "。；;，") if not a <= rule.start < b]
    return "，".join(piece for piece in kept if piece)


def _labelled(content: str, labels: list[tuple[Role, int, int]], rule: str) -> Assignment | None:
    shares: list[Share] = []
    end: tuple[Role, int, int] = ("nobody", len(content), len(content))
    ends = [*labels, end]
    for (role, _, start), (_, stop, _) in pairwise(ends):
        if role != "nobody":
            shares.extend(_under_label(role, content[start:stop]))
    if not any(share.units for share in shares):
        return None
    return Assignment(tuple(shares), True, rule)


def _under_label(role: Role, content: str) -> list[Share]:
    """The shares of one label; closing words may part them further (`责任单位：甲局牵头，乙局按职责分工负责`)."""
    shares, _ = _by_tails(content, None)
    if not shares or not all(looks_like_unit(unit) for share in shares for unit in share.units):
        return list(_shares(role, content))
    return [replace(share, role=role) if share.role == "charge" else share for share in shares]


def _by_tails(content: str, trace: Trace | None) -> tuple[list[Share], str]:
    """Shares told by closing words; a part without one has the next part's."""
    shares: list[Share] = []
    rule = ""
    for start, end in split_outside(content, 0, len(content), "；;。"):
        at = start
        for a, b in split_outside(content, start, end, "，,"):
            part = content[a:b].strip()
            inner = None if trace is None else Trace()
            tail = _TAILS.first_alone(part, 0, len(part), inner)
            if trace is not None and inner is not None:
                trace.take(inner, a + len(content[a:b]) - len(content[a:b].lstrip()))
            if tail is None:
                continue
            phrase = content[at:a] + part[: tail.start]
            shares.extend(_shares(_ROLES[tail.rule.gives], _OPENING.sub("", phrase.strip())))
            rule = rule or tail.rule.id
            at = b + 1
        if rule and at < end:
            shares.extend(share for share in _shares("support", content[at:end]) if looks_like_unit(share.units[0]))
    return shares, rule


def _shares(role: Role, phrase: str) -> Iterator[Share]:
    """The shares of one label or closing word: 会同 and notes in brackets part them further."""
    hosts, *others = _JOINTLY.split(phrase)
    host_role: Role = "lead" if others and role == "charge" else role  # who calls the others in leads
    for own, names in ((host_role, unit_names(hosts)), (_SUPPORT, unit_names("、".join(others)))):
        for name in names:
            yield _noted(name, own)


def _noted(name: str, role: Role) -> Share:
    """One unit, with the part that a note behind its name gives it (`某局（牵头）`)."""
    if _LEADS_HERE.search(name):
        return Share("lead", (_LEADS_HERE.sub("", name),))
    if _HELPS_HERE.search(name):
        return Share("support", (_HELPS_HERE.sub("", name),))
    return Share(role, (name,))
