"""Alignments on the terminal: what was taken up and how, what nobody took up, what is new."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table as Grid
from rich.text import Text

from gangmu.align import Tier
from gangmu.align.explanation import PairExplanation
from gangmu.align.model import Alignment
from gangmu.align.tier import ChainNode, State
from gangmu.cli.terminal import rendered
from gangmu.errors import Language
from gangmu.export.alignment_summary import Summary, summary_of
from gangmu.export.alignment_words import (
    MEASURES,
    PAIRS,
    STATES,
    change_words,
    evidence_words,
    looked_in,
    name_of,
    notice_words,
    relation_word,
    standing_words,
    why_words,
    word,
)

_COLOURS = {"softened": "yellow", "strengthened": "green", "refined": "cyan", "adopted": "", "related": "dim"}
_HEADS = {
    "links": (("上级", "下级", "结果", "变化", "遗漏"), ("Above", "Below", "Relation", "Changes", "Dropped")),
    "uncovered": (("上级", "查找范围"), ("Above", "Looked in")),
    "added": (("下级",), ("Below",)),
    "links_peers": (("前一份", "后一份", "异同", "变化"), ("The first", "The second", "How alike", "Changes")),
    "uncovered_peers": (("前一份", "查找范围"), ("The first", "Looked in")),
    "added_peers": (("后一份",), ("The second",)),
    "chapters_peers": (
        ("章节", "举措", "有对应", "仅较弱对应"),
        ("Chapter", "Measures", "Alike", "Only weaker"),
    ),
    "chapters": (
        ("章节", "举措", "整句承接", "部分承接", "其中仅弱化承接"),
        ("Chapter", "Promises", "Taken up whole", "In part", "Whole but softened"),
    ),
}


def alignment_table(alignment: Alignment, language: Language, *, to_file: bool = False) -> str:
    """An alignment as tables.

    Args:
        alignment: what was aligned.
        language: of heads and words.
        to_file: write for a file: no colour, a fixed width.
    """
    return rendered(list(_alignment_parts(alignment, language)), to_file)


def tier_table(tier: Tier, language: Language, *, to_file: bool = False) -> str:
    """A tier as tables: each pair's figures, then what becomes of every promise of the top; arguments as above."""
    parts: list[RenderableType] = []
    for pair in tier.pairs:
        parts += [_title(pair.alignment, language), _figures(pair.alignment, summary_of(pair.alignment), language), ""]
    return rendered([*parts, _coverage(tier, language)], to_file)


def explanation_table(told: PairExplanation, language: Language, *, to_file: bool = False) -> str:
    """Why a pair is linked or not, as text; arguments as above."""
    zh = language == "zh"
    said = ("认定为对应", "不足以认定") if zh else ("linked", "not linked")
    parts: list[RenderableType] = [
        Text(f"{'上级' if zh else 'Above'}  {told.upper.key}  {told.upper.text}"),
        Text(f"{'下级' if zh else 'Below'}  {told.lower.key}  {told.lower.text}"),
        Text(f"{told.score:.3f} / {told.link_from:.2f}  {said[0 if told.linked else 1]}", "bold"),
    ]
    if told.basis is not None:
        parts += [
            Text(("共有词语：" if zh else "Shared words: ") + "、".join(told.basis.words)),
            _contributions(told, zh),
        ]
    if told.relation is not None:
        parts.append(Text(standing_words(told.relation, told.pair, language, loses=bool(told.dropped)), "bold"))
    why = why_words(told.reasons, told.quantities, language)
    if told.dropped:
        why.append(("句内遗漏：" if zh else "dropped inside the sentence: ") + "；".join(told.dropped))
    return rendered([*parts, *(Text(f"· {words}") for words in why)], to_file)


def _contributions(told: PairExplanation, zh: bool) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for i, head in enumerate(("依据", "数值", "加分") if zh else ("Measure", "Value", "Adds")):
        grid.add_column(head, justify="right" if i else "left")
    for part in told.contributions:
        name = MEASURES[part.name][0 if zh else 1]
        grid.add_row(name, f"{part.value:.3f}", f"{part.added:+.2f}")
    return grid


