"""Finding words in a source again, whatever white space stands between their characters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from gangmu.model import Repair, Span


def plain(text: str) -> str:
    """A text without white space, as records have it."""
    return "".join(text.split())


def places_of(words: str, text: str, within: Span | None = None) -> list[Span]:
    """Where words stand in a text, or in a part of it, in reading order; overlapping places count once."""
    letters = plain(words)
    if not letters:
        return []
    start, end = within or (0, len(text))
    pattern = re.compile(r"\s*".join(map(re.escape, letters)))
    return [match.span() for match in pattern.finditer(text, start, end)]


def read_between(span: Span, text: str, repairs: Sequence[Repair] = ()) -> str:
    """The words of a place as a record has them: repairs made, white space gone."""
    out, at = [], span[0]
    for repair in sorted(repairs, key=lambda r: r.span):
        if at <= repair.span[0] and repair.span[1] <= span[1]:
            out += [text[at : repair.span[0]], repair.to]
            at = repair.span[1]
    return plain("".join(out) + text[at : span[1]])


def together(*lists: Iterable[str]) -> tuple[str, ...]:
    """Names of several lists, each once, in order."""
    return tuple(dict.fromkeys(name for names in lists for name in names))
