"""Decisions, which are only added; and the desk's queue, which is made anew from readings and decisions."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.base.models import Keyed
from gangmu_server.directory.models import Zone
from gangmu_server.library.models import Edition, Plan
from gangmu_server.review import decisions as pure


class FixedDecisionError(Exception):
    """Something tried to change or delete a decision. Cure: withdraw it, and decide again."""


class Deed(models.TextChoices):
    """What is decided; the codes of `decisions.Deed`."""

    CONFIRM = "confirm", _("确认")
    CORRECT = "correct", _("更正")
    REFUSE = "refuse", _("不是记录")
    SPLIT = "split", _("拆分")
    MERGE = "merge", _("合并")
    ADD = "add", _("补录")
    SETTLE = "settle", _("定时限")
    NOT_APPLICABLE = "not_applicable", _("不适用")
    ACCEPT_REPAIR = "accept_repair", _("采纳修复")
    REFUSE_REPAIR = "refuse_repair", _("不采纳修复")
    RESOLVE_UNIT = "resolve_unit", _("认定单位")
    WITHDRAW = "withdraw", _("撤回")


class About(models.TextChoices):
    """What a decision or a line of the queue is about; the codes of `decisions.About`."""

    TASK = "task", _("任务")
    TARGET = "target", _("目标")
    INDICATOR = "indicator", _("指标")
    PROJECT = "project", _("项目")
    RESPONSIBILITY = "responsibility", _("分工")
    MEASURE = "measure", _("举措")
    PROVISION = "provision", _("条款")
    UNIT = "unit", _("单位名称")
    REPAIR = "repair", _("文字修复")


class Decision(Keyed):
    """What a person decided about a plan: keyed by address and text, so that it outlives readings and editions."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="decisions", verbose_name="示范区")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="decisions", verbose_name="规划")
    edition = models.ForeignKey(Edition, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="版本")
    number = models.PositiveIntegerField("序号")
    deed = models.CharField("决定", max_length=16, choices=Deed.choices)
    about = models.CharField("类型", max_length=16, choices=About.choices)
    address = models.CharField("地址", max_length=200)
    digest = models.CharField("文字指纹", max_length=20)
    ordinal = models.PositiveIntegerField("同文次序", default=0)
    twins = models.PositiveIntegerField("同文条数", default=1)
    text = models.TextField("文字", blank=True)
    content = models.JSONField("内容", default=dict)
    reason = models.CharField("理由", max_length=500, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")
    reader_version = models.CharField("读取器版本", max_length=40, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_name = models.CharField("核对人", max_length=150)
    decided_at = models.DateTimeField("核对时间")

    class Meta:
        ordering = ["plan", "number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="decision_number_once_in_plan"),
            models.CheckConstraint(
                condition=models.Q(deed=Deed.WITHDRAW, undoes__isnull=False)
                | (~models.Q(deed=Deed.WITHDRAW) & models.Q(undoes__isnull=True)),
                name="decision_withdrawal_names_what_it_takes_back",
            ),
            models.CheckConstraint(condition=models.Q(deed__in=Deed.values), name="decision_known_deed"),
        ]
        indexes = [models.Index(fields=["zone", "decided_by", "decided_at"], name="decision_by_day")]
        verbose_name = "核对决定"
        verbose_name_plural = "核对决定"

    def __str__(self) -> str:
        return f"{self.get_deed_display()}：{self.text[:60] or self.address}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the decision.

        Raises:
            FixedDecisionError: it is stored already.
        """
        if self.pk is not None:
            raise FixedDecisionError(self.key)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused: only a purged plan takes its decisions with it."""
        raise FixedDecisionError(self.key)

    def value(self) -> pure.Decision:
        """The decision as `replay` takes it; `undoes` must be loaded for withdrawals."""
        about = pure.About(self.about)
        subject = pure.Subject(about, self.address, self.digest, self.ordinal, self.twins, self.text)
        return pure.Decision(
            number=self.number,
            deed=pure.Deed(self.deed),
            subject=subject,
            by=self.decided_name,
            at=self.decided_at,
            content=self.content,
            reason=self.reason,
            undoes=self.undoes.number if self.undoes is not None else None,
        )


class QueueItem(models.Model):
    """Something for the review desk: a doubtful record, an unknown unit, a proposed repair. Made anew, never edited."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="queue")
    about = models.CharField("类型", max_length=16, choices=About.choices)
    address = models.CharField("地址", max_length=200)
    score = models.PositiveSmallIntegerField("权重")
    reasons = models.JSONField("原因", default=list)
    codes = models.CharField("原因代码", max_length=100)
    label = models.TextField("内容")
    start = models.PositiveIntegerField("起", default=0)
    end = models.PositiveIntegerField("止", default=0)
    decision_number = models.PositiveIntegerField("旧决定", null=True)

    class Meta:
        ordering = ["-score", "edition", "start", "address"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "about", "address"], name="queue_item_once_in_edition")
        ]
        indexes = [models.Index(fields=["zone", "-score"], name="queue_worst_first")]
        verbose_name = "待核对"
        verbose_name_plural = "待核对"

    def __str__(self) -> str:
        return f"{self.about} {self.address}"
