"""Two plans that are compared (PlanPair), and each run of the aligner over them (Alignment)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.base.models import Keyed
from gangmu_server.directory.models import Zone
from gangmu_server.library.models import Plan, Reading


class PairKind(models.TextChoices):
    """How two plans stand. `rows`: a plan's own text above, its responsibility tables below."""

    LINEAGE = "lineage", _("上下级")
    PEERS = "peers", _("同级")
    ROWS = "rows", _("正文与分工表")


class AlignmentState(models.TextChoices):
    """Where a run stands. `failed` says why in `error_code`."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("比对中")
    DONE = "done", _("已比对")
    FAILED = "failed", _("比对失败")


class PlanPair(Keyed):
    """Two plans, the upper first. It keeps its address, and the decisions made on it, while plans are read anew."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    upper = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pairs_below", verbose_name="上级规划")
    lower = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="pairs_above", verbose_name="下级规划")
    kind = models.CharField("关系", max_length=10, choices=PairKind.choices)
    evidence = models.JSONField("依据", default=list)  # of the latest judgement, as the alignment JSON has it
    is_live = models.BooleanField("有效", default=True)  # False once the two turned out to stand the other way round
    created_at = models.DateTimeField("建立时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["upper", "lower"]
        constraints = [
            models.UniqueConstraint(fields=["upper", "lower"], name="plan_pair_once"),
            models.CheckConstraint(
                condition=models.Q(kind=PairKind.ROWS, upper=models.F("lower"))
                | (~models.Q(kind=PairKind.ROWS) & ~models.Q(upper=models.F("lower"))),
                name="plan_pair_rows_of_one_plan",
            ),
        ]
        indexes = [models.Index(fields=["zone", "kind", "is_live"], name="plan_pair_zone_kind")]
        verbose_name = "规划对"
        verbose_name_plural = "规划对"

    def __str__(self) -> str:
        return f"{self.upper} → {self.lower}"


class Alignment(Keyed):
    """One run over a pair. `payload` is the alignment JSON as the library gave it, never edited.

    A later run stands beside the one in use until a person takes it; only the first, and one that says the same as
    the one before, is taken by itself.
    """

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    pair = models.ForeignKey(PlanPair, on_delete=models.CASCADE, related_name="alignments", verbose_name="规划对")
    number = models.PositiveIntegerField("次数")
    state = models.CharField("状态", max_length=10, choices=AlignmentState.choices, default=AlignmentState.QUEUED)
    in_use = models.BooleanField("采用", default=False)
    dismissed = models.BooleanField("不采用", default=False)
    upper_reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+", verbose_name="上级读取")
    lower_reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="+", verbose_name="下级读取")
    digest = models.CharField(max_length=64, blank=True)  # of what was compared: equal texts need no new run
    version = models.CharField("比对器版本", max_length=40, blank=True)
    payload = models.TextField("比对 JSON", blank=True)
    searched = models.JSONField("查找范围", default=dict)
    notices = models.JSONField("提示", default=list)  # code and names
    counts = models.JSONField("数量", default=dict)
    error_code = models.CharField("错误代码", max_length=60, blank=True)
    error_data = models.JSONField("错误数据", default=dict)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    queued_at = models.DateTimeField("排队时间")
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pair", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "number"], name="alignment_number_once_in_pair"),
            models.UniqueConstraint(
                fields=["pair"], condition=models.Q(in_use=True), name="alignment_one_in_use_in_pair"
            ),
            models.CheckConstraint(
                condition=models.Q(in_use=False) | models.Q(state=AlignmentState.DONE), name="alignment_in_use_is_done"
            ),
        ]
        indexes = [
            models.Index(fields=["zone", "state"], name="alignment_zone_state"),
            models.Index(fields=["zone", "in_use"], name="alignment_zone_in_use"),
        ]
        verbose_name = "比对"
        verbose_name_plural = "比对"

    def __str__(self) -> str:
        return f"{self.pair_id}#{self.number}"
