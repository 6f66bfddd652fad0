"""The tier of a zone: coverage in short, all pairs, results that wait; and having plans compared."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.access import access_alignment, access_pair
from gangmu_server.directory.rights import Right
from gangmu_server.library.access import access_plan
from gangmu_server.web.align.returning import back


@require_safe
def tier(request: HttpRequest) -> HttpResponse:
    """All plans above others with their coverage, and all pairs; for htmx the list alone, while pairs are compared."""
    template = "web/alignment/_tier.html" if request.htmx else "web/alignment/tier.html"
    return render(request, template, {"page": queries.overview(request.user, request.zone)})


@require_POST
def compare(request: HttpRequest) -> HttpResponse:
    """Have any two plans compared; given the wrong way round they are put in order, and it is said."""
    upper = access_plan(request.user, request.POST.get("upper", ""), right=Right.WRITE_PLANS)
    lower = access_plan(request.user, request.POST.get("lower", ""), right=Right.WRITE_PLANS)
    asked = actions.compare_plans(upper, lower, acting_user=request.user, at=request.now)
    if asked.is_reversed:
        words = _("两份规划给反了：《%(upper)s》在上，《%(lower)s》在下。已按实际上下级比对。")
        messages.warning(request, words % {"upper": asked.pair.upper.title, "lower": asked.pair.lower.title})
    if asked.alignment is None:
        messages.info(request, _("这两份规划没有变化，结果就是最近一次的。"))
    return redirect("alignment-pair", asked.pair.key)


@require_POST
def compare_peers(request: HttpRequest, key: str) -> HttpResponse:
    """Have a plan compared with all others of its level."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    others = queries.reading_list(request.user, plan).uncompared
    for other in others:
        actions.compare_plans(plan, other, acting_user=request.user, at=request.now)
    said = ngettext(
        "已排队与 %(n)s 份同级规划比对，完成后自动显示。",
        "已排队与 %(n)s 份同级规划比对，完成后自动显示。",
        len(others),
    )
    messages.info(request, said % {"n": len(others)})
    return redirect("alignment-peers", key)


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Have the whole zone looked at again."""
    count = actions.compare_zone(zone=request.zone, acting_user=request.user, at=request.now)
    said = ngettext(
        "已排队检查 %(n)s 份规划；有变化的会重新比对。", "已排队检查 %(n)s 份规划；有变化的会重新比对。", count
    )
    messages.info(request, said % {"n": count})
    return redirect("alignment")


@require_POST
def pair_again(request: HttpRequest, key: str) -> HttpResponse:
    """Have one pair compared again."""
    pair = access_pair(request.user, key, right=Right.WRITE_PLANS)
    asked = actions.compare_plans(pair.upper, pair.lower, acting_user=request.user, at=request.now)
    said = _("已排队重新比对。") if asked.alignment else _("这两份规划没有变化，结果就是最近一次的。")
    messages.info(request, said)
    return redirect("alignment-pair", asked.pair.key)


@require_POST
def take(request: HttpRequest, key: str) -> HttpResponse:
    """Put a newer result in use."""
    alignment = access_alignment(request.user, key, right=Right.WRITE_PLANS)
    actions.take_alignment(alignment, acting_user=request.user, at=request.now)
    messages.success(request, _("已采用第 %(n)s 次比对的结果。") % {"n": alignment.number})
    return back(request, "alignment-pair", alignment.pair.key)


@require_POST
def dismiss(request: HttpRequest, key: str) -> HttpResponse:
    """Leave a newer result aside."""
    alignment = access_alignment(request.user, key, right=Right.WRITE_PLANS)
    actions.dismiss_alignment(alignment, acting_user=request.user, at=request.now)
    messages.success(request, _("没有采用，原来的结果不变。"))
    return back(request, "alignment-pair", alignment.pair.key)


@require_POST
def take_all(request: HttpRequest) -> HttpResponse:
    """Put every newer result of the zone in use."""
    offered = queries.overview(request.user, request.zone).offered
    for line in offered:
        alignment = access_alignment(request.user, line.offered.key, right=Right.WRITE_PLANS)
        actions.take_alignment(alignment, acting_user=request.user, at=request.now)
    said = ngettext("已采用 %(n)s 个新结果。", "已采用 %(n)s 个新结果。", len(offered))
    messages.success(request, said % {"n": len(offered)})
    return redirect("alignment")
