"""Promises inside a sentence: the pieces between ，；。 and the members of a list inside a piece."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SHORTEST_PIECE = 3
"""A piece of one or two characters (其中, 同时) promises nothing."""

_PIECE_END = re.compile(r"[，；。！？：]")
_MEMBER_END = re.compile(r"、|以及|及(?!时|其)(?=[一-鿿]{3})|和(?=[一-鿿]{3})")
_OPEN, _CLOSE = "（《〔", "）》〕"
QUOTE = "“"
"""Folding makes opening and closing quotes one."""
LONGEST_QUOTE = 30
"""Two quotes further apart are not a pair: recognised text loses one of them often."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a statement's text."""

    text: str
    start: int
    end: int


def pieces_of(folded: str) -> tuple[Piece, ...]:
    """The pieces of folded text, marks left out; a mark inside brackets or quotes does not cut.

    Args:
        folded: folded text.
    """
    return tuple(_cut(folded, _PIECE_END, 0, SHORTEST_PIECE))


def members_of(piece: Piece) -> tuple[Piece, ...]:
    """The members of the list a piece holds (甲、乙和丙建设); the piece alone where it is no list."""
    return tuple(_cut(piece.text, _MEMBER_END, piece.start, 2)) or (piece,)


def _cut(text: str, marks: re.Pattern[str], offset: int, shortest: int) -> Iterator[Piece]:
    at = 0
    inside = _bracketed(text)
    for mark in (*marks.finditer(text), None):
        if mark is not None and inside[mark.start()]:
            continue
        end = mark.start() if mark else len(text)
        if end - at >= shortest:
            yield Piece(text[at:end], offset + at, offset + end)
        at = mark.end() if mark else end


def _bracketed(text: str) -> list[bool]:
    """For each character, whether it stands inside a bracket or a pair of quotes that closes again."""
    inside = [False] * len(text)
    opened: list[int] = []
    quote: int | None = None
    for i, character in enumerate(text):
        if character == QUOTE:
            if quote is not None and i - quote <= LONGEST_QUOTE:
                inside[quote : i + 1] = [True] * (i + 1 - quote)
                quote = None
            else:
                quote = i
        elif character in _OPEN:
            opened.append(i)
        elif character in _CLOSE and opened:
            start = opened.pop()
            inside[start : i + 1] = [True] * (i + 1 - start)
    return inside
