"""The review desk: one doubtful record after the other, decided by key, by mouse, or without a script."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import condition, require_POST, require_safe
from django_htmx.http import push_url
from msgspec import json

from gangmu_server.base.clock import today
from gangmu_server.base.errors import InvalidError, NotFoundError, RefusedError
from gangmu_server.directory.access import access_organisation, may
from gangmu_server.directory.queries import organisation_tree
from gangmu_server.directory.rights import Right
from gangmu_server.documents.downloads import attachment
from gangmu_server.library import queries as library
from gangmu_server.library.access import access_edition, access_file, access_plan
from gangmu_server.library.reading.explained import explain_at
from gangmu_server.library.reading.pictures import pages_of, picture
from gangmu_server.review import actions, queries
from gangmu_server.review.access import access_decision, access_place
from gangmu_server.review.decisions import About, Deed
from gangmu_server.review.export import with_decisions
from gangmu_server.review.payloads import Place
from gangmu_server.review.places import places_of
from gangmu_server.web.forms.review import AddForm, DeadlineForm, PlaceForm, ReasonForm, RecordForm, UnitForm
from gangmu_server.web.review_desk import lines
from gangmu_server.web.review_desk import words as review_words
from gangmu_server.web.review_desk.page import shown
from gangmu_server.web.review_desk.why import why as why_words

Done = dict[str, str]
LONGEST_WORDS = 4000
"""Characters that may be added as a record, as the form has it."""


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The queue and the line at hand; for htmx the desk without the page around it."""
    return answer(request, lines.at_of(request), push=False)


def answer(
    request: HttpRequest,
    at: lines.Key | None,
    *,
    push: bool = True,
    done: Done | None = None,
    refused: RefusedError | None = None,
    form: RecordForm | None = None,
    adding: Mapping[str, str] | None = None,
    after: lines.Key | None = None,
) -> HttpResponse:
    """The desk at a line, after something was done or refused there.

    Args:
        request: what was asked for.
        at: the line.
        push: whether the browser's address follows.
        done: what was done.
        refused: what was not.
        form: a correction that was refused.
        adding: the form of a missed record, as it was sent or brought along.
        after: the line to go on to from a record that is not in the queue any more.
    """
    wanted = lines.wanted_of(request)
    rows = queries.queue(request.user, request.zone, wanted)
    found = lines.position(rows, at, request.session.get(lines.SKIPPED, ()))
    following = after or found.neighbour(1)
    context = {
        "wanted": wanted,
        "position": found,
        "items": lines.around(rows, found),
        # The real day, also in a zone whose own stands still.
        "counts": queries.queue_counts(request.user, request.zone, today(request.now), wanted),
        "previous": lines.address_of(found.neighbour(-1), wanted) if found.neighbour(-1) else "",
        "following": lines.address_of(following, wanted) if following else "",
        "shown": shown_at(request, found.at, form) if found.at else None,
        "may_decide": may(request.user, request.zone, Right.WRITE_PLANS),
        "done": done,
        "refused": refused,
        "opened": request.POST.get("deed", "") if refused is not None else "",
        "adding": adding or {"words": request.GET.get("add", "")[:LONGEST_WORDS]},
        "last": last_words(request),
    }
    status = refused.status if refused is not None and not request.htmx else 200
    if not request.htmx:
        context["choices"] = queries.queue_choices(request.user, request.zone, wanted)
        return render(request, "web/review/desk.html", context, status=status)
    response = render(request, "web/review/_desk.html", context)
    return push_url(response, lines.address_of(found.at, wanted)) if push else response


def shown_at(request: HttpRequest, key: lines.Key, form: RecordForm | None) -> object:
    """The case at a line, in words."""
    place = access_place(request.user, *key)
    case = queries.case(request.user, place)
    facts = library.edition_facts(request.user, place.edition)
    tree = organisation_tree(request.user, request.zone, request.today) if place.about == About.UNIT else []
    plan = queries.effective_plan(request.user, place.edition)
    return shown(case, facts.blocks, tree, form, plan.plan.provisions if plan else ())


