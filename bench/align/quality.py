"""How well links, relations and what nobody took up agree with the annotated pairs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from types import ModuleType
from typing import Any

import gangmu
from bench.align.annotated import Annotated, Ids, annotated, ids_of
from bench.align.learning import left_out
from bench.documents import decode
from bench.reading.gold import scorer
from gangmu.align import align
from gangmu.export.alignment import encode


def measure() -> dict[str, object]:
    """For each pair: the scorer's figures, links without the unsure ones, links by weights learned from the others."""
    pairs = annotated()
    if not pairs:
        return {}
    tool = scorer()
    figures: dict[str, object] = {}
    for pair in pairs:
        report = _alignment(pair)
        score = tool.align(report, pair.gold)
        figures[f"{pair.name} links"] = score["links"]["f1"]
        if pair.unsure:
            figures[f"{pair.name} links, unsure ones aside"] = _sure_f1(report, pair, tool)
        figures[f"{pair.name} relations"] = score["relation_accuracy"]
        figures[f"{pair.name} uncovered"] = score["uncovered"]["f1"]
    figures.update(_readers_agree(pairs))
    figures.update({f"{name} links, learned from the other pairs": f1 for name, f1 in left_out(pairs).items()})
    return figures


def _readers_agree(pairs: Sequence[Annotated]) -> Iterator[tuple[str, float]]:
    """How far two readers of one pair agree: F1 of their links, and the share of relations of those both give."""
    for first, second in combinations(pairs, 2):
        if first.lower == second.lower:
            told, other = _relations(first), _relations(second)
            both = told.keys() & other.keys()
            yield f"{first.name} two readers, links", round(2 * len(both) / (len(told) + len(other)), 4)
            same = sum(told[one] == other[one] for one in both)
            yield f"{first.name} two readers, relations", round(same / len(both), 4)


def _relations(pair: Annotated) -> dict[tuple[str, str], str]:
    """Relations by the texts of the lower and the upper sentence: readers number sentences each in their own way."""
    texts = {side: {one["id"]: "".join(one["text"].split()) for one in pair.gold[side]} for side in ("lower", "upper")}
    return {
        (texts["lower"][link["lower"]], texts["upper"][upper]): link["relation"]
        for link in pair.gold["links"]
        for upper in ([link["upper"]] if isinstance(link["upper"], str) else link["upper"])
    }


def _alignment(pair: Annotated) -> dict[str, Any]:
    upper, lower = gangmu.read(pair.upper), gangmu.read(pair.lower)
    alignment = align(upper, lower, upper_text=decode(pair.upper), lower_text=decode(pair.lower))
    made: dict[str, Any] = json.loads(encode(alignment))
    return made


def _sure_f1(report: Mapping[str, Any], pair: Annotated, tool: ModuleType) -> float:
    """F1 of links where an unsure one neither helps nor harms."""
    got = {ids for link in report["links"] for ids in _placed(link, pair, tool)} - pair.unsure
    want = pair.links - pair.unsure
    return round(2 * len(got & want) / (len(got) + len(want)), 4)


def _placed(link: Mapping[str, Any], pair: Annotated, tool: ModuleType) -> list[Ids]:
    lower, upper = (ids_of(link[side]["text"], pair.gold[side], tool) for side in ("lower", "upper"))
    return [(j, i) for j in lower for i in upper]
