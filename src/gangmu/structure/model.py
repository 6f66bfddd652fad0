"""Stage 3's result: the provisions as nodes over the clean text, and the sentences inside them."""

from __future__ import annotations

from dataclasses import dataclass, field

from gangmu.model import Issue
from gangmu.model.plan import ProvisionKind
from gangmu.text.model import Paragraph, TextDoc


@dataclass(frozen=True, slots=True)
class Node:
    """A provision in clean offsets.

    `start..end` is its own text (number, heading, unnumbered text); `body..end` is what follows number and heading.
    `parent` is an index into `PlanTree.nodes`. `id` is its address.
    """

    id: str
    kind: ProvisionKind
    number: str | None
    heading: str | None
    parent: int | None
    start: int
    body: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a node's body in clean offsets, its final 。 included; `node` indexes `PlanTree.nodes`."""

    start: int
    end: int
    node: int


@dataclass(frozen=True, slots=True)
class TableRef:
    """A table paragraph and the node (annex, chapter, box …) it stands under; None before the first."""

    paragraph: Paragraph
    node: int | None


@dataclass(frozen=True, slots=True)
class PlanTree:
    """The document's hierarchy. Never refused: what does not fit is in `issues`.

    `title` is where the title is printed; `closing` are the attachment list, signature, dates and notes on the copy.
    """

    doc: TextDoc
    nodes: tuple[Node, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[TableRef, ...] = ()
    issues: tuple[Issue, ...] = field(default=())
    title: tuple[int, int] | None = None
    closing: tuple[tuple[int, int], ...] = ()
