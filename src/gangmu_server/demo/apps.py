"""The demo app."""

from __future__ import annotations

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.demo"
    label = "demo"
    verbose_name = "演示"
