"""Duty marks in running text: the bracket that names who answers, and the sentences it covers.

A mark covers what stands since the previous mark or since the provision's start, without number and heading. Marks
lose a bracket, double one or change its kind when a page is scanned; labels (`责任单位：`) are found without brackets.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest

from gangmu.extract.brackets import CLOSERS, OPENERS, closing, split_outside
from gangmu.extract.mark_roles import (
    LABEL_RULES,
    NOTE_RULES,
    ORDER,
    ORDER_RULES,
    TAIL_RULES,
    Assignment,
    bare_list,
    read_mark,
)
from gangmu.extract.rules import Rule, RuleSet, Trace
from gangmu.extract.unit_lists import cut_after_unit, looks_like_unit
from gangmu.structure.model import Node, PlanTree

LONGEST_MARK = 600
BARE_LISTS_NEEDED = 3

_LABEL_WORDS = r"(?:(?:[省市州区县旗镇乡]{1,2}(?:级|直|本级)?|第一|主要))?(?:责任|牵头|负责|主办|配合|协办|协同|落实|参与)(?:责任|负责)?(?:单位|部门|主体|机构)(?:[（(][^（）()\n]{1,12}[）)])?\s*[:：∶]"

_PERSON = (
    r"(?:(?:责任|牵头|分管|包抓|包保|挂点|包联|联系|主管)(?:责任|负责)?(?:[省市区县]级?)?领导\s*[:：∶]"
    r"[^。；;\n]{1,30}(?:[；;]\s*|。?\n))?"
)
"""The leader answerable may stand before the units, with a label of his own, or on the line above."""

OPEN_LABEL_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.open.paragraph",
        pattern=rf"(?:(?<=\n)|\A)(?:[—－–\-]{{1,2}}|[·•●■◆▲※*])?{_PERSON}{_LABEL_WORDS}[^\n]+",
        triggers=":：∶",
        source="分工标注另起一行、不加括号的写法",
        example="责任单位：区甲局、区乙局",
        counter="本办法所称责任单位：指承担任务的单位",
        gives="paragraph",
    ),
    Rule(
        id="duty.open.sentence",
        pattern=rf"(?<=[。；]){_PERSON}{_LABEL_WORDS}[^。；\n〔【\[]+",
        triggers=":：∶",
        source="分工标注接在句后、不加括号或括号缺损的写法",
        example="做好调度工作。责任单位：区甲局、区乙局〕",
        counter="做好调度工作，责任单位：区甲局",
        gives="sentence",
    ),
)

_TIME_TAIL = (
    r"(?:[，,；;](?:长期(?:坚持|推进)|持续(?:推进|实施|开展)|常态化(?:推进|开展)|全年"
    r"|(?:20\d{2}年|年)(?:\d{1,2}月)?[底末]?前?(?:完成)?|\d{1,2}月[底末]?前?(?:完成)?))"
)
"""When it is due, after the units and without a label."""

BARE_RULES: tuple[Rule, ...] = (
    Rule(
        id="duty.bare",
        pattern=r"(?:(?<=[。；])[（(〔【〖［\[][^。：:\n]*[部委局办厅署会院心府司团县市区镇道处室站所居行等门位）)]"
        rf"{_TIME_TAIL}?[）)〕】〗］\]]"
        r"|[（(〔【〖［\[][^。：:\n]*[部委局办厅署会院心府司团县市区镇道处室站所居行等门位）)]"
        rf"{_TIME_TAIL}?[）)〕】〗］\]](?=[。；\n]))",
        triggers="。；\n",
        source="只列单位、不写“负责”的分工标注（全文多处如此时才算）",
        example="做好调度工作。（省甲厅、省乙厅）",
        counter="做好（省甲厅、省乙厅）调度工作。",
        gives="bare",
    ),
)
RULES: tuple[Rule, ...] = (
    *LABEL_RULES,
    *TAIL_RULES,
    *NOTE_RULES,
    *ORDER_RULES,
    *OPEN_LABEL_RULES,
    *BARE_RULES,
)
"""Every rule by which marks are read."""

_OPEN_LABELS, _BARE = RuleSet(OPEN_LABEL_RULES), RuleSet(BARE_RULES)
_OPENER = re.compile(f"[{re.escape(OPENERS.replace('《', '').replace('〈', ''))}]")
_DUE_AT_END = re.compile(_TIME_TAIL + r"\Z")
_SQUARE_CLOSER = re.compile(r"[〕】］\]]")
_LABEL_BEHIND = re.compile(_LABEL_WORDS)
_PLAUSIBLE = re.compile(r"负责|牵头|单位|部门|责任|配合|协办|参与|参加|落实|指导|主体")
_SKIP = " \t\n。；，、,;|" + CLOSERS
_TRIM = " \t\n|"


@dataclass(frozen=True, slots=True)
class FoundMark:
    """A duty mark in clean offsets.

    Attributes:
        start: where the covered sentences begin, number and heading left out.
        end: where they end.
        mark_start: where the mark begins, its bracket included.
        mark_end: where it ends.
        units: who is named, as printed and in order.
        lead_unit: who leads, None where nobody does.
        rule: the rule that read it.
        confidence: 0 to 1.
        node: index of the provision.
    """

    start: int
    end: int
    mark_start: int
    mark_end: int
    units: tuple[str, ...]
    lead_unit: str | None
    rule: str
    confidence: float
    node: int


@dataclass(frozen=True, slots=True)
class _Mark:
    """A mark before its cover is known."""

    start: int
    end: int
    assignment: Assignment
    confidence: float


def marks_in(tree: PlanTree, trace: Trace | None = None) -> list[FoundMark]:
    """All duty marks of a document, in reading order.

    Args:
        tree: the document's structure.
        trace: collects which rules fired.

    Returns:
        One record for each mark, with what it covers.
    """
    text = tree.doc.text
    marks = _merged(text, _bracketed(tree, trace) + list(_unbracketed(text, trace)))
    if not marks:
        return []
    first_leads = ORDER.first(text, trace=trace) is not None
    return _covered(tree, marks, first_leads)


def _bracketed(tree: PlanTree, trace: Trace | None) -> list[_Mark]:
    """Brackets that assign a duty; lists of bare units count where the document makes a habit of them."""
    text = tree.doc.text
    marks: list[_Mark] = []
    bare: list[_Mark] = []
    unclosed: list[tuple[int, int]] = []
    for opener in _OPENER.finditer(text):
        start = opener.start()
        furthest = min(start + LONGEST_MARK, len(text))
        paragraph_end = text.find("\n", start, furthest)
        stop = furthest if paragraph_end < 0 else paragraph_end
        end = closing(text, start, stop)
        if end is None:
            unclosed.append((start, stop))
            continue
        content = text[start + 1 : end - 1]
        assignment = _read(text, start + 1, end - 1, trace) if _PLAUSIBLE.search(content) else None
        if assignment is not None:
            marks.append(_Mark(start, end, assignment, 0.99 if assignment.labelled else 0.97))
        elif (found := _bare(text, start, end, trace)) is not None:
            bare.append(_Mark(start, end, found, 0.7))
    habit = any(mark.assignment.rule == "duty.bare" for mark in marks)  # one of them sets the document's rule
    marked = len(marks) >= BARE_LISTS_NEEDED and [mark for mark in bare if _stands_as_mark(text, mark)]
    marks += bare if habit or len(bare) >= BARE_LISTS_NEEDED else marked or []
    known = frozenset(unit for mark in marks for unit in mark.assignment.units)
    lost = (_without_closer(text, start, stop, known, trace) for start, stop in unclosed)
    return marks + [mark for mark in lost if mark is not None]


def _stands_as_mark(text: str, mark: _Mark) -> bool:
    """Whether a bracket stands after a full stop and names several units or closes its paragraph, as marks do."""
    several = len(mark.assignment.units) > 1
    return text[mark.start - 1 : mark.start] == "。" and (several or text[mark.end : mark.end + 1] in ("", "\n"))


def _bare(text: str, start: int, end: int, trace: Trace | None) -> Assignment | None:
    """A bracket of units alone, after a sentence or (with two units or more) at its end."""
    if _BARE.first(text, max(0, start - 1), min(end + 1, len(text)), trace) is None:
        return None
    due = _DUE_AT_END.search(text, start, end - 1)
    found = bare_list(text[start + 1 : end - 1 if due is None else due.start()])
    closes_sentence = text[start - 1 : start] in "。；"
    return found if found is not None and (closes_sentence or len(found.units) > 1) else None


def _read(text: str, start: int, end: int, trace: Trace | None) -> Assignment | None:
    """What the inside of a mark assigns; the trace counts offsets of the text."""
    if trace is None:
        return read_mark(text[start:end])
    inner = Trace()
    assignment = read_mark(text[start:end], inner)
    trace.take(inner, start)
    return assignment


def _without_closer(text: str, start: int, stop: int, known: frozenset[str], trace: Trace | None) -> _Mark | None:
    """A labelled mark whose closing bracket was lost: it ends with its paragraph, its sentence or its last unit."""
    if _LABEL_BEHIND.match(text, start + 1, stop) is None:
        return None
    full_stop = text.find("。", start, stop)
    end = stop if full_stop < 0 else _end_of_units(text, start + 1, full_stop, known)
    assignment = _read(text, start + 1, end, trace)
    return None if assignment is None else _Mark(start, end, assignment, 0.8 if full_stop < 0 else 0.6)


def _end_of_units(text: str, start: int, stop: int, known: frozenset[str]) -> int:
    """Where a list of units ends that runs on into the next sentence: names met elsewhere decide, then their shape."""
    at = text.find("：", start, stop) + 1 or start
    for a, b in split_outside(text, at, stop, "、，,；;"):
        if text[a:b] in known or looks_like_unit(text[a:b]):
            continue
        longest = max((len(name) for name in known if text.startswith(name, a)), default=0)
        return a + longest if longest else cut_after_unit(text, a, b) or a
    return stop


def _unbracketed(text: str, trace: Trace | None) -> Iterator[_Mark]:
    """Labels without an opening bracket, at the start of a paragraph or of a sentence."""
    for hit in _OPEN_LABELS.scan(text, trace=trace):
        closer = _SQUARE_CLOSER.search(text, hit.start, hit.end)
        end = closer.end() if closer else hit.end
        content_end = hit.start + len(text[hit.start : end].rstrip("。〕】］]"))
        assignment = _read(text, hit.start, content_end, trace)
        if assignment is not None:
            yield _Mark(hit.start, end, replace(assignment, rule=hit.rule.id), 0.9)


def _merged(text: str, marks: list[_Mark]) -> list[_Mark]:
    """Marks in order, those inside another dropped, and neighbours with nothing between them joined."""
    joined: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if joined and mark.start < joined[-1].end:
            continue
        if joined and not text[joined[-1].end : mark.start].strip(_SKIP) and mark.assignment.labelled:
            last = joined[-1]
            both = replace(last.assignment, shares=last.assignment.shares + mark.assignment.shares)
            joined[-1] = replace(last, end=mark.end, assignment=both)
        else:
            joined.append(mark)
    return joined


def _covered(tree: PlanTree, marks: list[_Mark], first_leads: bool) -> list[FoundMark]:
    """Each mark with the sentences it covers."""
    starts = [node.start for node in tree.nodes]
    found: list[FoundMark] = []
    marked: set[int] = set()
    previous_end = 0
    for mark, following in zip_longest(marks, marks[1:]):
        at = bisect_right(starts, mark.start) - 1
        if at < 0 or mark.start >= tree.nodes[at].end:
            continue
        below = _below_heading(tree, at, mark, len(tree.doc.text) if following is None else following.start)
        if below is None:
            node, start = _cover_start(tree, at, mark, previous_end, marked)
            end = _trim_end(tree.doc.text, start, mark.start)
        else:
            node, (start, end) = at, below
        mark_end = _doubled(tree.doc.text, mark.end, tree.nodes[at].end)
        marked.update((at, node))
        previous_end = mark_end
        if start < end:
            lead = mark.assignment.lead(first_leads)
            fields = (mark.assignment.units, lead, mark.assignment.rule, mark.confidence, node)
            found.append(FoundMark(start, end, mark.start, mark_end, *fields))
    return found


def _below_heading(tree: PlanTree, at: int, mark: _Mark, next_mark: int) -> tuple[int, int] | None:
    """What a mark covers that closes a headline or stands under it: the text below, where no other mark claims it."""
    text, node = tree.doc.text, tree.nodes[at]
    inside = node.start < mark.start < mark.end <= node.body
    right_below = text[mark.start - 1] == "\n" and node.body <= mark.start <= _trim_start(text, node.body, mark.end)
    if node.heading is None or not (inside or right_below):
        return None
    start = _trim_start(text, mark.end, node.end)
    return (start, _trim_end(text, start, node.end)) if start < node.end <= next_mark else None


def _cover_start(tree: PlanTree, at: int, mark: _Mark, previous_end: int, marked: set[int]) -> tuple[int, int]:
    """The provision a mark belongs to, and where the text it covers begins."""
    text, node = tree.doc.text, tree.nodes[at]
    start = _trim_start(text, max(node.body, previous_end), mark.start)
    own_paragraph = text[mark.start - 1 : mark.start] == "\n" or mark.start == node.start
    if start < mark.start and not (own_paragraph and _closes_a_list(tree, at, marked)):
        return at, start
    if own_paragraph and node.parent is not None and (node.kind in ("item", "paragraph") or start >= mark.start):
        above, first = tree.nodes[node.parent], tree.nodes[node.parent + 1]
        start = _trim_start(text, max(above.body, previous_end), mark.start)
        return node.parent, max(start, _after_number(text, first)) if start == first.start else start
    return at, _trim_start(text, max(_after_number(text, node), previous_end), mark.start)


def _closes_a_list(tree: PlanTree, at: int, marked: set[int]) -> bool:
    """Whether the provision is the last of several items of which none has a mark of its own."""
    node = tree.nodes[at]
    if node.kind != "item" or node.parent is None:
        return False
    siblings = [i for i in range(node.parent + 1, at) if tree.nodes[i].parent == node.parent]
    return bool(siblings) and marked.isdisjoint(siblings)


def _after_number(text: str, node: Node) -> int:
    """Where a provision's text begins after its printed number: the heading, where it has one."""
    at, left = node.start, list(node.number or "")
    while left and at < node.end:
        if text[at] == left[0]:
            left.pop(0)
        elif not text[at].isspace():
            return node.start
        at += 1
    return at


def _trim_start(text: str, start: int, stop: int) -> int:
    while start < stop and text[start] in _SKIP:
        start += 1
    return start


def _trim_end(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return end


def _doubled(text: str, end: int, stop: int) -> int:
    """The mark's end with a closing bracket that was printed twice."""
    while end < stop and text[end] in "〕】］":
        end += 1
    return end
