"""Projects named in boxes (专栏) and project lists.

A box is read clause by clause: the verb at its head governs the list after it and tells the stage, a closing noun
(前期工作, 建设) may tell it better, and the names of the list are spread out. `一批…` names nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gangmu.extract.boxes import LIST_NUMBER, BoxPart, box_parts
from gangmu.extract.brackets import split_outside
from gangmu.extract.name_lists import is_complete, spread
from gangmu.extract.places import PlaceNames
from gangmu.extract.project_rules import EACH, LISTS, NOMINAL, STATE, SUBJECT, TAILS, VERB, stage_of
from gangmu.extract.rules import Trace
from gangmu.model.plan import Stage
from gangmu.structure.model import PlanTree
from gangmu.vocab.project_words import CLASS_MODIFIERS, HEAD_NOUNS, PROPER_HEADS

LONGEST_NAME = 45
LONGEST_CLAUSE = 2000

_EDGE = " \t\n。；;，,、|"
_ACTS_ANEW = re.compile(
    r"(?:加快|积极|继续|全面|力争)*(?:新建|改扩建|扩建|改建|迁建|续建|新改建|修建|开工建设|开工|启动建设|建成投用|建成投产|建成通车|建成|建设|推进|实施)(?![路街镇村乡大、])(?=.{3})"
)
"""A member of a list that opens with a verb of its own (建成甲高速、开工乙铁路); 建设路 and 建成镇 are names."""
_FIRST_MEMBER = 5
"""Characters of the shortest member before it: a verb and a name, not one of a list of verbs (新建、改建某路)."""
_ROUTE = re.compile(r"[GSXYC]\d{2,4}|[国省县乡]道\d{2,4}")
_STARTED_AGAIN = re.compile(r"(?<=建设)(?=建设)|(?<=工作)(?=(?:加快|推进|建设))")
_NO_NAME = re.compile(
    r"一批|若干|各类|成为|作为|更名|升格|纳入|列入|具备|有条件|符合条件|其他|相关|有关|发展$|[0-9]+(?:个|所|座|家|处|条|项|万|%)"
    r"|^(?:约|共|达)?[一二三四五六七八九十百千]+(?:个|所|座|家|处|条|项)|(?:创建|申报|开展|推进|设置|实施|支持|推动)(?!工程|行动|计划|活动)"
)
_UNNAMED_LIST = re.compile(r"^(?:一批|若干|一系列|各类|一些)")
_AFTER_NAME = re.compile(r"(?:(?<!能力)建设|项目|(?<!能力)建设项目)$")
_SUBJECTS = re.compile(r"等(?:地区?|符合条件的?)?(?:[县市区]|[（(][县市区、]+[）)])*$")
_SIZE = re.compile(
    r"(?:约|共|全长|总长|总面积)?[0-9.]+[万亿]?(?:公里|千米|米|亩|平方米|平方公里|公顷|千瓦|吨|床|张|个)(?:以上|左右)?$"
)
_PROPER = tuple(noun.word for noun in PROPER_HEADS)
_MODIFIED = re.compile(f"^(?:{'|'.join(CLASS_MODIFIERS)})+(?:{'|'.join(noun.word for noun in HEAD_NOUNS)})$")
_WATER_OR_STREET = re.compile(
    r"(?!(?:农村|乡村|城乡|城市|老旧|断头|背街)|[河江]湖|江河|山塘|[大小]河|[道公马大小]路|街巷|小巷|[沟干支灌水]渠|[海江河]堤|[危险旧]桥)"
    r"[一-鿿]{1,3}[河江湖溪渠塘堤坝圩路街巷桥](?![河江湖溪渠塘堤坝圩路街巷桥])"
)
"""A river, pond, dyke or street by its name (北河治理); 河道, 江河 and 道路 are kinds of them."""
_CARRIED_OUT = ("开展", "实施")
_BETWEEN = re.compile(r"[、，,]|以及|和|及|与")


@dataclass(frozen=True, slots=True)
class FoundProject:
    """A named project in clean offsets.

    Attributes:
        start: where the clause begins that names it, its verb included.
        end: where the clause ends.
        node: index of the provision the clause stands in.
        box: the number of the box or list (its heading where it has no number).
        group: the sub-title it stands under.
        name: its name, spread out of its list; 建设 and 项目 after it left out.
        action: the verb that governs it, as printed.
        stage: where the project stands by that verb.
        places: places in its name.
        rule: the rule that read it.
        confidence: 0 to 1.
    """

    start: int
    end: int
    node: int
    box: str
    group: str | None
    name: str
    action: str | None
    stage: Stage | None
    places: tuple[str, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True)
class _Page:
    """What reading a clause needs to know of its document."""

    text: str
    places: PlaceNames
    trace: Trace | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A clause of a box: what governs it, and the phrase that names projects."""

    start: int
    end: int
    phrase: str
    action: str | None
    stage: Stage | None
    rule: str
    own_tail: bool = False


