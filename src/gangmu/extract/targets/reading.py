"""From a passage to its targets: sentences, clauses, dates, figures, states."""

from __future__ import annotations

import re

from gangmu.extract.rules import Trace
from gangmu.extract.targets import (
    chains,
    comparators,
    dating,
    deadlines,
    figures,
    naming,
    past,
    phrases,
    recurrence,
    states,
)
from gangmu.extract.targets.clauses import clauses, sentences
from gangmu.extract.targets.model import Clause, Context, Figure, FoundTarget, Stretch, When
from gangmu.extract.targets.verbs import verb_at
from gangmu.extract.targets.waking import WAKES
from gangmu.model.plan import Doubt

_AHEAD = re.compile(r"今后|将|力争|争取|确保|要(?!求|素|点|件|闻)|计划|预计|下一步|今年|明年")
_PLACE = re.compile(r"(?:(?<!稳定)(?<!保持)(?<!控制)(?<!维持)(?<!保证)(?<!限制)在|从|面向|分布于)\Z")
_WORDS = re.compile(r"[一-鿿].*?[一-鿿]")
_GARBLED = re.compile(r"[#$&*=?@\\^_{}¤¶§†‡]|(?<![0-9０-９])~|~(?![0-9０-９])|\(cid:")
_TOPIC = 12
_SUBJECT_END = re.compile(
    r"(?:(?<!相)(?:较|(?<!可)比(?!重|例|率))|达到|达|实现|突破|超过|保持|稳定|控制|增长|提高|提升|增加|下降|降低|减少|位居|力争|"
    r"争取|不低于|要|有(?:较|大幅|所|明显|显著|一定))"
)
_GOES_ON = re.compile(
    r"(?:其中[，,])?(?:预计|力争|分别|也|将|要)*(?:(?:同比|环比)|(?:较|比)(?:上年|去年|同期|[0-9０-９]{4}年|[“\"]?十)|年均(?:增长|提高|下降))"
)
"""A sentence that opens so speaks of what the one before it measured (…达到60%。较2023年提高10个百分点。)."""
_COMPARED = re.compile(rf"(?:{phrases.AT_PRICES})?(?:比(?!重|例|率|赛)|较(?![大小高低多少快慢为]))")
"""A state that opens so says of what the clause before named how it compares (…达到80亿元，比2030年翻一番)."""
_UNDATED = frozenset(rule.id for rule in states.QUALITY_RULES)
_SURE, _CARRIED, _UNITLESS, _SPELLED, _NAMELESS, _DOUBTED = 0.95, 0.05, 0.1, 0.15, 0.1, 0.1


def targets_in(text: str, start: int, end: int, context: Context, trace: Trace | None = None) -> list[FoundTarget]:
    """The targets of one passage, in reading order.

    Args:
        text: clean text (no line breaks inside a paragraph).
        start: start of the passage: a goal, or the body of a provision.
        end: its end.
        context: the year in force, the headings above, whether it is a table's cell.
        trace: filled with what each rule did, for `explain`.

    Returns:
        Figures, dated or checkable states and recurring duties, with offsets into `text`.

    Source:
        plan-json.md, section "targets".
    """
    if not _wakes(text, start, end, context) or past.review(context.headings):
        return []
    found: list[FoundTarget] = []
    carried: When | None = None
    over_all: When | None = None
    said: list[tuple[str, str | None]] = []
    for left, right in sentences(text, start, end):
        if left > start and text[left - 1] == "\n":
            over_all = carried if text[left - 2] in "：:" else over_all
            carried = over_all
        if not _wakes(text, left, right, context):
            said = []
            continue
        sentence = _Sentence(Stretch(text, left, right, trace), context, said)
        made, carried = sentence.read(carried)
        said = sentence.said[-1:]
        found += made
    return found


def _wakes(text: str, start: int, end: int, context: Context) -> bool:
    """Whether a stretch may hold a target: by what it says, or because its column sets a date for all it says."""
    return context.due is not None or WAKES.search(text, start, end) is not None


