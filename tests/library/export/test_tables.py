"""Plans as workbook, CSV and Markdown: every record there, in words people use, and nothing run as a formula."""

from __future__ import annotations

import csv as csv_library
import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from plans import FULL, INFO, KINDS, plans
from python_calamine import CalamineWorkbook

from gangmu.export import csv, markdown, xlsx
from gangmu.export.labels import LABELS
from gangmu.export.tables import TABLES, facts, tables_of
from gangmu.model import Document, Issue, Plan
from gangmu.vocab.duty_verbs import Firmness, Voice

BARE = Plan(
    document=Document(
        title=None, number=None, issuers=(), issued_on=None, level=None, places=(), horizon=(), cites=(), source=INFO
    )
)


def _sheets(plan: Plan, language: str = "zh") -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.workbook(plan, language)))  # type: ignore[arg-type]
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_every_kind_of_record_has_a_table() -> None:
    assert {table.kind for table in TABLES} == set(KINDS)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.kind)
def test_no_field_of_a_record_is_forgotten_by_its_table(table) -> None:  # type: ignore[no-untyped-def]
    shown = {column.field.split(".")[0] for column in table.columns}
    fields = {field.name for field in msgspec.structs.fields(KINDS[table.kind])}
    assert fields - shown <= {"repairs", "unit_refs", "parent", "mark_span"}


def test_every_code_a_record_can_hold_has_words_in_both_languages() -> None:
    codes = {
        code
        for cls in (*KINDS.values(), Document)
        for field in msgspec.structs.fields(cls)
        for code in re.findall(r"'([a-z_]+)'", str(field.type))
        if "Literal" in str(field.type)
    }
    codes |= {firmness.name.lower() for firmness in Firmness} | set(get_args(Voice))
    assert codes <= set(LABELS)


def test_the_workbook_has_a_sheet_a_kind_in_the_language_asked_for() -> None:
    assert list(_sheets(FULL)) == ["文件", "条款", "目标", "指标", "项目", "责任", "任务", "举措", "读取提示"]
    assert list(_sheets(FULL, "en"))[:3] == ["Document", "Provisions", "Targets"]
    assert list(_sheets(BARE)) == ["文件"]


def test_a_cell_of_the_workbook_is_what_it_is_number_date_or_text() -> None:
    head, first, second, third = _sheets(FULL)["目标"]
    row = dict(zip(head, first, strict=True))
    assert (row["数值"], row["关系"], row["期限"], row["年份系推定"]) == (10, "不低于", date(2030, 12, 31), "是")
    assert dict(zip(head, second, strict=True))["数值"] == 0
    assert dict(zip(head, third, strict=True))["数值"] == ""


def test_text_that_looks_like_a_formula_stays_text_in_the_workbook() -> None:
    archive = zipfile.ZipFile(io.BytesIO(xlsx.workbook(FULL)))
    markup = b"".join(archive.read(name) for name in archive.namelist() if "sheet" in name)
    assert b"<f>" not in markup
    assert "=cmd|' /C calc'!A0" in [cell for row in _sheets(FULL)["目标"] for cell in row]


def test_a_text_longer_than_a_cell_holds_is_cut_and_not_lost() -> None:
    long = msgspec.structs.replace(FULL, issues=(Issue("x", "长" * 40_000, (0, 1)),))
    cell = str(_sheets(long)["读取提示"][1][1])
    assert len(cell) == xlsx.MOST_CHARACTERS
    assert cell.endswith("…")


def test_columns_that_no_record_fills_are_left_out_of_the_workbook() -> None:
    assert "上限" not in _sheets(FULL)["目标"][0]
    assert "频次" in _sheets(FULL)["目标"][0]


def test_the_workbook_reads_back_as_a_document(tmp_path: Path) -> None:
    from gangmu.source import load_bytes

    assert "修路|架桥" in load_bytes(xlsx.workbook(FULL), "a.xlsx").text


def test_a_folder_of_csv_opens_with_its_characters_right(tmp_path: Path) -> None:
    paths = csv.write(FULL, tmp_path / "new" / "folder")
    assert [path.name for path in paths] == [f"{table.kind}.csv" for table in tables_of(FULL)]
    data = (tmp_path / "new" / "folder" / "targets.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == 4


def test_csv_has_every_column_and_a_number_stays_a_number() -> None:
    rows = list(csv_library.DictReader(io.StringIO(csv.files(FULL)["targets.csv"].decode("utf-8-sig"))))
    assert list(rows[0]) == [column.head[0] for column in TABLES[1].columns]
    assert [row["数值"] for row in rows] == ["10", "0", ""]
    tasks = csv_library.DictReader(io.StringIO(csv.files(FULL)["tasks.csv"].decode("utf-8-sig")))
    assert next(tasks)["年度目标"] == "1. 开工一条\n2. 完工一条"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_csv_text_that_would_run_as_a_formula_is_disarmed(start: str) -> None:
    plan = msgspec.structs.replace(BARE, issues=(Issue("x", f"{start}SUM(A1)", (0, 1)),))
    row = next(csv_library.DictReader(io.StringIO(csv.files(plan)["issues.csv"].decode("utf-8-sig"), newline="")))
    assert row["说明"] == f"'{start}SUM(A1)"


def test_markdown_has_facts_outline_and_tables_with_marks_escaped() -> None:
    page = markdown.page(FULL)
    assert page.startswith("# 关于建设样板区的\\*意见\\*\n\n- **标题**：")
    assert "- 一、总体要求\n  - 1.修路" in page
    assert "修路\\|架桥" in page
    assert "1. 开工一条<br>2. 完工一条" in page
    lines = [line for line in page.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", line)) > 2 for line in lines)


def test_facts_leave_out_what_is_not_known() -> None:
    assert [name for name, _ in facts(BARE.document)] == ["文件", "SHA-256"]
    assert dict(facts(FULL.document))["引用文件"] == "《上级方案》；《上级通知》（市发〔2030〕3号）"
    assert dict(facts(FULL.document, "en"))["level"] == "county"


@settings(max_examples=25, deadline=None)
@given(plans())
def test_any_plan_can_leave_in_every_form(plan: Plan) -> None:
    assert xlsx.workbook(plan).startswith(b"PK")
    assert len(csv.files(plan)) == len(tables_of(plan))
    assert markdown.page(plan, "en").startswith("# ")
