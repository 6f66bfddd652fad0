"""The plan library: files in, plans by level and place, editions, annexes, deleting and undoing."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gangmu_server.base.errors import InvalidError
from gangmu_server.directory.queries import places
from gangmu_server.directory.rights import Right
from gangmu_server.library import actions, queries
from gangmu_server.library.access import access_edition, access_file, access_plan
from gangmu_server.library.payloads import PlanChange
from gangmu_server.review.queries import waiting_by_plan
from gangmu_server.web.forms.plans import EditionForm, JoinForm, LibraryForm, PlanForm, UploadForm
from gangmu_server.web.plan_list import groups_of, outcome_lines

UNDO = "undo-delete"


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All plans by level and place; for htmx only the list, which asks again while files are being read."""
    template = "web/plans/_list.html" if request.htmx else "web/plans/library.html"
    return render(request, template, library_context(request))


def library_context(request: HttpRequest) -> dict[str, object]:
    """What the library page and its list show."""
    form = LibraryForm(request.GET)
    form.is_valid()
    cards = queries.plan_cards(request.user, request.zone, **form.cleaned_data)
    return {
        "groups": groups_of(cards),
        "cards": cards,
        "form": form,
        "filtered": any(form.cleaned_data.values()),
        "deleted": form.cleaned_data.get("deleted"),
        "waiting": waiting_by_plan(request.user, request.zone),
        "under_way": queries.readings_under_way(request.user, request.zone),
        "undo": request.session.pop(UNDO, None) if not request.htmx else None,
    }


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in and say of each what became of it."""
    form = UploadForm(request.POST, request.FILES)
    outcomes = []
    if form.is_valid():
        files = form.cleaned_data["files"]
        outcomes = actions.upload_files(files, zone=request.zone, acting_user=request.user, at=request.now)
    context = {"outcomes": outcome_lines(outcomes), "upload_form": form}
    if request.headers.get("X-Part") == "outcomes":
        return render(request, "web/plans/_outcomes.html", context)
    return render(request, "web/plans/library.html", library_context(request) | context)


@require_safe
def manage(request: HttpRequest, key: str) -> HttpResponse:
    """Everything about a plan that is needed seldom: editions, files, name and place, annexes."""
    return render(request, "web/plans/manage.html", manage_context(request, key))


def manage_context(request: HttpRequest, key: str) -> dict[str, object]:
    """The plan's editions with their files and readings, and the forms."""
    plan = access_plan(request.user, key)
    editions = queries.editions_of(request.user, plan)
    initial = {"title": plan.title, "level": plan.level, "place": plan.place_id}
    others = queries.plan_cards(request.user, request.zone)
    return {
        "plan": plan,
        "editions": [(e, reading) for e, reading in with_readings(request, editions)],
        "form": PlanForm(initial=initial, places=places(request.user, request.zone)),
        "edition_form": EditionForm(),
        "others": [card.plan for card in others if card.plan.pk != plan.pk],
    }


def with_readings(request: HttpRequest, editions: list) -> list[tuple]:  # type: ignore[type-arg]
    """Editions, each with its latest reading."""
    latest = queries.latest_readings(request.user, editions)
    return [(edition, latest.get(edition.pk)) for edition in editions]


@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Set name, level and place by hand."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    form = PlanForm(request.POST, places=places(request.user, request.zone))
    if not form.is_valid():
        return render(request, "web/plans/manage.html", manage_context(request, key) | {"form": form}, status=422)
    data = form.cleaned_data
    wanted = PlanChange(data["title"], data["level"], data["place"], clear_place=data["place"] is None)
    actions.update_plan(plan, wanted, acting_user=request.user, at=request.now)
    messages.success(request, _("已保存。"))
    return redirect("plan-manage", key)


@require_POST
def add_edition(request: HttpRequest, key: str) -> HttpResponse:
    """A new edition beside the old ones."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    form = EditionForm(request.POST, request.FILES)
    if not form.is_valid():
        context = manage_context(request, key) | {"edition_form": form}
        return render(request, "web/plans/manage.html", context, status=422)
    data = form.cleaned_data
    edition = actions.add_edition(plan, data["files"], note=data["note"], acting_user=request.user, at=request.now)
    messages.success(request, _("已加入第 %(number)s 版，正在读取。") % {"number": edition.number})
    return redirect("plan-manage", key)


@require_POST
def delete(request: HttpRequest, key: str) -> HttpResponse:
    """Take a plan out of the library; the next page offers to undo it."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    actions.delete_plan(plan, acting_user=request.user, at=request.now)
    request.session[UNDO] = {"key": plan.key, "title": plan.title}
    return redirect("home")


