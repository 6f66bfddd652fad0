"""The review app."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Names the app, and lays people's decisions over readings."""

    name = "gangmu_server.review"
    label = "review"
    verbose_name = "核对"

    def ready(self) -> None:
        """Register the layer, and the heir of a joined plan's decisions, with the library, which knows no decisions."""
        from gangmu_server.library.followers import inherit
        from gangmu_server.library.layers import register
        from gangmu_server.review.carrying import carry_over
        from gangmu_server.review.refresh import over_reading

        register(over_reading)
        inherit(carry_over)
