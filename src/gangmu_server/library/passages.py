"""What search finds: a plan's title, its provisions, table rows, indicators and projects, each with its trail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gangmu import model as plan_model
from gangmu_server.library.models import Edition, Passage

LONGEST = 4000
"""A passage's characters: positions in PostgreSQL's index end at 16,383, and a long hit shows nothing."""
ARROW = " › "
_STOP = re.compile(r"(?<=[。；\n])")


def passages_of(edition: Edition, plan: plan_model.Plan) -> Iterator[Passage]:
    """All passages of a plan in reading order of each kind."""
    if plan.document.title:
        yield title_passage(edition, plan.document.title)
    trails: dict[str, str] = {}
    for node in plan.provisions:
        own = f"{node.number or ''}{_space(node.number)}{node.heading or ''}".strip()
        above = trails.get(node.parent or "", "")
        trails[node.id] = ARROW.join(part for part in (above, own) if part)
        for text in _cut(node.text):
            heading, trail = node.heading or "", trails[node.id]
            yield _passage(edition, "provision", node.id, trail=trail, heading=heading, text=text, span=node.span)
    for task in plan.tasks:
        trail, text = _task_trail(task), _task_text(task)
        yield _passage(edition, "task", task.id, trail=trail, heading=task.content, text=text, span=task.span)
    for row in plan.indicators:
        trail = ARROW.join(part for part in (row.category,) if part)
        text = f"{row.name} {row.text}"
        yield _passage(edition, "indicator", row.id, trail=trail, heading=row.name, text=text, span=row.span)
    for project in plan.projects:
        trail = ARROW.join(part for part in (project.box, project.group) if part)
        name, span = project.name, project.span
        yield _passage(edition, "project", project.id, trail=trail, heading=name, text=name, span=span)


def title_passage(edition: Edition, title: str) -> Passage:
    """A plan's title, by which search finds the plan itself."""
    return _passage(edition, "plan", "", trail="", heading=title, text=title, span=(0, 0))


def _passage(
    edition: Edition, kind: str, address: str, *, trail: str, heading: str, text: str, span: plan_model.Span
) -> Passage:
    return Passage(
        zone_id=edition.zone_id,
        edition=edition,
        kind=kind,
        address=address,
        trail=trail,
        heading=heading,
        text=text[:LONGEST],
        start=span[0],
        end=span[1],
    )


def _space(number: str | None) -> str:
    """A chapter's number stands apart from its heading; `（一）` and `1.` do not."""
    return " " if number and number[-1] not in "）、.．" else ""


def _task_trail(task: plan_model.Task) -> str:
    return ARROW.join(part for part in (task.annex, task.section, f"第{task.number}项") if part)


def _task_text(task: plan_model.Task) -> str:
    units = [*task.units, *task.supporting_units]
    parts = [task.content, *task.overall_goals, *task.annual_goals, "、".join(task.leaders), "、".join(units)]
    return "\n".join(part for part in parts if part)


def _cut(text: str) -> Iterator[str]:
    """The text in stretches of at most LONGEST characters, parted at sentence ends where there are any."""
    if len(text) <= LONGEST:
        yield text
        return
    held = ""
    for piece in _STOP.split(text):
        for part in (piece[i : i + LONGEST] for i in range(0, len(piece), LONGEST)):
            if len(held) + len(part) > LONGEST:
                yield held
                held = ""
            held += part
    if held:
        yield held
