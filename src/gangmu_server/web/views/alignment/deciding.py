"""Decisions on sentences: by a key, a button, or a plain form."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gangmu_server.alignment import actions, queries
from gangmu_server.alignment.access import access_decision, access_link, access_sentence
from gangmu_server.alignment.models import Link, Sentence
from gangmu_server.base.errors import InvalidError
from gangmu_server.directory.rights import Right
from gangmu_server.web.align import words
from gangmu_server.web.align.blocks import views_of
from gangmu_server.web.align.returning import back, next_of
from gangmu_server.web.views.alignment.side import chips


@require_POST
def link(request: HttpRequest, link_id: int) -> HttpResponse:
    """Confirm a link, reject it, or change its relation."""
    found = access_link(request.user, link_id, right=Right.WRITE_PLANS)
    decide(request, found)
    return answer(request, found.upper, focus=f"l-{found.pk}")


def decide(request: HttpRequest, found: Link) -> None:
    """What the form asks for."""
    who = {"acting_user": request.user, "at": request.now}
    relation, reason = request.POST.get("relation", ""), request.POST.get("reason", "")
    deed = request.POST.get("deed", "")
    if deed == "confirm":
        actions.confirm_link(found, relation=relation, **who)
    elif deed == "reject":
        actions.reject_link(found, reason=reason, **who)
    elif deed == "relate":
        actions.change_relation(found, relation, reason=reason, **who)
    else:
        raise InvalidError(what=_("没有这种核对。"))


@require_safe
def choose(request: HttpRequest, sentence_id: int) -> HttpResponse:
    """Sentences of the other plan to link one to: suggestions first, or those that hold some words."""
    sentence = access_sentence(request.user, sentence_id, right=Right.WRITE_PLANS)
    sought = request.GET.get("q", "").strip()
    context = {
        "sentence": sentence,
        "pair": sentence.alignment.pair,
        "choices": queries.choices_for(request.user, sentence, sought),
        "sought": sought,
        "relations": words.relations(sentence.alignment.pair.kind),
        "next": next_of(request),
    }
    template = "web/alignment/_choose.html" if request.htmx else "web/alignment/choose.html"
    return render(request, template, context)


@require_POST
def add(request: HttpRequest, sentence_id: int) -> HttpResponse:
    """Link a sentence to one of the other plan."""
    here = access_sentence(request.user, sentence_id, right=Right.WRITE_PLANS)
    there = access_sentence(request.user, number(request.POST.get("other", "")), right=Right.WRITE_PLANS)
    upper, lower = (here, there) if here.side == "upper" else (there, here)
    relation = request.POST.get("relation", "")
    actions.add_link(upper, lower, relation, acting_user=request.user, at=request.now)
    return answer(request, upper, focus=f"s-{upper.pk}", replaced=here)


@require_http_methods(["GET", "HEAD", "POST"])
def not_applicable(request: HttpRequest, sentence_id: int) -> HttpResponse:
    """Ask for what levels, and why, a promise does not apply; then keep it."""
    sentence = access_sentence(request.user, sentence_id, right=Right.WRITE_PLANS)
    places = queries.places_of(request.user, sentence)
    context = {"sentence": sentence, "pair": sentence.alignment.pair, "places": places, "next": next_of(request)}
    if request.method != "POST":
        return render(request, "web/alignment/not_applicable.html", context)
    chosen = [place.sentence for place in places if str(place.sentence.pk) in request.POST.getlist("in")]
    try:
        actions.not_applicable(chosen, request.POST.get("reason", ""), acting_user=request.user, at=request.now)
    except InvalidError as error:
        again = {"error": error.sentence, "reason": request.POST.get("reason", ""), "chosen": chosen}
        return render(request, "web/alignment/not_applicable.html", context | again, status=422)
    messages.success(request, _("已记为不适用。"))
    return back(request, "alignment-pair", sentence.alignment.pair.key)


@require_POST
def withdraw(request: HttpRequest, decision_id: int) -> HttpResponse:
    """Take a decision back."""
    decision = access_decision(request.user, decision_id, right=Right.WRITE_PLANS)
    actions.withdraw_decision(decision, acting_user=request.user, at=request.now)
    now = queries.whereabouts_of(request.user, decision)
    if now is None or not request.htmx:
        messages.success(request, _("已撤回。"))
        return back(request, "alignment-pair", decision.pair.key)
    focus = f"l-{now.link.pk}" if now.link else f"s-{now.sentence.pk}"
    return answer(request, now.sentence, focus=focus)


def answer(request: HttpRequest, sentence: Sentence, *, focus: str, replaced: Sentence | None = None) -> HttpResponse:
    """The block a decision was about as it is now; without htmx the whole page, at that block."""
    pair = sentence.alignment.pair
    if not request.htmx:
        messages.success(request, _("已保存。"))
        return redirect(next_of(request) or f"/alignment/pairs/{pair.key}/?at={sentence.address}#s-{sentence.pk}")
    page = queries.block_of(request.user, sentence)
    context = {
        "pair": pair,
        "block": views_of(page, pair)[0],
        "chips": chips(pair.kind, page.counts),
        "relations": words.relations(pair.kind),
        "may_decide": True,
        "focus": focus,
        "gone": replaced if replaced is not None and replaced.pk != sentence.pk else None,
        "run": page.alignment,
    }
    return render(request, "web/alignment/_answer.html", context)


def number(text: str) -> int:
    """An id from a form.

    Raises:
        InvalidError: it is none.
    """
    if not text.isdigit():
        raise InvalidError(what=_("请选择一句。"))
    return int(text)
