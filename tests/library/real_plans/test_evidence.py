"""Every record of every real document equals its source at its span, its own repairs made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from real_documents import NAMES

WITHOUT_FOLDER = ("../shared",)
"""Stands in where the folder is missing, so that the tests say so instead of vanishing."""


def test_all_plans_and_the_whole_corpus_are_looked_at(shared: Path) -> None:
    assert len([name for name in NAMES if name.startswith("plans/")]) == 5
    assert len([name for name in NAMES if name.startswith("corpus/")]) == 18


@pytest.mark.parametrize("name", NAMES or WITHOUT_FOLDER)
def test_every_record_stands_where_it_says(
    name: str, shared: Path, scoring: ModuleType, read: Callable[[str], dict[str, Any]]
) -> None:
    plan = read(name)
    source = (shared / name).read_bytes().decode(plan["document"]["source"]["encoding"])
    report = scoring.check(plan, source)
    assert report["records"] > 0
    assert report["bad"] == 0, report["examples"]


@pytest.mark.parametrize("name", NAMES or WITHOUT_FOLDER)
def test_addresses_are_unique(name: str, shared: Path, read: Callable[[str], dict[str, Any]]) -> None:
    plan = read(name)
    for kind in ("provisions", "measures", "targets", "indicators", "projects", "responsibilities", "tasks"):
        ids = [record["id"] for record in plan[kind]]
        assert len(set(ids)) == len(ids), kind


@pytest.mark.parametrize("name", NAMES or WITHOUT_FOLDER)
def test_records_refer_to_records_that_are_there(
    name: str, shared: Path, read: Callable[[str], dict[str, Any]]
) -> None:
    plan = read(name)
    provisions = {record["id"] for record in plan["provisions"]}
    tasks = {record["id"] for record in plan["tasks"]}
    for kind in ("measures", "targets", "responsibilities"):
        for record in plan[kind]:
            assert record["provision"] is None or record["provision"] in provisions, record["id"]
            assert record.get("task") is None or record["task"] in tasks, record["id"]
    assert {record["parent"] for record in plan["provisions"]} <= provisions | {None}
