"""Goals of two plans compared by name: rows of indicator tables, and goals in the text that no measure states.

Sentence by sentence only measures and table rows are compared; what a plan wants to reach stands apart from them. Names
must agree but for who is spoken of (全国, 全市, 我区) and for the verb (达到, 实现): another qualifier (城镇, 人均) is
another indicator. What is unsure is not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

import msgspec

from gangmu.align.amounts import Compared, are_comparable, compared, is_same_measure, printed_figure
from gangmu.align.fold import fold
from gangmu.model import Indicator, Plan, Target

Moved = Literal[Compared, "ground", "named", "dropped"]
DateMoved = Literal["same", "earlier", "later"]
Home = Literal["table", "goal", "measure", "task"]

_SCOPE = re.compile(
    r"^(?:(?:到|至)?20\d\d年底?[,，]?|力争|争取|确保|努力|实现|达到|全国|全省|全市|全区|全县|全旗|我国|我省|我市|我区|我县|本市|本区|本县|示范区|地区(?!生产总值)|区域|年均|其中[:：]?)+"
)
_TAIL = re.compile(
    r"(?:基本)?(?:达到|达|实现|提高到|提高至|保持在|稳定在|控制在|降低到|增长|增加|下降|为|超过|突破|跨越)$"
)
_BRACKETS = re.compile(r"（[^（）]*）")
_ALIKE: tuple[tuple[str, str], ...] = (
    ("国内生产总值", "GDP"),
    ("地区生产总值", "GDP"),
    ("生产总值", "GDP"),
    ("研究与试验发展", "研发"),
    ("R&D", "研发"),
    ("占GDP的比重", "占GDP比重"),
    ("规模以上", "规上"),
)
"""Words that name one thing in indicator tables everywhere; an aggregate called only 经济总量 is the GDP."""
_WHOLE = {"经济总量": "GDP"}
_RATIO = re.compile(r"率$|比重$|比例$|比$|覆盖|人均|每千|每万|每百|增速|强度|年限|寿命|指数|得分|满意度")
"""What may be held against another place's figure: shares, rates, what falls to a head."""
_RATIO_UNITS = frozenset(("%", "‰", "百分点", "个百分点", "岁"))
STATE_FROM = 0.72
"""Goals without a figure are one goal if this share of their characters agree, in order or as pairs in any order."""
_STATE_SHORTEST = 8
_HOMES: tuple[Home, ...] = ("table", "goal", "measure", "task")


class Goal(msgspec.Struct, frozen=True):
    """Something a plan wants to reach.

    Attributes:
        home: where it stands: an indicator table, the text outside measures, a measure, a responsibility table.
        target: as a figure with unit and comparator; its metric is the name.
        printed: the value as the table prints it; empty where the target says all.
    """

    home: Home
    target: Target
    printed: str = ""

    @property
    def name(self) -> str:
        """What is to be reached."""
        return self.target.metric

    @property
    def value(self) -> str:
        """The figure as it would be printed; empty for a goal without one."""
        return self.printed or printed_figure(self.target)


class GoalChange(msgspec.Struct, frozen=True):
    """What became of one goal in a lower plan.

    Attributes:
        upper: the goal above.
        lower: the goal of the same name below; None where there is none.
        moved: what became of its figure: as `amounts.compared`; `ground` where both are amounts of different ground,
            which are not to be held against each other; `named` where one of the two gives no figure; `dropped` where
            nothing below bears its name.
        deadline: what became of its date; None where one of the two has none.
    """

    upper: Goal
    lower: Goal | None
    moved: Moved
    deadline: DateMoved | None = None


def goals_of(plan: Plan) -> tuple[Goal, ...]:
    """Everything a plan wants to reach, indicator tables first, then by how near to its goals it stands.

    Args:
        plan: the plan.
    """
    starts = [measure.span for measure in plan.measures]
    found = [*map(of_indicator, plan.indicators)]
    for target in plan.targets:
        inside = any(span[0] <= target.span[0] and target.span[1] <= span[1] for span in starts)
        home: Home = "task" if target.task else "measure" if inside else "goal"
        if target.recurrence is None:
            found.append(Goal(home, target))
    return tuple(sorted(found, key=lambda goal: _HOMES.index(goal.home)))


