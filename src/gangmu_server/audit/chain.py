"""The hash that ties an entry to the one before it. Pure: the same facts give the same hash on every database."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping


def entry_hash(previous: str, facts: Mapping[str, object]) -> str:
    """SHA-256 over the previous hash and the entry's facts in one written form.

    Args:
        previous: hash of the entry before, empty for the first.
        facts: what `facts_of` gives.
    """
    body = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def instant(at: dt.datetime) -> str:
    """An instant as it stands in the hash: UTC to the microsecond, whatever zone the database gives it back in."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
