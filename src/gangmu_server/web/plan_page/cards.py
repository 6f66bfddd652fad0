"""The records of a plan as the page's script takes them: one list, numbered as the marks in the source are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from gangmu.model import (
    Indicator,
    IndicatorValue,
    Measure,
    Plan,
    Project,
    Proposal,
    Provision,
    Repair,
    Responsibility,
    Target,
    Task,
)
from gangmu_server.library import addresses
from gangmu_server.web import issue_words, labels
from gangmu_server.web.english import listed
from gangmu_server.web.plan_page.marks import KINDS, SURE

Fields = list[tuple[str, str]]
REPAIRS_SHOWN, LONGEST_REPAIR = 4, 20


def cards_of(plan: Plan, proposals: Mapping[str, Proposal] | None = None) -> list[dict[str, Any]]:
    """A card for each record in the order of `marks_of`, then one for each thing the reader noticed and each repair.

    `k` kind, `a` address, `w` place in words, `s` start, `e` end, `t` headline, `n` the figure or names beside it,
    `d` deadline, `x` the words of the plan, `f` further fields, `q` doubts.
    """
    places = places_of(plan)
    makers: dict[str, Any] = {
        "target": _target,
        "indicator": _indicator,
        "project": _project,
        "responsibility": _responsibility,
        "measure": _measure,
        "task": _task,
    }
    cards = []
    due = first_deadlines(plan)
    for kind, field, _letter in KINDS:
        for record in getattr(plan, field):
            shared = {"k": kind, "a": record.id, "w": _place(record, places), "s": record.span[0], "e": record.span[1]}
            card = shared | makers[kind](record) | {"q": list(_doubts(record))}
            card["f"] = [*card["f"], *_repairs(record)]
            cards.append(card | {"d": card["d"] or due.get(record.id, "")})
    cards += [_issue(i, issue, plan, places) for i, issue in enumerate(plan.issues)]
    return cards + [_proposal(address, found, plan, places) for address, found in (proposals or {}).items()]


def first_deadlines(plan: Plan) -> dict[str, str]:
    """The first deadline among each task's goals, by the task's id."""
    found: dict[str, str] = {}
    for target in plan.targets:
        if target.task and target.deadline:
            found[target.task] = min(found.get(target.task, target.deadline), target.deadline)
    return found


def places_of(plan: Plan) -> dict[str, str]:
    """Each provision's place in printed numbers, its parents' first; an unnumbered one by its heading."""
    places: dict[str, str] = {}
    for provision in plan.provisions:
        places[provision.id] = places.get(provision.parent or "", "") + _own(provision)
    return places


def _own(provision: Provision) -> str:
    if provision.number:
        return provision.number
    if provision.kind == "preamble":
        return _("引言")
    return f"“{provision.heading}”" if provision.heading else ""


def _place(record: Any, places: dict[str, str]) -> str:
    above = getattr(record, "provision", None)
    if above in places:
        return places[above]
    return addresses.words(getattr(record, "task", None) or getattr(record, "box", None) or record.id)


def _doubts(record: Any) -> Iterator[str]:
    for doubt in record.doubts:
        yield issue_words.words(doubt.code, doubt.message)
    if record.confidence < SURE:
        yield _("把握不大，请核对原文。")


def _repairs(record: Any) -> Fields:
    """What the reader left out, read otherwise or put in order inside the record."""
    moved = any(repair.why == issue_words.MOVED for repair in record.repairs)
    mended = [repair for repair in record.repairs if repair.why != issue_words.MOVED and repair.from_.strip()]
    order = _("同一行的单元格印的次序不同，已按列理顺") if moved else ""
    return _fields(
        (_("略去"), _left_out([repair for repair in mended if not repair.to])),
        (_("改读"), _listed(_("“%(from)s”读作“%(to)s”") % _words(repair) for repair in mended if repair.to)),
        (_("次序"), order),
    )


def _left_out(repairs: Sequence[Repair]) -> str:
    """What was left out, by the reason why."""
    by_why: dict[str, list[Repair]] = {}
    for repair in repairs:
        by_why.setdefault(repair.why, []).append(repair)
    said = (
        _("%(texts)s（%(why)s）")
        % {"texts": _listed(_("“%(from)s”") % _words(r) for r in same), "why": issue_words.why(why)}
        for why, same in by_why.items()
    )
    return _("；").join(said)


def _words(repair: Repair) -> dict[str, str]:
    return {"from": repair.from_.strip()[:LONGEST_REPAIR], "to": repair.to.strip()[:LONGEST_REPAIR]}


def _listed(said: Iterable[str]) -> str:
    return _("、").join(list(dict.fromkeys(said))[:REPAIRS_SHOWN])


def _fields(*pairs: tuple[str, str | None]) -> Fields:
    return [(label, value) for label, value in pairs if value]


def _target(record: Target) -> dict[str, Any]:
    figure = labels.figure(record.value, record.unit, record.comparator, record.value_max)
    due = record.deadline or (labels.word("recurrence", record.recurrence) if record.recurrence else "")
    hints = [_("年份按上下文推定")] if record.inferred_year else []
    hints += [_("时限有歧义")] if record.ambiguous else []
    fields = _fields(
        (_("要求"), labels.word("comparator", record.comparator)),
        (_("口径"), labels.word("basis", record.basis) if record.value is not None else ""),
        (_("时限原文"), record.deadline_text),
        (_("所属年度"), str(record.year or "")),
        (_("说明"), "；".join(hints)),
    )
    return {"t": record.metric, "n": figure, "d": due, "x": record.text, "f": fields}


def _indicator(record: Indicator) -> dict[str, Any]:
    fields = _fields(
        (_("类别"), record.category),
        (_("基期值"), _cell(record.baseline)),
        (_("目标值"), _cell(record.target)),
        (_("单位"), record.unit),
        (_("属性"), record.attribute),
    )
    figure = f"{record.target.text or ''}{record.unit or ''}" if record.target.text else ""
    return {"t": record.name, "n": figure, "d": str(record.target.year or ""), "x": record.text, "f": fields}


def _cell(value: IndicatorValue) -> str:
    if not value.text:
        return ""
    return _("%(value)s（%(year)s 年）") % {"value": value.text, "year": value.year} if value.year else value.text


def _project(record: Project) -> dict[str, Any]:
    fields = _fields(
        (_("专栏"), record.box),
        (_("分组"), record.group),
        (_("要求"), record.action),
        (_("地区"), "、".join(record.places)),
    )
    stage = labels.word("stage", record.stage) if record.stage else ""
    return {"t": record.name, "n": stage, "d": "", "x": record.text, "f": fields}


def _responsibility(record: Responsibility) -> dict[str, Any]:
    fields = _fields((_("牵头单位"), record.lead_unit), (_("责任单位"), "、".join(record.units)))
    return {"t": record.text, "n": _units(record.lead_unit, record.units), "d": "", "x": record.text, "f": fields}


def _units(lead: str | None, units: tuple[str, ...]) -> str:
    first = lead or (units[0] if units else "")
    others = len(set(units) - {first})
    return _("%(unit)s等 %(n)s 个单位") % {"unit": first, "n": others + 1} if others else first


def _measure(record: Measure) -> dict[str, Any]:
    fields = _fields((_("地区"), "、".join(record.places)), (_("试点示范"), "、".join(record.pilots)))
    return {"t": record.text, "n": "", "d": "", "x": record.text, "f": fields}


def _task(record: Task) -> dict[str, Any]:
    fields = _fields(
        (_("类别"), record.section),
        (_("总体目标"), "\n".join(record.overall_goals)),
        (_("年度目标"), "\n".join(record.annual_goals)),
        (_("年度"), str(record.year or "")),
        (_("责任领导"), "、".join(record.leaders)),
        (_("牵头单位"), record.lead_unit),
        (_("责任单位"), "、".join(record.units)),
        (_("配合单位"), "、".join(record.supporting_units)),
    )
    who = listed([*record.leaders, _units(record.lead_unit, record.units)])
    return {"t": record.content, "n": who, "d": record.due or "", "x": record.content, "f": fields}


def _issue(number: int, issue: Any, plan: Plan, places: dict[str, str]) -> dict[str, Any]:
    words = issue_words.words(issue.code, issue.message)
    card = {"k": "issue", "a": f"issue/{number}", "w": _above(issue.span[0], plan, places)}
    return card | {"s": issue.span[0], "e": issue.span[1], "t": words, "n": "", "d": "", "x": "", "f": [], "q": []}


def _proposal(address: str, proposal: Proposal, plan: Plan, places: dict[str, str]) -> dict[str, Any]:
    """A repair that waits for a person."""
    start, end = proposal.span
    card = {"k": "repair", "a": address, "w": _above(start, plan, places), "s": start, "e": end}
    fields = _fields((_("类别"), issue_words.why(proposal.kind)))
    return card | {"t": proposal.why, "n": "", "d": "", "x": "", "f": fields, "q": []}


def _above(at: int, plan: Plan, places: dict[str, str]) -> str:
    """The provision a place of the source lies in, in printed numbers."""
    above = [p for p in plan.provisions if p.span[0] <= at]
    return places[max(above, key=lambda p: p.span[0]).id] if above else ""
