"""The alignment app."""

from __future__ import annotations

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    """Names the app, and has the library say when a plan says something else than before."""

    name = "gangmu_server.alignment"
    label = "alignment"
    verbose_name = "上下衔接"

    def ready(self) -> None:
        """A plan that was read anew, or put in force, is compared anew."""
        from gangmu_server.alignment.running.jobs import look_again
        from gangmu_server.library.followers import follow

        follow(look_again)
