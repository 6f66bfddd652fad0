"""How near a rule came to a text that it does not match: the longest beginning of its pattern that does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gangmu.extract.rules import Rule

SHORTEST = 2
"""Characters that a rule must share with a text to count as near."""
_QUANTIFIER = re.compile(r"(?:[*+?]|\{\d*,?\d*\})[?+]?")
_CLASS = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)


def nearest(rule: Rule, text: str) -> tuple[int, int, str] | None:
    """Where a rule nearly matches.

    Args:
        rule: a rule that does not match the text.
        text: the text.

    Returns:
        Start and end of the longest stretch that the rule shares with the text, at least half of what it takes of its
        own example, and what its example has after it ("" where only what stands around forbids the match); None
        where it shares no such stretch.
    """
    best: tuple[int, int, str] | None = None
    whole = re.search(rule.pattern, rule.example)
    if whole is None:
        return None
    for pattern in _beginnings(rule.pattern):
        shown = pattern.search(rule.example)
        found = max(pattern.finditer(text), key=lambda m: m.end() - m.start(), default=None)
        if found is None or shown is None or not _telling(rule, found.group(), shown.group(), whole.group()):
            continue
        if best is None or found.end() - found.start() > best[1] - best[0]:
            best = found.start(), found.end(), rule.example[shown.end() : whole.end()]
    return best


def _telling(rule: Rule, shared: str, shown: str, whole: str) -> bool:
    triggered = not rule.triggers or not set(rule.triggers).isdisjoint(shared)
    return triggered and len(shared) >= SHORTEST and 2 * len(shown) >= len(whole)


@cache
def _beginnings(pattern: str) -> tuple[re.Pattern[str], ...]:
    """The beginnings of each alternative of a pattern, the longest first, the whole left out."""
    found = []
    for atoms in _alternatives(pattern):
        for stop in range(len(atoms) - 1, 0, -1):
            try:
                found.append(re.compile("".join(atoms[:stop])))
            except re.error:  # a reference to a group that was cut off
                continue
    return tuple(found)


def _alternatives(pattern: str) -> Iterator[list[str]]:
    atoms: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            yield atoms
            atoms, at = [], at + 1
            continue
        end = _atom_end(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, end)
        end = end if quantifier is None else quantifier.end()
        atoms.append(pattern[at:end])
        at = end
    yield atoms


def _atom_end(pattern: str, at: int) -> int:
    """Where one character, class or group of a pattern ends."""
    if pattern[at] == "\\":
        return at + 2
    if pattern[at] == "[":
        found = _CLASS.match(pattern, at)
        return at + 1 if found is None else found.end()
    if pattern[at] != "(":
        return at + 1
    at += 1
    while pattern[at] != ")":
        at = _atom_end(pattern, at)
    return at + 1
