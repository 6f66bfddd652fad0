"""What README, CHANGELOG and docs say must be so."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from urllib.parse import unquote

import pytest

FENCE = re.compile(r"^```(\w*)[^\n]*\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
MAKE = re.compile(r"(?:^|[`$;&(]\s*|\s)make ([a-z][a-z-]*)")


def pages(root: Path) -> list[Path]:
    """Every page a reader may open, the generated ones too."""
    return sorted(
        [
            *root.glob("*.md"),
            *(root / "docs").rglob("*.md"),
            *(root / "examples").rglob("*.md"),
            *(root / "bench").rglob("*.md"),
        ]
    )


def prose_and_code(page: Path) -> str:
    return page.read_text("utf-8")


def without_code(text: str) -> str:
    return FENCE.sub("", text)


def links(page: Path) -> list[str]:
    """Where a page's links lead; what stands in code is no link."""
    return LINK.findall(re.sub(r"(`+)[^`\n].*?\1", "", without_code(page.read_text("utf-8"))))


def anchors(page: Path) -> set[str]:
    """The anchors a Markdown reader gives the headings of a page."""
    headings = re.findall(r"^#{1,6} +(.+?)\s*$", without_code(page.read_text("utf-8")), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower().replace("`", "")).strip().replace(" ", "-") for heading in headings}


def test_the_version_is_the_newest_in_the_changelog(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    entries = re.findall(r"^## \[?([\w.]+)\]?", (root / "CHANGELOG.md").read_text("utf-8"), re.M)
    assert next(e for e in entries if e != "Unreleased") == version


def test_every_make_command_in_the_pages_is_a_task(root: Path) -> None:
    tasks = set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text("utf-8"), re.M))
    named = {(page.name, task) for page in pages(root) for task in commands(page)}
    assert named
    assert [f"{page}: make {task}" for page, task in sorted(named) if task not in tasks] == []


def commands(page: Path) -> set[str]:
    """`make X` in code, inline or fenced; running prose does not count."""
    text = page.read_text("utf-8")
    code = "\n".join(
        [*(body for _, body in FENCE.findall(text)), *(f"`{c}" for c in re.findall(r"`([^`\n]+)`", without_code(text)))]
    )
    return set(MAKE.findall(code))


def test_both_readmes_give_the_same_commands(root: Path) -> None:
    english, chinese = (commands(root / name) for name in ("README.md", "README.zh.md"))
    assert english == chinese


@pytest.mark.parametrize("kind", ["file", "anchor"])
def test_every_link_between_pages_resolves(root: Path, kind: str) -> None:
    broken = []
    for page in pages(root):
        for target in links(page):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = unquote(target).partition("#")
            there = (page.parent / name).resolve() if name else page
            if kind == "file" and not there.exists():
                broken.append(f"{page.relative_to(root)} → {target}")
            if (
                kind == "anchor"
                and anchor
                and there.suffix == ".md"
                and there.exists()
                and anchor not in anchors(there)
            ):
                broken.append(f"{page.relative_to(root)} → {target}")
    assert broken == []


def test_every_decision_says_its_parts(root: Path) -> None:
    records = sorted((root / "docs" / "decisions").glob("[0-9]*.md"))
    assert records
    for record in records:
        text = record.read_text("utf-8")
        missing = [part for part in ("**Context.**", "**Decision.**", "**Consequences.**") if part not in text]
        assert not missing, f"{record.name} lacks {missing}"


def test_decisions_are_numbered_once_each_and_listed(root: Path) -> None:
    folder = root / "docs" / "decisions"
    records = sorted(folder.glob("[0-9]*.md"))
    numbers = [record.name[:4] for record in records]
    assert len(numbers) == len(set(numbers)), numbers
    listing = (folder / "README.md").read_text("utf-8")
    assert [record.name for record in records if record.name not in listing] == []
