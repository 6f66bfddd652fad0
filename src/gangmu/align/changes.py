"""Word-level differences between an upper piece and the lower piece that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache
from typing import cast

from gangmu.align.model import Change, Op
from gangmu.align.shared import SharedPiece
from gangmu.align.words import SPEAKERS, any_of
from gangmu.vocab.divisions import divisions
from gangmu.vocab.duty_verbs import ADVERBS, DUTY_VERBS
from gangmu.vocab.subjects import subjects

SHORTEST_COMMON = 2
"""A single character that both hold between two changes belongs to the change."""


@cache
def _words() -> re.Pattern[str]:
    verbs = [verb.word for verb in DUTY_VERBS]
    places = [name for division in divisions() for name in (division.name,)]
    things = [word for subject in subjects() for word in (*subject.general, *subject.particular)]
    known = any_of(sorted({w for w in (*verbs, *ADVERBS, *SPEAKERS, *places, *things) if len(w) >= SHORTEST_COMMON}))
    return re.compile(rf"[0-9.]+[%％]?|[A-Za-z]+|{known.pattern}|.", re.DOTALL)


def changes_between(shared: Sequence[SharedPiece], upper: str, lower: str) -> tuple[Change, ...]:
    """The differences of the shared pieces, in the order of the upper sentence.

    Args:
        shared: the pieces to compare; they are folded.
        upper: the upper sentence as printed, in which offsets count.
        lower: the lower sentence as printed.
    """
    found = [change for pair in shared for change in _piece_changes(pair, upper, lower)]
    return tuple(sorted(found, key=lambda change: (change.upper_at, change.lower_at)))


def _piece_changes(pair: SharedPiece, upper_text: str, lower_text: str) -> Iterator[Change]:
    upper, lower = _words().findall(pair.upper.text), _words().findall(pair.lower.text)
    at_upper, at_lower = _starts(upper, pair.upper.start), _starts(lower, pair.lower.start)
    for op, a, b, c, d in _joined(SequenceMatcher(None, upper, lower, autojunk=False).get_opcodes(), upper):
        yield Change(
            op=op,
            upper=upper_text[at_upper[a] : at_upper[b]],
            lower=lower_text[at_lower[c] : at_lower[d]],
            upper_at=(at_upper[a], at_upper[b]),
            lower_at=(at_lower[c], at_lower[d]),
        )


def _starts(words: Sequence[str], offset: int) -> list[int]:
    starts = [offset]
    for word in words:
        starts.append(starts[-1] + len(word))
    return starts


Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[Opcode], upper: Sequence[str]) -> Iterator[tuple[Op, int, int, int, int]]:
    """Changes with the short stretches between them taken in."""
    run: list[Opcode] = []
    for i, opcode in enumerate(opcodes):
        inner = 0 < i < len(opcodes) - 1
        short = opcode[0] == "equal" and len("".join(upper[opcode[1] : opcode[2]])) < SHORTEST_COMMON
        if opcode[0] != "equal" or (short and inner and run):
            run.append(opcode)
        else:
            yield from _closed(run)
            run = []
    yield from _closed(run)


def _closed(run: list[Opcode]) -> Iterator[tuple[Op, int, int, int, int]]:
    while run and run[-1][0] == "equal":
        run = run[:-1]
    if run:
        a, b, c, d = run[0][1], run[-1][2], run[0][3], run[-1][4]
        op = "insert" if a == b else "delete" if c == d else "replace"
        yield cast(Op, op), a, b, c, d
