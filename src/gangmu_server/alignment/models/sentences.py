"""The rows of a run: every sentence of both plans, and every pair of sentences that was linked or suggested."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.alignment.models.pairs import Alignment
from gangmu_server.directory.models import Zone


class Side(models.TextChoices):
    """Which of the two plans a sentence stands in."""

    UPPER = "upper", _("上级")
    LOWER = "lower", _("下级")


class SentenceState(models.TextChoices):
    """What became of a sentence. An open upper one is taken up by nothing; an open lower one is new."""

    LINKED = "linked", _("已对应")
    OPEN = "open", _("未对应")
    NOT_APPLICABLE = "not_applicable", _("不适用")


class Relation(models.TextChoices):
    """What the lower sentence makes of the upper one."""

    ADOPTED = "adopted", _("照单承接")
    REFINED = "refined", _("细化")
    SOFTENED = "softened", _("弱化")
    STRENGTHENED = "strengthened", _("强化")
    RELATED = "related", _("相关")


class LinkState(models.TextChoices):
    """Whether two sentences count as linked."""

    LINKED = "linked", _("对应")
    SUGGESTED = "suggested", _("待核对")
    REJECTED = "rejected", _("已否定")


class Settled(models.Model):
    """A row over which a person's decision lies; none where it is as the aligner left it."""

    decision = models.ForeignKey(
        "alignment.LinkDecision", on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="核对"
    )

    class Meta:
        abstract = True

    @property
    def deed(self) -> str:
        """What was decided; empty where nobody did. The decision is loaded with the row."""
        return self.decision.deed if self.decision else ""


class Sentence(Settled):
    """A measure or the content of a table row, as it was compared, with where it stands and what it carries."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    alignment = models.ForeignKey(Alignment, on_delete=models.CASCADE, related_name="sentences", verbose_name="比对")
    side = models.CharField("一方", max_length=6, choices=Side.choices)
    position = models.PositiveIntegerField("次序")
    address = models.CharField("地址", max_length=200)
    is_row = models.BooleanField("分工表行", default=False)
    theme = models.CharField("章", max_length=200, blank=True)  # address of the chapter it stands under
    theme_title = models.TextField("章名", blank=True)
    text = models.TextField("原文")
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    has_figure = models.BooleanField("硬指标", default=False)
    has_date = models.BooleanField("时限", default=False)
    has_pilot = models.BooleanField("试点示范", default=False)
    has_money = models.BooleanField("资金", default=False)
    state = models.CharField("状态", max_length=16, choices=SentenceState.choices, default=SentenceState.OPEN)
    nearest = models.JSONField("最相近", default=list)  # key, text, score of lower sentences, for one nobody took up
    owners = models.JSONField("建议责任单位", default=list)
    lost = models.JSONField("丢掉的承诺", default=list)  # of an upper one: promises that none of its links holds

    class Meta:
        ordering = ["alignment", "side", "position"]
        constraints = [
            models.UniqueConstraint(fields=["alignment", "side", "address"], name="sentence_once_on_its_side"),
            models.CheckConstraint(condition=models.Q(end__gte=models.F("start")), name="sentence_span_forward"),
        ]
        indexes = [models.Index(fields=["zone", "address"], name="sentence_address")]
        verbose_name = "句子"
        verbose_name_plural = "句子"

    def __str__(self) -> str:
        return self.address


class Link(Settled):
    """Two sentences. `relation` is the effective one, `read_relation` the aligner's, empty where it made no link."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    alignment = models.ForeignKey(Alignment, on_delete=models.CASCADE, related_name="links", verbose_name="比对")
    upper = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="answers", verbose_name="上级句子")
    lower = models.ForeignKey(Sentence, on_delete=models.CASCADE, related_name="answered", verbose_name="下级句子")
    state = models.CharField("状态", max_length=10, choices=LinkState.choices)
    read_state = models.CharField("比对结果", max_length=10, choices=LinkState.choices, blank=True)
    relation = models.CharField("关系", max_length=14, choices=Relation.choices, blank=True)
    read_relation = models.CharField("比对得出的关系", max_length=14, choices=Relation.choices, blank=True)
    score = models.FloatField("把握", default=0.0)
    changes = models.JSONField("字词变化", default=list)
    dropped = models.JSONField("丢掉的承诺", default=list)
    quantities = models.JSONField("数量变化", default=list)
    reasons = models.JSONField("理由", default=list)
    held = models.TextField("共有内容", blank=True)  # shared subjects and pairs of characters, apart by spaces

    class Meta:
        ordering = ["alignment", "upper__position", "lower__position"]
        constraints = [
            models.UniqueConstraint(fields=["upper", "lower"], name="link_once_between_two_sentences"),
            models.CheckConstraint(
                condition=~models.Q(state=LinkState.LINKED) | ~models.Q(relation=""), name="link_has_a_relation"
            ),
        ]
        indexes = [models.Index(fields=["alignment", "state"], name="link_alignment_state")]
        verbose_name = "对应"
        verbose_name_plural = "对应"

    def __str__(self) -> str:
        return f"{self.upper_id} → {self.lower_id}"
