"""Two readings of one document: what came, what went, what is read otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

from bench.reading.snapshot import Entry

ADDRESSES = frozenset({"id", "parent", "provision", "task"})


@dataclass(frozen=True, slots=True)
class Change:
    """A record that both readings have, read otherwise: field → (before, after)."""

    before: Entry
    after: Entry
    fields: dict[str, tuple[object, object]]

    @property
    def only_moved(self) -> bool:
        """Whether nothing but addresses differ."""
        return ADDRESSES.issuperset(self.fields)


@dataclass(frozen=True, slots=True)
class Difference:
    """Everything that differs, in reading order."""

    gained: tuple[Entry, ...]
    lost: tuple[Entry, ...]
    changed: tuple[Change, ...]
    moved: tuple[Change, ...]
    same: int

    def __bool__(self) -> bool:
        return bool(self.gained or self.lost or self.changed or self.moved)


def compare(before: Iterable[Entry], after: Iterable[Entry]) -> Difference:
    """Pair records of one kind by text and values, then by text, then by address; the rest came or went.

    A sentence with several figures gives several records with one text, so equal values go first.
    """
    old, new = sorted(before, key=_place), sorted(after, key=_place)
    pairs: list[tuple[Entry, Entry]] = []
    for key in (_whole, _text, _address):
        found = _pair(old, new, key)
        used = {id(entry) for pair in found for entry in pair}
        old, new = [e for e in old if id(e) not in used], [e for e in new if id(e) not in used]
        pairs += found
    changes = [Change(a, b, fields) for a, b in pairs if (fields := _fields(a, b))]
    changes.sort(key=lambda c: _place(c.after))
    return Difference(
        gained=tuple(new),
        lost=tuple(old),
        changed=tuple(c for c in changes if not c.only_moved),
        moved=tuple(c for c in changes if c.only_moved),
        same=len(pairs) - len(changes),
    )


def _place(entry: Entry) -> Hashable:
    return (*entry.span, entry.kind, entry.id)


def _whole(entry: Entry) -> Hashable:
    values = sorted((key, repr(value)) for key, value in entry.values.items() if key not in ADDRESSES)
    return (entry.kind, entry.digest, repr(values))


def _text(entry: Entry) -> Hashable:
    return (entry.kind, entry.digest)


def _address(entry: Entry) -> Hashable:
    return (entry.kind, entry.id)


def _pair(old: list[Entry], new: list[Entry], key: Callable[[Entry], Hashable]) -> list[tuple[Entry, Entry]]:
    """Entries of both lists with an equal key, first with first."""
    waiting: dict[Hashable, list[Entry]] = defaultdict(list)
    for entry in reversed(old):
        waiting[key(entry)].append(entry)
    return [(waiting[key(entry)].pop(), entry) for entry in new if waiting[key(entry)]]


def _fields(a: Entry, b: Entry) -> dict[str, tuple[object, object]]:
    names = {**a.values, **b.values}
    fields = {
        name: (a.values.get(name), b.values.get(name)) for name in names if a.values.get(name) != b.values.get(name)
    }
    if a.digest != b.digest:
        fields["text"] = (a.digest, b.digest)
    if a.id != b.id:
        fields["id"] = (a.id, b.id)
    return fields
