"""The audit app."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.audit"
    label = "audit"
    verbose_name = "审计"
