"""What several apps' models share, and the pulse of background workers. No domain words."""

from __future__ import annotations

from django.db import models

from gangmu_server.base.ids import new_key


class Keyed(models.Model):
    """A row with an address: `key` stands in URLs and never changes."""

    key = models.CharField("编号", max_length=16, unique=True, default=new_key, editable=False)

    class Meta:
        abstract = True


class Dated(models.Model):
    """A row that holds from a day to a day, both included; open where a date is missing."""

    valid_from = models.DateField("起始日期", null=True, blank=True)
    valid_until = models.DateField("终止日期", null=True, blank=True)

    class Meta:
        abstract = True


def valid_period(name: str) -> models.CheckConstraint:
    """The constraint of a `Dated` model: it does not end before it starts."""
    condition = (
        models.Q(valid_from__isnull=True)
        | models.Q(valid_until__isnull=True)
        | models.Q(valid_until__gte=models.F("valid_from"))
    )
    return models.CheckConstraint(condition=condition, name=name)


class WorkerPulse(models.Model):
    """A background worker that is alive: written every few seconds, so that a dead worker's job can be taken over."""

    worker_id = models.CharField(max_length=64, unique=True)
    host = models.CharField(max_length=255)
    pid = models.PositiveIntegerField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.worker_id