class _Sentence:
    """One sentence while it is read: what its clauses so far spoke of is kept for those that follow."""

    def __init__(self, stretch: Stretch, context: Context, before: list[tuple[str, str | None]]) -> None:
        self.stretch, self.context = stretch, context
        self.text = stretch.text
        goes_on = _GOES_ON.match(self.text, stretch.start, stretch.end) is not None
        self.said: list[tuple[str, str | None]] = before if goes_on else []
        self.growing = False

    def read(self, carried: When | None) -> tuple[list[FoundTarget], When | None]:
        """The targets, and the date that heads the next sentence too."""
        text, start, end, trace = self.text, self.stretch.start, self.stretch.end, self.stretch.trace
        whens = deadlines.find(self.stretch, self.context)
        recurring = recurrence.find(text, start, end, trace)
        taken = [(w.start, w.end) for w in whens] + [(r.start, r.end) for r in recurring]
        numbers = figures.find(self.stretch, taken)
        parts = states.with_predicates(text, dating.merged(clauses(text, start, end), whens))
        carries = dating.give(text, parts, whens, carried)
        for clause in parts:
            clause.when = clause.when or self.context.due
        self._look_back(parts)
        made: list[FoundTarget] = []
        for clause in parts:
            clause.figures = [f for f in numbers if clause.start <= f.start < clause.end]
            duties = [r for r in recurring if clause.start <= r.start < clause.end]
            made += self._clause(clause, duties)
        return made, carries

    def _look_back(self, parts: list[Clause]) -> None:
        """Mark the clauses that tell of the past."""
        cues = past.cues(self.text, self.stretch.start, self.stretch.end, self.stretch.trace)
        over = False
        for clause in parts if cues else ():
            ahead = _AHEAD.search(self.text, clause.start, clause.end) is not None
            if (clause.own is not None and not clause.own.past) or ahead:
                over = False
            over = over or any(clause.start <= at < clause.end for at in cues)
            clause.past = clause.past or over

    def _clause(self, clause: Clause, duties: list[recurrence.Recurring]) -> list[FoundTarget]:
        if clause.past:
            return []
        clause.figures = _without_places(self.text, clause.figures)
        if clause.figures:
            return [] if self._garbled(clause) else self._figures(clause)
        if duties:
            return [self._recurring(clause, duty) for duty in duties]
        found = self._state(clause)
        topic = _subject(self.text[phrases.base(self.text, clause) : clause.end])
        self.said += [(topic, None)] if topic else []
        return found

    def _figures(self, clause: Clause) -> list[FoundTarget]:
        text, numbers = self.text, clause.figures
        chains.share(text, numbers)
        chains.bases(text, clause.start, numbers, self.stretch.trace)
        first = numbers[0]
        if self.growing and first.unit == "%" and first.basis == "level" and phrases.bare(text, clause, first.left):
            first.basis = "growth"
        self.growing = numbers[-1].basis == "growth"
        comparators.settle(numbers)
        own = naming.metrics(text, clause, self.said)
        names = naming.of_row(own, self.context.topic)
        self.said += [(name, figure.unit) for name, figure in zip(names, numbers, strict=True)]
        each: list[When | None] = [*dating.each_in_turn(text, clause)]
        turns = dating.in_turn(text, clause, own)
        return [
            self._figure(clause, figure, name, when, lent=name != own[index])
            for index, (figure, name) in enumerate(zip(numbers, names, strict=True))
            for when in each or turns[index : index + 1] or [dating.of_figure(text, clause, index) or self.context.due]
        ]

    def _garbled(self, clause: Clause) -> bool:
        """Whether a clause is what a broken font leaves, not words; a cell may hold a figure alone."""
        alone = clause.figures[0].left == clause.start and clause.figures[-1].right == clause.end
        return not (self.context.in_table and alone) and _garbled(self.text, clause)

    def _figure(self, clause: Clause, figure: Figure, name: str, when: When | None, *, lent: bool) -> FoundTarget:
        doubt = _CARRIED * (clause.carried or lent) + _UNITLESS * (figure.unit is None) + _SPELLED * figure.spelled
        return FoundTarget(
            start=clause.start,
            end=clause.end,
            metric=name,
            value=figure.value,
            value_max=figure.value_max,
            unit=figure.unit,
            comparator=figure.comparator or "reach",
            basis=figure.basis or "level",
            deadline=when.deadline if when else None,
            deadline_text=when.text if when else None,
            year=self.context.year,
            inferred_year=when is not None and when.inferred,
            ambiguous=when is not None and when.ambiguous,
            recurrence=None,
            rule=figure.rule,
            confidence=round(_SURE - doubt - _NAMELESS * (not name) - _DOUBTED * bool(_doubts(when)), 2),
            doubts=_doubts(when) + (() if name else _nameless(self.text, figure)),
        )

    def _recurring(self, clause: Clause, duty: recurrence.Recurring) -> FoundTarget:
        return FoundTarget(
            start=clause.start,
            end=clause.end,
            metric=duty.act,
            value=None,
            value_max=None,
            unit=None,
            comparator="reach",
            basis="level",
            deadline=None,
            deadline_text=None,
            year=self.context.year,
            inferred_year=False,
            ambiguous=False,
            recurrence=duty.every,
            rule=duty.rule,
            confidence=0.9 if duty.every else 0.8,
            doubts=() if duty.every else _odd_period(self.text[duty.start : duty.end]),
        )

    def _state(self, clause: Clause) -> list[FoundTarget]:
        begin = phrases.base(self.text, clause)
        lead = phrases.subject_before_date(self.text, clause)
        if clause.when is not None and clause.when.loose:
            before = self.text[self.stretch.start : clause.start]
            matter = states.promised(self.text[begin : clause.end], lead, before)
            if not matter and clause.before is None:
                return []
            lead = matter or lead
        if not lead and self.said and _COMPARED.match(self.text, begin, clause.end):
            lead = self.said[-1][0]
        state = states.state(
            self.text,
            phrases.after_date(self.text, clause),
            clause,
            led=bool(lead),
            in_table=self.context.in_table,
            trace=self.stretch.trace,
        )
        when = None if clause.carried else clause.when
        if state is None or (when is None and state.rule not in _UNDATED):
            return []
        return [
            FoundTarget(
                start=clause.start,
                end=clause.end,
                metric=lead + self.text[begin : clause.end],
                value=None,
                value_max=None,
                unit=None,
                comparator=state.comparator,
                basis="level",
                deadline=when.deadline if when else None,
                deadline_text=when.text if when else None,
                year=self.context.year,
                inferred_year=when is not None and when.inferred,
                ambiguous=when is not None and when.ambiguous,
                recurrence=None,
                rule=state.rule,
                confidence=round(state.confidence - _DOUBTED * bool(_doubts(when)), 2),
                doubts=_doubts(when),
            )
        ]


