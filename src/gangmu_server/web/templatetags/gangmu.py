"""Template tags of the pages: icons, words for codes, and addresses that keep the other filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from gangmu_server.library import addresses
from gangmu_server.library.models import Reading
from gangmu_server.library.outcomes import failure
from gangmu_server.library.reading import pictures
from gangmu_server.review import queries
from gangmu_server.review.models import QueueItem
from gangmu_server.review.payloads import Case, DecisionLine, QueueFilter
from gangmu_server.web import english, labels
from gangmu_server.web import issue_words as issues
from gangmu_server.web.english import in_english, is_chinese
from gangmu_server.web.forms.plans import READABLE
from gangmu_server.web.review_desk import lines
from gangmu_server.web.review_desk import words as review_words
from gangmu_server.web.titles import short

register = template.Library()

COUNTED = ("task", "target", "indicator", "project", "responsibility", "measure")


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A drawing from the icon sprite, silent for screen readers: a word always stands beside it."""
    href = static("web/vendor/tabler-icons/icons.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', extra, href, name
    )


@register.simple_tag
def readable() -> str:
    """The kinds of files the picker offers."""
    return READABLE


@register.simple_tag
def recognises() -> bool:
    """Whether text on scans and pictures can be read here."""
    return pictures.are_read()


@register.simple_tag
def refusal(sentence: str, next_step: str = "", code: object = "") -> SafeString:
    """What went wrong and what to do, with the code for those who look into it at the end, small."""
    said = (" " if in_english() else "").join(part for part in (sentence, next_step) if part)
    return format_html("{}{}", said, code_note(code))


@register.simple_tag
def code_note(code: object = "") -> SafeString:
    """An error's code, small and labelled; nothing where there is none."""
    if not code:
        return SafeString("")
    return format_html(' <span class="code-note">{} <code>{}</code></span>', _("代码"), code)


@register.filter
def label(code: str | None, table: str) -> str:
    """The words of a code: `{{ row.comparator|label:"comparator" }}`; the code itself where no word is known."""
    return labels.word(table, code)


@register.filter
def short_title(title: str) -> str:
    """A plan's name without its issuers, for a narrow place."""
    return short(title)


@register.filter
def address_words(address: str) -> str:
    """An address as an office writes it."""
    return addresses.words(address)


@register.filter
def plain_number(value: Decimal | float | int | None) -> str:
    """A figure without exponent or trailing zeros."""
    return labels.number(value)


@register.filter
def record_counts(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Kinds of records and how many there are, those with none left out."""
    return [(name, counts[name]) for name in COUNTED if counts.get(name)]


@register.simple_tag
def reading_failure(reading: Reading) -> tuple[str, str]:
    """Why a reading failed, and what to do."""
    return failure(reading)


@register.filter
def issue_words(issue: Mapping[str, Any]) -> str:
    """What the reader noticed, in the page's language."""
    return issues.words(issue["code"], issue.get("message", ""))


@register.filter
def about_word(about: str) -> str:
    """What a line of the review queue is about."""
    return review_words.about_word(about)


@register.filter
def reason_tag(code: str) -> str:
    """Why something is asked about, in a few characters."""
    return review_words.reason_tag(code)


@register.filter
def deed_word(deed: str) -> str:
    """What a person decided."""
    return review_words.deed_word(deed)


@register.filter
def standing_word(standing: str) -> str:
    """How a decision stands over the text as it is now."""
    return str(review_words.STANDINGS.get(standing, standing))


@register.simple_tag
def desk_link(item: QueueItem, wanted: QueueFilter) -> str:
    """The review desk's address for a line of its queue."""
    return lines.address_of((item.edition.key, item.about, item.address), wanted)


@register.simple_tag
def part_link(case: Case, address: str, wanted: QueueFilter) -> str:
    """The review desk's address for a record beside the one at hand."""
    return lines.address_of((case.edition.key, case.about.value, address), wanted)


@register.simple_tag
def decision_text(line: DecisionLine) -> str:
    """What a decision was about, in one line."""
    return review_words.short_text(line.text, queries.rows_of(line.content))


@register.simple_tag
def decision_values(line: DecisionLine) -> list[tuple[str, str, str]]:
    """What a correction changed: field, old value, new value."""
    return review_words.changes(line.about, line.content)


@register.filter(needs_autoescape=True)
def zh(text: object, autoescape: bool = True) -> SafeString | str:
    """Words of a plan on a page in English, marked as Chinese for those who have the page read to them.

    What is marked up already, and what is more English than Chinese, is left alone.
    """
    if not in_english() or isinstance(text, SafeString) or not is_chinese(str(text)):
        return conditional_escape(text) if autoescape else str(text)
    return format_html('<span lang="zh">{}</span>', text)


@register.filter
def zh_lines(text: object) -> SafeString:
    """The same for words of several lines."""
    return format_html_join(SafeString("<br>"), "{}", ((zh(line),) for line in str(text).splitlines()))


@register.filter
def listed(words: Iterable[object]) -> str:
    """Words one after the other, as the page's language lists them."""
    return english.listed(words)


@register.filter
def set_apart(sentences: Iterable[object]) -> str:
    """Statements one after the other, as the page's language sets them apart."""
    return english.apart(sentences)


@register.filter
def choice_groups(choices: Iterable[tuple[Any, Any]]) -> list[tuple[str, list[tuple[Any, Any]]]]:
    """The choices of a field in their groups, those without a group first, under no name."""
    groups: dict[str, list[tuple[Any, Any]]] = {"": []}
    for value, word in choices:
        if isinstance(word, list | tuple):
            groups[str(value)] = list(word)
        else:
            groups[""].append((value, word))
    return list(groups.items())


@register.filter
def of(mapping: Mapping[Any, Any] | None, key: Any) -> Any:
    """The value of a key: `{{ waiting|of:plan.pk }}`; empty where there is none."""
    return mapping.get(key, "") if mapping else ""


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """The page's own address with some query values changed; None removes one. The page number starts again."""
    return _address(context["request"], {"page": None, **changes})


@register.simple_tag(takes_context=True)
def with_query_without(context: template.Context, name: str) -> str:
    """The page's own address without one of its query values."""
    return _address(context["request"], {"page": None, name: None})


@register.simple_tag(takes_context=True)
def page_link(context: template.Context, number: int) -> str:
    """The page's own address at another page of the list."""
    return _address(context["request"], {"page": number})


@register.simple_tag(takes_context=True)
def sort_link(context: template.Context, column: str) -> str:
    """The address that sorts by a column, the other way round where it sorts by it already; empty where it cannot."""
    order = context["table"].sorts.get(column)
    if not order:
        return ""
    return _address(context["request"], {"page": None, "sort": f"-{order}" if context["sort"] == order else order})


@register.simple_tag(takes_context=True)
def sort_state(context: template.Context, column: str) -> str:
    """`ascending`, `descending`, or empty where the table is not sorted by the column."""
    order = context["table"].sorts.get(column)
    states = {order: "ascending", f"-{order}": "descending"} if order else {}
    return states.get(context["sort"], "")


def _address(request: HttpRequest, changes: Mapping[str, object]) -> str:
    query = request.GET.copy()
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path
