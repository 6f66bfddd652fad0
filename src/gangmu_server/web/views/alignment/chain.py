"""The chain through a sentence, as a small panel wherever a task or a measure is shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangmu_server.alignment import queries
from gangmu_server.library.access import access_edition


@require_safe
def chain(request: HttpRequest, key: str) -> HttpResponse:
    """From one sentence up to where it began and down to what came of it; a page of its own without htmx."""
    edition = access_edition(request.user, key)
    found = queries.chain_of(request.user, edition, request.GET.get("at", ""))
    template = "web/alignment/_chain.html" if request.htmx else "web/alignment/chain.html"
    return render(request, template, {"chain": found, "edition": edition, "plan": edition.plan})