def _doubts(when: When | None) -> tuple[Doubt, ...]:
    """What a person should know of a target's date."""
    if when is None or when.doubt is None:
        return ()
    return (Doubt(when.doubt, f"{when.text} {deadlines.DOUBTS[when.doubt]}"),)


def _odd_period(words: str) -> tuple[Doubt, ...]:
    return (Doubt("recurrence.unread", f"{words} recurs neither monthly, quarterly nor yearly"),)


def _nameless(text: str, figure: Figure) -> tuple[Doubt, ...]:
    return (Doubt("target.nameless", f"{text[figure.start : figure.end]} measures nothing that is named; fill it in"),)


def _without_places(text: str, numbers: list[Figure]) -> list[Figure]:
    """Leave out a count that only says where (在14个市州增补学位2万个)."""
    return [
        figure
        for index, figure in enumerate(numbers)
        if index + 1 == len(numbers) or not _PLACE.search(text, max(0, figure.left - 3), figure.left)
    ]


def _garbled(text: str, clause: Clause) -> bool:
    """Whether a clause is what a broken font leaves, not words."""
    if _WORDS.search(text, clause.start, clause.end) is None:
        return True
    return len(_GARBLED.findall(text, clause.start, clause.end)) > 1


def _subject(body: str) -> str:
    """What a clause speaks of, for a following one that has no subject."""
    cut = _SUBJECT_END.search(body)
    if cut is not None:
        named = phrases.trim_tail(body[: cut.start()])
        return named if len(named) > 1 else ""
    is_topic = phrases.names_an_indicator(body) or (len(body) <= _TOPIC and verb_at(body, 0, len(body)) is None)
    return phrases.trim_tail(body) if is_topic else ""
