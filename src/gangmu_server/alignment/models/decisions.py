"""People's decisions on pairs of sentences. Only added: a later one supersedes, a withdrawal takes one back."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.models.pairs import PlanPair
from gangmu_server.alignment.models.sentences import Relation
from gangmu_server.directory.models import Zone


class Deed(models.TextChoices):
    """What is decided. `not_applicable` is about one sentence, the others about two."""

    CONFIRM = "confirm", _("确认")
    REJECT = "reject", _("否定")
    ADD = "add", _("补上对应")
    RELATE = "relate", _("改关系")
    NOT_APPLICABLE = "not_applicable", _("不适用")
    WITHDRAW = "withdraw", _("撤回")


class LinkDecision(models.Model):
    """One decision on a pair of plans, keyed by address and text, so that it finds its sentences in another reading."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    pair = models.ForeignKey(PlanPair, on_delete=models.CASCADE, related_name="decisions", verbose_name="规划对")
    number = models.PositiveIntegerField("序号")
    deed = models.CharField("核对", max_length=16, choices=Deed.choices)
    upper = models.JSONField("上级句子", default=dict)  # address, digest, ordinal, twins, text; {} where none is meant
    lower = models.JSONField("下级句子", default=dict)
    relation = models.CharField("关系", max_length=14, choices=Relation.choices, blank=True)
    reason = models.TextField("理由", blank=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, blank=True, related_name="undone_by")
    decided_at = models.DateTimeField("时间")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_name = models.CharField("核对人", max_length=150)

    class Meta:
        ordering = ["pair", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pair", "number"], name="link_decision_number_once_in_pair"),
            models.CheckConstraint(
                condition=~models.Q(deed=Deed.NOT_APPLICABLE) | ~models.Q(reason=""),
                name="link_decision_not_applicable_says_why",
            ),
            models.CheckConstraint(
                condition=models.Q(deed=Deed.WITHDRAW, undoes__isnull=False)
                | (~models.Q(deed=Deed.WITHDRAW) & models.Q(undoes__isnull=True)),
                name="link_decision_withdrawal_names_one",
            ),
        ]
        verbose_name = "衔接核对"
        verbose_name_plural = "衔接核对"

    def __str__(self) -> str:
        return f"{self.pair_id}#{self.number}"
