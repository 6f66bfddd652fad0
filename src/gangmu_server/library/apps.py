"""The library app."""

from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.library"
    label = "library"
    verbose_name = "规划库"
