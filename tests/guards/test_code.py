"""The budgets and house rules that no linter knows."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_FUNCTION = 60
LONGEST_CLASS = 200
LONGEST_FILE = 600
EXCEPTED = ("migrations", "vocab", "vendor")  # tables of data, and generated code
FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}


@pytest.fixture(scope="session")
def modules(root: Path) -> dict[Path, ast.Module]:
    files = [p for p in (root / "src").rglob("*.py") if not set(EXCEPTED) & set(p.parts)]
    return {path: ast.parse(path.read_text("utf-8")) for path in files}


def nodes(modules: dict[Path, ast.Module], *kinds: type[ast.AST]) -> Iterator[tuple[Path, ast.AST]]:
    for path, tree in modules.items():
        yield from ((path, node) for node in ast.walk(tree) if isinstance(node, kinds))


def length(node: ast.AST) -> int:
    return (node.end_lineno or 0) - node.lineno + 1  # type: ignore[attr-defined]


def too_long(modules: dict[Path, ast.Module], limit: int, *kinds: type[ast.AST]) -> list[str]:
    return [f"{p.name}:{n.lineno} {n.name}: {length(n)} lines" for p, n in nodes(modules, *kinds) if length(n) > limit]  # type: ignore[attr-defined]


def test_no_function_is_longer_than_sixty_lines(modules: dict[Path, ast.Module]) -> None:
    assert too_long(modules, LONGEST_FUNCTION, ast.FunctionDef, ast.AsyncFunctionDef) == []


def test_no_class_is_longer_than_two_hundred_lines(modules: dict[Path, ast.Module]) -> None:
    assert too_long(modules, LONGEST_CLASS, ast.ClassDef) == []


def is_table(tree: ast.Module) -> bool:
    """Whether most of a module is one literal: a table of rules or names."""
    rows = sum(length(node) for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign))
    return rows * 2 > sum(length(node) for node in tree.body)


def test_no_file_is_longer_than_six_hundred_lines(modules: dict[Path, ast.Module]) -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path, tree in modules.items() if not is_table(tree)}
    assert {str(path): size for path, size in sizes.items() if size > LONGEST_FILE} == {}


def test_no_module_is_a_catch_all(modules: dict[Path, ast.Module]) -> None:
    assert [str(path) for path in modules if path.stem in FORBIDDEN_NAMES] == []


def test_nothing_of_ours_is_imported_inside_a_function(modules: dict[Path, ast.Module]) -> None:
    inside = [
        f"{path}:{node.lineno}"
        for path, function in nodes(modules, ast.FunctionDef, ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in {"gangmu", "gangmu_server"}
        if path.name not in {"apps.py", "manage.py"}
    ]
    assert inside == []


def test_no_rule_or_table_names_a_document_of_the_corpus(root: Path, shared: Path) -> None:
    """Rules follow the language of plans; a title or a 发文字号 of one document in them would be fitting to it."""
    numbers = {
        m for p in (shared / "plans").glob("*.txt") for m in re.findall(r"\w{1,6}〔\d{4}〕\d+号", p.read_text("utf-8"))
    }
    code = {
        p: p.read_text("utf-8")
        for folder in ("extract", "structure", "text", "vocab")
        for p in (root / "src/gangmu" / folder).rglob("*")
        if p.suffix in {".py", ".json", ".csv", ".tsv", ".toml"}
    }
    assert numbers
    assert [f"{path.name}: {number}" for path, text in code.items() for number in numbers if number in text] == []