def of_indicator(indicator: Indicator) -> Goal:
    """A row of an indicator table as a goal."""
    value = indicator.target
    target = Target(
        id=indicator.id,
        text=f"{indicator.name}{value.text or ''}",
        span=indicator.span,
        metric=indicator.name,
        value=value.value,
        value_max=value.value_max,
        unit=indicator.unit,
        comparator=value.comparator or "reach",
        basis=value.basis or "level",
        deadline=f"{value.year}-12-31" if value.year else None,
    )
    return Goal("table", target, as_printed(value.text, indicator.unit, is_figure=value.value is not None))


def as_printed(text: str | None, unit: str | None, *, is_figure: bool) -> str:
    """The cell of an indicator table with its unit; a cell of words alone (稳中有升) takes none.

    Args:
        text: the cell.
        unit: the unit of the row.
        is_figure: whether the cell holds a figure.
    """
    if not text or not is_figure or not unit or unit in text:
        return text or ""
    return f"{text}{unit}"


def compare_goals(upper: Sequence[Goal], lower: Sequence[Goal], *, one_ground: bool) -> tuple[GoalChange, ...]:
    """What became of the upper plan's goals in the lower plan.

    Args:
        upper: goals of the upper plan; those in measures and rows are left to the sentences they stand in.
        lower: all goals of the lower plan.
        one_ground: whether both plans speak of the same ground, so that amounts may be compared.

    Returns:
        A change for each goal of the upper plan's tables and of its text, in order.
    """
    names = [(_core(goal.name), goal) for goal in lower]
    return tuple(_change(goal, names, one_ground) for goal in upper if goal.home in ("table", "goal"))


def compare_plans(upper: Plan, lower: Plan) -> tuple[GoalChange, ...]:
    """The same from two plans as read."""
    one_ground = set(upper.document.places) == set(lower.document.places)
    return compare_goals(goals_of(upper), goals_of(lower), one_ground=one_ground)


def _change(goal: Goal, lower: Iterable[tuple[str, Goal]], one_ground: bool) -> GoalChange:
    twins = list(_twins(goal, lower))
    if not twins:
        return GoalChange(goal, None, "dropped")
    # A figure beside a figure says more than a name alone; a year that is the goal's own more than one on the way.
    best = min(twins, key=lambda twin: (not _has_figures(goal, twin), twin.target.deadline != goal.target.deadline))
    return GoalChange(goal, best, _moved(goal, best, one_ground), _dates(goal.target, best.target))


def _twins(goal: Goal, lower: Iterable[tuple[str, Goal]]) -> Iterator[Goal]:
    core = _core(goal.name)
    is_state = goal.target.value is None and goal.home != "table"
    for name, other in lower:
        if name == core or (is_state and other.target.value is None and _is_same_state(core, name)):
            yield other


def _is_same_state(first: str, second: str) -> bool:
    if min(len(first), len(second)) < _STATE_SHORTEST:
        return False
    one, other = _pairs(first), _pairs(second)
    shared = 2 * len(one & other) / (len(one) + len(other))
    return max(shared, SequenceMatcher(None, first, second, autojunk=False).ratio()) >= STATE_FROM


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _has_figures(first: Goal, second: Goal) -> bool:
    one, other = first.target, second.target
    return None not in (one.value, other.value) and are_comparable(one, other) and is_same_measure(one, other)


def _moved(upper: Goal, lower: Goal, one_ground: bool) -> Moved:
    one, other = upper.target, lower.target
    if one.value is None and other.value is None:
        return "same" if upper.printed == lower.printed else "named"
    if one.value is None or other.value is None:
        return "named"
    if not are_comparable(one, other):
        return "other"
    return compared(one, other) if one_ground or _is_ratio(upper) else "ground"


def _is_ratio(goal: Goal) -> bool:
    return (goal.target.unit or "") in _RATIO_UNITS or _RATIO.search(_core(goal.name)) is not None


def _dates(upper: Target, lower: Target) -> DateMoved | None:
    if upper.deadline is None or lower.deadline is None:
        return None
    return "same" if upper.deadline == lower.deadline else "earlier" if lower.deadline < upper.deadline else "later"


def _core(name: str) -> str:
    """A name without who is spoken of, the verb, and what stands in brackets."""
    core = _BRACKETS.sub("", fold("".join(name.split())))
    core = _TAIL.sub("", _SCOPE.sub("", core))
    for printed, known in _ALIKE:
        core = core.replace(printed, known)
    return _WHOLE.get(core, core)
