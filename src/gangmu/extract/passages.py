"""Stretches of text that targets are read from: the body of a provision, a goal of a responsibility table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gangmu.extract.targets import Context, When
from gangmu.extract.task_goals import Goal
from gangmu.extract.tasks import FoundTask
from gangmu.extract.title_years import before_salutation, report_year, year_in_force
from gangmu.structure.model import Node, PlanTree

_WORK_YEAR = re.compile(r"(20\d{2})年(?:度)?(?:的)?(?:[一-鿿]{0,6}(?:工作|任务|目标|计划|安排|要点|措施|举措|打算))")
_FIVE_YEARS = re.compile(
    r"(?:今后|未来)五年|十[一二三四五六七八九]?五[”\"]?(?:时期|期间)?[^，。、；]{0,8}(?:目标|思路|任务|总体要求)"
)
"""Goals for five years are not for the year that the report they stand in plans for."""
_LIST_NUMBER = re.compile(
    r"^(?:\d{1,2}[.．、](?!\d)|[（(][\d一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_CLAUSE_END = re.compile(r"[，：:,]")
_SENTENCE_END = re.compile(r"[。；;]")
_TOPIC = 20
"""A thing's name is no longer than this."""
_HEAD = 600
"""How far the head of a document reaches at most: title, session, day, page furniture."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch `[start, end)` of clean text with the address its targets go under and what it does not say itself."""

    address: str
    provision: str | None
    task: str | None
    start: int
    end: int
    context: Context


def passages(tree: PlanTree, rows: Iterable[FoundTask], issued_on: str | None) -> Iterator[Passage]:
    """All passages of a document in reading order, those of tables last.

    Args:
        tree: the document.
        rows: its responsibility tables' rows.
        issued_on: the document's date, which dates 印发之日起 and N年内.
    """
    title_year = _title_year(tree, issued_on)
    for node in tree.nodes:
        if node.end > node.body:
            headings = headings_of(tree, node)
            context = Context(_year_in_force(headings, title_year), headings, False, issued_on)
            yield Passage(node.id, node.id, None, node.body, node.end, context)
    for row in rows:
        yield from _goals(tree, row, issued_on)


def headings_of(tree: PlanTree, node: Node) -> tuple[str, ...]:
    """Headings from the top down to a node, its own last."""
    chain: list[str] = []
    at: Node | None = node
    while at is not None:
        if at.heading:
            chain.append(at.heading)
        at = None if at.parent is None else tree.nodes[at.parent]
    return tuple(reversed(chain))


def _year_in_force(headings: tuple[str, ...], title_year: int | None) -> int | None:
    """The year named by the nearest heading of planned work, else the year of a report or yearly plan."""
    for heading in reversed(headings):
        match = _WORK_YEAR.search(heading)
        if match:
            return int(match[1])
        if _FIVE_YEARS.search(heading):
            return None
    return title_year


def _title_year(tree: PlanTree, issued_on: str | None) -> int | None:
    title = "" if tree.title is None else tree.doc.text[slice(*tree.title)].replace("\n", "")
    year = year_in_force(title)
    if year is not None:
        return year
    head = before_salutation(tree.doc.text[:_HEAD])
    return report_year(title, head, issued_on or dict(tree.doc.source.facts).get("issued_on"))


def _goals(tree: PlanTree, row: FoundTask, issued_on: str | None) -> Iterator[Passage]:
    headings = () if row.node is None else headings_of(tree, tree.nodes[row.node])
    topic = _topic(tree.doc.text[slice(*row.named)])
    for goal in row.overall:
        context = Context(None, headings, True, issued_on, topic)
        yield Passage(f"{row.id}/overall", None, row.id, goal.start, goal.end, context)
    for goal in row.annual:
        context = Context(goal.column.year, headings, True, issued_on, topic, _due(goal))
        yield Passage(f"{row.id}/annual", None, row.id, goal.start, goal.end, context)
    if not (row.overall or row.annual):  # a table without goals says them in the task itself
        yield Passage(f"{row.id}/content", None, row.id, *row.content, Context(row.year, headings, True, issued_on))


def _due(goal: Goal) -> When | None:
    """The end of the part of the year that a goal's column is for (`上半年`, `三季度`)."""
    column = goal.column
    if column.part is None:
        return None
    return When(goal.start, goal.start, column.part, deadline=column.deadline, inferred=True)


def _topic(name: str) -> str:
    """The thing a row is about, which its goals need not name again (改造管网 | 100公里); "" where it tells more than one."""
    bare = _LIST_NUMBER.sub("", re.sub(r"\s+", "", name)).rstrip("。；;")
    thing = _CLAUSE_END.split(bare)[0]
    return thing if len(thing) <= _TOPIC and not _SENTENCE_END.search(bare) else ""
