"""What the documents say, for a superuser's eyes."""

from __future__ import annotations

from django.contrib import admin

from gangmu_server.base.admin import ReadOnlyAdmin
from gangmu_server.library.models import Edition, Plan, Reading, SourceFile


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    """Works."""

    list_display = ("title", "zone", "level", "deleted_at")
    list_filter = ("zone", "level")


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Versions."""

    list_display = ("plan", "number", "state", "is_current", "issue_count")


@admin.register(SourceFile)
class SourceFileAdmin(ReadOnlyAdmin):
    """Files, without a link to their bytes: those go through an access function."""

    list_display = ("name", "zone", "size", "sha256")
    exclude = ("content",)


@admin.register(Reading)
class ReadingAdmin(ReadOnlyAdmin):
    """Runs of the reader, without their text."""

    list_display = ("edition", "number", "state", "reader_version", "finished_at", "error_code")
    exclude = ("payload", "text")
