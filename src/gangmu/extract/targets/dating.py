"""Which date governs which clause: a date heads the clauses after it until another replaces it."""

from __future__ import annotations

import re
from itertools import pairwise

from gangmu.extract.targets.deadlines import DEALT_WITH
from gangmu.extract.targets.lists import IN_TURN
from gangmu.extract.targets.model import Clause, When
from gangmu.extract.targets.phrases import EACH, HEAD_ROOM

_LISTED = re.compile(r"[、，和与及]|以及")
_PART_OF_IT = re.compile(r"其中|[、和及并](?:其中)?[（(]?\Z")
"""Between a figure and a later date: the date belongs to a part of it, or to the next (完成120户、其中一季度完成30户)."""
_SETS_GOALS = re.compile(r"目标(?:任务)?(?:如下|[是为])?\Z")
"""A clause that says whose goals follow: its date heads them wherever it stands (…提出“十六五”时期发展的主要目标：…)."""
_EACH = re.compile(rf"(?:要|力争|争取|确保|计划)?(?:每年|{EACH})")


def merged(parts: list[Clause], whens: list[When]) -> list[Clause]:
    """Clauses, where one that is nothing but a date has joined the next (到2025年，…)."""
    made: list[Clause] = []
    head: Clause | None = None
    for clause in parts:
        start = clause.start if head is None else head.start
        only_date = _only_dates(clause, [w for w in whens if w.governs and clause.start <= w.start < clause.end])
        if only_date and clause is not parts[-1]:
            head = head or clause
            continue
        made.append(Clause(start, clause.end))
        head = None
    return made


def _only_dates(clause: Clause, dates: list[When]) -> bool:
    """Whether a clause is nothing but a date, or dates in a list (到2028年、2030年，…)."""
    if not dates or dates[0].start > clause.start + 2 or dates[-1].end < clause.end:
        return False
    return all(b.start - a.end <= 1 for a, b in pairwise(dates))


def give(text: str, parts: list[Clause], whens: list[When], carried: When | None) -> When | None:
    """Give each clause its date.

    Args:
        text: clean text.
        parts: the clauses of a sentence.
        whens: its date words.
        carried: the date that heads the sentence from before it.

    Returns:
        The date that heads the next sentence too (到2025年，…。…), if any.
    """
    current, from_before = carried, carried is not None
    heads_next = carried
    turns: list[When] = []
    for index, clause in enumerate(parts):
        clause.dates = [w for w in whens if w.governs and clause.start <= w.start < clause.end]
        own = clause.dates
        clause.before = current
        turns = (own if _listed(text, own) else []) if own else turns
        clause.turns = [] if own else turns
        if own:
            clause.own, current, from_before = own[0], own[0], False
            heads_next = own[-1] if index == 0 and own[-1].carries and not own[-1].past else None
        clause.when, clause.carried = current, from_before and current is not None
        clause.past = current is not None and current.past
        if own:
            heads = own[-1].start - clause.start <= HEAD_ROOM or _SETS_GOALS.search(text, own[-1].end, clause.end)
            dealt_with = own[-1].loose and DEALT_WITH.match(text, own[-1].end)
            current = own[-1] if heads and not dealt_with else None
    return heads_next


def _listed(text: str, dates: list[When]) -> bool:
    """Whether dates stand in a list with nothing else between them (2028年、2030年)."""
    return len(dates) > 1 and all(_LISTED.fullmatch(text, a.end, b.start) for a, b in pairwise(dates))


def each_in_turn(text: str, clause: Clause) -> list[When]:
    """The dates of a clause whose figures hold for each of them: 2025年、2026年各建成2条, 2025年和2026年每年不少于200部."""
    first = clause.figures[0].start if clause.figures else clause.end
    dates = [when for when in clause.dates if when.end <= first]
    if not _listed(text, dates):
        return []
    return dates if _EACH.match(text, dates[-1].end, first) is not None else []


def in_turn(text: str, clause: Clause, names: list[str]) -> list[When]:
    """The dates of an earlier clause that this one's figures take too: …2025年、2030年分别达到…，绿地率分别达到20%、25%.

    Args:
        text: clean text.
        clause: a clause without a date of its own, with its figures.
        names: what its figures measure; figures of several things are shared out over those, not over dates.
    """
    alike = len(clause.turns) == len(clause.figures) > 1 and len(set(names)) == 1
    return clause.turns if alike and IN_TURN.search(text, clause.start, clause.figures[0].start) else []


def of_figure(text: str, clause: Clause, index: int) -> When | None:
    """The date of a clause's figure: the nearest before it; dates in a list go in turn (2025年、2030年分别达到20%、25%)."""
    own, numbers = clause.dates, clause.figures
    if own and _PART_OF_IT.search(text, numbers[index].end, max(own[0].start, numbers[index].end)):
        return clause.before
    if len(own) < 2:
        return clause.when
    if len(own) == len(numbers) and own[-1].start < numbers[0].start:
        return own[index]
    return next((w for w in reversed(own) if w.start < numbers[index].start), clause.when)
