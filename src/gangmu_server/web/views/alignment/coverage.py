"""Coverage: how a plan's promises fare below, as a matrix, as a list, against units, and as files."""

from __future__ import annotations

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from gangmu_server.alignment import queries
from gangmu_server.alignment.payloads import Coverage, CoverageFilter
from gangmu_server.documents.alignment_report import report_docx
from gangmu_server.documents.downloads import attachment
from gangmu_server.documents.table_csv import table_csv
from gangmu_server.documents.table_xlsx import table_xlsx
from gangmu_server.library.access import access_plan
from gangmu_server.library.models import Plan
from gangmu_server.web.align import asked, words
from gangmu_server.web.align.coverage_table import HEAD, table_rows

PAGE = 60
PRINT_LIMIT = 5000
UNITS_SHOWN = 24
WRITERS = {"xlsx": table_xlsx, "csv": table_csv}


@gzip_page
@require_safe
def coverage(request: HttpRequest, key: str) -> HttpResponse:
    """The matrix and the list behind it."""
    plan = access_plan(request.user, key)
    wanted = asked.coverage_filter(request.GET)
    found = queries.coverage_of(request.user, plan, wanted, level=request.GET.get("level", ""))
    printing = "print" in request.GET
    page = Paginator(found.lines, PRINT_LIMIT if printing else PAGE).get_page(request.GET.get("page"))
    context = {
        "plan": plan,
        "coverage": found,
        "page": page,
        "wanted": wanted,
        "column": next((c for c in found.columns if c.code == wanted.column), None),
        "theme": next((row.title for row in found.rows if row.theme == wanted.theme), ""),
        "toggles": asked.tag_toggles(request.GET, wanted, dict(found.tag_counts), dict(words.TAGS)),
        "filtered": wanted != CoverageFilter(),
        "printing": printing,
        "goals": queries.goal_table(request.user, plan, lowers_of(found)),
        "edition_key": queries.edition_key(request.user, plan),
    }
    return render(request, "web/alignment/coverage.html", context)


def lowers_of(found: Coverage) -> list[Plan]:
    """The plans below, from the top."""
    return [plan for column in found.columns if not column.is_rows for plan in column.plans]


@require_safe
def coverage_file(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The list as it is narrowed, as a workbook or as comma-separated text."""
    if form not in WRITERS:
        raise Http404
    plan = access_plan(request.user, key)
    found = queries.coverage_of(
        request.user, plan, asked.coverage_filter(request.GET), level=request.GET.get("level", "")
    )
    title = _("承接情况")
    head = [*map(str, HEAD), *column_heads(found), _("丢掉的承诺"), _("建议责任单位")]
    content = WRITERS[form](title, [request.zone.name, plan.title], head, table_rows(found))
    return attachment(content, f"{title}_{plan.title[:30]}_{request.today:%Y%m%d}.{form}")


def column_heads(found: Coverage) -> list[str]:
    """The heads of the columns of levels."""
    return [words.column_word(column) for column in found.columns]


@require_safe
def report(request: HttpRequest, key: str) -> HttpResponse:
    """The report as a Word document in official layout."""
    plan = access_plan(request.user, key)
    content = report_docx(queries.report_of(request.user, plan, request.today))
    return attachment(content, f"{_('衔接情况报告')}_{plan.title[:30]}_{request.today:%Y%m%d}.docx")


@gzip_page
@require_safe
def units(request: HttpRequest, key: str) -> HttpResponse:
    """Promises against the units of one plan below."""
    plan = access_plan(request.user, key)
    theme = request.GET.get("theme")
    found = queries.units_of(request.user, plan, request.GET.get("lower", ""), theme)
    shown = found.units if "all" in request.GET else found.units[:UNITS_SHOWN]
    context = {
        "plan": plan,
        "found": found,
        "units": shown,
        "names": [unit for unit, _rows, _led in shown],
        "more": len(found.units) - len(shown),
        "theme": theme,
        "open": sum(line.is_open for line in found.lines),
        "kept": urlencode({k: v for k, v in request.GET.items() if k != "all"}),
    }
    return render(request, "web/alignment/units.html", context)
