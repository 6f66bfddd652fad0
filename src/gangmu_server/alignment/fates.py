"""What became of an upper sentence in one plan below, and which of its promises were lost. No database."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from enum import StrEnum

from gangmu_server.alignment.models import Link, LinkState, Relation, SentenceState

Recount = Callable[[Sequence[Link]], list[str]]
"""What is lost beside some links of one sentence: `losses.Losses.beside`."""


class Cover(StrEnum):
    """How a sentence fares in the plans of a column; `not_applicable` stands aside.

    A sentence is taken up in part where at least one promise inside it is held by none of the sentences below that
    answer it, however the others are worded.
    """

    TAKEN = "taken"
    SOFTENED = "softened"
    THROUGH = "through"
    PARTIAL = "partial"
    NONE = "none"
    NOT_APPLICABLE = "not_applicable"


BEST_FIRST = tuple(Cover)
WHOLE = (Cover.TAKEN, Cover.SOFTENED, Cover.THROUGH)
"""What percentages count: nothing of the sentence was lost. That it is weaker, or came another way, shows beside."""
MEANT = BEST_FIRST[:-1]
"""What somebody in the column ought to have taken up."""
HELD_FROM = 0.4
"""A sentence linked by a person holds a promise from this share of its pairs of characters, as the aligner has it."""


def fate_of(state: str, relations: Collection[str], lost: Collection[str]) -> Cover:
    """The state of an upper sentence in one plan below.

    Args:
        state: of the sentence in the run.
        relations: of the links that hold.
        lost: promises inside it that none of them holds.
    """
    if state == SentenceState.NOT_APPLICABLE:
        return Cover.NOT_APPLICABLE
    if not relations:
        return Cover.NONE
    if lost:
        return Cover.PARTIAL
    return Cover.SOFTENED if set(relations) == {Relation.SOFTENED} else Cover.TAKEN


def percent_whole(whole: int, meant: int) -> int | None:
    """Whole percent, rounded down so that 100 means all; None where none is meant."""
    return whole * 100 // meant if meant else None


def lost_of(links: Sequence[Link], recount: Recount) -> list[str]:
    """The promises inside one upper sentence that none of its links holds, as printed, in their order.

    Args:
        links: all links of the sentence, both ends loaded; what the aligner found lost stands on each of its own. A
            person may have added one that holds it after all.
        recount: what is lost beside the links that are left, asked where a person took a link of the aligner's away:
            a promise that only that one held is lost now.
    """
    linked = [link for link in links if link.state == LinkState.LINKED]
    by_hand = [link.lower.text for link in linked if link.read_state != LinkState.LINKED]
    if linked and any(link.read_state == LinkState.LINKED and link.state != LinkState.LINKED for link in links):
        lost = recount(linked)
    else:
        lost = [str(one["text"]) for link in linked if link.read_state == LinkState.LINKED for one in link.dropped]
    return [text for text in dict.fromkeys(lost) if not any(_holds(lower, text) for lower in by_hand)]


def lost_by_all(lists: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """What is lost in every one of several plans: a promise that one of them holds is not lost to their level.

    One plan may have lost a whole list, another a member of it: then the member is lost to both.
    """
    if not lists:
        return ()
    common = list(lists[0])
    for others in lists[1:]:
        pairs = ((one, other) for one in common for other in others)
        common = list(dict.fromkeys(min(one, other, key=len) for one, other in pairs if one in other or other in one))
    return tuple(common)


def _holds(lower: str, promise: str) -> bool:
    pairs = {promise[i : i + 2] for i in range(len(promise) - 1)}
    return sum(pair in lower for pair in pairs) >= HELD_FROM * len(pairs)