def projects_in(tree: PlanTree, trace: Trace | None = None) -> list[FoundProject]:
    """All projects named in the document's boxes and project lists, in reading order.

    Args:
        tree: the document's structure.
        trace: collects which rules fired.

    Returns:
        One record for each named project.
    """
    homes = _homes(tree)
    if not homes:
        return []
    page = _Page(tree.doc.text, PlaceNames.of(tree.doc.text), trace)
    sentences: dict[int, list[tuple[int, int]]] = {}
    for sentence in tree.sentences:
        if sentence.node in homes:
            sentences.setdefault(sentence.node, []).append((sentence.start, sentence.end))
    found: list[FoundProject] = []
    for node, box in homes.items():
        heading = tree.nodes[node].heading if tree.nodes[node].kind != "box" else None
        for part in box_parts(tree.doc, sentences.get(node, [])):
            group = heading if part.group is None else page.text[part.group[0] : part.group[1]]
            blank = FoundProject(part.start, part.end, node, box, group, "", None, None, (), "", 0.0)
            found += _projects(page, part, blank)
    return found


def _homes(tree: PlanTree) -> dict[int, str]:
    """The provisions that may name projects, each with what its box or list is called."""
    homes: dict[int, str] = {}
    for i, node in enumerate(tree.nodes):
        heading = node.heading or ""
        if node.kind == "box" or (node.kind in ("annex", "chapter", "section") and LISTS.first(heading) is not None):
            homes[i] = node.number or heading
        elif node.parent in homes:
            homes[i] = homes[node.parent]
    return homes


def _projects(page: _Page, part: BoxPart, blank: FoundProject) -> Iterator[FoundProject]:
    """The projects of one sentence, each once."""
    seen: set[str] = set()
    for clause in _clauses(page, part):
        for name in _names(clause, page.places):
            if name not in seen and _is_named(name, clause, page.places):
                seen.add(name)
                yield replace(
                    blank,
                    start=clause.start,
                    end=clause.end,
                    name=name,
                    action=clause.action,
                    stage=clause.stage,
                    places=page.places.within(name),
                    rule=clause.rule,
                    confidence=0.9 if is_complete(name) else 0.7,
                )


