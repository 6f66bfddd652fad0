"""The link that opens the chain through a sentence, wherever a task or a measure is shown."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


def chain_address(edition_key: str, address: str) -> str:
    """The page of a chain."""
    return f"{reverse('edition-chain', args=[edition_key])}?{urlencode({'at': address})}"


def opener(edition_key: str, address: str) -> SafeString:
    """A link that opens the chain in the slot after it; without scripts on a page of its own."""
    where = chain_address(edition_key, address)
    icons = static("web/vendor/tabler-icons/icons.svg")
    return format_html(
        '<a class="chain-open no-print" href="{}" hx-get="{}" hx-target="next .chain-slot" aria-expanded="false">'
        '<svg class="icon" aria-hidden="true"><use href="{}#route"></use></svg>{}</a>',
        where,
        where,
        icons,
        _("上下衔接"),
    )
