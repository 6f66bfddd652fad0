"""Which rules made the records at a place, and which were awake there but did not match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gangmu.errors import OffsetError
from gangmu.extract import rule_words as words
from gangmu.extract.catalogue import rule_by_id
from gangmu.extract.near import nearest
from gangmu.extract.plan import extract_plan
from gangmu.extract.rules import Rule, Trace
from gangmu.model import Plan, Span
from gangmu.model.plan import Record, Task
from gangmu.reading import PathOrBytes, read_tree
from gangmu.structure import PlanTree

__all__ = ["Explanation", "NearMiss", "Rule", "RuleUse", "explain", "explain_tree", "words"]


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule that matched, the text it matched, and where that stands in the source."""

    rule: Rule
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class NearMiss:
    """A rule that did not match, the words it shares with the sentence, and what its example has after them.

    `missing` is empty where nothing is missing and only what stands around the words forbids the match.
    """

    rule: Rule
    text: str
    missing: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """What was read at a place and why.

    Attributes:
        span: the sentence or table row around the offset, in the source.
        text: its clean text.
        records: the records whose place overlaps the sentence's: those that hold the offset first, the narrowest before
            the wider ones.
        used: rules that matched inside the sentence, in reading order.
        near: rules that share part of their evidence with the sentence but do not match it.
    """

    span: Span
    text: str
    records: tuple[Record | Task, ...]
    used: tuple[RuleUse, ...]
    near: tuple[NearMiss, ...]


def explain(path: PathOrBytes, at: int, *, annexes: Sequence[PathOrBytes] = (), name: str | None = None) -> Explanation:
    """Explain what is read at an offset, with the same engine that reads.

    Args:
        path: the document, as for `read`.
        at: a code-point offset into the source (or into `document.text` where the source is not text).
        annexes: files that belong to it.
        name: the name to remember for bytes.

    Returns:
        The sentence there, its records, the rules used and the near misses.

    Raises:
        SourceError: a file cannot be taken in.
        OffsetError: the offset lies outside the source; an IndexError too.
    """
    return explain_tree(read_tree(path, annexes=annexes, name=name), at)


def explain_tree(tree: PlanTree, at: int) -> Explanation:
    """The same for a document whose hierarchy has been read already; offsets and errors as for `explain`."""
    length = len(tree.doc.source.text)
    if not 0 <= at < length:
        raise OffsetError(name=tree.doc.source.info.name, at=at, length=length, last=length - 1)
    trace = Trace()
    plan = extract_plan(tree, trace)
    start, end = _passage(tree, at)
    text, span, _ = tree.doc.locate(start, end)
    return Explanation(span, text, _records_at(plan, at, span), _used(tree, trace, start, end), _near(trace, text))


def _passage(tree: PlanTree, at: int) -> tuple[int, int]:
    """The clean range of the sentence or table row that holds a source offset; the nearest before where none does."""
    to_source = tree.doc.offsets.to_source
    ranges = [(s.start, s.end) for s in tree.sentences]
    for table in tree.tables:
        rows: dict[int, list[int]] = {}
        for cell in table.paragraph.cells:
            rows.setdefault(cell.row, []).extend((cell.start, cell.end))
        ranges += [(min(ends), max(ends)) for ends in rows.values()]
    ranges += [(n.start, n.body) for n in tree.nodes if n.body > n.start]
    holding = [r for r in ranges if (span := to_source(*r))[0] <= at < span[1]]
    if holding:
        return min(holding, key=lambda r: r[1] - r[0])
    before = [r for r in ranges if to_source(*r)[0] <= at]
    return max(before, key=lambda r: r[0], default=(0, min(len(tree.doc.text), 1)))


def _records_at(plan: Plan, at: int, sentence: Span) -> tuple[Record | Task, ...]:
    """What was read in a sentence, not only at one character of it: its target, its duty mark and its provision.

    A duty mark stands for the sentences it covers, and they for it: asked of one, both are meant.
    """
    kinds: tuple[tuple[Record | Task, ...], ...] = (
        plan.targets,
        plan.indicators,
        plan.projects,
        plan.responsibilities,
        plan.measures,
        plan.tasks,
        plan.provisions,
    )
    marked = [r for r in plan.responsibilities if r.mark_span[0] <= at < r.mark_span[1]]
    first = min(at, sentence[0], *(r.span[0] for r in marked))
    last = max(at + 1, sentence[1], *(r.span[1] for r in marked))
    here = [r for kind in kinds for r in kind if r.span[0] < last and first < r.span[1]]

    def holds(record: Record | Task) -> bool:
        return record in marked or record.span[0] <= at < record.span[1]

    return tuple(sorted(here, key=lambda r: (not holds(r), r.span[1] - r.span[0])))


def _used(tree: PlanTree, trace: Trace, start: int, end: int) -> tuple[RuleUse, ...]:
    """Rules that matched inside clean `[start, end)`; matches in other texts (column heads) are told by their text."""
    found: dict[tuple[str, int, int], RuleUse] = {}
    for rule_id, a, b, matched in trace.fired:
        rule = rule_by_id(rule_id)
        if rule is not None and start <= a and b <= end and tree.doc.text[a:b] == matched:
            found[rule_id, a, b] = RuleUse(rule, matched, tree.doc.offsets.to_source(a, b))
    return tuple(found[key] for key in sorted(found, key=lambda k: (k[1], k[2])))


def _near(trace: Trace, text: str) -> tuple[NearMiss, ...]:
    """Rules that failed in the sentence and share part of their evidence with it, those that share most first."""
    fired = {rule_id for rule_id, *_, words in trace.fired if words in text}
    tried = dict.fromkeys(rule_id for rule_id, scanned in trace.missed if scanned and scanned in text)
    found = []
    for rule_id in tried:
        rule = None if rule_id in fired else rule_by_id(rule_id)
        shared = None if rule is None else nearest(rule, text)
        if rule is not None and shared is not None:
            found.append(NearMiss(rule, text[shared[0] : shared[1]], shared[2]))
    return tuple(sorted(found, key=lambda miss: -len(miss.text)))
