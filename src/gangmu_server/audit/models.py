"""Who did what to what: entries are only added, and each carries the hash of the one before it."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.conf import settings
from django.db import models


class AppendOnlyError(Exception):
    """Something tried to change or delete an audit entry. Cure: add a new entry that corrects the old one."""


class AppendOnlyQuerySet(models.QuerySet["AuditEntry"]):
    """A queryset that can be read and added to, nothing else."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("审计记录只增不改")

    def delete(self) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("审计记录只增不删")


class Chain(models.Model):
    """The head of a zone's chain: how long it is and the last hash. Locked while an entry is added."""

    zone = models.OneToOneField(settings.ZONE_MODEL, on_delete=models.PROTECT, related_name="+")
    length = models.PositiveBigIntegerField(default=0)
    head = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"{self.zone_id}:{self.length}"


class AuditEntry(models.Model):
    """One deed. `actor_name` and `object_label` are as they were that day; `old` and `new` hold the changed values."""

    zone = models.ForeignKey(settings.ZONE_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    number = models.PositiveBigIntegerField("序号")
    at = models.DateTimeField("时间")
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="操作人"
    )
    actor_name = models.CharField("操作人姓名", max_length=150)
    action = models.CharField("操作", max_length=64)
    object_type = models.CharField("对象类型", max_length=64)
    object_id = models.CharField("对象编号", max_length=64)
    object_label = models.CharField("对象名称", max_length=500)
    old = models.JSONField("原值", default=dict)
    new = models.JSONField("新值", default=dict)
    previous_hash = models.CharField("前一条哈希", max_length=64, blank=True)
    hash = models.CharField("哈希", max_length=64)

    objects: ClassVar[models.Manager[AuditEntry]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["zone", "number"]
        constraints = [models.UniqueConstraint(fields=["zone", "number"], name="audit_entry_number_once_in_zone")]
        indexes = [
            models.Index(fields=["zone", "object_type", "object_id"], name="audit_entry_object"),
            models.Index(fields=["zone", "-at"], name="audit_entry_at"),
        ]
        verbose_name = "审计记录"
        verbose_name_plural = "审计记录"

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.object_label}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; an entry that is stored already is refused."""
        if self.pk is not None:
            raise AppendOnlyError("审计记录只增不改")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refused."""
        raise AppendOnlyError("审计记录只增不删")
