"""Two plans side by side, what a newer result changes, and what was decided."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from gangmu_server.alignment import queries
from gangmu_server.alignment.access import access_pair
from gangmu_server.alignment.models import Alignment, PlanPair
from gangmu_server.alignment.words import evidence_sentences, notice_sentences
from gangmu_server.web.align import asked, words
from gangmu_server.web.align.blocks import views_of


@gzip_page
@require_safe
def pair(request: HttpRequest, key: str) -> HttpResponse:
    """Two plans side by side: the run in use, or the one asked for."""
    found = access_pair(request.user, key)
    line = queries.pair_line(request.user, found)
    runs = queries.runs_of(request.user, found)
    run = next((r for r in runs if str(r.number) == request.GET.get("run")), line.used)
    context = {"pair": found, "line": line, "runs": runs, "run": run, "evidence": evidence_sentences(found)}
    if run is not None and run.state == "done":
        context |= side_context(request, found, run)
    return render(request, "web/alignment/pair.html", context)


def side_context(request: HttpRequest, found: PlanPair, run: Alignment) -> dict[str, object]:
    """The blocks and the chips to narrow them by."""
    run.pair = found
    wanted = asked.side_filter(request.GET)
    page = queries.side_by_side(request.user, run, wanted)
    return {
        "page": page,
        "figures": page.cell,
        "blocks": views_of(page, found),
        "wanted": wanted,
        "chips": chips(found.kind, page.counts),
        "notices": notice_sentences(run),
        "tones": words.PEER_TONES if found.kind == "peers" else words.TONES,
        "relations": words.relations(found.kind),
        "at": request.GET.get("at", ""),
        "may_decide": run.in_use,
    }


Chip = tuple[str, str, str, int]
"""Code, sign, word, number of sentences."""


def chips(kind: str, counts: dict[str, int]) -> list[tuple[str, list[Chip]]]:
    """What the page can be narrowed to, in groups with a name: what became of sentences, how they are worded below,
    what else.
    """
    states = words.STATES_SHOWN[3:] if kind == "peers" else words.STATES_SHOWN
    groups = (
        ("", {code: words.shown(kind)[code] for code in states}),
        ("" if kind == "peers" else _("下级怎么说"), words.relations(kind)),
        ("", {code: words.shown(kind)[code] for code in words.OTHERS_SHOWN}),
    )
    always = {"open", "added"}
    hidden = set() if counts["settled"] else {"unsettled"}
    return [
        (
            str(name),
            [
                (code, sign, str(word), counts[code])
                for code, (sign, word) in listed.items()
                if code not in hidden and (counts[code] or code in always)
            ],
        )
        for name, listed in groups
    ]


@require_safe
def changes(request: HttpRequest, key: str) -> HttpResponse:
    """What a newer result says otherwise than the one in use."""
    found = access_pair(request.user, key)
    line = queries.pair_line(request.user, found)
    runs = queries.runs_of(request.user, found)
    run = next((r for r in runs if str(r.number) == request.GET.get("run")), line.offered)
    if line.used is None or run is None or run.state != "done" or run.pk == line.used.pk:
        raise Http404
    run.pair = found
    context = {"pair": found, "line": line, "run": run, "changes": queries.changes_of(request.user, run)}
    return render(request, "web/alignment/changes.html", context)


@require_safe
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """Everything that people decided about two plans, with what was taken back."""
    found = access_pair(request.user, key)
    context = {"pair": found, "decisions": queries.decisions_of(request.user, found)}
    return render(request, "web/alignment/decisions.html", context)


@gzip_page
@require_safe
def as_json(request: HttpRequest, key: str) -> HttpResponse:
    """The alignment JSON of the run in use, as the aligner gave it."""
    found = access_pair(request.user, key)
    payload = queries.payload_of(request.user, found)
    if not payload:
        raise Http404
    response = HttpResponse(payload, content_type="application/json; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="alignment-{found.key}.json"'
    return response
