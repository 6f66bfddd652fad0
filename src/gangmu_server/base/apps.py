"""The base app."""

from __future__ import annotations

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.base"
    label = "base"
    verbose_name = "基础"