def done_words(made: Any) -> Done:
    """What was just decided, for the line that says so."""
    text = review_words.short_text(queries.words_of(made), queries.rows_of(made.content))
    return {"words": review_words.done_word(made.deed), "text": text}


def last_words(request: HttpRequest) -> Done | None:
    """What undo takes back: the last decision of this sitting, in words and by its key."""
    made = queries.last_decision(request.user, request.zone, request.session.get(lines.MADE, ()))
    return {**done_words(made), "key": made.key} if made is not None else None


@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do one deed on one record, then go on to the next line."""
    place = place_of(request)
    key = (place.edition.key, place.about.value, place.address)
    before = lines.position(_rows(request), key, request.session.get(lines.SKIPPED, ()))
    form = RecordForm(place.about, request.POST) if request.POST.get("deed") == Deed.CORRECT else None
    try:
        made = act(request, place, form)
    except RefusedError as refusal:
        return answer(request, key, refused=refusal, form=form)
    lines.remember(request, made.key)
    following = before.neighbour(1)
    if made.deed == Deed.SPLIT:  # its parts are to be looked at before one goes on
        return onward(request, key, done_words(made), following)
    return onward(request, following if before.index is not None else key, done_words(made))


def act(request: HttpRequest, place: Place, form: RecordForm | None) -> Any:
    """The deed the form names."""
    deed = request.POST.get("deed", "")
    if deed not in DEEDS:
        raise InvalidError(what=_("这类内容不能这样处理。"))
    return DEEDS[deed](request, place, form)


def _who(request: HttpRequest) -> dict[str, Any]:
    return {"acting_user": request.user, "at": request.now}


def _correct(request: HttpRequest, place: Place, form: RecordForm | None) -> Any:
    if form is None or not form.is_valid():
        raise InvalidError(what=_("请改正标红的内容。"))
    values = form.values()
    return actions.correct(place, values, reason=form.cleaned_data["reason"], **_who(request))


def _not_applicable(request: HttpRequest, place: Place, _form: object) -> Any:
    form = ReasonForm(request.POST)
    return actions.mark_not_applicable(place, reason=form.data.get("reason", ""), **_who(request))


def _split(request: HttpRequest, place: Place, _form: object) -> Any:
    cuts = [int(value) for value in request.POST.getlist("cut") if value.isdigit()]
    return actions.split(place, cuts, **_who(request))


def _settle(request: HttpRequest, place: Place, _form: object) -> Any:
    chosen = request.POST.get("choice") or request.POST.get("deadline", "")
    form = DeadlineForm({"deadline": chosen})
    if not form.is_valid():
        raise InvalidError(what=_("请选择或填写时限。"))
    alike = bool(request.POST.get("alike"))
    return actions.settle_deadline(place, form.cleaned_data["deadline"], alike=alike, **_who(request))


def _resolve_unit(request: HttpRequest, place: Place, _form: object) -> Any:
    form = UnitForm(request.POST, tree=organisation_tree(request.user, request.zone, request.today))
    if not form.is_valid():
        raise InvalidError(what=_("请选择单位。"))
    chosen = [access_organisation(request.user, key) for key in form.cleaned_data["organisation"]]
    return actions.resolve_unit(place, chosen, remember=form.cleaned_data["remember"], **_who(request))


DEEDS: dict[str, Callable[[HttpRequest, Place, RecordForm | None], Any]] = {
    Deed.CONFIRM: lambda r, p, f: actions.confirm(p, **_who(r)),
    Deed.CORRECT: _correct,
    Deed.REFUSE: lambda r, p, f: actions.refuse(p, reason=r.POST.get("reason", ""), **_who(r)),
    Deed.NOT_APPLICABLE: _not_applicable,
    Deed.SPLIT: _split,
    Deed.MERGE: lambda r, p, f: actions.merge(p, r.POST.get("other", ""), **_who(r)),
    Deed.SETTLE: _settle,
    Deed.ACCEPT_REPAIR: lambda r, p, f: actions.decide_repair(p, True, alike=bool(r.POST.get("alike")), **_who(r)),
    Deed.REFUSE_REPAIR: lambda r, p, f: actions.decide_repair(p, False, alike=bool(r.POST.get("alike")), **_who(r)),
    Deed.RESOLVE_UNIT: _resolve_unit,
}


def place_of(request: HttpRequest) -> Place:
    """The record a form points at, as its page showed it."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise NotFoundError(what=_("这条记录"))
    data = form.cleaned_data
    place = access_place(request.user, data["edition"], data["about"], data["address"], right=Right.WRITE_PLANS)
    return Place(place.edition, place.about, place.address, data["digest"])


