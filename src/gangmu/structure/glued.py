"""Numbers glued to the figure that their item opens with: `2.5G网络…` between 1. and 3. is item 2.

By itself `2.5` is a decimal, or section 2.5; the numbers of the neighbours say which it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from gangmu.structure.numbering import Numbered

_STYLE = "arabic"
_FIRST_AT_MOST = 3
"""Highest number that may stand first in its section for the ones before it to be looked for."""


def take_glued_numbers(text: str, starts: Sequence[int | None], numbers: list[Numbered | None]) -> None:
    """Fill in the numbers of items that open with a figure.

    Args:
        text: clean text.
        starts: where each paragraph begins; None for those that cannot be items (tables, boxes, closing matter).
        numbers: the number of each; changed in place.
    """
    if not any(n is not None and n.style.name == _STYLE for n in numbers):
        return
    printed = {n.printed for n in numbers if n is not None and n.style.name == "dotted2"}
    for start, stop in _sections(numbers, printed):
        _fill(text, starts, numbers, range(start, stop), printed)


def _sections(numbers: Sequence[Numbered | None], printed: set[str]) -> Iterator[tuple[int, int]]:
    """Stretches between numbers of a higher level than 1. has."""
    start = 0
    for i, number in enumerate(numbers):
        if number is not None and number.style.rank < 70 and not _stray(number, printed):
            yield start, i
            start = i + 1
    yield start, len(numbers)


def _stray(number: Numbered | None, printed: set[str]) -> bool:
    """Whether a paragraph has no number, or one such as 3.5 in a document that has no 3.4."""
    if number is None:
        return True
    if number.style.name != "dotted2" or number.value == 1:
        return False
    return f"{number.printed.split('.')[0]}.{number.value - 1}" not in printed


def _fill(
    text: str, starts: Sequence[int | None], numbers: list[Numbered | None], section: range, printed: set[str]
) -> None:
    """Number the paragraphs of a section that open with the number due there and go on with a figure."""
    ahead = [n for i in section if (n := numbers[i]) is not None and n.style.name == _STYLE]
    last = replace(ahead[0], value=0) if ahead and ahead[0].value <= _FIRST_AT_MOST else None
    for i in section:
        number = numbers[i]
        if ahead and number is ahead[0]:
            last, ahead = number, ahead[1:]
            continue
        if last is None or (ahead and ahead[0].value <= last.value + 1) or not _stray(number, printed):
            continue
        start, opening = starts[i], f"{last.value + 1}{last.printed[-1]}"
        if start is None or not text.startswith(opening, start):
            continue
        end = start + len(opening)
        if text[end : end + 1].isdigit():
            last = replace(last, printed=opening, value=last.value + 1, end=end)
            numbers[i] = last
