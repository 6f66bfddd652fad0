"""The audit trail: who did what to what, and whether the chain holds."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangmu_server.audit.queries import faults_of, guard_faults
from gangmu_server.directory.queries import audit_entries
from gangmu_server.web import audit_words

PAGE = 50


@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The zone's entries, newest first, and on request the check of the whole chain."""
    action = request.GET.get("action", "")
    found = audit_entries(request.user, request.zone, action=action)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    faults = [*faults_of(request.zone), *guard_faults()] if "verify" in request.GET else None
    context = {
        "page": page,
        "lines": [audit_words.line(entry) for entry in page],
        "faults": faults,
        "action": action,
        "nouns": audit_words.NOUNS,
    }
    return render(request, "web/audit/entries.html", context)
