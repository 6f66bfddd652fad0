"""Decisions laid over rows: every row is what the aligner left, then what people decided, in the order they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from gangmu_server.alignment.models import (
    Alignment,
    Deed,
    Link,
    LinkDecision,
    LinkState,
    Relation,
    Sentence,
    SentenceState,
    Side,
)
from gangmu_server.alignment.subjects import Register, subject_of

SENTENCE_FIELDS = ("state", "settled_kind", "settled_by", "settled_at", "reason")
LINK_FIELDS = (*SENTENCE_FIELDS, "relation")


@dataclass(slots=True)
class Laid:
    """What laying decisions over a run gives: rows to store, and decisions that found their sentences no more."""

    new: list[Link] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    stale: list[LinkDecision] = field(default_factory=list)


def in_force(decisions: Iterable[LinkDecision]) -> list[LinkDecision]:
    """The decisions that were not taken back, oldest first."""
    listed = sorted(decisions, key=lambda decision: decision.number)
    undone = {decision.undoes_id for decision in listed if decision.deed == Deed.WITHDRAW}
    return [d for d in listed if d.deed != Deed.WITHDRAW and d.pk not in undone]


def lay_over(
    alignment: Alignment, sentences: Sequence[Sentence], links: Sequence[Link], decisions: Iterable[LinkDecision]
) -> Laid:
    """Set every row to what it effectively is. Rows that change are named in the answer; nothing is stored.

    Args:
        alignment: the run.
        sentences: all its sentences, in order.
        links: all its links; those a person added are told by an empty `read_state`.
        decisions: all decisions on its pair.
    """
    return _Replay(alignment, sentences, links).run(in_force(decisions))


class _Replay:
    """One laying over: rows by address while decisions are gone through."""

    def __init__(self, alignment: Alignment, sentences: Sequence[Sentence], links: Sequence[Link]) -> None:
        self.alignment, self.sentences = alignment, sentences
        self.before = {id(row): _values(row) for row in (*sentences, *links)}
        self.at = {(s.side, s.address): s for s in sentences}
        self.registers = {
            side: Register((s.address, s.text) for s in sentences if s.side == side) for side in Side.values
        }
        for row in (*sentences, *links):
            row.settled_kind = row.settled_by = row.reason = ""
            row.settled_at = None
        for link in links:
            # A link that only a person made stands on its decision alone.
            link.state = link.read_state or LinkState.REJECTED
            link.relation = link.read_relation
        self.links = {(link.upper_id, link.lower_id): link for link in links}
        self.laid = Laid()

    def run(self, decisions: Sequence[LinkDecision]) -> Laid:
        not_applicable: set[int] = set()
        for decision in decisions:
            found = self._found(decision)
            if found is None:
                self.laid.stale.append(decision)
            elif decision.deed == Deed.NOT_APPLICABLE:
                sentence = next(s for s in found if s is not None)
                _mark(sentence, decision)
                not_applicable.add(id(sentence))
            else:
                self._decide(found, decision)
        self._states(not_applicable)
        self.laid.links = [x for x in self.links.values() if x.pk and _values(x) != self.before[id(x)]]
        self.laid.sentences = [s for s in self.sentences if _values(s) != self.before[id(s)]]
        return self.laid

    def _found(self, decision: LinkDecision) -> tuple[Sentence | None, Sentence | None] | None:
        """The sentences a decision is about; None where one it names is not there as it was."""
        found: list[Sentence | None] = []
        for side, values in ((Side.UPPER, decision.upper), (Side.LOWER, decision.lower)):
            address = self.registers[side].find(subject_of(values)) if values else None
            if values and address is None:
                return None
            found.append(self.at[side, address] if address is not None else None)
        return found[0], found[1]

    def _decide(self, found: tuple[Sentence | None, Sentence | None], decision: LinkDecision) -> None:
        upper, lower = found
        assert upper is not None  # a decision on a link names both; the action saw to it
        assert lower is not None
        link = self.links.get((upper.pk, lower.pk))
        if link is None:
            link = Link(zone_id=self.alignment.zone_id, alignment=self.alignment, upper=upper, lower=lower)
            self.links[upper.pk, lower.pk] = link
            self.laid.new.append(link)
        if decision.deed == Deed.REJECT:
            link.state = LinkState.REJECTED
        else:
            link.state = LinkState.LINKED
            link.relation = decision.relation or link.relation or Relation.ADOPTED
        _mark(link, decision)

    def _states(self, not_applicable: set[int]) -> None:
        linked = {pk for link in self.links.values() if link.state == LinkState.LINKED for pk in _ends(link)}
        for sentence in self.sentences:
            if id(sentence) in not_applicable:
                sentence.state = SentenceState.NOT_APPLICABLE
            else:
                sentence.state = SentenceState.LINKED if sentence.pk in linked else SentenceState.OPEN


def _ends(link: Link) -> tuple[int, int]:
    return link.upper_id, link.lower_id


def _mark(row: Sentence | Link, decision: LinkDecision) -> None:
    row.settled_kind, row.settled_by = decision.deed, decision.by_name
    row.settled_at, row.reason = decision.decided_at, decision.reason


def _values(row: Sentence | Link) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in (LINK_FIELDS if isinstance(row, Link) else SENTENCE_FIELDS))
