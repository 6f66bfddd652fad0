"""Who is told that a plan says something else than before: read anew, another edition in force, corrected by hand; and
that its files have become another plan's.

The apps above ask to be told once at start-up; the library knows none of them. They are told inside the action's own
transaction, so that what they put in the queue is there exactly when the change is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from gangmu_server.directory.models import Account
from gangmu_server.library.models import Edition, Plan

Follower = Callable[[Plan, Account, dt.datetime], object]
"""A plan, who changed it, when."""

Heir = Callable[[Plan, Edition, Account, dt.datetime], object]
"""A plan, the edition of another plan that has its files now, who put them there, when."""

_following: list[Follower] = []
_inheriting: list[Heir] = []


def follow(follower: Follower) -> None:
    """Have a follower told of every change. Called once, when the app above starts."""
    if follower not in _following:
        _following.append(follower)


def plan_changed(plan: Plan, *, acting_user: Account, at: dt.datetime) -> None:
    """Tell every follower that a plan's edition in force says something else than before."""
    for follower in _following:
        follower(plan, acting_user, at)


def inherit(heir: Heir) -> None:
    """Have an heir told when a plan's files go over to another. Called once, when the app above starts."""
    if heir not in _inheriting:
        _inheriting.append(heir)


def files_went_over(plan: Plan, to: Edition, *, acting_user: Account, at: dt.datetime) -> None:
    """Tell every heir, so that what people said of the plan is not lost with it."""
    for heir in _inheriting:
        heir(plan, to, acting_user, at)