def _clauses(page: _Page, part: BoxPart) -> list[_Clause]:
    """The clauses of a sentence, read from left to right; one without a verb goes on with the verb before it."""
    found: list[_Clause] = []
    for a, b in split_outside(page.text, part.start, part.end, "；;"):
        frame: list[_Clause] = []
        for start, end in _pieces(page.text, a, b):
            clause = _clause(page, start, end, frame[-1] if frame else None)
            frame = [*frame, clause] if frame and clause.action == frame[-1].action else [clause]
            if clause.own_tail:
                found = [replace(c, stage=clause.stage) if c in frame and not c.own_tail else c for c in found]
            found.append(clause)
    return found


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Pieces between commas; a verb that starts anew in a list, or where a full stop was lost, starts another."""
    commas = split_outside(text, start, end, "，,")
    for a, b in (member for left, right in commas for member in _members(text, left, right)):
        at = a
        for again in _STARTED_AGAIN.finditer(text, a, b):
            yield _trimmed(text, at, again.start())
            at = again.start()
        yield _trimmed(text, at, b)


def _members(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A list cut before the members that open with a verb of their own."""
    at = start
    for a, _ in split_outside(text, start, end, "、"):
        if a - 1 - at >= _FIRST_MEMBER and _ACTS_ANEW.match(text, a, end) is not None:
            yield at, a - 1
            at = a
    yield at, end


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The piece without stray marks at its ends and without a list number at its head."""
    number = LIST_NUMBER.match(text, start, end)
    start = number.end() if number else start
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _clause(page: _Page, start: int, end: int, before: _Clause | None) -> _Clause:
    """One clause: by its own verb, by what its subject is to do, by its predicate, or by the verb of the one before."""
    words = page.text[start:end]
    each = EACH.first_alone(page.text, start, end, page.trace)
    if each is not None:
        names = "、".join(name + each.match["what"] for name in _subjects(each.match["who"]))
        return _Clause(start, end, names, each.match["verb"], "construction", each.rule.id)
    verb = VERB.first_alone(page.text, start, end, page.trace)
    if verb is None:
        return _verbless(page, start, end, before)
    action, phrase = verb.match["verb"], words[verb.end :]
    inner = SUBJECT.first_alone(page.text, start + verb.end, end, page.trace)
    done = None if inner is None else _done_by(inner.match, page.places)
    if inner is not None and done is not None:
        stage = stage_of(inner.match["verb"]) or stage_of(action)
        return _Clause(start, end, done, action, stage, inner.rule.id)
    return _with_tail(_Clause(start, end, phrase, action, stage_of(action), verb.rule.id), page.trace)


def _verbless(page: _Page, start: int, end: int, before: _Clause | None) -> _Clause:
    """A clause that opens with no verb: a predicate behind its subject, or the list of the clause before going on."""
    words = page.text[start:end]
    state = STATE.first_alone(page.text, start, end, page.trace)
    if state is not None:
        verb = state.match["verb"]
        return _Clause(start, end, state.match["what"], verb, stage_of(verb), state.rule.id)
    inner = SUBJECT.first_alone(page.text, start, end, page.trace)
    done = None if inner is None else _done_by(inner.match, page.places)
    if inner is not None and done is not None:
        verb = inner.match["verb"]
        action = verb if before is None or before.action is None else before.action
        return _Clause(start, end, done, action, stage_of(verb), inner.rule.id)
    if before is None or before.action is None:
        nominal = NOMINAL.first_alone(page.text, start, end, page.trace)
        return _Clause(start, end, words, None, None, nominal.rule.id if nominal else "")
    return _with_tail(_Clause(start, end, words, before.action, before.stage, before.rule), page.trace)


def _with_tail(clause: _Clause, trace: Trace | None) -> _Clause:
    """The clause without the noun that closes it (等项目前期工作), which may tell the stage better than the verb."""
    inner = Trace()
    tail = TAILS.first(clause.phrase, trace=None if trace is None else inner)
    if trace is not None:
        trace.take(inner, clause.end - len(clause.phrase))
    if tail is None:
        return clause
    told = stage_of(tail.rule.gives) if tail.rule.gives else None
    stage = told or clause.stage or "construction"
    return replace(clause, phrase=clause.phrase[: tail.start], stage=stage, own_tail=told is not None)


def _done_by(match: re.Match[str], places: PlaceNames) -> str | None:
    """What a subject is to build or to become: a place gives its name to each, a unit does not.

    Returns:
        The names as a list; "" where the subjects apply for something that is no project of their own; None where
        what stands before the verb is no subject.
    """
    who, verb, what = match["who"], match["verb"], _without_tail(match["what"])
    subjects = _subjects(who) if _SUBJECTS.search(who) else spread(who, places.is_name)
    if all(map(places.is_name, subjects)):
        return "、".join(subject + what for subject in subjects)
    if not all(places.is_name(s) or is_complete(s) for s in subjects):
        return None
    if verb in _CARRIED_OUT:
        return "、".join(subject + what for subject in subjects)
    return what if stage_of(verb) == "construction" else ""


def _without_tail(phrase: str) -> str:
    tail = TAILS.first(phrase)
    return phrase if tail is None else phrase[: tail.start]


def _subjects(who: str) -> list[str]:
    return [name for name in _BETWEEN.split(_SUBJECTS.sub("", who)) if name]


def _names(clause: _Clause, places: PlaceNames) -> Iterator[str]:
    if len(clause.phrase) > LONGEST_CLAUSE or _UNNAMED_LIST.match(clause.phrase):
        return
    for name in spread(clause.phrase, places.is_name):
        yield _AFTER_NAME.sub("", _SIZE.sub("", name.strip(_EDGE))).strip(_EDGE + "的")


def _is_named(name: str, clause: _Clause, places: PlaceNames) -> bool:
    """Whether a phrase is the name of a project rather than a class of things or a clause."""
    if not 3 <= len(name) <= LONGEST_NAME or _NO_NAME.search(name) or _MODIFIED.match(name) or places.is_name(name):
        return False
    somewhere = bool(places.within(name)) or any(mark in name for mark in '“"《（(')
    somewhere = somewhere or _ROUTE.search(name) is not None
    if not is_complete(name):
        return somewhere and len(name) >= 4 and clause.action is not None and clause.stage is not None
    if clause.action is None:
        return somewhere or len(name) >= 6 or _WATER_OR_STREET.match(name) is not None
    return clause.stage is not None and (somewhere or len(name) >= 5 or name.endswith(_PROPER))
