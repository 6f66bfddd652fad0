"""The work (Plan), one version of it (Edition), its files, and each run of the reader over it (Reading)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gangmu_server.base.models import Keyed
from gangmu_server.directory.models import Place, PlaceLevel, Zone


class PublishedEditionError(Exception):
    """Something tried to change a published edition. Cure: open a new edition beside it."""


class EditionState(models.TextChoices):
    """A draft may be read again and given other files; a published edition never changes."""

    DRAFT = "draft", _("未定稿")
    PUBLISHED = "published", _("已定稿")


class ReadingState(models.TextChoices):
    """Where a reading stands. `done` may still carry issues; `failed` says why in `error_code`."""

    QUEUED = "queued", _("排队中")
    RUNNING = "running", _("读取中")
    DONE = "done", _("已读取")
    FAILED = "failed", _("读取失败")


class FileRole(models.TextChoices):
    """What a file is to its edition."""

    MAIN = "main", _("正文")
    ANNEX = "annex", _("附件")


class TwinReason(models.TextChoices):
    """By what a plan seems to be one that is in the library already."""

    NUMBER = "number", _("发文字号相同")
    TITLE = "title", _("名称、地区和年份相同")


class Plan(Keyed):
    """A plan (规划、方案、实施意见) as a work: it keeps its address while editions come and go."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="plans", verbose_name="示范区")
    title = models.CharField("名称", max_length=500)
    level = models.CharField("层级", max_length=20, choices=PlaceLevel.choices, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True, related_name="plans")
    # What a person set by hand stays when the document is read again.
    title_by_hand = models.BooleanField(default=False)
    level_by_hand = models.BooleanField(default=False)
    place_by_hand = models.BooleanField(default=False)
    annex_of_guess = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="annex_guesses",
        verbose_name="疑似附件所属",
    )
    annex_guess_refused = models.BooleanField(default=False)
    same_as_guess = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="same_guesses",
        verbose_name="疑似与之相同",
    )
    same_as_why = models.CharField("相同之处", max_length=10, choices=TwinReason.choices, blank=True, default="")
    same_guess_refused = models.BooleanField(default=False)
    created_at = models.DateTimeField("建立时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    deleted_at = models.DateTimeField("删除时间", null=True, blank=True)
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["zone", "deleted_at", "level"], name="plan_zone_level")]
        verbose_name = "规划"
        verbose_name_plural = "规划"

    def __str__(self) -> str:
        return self.title


class SourceFile(Keyed):
    """The bytes of one file, kept once a zone."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="files", verbose_name="示范区")
    name = models.CharField("文件名", max_length=255)
    sha256 = models.CharField("SHA-256", max_length=64)
    size = models.PositiveBigIntegerField("字节数")
    content = models.FileField("内容", upload_to="sources/", max_length=255)
    uploaded_at = models.DateTimeField("上传时间")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-uploaded_at"]
        constraints = [models.UniqueConstraint(fields=["zone", "sha256"], name="source_file_once_in_zone")]
        verbose_name = "源文件"
        verbose_name_plural = "源文件"

    def __str__(self) -> str:
        return self.name


class Edition(Keyed):
    """One version (版本) of a plan, with the facts the document states about itself."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="editions", verbose_name="示范区")
    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="editions", verbose_name="规划")
    number = models.PositiveIntegerField("版次")
    note = models.CharField("版本说明", max_length=200, blank=True)
    state = models.CharField("状态", max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    is_current = models.BooleanField("现行版本", default=False)
    files = models.ManyToManyField(SourceFile, through="EditionFile", related_name="editions")
    # Document facts as read.
    title = models.CharField("标题", max_length=500, blank=True)
    document_number = models.CharField("发文字号", max_length=100, blank=True)
    issuers = models.JSONField("发文机关", default=list)
    issued_on = models.DateField("成文日期", null=True, blank=True)
    level = models.CharField("层级", max_length=20, choices=PlaceLevel.choices, blank=True)
    places = models.JSONField("范围", default=list)
    places_key = models.TextField(blank=True, default="")
    horizon = models.JSONField("目标年份", default=list)
    cites = models.JSONField("引用文件", default=list)
    issue_count = models.PositiveIntegerField("读取提示数", default=0)
    created_at = models.DateTimeField("建立时间")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField("定稿时间", null=True, blank=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["plan", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["plan", "number"], name="edition_number_once_in_plan"),
            models.UniqueConstraint(
                fields=["plan"], condition=models.Q(is_current=True), name="edition_one_current_in_plan"
            ),
            models.CheckConstraint(
                condition=models.Q(state=EditionState.DRAFT) | models.Q(published_at__isnull=False),
                name="edition_published_has_time",
            ),
        ]
        indexes = [models.Index(fields=["zone", "is_current"], name="edition_zone_current")]
        verbose_name = "版本"
        verbose_name_plural = "版本"

    def __str__(self) -> str:
        return f"{self.title or self.plan_id}（第{self.number}版）"

    @property
    def is_published(self) -> bool:
        """Whether the edition is settled for good."""
        return self.state == EditionState.PUBLISHED

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the edition; one that is published already keeps its facts.

        Raises:
            PublishedEditionError: a fact of a published edition would change.
        """
        if self.pk is not None:
            stored = Edition.objects.filter(pk=self.pk, state=EditionState.PUBLISHED).first()
            if stored is not None and frozen_fields(stored) != frozen_fields(self):
                raise PublishedEditionError(self.key)
        super().save(*args, **kwargs)


class EditionFile(models.Model):
    """A file's part in an edition: the text itself or an annex, in order."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="+", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="parts")
    file = models.ForeignKey(SourceFile, on_delete=models.PROTECT, related_name="uses")
    role = models.CharField("作用", max_length=10, choices=FileRole.choices)
    position = models.PositiveIntegerField("次序", default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "file"], name="edition_file_once"),
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(role=FileRole.MAIN), name="edition_one_main_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition_id}:{self.position}"


