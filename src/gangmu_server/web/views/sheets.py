"""Units and leaders: who answers for what, by date, on one sheet."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from gangmu_server.directory.access import access_organisation, may
from gangmu_server.directory.queries import organisation_tree
from gangmu_server.directory.rights import Right
from gangmu_server.documents.downloads import attachment
from gangmu_server.documents.sheet import groups, sources, title_of
from gangmu_server.documents.sheet_docx import sheet_docx
from gangmu_server.documents.sheet_xlsx import sheet_xlsx
from gangmu_server.library import queries
from gangmu_server.library.payloads import Sheet

WRITERS = {"docx": sheet_docx, "xlsx": sheet_xlsx}


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    """Every unit the plans name, with counts; names no organisation is known by stand apart."""
    coverage = queries.unit_coverage(request.user, request.zone, request.today)
    may_file = may(request.user, request.zone, Right.MANAGE_ORGANISATIONS)
    tree = organisation_tree(request.user, request.zone, request.today) if may_file else []
    words = request.GET.get("words", "").strip()
    return render(
        request, "web/sheets/units.html", {"coverage": coverage, "tree": tree, "may_file": may_file, "words": words}
    )


@require_safe
def leaders(request: HttpRequest) -> HttpResponse:
    """Every leader the plans name, with counts."""
    return render(request, "web/sheets/leaders.html", {"leaders": queries.leaders(request.user, request.zone)})


@require_safe
def unit(request: HttpRequest, key: str) -> HttpResponse:
    """An organisation's sheet, under all its names."""
    sheet = queries.unit_sheet(request.user, access_organisation(request.user, key), request.today)
    return page(request, sheet, "unit-file", {"key": key})


@require_safe
def unit_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """An organisation's sheet as a file."""
    sheet = queries.unit_sheet(request.user, access_organisation(request.user, key), request.today)
    return file(request, sheet, form)


@require_safe
def printed_unit(request: HttpRequest) -> HttpResponse:
    """The sheet of a unit by the name plans print."""
    sheet = queries.printed_unit_sheet(request.user, request.zone, name_of(request), request.today)
    return page(request, sheet, "printed-unit-file")


@require_safe
def printed_unit_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same as a file."""
    sheet = queries.printed_unit_sheet(request.user, request.zone, name_of(request), request.today)
    return file(request, sheet, form)


@require_safe
def leader(request: HttpRequest) -> HttpResponse:
    """A leader's sheet."""
    sheet = queries.leader_sheet(request.user, request.zone, name_of(request), request.today)
    return page(request, sheet, "leader-file", person=True)


@require_safe
def leader_file(request: HttpRequest, form: str) -> HttpResponse:
    """A leader's sheet as a file."""
    sheet = queries.leader_sheet(request.user, request.zone, name_of(request), request.today)
    return file(request, sheet, form, person=True)


def name_of(request: HttpRequest) -> str:
    """The name asked for."""
    name = request.GET.get("name", "").strip()
    if not name:
        raise Http404
    return name


def page(
    request: HttpRequest, sheet: Sheet, files: str, args: dict[str, str] | None = None, *, person: bool = False
) -> HttpResponse:
    """The sheet on screen, with the addresses of its files."""
    query = "" if args else "?" + urlencode({"name": sheet.title})
    context = {
        "sheet": sheet,
        "person": person,
        "title": title_of(sheet, person=person),
        "groups": groups(sheet),
        "sources": sources(sheet),
        "files": {form: reverse(files, kwargs={**(args or {}), "form": form}) + query for form in WRITERS},
    }
    return render(request, "web/sheets/sheet.html", context)


def file(request: HttpRequest, sheet: Sheet, form: str, *, person: bool = False) -> HttpResponse:
    """The sheet as Word or Excel."""
    if form not in WRITERS:
        raise Http404
    name = f"{title_of(sheet, person=person)}_{request.today:%Y%m%d}.{form}"
    return attachment(WRITERS[form](sheet, person=person), name)
