"""What a reading leaves to a person, on the terminal: proposed repairs, and units that wait for an organisation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from gangmu.errors import Language
from gangmu.model import Plan, Proposal, UnitCandidates
from gangmu.resolve import families

_KINDS = {
    "place": ("地名", "place"),
    "organisation": ("单位", "organisation"),
    "project": ("项目", "project"),
    "person": ("人名", "person"),
    "word": ("文字", "word"),
}
_DOUBTS = {
    "unit.group": ("统称，指全部", "calls all of a kind"),
    "unit.some_of_group": ("统称，指哪些未写明", "calls some; which is not said"),
    "unit.short": ("简称，待确认", "a short name"),
    "unit.several": ("不止一家相符", "more than one fits"),
    "unit.like": ("与之相近，名称不符", "like it, not its name"),
    "unit.unknown": ("名称表里没有", "not among the names"),
}
_REPAIRS = ("修复建议", "Proposed repairs")
_REPAIR_HEADS = (
    ("类别", "kind"),
    ("印作 → 应为", "printed → meant"),
    ("处数", "places"),
    ("位置", "at"),
    ("把握", "confidence"),
)
_REPAIR_NOTE = (
    "原文一字未改。每一处及其理由见 --format json 的 proposals；同一错误的各处 family 相同，可一并采纳，也可逐处采纳。",
    "Nothing is changed. Each place and its reason: `proposals` of --format json; the places of one error share their "
    "`family` and are accepted together or one by one.",
)
_UNITS = ("待定单位", "Units to settle")
_UNIT_HEADS = (("印的名称", "printed"), ("原因", "why"), ("可能是", "may be"))
_UNIT_NOTE = (
    "候选及把握见 --format json 的 unit_candidates。",
    "Candidates and how sure they are: `unit_candidates` of --format json.",
)
_SHOWN = 4
"""Places of an error, or candidates of a unit, that are listed; of more the number is said."""


def open_matters(plan: Plan, language: Language) -> Iterator[RenderableType]:
    """Tables of what waits for a person, each with a line that says how to see more; nothing where nothing waits.

    Args:
        plan: what was read.
        language: of heads and words.
    """
    english = language == "en"
    if plan.proposals:
        rows = [_repair_row(family, english) for family in families(plan.proposals)]
        yield from _shown(_REPAIRS[english], [head[english] for head in _REPAIR_HEADS], rows, len(plan.proposals))
        yield Text(_REPAIR_NOTE[english], "dim")
    if plan.unit_candidates:
        rows = [_unit_row(unit, english) for unit in plan.unit_candidates]
        yield from _shown(_UNITS[english], [head[english] for head in _UNIT_HEADS], rows, len(rows))
        yield Text(_UNIT_NOTE[english], "dim")


def _shown(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], many: int) -> Iterator[RenderableType]:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for head in heads:
        grid.add_column(head, overflow="fold")
    for row in rows:
        grid.add_row(*map(Text, row))
    yield from ("", Text.assemble((title, "bold"), (f"  {many}", "dim")), grid)


def _repair_row(family: Sequence[Proposal], english: bool) -> list[str]:
    first = family[0]
    places = _listed([f"{p.span[0]}–{p.span[1]}" for p in family], english)
    sure = f"{max(p.confidence for p in family):g}"
    return [_KINDS[first.kind][english], first.family or first.why, str(len(family)), places, sure]


def _unit_row(unit: UnitCandidates, english: bool) -> list[str]:
    return [unit.printed, _DOUBTS[unit.doubt.code][english], _listed([c.name for c in unit.candidates], english)]


def _listed(items: Sequence[str], english: bool) -> str:
    more = f" +{len(items) - _SHOWN}" if len(items) > _SHOWN else ""
    return (", " if english else "、").join(items[:_SHOWN]) + more
