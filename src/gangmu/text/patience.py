"""How long a text is searched for tables that lost their rules."""

from __future__ import annotations

MOST_WORK = 1_200_000
"""Pieces that may be looked at in vain."""
PLACEMENT, IN_VAIN = 12, 400
"""Pieces that trying one place for a cell, and looking from a line in vain, are worth, in time."""
SHARE_OF_FOUND = 2
"""What part of a table's search is taken off all the same: the half."""


class Patience:
    """What may still be spent on places where no table turns out to begin.

    Each line that looks like heads is a place to search from, so text made of nothing but heads would be searched from
    every line on. A search that finds a table costs a part of its work; where patience ends, such lines are running
    text.
    """

    __slots__ = ("left",)

    def __init__(self, left: int = MOST_WORK) -> None:
        self.left = left

    @property
    def is_over(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def found(self, before: int, own: Patience) -> None:
        """Give back most of what was taken off since `before`, and take off a part of the table's own search."""
        self.left = before - (before - self.left + MOST_WORK - own.left) // SHARE_OF_FOUND

    def spend(self, pieces: int) -> None:
        """Take off what was looked at."""
        self.left -= pieces
