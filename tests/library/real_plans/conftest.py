"""The real documents beside the checkout, each read once, and the scoring tool that lies with them."""

from __future__ import annotations

import importlib.util
import json
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from real_documents import SHARED

import gangmu
from gangmu.export.contract import encode


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.plans)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents; a run that must have it (NEED_SHARED) fails without, any other skips."""
    if not (SHARED / "plans").is_dir():
        if os.environ.get("NEED_SHARED"):
            pytest.fail("../shared is missing and this run must have it")
        pytest.skip("the real documents do not lie beside this checkout (../shared)")
    return SHARED


@pytest.fixture(scope="session")
def scoring(shared: Path) -> ModuleType:
    """The tool that scores plan JSON, imported from where it lies."""
    spec = importlib.util.spec_from_file_location("score_plan", shared / "tools" / "score_plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def read(shared: Path) -> Callable[[str], dict[str, Any]]:
    """Reads a document of the folder into the contract's JSON, once a session."""

    @cache
    def reading(name: str) -> dict[str, Any]:
        return dict(json.loads(encode(gangmu.read(shared / name))))

    return reading
