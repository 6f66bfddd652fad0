"""Records of the reading in use as rows, so that tables, sheets and search are queries. Replaced whole."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.directory.models import Zone
from gangmu_server.library.models.works import Edition

VALUE = {"max_digits": 30, "decimal_places": 8, "null": True, "blank": True}


class DueBasis(models.TextChoices):
    """Where a row's due date comes from."""

    PRINTED = "printed", _("表内时限")
    GOAL = "goal", _("目标时限")
    YEAR = "year", _("年度末")
    NONE = "none", _("未写时限")


class MentionRole(models.TextChoices):
    """How a row names a unit or a person."""

    LEAD = "lead", _("牵头单位")
    RESPONSIBLE = "responsible", _("责任单位")
    SUPPORTING = "supporting", _("配合单位")
    LEADER = "leader", _("责任领导")


class Record(models.Model):
    """What all kinds share: address, place in the text, order, and the contract's own record in `payload`.

    Values are the effective ones. Where a person decided, `settled_…` says how, who and when, and `was` what was read.
    """

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="%(class)ss", verbose_name="版本")
    address = models.CharField("地址", max_length=200)
    position = models.PositiveIntegerField("次序")
    text = models.TextField("原文")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    confidence = models.FloatField("把握", default=1.0)
    doubt_count = models.PositiveIntegerField("疑点数", default=0)
    payload = models.JSONField("记录", default=dict)
    settled_kind = models.CharField("核对", max_length=16, blank=True)
    settled_by = models.CharField("核对人", max_length=150, blank=True)
    settled_at = models.DateTimeField("核对时间", null=True)
    was = models.JSONField("原值", default=dict)

    class Meta:
        abstract = True
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "address"], name="%(class)s_address_once_in_edition"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="%(class)s_span_forward"),
        ]

    def __str__(self) -> str:
        return self.address


class Provision(Record):
    """A node of the numbered hierarchy (条款)."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="provisions", verbose_name="版本")
    parent_address = models.CharField("上级地址", max_length=200, blank=True)
    kind = models.CharField("类型", max_length=12)
    number = models.CharField("编号", max_length=60, blank=True)
    heading = models.TextField("标题", blank=True)
    depth = models.PositiveSmallIntegerField("深度", default=0)

    class Meta(Record.Meta):
        verbose_name = "条款"


class Task(Record):
    """A row of a responsibility table (任务)."""

    annex = models.CharField("附件", max_length=60)
    number = models.CharField("序号", max_length=30)
    section = models.TextField("类别", blank=True)
    content = models.TextField("工作内容")
    overall_goals = models.JSONField("总体目标", default=list)
    annual_goals = models.JSONField("年度目标", default=list)
    year = models.PositiveSmallIntegerField("年度", null=True)
    due_on = models.DateField("时限", null=True)
    due_basis = models.CharField("时限依据", max_length=10, choices=DueBasis.choices, default=DueBasis.NONE)
    leaders = models.JSONField("责任领导", default=list)
    units = models.JSONField("责任单位", default=list)
    lead_unit = models.CharField("牵头单位", max_length=200, blank=True)
    supporting_units = models.JSONField("配合单位", default=list)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["zone", "due_on"], name="task_due")]
        verbose_name = "任务"


class Responsibility(Record):
    """A duty mark in running text (责任分工) and the sentences it covers."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="responsibilities", verbose_name="版本")
    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, null=True, related_name="responsibilities")
    units = models.JSONField("单位", default=list)
    lead_unit = models.CharField("牵头单位", max_length=200, blank=True)
    mark_start = models.PositiveIntegerField("标注起")
    mark_end = models.PositiveIntegerField("标注止")
    due_on = models.DateField("时限", null=True)
    due_basis = models.CharField("时限依据", max_length=10, choices=DueBasis.choices, default=DueBasis.NONE)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["zone", "due_on"], name="responsibility_due")]
        verbose_name = "责任分工"


