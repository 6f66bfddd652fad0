"""What promises are about: general words of a subject, and the particular words that carry it out.

A higher plan promises 科技创新平台; the plan below it names a laboratory. The table ties the two, in one direction: a
particular word answers a general one, two particular words of a subject need not be the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

REMEMBERED = 20_000
"""Texts whose subjects are remembered: the sentences and pieces of a tier, which every pair of plans asks about."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject of plans.

    Attributes:
        name: what it is called on screen.
        general: words of the promise, as a higher plan puts it.
        particular: words of what carries it out.
    """

    name: str
    general: tuple[str, ...]
    particular: tuple[str, ...]


@cache
def subjects() -> tuple[Subject, ...]:
    """All subjects of the shipped table (its sources stand in the file)."""
    lines = (files("gangmu.vocab") / "data" / "subjects.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(Subject(name, tuple(g.split("、")), tuple(p.split("、"))) for name, g, p in rows)


@dataclass(frozen=True, slots=True)
class Named:
    """The subjects a text names by a general word, and those it names by particular words only."""

    general: frozenset[str]
    particular: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        """Subjects named either way."""
        return self.general | self.particular


@lru_cache(maxsize=REMEMBERED)
def subjects_in(text: str) -> Named:
    """Find the subjects of a text.

    Args:
        text: folded text (see `gangmu.align`), without white space.
    """
    general = _found(text, *_lookup(general=True))
    return Named(general, _found(text, *_lookup(general=False)) - general)


def subject_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each subject word of a text: the subject's name, where the word starts and where it ends."""
    for general in (True, False):
        pattern, by_word = _lookup(general=general)
        for match in pattern.finditer(text):
            word = match.group(1)
            for name in by_word[word]:
                yield name, match.start(), match.start() + len(word)


def _found(text: str, pattern: re.Pattern[str], by_word: dict[str, frozenset[str]]) -> frozenset[str]:
    words = {match.group(1) for match in pattern.finditer(text)}
    return frozenset().union(*(by_word[word] for word in words))


@cache
def _lookup(*, general: bool) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Pattern (words may overlap: the longest at each place) and the subjects of each word."""
    by_word: dict[str, set[str]] = {}
    for subject in subjects():
        for word in subject.general if general else subject.particular:
            by_word.setdefault(word, set()).add(subject.name)
    words = sorted(by_word, key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, words))}))"), {w: frozenset(s) for w, s in by_word.items()}