class Reading(models.Model):
    """One run of the reader over an edition. `payload` is the plan JSON as the library gave it, never edited."""

    zone = models.ForeignKey(Zone, on_delete=models.PROTECT, related_name="readings", verbose_name="示范区")
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="readings")
    number = models.PositiveIntegerField("次数")
    state = models.CharField("状态", max_length=10, choices=ReadingState.choices, default=ReadingState.QUEUED)
    in_use = models.BooleanField("采用", default=False)
    reader_version = models.CharField("读取器版本", max_length=40, blank=True)
    payload = models.TextField("规划 JSON", blank=True)
    text = models.TextField("原文", blank=True)
    layout = models.JSONField("版面", default=list)  # paragraphs and tables of `text`; see layout.py
    issues = models.JSONField("提示", default=list)
    counts = models.JSONField("各类记录数", default=dict)
    unit_candidates = models.JSONField("待定单位", default=dict)  # printed unit → organisations it may be
    # What came of the zone's names after the reading ended; `payload` stays as it was read.
    late_proposals = models.JSONField("后来的修复建议", default=list)
    names_number = models.PositiveIntegerField("名录对照次数", default=0)
    error_code = models.CharField("错误代码", max_length=60, blank=True)
    error_data = models.JSONField("错误数据", default=dict)
    attempts = models.PositiveIntegerField("尝试次数", default=0)
    # How far recognition of scanned pages is while the reading runs; 0 of 0 where nothing is recognised.
    pages_done = models.PositiveIntegerField("已识别页数", default=0)
    pages_in_all = models.PositiveIntegerField("待识别页数", default=0)
    queued_at = models.DateTimeField("排队时间")
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["edition", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="reading_number_once_in_edition"),
            models.UniqueConstraint(
                fields=["edition"], condition=models.Q(in_use=True), name="reading_one_in_use_in_edition"
            ),
        ]
        indexes = [models.Index(fields=["zone", "state"], name="reading_zone_state")]
        verbose_name = "读取"
        verbose_name_plural = "读取"

    def __str__(self) -> str:
        return f"{self.edition_id}#{self.number}"


def frozen_fields(edition: Edition) -> dict[str, Any]:
    """The values of an edition that may not change once it is published."""
    names = (
        "plan_id", "number", "state", "title", "document_number", "issuers", "issued_on", "level", "places",
        "horizon", "cites", "published_at", "published_by_id",
    )  # fmt: skip
    return {name: getattr(edition, name) for name in names}
