"""Tables as people like them: a filter, an order and columns kept under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from gangmu_server.directory.models import Zone


class SavedView(models.Model):
    """A table's query under a name, for the one account that kept it."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("台账", max_length=16)
    name = models.CharField("名称", max_length=60)
    query = models.TextField("条件", blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["zone", "account", "kind", "name"], name="saved_view_name_once")]
        verbose_name = "台账视图"
        verbose_name_plural = "台账视图"

    def __str__(self) -> str:
        return self.name
