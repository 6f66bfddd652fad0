"""All links of a tier as threads between addresses: what coverage and chains are followed along."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from gangmu_server.alignment.models import Alignment, Link, LinkState, PairKind

Address = tuple[int, str, bool]
"""A plan's id, a sentence's address, and whether the sentence is a table row: a row and a measure may share one."""
Held = frozenset[str] | None
"""What both sentences of a link hold: subjects, and pairs of the shared words' characters. None where only a person
linked them: such a link carries whatever is followed."""

IN_USE = Q(
    in_use=True,
    pair__is_live=True,
    pair__upper__deleted_at__isnull=True,
    pair__lower__deleted_at__isnull=True,
)
ABOVE_EACH_OTHER = Q(pair__kind__in=(PairKind.LINEAGE, PairKind.ROWS))


@dataclass(frozen=True, slots=True)
class Thread:
    """A link between two addresses."""

    link: int
    alignment: int
    upper: Address
    lower: Address
    relation: str
    held: Held


class Fabric:
    """Threads, found by the address at either end."""

    def __init__(self, threads: Iterable[Thread]) -> None:
        self.below: dict[Address, list[Thread]] = defaultdict(list)
        self.above: dict[Address, list[Thread]] = defaultdict(list)
        for thread in threads:
            self.below[thread.upper].append(thread)
            self.above[thread.lower].append(thread)

    def reached(self, address: Address) -> dict[Address, Thread]:
        """Every sentence further down that answers one, each with the thread by which it was first reached.

        A sentence holds several promises: what answers another of them further down does not answer the one followed,
        so only what all links of a way hold in common is followed.
        """
        found: dict[Address, Thread] = {}
        waiting: list[tuple[Thread, Held]] = [(t, t.held) for t in self.below.get(address, ())]
        seen: set[tuple[Address, Held]] = set()
        while waiting:
            thread, held = waiting.pop(0)
            if (thread.lower, held) in seen or thread.lower == address:
                continue
            seen.add((thread.lower, held))
            found.setdefault(thread.lower, thread)
            onward = ((t, common(t.held, held)) for t in self.below.get(thread.lower, ()))
            waiting += [(t, shared) for t, shared in onward if shared is None or shared]
        return found


def common(first: Held, second: Held) -> Held:
    """What two stretches of a way have in common."""
    if first is None or second is None:
        return second if first is None else first
    return first & second


def fabric_of(alignments: QuerySet[Alignment] | Iterable[int], sides: Mapping[int, tuple[int, int]]) -> Fabric:
    """The threads of some runs.

    Args:
        alignments: the runs, or their ids.
        sides: upper and lower plan of each run, by its id.
    """
    return Fabric(_threads(alignments, sides))


def _threads(alignments: QuerySet[Alignment] | Iterable[int], sides: Mapping[int, tuple[int, int]]) -> Iterator[Thread]:
    rows = Link.objects.filter(alignment__in=alignments, state=LinkState.LINKED).order_by("pk")
    values = rows.values_list(
        "pk", "alignment_id", "upper__address", "upper__is_row", "lower__address", "lower__is_row", "relation", "held"
    )
    for pk, run, upper, upper_row, lower, lower_row, relation, held in values.iterator(chunk_size=2000):
        above, below = sides[run]
        words = frozenset(held.split()) or None
        yield Thread(pk, run, (above, upper, upper_row), (below, lower, lower_row), relation, words)
