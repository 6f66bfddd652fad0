"""From a passage to its targets: sentences, clauses, dates, figures, states."""

from __future__ import annotations

import re

from gangmu.extract.rules import Trace
from gangmu.extract.targets import comparators, deadlines, exclusions, figures, metric, past, recurrence, states
from gangmu.extract.targets.clauses import clauses, sentences
from gangmu.extract.targets.model import Clause, Context, Figure, FoundTarget, When
from gangmu.extract.targets.verbs import verb_at

_HAN_NUMERALS = "一二两三四五六七八九十百千"
_WAKES = re.compile(
    "[0-9０-９分年月季五半今明全每逐按世日番倍零尽稳增万亿二两三四五六七八九十百千至不前同]"
    '(?:(?<=[0-9０-９番])|(?<=分)之|(?<=年)[底末内中]|(?<=月)[底末前份度调通]|(?<=季)[度通调]|(?<=五)[”"’」]?(?:时期|期间|期?末|期内|规划期)|(?<=半)[年数]|'
    "(?<=[今明])年|(?<=全)(?:年|覆盖|面(?:覆盖|达标)|部)|(?<=每)(?:个|一)?[月季年]|(?<=[逐按])[月季年]|(?<=世)纪中叶|(?<=日)(?:起|前)|(?<=倍)增|(?<=清零|归零)|"
    "(?<=尽)[编保收治养改检办帮兑救享还]|(?<=稳)(?:中有|定|步)|(?<=增)不减|"
    f"(?<=[{_HAN_NUMERALS}][万亿])|(?<=[{_HAN_NUMERALS}])(?:[吨元亩倍成]|公[里斤顷]|平方|立方|千[瓦米])|(?<=[{_HAN_NUMERALS}])[个家所座处条项件台套场次支名人户]|(?<=至)少|(?<=不)(?:少|低)于|(?<=前)列|(?<=同)步)"
)
_AHEAD = re.compile(r"今后|将|力争|争取|确保|要(?!求|素|点|件|闻)|计划|预计|下一步|今年|明年")
_TOPIC = 12
_SUBJECT_END = re.compile(
    r"(?:(?<!相)(?:较|比(?!重|例|率))|达到|达|实现|突破|超过|保持|稳定|控制|增长|提高|提升|增加|下降|降低|减少|位居|力争|争取|不低于|要)"
)


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
    if _WAKES.search(text, start, end) is None or past.review(context.headings):
        return []
    found: list[FoundTarget] = []
    carried: When | None = None
    for left, right in sentences(text, start, end):
        if left > start and text[left - 1] == "\n" and text[left - 2] not in "：:":
            carried = None
        if _WAKES.search(text, left, right) is None:
            continue
        made, carried = _Sentence(text, left, right, context, trace).read(carried)
        found += made
    return found


class _Sentence:
    """One sentence while it is read."""

    def __init__(self, text: str, start: int, end: int, context: Context, trace: Trace | None) -> None:
        self.text, self.start, self.end = text, start, end
        self.context, self.trace = context, trace
        self.subject = ""
        self.growing = False

    def read(self, carried: When | None) -> tuple[list[FoundTarget], When | None]:
        """The targets, and the date that heads the next sentence too."""
        text, start, end = self.text, self.start, self.end
        whens = deadlines.find(text, start, end, self.context, self.trace)
        recurring = recurrence.find(text, start, end, self.trace)
        barred = exclusions.blocked(text, start, end, self.trace)
        spans = barred + [(r.start, r.end) for r in recurring]
        numbers = figures.find(text, start, end, whens, spans, self.trace)
        parts = _merged(text, clauses(text, start, end), whens)
        carries = _date(parts, whens, carried)
        self._look_back(parts)
        for figure in numbers:
            home = next((c for c in parts if c.start <= figure.start < c.end), None)
            if home is not None:
                home.figures.append(figure)
        made: list[FoundTarget] = []
        for clause in parts:
            duties = [r for r in recurring if clause.start <= r.start < clause.end]
            made += self._clause(clause, duties, whens)
        return made, carries

    def _look_back(self, parts: list[Clause]) -> None:
        """Mark the clauses that tell of the past."""
        cues = past.cues(self.text, self.start, self.end, self.trace)
        if not cues:
            return
        over = False
        for clause in parts:
            ahead = _AHEAD.search(self.text, clause.start, clause.end) is not None
            if (clause.own is not None and not clause.own.past) or ahead:
                over = False
            over = over or any(clause.start <= at < clause.end for at, _, _ in cues)
            clause.past = clause.past or over

    def _clause(self, clause: Clause, duties: list[recurrence.Recurring], whens: list[When]) -> list[FoundTarget]:
        if clause.past:
            return []
        clause.figures = _without_places(self.text, clause.figures)
        if clause.figures and _garbled(self.text, clause):
            return []
        if clause.figures:
            return self._figures(clause, whens)
        if duties:
            return [self._recurring(clause, duty) for duty in duties]
        found = self._state(clause)
        self.subject = _subject(self.text[metric.base(self.text, clause) : clause.end]) or self.subject
        return found

    def _figures(self, clause: Clause, whens: list[When]) -> list[FoundTarget]:
        text = self.text
        figures.share_chain(text, clause.figures)
        figures.bases(text, clause.start, clause.figures, self.trace)
        first = clause.figures[0]
        if self.growing and first.unit == "%" and first.basis == "level" and metric.bare(text, clause, first.left):
            first.basis = "growth"
        self.growing = clause.figures[-1].basis == "growth"
        comparators.settle(clause.figures)
        names = metric.metrics(text, clause, clause.figures, self.subject)
        if self.subject not in ("", names[0]) and metric.INDICATOR.fullmatch(names[0]) and len(self.subject) <= _TOPIC:
            names[0] = self.subject + names[0]
        self.subject = names[-1]
        own = [w for w in whens if w.governs and clause.start <= w.start < clause.end]
        return [
            self._figure(clause, figure, name, _when_of(clause, index, own))
            for index, (figure, name) in enumerate(zip(clause.figures, names, strict=True))
        ]

    def _figure(self, clause: Clause, figure: Figure, name: str, when: When | None) -> FoundTarget:
        sure = 0.95 - 0.05 * clause.carried - 0.1 * (figure.unit is None) - 0.15 * figure.spelled - 0.1 * (not name)
        return FoundTarget(
            clause.start,
            clause.end,
            name,
            figure.value,
            figure.value_max,
            figure.unit,
            figure.comparator or "reach",
            figure.basis or "level",
            when.deadline if when else None,
            when.text if when else None,
            self.context.year,
            when.inferred if when else False,
            when.ambiguous if when else False,
            None,
            figure.rule,
            round(sure, 2),
        )

    def _recurring(self, clause: Clause, duty: recurrence.Recurring) -> FoundTarget:
        return FoundTarget(
            clause.start,
            clause.end,
            duty.act,
            None,
            None,
            None,
            "reach",
            "level",
            None,
            None,
            self.context.year,
            False,
            False,
            duty.every,
            duty.rule,
            0.9,
        )

    def _state(self, clause: Clause) -> list[FoundTarget]:
        begin = metric.base(self.text, clause)
        state = states.state(
            self.text,
            metric.after_date(self.text, clause),
            clause,
            clause.own is not None,
            self.context.in_table,
            self.trace,
        )
        if state is None:
            return []
        when = None if clause.carried else clause.when
        if when is None and state.rule not in _UNDATED:
            return []
        name = metric.subject_before_date(self.text, clause) + self.text[begin : clause.end]
        return [
            FoundTarget(
                clause.start,
                clause.end,
                name,
                None,
                None,
                None,
                state.comparator,
                "level",
                when.deadline if when else None,
                when.text if when else None,
                self.context.year,
                when.inferred if when else False,
                when.ambiguous if when else False,
                None,
                state.rule,
                state.confidence,
            )
        ]


