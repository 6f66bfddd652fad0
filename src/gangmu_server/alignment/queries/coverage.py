"""How a plan's promises fare at each level below: a matrix of themes and levels, and the list behind every figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from gangmu_server.alignment.fates import BEST_FIRST, WHOLE, Cover, fate_of, lost_by_all
from gangmu_server.alignment.models import Alignment, PairKind, PlanPair, Sentence, Side
from gangmu_server.alignment.payloads import (
    OLDER,
    ROWS_COLUMN,
    TAGS,
    Cell,
    Column,
    Coverage,
    CoverageFilter,
    MatrixRow,
    PromiseLine,
)
from gangmu_server.alignment.queries.fabric import ABOVE_EACH_OTHER, IN_USE, Address, Fabric, Thread, fabric_of
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account, PlaceLevel
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan

ALL = ""
BY_WAY = (Cover.THROUGH, Cover.PARTIAL)
LEVELS = [*PlaceLevel.values, ""]
MOST_PLANS = 6
"""Plans of one level that are shown each by itself when the level is opened; more are shown as a list."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What coverage is computed from.

    Attributes:
        plan: whose promises.
        runs: runs in use with the plan above, by the lower plan's id (the plan's own id: its tables).
        sentences: each promise in each run, by address.
        fabric: all links from the plan down.
        unread: plans below in which nothing was read that could take a promise up: they say nothing about it.
    """

    plan: Plan
    runs: Mapping[int, Alignment]
    sentences: Mapping[tuple[str, bool], Mapping[int, Sentence]]
    fabric: Fabric
    unread: tuple[Plan, ...] = ()

    @property
    def pairs(self) -> dict[int, PlanPair]:
        """The pair with each lower plan."""
        return {plan_id: run.pair for plan_id, run in self.runs.items()}


def coverage_of(user: Account, plan: Plan, wanted: CoverageFilter | None = None, *, level: str = "") -> Coverage:
    """A plan's coverage.

    Args:
        user: who asks.
        plan: the plan whose promises are followed.
        wanted: what the list of promises is narrowed to; the matrix always shows all.
        level: a level whose plans are to be columns of their own.
    """
    require(user, plan.zone, Right.READ_PLANS)
    return coverage_on(ground_of(plan), wanted or CoverageFilter(), level)


def ground_of(plan: Plan) -> Ground:
    """The runs below a plan, its promises in each, and all links from it down."""
    rows = Alignment.objects.filter(IN_USE, ABOVE_EACH_OTHER, pair__upper=plan)
    found = rows.defer("payload").select_related("pair__lower__place", "pair__upper")
    listed = {run.pair.lower_id: run for run in found.order_by("-upper_reading_id", "pk")}
    runs = {pk: run for pk, run in listed.items() if not is_empty(run)}
    further = Alignment.objects.filter(IN_USE, ABOVE_EACH_OTHER, pair__upper__in=list(runs)).values_list(
        "pk", "pair__upper_id", "pair__lower_id"
    )
    sides = {run.pk: (plan.pk, lower) for lower, run in runs.items()}
    sides |= {pk: (upper, lower) for pk, upper, lower in further}
    sentences: dict[tuple[str, bool], dict[int, Sentence]] = defaultdict(dict)
    by_run = {run.pk: lower for lower, run in runs.items()}
    for row in Sentence.objects.filter(alignment__in=list(by_run), side=Side.UPPER).order_by("position", "pk"):
        sentences[row.address, row.is_row][by_run[row.alignment_id]] = row
    unread = tuple(run.pair.lower for run in listed.values() if is_empty(run))
    return Ground(plan, runs, sentences, fabric_of(list(sides), sides), unread)


def is_empty(run: Alignment) -> bool:
    """Whether one of the two plans has no sentence to compare: an empty file, a page or two of a scan."""
    return not run.counts.get("upper") or not run.counts.get("lower")


def coverage_on(ground: Ground, wanted: CoverageFilter, level: str = "") -> Coverage:
    """The matrix and the list from what was loaded."""
    columns = _columns(ground, level)
    lines = [_line(ground, columns, rows) for rows in ground.sentences.values()]
    lines.sort(key=lambda line: line.sentence.position)
    shown = [line for line in lines if _is_wanted(line, wanted)]
    shown.sort(key=lambda line: (not line.is_orphan, not line.open_columns, not line.lost))
    return Coverage(
        plan=ground.plan,
        columns=columns,
        rows=tuple(_matrix(lines, columns)),
        totals=tuple(_cell(ALL, column, lines) for column in columns),
        lines=tuple(shown),
        size=len(lines),
        orphans=sum(line.is_orphan for line in lines),
        tag_counts={tag: sum(getattr(line.sentence, f"has_{tag}") for line in lines) for tag in TAGS},
        pairs=ground.pairs,
        unread=ground.unread,
        older=tuple(run.pair.lower for run in ground.runs.values() if is_older(run)),
        through=Counter(plan_id for line in lines for plan_id in line.through),
        partly_through=Counter(plan_id for line in lines for plan_id in line.partly_through),
    )


def is_older(run: Alignment) -> bool:
    """Whether the lower plan was issued before the upper one: what it lacks it could not have taken up."""
    return any(notice["code"] == OLDER for notice in run.notices)


def _columns(ground: Ground, level: str) -> tuple[Column, ...]:
    lowers = [run.pair.lower for run in ground.runs.values() if run.pair.kind == PairKind.LINEAGE]
    by_level: dict[str, list[Plan]] = defaultdict(list)
    for plan in sorted(lowers, key=lambda p: (p.title, p.pk)):
        by_level[plan.level].append(plan)
    columns: list[Column] = []
    for code in sorted(by_level, key=LEVELS.index):
        plans = by_level[code]
        if code == level and len(plans) > 1:
            columns += [Column(f"plan-{plan.key}", code, (plan,)) for plan in plans]
        else:
            columns.append(Column(code or "none", code, tuple(plans)))
    tables = [plan_id for plan_id, _address, is_row in ground.fabric.above if is_row]
    if tables:
        owners = {plan.pk: plan for plan in (*lowers, ground.plan)}
        if with_rows := tuple(owners[pk] for pk in dict.fromkeys(tables) if pk in owners):
            columns.append(Column(ROWS_COLUMN, "", with_rows))
    return tuple(columns)


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a promise in one plan below, or in all plans of a column."""

    cover: Cover
    lost: tuple[str, ...] = ()


