"""Who is told that a plan says something else than before: read anew, another edition in force, corrected by hand.

The apps above ask to be told once at start-up; the library knows none of them. They are told inside the action's own
transaction, so that what they put in the queue is there exactly when the change is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from gangmu_server.directory.models import Account
from gangmu_server.library.models import Plan

Follower = Callable[[Plan, Account, dt.datetime], object]
"""A plan, who changed it, when."""

_following: list[Follower] = []


def follow(follower: Follower) -> None:
    """Have a follower told of every change. Called once, when the app above starts."""
    if follower not in _following:
        _following.append(follower)


def plan_changed(plan: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Tell every follower that a plan's edition in force says something else than before."""
    for follower in _following:
        follower(plan, acting_user, at)