@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Undo a deletion."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS, deleted=True)
    actions.restore_plan(plan, acting_user=request.user, at=request.now)
    messages.success(request, _("已恢复“%(title)s”。") % {"title": plan.title})
    return redirect("home")


@require_POST
def join(request: HttpRequest, key: str) -> HttpResponse:
    """Join an annex to the plan it belongs to."""
    annex = access_plan(request.user, key, right=Right.WRITE_PLANS)
    form = JoinForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选择正文。"))
        return redirect("plan-manage", key)
    plan = access_plan(request.user, form.cleaned_data["to"], right=Right.WRITE_PLANS)
    actions.join_annex(annex, plan, acting_user=request.user, at=request.now)
    messages.success(request, _("已并入“%(title)s”，正在重新读取。") % {"title": plan.title})
    return redirect("home")


@require_POST
def not_annex(request: HttpRequest, key: str) -> HttpResponse:
    """The guess was wrong: this plan stands by itself."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    actions.dismiss_annex_guess(plan, acting_user=request.user, at=request.now)
    return redirect("home")


@require_POST
def as_edition(request: HttpRequest, key: str) -> HttpResponse:
    """The plan is another one once more: its files become that one's newest version."""
    twin = access_plan(request.user, key, right=Right.WRITE_PLANS)
    plan = access_plan(request.user, request.POST.get("to", ""), right=Right.WRITE_PLANS)
    edition = actions.join_as_edition(twin, plan, acting_user=request.user, at=request.now)
    words = _("已作为“%(title)s”的第 %(number)s 版，正在读取。")
    messages.success(request, words % {"title": plan.title, "number": edition.number})
    return redirect("home")


@require_POST
def keep_apart(request: HttpRequest, key: str) -> HttpResponse:
    """The plan only looks like another one: it stays a plan of its own."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    actions.keep_apart(plan, acting_user=request.user, at=request.now)
    return redirect("home")


@require_POST
def supply_title(request: HttpRequest, key: str) -> HttpResponse:
    """Give a plan the title its text lacks."""
    plan = access_plan(request.user, key, right=Right.WRITE_PLANS)
    try:
        actions.supply_title(plan, request.POST.get("title", ""), acting_user=request.user, at=request.now)
    except InvalidError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("home")
    messages.success(request, _("已补充标题。重新读取后仍然保留。"))
    return redirect("home")


@require_POST
def reread(request: HttpRequest, key: str) -> HttpResponse:
    """Read an edition again with the reader as it is now."""
    edition = access_edition(request.user, key, right=Right.WRITE_PLANS)
    actions.reread(edition, acting_user=request.user, at=request.now)
    messages.info(request, _("已排队重新读取。"))
    return redirect("plan-manage", edition.plan.key)


@require_POST
def make_current(request: HttpRequest, key: str) -> HttpResponse:
    """Make an edition the one in force."""
    edition = access_edition(request.user, key, right=Right.WRITE_PLANS)
    actions.make_current(edition, acting_user=request.user, at=request.now)
    messages.success(request, _("第 %(number)s 版已设为现行版本。") % {"number": edition.number})
    return redirect("plan-manage", edition.plan.key)


@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Settle an edition for good."""
    edition = access_edition(request.user, key, right=Right.WRITE_PLANS)
    actions.publish_edition(edition, acting_user=request.user, at=request.now)
    messages.success(request, _("第 %(number)s 版已定稿。") % {"number": edition.number})
    return redirect("plan-manage", edition.plan.key)


@require_POST
def split(request: HttpRequest, key: str, file: str) -> HttpResponse:
    """Part an annex file from its plan again."""
    edition = access_edition(request.user, key, right=Right.WRITE_PLANS)
    annex = actions.split_annex(edition, access_file(request.user, file), acting_user=request.user, at=request.now)
    messages.success(request, _("已拆分为单独的文件。"))
    return redirect("plan-manage", annex.plan.key)


@require_safe
def download(request: HttpRequest, key: str) -> HttpResponse:
    """The file as it was uploaded."""
    file = access_file(request.user, key)
    return FileResponse(file.content.open("rb"), as_attachment=True, filename=file.name)
