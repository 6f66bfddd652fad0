"""A unit's or leader's sheet as a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.translation import gettext as _

from gangmu_server.documents.sheet import Line, groups, summary, title_of
from gangmu_server.documents.table_xlsx import Printed, write_table
from gangmu_server.library.payloads import Sheet


def sheet_xlsx(sheet: Sheet, *, person: bool) -> bytes:
    """All lines in one table that can be filtered, most pressing first."""
    head = [
        _("序号"), _("时段"), _("时限"), _("角色"), _("工作内容"), _("目标要求"), _("责任领导"), _("责任单位"),
        _("规划"), _("出处"),
    ]  # fmt: skip
    rows: list[list[Any]] = []
    for group in groups(sheet):
        rows += [_row(len(rows) + i, group.label, line) for i, line in enumerate(group.lines, start=1)]
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    title = title_of(sheet, person=person)
    page = book.add_worksheet(_("任务清单"))
    write_table(book, page, Printed(title, (summary(sheet, person=person),), head, rows))
    book.close()
    return out.getvalue()


def _row(number: int, group: str, line: Line) -> list[Any]:
    goals = "\n".join(f"{i}. {goal}" for i, goal in enumerate(line.goals, start=1)) if len(line.goals) > 1 else ""
    goal = goals or "".join(line.goals)
    due = line.entry.due_on or ""
    role = f"{line.role}（{line.through}）" if line.through else line.role
    return [number, group, due, role, line.content, goal, line.leaders, line.units, line.source, line.place]
