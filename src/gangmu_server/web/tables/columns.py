"""Columns several tables share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import django_tables2 as tables
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gangmu_server.library import addresses
from gangmu_server.library.models import Record
from gangmu_server.library.settled import Settled
from gangmu_server.review.decisions import About
from gangmu_server.web.align.chains import opener
from gangmu_server.web.english import apart, listed
from gangmu_server.web.plan_page.verdicts import verdict_words
from gangmu_server.web.review_desk.words import field_word, old_value
from gangmu_server.web.titles import short


def evidence(record: Record) -> str:
    """The plan page opened at a record's sentence."""
    return f"{reverse('plan', args=[record.edition.plan.key])}?at={quote(record.address)}"


class PlanColumn(tables.Column):
    """The plan a row stands in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            verbose_name=_("规划"), accessor="edition__plan__title", attrs={"td": {"class": "col-plan"}}, **kwargs
        )

    def render(self, value: str, record: Record) -> SafeString:
        """Its name without the issuers, cut by the style sheet, whole in the title."""
        address = reverse("plan", args=[record.edition.plan.key])
        return format_html('<a lang="zh" href="{}" title="{}">{}</a>', address, value, short(value))

    def value(self, value: str) -> str:
        """The whole name."""
        return value


class PlaceColumn(tables.Column):
    """Where in the plan, as a link to the sentence."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name=_("出处"), accessor="address", attrs={"td": {"class": "col-place"}}, **kwargs)

    def render(self, value: str, record: Record) -> SafeString:
        """The number of the provision or row; opens the sentence."""
        provision = getattr(record, "provision", None)
        heading = provision.heading if provision else ""
        words = addresses.words(value) or heading or _("原句")
        return format_html('<a lang="zh" href="{}" title="{}">{}</a>', evidence(record), heading, words)

    def value(self, value: str) -> str:
        """The number of the provision or row."""
        return addresses.words(value)


class SentenceColumn(tables.Column):
    """The words of the plan, which open their place in it."""

    def __init__(self, verbose_name: Any, accessor: str = "text", *, chain: bool = False, **kwargs: Any) -> None:
        self.chain = chain
        super().__init__(verbose_name=verbose_name, accessor=accessor, attrs={"td": {"class": "col-text"}}, **kwargs)

    def render(self, value: str, record: Record) -> SafeString:
        """A link to the sentence, with a mark where there is doubt; below it the way to what it answers to."""
        doubt = format_html('<span class="doubt-mark" title="{}">?</span>', _("有疑点，请核对原文"))
        return format_html(
            '<a class="cell-text" lang="zh" href="{}">{}</a>{}{}',
            evidence(record),
            value,
            doubt if record.doubt_count else settled_mark(record),
            self._chain(record),
        )

    def _chain(self, record: Record) -> SafeString | str:
        if not self.chain:
            return ""
        return format_html('<div>{}</div><div class="chain-slot"></div>', opener(record.edition.key, record.address))

    def value(self, value: str) -> str:
        """The words alone."""
        return value


class WordsColumn(tables.Column):
    """A list of names."""

    def __init__(self, verbose_name: Any, page: str = "", **kwargs: Any) -> None:
        self.page = page
        super().__init__(verbose_name=verbose_name, attrs={"td": {"class": "col-names"}}, **kwargs)

    def render(self, value: Sequence[str]) -> SafeString | str:
        """The names, each a link to its sheet where there is one."""
        if not self.page:
            return listed(value)
        links = ((f"{reverse(self.page)}?name={quote(name)}", name) for name in value)
        return format_html_join(_now("、"), '<a lang="zh" href="{}">{}</a>', links)

    def value(self, value: Sequence[str]) -> str:
        """The names with the marks between."""
        return "、".join(value)


def settled_mark(record: Record) -> SafeString | str:
    """A mark on what somebody has checked; says who, when and how."""
    if not record.settled_by:
        return ""
    said = Settled(record.settled_kind, record.settled_by, record.settled_at)
    return format_html('<span class="settled-mark" title="{}">✓</span>', verdict_words(said))


class WasColumn(tables.Column):
    """What had been read where a person decided otherwise."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name=_("原值"), accessor="was", default="", **kwargs)

    def render(self, value: dict[str, Any], record: Record) -> str:
        """Field by field."""
        about = About(record._meta.model_name)
        colon = _now("：")
        return apart(f"{field_word(name)}{colon}{old_value(about, name, old)}" for name, old in value.items())

    value = render


class CheckedColumn(tables.DateTimeColumn):
    """When somebody decided."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(verbose_name=_("核对时间"), accessor="settled_at", format="Y-m-d H:i", default="", **kwargs)

    def value(self, value: Any) -> str:
        """The time in words: a workbook knows no time zones."""
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M") if value else ""


class RecordTable(tables.Table):
    """What all tables share. Sorting is the library's, by the names in `sorts`."""

    plan = PlanColumn()
    place = PlaceColumn()
    settled_by = tables.Column(_("核对人"), default="")
    settled_at = CheckedColumn()
    was = WasColumn()

    sorts: dict[str, str] = {}
    hidden: tuple[str, ...] = ()
    """Columns that show only when asked for."""
    checked = ("settled_by", "settled_at", "was")
    """Columns on who decided what: shown when asked for, and in a workbook that holds such rows."""

    class Meta:
        orderable = False
        template_name = "web/tables/_grid.html"
        attrs = {"class": "grid"}
