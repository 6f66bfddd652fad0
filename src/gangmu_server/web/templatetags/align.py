"""Template tags of alignment: states and relations as shape and word, sentences with their differences marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gangmu_server.alignment.fates import Cover
from gangmu_server.alignment.marking import Piece
from gangmu_server.alignment.models import Alignment, PlanPair, Sentence
from gangmu_server.alignment.payloads import Cell, Column, PromiseLine
from gangmu_server.alignment.queries import GoalChange, GoalTable
from gangmu_server.alignment.queries.units import Carried
from gangmu_server.base.sentences import library_sentence
from gangmu_server.library.models import Plan
from gangmu_server.web.align import words
from gangmu_server.web.align.chains import opener

register = template.Library()


@register.simple_tag
def cover(code: str) -> SafeString:
    """A state of coverage: shape, then word."""
    sign, word = words.COVERS[code]
    return format_html('<span class="cover is-{}"><i aria-hidden="true">{}</i>{}</span>', code, sign, word)


@register.filter
def cell_words(cell: Cell, form: str = "") -> list[tuple[str, str, str, int]]:
    """What is not as it stands above, and how often: state, sign, word, number; with `full` what is, and long words."""
    listed = FULL if form else tuple(words.SHORT_COVERS)
    names = {code: words.COVERS[code][1] for code in listed} if form else words.SHORT_COVERS
    told = ((code, words.COVERS[code][0], str(names[code]), cell.counts.get(Cover(code), 0)) for code in listed)
    return [one for one in told if one[3]]


FULL = ("taken", "partial", "softened", "through", "none", "not_applicable")


@register.filter
def losses(line: PromiseLine, columns: Iterable[Column]) -> list[tuple[str, tuple[str, ...]]]:
    """The promises a sentence lost, with the columns that lost the same of it."""
    by_lost: dict[tuple[str, ...], list[str]] = {}
    for column in columns:
        if lost := line.lost.get(column.code):
            by_lost.setdefault(lost, []).append(words.column_word(column))
    return [(_("、").join(heads), lost) for lost, heads in by_lost.items()]


@register.filter
def cover_word(code: str) -> str:
    """The word of a state of coverage."""
    return str(words.COVERS[code][1])


@register.simple_tag
def relation(code: str, kind: str = "lineage") -> SafeString:
    """A relation: shape, then word."""
    sign, word = words.relations(kind)[code]
    return format_html('<span class="relation is-{}"><i aria-hidden="true">{}</i>{}</span>', code, sign, word)


@register.simple_tag
def goal_state(change: GoalChange) -> SafeString:
    """What became of a goal: shape, then word, and what became of its date where that moved."""
    sign, word = words.GOALS[change.moved]
    date = words.DATES.get(change.deadline or "", "")
    form = '<span class="goal-state is-{}"><i aria-hidden="true">{}</i>{}</span>{}'
    return format_html(form, change.moved, sign, word, format_html('<span class="tag">{}</span>', date) if date else "")


@register.simple_tag
def goal_counts(table: GoalTable, plan: Plan) -> str:
    """How often each thing became of a goal in one plan below."""
    counts = table.counts[plan.pk]
    return _("，").join(f"{words.GOALS[code][1]} {counts[code]}" for code in words.GOALS if counts.get(code))


@register.filter
def marked(pieces: Iterable[Piece]) -> SafeString:
    """A sentence with its differences: dropped words struck out, others underlined by what they mean."""
    return format_html_join("", "{}", ((_piece(piece),) for piece in pieces))


def _piece(piece: Piece) -> SafeString:
    if not piece.tone:
        return format_html("{}", piece.text)
    struck = '<del class="t-{}" title="{}">{}</del>'
    underlined = '<span class="t-{}" title="{}">{}</span>'
    form = struck if piece.tone == "dropped" else underlined
    return format_html(form, piece.tone, words.TONES[piece.tone], piece.text)


@register.simple_tag
def promise_state(line: PromiseLine, column: Column, pairs: Mapping[int, PlanPair]) -> SafeString:
    """A promise's state in a column, which opens it side by side with the plan that took it up, or ought to."""
    state = cover(line.states[column.code])
    plans = sorted(column.plans, key=lambda plan: -line.takers.get(plan.pk, 0))
    pair = next((pairs[plan.pk] for plan in plans if plan.pk in pairs), None)
    if column.is_rows or pair is None:
        return state
    return format_html('<a href="{}">{}</a>', side_link(pair, line.sentence.address), state)


@register.simple_tag
def unit_mark(line: Carried, unit: str) -> SafeString | str:
    """Whether a unit leads a promise, carries it, or has nothing to do with it."""
    role = line.units.get(unit)
    if role is None:
        return ""
    leads = role == "lead"
    sign, word = ("●", _("牵头")) if leads else ("○", _("责任或配合"))
    form = '<i class="u-mark{}" title="{}" role="img" aria-label="{}">{}</i>'
    return format_html(form, " is-lead" if leads else "", word, word, sign)


@register.simple_tag
def alignment_failure(alignment: Alignment) -> tuple[str, str]:
    """Why a run failed, and what to do."""
    return library_sentence(alignment.error_code, alignment.error_data)


@register.filter
def tags_of(sentence: Sentence) -> list[str]:
    """What a sentence carries, in words."""
    return [str(word) for tag, word in words.TAGS.items() if getattr(sentence, f"has_{tag}")]


@register.filter
def alignment_deed(code: str) -> str:
    """What was decided."""
    return str(words.DEEDS.get(code, code))


@register.filter
def column_word(column: Column) -> str:
    """The head of a column: its level, the one plan it stands for, or the tables."""
    return words.column_word(column)


@register.simple_tag
def side_link(pair: PlanPair, address: str = "", **query: str) -> str:
    """The page of two plans side by side, opened at a sentence."""
    asked = {**query, "at": address} if address else query
    return (
        f"{reverse('alignment-pair', args=[pair.key])}?{urlencode(asked)}"
        if asked
        else reverse("alignment-pair", args=[pair.key])
    )


@register.simple_tag
def chain_link(edition_key: str, address: str) -> SafeString:
    """A link that opens the chain through a sentence in the next slot; without scripts on a page of its own."""
    return opener(edition_key, address)


@register.simple_tag
def sentence_link(plan: Plan, address: str) -> str:
    """The plan page opened at a sentence."""
    return f"{reverse('plan', args=[plan.key])}?{urlencode({'at': address})}"


@register.filter
def plan_of(sentence: Sentence, pair: PlanPair) -> Plan:
    """The plan a sentence of a pair stands in."""
    return pair.upper if sentence.side == "upper" else pair.lower
