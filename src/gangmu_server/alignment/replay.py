"""Decisions laid over rows: every row is what the aligner left, then what people decided, in the order they did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gangmu_server.alignment.fates import lost_of
from gangmu_server.alignment.losses import Losses
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

SENTENCE_FIELDS = ("state", "decision", "lost")
LINK_FIELDS = ("state", "decision", "relation")


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


def registers_of(sentences: Iterable[Sentence]) -> dict[str, Register]:
    """The sentences of each side, to be found by address or text."""
    listed = list(sentences)
    return {side: Register((s.address, s.text) for s in listed if s.side == side) for side in Side.values}


def addresses_of(decision: LinkDecision, registers: Mapping[str, Register]) -> dict[str, str] | None:
    """Where the sentences that a decision is about stand now, by side; None where one is not there as it was."""
    found: dict[str, str] = {}
    for side, values in ((Side.UPPER, decision.upper), (Side.LOWER, decision.lower)):
        if values:
            address = registers[side].find(subject_of(values))
            if address is None:
                return None
            found[side] = address
    return found


class _Replay:
    """One laying over: rows by address while decisions are gone through."""

    def __init__(self, alignment: Alignment, sentences: Sequence[Sentence], links: Sequence[Link]) -> None:
        self.alignment, self.sentences = alignment, sentences
        self.before = {id(row): _values(row) for row in (*sentences, *links)}
        self.at = {(s.side, s.address): s for s in sentences}
        self.registers = registers_of(sentences)
        for row in (*sentences, *links):
            row.decision = None
        for link in links:
            # A link that only a person made stands on its decision alone.
            link.state = link.read_state or LinkState.REJECTED
            link.relation = link.read_relation
        self.links = {(link.upper_id, link.lower_id): link for link in links}
        self.laid = Laid()

    def run(self, decisions: Sequence[LinkDecision]) -> Laid:
        not_applicable: set[int] = set()
        for decision in decisions:
            addresses = addresses_of(decision, self.registers)
            if addresses is None:
                self.laid.stale.append(decision)
                continue
            sentences = [self.at[place] for place in addresses.items()]
            if decision.deed == Deed.NOT_APPLICABLE:
                sentences[0].decision = decision
                not_applicable.add(id(sentences[0]))
            else:
                self._decide(sentences[0], sentences[1], decision)
        self._states(not_applicable)
        self.laid.links = [x for x in self.links.values() if x.pk and _values(x) != self.before[id(x)]]
        self.laid.sentences = [s for s in self.sentences if _values(s) != self.before[id(s)]]
        return self.laid

    def _decide(self, upper: Sentence, lower: Sentence, decision: LinkDecision) -> None:
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
        link.decision = decision

    def _states(self, not_applicable: set[int]) -> None:
        linked = {pk for link in self.links.values() if link.state == LinkState.LINKED for pk in _ends(link)}
        answers: dict[int, list[Link]] = defaultdict(list)
        for link in self.links.values():
            answers[link.upper_id].append(link)
        recount = Losses(self.alignment).beside
        for sentence in self.sentences:
            sentence.lost = lost_of(answers[sentence.pk], recount) if sentence.side == Side.UPPER else []
            if id(sentence) in not_applicable:
                sentence.state = SentenceState.NOT_APPLICABLE
            else:
                sentence.state = SentenceState.LINKED if sentence.pk in linked else SentenceState.OPEN


def _ends(link: Link) -> tuple[int, int]:
    return link.upper_id, link.lower_id


def _values(row: Sentence | Link) -> tuple[object, ...]:
    shared = (row.state, row.decision_id)
    return (*shared, row.relation) if isinstance(row, Link) else (*shared, tuple(row.lost))
