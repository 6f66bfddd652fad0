"""What is kept beside a record about which a person decided. Plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Settled:
    """That a person decided about a record: how, who, when, and the values it had as read."""

    kind: str
    by: str
    at: dt.datetime
    was: Mapping[str, Any] = field(default_factory=dict)
