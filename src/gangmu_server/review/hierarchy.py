"""Provisions as a hierarchy: what follows when one of them hangs elsewhere, goes, is parted or joined. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from msgspec import structs

from gangmu.model import Provision, Span
from gangmu_server.review.places import places_of, plain

Rows = dict[str, Provision]
"""Provisions by address, in reading order."""


def may_hang(rows: Mapping[str, Provision], address: str, parent: str | None) -> bool:
    """Whether a provision may hang under another: one that stands before it and not below it."""
    if parent is None:
        return True
    order = list(rows)
    if parent not in rows or address not in rows or order.index(parent) >= order.index(address):
        return False
    return address not in _line(rows, parent)


def dissolved(rows: Rows, address: str) -> tuple[Rows, str | None]:
    """The provisions without one: its children hang where it hung, its words stand in the one before it.

    Returns:
        The provisions, and the one that holds the words now; None where there was none before it.
    """
    order = list(rows)
    gone, at = rows[address], order.index(address)
    holder = order[at - 1] if at else None
    left = rehung({key: row for key, row in rows.items() if key != address}, {address: gone.parent})
    if holder is not None:
        first = left[holder]
        span = (min(first.span[0], gone.span[0]), max(first.span[1], gone.span[1]))
        left[holder] = structs.replace(first, text=f"{first.text}{gone.text}", span=span)
    return left, holder


def joined(rows: Rows, keeper: str, others: Sequence[str]) -> Rows:
    """Several provisions as one: the first with the words of all, and with their children."""
    first = rows[keeper]
    above = next((key for key in _line(rows, keeper) if key not in {keeper, *others}), None)
    spans = [first.span, *(rows[other].span for other in others)]
    whole = structs.replace(
        first,
        text="".join(rows[key].text for key in (keeper, *others)),
        span=(min(s[0] for s in spans), max(s[1] for s in spans)),
        parent=above,
        confidence=1.0,
        doubts=(),
    )
    left = {key: row for key, row in rows.items() if key not in others}
    left[keeper] = whole
    return rehung(left, dict.fromkeys(others, keeper))


def parted(rows: Rows, address: str, parts: Sequence[Provision]) -> Rows:
    """A provision as its parts; the first keeps its number and heading, its children hang under the last."""
    left: Rows = {}
    for key, row in rows.items():
        if key != address:
            left[key] = row
            continue
        left |= {parts[0].id: parts[0]}
        left |= {part.id: structs.replace(part, number=None, heading=None) for part in parts[1:]}
    return rehung(left, {address: parts[-1].id})


def taken_out(rows: Rows, holder: str, words: str) -> Rows | None:
    """The provisions after one gave up some of its words; None where it does not have them."""
    text = rows[holder].text
    found = places_of(words, text)
    if not found or plain(text) == plain(words):
        return None
    start, end = found[0]
    return {**rows, holder: structs.replace(rows[holder], text=text[:start] + text[end:])}


def rehung(rows: Rows, moved: Mapping[str, str | None]) -> Rows:
    """The provisions with parents that are gone replaced by others."""
    return {
        key: structs.replace(row, parent=moved[row.parent]) if row.parent in moved else row for key, row in rows.items()
    }


def rehomed(rows: Iterable[Provision]) -> Callable[[Span], str | None]:
    """Which of some provisions holds a place: the last that begins before it."""
    listed = sorted(rows, key=lambda row: row.span[0])

    def home(span: Span) -> str | None:
        before = [row.id for row in listed if row.span[0] <= span[0]]
        return before[-1] if before else listed[0].id if listed else None

    return home


def _line(rows: Mapping[str, Provision], address: str) -> list[str]:
    """A provision and those above it; a circle, which no reading has, ends where it closes."""
    line: list[str] = []
    at: str | None = address
    while at is not None and at in rows and at not in line:
        line.append(at)
        at = rows[at].parent
    return line
