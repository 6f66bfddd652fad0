"""A unit's or leader's sheet as lines of text, in groups by time: the one form that screen, Word and Excel share."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gangmu.resolve import group_of
from gangmu_server.library import addresses
from gangmu_server.library.models import DueBasis, MentionRole, Responsibility, Task
from gangmu_server.library.payloads import Sheet, SheetEntry

GROUPS: tuple[tuple[str, str | Promise], ...] = (
    ("past", gettext_lazy("时限已过")),
    ("quarter", gettext_lazy("三个月内")),
    ("year", gettext_lazy("一年内")),
    ("later", gettext_lazy("一年以后")),
    ("none", gettext_lazy("未写时限")),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One duty as it stands on the sheet."""

    entry: SheetEntry
    role: str
    through: str
    content: str
    goals: tuple[str, ...]
    due: str
    leaders: str
    units: str
    source: str
    place: str


MARKS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class LineGroup:
    """Lines that fall due in the same stretch of time."""

    code: str
    label: str
    lines: tuple[Line, ...]


def groups(sheet: Sheet) -> list[LineGroup]:
    """The sheet's entries as lines, in groups from the most pressing on; empty groups are left out."""
    found: dict[str, list[Line]] = {code: [] for code, _label in GROUPS}
    marks = marks_of(sheet)
    for entry in sheet.entries:
        found[stretch(entry.due_on, sheet.today)].append(line(entry, marks))
    return [LineGroup(code, str(label), tuple(found[code])) for code, label in GROUPS if found[code]]


def stretch(due: dt.date | None, today: dt.date) -> str:
    """Which group a day falls into, as seen from today."""
    if due is None:
        return "none"
    if due < today:
        return "past"
    days = (due - today).days
    return "quarter" if days <= 92 else "year" if days <= 366 else "later"


def marks_of(sheet: Sheet) -> dict[int, str]:
    """The plans of a sheet, each with the mark that stands for it; a single plan needs none."""
    plans = list(dict.fromkeys(entry.edition.plan_id for entry in sheet.entries))
    if len(plans) < 2:
        return dict.fromkeys(plans, "")
    return {plan: MARKS[i] if i < len(MARKS) else f"[{i + 1}]" for i, plan in enumerate(plans)}


def sources(sheet: Sheet) -> list[str]:
    """The plans a sheet draws on, marked as its lines are."""
    names = names_of(sheet)
    return [f"{mark}{names[plan]}" for plan, mark in marks_of(sheet).items()]


def names_of(sheet: Sheet) -> dict[int, str]:
    """The plans of a sheet by name; plans of the same name with their number, else their date, else their place."""
    editions = {entry.edition.plan_id: entry.edition for entry in sheet.entries}
    titles = Counter(str(edition.plan.title) for edition in editions.values())
    names: dict[int, str] = {}
    for plan, edition in editions.items():
        title = f"《{edition.plan.title}》"
        apart = edition.document_number or (edition.issued_on.isoformat() if edition.issued_on else "")
        named = f"{title}（{apart}）" if titles[edition.plan.title] > 1 and apart else title
        names[plan] = named if named not in names.values() else _("%(name)s（另一份）") % {"name": named}
    return names


def line(entry: SheetEntry, marks: Mapping[int, str]) -> Line:
    """An entry in words."""
    row = entry.row
    task = row if isinstance(row, Task) else None
    return Line(
        entry=entry,
        role=role_words(entry.role),
        through=through_words(entry.through),
        content=task.content if task else row.text,
        goals=goals_of(row, entry),
        due=due_words(entry),
        leaders=_("、").join(task.leaders) if task else "",
        units=units_words(row),
        source=str(entry.edition.plan.title),
        place=marks[entry.edition.plan_id] + addresses.words(row.address),
    )


def goals_of(row: Task | Responsibility, entry: SheetEntry) -> tuple[str, ...]:
    """A task's goals for the year, or the overall ones where it has none; a duty mark's targets."""
    if isinstance(row, Task):
        return tuple(row.annual_goals or row.overall_goals)
    return tuple(dict.fromkeys(target.text for target in entry.targets))


def role_words(role: str) -> str:
    """What the unit is to the duty, in two characters where that is enough."""
    short = {
        MentionRole.LEAD: _("牵头"),
        MentionRole.RESPONSIBLE: _("责任"),
        MentionRole.SUPPORTING: _("配合"),
        MentionRole.LEADER: _("责任领导"),
    }
    return short.get(MentionRole(role), role)


def through_words(printed: str) -> str:
    """By which name the plan calls the unit, where that is not its own: a group it belongs to, or another writing."""
    if not printed:
        return ""
    pattern = _("经“%(name)s”") if group_of(printed) else _("写作“%(name)s”")
    return pattern % {"name": printed}


def due_words(entry: SheetEntry) -> str:
    """The day, and whether it stands in the plan or was taken from the year."""
    if entry.due_on is None:
        return ""
    suffix = _("（年度末）") if entry.due_basis == DueBasis.YEAR else ""
    return f"{entry.due_on.isoformat()}{suffix}"


def units_words(row: Task | Responsibility) -> str:
    """Lead unit first, then the others."""
    others: Iterable[str] = [unit for unit in row.units if unit != row.lead_unit]
    if isinstance(row, Task):
        others = [*others, *row.supporting_units]
    lead = [_("%(unit)s（牵头）") % {"unit": row.lead_unit}] if row.lead_unit else []
    return _("、").join([*lead, *others])


def title_of(sheet: Sheet, *, person: bool) -> str:
    """The sheet's title on paper."""
    pattern = _("%(name)s责任任务清单") if person else _("%(name)s任务清单")
    return pattern % {"name": sheet.title}


def summary(sheet: Sheet, *, person: bool) -> str:
    """One sentence under the title; a leader leads everything on the sheet."""
    values = {"n": len(sheet.entries), "led": sheet.led, "plans": sheet.plans, "day": sheet.today.isoformat()}
    if person:
        return _("共 %(n)s 项，来自 %(plans)s 个规划；截至 %(day)s。") % values
    return _("共 %(n)s 项，其中牵头 %(led)s 项，来自 %(plans)s 个规划；截至 %(day)s。") % values
