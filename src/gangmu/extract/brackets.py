"""Text with its brackets and quotation marks respected: where they close, and where a list may be cut."""

from __future__ import annotations

import re
from collections.abc import Iterator

OPENERS = "（(〔【〖[［｛{《〈"
CLOSERS = "）)〕】〗]］｝}》〉"
_SQUARE_CLOSERS = "〕】〗]］｝}"
_FAMILY = {"（": "）)", "(": "）)", "《": "》〉", "〈": "》〉"}
_BRACKET = re.compile(f"[{re.escape(OPENERS + CLOSERS)}]")
_ENCLOSED = re.compile(f'[{re.escape(OPENERS + CLOSERS)}“”"‘’「」『』]')
_DEEPEST = 16
"""Brackets within brackets that anybody prints; among more, nothing closes."""
_QUOTES = {"“": 1, "‘": 1, "「": 1, "『": 1, "”": -1, "’": -1, "」": -1, "』": -1}


def closing(text: str, start: int, stop: int) -> int | None:
    """Where the bracket that opens at `start` closes.

    Kinds may be mixed, as scans print them (`〔…）`); where the nesting does not come out, the first closer of the
    opener's own family ends it.

    Returns:
        The offset just after the closing bracket, or None where nothing closes it before `stop`.
    """
    own = _FAMILY.get(text[start], _SQUARE_CLOSERS)
    depth, first_own = 0, None
    for found in _BRACKET.finditer(text, start, stop):
        if found.group() in OPENERS:
            if depth and own is _SQUARE_CLOSERS and found.group() not in _FAMILY:
                return first_own  # the next bracket of its kind opens: this one was never closed
            depth += 1
            if depth > _DEEPEST:
                return first_own
            continue
        depth -= 1
        if first_own is None and found.group() in own:
            first_own = found.end()
        if depth == 0:
            return found.end()
    return first_own


def split_outside(text: str, start: int, end: int, separators: str) -> Iterator[tuple[int, int]]:
    """Cut `text[start:end]` at separators that stand outside brackets and quotation marks; pieces may be empty."""
    inside = _shielded(text, start, end)
    at = start
    for i in range(start, end):
        if text[i] in separators and not any(a <= i < b for a, b in inside):
            yield at, i
            at = i + 1
    yield at, end


def _shielded(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches within brackets or quotation marks; what never closes shields nothing."""
    stretches: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for found in _ENCLOSED.finditer(text, start, end):
        mark = found.group()
        if mark == '"':
            closes = any(opener in '"“' for opener, _ in stack)
        else:
            closes = mark in CLOSERS or _QUOTES.get(mark, 1) < 0
        if not closes:
            stack.append((mark, found.start()))
            continue
        at = next((i for i in range(len(stack) - 1, -1, -1) if _matches(stack[i][0], mark)), None)
        if at is not None:
            stretches.append((stack[at][1], found.end()))
            del stack[at:]
    return stretches


def _matches(opener: str, closer: str) -> bool:
    quote = opener in '“"‘「『'
    return quote == (closer in '”"’」』')
