"""Paragraphs → provisions. Odd input is never refused: it gives a tree and located issues."""

from __future__ import annotations

from gangmu.structure.model import PlanTree
from gangmu.structure.outline import Outline, read_outline
from gangmu.structure.sentences import sentences_of
from gangmu.structure.tree import TreeBuilder
from gangmu.text.model import TextDoc


def read_structure(doc: TextDoc) -> PlanTree:
    """Read the hierarchy of a clean text.

    Args:
        doc: the clean text with its paragraphs.

    Returns:
        Nodes in reading order, the sentences of their bodies, and the tables with the node each stands under.
    """
    outline = read_outline(doc)
    builder = TreeBuilder(doc)
    for entry in outline.entries:
        builder.add(entry)
    nodes, tables = builder.build()
    return PlanTree(
        doc=doc,
        nodes=nodes,
        sentences=tuple(sentences_of(doc.text, nodes)),
        tables=tables,
        issues=(*doc.issues, *builder.issues),
        title=_title(outline),
        closing=outline.closing,
    )


def _title(outline: Outline) -> tuple[int, int] | None:
    if outline.title is None:
        return None
    return outline.title
