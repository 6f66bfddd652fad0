"""Sentences of the provisions' bodies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gangmu.structure.model import Node, Sentence

_END = re.compile(r"[。！？]+[”’」』）)】]*|\n")
_SKIPPED = " \n\t"


def sentences_of(text: str, nodes: Sequence[Node]) -> Iterator[Sentence]:
    """The sentences of every node's body in order, each with its final mark; a line break ends a sentence too."""
    for index, node in enumerate(nodes):
        for start, end in cut_sentences(text, node.body, node.end):
            yield Sentence(start, end, index)


def cut_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut clean `text[start:end]` into sentences."""
    at = start
    for mark in _END.finditer(text, start, end):
        yield from _trimmed(text, at, mark.end())
        at = mark.end()
    yield from _trimmed(text, at, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] in _SKIPPED:
        start += 1
    while end > start and text[end - 1] in _SKIPPED:
        end -= 1
    if end > start:
        yield start, end
