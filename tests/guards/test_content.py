"""What must not stand in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|farm|root|home|Users)/\w")
ADDRESS = re.compile(r"https?://|file:|--(?:extra-)?index|--find-links")
INDEX_SETTING = re.compile(
    r"(?:index-url|index_url|INDEX|registry|find-links)\s*[=:]?\s*['\"]?(?:https?|file)://", re.I
)
LARGEST_TEXT = 5_000_000


def lines(files: tuple[Path, ...]) -> Iterator[tuple[Path, int, str]]:
    """All lines of all text files."""
    for path in files:
        raw = path.read_bytes()
        if b"\0" in raw[:8000] or len(raw) > LARGEST_TEXT or "vendor" in path.parts:
            continue
        for number, line in enumerate(raw.decode("utf-8", errors="replace").splitlines(), 1):
            yield path, number, line


def places(files: tuple[Path, ...], pattern: re.Pattern[str], besides: tuple[str, ...] = ()) -> list[str]:
    """Where the pattern stands, as `file:line`."""
    return [
        f"{path}:{number}" for path, number, line in lines(files) if pattern.search(line) and path.name not in besides
    ]


def test_no_file_names_a_path_of_somebodys_machine(tracked: tuple[Path, ...]) -> None:
    assert places(tracked, MACHINE_PATH, besides=("test_content.py",)) == []


def test_lock_files_hold_no_address(tracked: tuple[Path, ...]) -> None:
    locks = tuple(
        p
        for p in tracked
        if p.suffix == ".lock" or p.name.startswith("requirements") or ("lock" in p.stem and p.suffix == ".json")
    )
    assert len(locks) >= 3
    assert places(locks, ADDRESS) == []


def test_no_file_sets_a_package_index(tracked: tuple[Path, ...]) -> None:
    assert places(tracked, INDEX_SETTING, besides=("test_content.py",)) == []


def test_every_locked_package_has_a_hash(root: Path) -> None:
    for name in ("requirements.lock", "requirements-library.lock", "requirements-dev.lock"):
        text = (root / name).read_text("utf-8")
        bare = [
            block.split()[0] for block in re.split(r"\n(?=\S)", text) if "==" in block and "--hash=sha256:" not in block
        ]
        assert bare == [], f"{name}: {bare}"


def test_every_declared_dependency_is_locked(root: Path) -> None:
    declared = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    runtime = [*declared["project"]["dependencies"], *declared["project"]["optional-dependencies"]["server"]]
    dev = [
        item
        for group in ("build", "test", "dev")
        for item in declared["dependency-groups"][group]
        if isinstance(item, str)
    ]
    for name, wanted in (("requirements.lock", runtime), ("requirements-dev.lock", [*runtime, *dev])):
        locked = {
            match.lower() for match in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", (root / name).read_text("utf-8"), re.M)
        }
        bare = {re.split(r"[\[<>=!~ ;]", item)[0].lower().replace("_", "-") for item in wanted}
        assert bare - locked == set(), f"{name}: make lock"


def test_the_librarys_lock_has_no_django(root: Path) -> None:
    assert not re.search(r"^django", (root / "requirements-library.lock").read_text("utf-8"), re.M)


@pytest.mark.plans
def test_no_sentence_of_the_real_documents_is_copied(root: Path, shared: Path) -> None:
    guard = subprocess.run(
        [sys.executable, str(shared / "tools" / "guard.py")], cwd=root, capture_output=True, text=True, check=False
    )
    assert guard.returncode == 0, guard.stdout + guard.stderr