def _line(ground: Ground, columns: Sequence[Column], rows: Mapping[int, Sentence]) -> PromiseLine:
    first = next(iter(rows.values()))
    address = (ground.plan.pk, first.address, first.is_row)
    direct: dict[int, list[Thread]] = defaultdict(list)
    for thread in ground.fabric.below.get(address, ()):
        direct[thread.lower[0]].append(thread)
    way = Way(address, ground.fabric.reached(address), {plan_id: tuple(row.lost) for plan_id, row in rows.items()})
    by_plan = {plan_id: _fate(direct.get(plan_id, ()), plan_id, way, row) for plan_id, row in rows.items()}
    by_way = [plan_id for plan_id, f in by_plan.items() if f.cover in BY_WAY and plan_id not in direct]
    fates = {column.code: _column_fate(column, by_plan, way) for column in columns}
    states = {code: fate.cover for code, fate in fates.items()}
    owners = {plan_id: tuple(row.owners) for plan_id, row in rows.items() if row.owners}
    return PromiseLine(
        sentence=first,
        states=states,
        takers={plan_id: len(threads) for plan_id, threads in direct.items()},
        rows=tuple(rows.values()),
        owners=owners,
        advised=_advised(columns, states, owners),
        lost={code: fate.lost for code, fate in fates.items() if fate.lost},
        through=frozenset(by_way),
        partly_through=frozenset(plan_id for plan_id in by_way if by_plan[plan_id].cover == Cover.PARTIAL),
    )


