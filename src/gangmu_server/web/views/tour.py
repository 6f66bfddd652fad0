"""The ten-minute tour."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangmu_server.library.queries import plan_cards


@require_safe
def tour(request: HttpRequest) -> HttpResponse:
    """Steps with links; they lead to the zone's own plans where there are some."""
    cards = plan_cards(request.user, request.zone)
    read = [card for card in cards if card.counts.get("task") or card.counts.get("target")]
    first = max(read, key=lambda card: card.counts.get("task", 0), default=None)
    return render(request, "web/tour.html", {"first": first, "cards": cards})
