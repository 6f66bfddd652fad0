"""The directory app."""

from __future__ import annotations

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.directory"
    label = "directory"
    verbose_name = "机构与人员"
