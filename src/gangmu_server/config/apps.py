"""The config app."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.config"
    label = "config"
    verbose_name = "配置"
