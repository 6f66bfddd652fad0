"""Rules as data, and the one engine that runs them, with or without tracing.

A rule says what it matches, where it comes from, an example that it must match and a counter-example that it must not.
`triggers` are characters of which every match holds at least one: the engine skips a text without them, which is
where the speed comes from. `explain` runs the same engine with a `Trace`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the grammar.

    Attributes:
        id: dotted address, `target.comparator.at_least`.
        pattern: regular expression over clean text; named groups are the rule's parts.
        triggers: characters of which each match holds at least one; empty means always tried.
        gives: what a match means (a comparator's name, a stage …); "" where groups say it.
        source: the law, standard or usage behind it.
        example: a text in which it matches.
        counter: a text in which it must not match.
    """

    id: str
    pattern: str
    triggers: str
    source: str
    example: str
    counter: str
    gives: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that matched `text[start:end]`."""

    rule: Rule
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


@dataclass(slots=True)
class Trace:
    """What the engine did: rules that fired, and rules whose trigger stood there but whose pattern did not match."""

    fired: list[tuple[str, int, int, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)

    def take(self, other: Trace, offset: int) -> None:
        """Add what was traced in a piece of text that begins at `offset`."""
        self.fired += [(rule, start + offset, end + offset, words) for rule, start, end, words in other.fired]
        self.missed += other.missed


class RuleSet:
    """Rules of one kind, tried in order. Compiled once; safe to share."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.rules = tuple(rules)
        self._compiled = tuple((rule, re.compile(rule.pattern), frozenset(rule.triggers)) for rule in self.rules)
        self._triggers = frozenset().union(*(t for _, _, t in self._compiled)) if self._compiled else frozenset()
        self._always = any(not t for _, _, t in self._compiled)

    def scan(self, text: str, start: int = 0, end: int | None = None, trace: Trace | None = None) -> Iterator[Hit]:
        """All matches of all rules in `text[start:end]`, rule by rule in table order."""
        stop = len(text) if end is None else end
        present = set(text[start:stop])
        if trace is None and not self._always and present.isdisjoint(self._triggers):
            return
        for rule, pattern, triggers in self._compiled:
            if triggers and present.isdisjoint(triggers):
                continue
            found = False
            for match in pattern.finditer(text, start, stop):
                found = True
                if trace is not None:
                    trace.fired.append((rule.id, match.start(), match.end(), match.group()))
                yield Hit(rule, match)
            if trace is not None and not found:
                trace.missed.append((rule.id, text[start:stop]))

    def first_alone(self, text: str, start: int, end: int, trace: Trace | None = None) -> Hit | None:
        """The first rule that matches `text[start:end]` taken by itself, so that `^` and `$` are its ends.

        The hit's offsets count from `start`; those in the trace are the text's.
        """
        if trace is None:
            return self.first(text[start:end])
        inner = Trace()
        hit = self.first(text[start:end], trace=inner)
        trace.take(inner, start)
        return hit

    def first(self, text: str, start: int = 0, end: int | None = None, trace: Trace | None = None) -> Hit | None:
        """The first rule that matches, in table order."""
        return next(self.scan(text, start, end, trace), None)
