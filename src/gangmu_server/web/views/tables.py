"""Tables of records across plans: filtered, sorted, summed, exported, printed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gangmu_server.documents.downloads import attachment
from gangmu_server.documents.table_csv import table_csv
from gangmu_server.documents.table_xlsx import table_xlsx
from gangmu_server.library import actions, queries
from gangmu_server.library.access import access_saved_view
from gangmu_server.library.payloads import Kind, TableFilter
from gangmu_server.review.queries import units_set_aside
from gangmu_server.web import labels
from gangmu_server.web.forms.tables import SavedViewForm, TableForm
from gangmu_server.web.tables import TABLES, RecordTable

PAGE = 100
PRINT_LIMIT = 5000
SHOWN = (Kind.TASK, Kind.TARGET, Kind.INDICATOR, Kind.PROJECT, Kind.RESPONSIBILITY, Kind.MEASURE)


@dataclass(frozen=True, slots=True)
class Asked:
    """A table as the address asks for it."""

    kind: Kind
    form: TableForm
    filter: TableFilter
    sort: str
    columns: tuple[str, ...]


def asked(request: HttpRequest, kind: str) -> Asked:
    """Read the address; an unknown table is not found, an unknown column or order is passed over."""
    if kind not in SHOWN:
        raise Http404
    table = TABLES[Kind(kind)]
    choices = queries.filter_choices(request.user, request.zone, Kind(kind), request.today)
    refused = units_set_aside(request.user, request.zone) if choices.odd_units else frozenset()
    choices = replace(choices, odd_units=tuple(c for c in choices.odd_units if c.value not in refused))
    form = TableForm(request.GET, kind=Kind(kind), choices=choices)
    wanted = [name for name in request.GET.getlist("col") if name in table.base_columns]
    default = [name for name in table.base_columns if name not in (*table.hidden, *table.checked)]
    sort = request.GET.get("sort", "")
    known = sort.lstrip("-") in table.sorts.values()
    return Asked(Kind(kind), form, form.filter(), sort if known else "", tuple(wanted or default))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The first table that holds something."""
    counts = queries.record_counts(request.user, request.zone)
    kind = next((k for k in SHOWN if counts.get(k)), Kind.TASK)
    return redirect("table", kind)


@require_safe
def table(request: HttpRequest, kind: str) -> HttpResponse:
    """One table; all its rows where it is to be printed."""
    ask = asked(request, kind)
    rows = queries.table(request.user, request.zone, ask.kind, ask.filter, sort=ask.sort)
    printing = "print" in request.GET
    page = Paginator(rows, PRINT_LIMIT if printing else PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": ask.kind.value,
        "form": ask.form,
        "sort": ask.sort,
        "page": page,
        "table": built(ask, page, request),
        "columns": chooser(ask),
        "totals": queries.totals(request.user, request.zone, ask.kind, ask.filter, request.today),
        "kinds": kinds_with_counts(request),
        "views": queries.saved_views(request.user, request.zone, ask.kind),
        "yesterday": (request.today - dt.timedelta(days=1)).isoformat(),
        "printing": printing,
    }
    return render(request, "web/tables/table.html", context)


def built(ask: Asked, rows: Page | Any, request: HttpRequest | None = None) -> RecordTable:
    """The table with the columns asked for."""
    model = TABLES[ask.kind]
    hidden = tuple(name for name in model.base_columns if name not in ask.columns)
    return model(rows, exclude=hidden, request=request)


def chooser(ask: Asked) -> list[tuple[str, str, bool]]:
    """Every column: name, head, and whether it shows."""
    columns = TABLES[ask.kind](()).columns
    return [(column.name, str(column.header), column.name in ask.columns) for column in columns]


def kinds_with_counts(request: HttpRequest) -> list[tuple[str, str, int]]:
    """The tables with their words and how many rows they hold in all."""
    counts = queries.record_counts(request.user, request.zone)
    return [(kind.value, labels.word("record", kind.value), counts.get(kind, 0)) for kind in SHOWN]


@require_safe
def export(request: HttpRequest, kind: str, form: str) -> HttpResponse:
    """The filtered rows, with the columns shown, as a workbook or as comma-separated text."""
    ask = asked(request, kind)
    writers = {"xlsx": table_xlsx, "csv": table_csv}
    if form not in writers:
        raise Http404
    rows = queries.table(request.user, request.zone, ask.kind, ask.filter, sort=ask.sort)
    if form == "xlsx" and rows.exclude(settled_by="").exists():
        ask = replace(ask, columns=(*ask.columns, *(c for c in TABLES[ask.kind].checked if c not in ask.columns)))
    values = built(ask, rows).as_values()
    title = _("%(kind)s台账") % {"kind": labels.word("record", ask.kind.value)}
    notes = [f"{label}：{value}" if value else label for _name, label, value in ask.form.in_use]
    content = writers[form](title, [request.zone.name, *notes], next(values), values)
    return attachment(content, f"{title}_{request.today:%Y%m%d}.{form}")


@require_POST
def save_view(request: HttpRequest, kind: str) -> HttpResponse:
    """Keep the table as it stands under a name."""
    form = SavedViewForm(request.POST)
    address = reverse("table", args=[kind])
    if not form.is_valid():
        messages.error(request, _("请给视图起个名字。"))
        return redirect(address)
    name, query = form.cleaned_data["name"], form.cleaned_data["query"]
    actions.save_view(name, query, kind=Kind(kind), zone=request.zone, acting_user=request.user, at=request.now)
    messages.success(request, _("已保存视图“%(name)s”。") % {"name": name})
    return redirect(f"{address}?{query}")


@require_POST
def delete_view(request: HttpRequest, kind: str, view_id: int) -> HttpResponse:
    """Forget a saved view."""
    view = access_saved_view(request.user, request.zone, view_id)
    actions.delete_view(view, zone=request.zone, acting_user=request.user, at=request.now)
    return redirect("table", kind)
