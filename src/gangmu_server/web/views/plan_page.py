"""The plan page: outline, source and records; and the records as JSON for its script."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from gangmu_server.base.errors import NotFoundError
from gangmu_server.library import queries
from gangmu_server.library.access import access_edition, access_plan
from gangmu_server.library.models import Edition, Reading, ReadingState
from gangmu_server.library.reading.pictures import has_pages, pages_of
from gangmu_server.review.queries import effective_plan
from gangmu_server.web import labels
from gangmu_server.web.forms.plans import SpanForm
from gangmu_server.web.plan_page.page import PageText, lit, page_of

UNDER_WAY = (ReadingState.QUEUED, ReadingState.RUNNING)
AGAIN = "reading-again"
"""The line that says that a plan on the page is being read once more."""
LONGEST_BOXED = 4000
"""Characters of a place that are looked for on the pages; more than a page holds."""
TABS = ("task", "target", "indicator", "project", "responsibility", "measure", "issue", "repair")
TABLES = TABS[:-2]
"""Kinds that have a table of their own."""


@gzip_page
@require_safe
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """A plan in its edition in force, or the one asked for."""
    found = access_plan(request.user, key)
    editions = queries.editions_of(request.user, found)
    edition = next((e for e in editions if e.key == request.GET.get("edition")), None) or next(
        (e for e in editions if e.is_current), editions[0] if editions else None
    )
    context = {"plan": found, "edition": edition, "editions": editions}
    if edition is not None:
        context |= page_context(request, edition)
    if request.htmx:
        return progress(request, context)
    return render(request, "web/plans/plan.html", context)


def progress(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    """What a page that waits for a reading asks again and again: how far it is, then itself or a link to it."""
    if waits(context):
        return render(request, "web/plans/_waiting.html", context)
    if request.htmx.target == AGAIN:
        return render(request, "web/plans/_again.html", context)
    return HttpResponseClientRefresh()


def waits(context: dict[str, object]) -> bool:
    """Whether the plan's reading is still to come; the waiting page asks until it is not."""
    reading = context.get("reading")
    return context.get("page") is None and isinstance(reading, Reading) and reading.state in UNDER_WAY


def page_context(request: HttpRequest, edition: Edition) -> dict[str, object]:
    """Source, outline and what is lit."""
    latest = queries.latest_readings(request.user, [edition]).get(edition.pk)
    page = page_text(request, edition)
    if page is None:
        return {"reading": latest, "page": None}
    address = request.GET.get("at", "")
    number = page.number_of(address)
    counts = [(kind, labels.word("record", kind), page.counts[kind]) for kind in TABS if page.counts.get(kind)]
    return {
        "reading": latest,
        "page": page,
        "stamp": page.name,
        "sections": lit(page.sections, number),
        "lit_card": page.cards[number] if number is not None else None,
        "counts": counts,
        "table_kinds": [line for line in counts if line[0] in TABLES],
        "at": address,
        "paged": any(has_pages(part.file.name) for part in edition.parts.all()),
    }


def page_text(request: HttpRequest, edition: Edition) -> PageText | None:
    """The edition laid out, with what people decided over the reading; None while it has no reading."""
    found = effective_plan(request.user, edition)
    if found is None:
        return None
    name = f"{edition.key}/{found.stamp}"
    return page_of(name, found, lambda: queries.edition_facts(request.user, edition).blocks)


@gzip_page
@require_safe
def records(request: HttpRequest, key: str) -> HttpResponse:
    """All records of an edition, for the page's script; those of one stamp never change, so browsers may keep them."""
    edition = access_edition(request.user, key)
    page = page_text(request, edition)
    response = JsonResponse({"records": page.cards if page else []}, json_dumps_params={"ensure_ascii": False})
    if "stamp" in request.GET:
        patch_cache_control(response, private=True, max_age=86400, immutable=True)
    return response


@require_safe
def pages(request: HttpRequest, key: str) -> HttpResponse:
    """The pages a stretch of an edition is printed on, the stretch boxed; a part that is asked for later."""
    edition = access_edition(request.user, key)
    found = effective_plan(request.user, edition)
    form = SpanForm(request.GET)
    if found is None or not form.is_valid() or form.cleaned_data["end"] <= form.cleaned_data["start"]:
        raise NotFoundError(what=_("这一处"))
    start = form.cleaned_data["start"]
    span = (start, min(form.cleaned_data["end"], start + LONGEST_BOXED))
    parts = [part.span for part in found.plan.document.parts]
    return render(request, "web/review/_pages.html", {"pages": pages_of(edition, parts, span)})
