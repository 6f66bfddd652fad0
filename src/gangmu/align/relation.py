"""What became of a promise: adopted, refined, softened or strengthened. The shared pieces alone decide.

The order is the contract's: an explicit weakening of a shared piece decides; else a strengthening; else what was added;
else it was adopted as it stands. That a link is only related (one subject, another commitment) is left to a person or
an adviser: likeness cannot tell it, and annotators seldom agree on it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gangmu.align.acts import act_of, softening, strengthening
from gangmu.align.evidence import Prepared
from gangmu.align.model import Reason, Relation
from gangmu.align.quantities import QuantityChange, is_added, is_softer, is_stronger
from gangmu.align.ranks import lowered_rank
from gangmu.align.shared import SAID_ABOVE, SharedPiece, covered, details, novelty, shared_pieces

ACTS_COMPARED = 0.3
"""Pieces less like than this may speak of two things: their acts are not held against each other."""
HEDGED_ELSEWHERE = 0.82
"""In a lower piece as new as this, a hedge (探索, 争取) is on the new thing and not on the promise."""
REFINED_FROM = SAID_ABOVE
"""From this share of new substance in the shared pieces a promise is called refined. 0.3 to 0.5 differ little."""
DETAILS = 2
"""So is one whose sentence goes on to name this many things its subject consists of; one alone may stand beside."""
PLACES_ADDED = 2
"""A single place may be the subject itself; a list of places is a plan of where."""
PEERS_REFINED_FROM = 0.75
"""The same between peers, where names of another ground are new anyway."""
PEERS_HELD_FROM = 0.8
"""Between peers, an upper piece held to this share is the same measure, whatever else its lower piece says."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A relation, why, and the pieces it was judged on."""

    relation: Relation
    reasons: tuple[Reason, ...]
    shared: tuple[SharedPiece, ...]


def judge(
    upper: Prepared,
    lower: Prepared,
    quantities: Sequence[QuantityChange] = (),
    *,
    beside: Sequence[Prepared] = (),
    parts: re.Pattern[str] | None = None,
    peers: bool = False,
) -> Verdict:
    """Give the relation of a linked pair.

    Args:
        upper: the upper sentence.
        lower: the lower sentence.
        quantities: what became of figures and dates.
        beside: other upper sentences that the lower one answers too.
        parts: names of places inside the lower plan's ground.
        peers: whether the plans stand beside each other.
    """
    shared = shared_pieces(upper, lower)
    compared = [pair for pair in shared if pair.likeness >= ACTS_COMPARED]
    softer = (
        *_softer(upper, compared),
        *(Reason("quantity.softer", c.metric, c.lower_figure) for c in quantities if is_softer(c)),
    )
    if softer:
        return Verdict("softened", softer, shared)
    firmer = (
        *_firmer(lower, compared),
        *(Reason("quantity.firmer", c.metric, c.lower_figure) for c in quantities if is_stronger(c)),
    )
    if firmer:
        return Verdict("strengthened", firmer, shared)
    added = (
        *(Reason("quantity.added", "", c.metric) for c in quantities if is_added(c)),
        *_added_places(compared, parts),
        *(() if peers else _added_details(upper, lower, shared)),
    )
    return _by_substance(novelty(upper, shared, beside), lower, shared, added, peers=peers)


def _softer(upper: Prepared, shared: Sequence[SharedPiece]) -> Iterator[Reason]:
    for pair in shared:
        word = softening(act_of(pair.upper.text, pair.after_upper), act_of(pair.lower.text))
        if word is not None and novelty(upper, (pair,)) < HEDGED_ELSEWHERE:
            yield Reason("act.softer", upper.printed(pair.upper), word)
        if (ranks := lowered_rank(pair.upper.text, pair.lower.text)) is not None:
            yield Reason("rank.lower", *ranks)


def _firmer(lower: Prepared, shared: Sequence[SharedPiece]) -> Iterator[Reason]:
    for pair in shared:
        if (word := strengthening(act_of(pair.upper.text, pair.after_upper), act_of(pair.lower.text))) is not None:
            yield Reason("act.firmer", word, lower.printed(pair.lower))


def _added_places(shared: Sequence[SharedPiece], parts: re.Pattern[str] | None) -> Iterator[Reason]:
    """Pieces that say where in the lower plan's own ground, while the upper piece names no such place."""
    if parts is None:
        return
    for pair in shared:
        named = list(dict.fromkeys(parts.findall(pair.lower.text)))
        if len(named) >= PLACES_ADDED and not parts.search(pair.upper.text):
            yield Reason("place.added", "", "、".join(named))


def _added_details(upper: Prepared, lower: Prepared, shared: Sequence[SharedPiece]) -> Iterator[Reason]:
    """Where the sentence goes on to what the promised subject consists of."""
    pieces = details(upper, lower, shared)
    if len(pieces) >= DETAILS:
        yield Reason("substance.added", "", lower.printed(pieces[0]))


def _by_substance(
    new: float, lower: Prepared, shared: tuple[SharedPiece, ...], added: tuple[Reason, ...], *, peers: bool
) -> Verdict:
    lower_text = lower.printed(shared[0].lower) if shared else ""
    if added:
        return Verdict("refined", added, shared)
    is_held = peers and bool(shared) and covered(shared[0].upper_bag, lower.bag) >= PEERS_HELD_FROM
    if new > (PEERS_REFINED_FROM if peers else REFINED_FROM) and not is_held:
        return Verdict("refined", (Reason("substance.added", "", lower_text),), shared)
    return Verdict("adopted", (Reason("substance.same", "", lower_text),), shared)
