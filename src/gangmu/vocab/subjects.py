"""What promises are about: general words of a subject, and the particular words that carry it out.

A higher plan promises 科技创新平台; the plan below it names a laboratory. The table ties the two, in one direction: a
particular word answers a general one, two particular words of a subject need not be the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

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


class SubjectWord(NamedTuple):
    """A word of a text that names a subject.

    Attributes:
        name: of the subject.
        start: first character.
        end: one past the last.
        is_general: whether it is a word of the promise, not of what carries it out.
    """

    name: str
    start: int
    end: int
    is_general: bool


@lru_cache(maxsize=REMEMBERED)
def subjects_in(text: str) -> Named:
    """Find the subjects of a text.

    Args:
        text: folded text (see `gangmu.align`), without white space.
    """
    words = subject_words(text)
    general = frozenset(word.name for word in words if word.is_general)
    return Named(general, frozenset(word.name for word in words) - general)


@lru_cache(maxsize=REMEMBERED)
def subject_words(text: str) -> tuple[SubjectWord, ...]:
    """Each word of a text that names a subject, in the order of the text.

    A word inside a longer one of another subject names nothing: 中医药 is not 医药, 农村公路 not 公路.

    Args:
        text: folded text.
    """
    found = sorted((word for general in (True, False) for word in _words(text, general=general)), key=_outer_first)
    names: dict[tuple[int, int], set[str]] = {}
    for word in found:
        names.setdefault((word.start, word.end), set()).add(word.name)
    return tuple(_standing(found, names))


def _outer_first(word: SubjectWord) -> tuple[int, int]:
    return word.start, -word.end


def _standing(words: Iterable[SubjectWord], names: Mapping[tuple[int, int], set[str]]) -> Iterator[SubjectWord]:
    """The words that are not part of a longer word of another subject; each comes after those it may be part of."""
    around: list[tuple[int, int]] = []
    for word in words:
        at = (word.start, word.end)
        around = [other for other in around if other[1] > word.start]
        if not any(word.end <= other[1] and other != at and word.name not in names[other] for other in around):
            yield word
        around.append(at)


def _words(text: str, *, general: bool) -> Iterator[SubjectWord]:
    pattern, by_word = _lookup(general=general)
    for match in pattern.finditer(text):
        word = match.group(1)
        for name in sorted(by_word[word]):
            yield SubjectWord(name, match.start(), match.start() + len(word), general)


@cache
def _lookup(*, general: bool) -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Pattern (words may overlap: the longest at each place) and the subjects of each word."""
    by_word: dict[str, set[str]] = {}
    for subject in subjects():
        for word in subject.general if general else subject.particular:
            by_word.setdefault(word, set()).add(subject.name)
    words = sorted(by_word, key=len, reverse=True)
    return re.compile(f"(?=({'|'.join(map(re.escape, words))}))"), {w: frozenset(s) for w, s in by_word.items()}
