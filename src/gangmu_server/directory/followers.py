"""Who is told that a zone's names have changed: an organisation, another name, a place, a person more or less.

The apps above ask to be told once at start-up; the directory knows none of them. They are told inside the action's own
transaction.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from gangmu_server.directory.models import Account, Zone

Follower = Callable[[Zone, Account | None, dt.datetime], object]
"""A zone, who changed its names, when."""

_following: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a follower told of every change. Called once, when the app above starts."""
    if follower not in _following:
        _following.append(follower)


def names_changed(zone: Zone, *, acting_user: Account | None, at: dt.datetime) -> None:
    """Tell every follower that printed names may mean somebody else now than before."""
    for follower in _following:
        follower(zone, acting_user, at)
