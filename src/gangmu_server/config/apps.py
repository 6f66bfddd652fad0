"""The config app: registers the system checks."""

from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import Tags, register

from gangmu_server.config.checks import check_database, check_environment, check_exposure


class ConfigConfig(AppConfig):
    """Names the app."""

    name = "gangmu_server.config"
    label = "config"
    verbose_name = "配置"

    def ready(self) -> None:
        """Register the checks."""
        register(check_environment, "gangmu")
        register(check_exposure, Tags.security, deploy=True)
        register(check_database, Tags.database)
