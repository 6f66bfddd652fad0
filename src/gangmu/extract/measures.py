"""Measures: the sentences and ；-clauses in which somebody is to do something.

A sentence counts where its section speaks of what is to be done and it holds a duty verb; what only tells of the
background, of past achievements, of significance, of guiding thought or of goals does not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.extract.boxes import box_parts
from gangmu.extract.brackets import split_outside
from gangmu.extract.places import PlaceNames
from gangmu.extract.responsibilities import FoundMark, marks_in
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.unit_lists import looks_like_unit, unit_names
from gangmu.extract.verbs import RULES as VERB_RULES
from gangmu.extract.verbs import governing_verb, head_verb
from gangmu.structure.model import PlanTree
from gangmu.vocab.duty_verbs import Firmness, Voice

SHORTEST = 6

_PLANS = "规划、方案、实施意见的章节惯例"
_REPORTS = "政府工作报告的章节惯例"
_OFFICIAL = "党政机关公文处理工作条例：意见、通知、报告等文种的行文"

SECTION_RULES: tuple[Rule, ...] = (
    Rule(
        id="measure.section.background",
        pattern=r"^(?:规划|编制|工作|发展|实施|面临的?)*(?:背景|形势|环境|基础|现状|机遇(?:与|和)?挑战|情况|概况|成就|成效|问题)$"
        r"|^前言$|^引言$|^序言$|(?:重大|重要|现实|战略|历史|深远)意义|必要性|重要性",
        triggers="背形环基现机情概成问前引序意必重",
        source=_PLANS,
        example="发展基础",
        counter="优化营商环境",
        gives="background",
    ),
    Rule(
        id="measure.section.past",
        pattern=r"回顾$|^(?:过去|近)[一三五两几\d]*年|(?:取得|形成|发展|工作|建设|改革|主要)的?(?:主要|显著|重大)?(?:成就|成效|进展)$|工作总结$",
        triggers="回过近成进总",
        source=_REPORTS,
        example="过去五年工作回顾",
        counter="今后五年重点工作",
        gives="past",
    ),
    Rule(
        id="measure.section.guiding",
        pattern=r"^(?:指导思想|基本原则|总体(?:要求|思路)|基本思路|工作原则|基本要求|总要求|总的要求|工作思路)$|总体要求$",
        triggers="指基总工",
        source=_PLANS,
        example="总体要求",
        counter="总体布局和重点任务",
        gives="guiding",
    ),
    Rule(
        id="measure.section.goals",
        pattern=r"(?:发展|主要|总体|工作|建设|规划|行动|改革|奋斗|预期|远景|具体|阶段性?|年度|近期|中期|长远|任务)目标(?:要求)?$"
        r"|^目标(?:要求|愿景)?$|目标要求$|^(?:战略|功能|总体|发展)定位$|^(?:主要)?(?:预期)?指标(?:体系)?$|^远景展望$",
        triggers="目定指展",
        source=_PLANS,
        example="主要目标",
        counter="健全目标考核机制",
        gives="goals",
    ),
    Rule(
        id="measure.section.supplement",
        pattern=r"^(?:附则|附录|名词解释|术语|说明|编制说明|指标解释|注释)",
        triggers="附名术说编指注",
        source=_OFFICIAL,
        example="附则",
        counter="说服教育引导群众",
        gives="supplement",
    ),
)
"""Headings of sections that hold no measures."""

SENTENCE_RULES: tuple[Rule, ...] = (
    Rule(
        id="measure.not.past",
        pattern=r"^[^，。；]{0,16}(?:以来|年来|过去[一三五两几]年)[，,]|^截至[^，。；]{2,14}[，,]",
        triggers="来过截",
        source=_REPORTS,
        example="近五年来，全市完成旧村改造多处。",
        counter="完善建成以来的管护台账。",
        gives="past",
    ),
    Rule(
        id="measure.not.done",
        pattern=r"(?:取得|发挥|作出|做出|形成|实现|建成|完成|获得|迈出|奠定|积累|创造)了",
        triggers="了",
        source=_REPORTS,
        example="全市建成了一批示范园区。",
        counter="建成一批示范园区。",
        gives="past",
    ),
    Rule(
        id="measure.not.significance",
        pattern=r"(?:^|[，；])(?:这|此举|[^，。；]{0,30}(?<!还)(?<!或)(?<!但))是[^，。；]{2,60}的"
        r"(?:重要|重大|必然|迫切|关键|根本|战略|现实|必由|必要|有力)?(?:举措|要求|选择|需要|内容|途径|之路|支撑|抓手|使命|任务|部署|保障|基础)"
        r"|有利于|(?:具有|有着)[^。；]{0,12}意义|事关[^。；]{2,30}",
        triggers="是有事",
        source=_PLANS,
        example="发展智慧农业是推进乡村振兴的重要举措。",
        counter="将管护经费作为资金安排的重要内容。",
        gives="significance",
    ),
    Rule(
        id="measure.not.definition",
        pattern=r"所称[^，。；]{1,30}[，,]?(?:是|系)?指|^[^，。；]{1,20}是指|^注[：:]",
        triggers="指注",
        source=_OFFICIAL,
        example="本办法所称试点，是指先行开展的改革。",
        counter="指导企业开展试点。",
        gives="definition",
    ),
    Rule(
        id="measure.not.guiding",
        pattern=r"^(?:要?坚持)?(?:高举|以)[^。；]{0,30}(?:思想|理论)[^。；，]{0,12}为指导",
        triggers="举以",
        source=_PLANS,
        example="以科学理论为指导，全面贯彻新发展理念。",
        counter="以示范园区为依托，发展特色产业。",
        gives="guiding",
    ),
    Rule(
        id="measure.not.formal",
        pattern=r"现(?:就|将|提出|印发|通知|予)[^。；]{0,60}(?:意见|通知|如下|办法|方案|遵照|你们|计划)|(?:制定|编制|制订|特制定)(?:本|如下)"
        r"|^本(?:规划|方案|意见|办法|通知|计划|纲要)(?!明确)[^。；]{0,24}(?:自|由|是|以|期限?|范围|基期|共分|包括)"
        r"|^请(?:认真|结合|遵照)|^特此|以下简称[^，。；]{1,14}[）)]?[，,](?:制定|编制|现)",
        triggers="现制编特本请以",
        source=_OFFICIAL,
        example="为加快产业发展，制定本方案。",
        counter="制定产业发展支持政策。",
        gives="formal",
    ),
)
"""Sentences that commit nobody, wherever they stand."""

RULES = (*VERB_RULES, *SECTION_RULES, *SENTENCE_RULES)
"""Every rule by which measures are told from the rest."""

_SECTIONS, _NOT = RuleSet(SECTION_RULES), RuleSet(SENTENCE_RULES)
_EDGE = " \t\n。；;，,、|：:〕】］" + "）)"
_TITLE_LINE = re.compile(r"(?:表|方案|规划|意见|通知|清单|办法|文件|印发|要点|名单|目录)[）)]?$")
_SUBJECT = re.compile(r"^([^，。；：]{2,80}?)(?:要|应当?|须|必须|负责|牵头)(?!求)")
_DEMONSTRATION = re.compile(
    r"试点示范|示范试点|试点(?!示范|经验|方案|范围|单位|企业|地区)"
    r"|(?:示范|试验|先行|先导|实验|样板)(?:城市|基地|乡镇|平台|[区县市园点村镇])(?:[（(][县市区、]+[）)])?"
)
_BEFORE_NAME = re.compile(
    r"建设|创建|申报|争创(?!建)|争取|支持|推进|推动|开展|打造|实施|深化|探索|鼓励|加快|加强|加大|设立|参与|纳入|列入|落实|编制|推广|健全|完善"
    r"|提升|改善|增加|降低|培育|做好|复制|确保|结合|服务|拉动|解决|实现|适应|投资|帮扶|共建|研究|符合条件的|一批|一个|首批|相关|有关|[，,。；;、：:对将把在向与到由从于的等]"
)
_ALSO_NOUNS = ("建设", "推广", "提升", "培育", "探索")
_LONGEST_NAME = 30


@dataclass(frozen=True, slots=True)
class FoundMeasure:
    """A measure in clean offsets.

    Attributes:
        start: where it begins.
        end: where it ends, its 。 or ； included.
        node: index of the provision.
        verb: the duty verb that governs it.
        places: places it names, as printed.
        units: units it names as its subject.
        pilots: pilots and demonstrations it names.
        firmness: how firm the governing act is.
        voice: who acts: the speaker, somebody below, or somebody beside.
        rule: the rule that took it.
        confidence: 0 to 1.
    """

    start: int
    end: int
    node: int
    verb: str | None
    places: tuple[str, ...]
    units: tuple[str, ...]
    pilots: tuple[str, ...]
    firmness: Firmness | None
    voice: Voice | None
    rule: str
    confidence: float


def measures_in(
    tree: PlanTree, trace: Trace | None = None, marks: Sequence[FoundMark] | None = None
) -> list[FoundMeasure]:
    """All measures of a document, in reading order.

    Args:
        tree: the document's structure.
        trace: collects which rules fired.
        marks: the document's duty marks where they are known already; they are no part of a measure.

    Returns:
        One record for each sentence or ；-clause that commits somebody.
    """
    text = tree.doc.text
    places = PlaceNames.of(text)
    closed = _without_measures(tree, trace)
    found: list[FoundMeasure] = []
    for node, start, end in _sentences(tree, marks_in(tree) if marks is None else marks, closed):
        for a, b in _clauses(text, start, end):
            measure = _measure(tree, (node, a, b), places, trace)
            if measure is not None:
                found.append(measure)
    return found


def _without_measures(tree: PlanTree, trace: Trace | None) -> list[bool]:
    """For each provision, whether it or one above it is a section without measures."""
    closed: list[bool] = []
    for node in tree.nodes:
        heading = (node.heading or "").strip()
        out = node.kind == "preamble" or (node.parent is not None and closed[node.parent])
        closed.append(out or (bool(heading) and _holds_no_measures(heading, trace)))
    return closed


def _holds_no_measures(heading: str, trace: Trace | None) -> bool:
    """Whether a heading opens a section without measures; not where a verb before says what is done (实现主要目标)."""
    section = _SECTIONS.first(heading, trace=trace)
    if section is None or section.rule.gives == "background":
        return section is not None
    verb = head_verb(heading)
    return verb is None or verb.end > section.start


def _sentences(tree: PlanTree, marks: Sequence[FoundMark], closed: Sequence[bool]) -> Iterator[tuple[int, int, int]]:
    """Sentences that may hold measures, as (node, start, end): marks and the sub-titles of boxes cut away."""
    box: list[tuple[int, int]] = []
    at = 0
    for i, sentence in enumerate(tree.sentences):
        if closed[sentence.node]:
            continue
        if tree.nodes[sentence.node].kind == "box":
            box.append((sentence.start, sentence.end))
            if i + 1 == len(tree.sentences) or tree.sentences[i + 1].node != sentence.node:
                yield from ((sentence.node, part.start, part.end) for part in box_parts(tree.doc, box))
                box = []
            continue
        while at < len(marks) and marks[at].mark_end <= sentence.start:
            at += 1
        yield from ((sentence.node, a, b) for a, b in _around(marks, at, sentence.start, sentence.end))


def _around(marks: Sequence[FoundMark], at: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left of `[start, end)` when the marks from index `at` on are cut out."""
    while at < len(marks) and marks[at].mark_start < end:
        if marks[at].mark_start > start:
            yield start, marks[at].mark_start
        start = max(start, marks[at].mark_end)
        at += 1
    if start < end:
        yield start, end


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at semicolons outside brackets; the mark that closes a clause stays with it."""
    if "；" not in text[start:end] and ";" not in text[start:end]:
        yield start, end
        return
    for a, b in split_outside(text, start, end, "；;"):
        yield a, min(b + 1, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in " \t\n|":
        end -= 1
    return start, end


def _measure(
    tree: PlanTree, clause: tuple[int, int, int], places: PlaceNames, trace: Trace | None
) -> FoundMeasure | None:
    """The measure that a clause states, as (node, start, end), or None where it commits nobody."""
    node, (start, end) = clause[0], _trimmed(tree.doc.text, *clause[1:])
    words = tree.doc.text[start:end]
    if len(words) < SHORTEST or _NOT.first_alone(tree.doc.text, start, end, trace) is not None:
        return None
    verb = governing_verb(words)
    if verb is None or _is_title_line(words):
        return None
    if trace is not None:
        trace.fired.append((verb.rule, start + verb.start, start + verb.end, verb.verb.word))
    return FoundMeasure(
        start=start,
        end=end,
        node=node,
        verb=verb.verb.word,
        places=places.between(start, end),
        units=_subjects(words[: verb.end]),
        pilots=_pilots(words),
        firmness=verb.firmness,
        voice=verb.voice,
        rule=verb.rule,
        confidence=0.95 if words[-1] in "。；;！" else 0.85,
    )


def _is_title_line(words: str) -> bool:
    """Whether a line without any punctuation is the title of a table or document."""
    return _TITLE_LINE.search(words) is not None and not any(mark in words for mark in "，,。；;")


def _subjects(words: str) -> tuple[str, ...]:
    """Units printed before 要, 应 or 负责 at the head of a sentence; `words` ends with its verb."""
    found = _SUBJECT.match(words) if len(words) > SHORTEST else None
    if found is None:
        return ()
    names = unit_names(found[1].rstrip("既都也均"))
    return names if names and all(map(looks_like_unit, names)) else ()


def _pilots(words: str) -> tuple[str, ...]:
    """Pilots and demonstrations a sentence names; 示范区 alone, the plan's own zone, names none."""
    if "试" not in words and "示范" not in words and "先" not in words:
        return ()
    found: list[str] = []
    at = 0
    for pilot in _DEMONSTRATION.finditer(words):
        name = _named(words, max(at, pilot.start() - _LONGEST_NAME), pilot.start(), pilot.end())
        found += [name] if name else []
        at = pilot.end()
    return tuple(dict.fromkeys(found))


def _named(words: str, at: int, start: int, end: int) -> str:
    """The name that ends with the pilot word at `start`: what stands between it and the verb or comma before it."""
    for before in _BEFORE_NAME.finditer(words, at, start):
        if before.end() < start or before.group() not in _ALSO_NOUNS:
            at = before.end()
    name = words[at:end].lstrip("和及并")
    return name if len(name) - (end - start) >= 2 else ""
