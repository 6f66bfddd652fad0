"""Small structures for tests: a few paragraphs become a tree without a file or a reader.

`␣` in a text stands for white space that the source has and the clean text has not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from gangmu.model import SourceInfo
from gangmu.model.plan import ProvisionKind
from gangmu.source.model import SourceText
from gangmu.structure.model import Node, PlanTree, Sentence
from gangmu.text.model import OffsetMap, Paragraph, TextDoc


@dataclass(frozen=True)
class Part:
    """One provision: `body` may hold several paragraphs; `depth` says how deep it stands."""

    body: str
    heading: str | None = None
    number: str | None = None
    kind: ProvisionKind = "article"
    depth: int = 1


def tree(*parts: Part | str) -> PlanTree:
    """A document of the given provisions; a plain text is an article without number and heading."""
    pieces = [part if isinstance(part, Part) else Part(part) for part in parts]
    text, nodes, open_at, gaps = "", [], {}, []
    for piece in pieces:
        start = len(text)
        text += (piece.number or "") + (f"{piece.heading}。" if piece.heading else "")
        body = len(text)
        *before, last = piece.body.split("␣")
        for words in before:
            text += words
            gaps.append(len(text))
        text += last
        parent = next((open_at[d] for d in range(piece.depth - 1, -1, -1) if d in open_at), None)
        open_at = {d: i for d, i in open_at.items() if d < piece.depth} | {piece.depth: len(nodes)}
        nodes.append(Node(f"n{len(nodes)}", piece.kind, piece.number, piece.heading, parent, start, body, len(text)))
        text += "\n"
    return PlanTree(_doc(text, gaps), tuple(nodes), tuple(_sentences(text, nodes)))


def _doc(text: str, gaps: list[int]) -> TextDoc:
    ends = [0, *gaps, len(text)]
    printed = " ".join(text[a:b] for a, b in pairwise(ends))
    source = SourceText(SourceInfo(name="small.txt", sha256="0" * 64, media_type="text/plain"), printed)
    paragraphs = tuple(Paragraph(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
    offsets = OffsetMap((0, *gaps), (0, *(gap + i for i, gap in enumerate(gaps, 1))))
    return TextDoc(source, text, paragraphs, offsets)


def _sentences(text: str, nodes: list[Node]) -> list[Sentence]:
    return [
        Sentence(node.body + m.start(), node.body + m.end(), i)
        for i, node in enumerate(nodes)
        for m in re.finditer(r"[^。\n]+。?", text[node.body : node.end])
    ]
