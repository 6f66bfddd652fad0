"""Two linked sentences cut where they differ, each piece with what the difference means. Plain values, no database."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from gangmu.align.fold import fold

Range = tuple[int, int]

MEANINGS = {
    "act.softer": "softened",
    "rank.lower": "softened",
    "quantity.softer": "softened",
    "act.firmer": "strengthened",
    "quantity.firmer": "strengthened",
    "quantity.added": "refined",
    "place.added": "refined",
    "substance.added": "refined",
}
"""What a reason says of the words it names. A change that no reason names only words the same thing otherwise."""
WORDED, DROPPED, SAME = "worded", "dropped", ""
WEIGHT = (DROPPED, "softened", "strengthened", "refined", WORDED)
"""Where two marks fall on the same words, the first of these shows."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of characters of a sentence. `tone` is a meaning, `worded`, `dropped`, or empty where both are the same."""

    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What was found about one link."""

    changes: Sequence[Mapping[str, Any]]
    dropped: Sequence[Mapping[str, Any]] = ()
    reasons: Sequence[Mapping[str, Any]] = ()


MEMBER = re.compile(r"[^，。；、：,;]+")
"""A member of a list, or a piece of a sentence."""
SHORTEST_COMMON = 2
"""A single character that both hold between two changes belongs to the change."""
LEAST_COMMON = 0.2
"""Sentences less like than this are other words altogether: marking them would mark everything."""


def plain_differences(upper: str, lower: str) -> Differences:
    """The differences of two sentences that only a person linked: words alone, without a meaning."""
    matcher = SequenceMatcher(None, upper, lower, autojunk=False)
    if matcher.ratio() < LEAST_COMMON:
        return Differences(())
    kept = [block for block in matcher.get_matching_blocks() if block.size >= SHORTEST_COMMON]
    ends = [*((b.a, b.b, b.size) for b in kept), (len(upper), len(lower), 0)]
    changes: list[Mapping[str, Any]] = []
    at_upper = at_lower = 0
    for above, below, size in ends:
        if above > at_upper or below > at_lower:
            changes.append({"upper_at": (at_upper, above), "lower_at": (at_lower, below)})
        at_upper, at_lower = above + size, below + size
    return Differences(changes)


def upper_pieces(text: str, found: Iterable[tuple[str, Differences]]) -> list[Piece]:
    """An upper sentence with what each of the sentences below made of it.

    Args:
        text: the upper sentence.
        found: for each link, the lower sentence and what was found.
    """
    answers = list(found)
    marks: list[tuple[Range, str]] = []
    for lower, differences in answers:
        named = _named(text, lower, differences.reasons)
        for at, _below, tone in _changed(differences.changes, named):
            others = [other for other, _differences in answers if other is not lower]
            marks += [(part, tone) for part in (_not_said(text, at, others) if tone == WORDED else (at,))]
        marks += [(at, DROPPED) for lost in differences.dropped if (at := _find(text, lost["text"])) is not None]
    return _cut(text, marks)


def lower_pieces(text: str, upper: str, differences: Differences) -> list[Piece]:
    """A lower sentence with what it says otherwise than the upper one."""
    named = _named(upper, text, differences.reasons)
    marks = [(at, tone) for _above, at, tone in _changed(differences.changes, named)]
    added = [(at, tone) for side, at, tone in named if side == "lower" and tone == "refined"]
    return _cut(text, [*marks, *added])


def _not_said(text: str, at: Range, others: Sequence[str]) -> Iterator[Range]:
    """The members of a stretch that none of the other answers says word by word: those are worded otherwise by all."""
    folded = [fold(other) for other in others]
    for member in MEMBER.finditer(text, *at):
        if not any(fold(member.group()) in other for other in folded):
            yield member.span()


Named = tuple[str, Range, str]
"""A side, the words a reason names there, and what the reason means."""


def _named(upper: str, lower: str, reasons: Iterable[Mapping[str, Any]]) -> list[Named]:
    found: list[Named] = []
    for reason in reasons:
        tone = MEANINGS.get(reason["code"])
        if tone is None:
            continue
        for side, text in (("upper", upper), ("lower", lower)):
            # Places stand in one list, whatever stood between them in the sentence.
            names = str(reason[side]).split("、") if reason["code"] == "place.added" else [str(reason[side])]
            found += [(side, at, tone) for name in names if (at := _find(text, name)) is not None]
    return found


def _changed(changes: Iterable[Mapping[str, Any]], named: Sequence[Named]) -> Iterator[tuple[Range, Range, str]]:
    """Each change with its places and its meaning: that of a reason which names words inside it."""
    for change in changes:
        above, below = tuple(change["upper_at"]), tuple(change["lower_at"])
        tones = [tone for side, at, tone in named if _touch(at, above if side == "upper" else below)]
        yield above, below, min(tones, key=WEIGHT.index, default=WORDED)


def _touch(first: Range, second: Range) -> bool:
    return first[0] < second[1] and second[0] < first[1]


def _find(text: str, words: str) -> Range | None:
    start = text.find(words) if words else -1
    return (start, start + len(words)) if start >= 0 else None


def _cut(text: str, marks: Iterable[tuple[Range, str]]) -> list[Piece]:
    tones: list[str] = [SAME] * len(text)
    for (start, end), tone in sorted(marks, key=lambda mark: -WEIGHT.index(mark[1])):
        tones[start:end] = [tone] * (min(end, len(text)) - start)
    pieces: list[Piece] = []
    for char, tone in zip(text, tones, strict=True):
        if pieces and pieces[-1].tone == tone:
            pieces[-1] = Piece(pieces[-1].text + char, tone)
        else:
            pieces.append(Piece(char, tone))
    return pieces