def _advised(
    columns: Sequence[Column], states: Mapping[str, Cover], owners: Mapping[int, tuple[str, ...]]
) -> tuple[str, ...]:
    for column in reversed(columns):
        if not column.is_rows and states[column.code] == Cover.NONE:
            units = dict.fromkeys(unit for plan in column.plans for unit in owners.get(plan.pk, ()))
            if units:
                return tuple(units)
    return ()


@dataclass(frozen=True, slots=True)
class Way:
    """Everything that answers one promise further down.

    Attributes:
        start: the promise.
        reached: each sentence that answers it, with the thread by which it was reached.
        lost: what each plan linked with it directly lost of it.
    """

    start: Address
    reached: Mapping[Address, Thread]
    lost: Mapping[int, tuple[str, ...]]

    def lost_before(self, at: Address) -> tuple[str, ...]:
        """What the first plan on the way to a sentence had lost already: nobody behind it can hold it."""
        thread = self.reached[at]
        while thread.upper != self.start and thread.upper in self.reached:
            thread = self.reached[thread.upper]
        return self.lost.get(thread.lower[0], ())


def _fate(direct: Collection[Thread], plan_id: int, way: Way, row: Sentence) -> Fate:
    cover = fate_of(row.state, {thread.relation for thread in direct}, row.lost)
    if cover != Cover.NONE:
        return Fate(cover, tuple(row.lost) if cover == Cover.PARTIAL else ())
    return _by_way([at for at in way.reached if at[0] == plan_id], way, Cover.THROUGH)


def _by_way(ends: Collection[Address], way: Way, whole: Cover) -> Fate:
    """The state of a promise that is answered at some ends: whole, unless every way there had lost a part of it."""
    if not ends:
        return Fate(Cover.NONE)
    lost = lost_by_all([way.lost_before(at) for at in ends])
    return Fate(Cover.PARTIAL, lost) if lost else Fate(whole)


def _column_fate(column: Column, by_plan: Mapping[int, Fate], way: Way) -> Fate:
    fates = [by_plan[plan.pk] for plan in column.plans if plan.pk in by_plan]
    if column.is_rows:
        if ends := [at for at in way.reached if at[2]]:
            return _by_way(ends, way, Cover.TAKEN)
        aside = bool(fates) and {fate.cover for fate in fates} == {Cover.NOT_APPLICABLE}
        return Fate(Cover.NOT_APPLICABLE if aside else Cover.NONE)
    best = min((fate.cover for fate in fates), key=BEST_FIRST.index, default=Cover.NONE)
    if best != Cover.PARTIAL:
        return Fate(best)
    lost = lost_by_all([fate.lost for fate in fates if fate.cover == Cover.PARTIAL])
    return Fate(Cover.PARTIAL, lost) if lost else Fate(Cover.TAKEN)


def _matrix(lines: Sequence[PromiseLine], columns: Sequence[Column]) -> Iterable[MatrixRow]:
    themes: dict[str, list[PromiseLine]] = defaultdict(list)
    for line in lines:
        themes[line.sentence.theme].append(line)
    for theme, inside in themes.items():
        cells = tuple(_cell(theme, column, inside) for column in columns)
        yield MatrixRow(theme, inside[0].sentence.theme_title, len(inside), cells)


def _cell(theme: str, column: Column, lines: Iterable[PromiseLine]) -> Cell:
    return Cell(theme, column.code, Counter(line.states[column.code] for line in lines))


def _is_wanted(line: PromiseLine, wanted: CoverageFilter) -> bool:
    sentence = line.sentence
    if wanted.theme is not None and sentence.theme != wanted.theme:
        return False
    if not all(getattr(sentence, f"has_{tag}") for tag in wanted.tags):
        return False
    if not all(word in sentence.text for word in wanted.words.split()):
        return False
    if wanted.state == "orphan":
        return line.is_orphan
    states = [line.states[wanted.column]] if wanted.column in line.states else list(line.states.values())
    if wanted.state == "covered":
        return any(state in WHOLE for state in states)
    return not wanted.state or wanted.state in states
