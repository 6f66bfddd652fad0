"""Where somebody stands in the queue: the line at hand, the one before, the one after, and those around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from gangmu_server.review.models import QueueItem
from gangmu_server.review.payloads import QueueFilter

BEFORE, SHOWN = 3, 40
SKIPPED = "review-skipped"
MOST_SKIPPED = 500
MADE = "review-made"
MOST_MADE = 200
"""Decisions of this sitting that can be undone one after the other."""
FILTERS = ("plan", "about", "reason")

Key = tuple[str, str, str]
"""Edition, kind and address: what names a line while the queue is made anew around it."""


@dataclass(frozen=True, slots=True)
class Position:
    """A place in the queue as it is now."""

    keys: Sequence[Key]
    at: Key | None
    index: int | None

    def neighbour(self, step: int) -> Key | None:
        """The line so many steps on (or back); from outside the queue its first line."""
        if self.index is None:
            return self.keys[0] if self.keys else None
        wanted = self.index + step
        return self.keys[wanted] if 0 <= wanted < len(self.keys) else None


def wanted_of(request: HttpRequest) -> QueueFilter:
    """The filters in the address, or in the form that was sent."""
    found = {name: request.POST.get(f"f_{name}", request.GET.get(name, "")) for name in FILTERS}
    return QueueFilter(**found)


def at_of(request: HttpRequest) -> Key | None:
    """The line the address names."""
    parts = (request.GET.get("edition", ""), request.GET.get("record", ""), request.GET.get("at", ""))
    return parts if all(parts) else None


def position(rows: QuerySet[QueueItem], at: Key | None, skipped: Sequence[str] = ()) -> Position:
    """Find a line in the queue, skipped ones at its end; without one the first.

    Args:
        rows: the queue as narrowed.
        at: the line at hand, which need not be in the queue.
        skipped: lines put off, as `slug`.
    """
    keys = list(rows.values_list("edition__key", "about", "address"))
    later = set(skipped)
    keys.sort(key=lambda key: slug(key) in later)
    if at is None:
        return Position(keys, keys[0] if keys else None, 0 if keys else None)
    return Position(keys, at, keys.index(at) if at in keys else None)


def remember(request: HttpRequest, decision: str) -> None:
    """Note a decision of this sitting, by its key: undo takes back the last of these, never an older one."""
    request.session[MADE] = [*request.session.get(MADE, ()), decision][-MOST_MADE:]


def slug(key: Key) -> str:
    """A line's name in one text."""
    return "\n".join(key)


def around(rows: QuerySet[QueueItem], found: Position) -> list[QueueItem]:
    """The lines to show beside the one at hand."""
    first = max(0, (found.index or 0) - BEFORE)
    keys = list(found.keys[first : first + SHOWN])
    loaded = {
        (item.edition.key, item.about, item.address): item for item in rows.filter(address__in=[key[2] for key in keys])
    }
    return [loaded[key] for key in keys if key in loaded]


def address_of(key: Key | None, wanted: QueueFilter) -> str:
    """The desk's address for a line, with the filters in force."""
    query = {name: getattr(wanted, name) for name in FILTERS if getattr(wanted, name)}
    if key is not None:
        query |= {"edition": key[0], "record": key[1], "at": key[2]}
    return f"{reverse('review')}?{urlencode(query)}" if query else reverse("review")
