"""A user's own cases: which hold, which do not and why, and the exit code that says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import gangmu
from gangmu.checks.cases import Checked, check_cases
from gangmu.cli.main import main

TEXT = "一、目标\n\n到2025年，新建公路10公里。\n"
ROAD = {"text": "到2025年，新建公路10公里", "metric": "新建公路", "value": 10, "unit": "公里"}


def case(folder: Path, name: str = "a", **changes: Any) -> Path:
    content = {
        "schema": "gangmu.case/1",
        "name": "公路",
        "source": {"text": TEXT},
        "expect": [{"kind": "targets", "record": ROAD}],
        **changes,
    }
    path = folder / f"{name}.case.json"
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
    return path


def checked(folder: Path) -> list[Checked]:
    return list(
        check_cases(folder, lambda s, a, n: gangmu.read(s, annexes=a, name=n if isinstance(s, bytes) else None))
    )


def test_the_example_reads_as_the_cases_here_say() -> None:
    (target,) = gangmu.read(TEXT.encode(), name="a.txt").targets
    assert (target.metric, target.value, target.unit) == ("新建公路", 10, "公里")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, None),
        ({"expect": [{"kind": "targets", "record": {**ROAD, "value": 20}}]}, "differs"),
        ({"expect": [{"kind": "targets", "record": {**ROAD, "text": "新建机场1座"}}]}, "missing"),
        ({"expect": [{"kind": "indicators", "record": ROAD}]}, "missing"),
        ({"expect": [], "refuse": [{"kind": "targets", "record": ROAD}]}, "unwanted"),
        ({"expect": [], "refuse": [{"kind": "targets", "record": {**ROAD, "value": 11}}]}, None),
        ({"expect": [{"kind": "roads", "record": ROAD}]}, "unreadable"),
        ({"schema": "gangmu.case/9"}, "unreadable"),
        ({"source": {"text": ""}}, "refused"),
        ({"source": {"file": "gone.docx"}}, "refused"),
    ],
)
def test_a_case_holds_or_says_why_not(tmp_path: Path, changes: dict[str, Any], code: str | None) -> None:
    case(tmp_path, **changes)
    (found,) = checked(tmp_path)
    assert [problem.code for problem in found.problems] == ([code] if code else [])
    assert found.holds == (code is None)


def test_a_difference_names_the_field_with_both_values(tmp_path: Path) -> None:
    case(tmp_path, expect=[{"kind": "targets", "record": {**ROAD, "value": 20, "unit": "米"}}])
    (found,) = checked(tmp_path)
    assert found.problems[0].fields == {"value": (20, 10), "unit": ("米", "公里")}


def test_a_file_that_is_no_json_does_not_keep_the_others_from_being_checked(tmp_path: Path) -> None:
    (tmp_path / "a.case.json").write_text("{", "utf-8")
    inside = tmp_path / "more"
    inside.mkdir()
    case(inside, "b")
    assert [c.holds for c in checked(tmp_path)] == [False, True]


def test_a_case_may_stand_on_a_whole_file_which_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text(TEXT, "utf-8")
    for name in "ab":
        case(tmp_path, name, source={"file": "plan.txt"})
    seen: list[object] = []

    def read(source: bytes | str, annexes: object, name: str) -> gangmu.Plan:
        seen.append(source)
        return gangmu.read(source, name=name if isinstance(source, bytes) else None)

    assert all(c.holds for c in check_cases(tmp_path, read))
    assert len(seen) == 1


def test_a_reader_that_breaks_is_a_case_that_does_not_hold(tmp_path: Path) -> None:
    case(tmp_path)

    def broken(*_: object) -> gangmu.Plan:
        raise ZeroDivisionError

    (found,) = check_cases(tmp_path, broken)
    assert found.problems[0].code == "refused"


@pytest.mark.parametrize(
    ("value", "code", "words"), [(10, 0, "成立 1 条，不成立 0 条"), (20, 1, "读法不同"), (None, 1, "没有用例")]
)
def test_the_command_says_which_cases_hold_and_ends_with_a_code(
    tmp_path: Path, value: int | None, code: int, words: str
) -> None:
    if value is not None:
        case(tmp_path, expect=[{"kind": "targets", "record": {**ROAD, "value": value}}])
    done = CliRunner().invoke(main, ["--lang", "zh", "check", str(tmp_path), "--all"])
    assert done.exit_code == code
    assert words in done.output


def test_the_command_names_a_folder_that_is_not_there() -> None:
    assert CliRunner().invoke(main, ["check", "nowhere"]).exit_code == 2
