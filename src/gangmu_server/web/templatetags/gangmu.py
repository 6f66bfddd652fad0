"""Template tags of the pages: icons, words for codes, and addresses that keep the other filters."""

from __future__ import annotations

from django import template
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gangmu_server.web import labels

register = template.Library()


@register.simple_tag
def icon(name: str, extra: str = "") -> SafeString:
    """A drawing from the icon sprite, silent for screen readers: a word always stands beside it."""
    href = static("web/vendor/tabler-icons/icons.svg")
    return format_html(
        '<svg class="icon {}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', extra, href, name
    )


@register.filter
def label(code: str | None, table: str) -> str:
    """The words of a code: `{{ row.comparator|label:"comparator" }}`; the code itself where no word is known."""
    return labels.word(table, code)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """The page's own address with some query values changed; None removes one. The page number starts again."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    for key, value in changes.items():
        query.pop(key, None)
        if value not in (None, ""):
            query[key] = str(value)
    return f"{request.path}?{query.urlencode()}" if query else request.path


@register.filter
def starts(path: str, prefix: str) -> bool:
    """Whether an address lies below another; for the mark in the navigation."""
    return path.startswith(prefix)
