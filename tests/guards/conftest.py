"""What the guards look at: the tracked files of this checkout, and the real documents beside it."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def tracked(root: Path) -> tuple[Path, ...]:
    """The files that git knows, as they lie in the work tree."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-z"], capture_output=True, text=True, check=True
    ).stdout
    return tuple(root / name for name in listing.split("\0") if name and (root / name).is_file())


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """The folder of real documents; a run that must have it (NEED_SHARED) fails without, any other skips."""
    folder = Path(os.environ.get("SHARED", root.parent / "shared"))
    if not (folder / "plans").is_dir():
        if os.environ.get("NEED_SHARED"):
            pytest.fail("../shared is missing and this run must have it")
        pytest.skip("no ../shared beside the checkout")
    return folder
