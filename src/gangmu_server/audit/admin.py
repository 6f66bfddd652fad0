"""Audit entries for a superuser's eyes."""

from __future__ import annotations

from django.contrib import admin

from gangmu_server.audit.models import AuditEntry
from gangmu_server.base.admin import ReadOnlyAdmin


@admin.register(AuditEntry)
class AuditEntryAdmin(ReadOnlyAdmin):
    """Newest first."""

    list_display = ("number", "zone", "at", "actor_name", "action", "object_label")
    list_filter = ("zone", "action")
    ordering = ("-at",)
