"""What plans of the same level do that this one does not."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from gangmu_server.alignment import queries
from gangmu_server.alignment.payloads import TAGS, ReadingList
from gangmu_server.documents.downloads import attachment
from gangmu_server.documents.table_csv import table_csv
from gangmu_server.documents.table_xlsx import table_xlsx
from gangmu_server.library.access import access_plan
from gangmu_server.library.models import Plan
from gangmu_server.web.align import words

WRITERS = {"xlsx": table_xlsx, "csv": table_csv}


def asked_list(request: HttpRequest, plan: Plan) -> ReadingList:
    """The list as the address narrows it."""
    tag = request.GET.get("tag", "")
    return queries.reading_list(
        request.user, plan, request.GET.get("words", "").strip()[:100], tag if tag in TAGS else ""
    )


@gzip_page
@require_safe
def peers(request: HttpRequest, key: str) -> HttpResponse:
    """The reading list, by theme."""
    plan = access_plan(request.user, key)
    found = asked_list(request, plan)
    under_way = any(line.latest and line.latest.state in {"queued", "running"} for line in found.peers)
    context = {"plan": plan, "found": found, "tags": words.TAGS, "under_way": under_way}
    return render(request, "web/alignment/peers.html", context)


@require_safe
def peers_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The reading list as a workbook or as comma-separated text."""
    if form not in WRITERS:
        raise Http404
    plan = access_plan(request.user, key)
    found = asked_list(request, plan)
    head = [_("章"), _("举措"), _("规划"), _("还有哪些规划也这样做")]
    rows = [
        [group.title, idea.sentence.text, idea.plan.title, "；".join(dict.fromkeys(p.title for _s, p in idea.also))]
        for group in found.groups
        for idea in group.ideas
    ]
    title = _("同级借鉴清单")
    content = WRITERS[form](title, [request.zone.name, plan.title], head, rows)
    return attachment(content, f"{title}_{plan.title[:30]}_{request.today:%Y%m%d}.{form}")
