"""The alignment app."""

from __future__ import annotations

from django.apps import AppConfig


class AlignmentConfig(AppConfig):
    """Names the app, and has the library say when a plan says something else than before."""

    name = "gangmu_server.alignment"
    label = "alignment"
    verbose_name = "上下衔接"

    def ready(self) -> None:
        """A plan read anew, or put in force, is compared anew; one that joins another takes its decisions along."""
        from gangmu_server.alignment.carrying import carry_over
        from gangmu_server.alignment.running.jobs import look_again
        from gangmu_server.library.followers import follow, inherit

        follow(look_again)
        inherit(carry_over)
