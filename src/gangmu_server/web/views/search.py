"""Search over everything the plans say."""

from __future__ import annotations

from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gangmu_server.library import search as library_search
from gangmu_server.library.payloads import Kind
from gangmu_server.library.queries import plan_cards
from gangmu_server.web.forms.search import SearchForm

PAGE = 30
KINDS = ("plan", *(kind.value for kind in Kind))
"""What hits may be: a plan's own title, or a record of a kind."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Hits by plan with their words around, narrowed by kind and plan."""
    form = SearchForm(request.GET)
    form.is_valid()
    query, kind, plan = (form.cleaned_data.get(name) or "" for name in ("q", "kind", "plan"))
    number = form.cleaned_data.get("page") or 1
    result = library_search.search(
        request.user, request.zone, query, kind=kind, plan=plan, limit=PAGE, offset=(number - 1) * PAGE
    )
    plans = {card.plan.key: card.plan for card in plan_cards(request.user, request.zone)}
    context = {
        "query": query,
        "kind": kind,
        "plan": plans.get(plan),
        "result": result,
        "groups": [(p, list(hits)) for p, hits in groupby(result.hits, key=lambda hit: hit.edition.plan)],
        "kinds": [(k, result.by_kind[k]) for k in KINDS if result.by_kind.get(k)],
        "plans": [(plans[key], n) for key, n in result.by_plan.items() if key in plans],
        "page": Paginator(range(result.total), PAGE).get_page(number),
        "library_is_empty": not plans,
    }
    return render(request, "web/search.html", context)
