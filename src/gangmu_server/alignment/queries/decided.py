"""Where a decision may be made, and where one that was made stands now."""

from __future__ import annotations

from dataclasses import dataclass

from gangmu_server.alignment.models import Link, LinkDecision, PlanPair, Sentence, Side
from gangmu_server.alignment.queries.coverage import LEVELS
from gangmu_server.alignment.queries.fabric import IN_USE
from gangmu_server.alignment.replay import addresses_of, registers_of
from gangmu_server.directory.access import require
from gangmu_server.directory.models import Account
from gangmu_server.directory.rights import Right
from gangmu_server.library.models import Plan


@dataclass(frozen=True, slots=True)
class Place:
    """A promise as it stands in the run with one plan below (or beside)."""

    sentence: Sentence
    plan: Plan


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What a decision is about as it is now: its sentence, the upper one where two are named, and the link between."""

    sentence: Sentence
    link: Link | None


def places_of(user: Account, sentence: Sentence) -> list[Place]:
    """The runs in which a promise could be called not applicable: with each plan below its own.

    Args:
        user: who asks.
        sentence: the promise in any of them. Of a peer's measure, and of a new one below, there is only that one run.
    """
    require(user, sentence.zone, Right.READ_PLANS)
    pair = sentence.alignment.pair
    if sentence.side == Side.LOWER or pair.kind != "lineage":
        other = pair.upper if sentence.side == Side.LOWER else pair.lower
        return [Place(sentence, other)]
    alignments = {"alignment__" + key: value for key, value in dict(IN_USE.children).items()}
    rows = Sentence.objects.filter(
        **alignments,
        alignment__pair__kind="lineage",
        alignment__pair__upper=pair.upper_id,
        side=Side.UPPER,
        address=sentence.address,
        is_row=sentence.is_row,
    ).select_related("alignment__pair__lower", "alignment__pair__zone", "zone")
    places = [Place(row, row.alignment.pair.lower) for row in rows]
    return sorted(places, key=lambda place: (LEVELS.index(place.plan.level), place.plan.title))


def whereabouts_of(user: Account, decision: LinkDecision) -> Whereabouts | None:
    """Where a decision's sentences stand in the run in use; None where one of them is not there as it was."""
    require(user, decision.zone, Right.READ_PLANS)
    rows = Sentence.objects.filter(alignment__pair=decision.pair_id, alignment__in_use=True)
    listed = list(rows.select_related("alignment__pair__upper", "alignment__pair__lower", "alignment__zone", "zone"))
    addresses = addresses_of(decision, registers_of(sorted(listed, key=lambda s: s.position)))
    if not addresses:
        return None
    found = {s.side: s for s in listed if addresses.get(s.side) == s.address}
    upper, lower = found.get(Side.UPPER), found.get(Side.LOWER)
    link = Link.objects.filter(upper=upper, lower=lower).first() if upper and lower else None
    return Whereabouts(next(iter(found[side] for side in addresses)), link)


def edition_key(user: Account, plan: Plan) -> str:
    """The key of a plan's edition in force; empty while there is none."""
    require(user, plan.zone, Right.READ_PLANS)
    return plan.editions.filter(is_current=True).values_list("key", flat=True).first() or ""


def payload_of(user: Account, pair: PlanPair) -> str:
    """The alignment JSON of a pair's run in use, as the aligner gave it; empty while there is none."""
    require(user, pair.zone, Right.READ_PLANS)
    return pair.alignments.filter(in_use=True).values_list("payload", flat=True).first() or ""