def _alignment_parts(alignment: Alignment, language: Language) -> Iterator[RenderableType]:
    lineage = alignment.pair == "lineage"
    kind = "" if lineage else "_peers"
    yield _title(alignment, language)
    for evidence in alignment.pair_evidence:
        yield Text(f"  {evidence_words(evidence, language)}", "dim")
    for notice in alignment.notices:
        yield Text(f"! {notice_words(notice, language)}", "yellow")
    summary = summary_of(alignment)
    yield _figures(alignment, summary, language)
    yield from ("", _heading(("按章节", "By chapter"), None, language), _chapters(f"chapters{kind}", summary, language))
    if alignment.links:
        yield from ("", _heading(("对应关系", "Links"), len(alignment.links), language))
        yield _links(alignment, language)
    if alignment.uncovered:
        titles = ("未承接", "Not taken up") if lineage else ("仅前一份有", "Only in the first")
        rows = ((u.side.text, looked_in(alignment.searched, u.nearest, language)) for u in alignment.uncovered)
        yield from (
            "",
            _heading(titles, len(alignment.uncovered), language),
            _plain(f"uncovered{kind}", rows, language),
        )
    if alignment.added:
        titles = ("新增", "New below") if lineage else ("仅后一份有", "Only in the second")
        added = ((side.text,) for side in alignment.added)
        yield from ("", _heading(titles, len(alignment.added), language), _plain(f"added{kind}", added, language))


def _heading(titles: tuple[str, str], many: int | None, language: Language) -> Text:
    return Text.assemble((titles[language == "en"], "bold"), (f"  {many}" if many is not None else "", "dim"))


def _title(alignment: Alignment, language: Language) -> Text:
    names = f"{name_of(alignment.upper)} → {name_of(alignment.lower)}"
    return Text(f"{names}  {word(PAIRS, alignment.pair, language)}", "bold")


def _figures(alignment: Alignment, summary: Summary, language: Language) -> Text:
    share = "–" if summary.percent is None else f"{summary.percent}%"
    kinds = " · ".join(
        f"{relation_word(kind, alignment.pair, language)} {many}" for kind, many in summary.relations.items()
    )
    lineage = alignment.pair == "lineage"
    if language == "en":
        said = f"taken up whole ({share}), {summary.partial} in part" if lineage else f"alike ({share})"
        return Text(f"{summary.whole} of {summary.promises} {said} · {kinds} · new {summary.added}")
    said = f"整句承接（{share}），{summary.partial}条部分承接" if lineage else f"有对应（{share}）"
    new = "新增" if lineage else "仅后一份有"
    return Text(f"{summary.promises}条中{summary.whole}条{said} · {kinds} · {new} {summary.added}")


def _grid(kind: str, language: Language) -> Grid:
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), show_edge=False)
    for head in _HEADS[kind][language == "en"]:
        grid.add_column(head, overflow="fold")
    return grid


def _chapters(kind: str, summary: Summary, language: Language) -> Grid:
    grid = _grid(kind, language)
    for column in grid.columns[1:]:
        column.justify = "right"
    for chapter in summary.chapters:
        partial = () if kind.endswith("peers") else (str(chapter.partial),)
        grid.add_row(chapter.heading, str(chapter.promises), str(chapter.whole), *partial, str(chapter.softened))
    return grid


def _links(alignment: Alignment, language: Language) -> Grid:
    peers = alignment.pair == "peers"
    grid = _grid("links_peers" if peers else "links", language)
    for link in alignment.links:
        said = standing_words(link.relation, alignment.pair, language, loses=bool(link.dropped))
        changes = "\n".join(change_words(change, language) for change in link.changes)
        dropped = () if peers else ("\n".join(piece.text for piece in link.dropped),)
        grid.add_row(link.upper.text, link.lower.text, Text(said, _COLOURS[link.relation]), changes, *dropped)
    return grid


def _plain(kind: str, rows: Iterable[tuple[str, ...]], language: Language) -> Grid:
    grid = _grid(kind, language)
    for row in rows:
        grid.add_row(*row)
    return grid


def _coverage(tier: Tier, language: Language) -> Grid:
    """Every promise of the top plans with its state in each plan below."""
    below = sorted({plan for coverage in tier.coverage for plan in coverage.states})
    grid = Grid(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0))
    grid.add_column("举措" if language == "zh" else "Promise", overflow="fold", ratio=3)
    for plan in below:
        grid.add_column(name_of(tier.plans[plan]), overflow="fold", ratio=1)
    states = {(coverage.plan, coverage.key): coverage.states for coverage in tier.coverage}
    for node in tier.chains:
        grid.add_row(*_coverage_row(node, states[node.plan, node.side.key], below, language))
    return grid


def _coverage_row(node: ChainNode, states: dict[int, State], below: Sequence[int], language: Language) -> list[str]:
    return [node.side.text, *(word(STATES, states[plan], language) if plan in states else "" for plan in below)]
