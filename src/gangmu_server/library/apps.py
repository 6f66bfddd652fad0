"""The library app."""

from __future__ import annotations

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Names the app, and looks printed names up again when the zone's names change."""

    name = "gangmu_server.library"
    label = "library"
    verbose_name = "规划库"

    def ready(self) -> None:
        """Follow the directory, which knows no readings."""
        from gangmu_server.directory.followers import follow
        from gangmu_server.library.reading.jobs import look_up_again

        follow(look_up_again)
