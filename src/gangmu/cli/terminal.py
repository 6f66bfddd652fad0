"""Plans on the terminal: tables, the outline as a tree, the progress of many files."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import Literal

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Grid
from rich.text import Text
from rich.tree import Tree

from gangmu.cli.open_matters import open_matters
from gangmu.errors import Language
from gangmu.export.markdown import heading
from gangmu.export.tables import Table, Value, facts, tables_of
from gangmu.model import Plan

_WIDTH_OF_FILES = 120
_LONGEST_CELL = 120
_LEFT_OUT = ("provisions",)
"""Kinds that the tables do not show: the tree does."""


def table(plan: Plan, language: Language, *, to_file: bool = False) -> str:
    """A plan's facts and records as tables, and what it leaves to a person.

    Args:
        plan: what was read.
        language: of heads and words.
        to_file: write for a file: no colour, a fixed width.
    """
    title = Text(plan.document.title or plan.document.source.name, "bold")
    kinds = [kind for kind in tables_of(plan) if kind.kind not in _LEFT_OUT]
    grids: list[RenderableType] = []
    for kind in kinds:
        grids += ["", _heading(kind, plan, language), _grid(kind, plan, language)]
    return rendered([title, _facts(plan, language), *grids, *open_matters(plan, language)], to_file)


def tree(plan: Plan, language: Language, *, to_file: bool = False) -> str:
    """A plan's provisions as an outline, with how many records each holds itself; arguments as for `table`."""
    counts = _counts(plan)
    titles = {kind.kind: kind.title[language == "en"] for kind in tables_of(plan)}
    root = Tree(Text(plan.document.title or plan.document.source.name, "bold") + _totals(plan, language))
    places: dict[str, Tree] = {}
    for provision in plan.provisions:
        line = Text(heading(provision)) + _counted(counts.get(provision.id, {}), titles)
        places[provision.id] = places.get(provision.parent or "", root).add(line)
    return rendered([root], to_file)


def watched(paths: Sequence[str], language: Language) -> Iterator[str]:
    """The paths one after another, with a bar on standard error that says how far it is."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("读取" if language == "zh" else "Reading", total=len(paths))
        for path in paths:
            progress.update(task, description=Path(path).name)
            yield path
            progress.advance(task)


def rendered(parts: Sequence[RenderableType], to_file: bool) -> str:
    """Things as text, as wide as the terminal, or as tables need where there is none; no line ends in blanks."""
    real = Console()
    on_terminal = real.is_terminal and not to_file
    width = real.width if on_terminal or os.environ.get("COLUMNS") else _WIDTH_OF_FILES
    out = StringIO()
    colours: Literal["auto"] | None = "auto" if on_terminal else None
    console = Console(file=out, width=width, force_terminal=on_terminal, color_system=colours, highlight=False)
    for part in parts:
        console.print(part)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n"


def _facts(plan: Plan, language: Language) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts(plan.document, language)[1:]:
        grid.add_row(name, Text(value))
    return grid


def _heading(kind: Table, plan: Plan, language: Language) -> Text:
    return Text.assemble((kind.title[language == "en"], "bold"), (f"  {len(kind.records(plan))}", "dim"))


def _grid(kind: Table, plan: Plan, language: Language) -> Grid:
    """A table for the terminal: only columns that are needed there, long texts cut."""
    filled = kind.filled(plan, brief=True)
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    rows = filled.rows(plan, language)
    for i, column in enumerate(filled.columns):
        numeric = all(isinstance(row[i], int | float) or row[i] is None for row in rows)
        grid.add_column(column.head[language == "en"], justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        grid.add_row(*(Text(_cut(value)) for value in row))
    return grid


def _cut(value: Value) -> str:
    text = "" if value is None else str(value)
    if cell_len(text) <= _LONGEST_CELL:
        return text
    kept, width = "", 0
    for character in text:
        width += cell_len(character)
        if width >= _LONGEST_CELL:
            break
        kept += character
    return kept + "…"


def _counts(plan: Plan) -> dict[str, Counter[str]]:
    """Provision → how many records of each kind stand in it."""
    counts: dict[str, Counter[str]] = {}
    for kind in ("measures", "targets", "responsibilities"):
        for record in getattr(plan, kind):
            counts.setdefault(record.provision or "", Counter())[kind] += 1
    by_number = {provision.number: provision.id for provision in plan.provisions if provision.number}
    for kind, field in (("tasks", "annex"), ("projects", "box")):
        for record in getattr(plan, kind):
            counts.setdefault(by_number.get(getattr(record, field), ""), Counter())[kind] += 1
    return counts


def _counted(counts: dict[str, int], titles: dict[str, str]) -> Text:
    said = " · ".join(f"{titles[kind]} {many}" for kind, many in counts.items())
    return Text(f"  {said}" if said else "", "dim")


def _totals(plan: Plan, language: Language) -> Text:
    said = " · ".join(f"{kind.title[language == 'en']} {len(kind.records(plan))}" for kind in tables_of(plan))
    return Text(f"  {said}", "dim")