class Measure(Record):
    """A sentence that says what somebody is to do (举措)."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, null=True, related_name="measures")
    verb = models.CharField("动词", max_length=60, blank=True)
    places_key = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        verbose_name = "举措"


class Target(Record):
    """A commitment that can be checked (可核查的目标)."""

    provision = models.ForeignKey(Provision, on_delete=models.CASCADE, null=True, related_name="targets")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="targets")
    responsibility = models.ForeignKey(Responsibility, on_delete=models.SET_NULL, null=True, related_name="targets")
    metric = models.TextField("事项")
    value = models.DecimalField("数值", **VALUE)
    value_max = models.DecimalField("上限", **VALUE)
    unit = models.CharField("计量单位", max_length=40, blank=True)
    comparator = models.CharField("比较", max_length=12)
    basis = models.CharField("口径", max_length=16)
    deadline = models.DateField("时限", null=True)
    deadline_text = models.CharField("时限原文", max_length=100, blank=True)
    year = models.PositiveSmallIntegerField("所属年度", null=True)
    inferred_year = models.BooleanField("年份为推定", default=False)
    ambiguous = models.BooleanField("时限有歧义", default=False)
    recurrence = models.CharField("周期", max_length=10, blank=True)

    class Meta(Record.Meta):
        indexes = [models.Index(fields=["zone", "deadline"], name="target_deadline")]
        verbose_name = "目标"


class Indicator(Record):
    """A row of an indicator table (指标)."""

    category = models.CharField("类别", max_length=200, blank=True)
    name = models.CharField("指标", max_length=300)
    unit = models.CharField("计量单位", max_length=40, blank=True)
    baseline_year = models.PositiveSmallIntegerField("基期", null=True)
    baseline_value = models.DecimalField("基期值", **VALUE)
    baseline_text = models.CharField("基期值原文", max_length=100, blank=True)
    target_year = models.PositiveSmallIntegerField("目标年", null=True)
    target_value = models.DecimalField("目标值", **VALUE)
    target_max = models.DecimalField("目标上限", **VALUE)
    target_text = models.CharField("目标值原文", max_length=100, blank=True)
    comparator = models.CharField("比较", max_length=12, blank=True)
    basis = models.CharField("口径", max_length=16, blank=True)
    attribute = models.CharField("属性", max_length=20, blank=True)

    class Meta(Record.Meta):
        verbose_name = "指标"


class Project(Record):
    """A named project of a box or a list (项目)."""

    box = models.CharField("专栏", max_length=60, blank=True)
    group = models.CharField("分组", max_length=200, blank=True)
    name = models.CharField("项目", max_length=300)
    action = models.CharField("动作", max_length=60, blank=True)
    stage = models.CharField("阶段", max_length=16, blank=True)
    places_key = models.TextField(blank=True, default="")

    class Meta(Record.Meta):
        verbose_name = "项目"


class Mention(models.Model):
    """A unit or leader named by a task or a duty mark: what sheets and coverage are asked of.

    Where a person said which organisations a printed name means (各镇, a garbled one), each of them has a mention of
    its own, `through` that name; the printed name keeps its own.
    """

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="mentions")
    task = models.ForeignKey(Task, on_delete=models.CASCADE, null=True, related_name="mentions")
    responsibility = models.ForeignKey(Responsibility, on_delete=models.CASCADE, null=True, related_name="mentions")
    role = models.CharField("作用", max_length=12, choices=MentionRole.choices)
    name = models.CharField("名称", max_length=200)
    name_key = models.CharField("归一名称", max_length=200)
    base_key = models.CharField("不含括注的归一名称", max_length=200)
    position = models.PositiveIntegerField("次序", default=0)
    through = models.CharField("所经写法", max_length=200, blank=True, default="")

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(task__isnull=False, responsibility__isnull=True)
                | models.Q(task__isnull=True, responsibility__isnull=False),
                name="mention_of_one_row",
            )
        ]
        indexes = [
            models.Index(fields=["zone", "name_key", "role"], name="mention_name"),
            models.Index(fields=["zone", "base_key"], name="mention_base"),
        ]
        verbose_name = "单位或人员提及"

    def __str__(self) -> str:
        return self.name


class Passage(models.Model):
    """A stretch of text that search finds. Its bigrams stand in the full-text table of the database in use."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="passages")
    kind = models.CharField("类型", max_length=16)
    address = models.CharField("地址", max_length=200)
    trail = models.TextField("位置", blank=True)
    heading = models.TextField("标题", blank=True)
    text = models.TextField("文字")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")

    class Meta:
        ordering = ["edition", "start"]
        verbose_name = "检索片段"

    def __str__(self) -> str:
        return self.address
