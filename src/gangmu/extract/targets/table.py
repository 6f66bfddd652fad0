"""A table of rules tried as one alternation.

`RuleSet` runs rule after rule and gives every match of each. Targets need the other reading: from left to right, at
each place the first row that matches, compiled once. The rows stay the same data, tracing too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gangmu.extract.rules import Rule, Trace

_GROUP = re.compile(r"\(\?P<(\w+)>")


@dataclass(frozen=True, slots=True)
class Found:
    """A row that matched `[start, end)`."""

    rule: Rule
    match: re.Match[str]
    index: int
    start: int
    end: int

    def part(self, name: str) -> str | None:
        """What the row's named group `name` matched; None where it did not or the row has no such group."""
        key = f"{name}_{self.index}"
        return self.match[key] if key in self.match.re.groupindex else None


class Table:
    """Rows of one idea, leftmost match first, earlier rows first. Safe to share."""

    def __init__(self, rules: Iterable[Rule], heads: str = "") -> None:
        """Compile rows.

        Args:
            rules: the rows, in order of preference.
            heads: characters with which a match can begin (a class without its brackets); other places are passed over
                at once. Empty where any can.
        """
        self.rules = tuple(rules)
        rows = (_GROUP.sub(rf"(?P<\1_{i}>", rule.pattern) for i, rule in enumerate(self.rules))
        # The row's mark is an empty group at its end: a row that begins with a plain character is then passed over at once.
        joined = "|".join(f"(?:{row})(?P<row_{i}>)" for i, row in enumerate(rows))
        self._pattern = re.compile(f"(?=[{heads}])(?:{joined})" if heads else joined)
        self._triggers = tuple(frozenset(rule.triggers) for rule in self.rules)
        self._any = frozenset().union(*self._triggers)
        self._always = not all(self._triggers)

    def woken(self, present: set[str]) -> bool:
        """Whether a text with these characters can hold a match."""
        return self._always or not present.isdisjoint(self._any)

    def scan(self, text: str, start: int, end: int, trace: Trace | None = None) -> Iterator[Found]:
        """Matches in `text[start:end]` from left to right, none overlapping."""
        if trace is not None:
            yield from self._traced(text, start, end, trace)
            return
        for match in self._pattern.finditer(text, start, end):
            yield self._found(match)

    def at(self, text: str, start: int, end: int, trace: Trace | None = None) -> Found | None:
        """The row that matches exactly from `start` on."""
        match = self._pattern.match(text, start, end)
        if match is None:
            return None
        found = self._found(match)
        if trace is not None:
            trace.fired.append((found.rule.id, found.start, found.end, match.group()))
        return found

    def has(self, text: str, start: int, end: int) -> bool:
        """Whether any row matches in `text[start:end]`."""
        return self._pattern.search(text, start, end) is not None

    def _found(self, match: re.Match[str]) -> Found:
        index = int(str(match.lastgroup).rpartition("_")[2])
        return Found(self.rules[index], match, index, match.start(), match.end())

    def _traced(self, text: str, start: int, end: int, trace: Trace) -> Iterator[Found]:
        fired = set()
        for match in self._pattern.finditer(text, start, end):
            found = self._found(match)
            fired.add(found.index)
            trace.fired.append((found.rule.id, found.start, found.end, match.group()))
            yield found
        present = set(text[start:end])
        for index, rule in enumerate(self.rules):
            if index not in fired and not present.isdisjoint(self._triggers[index]):
                trace.missed.append((rule.id, text[start:end]))