def _rows(request: HttpRequest) -> Any:
    return queries.queue(request.user, request.zone, lines.wanted_of(request))


def onward(
    request: HttpRequest, at: lines.Key | None, done: Done | None = None, after: lines.Key | None = None
) -> HttpResponse:
    """The desk at another line: for htmx at once, else by a redirect that says what was done."""
    if request.htmx:
        return answer(request, at, done=done, after=after)
    if done is not None:
        messages.success(request, _("%(deed)s：%(text)s") % {"deed": done["words"], "text": done["text"]})
    return redirect(lines.address_of(at, lines.wanted_of(request)))


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Enter a record that the reader missed, from words selected in the source or typed from it."""
    edition = access_edition(request.user, request.POST.get("edition", ""), right=Right.WRITE_PLANS)
    form = AddForm(request.POST)
    at = (edition.key, request.POST.get("here_about", ""), request.POST.get("here", ""))
    back = at if all(at) else None
    try:
        if not form.is_valid():
            raise InvalidError(what=_("请在原文中选中漏读的文字，并选择种类。"))
        about = About(form.cleaned_data["about"])
        span = span_of(request, edition, form.cleaned_data, back)
        made = actions.add_record(edition, about, span, {}, **_who(request))
    except RefusedError as refusal:
        sent = {name: request.POST.get(name, "")[:LONGEST_WORDS] for name in ("words", "about", "start", "end")}
        return answer(request, back, refused=refusal, adding=sent)
    lines.remember(request, made.key)
    return onward(request, (edition.key, made.about, made.address), done_words(made))


def span_of(request: HttpRequest, edition: Any, data: dict[str, Any], here: lines.Key | None = None) -> tuple[int, int]:
    """The place of the words: as selected, else where they stand in the text, which must be one place; of several
    places the one in the record at hand.

    Raises:
        InvalidError: the words stand nowhere, or in several places.
    """
    if data["start"] is not None and data["end"] is not None:
        return data["start"], data["end"]
    text = library.edition_facts(request.user, edition).text
    found = places_of(data["words"], text)
    if len(found) > 1 and here is not None:
        within = queries.case(request.user, access_place(request.user, *here)).span
        found = places_of(data["words"], text, within) or found
    if not found:
        raise InvalidError(
            what=_("原文里没有这些文字。请在原文里拖选漏读的那句话，再按“补录漏读的”；或者照原文逐字填写。")
        )
    if len(found) > 1:
        raise InvalidError(
            what=_("这些文字在原文里有 %(n)s 处。请在原文里拖选要的那一处，或者多填几个字。") % {"n": len(found)}
        )
    return found[0]


@require_POST
def undo(request: HttpRequest) -> HttpResponse:
    """Take back a decision: the one named, else the last of this sitting."""
    found = named_decision(request)
    if found is None:
        return answer(request, None, refused=InvalidError(what=_("这次还没有可以撤销的。")))
    try:
        actions.withdraw(found, **_who(request))
    except RefusedError as refusal:
        return answer(request, None, refused=refusal)
    if request.POST.get("back") == "decisions":
        messages.success(request, _("已撤回。"))
        return redirect("plan-decisions", found.plan.key)
    at = (found.edition.key, found.about, found.address) if found.edition else None
    said = {**done_words(found), "words": _("已撤回“%(deed)s”") % {"deed": review_words.deed_word(found.deed)}}
    return onward(request, at if at and stands(request, at) else None, said)


def named_decision(request: HttpRequest) -> Any:
    """The decision a form names; else the last of this sitting."""
    if key := request.POST.get("decision", ""):
        return access_decision(request.user, key, right=Right.WRITE_PLANS)
    return queries.last_decision(request.user, request.zone, request.session.get(lines.MADE, ()))


def stands(request: HttpRequest, key: lines.Key) -> bool:
    """Whether there is something to show at a line."""
    try:
        queries.case(request.user, access_place(request.user, *key))
    except NotFoundError:
        return False
    return True


@require_POST
def let_go(request: HttpRequest) -> HttpResponse:
    """Let the decisions about a sentence that is gone go, then on to the next line."""
    place = place_of(request)
    key = (place.edition.key, place.about.value, place.address)
    before = lines.position(_rows(request), key, request.session.get(lines.SKIPPED, ()))
    try:
        (made, *_more) = actions.let_go(place, **_who(request))
    except RefusedError as refusal:
        return answer(request, None, refused=refusal)
    return onward(request, before.neighbour(1), {**done_words(made), "words": _("旧决定已作废")})


@require_POST
def skip(request: HttpRequest) -> HttpResponse:
    """Put a line off to the end of the queue, for this session."""
    place = place_of(request)
    key = (place.edition.key, place.about.value, place.address)
    skipped = list(request.session.get(lines.SKIPPED, ()))
    before = lines.position(_rows(request), key, skipped)
    request.session[lines.SKIPPED] = [*(s for s in skipped if s != lines.slug(key)), lines.slug(key)][
        -lines.MOST_SKIPPED :
    ]
    return onward(request, before.neighbour(1))


@require_safe
def why(request: HttpRequest) -> HttpResponse:
    """Which rules made a record, and which nearly fired; a part of the desk that is fetched when it is opened."""
    place = access_place(request.user, *(request.GET.get(name, "") for name in ("edition", "record", "at")))
    case = queries.case(request.user, place)
    reading = library.edition_facts(request.user, place.edition).reading
    if reading is None or case.span[0] >= case.span[1]:
        raise NotFoundError(what=_("这条记录"))
    found = explain_at(place.edition, reading.number, case.span[0])
    return render(request, "web/review/_why.html", {"why": why_words(found, getattr(case.base, "rule", None))})


@require_safe
def pages(request: HttpRequest) -> HttpResponse:
    """The pages a record is printed on, its place boxed; a part of the desk that is fetched after it."""
    place = access_place(request.user, *(request.GET.get(name, "") for name in ("edition", "record", "at")))
    case = queries.case(request.user, place)
    found = pages_of(place.edition, case.parts, case.span)
    return render(request, "web/review/_pages.html", {"pages": found})


def turned_of(request: HttpRequest) -> float:
    """By how many degrees the page asked for is turned; what is no such number turns nothing."""
    try:
        degrees = float(request.GET.get("turned", "0"))
    except ValueError:
        return 0.0
    return round(degrees, 2) if 0 <= degrees < 360 else 0.0


@require_safe
@condition(etag_func=lambda request, key, page: f'"{key}-{page}-{turned_of(request)}"')
def page_picture(request: HttpRequest, key: str, page: int) -> HttpResponse:
    """A page of a file as an image. A file never changes, so browsers may keep it."""
    file = access_file(request.user, key)
    response = HttpResponse(picture(file, page, turned_of(request)), content_type="image/png")
    patch_cache_control(response, private=True, max_age=86400, immutable=True)
    return response


@require_safe
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """All decisions about a plan, newest first, each with a button that takes it back."""
    plan = access_plan(request.user, key)
    context = {
        "plan": plan,
        "lines": queries.decisions_about(request.user, plan),
        "may_decide": may(request.user, plan.zone, Right.WRITE_PLANS),
    }
    return render(request, "web/review/decisions.html", context)


@require_safe
def plan_json(request: HttpRequest, key: str) -> HttpResponse:
    """An edition as the plan JSON, effective values, with the decisions beside the records."""
    edition = access_edition(request.user, key)
    plan = queries.effective_plan(request.user, edition)
    if plan is None:
        raise NotFoundError(what=_("读取"))
    found = with_decisions(plan.plan, queries.decisions_about(request.user, edition.plan))
    version = "" if edition.is_current else _("（第%(number)s版）") % {"number": edition.number}
    content = json.format(json.encode(found), indent=1)
    return attachment(content, f"{edition.plan.title}{version}.json")