_UNDATED = frozenset(rule.id for rule in states.QUALITY_RULES)


def _merged(text: str, parts: list[Clause], whens: list[When]) -> list[Clause]:
    """A clause that is nothing but a date joins the next one (到2025年，…)."""
    made: list[Clause] = []
    head: Clause | None = None
    for clause in parts:
        start = clause.start if head is None else head.start
        only_date = any(w.governs and w.start <= clause.start + 2 and w.end >= clause.end for w in whens)
        if only_date and clause is not parts[-1]:
            head = head or clause
            continue
        made.append(Clause(start, clause.end))
        head = None
    return made


def _date(parts: list[Clause], whens: list[When], carried: When | None) -> When | None:
    """Give each clause its date; returns the date that may head the next sentence."""
    current, from_before = carried, carried is not None
    heads_next = carried
    for index, clause in enumerate(parts):
        own = [w for w in whens if w.governs and clause.start <= w.start < clause.end]
        if own:
            clause.own, current, from_before = own[0], own[0], False
            heads_next = own[-1] if index == 0 and own[-1].carries and not own[-1].past else None
        clause.when, clause.carried = current, from_before and current is not None
        clause.past = current is not None and current.past
        if own:
            current = own[-1] if own[-1].start - clause.start <= metric.HEAD_ROOM else None
    return heads_next


def _when_of(clause: Clause, index: int, own: list[When]) -> When | None:
    """The date of a clause's figure: the nearest before it; dates in a list go in turn (2025年、2030年分别达到20%、25%)."""
    if len(own) < 2:
        return clause.when
    numbers = clause.figures
    if len(own) == len(numbers) and own[-1].start < numbers[0].start:
        return own[index]
    return next((w for w in reversed(own) if w.start < numbers[index].start), clause.when)


_WORDS = re.compile(r"[一-鿿].*?[一-鿿]")
_GARBLED = re.compile(r"[#$&*=?@\\^_{}~¤¶§†‡]|\(cid:")
def _garbled(text: str, clause: Clause) -> bool:
    """Whether a clause is what a broken font leaves, not words."""
    return (
        _WORDS.search(text, clause.start, clause.end) is None
        or len(_GARBLED.findall(text, clause.start, clause.end)) > 1
    )


_PLACE = re.compile(r"(?:在|从|面向|分布于)\Z")


def _without_places(text: str, numbers: list[Figure]) -> list[Figure]:
    """Leave out a count that only says where (在14个市州增补学位2万个)."""
    if len(numbers) < 2:
        return numbers
    return [f for f in numbers[:-1] if not _PLACE.search(text, max(0, f.left - 2), f.left)] + numbers[-1:]


def _subject(body: str) -> str:
    """What a clause speaks of, for a following one that has no subject."""
    cut = _SUBJECT_END.search(body)
    if cut is None:
        return (
            body if metric.names_an_indicator(body) or len(body) <= _TOPIC and not verb_at(body, 0, len(body)) else ""
        )
    return body[: cut.start()] if cut.start() > 1 else ""
