"""One table for each kind of record."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import django_tables2 as tables
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from gangmu_server.library.models import Indicator, Project, Target
from gangmu_server.web import labels
from gangmu_server.web.english import listed
from gangmu_server.web.tables.columns import RecordTable, SentenceColumn, WordsColumn, evidence

NUMBER = {"td": {"class": "num"}, "th": {"class": "num"}}


class DayColumn(tables.Column):
    """A day as 2025-12-31; a date in an export."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name=_("时限"), attrs={"td": {"class": "nowrap"}}, default="", **kwargs)

    def render(self, value: dt.date) -> str:
        """The day."""
        return value.isoformat()

    def value(self, value: dt.date) -> dt.date | None:
        """The day as a date."""
        return value or None


class CodeColumn(tables.Column):
    """A code in words."""

    def __init__(self, verbose_name: Any, words: str, **kwargs: Any) -> None:
        self.words = words
        super().__init__(verbose_name=verbose_name, default="", **kwargs)

    def render(self, value: str) -> str:
        """The words."""
        return labels.word(self.words, value)

    value = render


class FigureColumn(tables.Column):
    """A number as printed, which opens its sentence; a number in an export."""

    def __init__(self, verbose_name: Any, **kwargs: Any) -> None:
        super().__init__(verbose_name=verbose_name, attrs=NUMBER, default="", **kwargs)

    def render(self, value: Decimal, record: Any) -> SafeString:
        """The figure as a link."""
        return format_html('<a href="{}">{}</a>', evidence(record), labels.number(value))

    def value(self, value: Decimal) -> Decimal | None:
        """The figure."""
        return value if isinstance(value, Decimal) else None


class TargetTable(RecordTable):
    """目标."""

    metric = SentenceColumn(_("事项"), accessor="metric")
    figure = tables.Column(_("目标值"), accessor="value", attrs=NUMBER, empty_values=())
    value_low = FigureColumn(_("数值"), accessor="value")
    value_high = FigureColumn(_("上限"), accessor="value_max")
    unit = tables.Column(_("计量单位"), default="")
    comparator = CodeColumn(_("要求"), "comparator")
    basis = CodeColumn(_("口径"), "basis")
    deadline = DayColumn(empty_values=())
    deadline_text = tables.Column(_("时限原文"), default="")
    recurrence = CodeColumn(_("周期"), "recurrence", attrs={"td": {"class": "nowrap"}})
    text = SentenceColumn(_("原文"))

    sorts = {
        "metric": "metric",
        "figure": "value",
        "deadline": "due",
        "plan": "plan",
        "unit": "unit",
        "comparator": "comparator",
    }
    hidden = ("value_low", "value_high", "unit", "comparator", "text")

    class Meta(RecordTable.Meta):
        sequence = ("metric", "figure", "deadline", "recurrence", "deadline_text", "basis", "plan", "place", "...")

    def render_figure(self, record: Target) -> SafeString:
        """The figure in words, which opens its sentence."""
        figure = self.value_figure(record)
        return format_html('<a href="{}">{}</a>', evidence(record), figure) if figure else SafeString("")

    def value_figure(self, record: Target) -> str:
        """The figure in words."""
        return labels.figure(record.value, record.unit, record.comparator, record.value_max)

    def render_basis(self, record: Target) -> str:
        """What the figure measures; nothing where there is no figure."""
        return labels.word("basis", record.basis) if record.value is not None else ""

    def render_deadline(self, record: Target) -> SafeString | str:
        """The day; guessed years and open wordings are marked."""
        if not record.deadline:
            return ""
        doubt = record.inferred_year or record.ambiguous
        why = _("时限有歧义") if record.ambiguous else _("年份按上下文推定")
        mark = format_html('<span class="doubt-mark" title="{}">?</span>', why) if doubt else ""
        return format_html("{}{}", record.deadline.isoformat(), mark)

    def value_deadline(self, record: Target) -> dt.date | None:
        """The day."""
        return record.deadline


class TaskTable(RecordTable):
    """任务."""

    number = tables.Column(_("序号"), accessor="number")
    section = tables.Column(_("类别"), default="", attrs={"td": {"class": "col-section"}})
    content = SentenceColumn(_("工作内容"), accessor="content", chain=True)
    overall_goals = WordsColumn(_("总体目标"))
    annual_goals = WordsColumn(_("年度目标"))
    year = tables.Column(_("年度"), default="", attrs=NUMBER)
    due_on = DayColumn()
    due_basis = tables.Column(_("时限依据"), accessor="get_due_basis_display", default="")
    leaders = WordsColumn(_("责任领导"), page="leader")
    lead_unit = tables.Column(_("牵头单位"), default="")
    units = WordsColumn(_("责任单位"), page="printed-unit")
    supporting_units = WordsColumn(_("配合单位"), page="printed-unit")

    sorts = {"number": "number", "due_on": "due", "plan": "plan", "lead_unit": "unit"}
    hidden = ("section", "overall_goals", "due_basis", "supporting_units", "number")

    class Meta(RecordTable.Meta):
        sequence = (
            "content",
            "annual_goals",
            "due_on",
            "leaders",
            "lead_unit",
            "units",
            "year",
            "plan",
            "place",
            "...",
        )

    def render_annual_goals(self, value: list[str]) -> SafeString:
        """The goals one below the other."""
        return goals(value)

    def render_overall_goals(self, value: list[str]) -> SafeString:
        """The goals one below the other."""
        return goals(value)

    def value_annual_goals(self, value: list[str]) -> str:
        """One goal a line."""
        return "\n".join(value)

    def value_overall_goals(self, value: list[str]) -> str:
        """One goal a line."""
        return "\n".join(value)


