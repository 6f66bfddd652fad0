"""What changed between two runs over a pair: plain values, no database.

A sentence is the same in both where its text is the same, or where the text at its address has only been touched up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher

from gangmu_server.alignment.models import Alignment, Link, LinkState, Sentence, SentenceState, Side
from gangmu_server.alignment.subjects import Register

TOUCHED_UP = 0.6
"""Two texts at one address that are this like are one sentence, edited."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A run with its rows; `links` have both sentences loaded."""

    alignment: Alignment
    sentences: Sequence[Sentence]
    links: Sequence[Link]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a newer run says otherwise than an older one. Pairs are (old, new)."""

    gained: tuple[Link, ...]
    lost: tuple[Link, ...]
    changed: tuple[tuple[Link, Link], ...]
    now_open: tuple[Sentence, ...]
    no_longer_open: tuple[Sentence, ...]
    edited: tuple[tuple[Sentence, Sentence], ...]
    new_sentences: tuple[Sentence, ...]
    gone_sentences: tuple[Sentence, ...]

    @property
    def is_empty(self) -> bool:
        """Whether both say the same of the same sentences."""
        return not any(getattr(self, field.name) for field in fields(self))


def difference(old: Snapshot, new: Snapshot) -> Difference:
    """Compare two runs over one pair."""
    twins = {side: _twins(_side(old, side), _side(new, side)) for side in Side.values}
    before, after = _linked(old), _linked(new)
    carried = {
        (twins[Side.UPPER].get(upper), twins[Side.LOWER].get(lower)): link for (upper, lower), link in before.items()
    }
    upper_twins = {new_at: old_at for old_at, new_at in twins[Side.UPPER].items()}
    return Difference(
        gained=tuple(link for key, link in after.items() if key not in carried),
        lost=tuple(link for key, link in carried.items() if key not in after),
        changed=tuple(
            (link, after[key]) for key, link in carried.items() if key in after and link.relation != after[key].relation
        ),
        now_open=_turned(_side(new, Side.UPPER), upper_twins, _side(old, Side.UPPER), SentenceState.OPEN),
        no_longer_open=_turned(_side(old, Side.UPPER), twins[Side.UPPER], _side(new, Side.UPPER), SentenceState.OPEN),
        edited=tuple(pair for side in Side.values for pair in _edited(_side(old, side), _side(new, side), twins[side])),
        new_sentences=tuple(
            s for side in Side.values for s in _side(new, side) if s.address not in set(twins[side].values())
        ),
        gone_sentences=tuple(s for side in Side.values for s in _side(old, side) if s.address not in twins[side]),
    )


def _side(snapshot: Snapshot, side: str) -> list[Sentence]:
    return [sentence for sentence in snapshot.sentences if sentence.side == side]


def _linked(snapshot: Snapshot) -> dict[tuple[str | None, str | None], Link]:
    return {(x.upper.address, x.lower.address): x for x in snapshot.links if x.state == LinkState.LINKED}


def _twins(old: Iterable[Sentence], new: Iterable[Sentence]) -> dict[str, str]:
    """For each old address the new one of the same sentence; the same text first, then the same place."""
    before, after = list(old), {s.address: s for s in new}
    register = Register((s.address, s.text) for s in after.values())
    subjects = Register((s.address, s.text) for s in before)
    found = {s.address: at for s in before if (at := register.find(subjects.subject(s.address))) is not None}
    taken = set(found.values())
    for sentence in before:
        here = after.get(sentence.address)
        if sentence.address not in found and here is not None and here.address not in taken and _alike(sentence, here):
            found[sentence.address] = here.address
            taken.add(here.address)
    return found


def _alike(first: Sentence, second: Sentence) -> bool:
    return SequenceMatcher(None, first.text, second.text, autojunk=False).ratio() >= TOUCHED_UP


def _edited(
    old: Sequence[Sentence], new: Sequence[Sentence], twins: Mapping[str, str]
) -> Iterable[tuple[Sentence, Sentence]]:
    after = {s.address: s for s in new}
    for sentence in old:
        twin = after.get(twins.get(sentence.address, ""))
        if twin is not None and "".join(twin.text.split()) != "".join(sentence.text.split()):
            yield sentence, twin


def _turned(
    here: Sequence[Sentence], twins: Mapping[str, str], there: Sequence[Sentence], state: str
) -> tuple[Sentence, ...]:
    """Sentences in a state here whose twins there are not in it."""
    others = {s.address: s for s in there}
    return tuple(s for s in here if s.state == state and s.address in twins and others[twins[s.address]].state != state)
