"""Decisions for a superuser's eyes."""

from __future__ import annotations

from django.contrib import admin

from gangmu_server.base.admin import ReadOnlyAdmin
from gangmu_server.review.models import Decision


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    """Newest first."""

    list_display = ("plan", "number", "deed", "about", "address", "decided_name", "decided_at")
    list_filter = ("zone", "deed", "about")
    ordering = ("-decided_at",)
