"""What was settled becomes cases in a folder, which the library's own command reads again."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.management import CommandError, call_command
from django.db import connection

from gangmu.cli.main import main
from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition
from gangmu_server.review import actions
from gangmu_server.review.decisions import About
from gangmu_server.review.payloads import Place
from tests.server.texts import OPINION


@pytest.fixture
def by(coordinator: Account, now: dt.datetime) -> dict[str, Any]:
    return {"acting_user": coordinator, "at": now}


def written(folder: Path) -> dict[str, Any]:
    return {path.name: json.loads(path.read_text("utf-8")) for path in folder.rglob("*.case.json")}


def check(folder: Path) -> Any:
    return CliRunner().invoke(main, ["--lang", "zh", "check", str(folder), "--all"])


def test_confirmed_records_hold_in_excerpts_that_are_small(orange: Place, by: dict[str, Any], tmp_path: Path) -> None:
    actions.confirm(orange, **by)
    duty = orange.edition.responsibilities.first()
    actions.confirm(Place(orange.edition, About.RESPONSIBILITY, duty.address), **by)
    call_command("export_cases", str(tmp_path))
    cases = written(tmp_path)
    assert len(cases) == 2
    for content in cases.values():
        assert len(content["source"]["text"]) < len(OPINION) / 2
        assert content["decided"]["by"] == "江一禾"
    done = check(tmp_path)
    assert done.exit_code == 0, done.output


def test_corrected_and_refused_records_fail_until_the_reader_learns_them(
    orange: Place, by: dict[str, Any], tmp_path: Path
) -> None:
    actions.correct(orange, {"value": 20}, **by)
    actions.refuse(Place(orange.edition, About.TARGET, "二/（一）/t2"), **by)
    call_command("export_cases", str(tmp_path), verbosity=0)
    done = check(tmp_path)
    assert done.exit_code == 1
    assert "value: 12 ≠ 20" in done.output
    assert "不该读出" in done.output


def test_what_was_taken_back_is_no_case(orange: Place, by: dict[str, Any], tmp_path: Path) -> None:
    actions.withdraw(actions.confirm(orange, **by), **by)
    call_command("export_cases", str(tmp_path), verbosity=0)
    assert list(tmp_path.iterdir()) == [], "and no folder stays empty"


def test_a_record_no_excerpt_can_stand_for_stands_on_the_whole_file(
    doubtful_plan: Callable[..., Edition], by: dict[str, Any], tmp_path: Path, orange: Place
) -> None:
    """The records of a plan built by hand are in no text: the case names a file, which is copied beside it."""
    edition = doubtful_plan()
    part = orange.edition.parts.get()
    part.pk, part.edition = None, edition
    part.save()
    actions.confirm(Place(edition, About.TARGET, "一/t2"), **by)
    call_command("export_cases", str(tmp_path), "--plan", edition.plan.key)
    (content,) = written(tmp_path).values()
    (file,) = tmp_path.rglob("files/*")
    assert content["source"]["file"] == f"files/{file.name}"
    assert file.read_text("utf-8") == OPINION


def test_a_folder_that_cannot_be_written_is_said_in_one_line(orange: Place, by: dict[str, Any], tmp_path: Path) -> None:
    actions.confirm(orange, **by)
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match="写不进"):
        call_command("export_cases", str(tmp_path / "file"))


@pytest.mark.django_db
def test_without_a_database_the_command_says_where_it_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", list)
    with pytest.raises(CommandError, match=r"没有纲目的数据.*GANGMU_DATA_DIR"):
        call_command("export_cases", str(tmp_path))
