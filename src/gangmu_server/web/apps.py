"""The web app."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.web"
    label = "web"
    verbose_name = "页面"