def goals(value: list[str]) -> SafeString:
    """Goals as a list where there are several."""
    if len(value) < 2:
        return format_html('<span class="cell-text" lang="zh">{}</span>', value[0] if value else "")
    goals = format_html_join("", "<li>{}</li>", ((goal,) for goal in value))
    return format_html('<ol class="goals" lang="zh">{}</ol>', goals)


class IndicatorTable(RecordTable):
    """指标."""

    category = tables.Column(_("类别"), default="")
    name = SentenceColumn(_("指标"), accessor="name")
    unit = tables.Column(_("单位"), default="")
    baseline = FigureColumn(_("基期值"), accessor="baseline_value")
    baseline_year = tables.Column(_("基期"), default="", attrs=NUMBER)
    target = tables.Column(_("目标值"), accessor="target_value", attrs=NUMBER, empty_values=())
    target_year = tables.Column(_("目标年"), default="", attrs=NUMBER)
    attribute = tables.Column(_("属性"), default="")
    basis = CodeColumn(_("口径"), "basis")

    sorts = {
        "name": "name",
        "category": "category",
        "baseline": "baseline",
        "target": "target",
        "target_year": "year",
        "attribute": "attribute",
        "plan": "plan",
    }
    hidden = ("basis",)

    class Meta(RecordTable.Meta):
        sequence = (
            "category",
            "name",
            "unit",
            "baseline_year",
            "baseline",
            "target_year",
            "target",
            "attribute",
            "plan",
            "place",
            "...",
        )

    def render_target(self, record: Indicator) -> SafeString:
        """The target as printed, which opens its row."""
        target = self.value_target(record)
        return format_html('<a href="{}">{}</a>', evidence(record), target) if target else SafeString("")

    def value_target(self, record: Indicator) -> str:
        """The target as printed."""
        return record.target_text or labels.figure(record.target_value, "", record.comparator, record.target_max)


class ProjectTable(RecordTable):
    """项目."""

    name = SentenceColumn(_("项目"), accessor="name")
    stage = CodeColumn(_("阶段"), "stage")
    action = tables.Column(_("要求"), default="")
    box = tables.Column(_("专栏"), default="", attrs={"td": {"class": "nowrap"}})
    group = tables.Column(_("分组"), default="")
    places = tables.Column(_("地区"), accessor="payload__places", default="")
    text = SentenceColumn(_("原文"))

    sorts = {"name": "name", "stage": "stage", "box": "box", "plan": "plan"}
    hidden = ("text",)

    class Meta(RecordTable.Meta):
        sequence = ("name", "stage", "action", "places", "group", "box", "plan", "place", "...")

    def render_places(self, value: list[str]) -> str:
        """The places."""
        return listed(value)

    def value_places(self, record: Project) -> str:
        """The places."""
        return "、".join(record.payload.get("places") or ())


class ResponsibilityTable(RecordTable):
    """责任分工."""

    text = SentenceColumn(_("工作内容"), chain=True)
    lead_unit = tables.Column(_("牵头单位"), default="")
    units = WordsColumn(_("责任单位"), page="printed-unit")
    due_on = DayColumn()
    due_basis = tables.Column(_("时限依据"), accessor="get_due_basis_display", default="")

    sorts = {"lead_unit": "unit", "due_on": "due", "plan": "plan"}
    hidden = ("due_basis",)

    class Meta(RecordTable.Meta):
        sequence = ("text", "lead_unit", "units", "due_on", "plan", "place", "...")


class MeasureTable(RecordTable):
    """举措."""

    text = SentenceColumn(_("举措"), chain=True)
    verb = tables.Column(_("动词"), default="")
    places = tables.Column(_("地区"), accessor="payload__places", default="")

    sorts = {"verb": "verb", "plan": "plan"}

    class Meta(RecordTable.Meta):
        sequence = ("text", "verb", "places", "plan", "place", "...")

    def render_places(self, value: list[str]) -> str:
        """The places."""
        return listed(value)

    def value_places(self, record: Any) -> str:
        """The places."""
        return "、".join(record.payload.get("places") or ())
