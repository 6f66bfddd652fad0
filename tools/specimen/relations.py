"""The relations planted in the specimen, from the marks in its sources, as gold for `score_plan.py align`.

A lower sentence names the upper sentences it takes up and how; an upper sentence that nobody names was left out, a lower
one that names nobody was added.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from specimen.source import MARK, Annex, Body, Box, Grid, Specimen

_DUTY = re.compile(r"〔[^〕]*〕|（[^（）]*(?:负责|配合)）")
RELATIONS = ("adopted", "refined", "softened", "strengthened", "related")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A marked sentence: its name, its text without duty marks, and (relation, upper name) pairs."""

    id: str
    text: str
    takes_up: tuple[tuple[str, str], ...]


def sentences(specimen: Specimen) -> Iterator[Sentence]:
    """The marked sentences of a plan in order."""
    for block in specimen.blocks:
        if isinstance(block, Box | Grid):
            continue
        text = block.text if isinstance(block, Body) else block.body
        marks = list(MARK.finditer(text))
        starts = [mark.start() for mark in marks] + [len(text)]
        for mark, end in zip(marks, starts[1:], strict=True):
            yield Sentence(mark["id"], _DUTY.sub("", text[mark.end() : end]), _pairs(mark["relations"] or ""))


def contents(annex: Annex) -> Iterator[Sentence]:
    """The contents of a responsibility table's rows."""
    for row in annex.rows:
        if row.number:
            yield Sentence(f"{annex.number}-{row.number}", row.content, _pairs(row.takes_up))


def gold(upper: Specimen, lower: list[Sentence]) -> dict[str, object]:
    """The planted relations of a pair of plans.

    Raises:
        ValueError: a mark names a sentence or a relation that does not exist.
    """
    above = list(sentences(upper))
    known = {sentence.id for sentence in above}
    links = []
    for sentence in lower:
        for relation, name in sentence.takes_up:
            if relation not in RELATIONS or name not in known:
                raise ValueError(f"{sentence.id}: no {relation} {name}")
            links.append({"lower": sentence.id, "upper": name, "relation": relation})
    named = {link["upper"] for link in links}
    return {
        "upper": [{"id": s.id, "text": s.text} for s in above],
        "lower": [{"id": s.id, "text": s.text} for s in lower],
        "links": links,
        "uncovered": [s.id for s in above if s.id not in named],
        "added": [s.id for s in lower if not s.takes_up],
    }


def rows(gold_pair: dict[str, object]) -> str:
    """The same as JSON, one sentence or link a line, so that a change is read at a glance."""
    parts = []
    for key, value in gold_pair.items():
        items = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value)  # type: ignore[attr-defined]
        parts.append(f' "{key}": [\n{items}\n ]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _pairs(relations: str) -> tuple[tuple[str, str], ...]:
    pairs = []
    for piece in filter(None, (part.strip() for part in relations.split(";"))):
        relation, *names = piece.split()
        pairs += [(relation, name) for name in names]
    return tuple(pairs)
